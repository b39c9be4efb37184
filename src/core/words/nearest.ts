/** What was meant by a word that is nearly right. */

/**
 * The number of letters left out, added, changed or swapped with their neighbour between two words, as far as it is at
 * most `limit`; else `limit + 1`. The cost is the word's length times the limit.
 */
export const distance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const far = limit + 1;
  let before: number[] = [];
  let row: number[] = Array.from({ length: b.length + 1 }, (_, index) => Math.min(index, far));
  for (let i = 1; i <= a.length; i++) {
    const next: number[] = new Array<number>(b.length + 1).fill(far);
    if (i <= limit) next[0] = i;
    let least = next[0] ?? far;
    for (let j = Math.max(1, i - limit); j <= Math.min(b.length, i + limit); j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j] ?? far) + 1, (next[j - 1] ?? far) + 1, (row[j - 1] ?? far) + same, far);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? far) + 1);
      next[j] = best;
      least = Math.min(least, best);
    }
    if (least > limit) return far;
    before = row;
    row = next;
  }
  return row[b.length] ?? far;
};

/** The nearest of the words within `limit` slips of the hand, the first of several; not the word itself. */
export const nearestWithin = (word: string, words: Iterable<string>, limit: number): string | undefined => {
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of words) {
    const far = distance(word, candidate, least - 1);
    if (far > 0 && far < least) {
      least = far;
      best = candidate;
    }
  }
  return best;
};

/** Words longer than this are not compared: nobody mistypes them. */
const longest = 80;

/**
 * The names that a word is nearest to, nearest first, at most `most`; none where no name is near enough to be meant.
 */
export const nearestNames = (word: string, names: Iterable<string>, most: number): readonly string[] => {
  if (word === '' || word.length > longest) return [];
  const limit = Math.min(2, Math.max(1, Math.floor(word.length / 3)));
  const found: { readonly name: string; readonly far: number }[] = [];
  for (const name of names) {
    if (name.length > longest || Math.abs(name.length - word.length) > limit) {
      if (word.length > 1 && name.startsWith(word)) found.push({ name, far: 1 });
      continue;
    }
    const far = name.startsWith(word) && word.length > 1 ? 1 : distance(word, name, limit);
    if (far <= limit) found.push({ name, far });
  }
  return found
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ name }) => name);
};

/** The nearest of the words, where one is near enough to be meant. */
export const nearest = (word: string, words: Iterable<string>): string | undefined =>
  nearestNames(word, words, 1)[0];

/** `; did you mean A or B?`, or nothing. */
export const didYouMean = (names: readonly string[]): string =>
  names.length === 0
    ? ''
    : `did you mean ${names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`}?`;
