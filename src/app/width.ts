/**
 * How many cells a text takes in a terminal. Our own, because the usual package compiles the table of all emoji
 * sequences when it is loaded: 25 ms of a start that may take 150 (measured). Everything here is made when first needed.
 */

/**
 * East Asian Width W and F without the emoji (those are asked of the engine), as first and last code points.
 * From EastAsianWidth.txt of Unicode 16, unassigned code points between wide ones included.
 */
const wide: readonly number[] = [
  0x1100, 0x115f, 0x2329, 0x232a, 0x2630, 0x2637, 0x268a, 0x268f, 0x2e80, 0x303e, 0x3041, 0x3247, 0x3250,
  0xa4cf, 0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6b, 0xff01, 0xff60,
  0xffe0, 0xffe6, 0x16fe0, 0x18dff, 0x1aff0, 0x1b2ff, 0x1d300, 0x1d376, 0x1f200, 0x1f265, 0x20000, 0x3fffd,
];

const isEastAsianWide = (point: number): boolean => {
  for (let index = 0; index < wide.length; index += 2) {
    if (point < (wide[index] ?? 0)) return false;
    if (point <= (wide[index + 1] ?? 0)) return true;
  }
  return false;
};

interface Classes {
  readonly segmenter: Intl.Segmenter;
  readonly unseen: RegExp;
  readonly spacing: RegExp;
  readonly emoji: RegExp;
  readonly emojiByDefault: RegExp;
}

let made: Classes | undefined;
const classes = (): Classes => {
  made ??= {
    segmenter: new Intl.Segmenter('en', { granularity: 'grapheme' }),
    unseen: /^[\p{Cc}\p{Cf}\p{Cs}\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]$/u,
    spacing: /^\p{Mc}$/u,
    emoji: /^\p{Emoji}$/u,
    emojiByDefault: /^\p{Emoji_Presentation}$/u,
  };
  return made;
};

const isRegional = (point: number): boolean => point >= 0x1f1e6 && point <= 0x1f1ff;
/** Vowels and finals of Hangul join the syllable before them. */
const joinsSyllable = (point: number): boolean =>
  (point >= 0x1160 && point <= 0x11ff) || (point >= 0xd7b0 && point <= 0xd7fb);

const pointWidth = (text: string, point: number): 0 | 1 | 2 => {
  if (point < 0x300) return point < 0x20 || (point >= 0x7f && point < 0xa0) || point === 0xad ? 0 : 1;
  if (isEastAsianWide(point)) return classes().unseen.test(text) ? 0 : 2;
  if (classes().unseen.test(text)) return 0;
  // A flag's letter alone is narrow; two make a flag.
  return !isRegional(point) && classes().emojiByDefault.test(text) ? 2 : 1;
};

/** The cells of one grapheme cluster: 0 when nothing of it is seen, more than 2 only for some scripts of India and Korea. */
export const clusterWidth = (cluster: string): number => {
  let width = 0;
  let base = 0;
  let emoji = false;
  for (const text of cluster) {
    const point = text.codePointAt(0) ?? 0;
    const own = pointWidth(text, point);
    if (width === 0) {
      if (own === 0) continue;
      width = own;
      base = point;
      emoji = own === 2 && classes().emojiByDefault.test(text);
    } else if (point === 0xfe0f || point === 0x20e3) {
      // A keycap, or a sign that is asked to be an emoji.
      if (point === 0x20e3 || classes().emoji.test(String.fromCodePoint(base))) return 2;
    } else if (emoji || (isRegional(base) && isRegional(point))) return 2;
    else if (classes().spacing.test(text) || (point >= 0xff00 && point <= 0xffef)) width += own;
    else if (own > 0 && !joinsSyllable(point)) width += own;
  }
  return width;
};

/** The grapheme clusters of a text: what a person takes for one character. */
export const clustersOf = (text: string): Iterable<{ readonly segment: string }> =>
  classes().segmenter.segment(text);

/** The cells of a text. */
export const textWidth = (text: string): number => {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of clustersOf(text)) width += clusterWidth(segment);
  return width;
};
