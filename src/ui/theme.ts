/**
 * Themes: a look for each of the app's meanings, read from JSON. A look is written as words: `bold #7aa2f7`,
 * `black on yellow`, `inverse`. Reading never throws; what is wrong is named by file, key and value.
 */
import { type Meaning, meanings } from '../app/rich.ts';
import type { Colour, Style } from './block.ts';

/** A theme: every meaning has a look. */
export interface Theme {
  readonly name: string;
  /** One line for a person who chooses. */
  readonly about: string;
  readonly styles: Readonly<Record<Meaning, Style>>;
}

/** A theme, with the complaints about it: a wrong look is left out, the rest holds. */
export interface ReadTheme {
  readonly theme: Theme;
  readonly problems: readonly string[];
}

const colourNames: readonly string[] = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
];

/** `red`, `bright-red`, `0`..`15` or `#rrggbb`; undefined for anything else. */
export const readColour = (word: string): Colour | undefined => {
  if (/^#[0-9a-f]{6}$/i.test(word)) return word.toLowerCase() as Colour;
  if (/^\d{1,2}$/.test(word) && Number(word) < 16) return Number(word);
  const bright = word.startsWith('bright-');
  const at = colourNames.indexOf(bright ? word.slice(7) : word);
  if (word === 'grey' || word === 'gray') return 8;
  return at < 0 ? undefined : at + (bright ? 8 : 0);
};

const attributes = ['bold', 'dim', 'inverse', 'underline'] as const;

/** Reads a look; gives the word that means nothing instead. */
export const readStyle = (text: string): Style | { readonly wrong: string } => {
  let style: Style = {};
  let ground: 'fg' | 'bg' = 'fg';
  for (const word of text.trim().split(/\s+/)) {
    if (word === '' || word === 'plain') continue;
    const attribute = attributes.find(one => one === word);
    if (attribute !== undefined) style = { ...style, [attribute]: true };
    else if (word === 'on') ground = 'bg';
    else {
      const colour = readColour(word);
      if (colour === undefined) return { wrong: word };
      style = { ...style, [ground]: colour };
      ground = 'fg';
    }
  }
  return style;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isMeaning = (key: string): key is Meaning => meanings.some(meaning => meaning === key);

/** Looks that hold where a theme says nothing: no colours at all. */
export const plainStyles: Readonly<Record<Meaning, Style>> = {
  text: {},
  muted: {},
  title: { bold: true },
  heading: { bold: true },
  key: { bold: true },
  accent: { bold: true },
  service: { bold: true },
  server: {},
  zero: {},
  good: {},
  warn: { bold: true },
  bad: { bold: true },
  live: { bold: true },
  practice: { bold: true, inverse: true },
  frozen: { bold: true, inverse: true },
  select: { inverse: true },
  match: { underline: true },
  flash: { bold: true, underline: true },
  bar: {},
  trend: {},
  border: {},
  total: {},
};

/**
 * Reads a theme. `file` is how complaints name it; `base` holds what the theme leaves out (a user's own theme may
 * change three looks of a built-in one).
 */
export const readTheme = (json: unknown, file: string, base?: Theme): ReadTheme => {
  const problems: string[] = [];
  const fallback = base?.styles ?? plainStyles;
  const named = file.replace(/^.*\//, '').replace(/\.json$/, '');
  if (!isRecord(json)) {
    return { theme: { name: named, about: '', styles: fallback }, problems: [`${file}: not a JSON object`] };
  }
  const word = (key: string, otherwise: string): string => {
    const value = json[key];
    if (typeof value === 'string') return value;
    if (value !== undefined) problems.push(`${file}: ${key} is ${JSON.stringify(value)}, wanted a text`);
    return otherwise;
  };
  const name = word('name', named);
  const about = word('about', '');
  const styles: Record<Meaning, Style> = { ...fallback };
  const given = json.styles ?? {};
  if (!isRecord(given)) problems.push(`${file}: styles is ${JSON.stringify(given)}, wanted an object`);
  for (const [key, value] of Object.entries(isRecord(given) ? given : {})) {
    if (!isMeaning(key)) {
      problems.push(`${file}: styles.${key} is not one of ${meanings.join(' ')}`);
      continue;
    }
    const style = typeof value === 'string' ? readStyle(value) : { wrong: JSON.stringify(value) };
    if ('wrong' in style) {
      problems.push(
        `${file}: styles.${key} is ${JSON.stringify(value)}; ${style.wrong} is neither a colour (red, bright-red, 0..15, #rrggbb) nor bold, dim, inverse, underline, on`,
      );
    } else styles[key] = style;
  }
  for (const key of Object.keys(json)) {
    if (!['name', 'about', 'styles'].includes(key)) problems.push(`${file}: ${key} means nothing in a theme`);
  }
  return { theme: { name, about, styles }, problems };
};
