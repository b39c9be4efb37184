/** What answers must be like. */

type Expected = (answers: readonly (readonly string[])[]) => boolean;

const counts = (answers: readonly string[]): string => {
  const found = new Map<string, number>();
  for (const answer of answers) found.set(answer, (found.get(answer) ?? 0) + 1);
  return [...found]
    .map(([name, times]) => `${name} ${times}`)
    .sort()
    .join(', ');
};

/** The answers of all requests together: `web1 2, web2 2`. */
export const shared =
  (expected: string): Expected =>
  answers =>
    counts(answers.flat()) === expected;

/** Exactly these, in this order. */
export const inTurn =
  (...expected: readonly string[]): Expected =>
  answers =>
    answers.flat().join() === expected.join();

/** Servers in turn, whichever is the first: rr. */
export const alternating: Expected = answers => {
  const all = answers.flat();
  return (
    new Set(all).size === 2 &&
    all.every(name => name.startsWith('web')) &&
    all.every((name, index) => index === 0 || name !== all[index - 1])
  );
};

/** One and the same server answers everything. */
export const oneServer: Expected = answers => {
  const all = answers.flat();
  return all.length > 1 && new Set(all).size === 1 && (all[0] ?? '').startsWith('web');
};
