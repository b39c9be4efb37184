/** What was meant by a word that is nearly right. */

/** Damerau-Levenshtein distance without transposing twice: letters left out, added, changed or swapped. */
const distance = (a: string, b: string): number => {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
};

/** The distance, or undefined where it is above `limit`. What both begin and end with is left out: it costs nothing. */
const distanceWithin = (a: string, b: string, limit: number): number | undefined => {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a.charCodeAt(head) === b.charCodeAt(head)) head++;
  let tail = 0;
  while (tail < most - head && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail))
    tail++;
  // With so much between the ends, a few edits do not make one of the other, or nobody would see that they do.
  if (most - head - tail > 2 * limit) return undefined;
  const far = distance(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return far <= limit ? far : undefined;
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
    const far = name.startsWith(word) && word.length > 1 ? 1 : distanceWithin(word, name, limit);
    if (far !== undefined) found.push({ name, far });
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
