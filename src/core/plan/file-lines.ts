/** What becomes of a file, line by line. */

/** A line that goes (`-`) or comes (`+`). */
export interface LineChange {
  readonly sign: '-' | '+';
  readonly line: string;
}

const linesOf = (text: string | undefined): readonly string[] =>
  text === undefined || text === '' ? [] : text.replace(/\n$/, '').split('\n');

/** Lines that stand in one text more often than in the other. */
const surplus = (these: readonly string[], those: readonly string[]): readonly string[] => {
  const left = new Map<string, number>();
  for (const line of those) left.set(line, (left.get(line) ?? 0) + 1);
  return these.filter(line => {
    const rest = left.get(line) ?? 0;
    left.set(line, rest - 1);
    return rest <= 0;
  });
};

/**
 * Lines that go, then lines that come, each in the order of its text; none where only the order differs. `undefined`
 * is a file that is not there.
 */
export const lineChanges = (before: string | undefined, after: string | undefined): readonly LineChange[] => {
  const [then, now] = [linesOf(before), linesOf(after)];
  return [
    ...surplus(then, now).map(line => ({ sign: '-', line }) as const),
    ...surplus(now, then).map(line => ({ sign: '+', line }) as const),
  ];
};
