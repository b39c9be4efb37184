/** Patterns of file names, as `include` takes them: those of glob(3) with braces. */

/** More alternatives than this are not made out of one pattern's braces. */
const mostAlternatives = 1_000;

/** Whether a pattern can stand for several files. */
export const isPattern = (path: string): boolean => /[*?[{]/.test(path);

/** The patterns that the first pair of braces stands for, or undefined: there is none. */
const openBraces = (pattern: string): readonly string[] | undefined => {
  const open = pattern.indexOf('{');
  if (open < 0) return undefined;
  const parts: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let index = open; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    if (character === '{') depth++;
    else if (character === '}') depth--;
    if ((character === ',' && depth === 1) || depth === 0) {
      parts.push(pattern.slice(start, index));
      start = index + 1;
    }
    if (depth === 0) return parts.map(part => pattern.slice(0, open) + part + pattern.slice(index + 1));
  }
  return undefined;
};

/** A pattern's braces taken apart, in their order: `a{b,c}` is `ab` and `ac`. Never more than 1,000. */
export const withoutBraces = (pattern: string): readonly string[] => {
  const done: string[] = [];
  const open = [pattern];
  for (let next = open.pop(); next !== undefined && done.length < mostAlternatives; next = open.pop()) {
    const parts = open.length < mostAlternatives ? openBraces(next) : undefined;
    if (parts === undefined) done.push(next);
    else open.push(...[...parts].reverse());
  }
  return done;
};

/** Whether one character matches the bracket at `start`, and where the bracket ends; undefined: it is no bracket. */
const matchBracket = (
  pattern: string,
  start: number,
  character: string,
): { readonly matches: boolean; readonly end: number } | undefined => {
  const close = pattern.indexOf(']', start + (/^\[[!^]/.test(pattern.slice(start, start + 2)) ? 3 : 2));
  if (close < 0) return undefined;
  const negated = /[!^]/.test(pattern.charAt(start + 1));
  const inside = pattern.slice(start + (negated ? 2 : 1), close);
  let found = false;
  for (let index = 0; index < inside.length; index++) {
    const from = inside.charAt(index);
    const isRange = inside.charAt(index + 1) === '-' && index + 2 < inside.length;
    const to = isRange ? inside.charAt(index + 2) : from;
    if (isRange) index += 2;
    if (from <= character && character <= to) found = true;
  }
  return { matches: found !== negated, end: close + 1 };
};

/** The place behind the pattern's element at `at` when it matches the character; undefined when not. */
const step = (pattern: string, at: number, character: string): number | undefined => {
  const sign = pattern.charAt(at);
  if (sign === '?') return at + 1;
  if (sign === '[') {
    const bracket = matchBracket(pattern, at, character);
    if (bracket !== undefined) return bracket.matches ? bracket.end : undefined;
  }
  const literal = sign === '\\' && at + 1 < pattern.length ? at + 1 : at;
  return pattern.charAt(literal) === character ? literal + 1 : undefined;
};

/** Whether a name (no slash in it) matches: on a mismatch only the last star is tried again, so time stays bounded. */
const matchesName = (pattern: string, name: string): boolean => {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  let at = 0;
  let star = -1;
  let retry = 0;
  for (let index = 0; index < name.length; ) {
    const next =
      at < pattern.length && pattern.charAt(at) !== '*' ? step(pattern, at, name.charAt(index)) : undefined;
    if (next !== undefined) {
      at = next;
      index++;
    } else if (pattern.charAt(at) === '*') {
      star = at++;
      retry = index;
    } else if (star >= 0) {
      at = star + 1;
      index = ++retry;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
};

/** Whether a path matches a pattern without braces: slash by slash, no star or `?` for a leading dot. */
export const matchesPattern = (pattern: string, path: string): boolean => {
  const names = path.split('/');
  const patterns = pattern.split('/');
  return (
    names.length === patterns.length && names.every((name, index) => matchesName(patterns[index] ?? '', name))
  );
};
