/**
 * What stands in one cell, as a number: a code point, or 0x110000 + n for an interned cluster of several. Text from
 * outside is made harmless here: control, formatting, bidirectional and private-use characters become U+FFFD.
 */
import { clustersOf, clusterWidth } from '../app/width.ts';

/** The right half of a wide glyph. */
export const rightHalf = 0;
/** A space. */
export const space = 32;
const replacement = 0xfffd;
const firstCluster = 0x110000;
/** Clusters are kept for the life of the program, so their number is bounded; after that a cluster is its base. */
const mostClusters = 4096;
/** Longer clusters are nobody's writing (a "zalgo" name): the rest of their marks is dropped. */
const longestCluster = 10;

const clusterNumbers = new Map<string, number>();
const clusters: { readonly text: string; readonly wide: boolean; readonly reach: number }[] = [];

/** Width 1, one code point, and every terminal agrees: Latin to IPA, dashes and quotes, arrows, lines, blocks, braille. */
const simple = (unit: number): boolean =>
  (unit >= 0x20 && unit <= 0x7e) ||
  (unit >= 0xa1 && unit <= 0x2ff && unit !== 0xad) ||
  (unit >= 0x370 && unit <= 0x482 && unit !== 0x378) ||
  (unit >= 0x2010 && unit <= 0x2027) ||
  (unit >= 0x2030 && unit <= 0x205e) ||
  (unit >= 0x2190 && unit <= 0x2319) ||
  (unit >= 0x2500 && unit <= 0x25fc) ||
  (unit >= 0x2800 && unit <= 0x28ff) ||
  unit === replacement;

/** Width 2 in every terminal: CJK, kana, Hangul syllables, full-width forms, the ideographic planes. */
const surelyWide = (point: number): boolean =>
  (point >= 0x2e80 && point <= 0x303e) ||
  (point >= 0x3041 && point <= 0x3247) ||
  (point >= 0x3250 && point <= 0xa4cf) ||
  (point >= 0xac00 && point <= 0xd7a3) ||
  (point >= 0xf900 && point <= 0xfaff) ||
  (point >= 0xff01 && point <= 0xff60) ||
  (point >= 0x20000 && point <= 0x3fffd);

/** Known widths of single code points: 0 not yet known, 1 narrow, 2 wide. */
const widths = new Uint8Array(firstCluster);

/** Whether a glyph takes two cells. */
export const isWide = (glyph: number): boolean => {
  if (glyph >= firstCluster) return clusters[glyph - firstCluster]?.wide ?? false;
  if (simple(glyph)) return false;
  let width = widths[glyph] ?? 1;
  if (width === 0) {
    width = clusterWidth(String.fromCodePoint(glyph)) === 2 ? 2 : 1;
    widths[glyph] = width;
  }
  return width === 2;
};

/** The text of a glyph (empty for a right half). */
export const glyphText = (glyph: number): string =>
  glyph === rightHalf
    ? ''
    : glyph < firstCluster
      ? String.fromCodePoint(glyph)
      : (clusters[glyph - firstCluster]?.text ?? ' ');

/**
 * How many cells a terminal may move on printing this glyph, when terminals disagree (0: all agree with isWide).
 * A terminal without clusters takes the sum of its code points.
 */
export const doubtOf = (glyph: number): number => {
  if (glyph >= firstCluster) return clusters[glyph - firstCluster]?.reach ?? 0;
  if (glyph < 0x300 || simple(glyph) || surelyWide(glyph)) return 0;
  return 2;
};

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;
/** The formatting characters that belong into clusters: the joiner, and the tags of regional flags. */
const joining = /[\u200d\u{e0020}-\u{e007f}]/u;
const hidden = (point: string): boolean => unseen.test(point) && !joining.test(point);
const mark = /[\p{Mn}\p{Me}\u200d]/u;
const plainMark = /^[^\p{M}][\u0300-\u036f]+$/u;

const intern = (text: string, wide: boolean): number => {
  const known = clusterNumbers.get(text);
  if (known !== undefined) return known;
  const base = text.codePointAt(0) ?? replacement;
  if (clusters.length >= mostClusters) return base;
  let reach = 0;
  if (!(plainMark.test(text) && (simple(base) || surelyWide(base)))) {
    for (const point of text) reach += mark.test(point) ? 0 : point < '\u0080' ? 1 : 2;
    reach = Math.max(2, reach);
  }
  const glyph = firstCluster + clusters.length;
  clusters.push({ text, wide, reach });
  clusterNumbers.set(text, glyph);
  return glyph;
};

/** The glyphs of one cluster: usually one; clusters wider than two cells are taken apart into their code points. */
const glyphsOfCluster = (segment: string, into: number[]): void => {
  let points = [...segment].map(point => (hidden(point) ? '\ufffd' : point));
  if (points.length > longestCluster) points = points.slice(0, longestCluster);
  const first = points[0] ?? '\ufffd';
  if (points.length === 1) {
    into.push(clusterWidth(first) === 0 ? replacement : (first.codePointAt(0) ?? replacement));
    return;
  }
  const text = points.join('');
  const width = clusterWidth(text);
  if (mark.test(first) || width === 0) into.push(replacement);
  else if (width <= 2 && !points.includes('\ufffd')) into.push(intern(text, width === 2));
  else {
    for (let index = 0; index < points.length; ) {
      let piece = points[index] ?? '';
      index++;
      while (index < points.length && mark.test(points[index] ?? '')) piece += points[index++];
      const pieceWidth = clusterWidth(piece);
      if (pieceWidth === 0 || pieceWidth > 2) into.push(replacement);
      else into.push([...piece].length === 1 ? (piece.codePointAt(0) ?? 0) : intern(piece, pieceWidth === 2));
    }
  }
};

/** The glyphs of a text, harmless, left to right. ASCII, lines and blocks never meet the segmenter. */
export const glyphsOf = (text: string): readonly number[] => {
  const glyphs: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const next = index + 1 < text.length ? text.charCodeAt(index + 1) : space;
    if (simple(unit) && simple(next)) glyphs.push(unit);
    else {
      for (const { segment } of clustersOf(text.slice(index))) {
        if (segment.length === 1 && simple(segment.charCodeAt(0))) glyphs.push(segment.charCodeAt(0));
        else glyphsOfCluster(segment, glyphs);
      }
      return glyphs;
    }
  }
  return glyphs;
};

/** Whether a text is made of narrow single units only, so that painting may copy it unit by unit. */
export const isSimple = (text: string): boolean => {
  for (let index = 0; index < text.length; index++) if (!simple(text.charCodeAt(index))) return false;
  return true;
};
