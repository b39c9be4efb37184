/**
 * Where two runs of a script may differ, and nowhere else:
 * - Connections, `--nosort` and /proc/net/ip_vs list by hashes that the kernel seeds anew at every boot and in
 *   every namespace: their rows (services together with their servers) are compared in sorted order.
 * - Seconds until a connection expires: commands take time on the real machine and none in practice, so they may
 *   be one off, and by as much more as the real machine was late (Outcome.late).
 * - Rates and counters, when a real kernel is compared with an earlier run of one (`folds`): its estimator runs every two
 *   seconds, and a little longer, so that over ten seconds it may have run once more or less. Each run takes a quarter off
 *   the rates; counters that it has not folded yet are lower.
 * - What `-h` prints is ipvsadm's own prose, which is not copied here: compared are its first line and the options
 *   that it names (record.ts keeps no more of it).
 */
import type { Outcome, Recording } from './guest.ts';

/** One line that two runs do not agree on. */
export interface Difference {
  readonly script: string;
  readonly line: string;
  readonly what: 'exit' | 'stdout' | 'stderr' | 'missing';
  readonly expected: string;
  readonly actual: string;
}

const listsConnections = (line: string): boolean =>
  /ip_vs_conn/.test(line) || /^ipvsadm (-[a-zA-Z]*c|.*(--connection| -[a-zA-Z]*c( |$)))/.test(line);

const listsUnsorted = (line: string): boolean => line.includes('--nosort') || line === 'cat /proc/net/ip_vs';

/** Rows that begin with blanks belong to the row above them. */
const groups = (text: string): readonly string[] => text.split(/\n(?! )/);

const ordered = (text: string): string => {
  const all = groups(text);
  const titles = all.filter(group => /^(IP Virtual|Prot |Pro |pro |IPVS )/.test(group));
  return [...titles, ...all.filter(group => !titles.includes(group)).sort()].join('\n');
};

/** A connection row split at its expiry: MM:SS in ipvsadm's list, the last number but for PE data in /proc's. */
const expiry = /^(\S+ +)(\d+:\d\d)( .*)$|^(.*\S +)(\d+)( *)$/;

const seconds = (text: string): number =>
  text.split(':').reduce((total, part) => total * 60 + Number(part), 0);

interface Row {
  readonly rest: string;
  readonly expires: number;
}

const rows = (text: string): readonly Row[] =>
  text
    .split('\n')
    .map(line => {
      const match = expiry.exec(line);
      if (match === null || /^pro |^Pro |^IPVS/.test(line)) return { rest: line, expires: -1 };
      const [, a, b, c, d, e, f] = match;
      return { rest: `${a ?? d}${c ?? f}`.replace(/ +/g, ' '), expires: seconds(b ?? e ?? '') };
    })
    .sort((x, y) => (x.rest < y.rest ? -1 : x.rest > y.rest ? 1 : x.expires - y.expires));

const sameConnections = (one: string, two: string, slack: number): boolean => {
  const [left, right] = [rows(one), rows(two)];
  return (
    left.length === right.length &&
    left.every((row, index) => {
      const other = right[index];
      return other?.rest === row.rest && Math.abs(other.expires - row.expires) <= slack;
    })
  );
};

/** What is compared of an output: all of it, but of the help text its first line and its options. */
export const essence = (stdout: string): string => {
  if (!/^ipvsadm v\S+ .*\nUsage:/.test(stdout)) return stdout;
  const options = new Set(stdout.match(/(?<![\w-])--?[a-zA-Z0-9][a-z0-9-]*/g));
  return `${stdout.split('\n')[0]}\n${[...options].sort().join(' ')}\n`;
};

/** Help may name more options than the real tool's own, which leaves out -v and -X; never fewer. */
const coversHelp = (one: string, two: string): boolean => {
  const [title, options] = one.split('\n');
  const [otherTitle, others] = two.split('\n');
  if (title !== otherTitle || !options?.startsWith('--') || others === undefined) return false;
  const named = new Set(others.split(' '));
  return options.split(' ').every(option => named.has(option));
};

const listsCounters = (line: string): boolean => line.includes('--stats') || line.includes('ip_vs_stats');
const listsRates = (line: string): boolean => line.includes('--rate') || listsCounters(line);

/** Whether two texts are alike but for numbers that one run of the estimator more or less can explain. */
const withinOneFold = (line: string, one: string, two: string): boolean => {
  const hex = line.includes('ip_vs_stats');
  const number = hex ? /\b[0-9A-F]+\b/g : /\b\d+\b/g;
  const [left, right] = [one.match(number) ?? [], two.match(number) ?? []];
  const bare = (text: string): string => text.replace(number, '#').replace(/ +/g, ' ');
  return (
    bare(one) === bare(two) &&
    left.every((text, index) => {
      const [a, b] = [text, right[index] ?? ''].map(digits => Number.parseInt(digits, hex ? 16 : 10));
      if (a === undefined || b === undefined) return false;
      return (listsCounters(line) && b <= a) || Math.min(a, b) >= Math.floor(Math.max(a, b) * 0.75) - 1;
    })
  );
};

const sameOutput = (line: string, one: string, two: string, slack: number, folds: boolean): boolean => {
  if (one === two || coversHelp(one, two)) return true;
  if (folds && listsRates(line)) return withinOneFold(line, one, two);
  if (listsConnections(line)) return sameConnections(one, two, slack);
  return listsUnsorted(line) && ordered(one) === ordered(two);
};

const compareLine = (
  script: string,
  expected: Outcome,
  actual: Outcome | undefined,
  folds: boolean,
): Difference[] => {
  const { line } = expected;
  if (actual?.line !== line) {
    return [{ script, line, what: 'missing', expected: line, actual: actual?.line ?? '' }];
  }
  const found: Difference[] = [];
  const add = (what: Difference['what'], left: string, right: string): void => {
    found.push({ script, line, what, expected: left, actual: right });
  };
  if (expected.exit !== actual.exit) add('exit', `${expected.exit}`, `${actual.exit}`);
  const slack = 1 + Math.max(expected.late ?? 0, actual.late ?? 0);
  if (!sameOutput(line, essence(expected.stdout), essence(actual.stdout), slack, folds))
    add('stdout', expected.stdout, actual.stdout);
  if (expected.stderr !== actual.stderr) add('stderr', expected.stderr, actual.stderr);
  return found;
};

/** Everything that `actual` does otherwise than `expected`; empty when they agree. `folds`: both are a real kernel's. */
export const differences = (expected: Recording, actual: Recording, folds = false): readonly Difference[] => {
  if (expected.lines.length !== actual.lines.length) {
    return [
      {
        script: expected.script,
        line: '(all)',
        what: 'missing',
        expected: `${expected.lines.length} lines`,
        actual: `${actual.lines.length} lines: the recording is older than the script`,
      },
    ];
  }
  return [
    ...expected.lines.flatMap((line, index) =>
      compareLine(expected.script, line, actual.lines[index], folds),
    ),
    ...expected.after.flatMap((line, index) =>
      compareLine(expected.script, line, actual.after[index], folds),
    ),
  ];
};

/** Differences as a text to read. */
export const describeDifferences = (found: readonly Difference[]): string =>
  found
    .map(
      ({ script, line, what, expected, actual }) =>
        `${script}: ${line}\n  ${what}\n  real:     ${JSON.stringify(expected)}\n  practice: ${JSON.stringify(actual)}\n`,
    )
    .join('\n');
