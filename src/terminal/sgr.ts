/** From one style to another in the fewest bytes, in as many colours as the terminal has. */
import * as s from './styles.ts';

/** How many colours a terminal shows: none (but bold, inverse and underline stay), the 16, the 256, or all. */
export type ColourDepth = 'none' | '16' | '256' | 'true';

const levels = [0, 95, 135, 175, 215, 255];
/** The 16 colours as xterm draws them; terminals differ, so they are only aimed at when nothing else is left. */
const ansi: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

type Rgb = readonly [number, number, number];
const distance = (a: Rgb, b: Rgb): number =>
  2 * (a[0] - b[0]) ** 2 + 4 * (a[1] - b[1]) ** 2 + 3 * (a[2] - b[2]) ** 2;

const nearest = (wanted: Rgb, colours: readonly Rgb[]): number => {
  let best = 0;
  for (const [index, colour] of colours.entries()) {
    if (distance(wanted, colour) < distance(wanted, colours[best] ?? colour)) best = index;
  }
  return best;
};

const cubeRgb = (index: number): Rgb => {
  if (index >= 232) return [8 + 10 * (index - 232), 8 + 10 * (index - 232), 8 + 10 * (index - 232)];
  const cube = index - 16;
  return [levels[Math.floor(cube / 36)] ?? 0, levels[Math.floor(cube / 6) % 6] ?? 0, levels[cube % 6] ?? 0];
};
const cube: readonly Rgb[] = Array.from({ length: 240 }, (_, index) => cubeRgb(index + 16));

/** The nearest of the 256 palette's upper 240 colours. */
export const to256 = (r: number, g: number, b: number): number => 16 + nearest([r, g, b], cube);
/** The nearest of the 16 colours. */
export const to16 = (r: number, g: number, b: number): number => nearest([r, g, b], ansi);

/** The SGR parameters of one colour. `base` is 30 for the foreground, 40 for the background. */
const colourParameters = (colour: number, base: 30 | 40, depth: ColourDepth): string => {
  const meaning = s.meaningOf(colour);
  const sixteen = (index: number): string => `${index < 8 ? base + index : base + 52 + index}`;
  if (meaning.kind === 'own' || depth === 'none') return `${base + 9}`;
  if (meaning.kind === 'ansi') return sixteen(meaning.index);
  if (meaning.kind === 'palette') {
    if (depth !== '16') return `${base + 8};5;${meaning.index}`;
    return sixteen(to16(...cubeRgb(meaning.index)));
  }
  const { r, g, b } = meaning;
  if (depth === 'true') return `${base + 8};2;${r};${g};${b}`;
  return depth === '256' ? `${base + 8};5;${to256(r, g, b)}` : sixteen(to16(r, g, b));
};

const attributeCodes = [
  [s.bold, '1', '22'],
  [s.dim, '2', '22'],
  [s.underline, '4', '24'],
  [s.inverse, '7', '27'],
] as const;

const transition = (from: number, to: number, depth: ColourDepth): string => {
  const before = s.coloursOf(from);
  const after = s.coloursOf(to);
  const fg = colourParameters(after.fg, 30, depth);
  const bg = colourParameters(after.bg, 40, depth);
  const whole: string[] = [];
  const change: string[] = [];
  let goneIntensity = false;
  for (const [bit, , off] of attributeCodes) {
    if ((from & bit) === 0 || (to & bit) !== 0) continue;
    if (!change.includes(off)) change.push(off);
    if (off === '22') goneIntensity = true;
  }
  for (const [bit, on, off] of attributeCodes) {
    if ((to & bit) === 0) continue;
    whole.push(on);
    // 22 ends bold and dim together, so the one that stays is set again.
    if ((from & bit) === 0 || (off === '22' && goneIntensity)) change.push(on);
  }
  if (fg !== '39') whole.push(fg);
  if (bg !== '49') whole.push(bg);
  if (colourParameters(before.fg, 30, depth) !== fg) change.push(fg);
  if (colourParameters(before.bg, 40, depth) !== bg) change.push(bg);
  if (change.length === 0) return '';
  const fresh = whole.length === 0 ? '' : `0;${whole.join(';')}`;
  const delta = change.join(';');
  return `\u001b[${fresh.length < delta.length ? fresh : delta}m`;
};

/** A memo of transitions for one colour depth; forgets itself when it grows (a theme has some hundred). */
export const transitions = (depth: ColourDepth): ((from: number, to: number) => string) => {
  const known = new Map<number, string>();
  return (from, to) => {
    if (from === to) return '';
    const key = from * 0x1000000 + to;
    let text = known.get(key);
    if (text === undefined) {
      if (known.size > 10_000) known.clear();
      text = transition(from, to, depth);
      known.set(key, text);
    }
    return text;
  };
};
