/** What every verb works with, and what all of them say in the same way. */
import type { DirectorReading } from '../core/director/reading.ts';
import type { Reading } from '../core/ipvsadm/read/reading.ts';
import type { Failure, Result } from '../core/model/failure.ts';
import type { SeenService } from '../core/model/snapshot.ts';
import type { Around } from '../host/around.types.ts';
import type { Changer } from '../host/changer.types.ts';
import type { Director } from '../host/director.types.ts';
import { type Out, plain } from './out.ts';
import type { Talk } from './prompts-terminal.ts';
import { findServices } from './services.ts';
import { exits } from './verbs.ts';

/** What a verb works with. */
export interface World {
  readonly out: Out;
  readonly director: Director;
  /** The director, read once and whole. */
  readonly whole: () => Promise<Result<DirectorReading>>;
  /** The text it was read from, where it is one. */
  readonly text?: { readonly name: string; readonly reading: Reading; readonly cut: boolean };
  /** What changes the director; absent where nothing can. */
  readonly changer?: Changer;
  readonly around?: Around;
  /** Why nothing may be changed, where it was locked. */
  readonly locked?: string;
  /** Asks a person; absent where there is none. */
  readonly ask?: (question: string) => Promise<string>;
  /** Opens a longer conversation with a person; absent where there is none. Whoever opens it closes it. */
  readonly talk?: () => Talk;
  /** Gives a text to the clipboard of the terminal; a sentence where it is too long for that. Absent without a terminal. */
  readonly copy?: (text: string) => string | undefined;
  /** Columns of the terminal that standard output is; absent in a pipe. */
  readonly columns?: () => number;
  /** The working folder: where relative paths begin. */
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Minutes that local time is ahead of UTC. */
  readonly offsetMinutes: number;
  /** Waits; false when the person ended it. */
  readonly pause: (ms: number) => Promise<boolean>;
}

/** A failure in lines: what, why, what to do. */
export const failureLines = ({ what, why, advice }: Failure): string =>
  [
    `lvsh: ${what}`,
    ...(why === undefined ? [] : [`  why: ${why}`]),
    ...(advice === undefined ? [] : [`  try: ${advice}`]),
  ]
    .map(line => `${plain(line)}\n`)
    .join('');

/** Says on standard error, line by line, what of a text was not read. True when there was any. */
export const complain = ({ out, text }: World): boolean => {
  if (text === undefined) return false;
  const { name, reading, cut } = text;
  for (const note of reading.notes) out.warn(`${plain(`${name}:${note.line}: note: ${note.reason}`)}\n`);
  for (const problem of reading.problems) {
    const part = problem.partly === true ? 'partly read: ' : 'not read: ';
    out.warn(`${plain(`${name}:${problem.line}: ${part}${problem.reason}: ${problem.text}`)}\n`);
  }
  if (reading.unlisted > 0)
    out.warn(`lvsh: ${reading.unlisted} more lines of ${plain(name)} were not read\n`);
  if (cut)
    out.warn(`lvsh: ${plain(name)} is too long: it was read up to line ${reading.lines.total}, 64 MB\n`);
  return cut || reading.problems.length > 0;
};

/** Prints a value as JSON, on one line where many follow one another. */
export const printJson = (out: Out, value: unknown, compact = false): void =>
  out.write(`${compact ? JSON.stringify(value) : JSON.stringify(value, null, 2)}\n`);

/** Says what is wrong with a command line; gives the exit code. */
export const usage = (out: Out, message: string): number => {
  out.warn(`lvsh: ${message}\nTry lvsh --help.\n`);
  return exits.usage;
};

/** The one service that is meant, or the exit code after saying why there is none. */
export const oneService = (
  world: World,
  services: readonly SeenService[],
  name: string,
): SeenService | number => {
  const found = findServices(services, name);
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only;
  if (found.length === 0) {
    world.out.warn(`lvsh: no service ${plain(name)}; lvsh ls lists them\n`);
    return exits.nothing;
  }
  world.out.warn(
    `lvsh: ${plain(name)} fits several services, name one of them: ${found.map(({ key }) => plain(key)).join(' ')}\n`,
  );
  return exits.usage;
};
