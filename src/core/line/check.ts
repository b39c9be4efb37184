/** A typed line of ipvsadm, checked and put in words at every key. */
import { type CommandRow, commandRows } from '../ipvsadm/options.ts';
import { keptChange } from './against.ts';
import type { Ground } from './ground.ts';
import { grownLines } from './grow.ts';
import { judge, type Verdict } from './judge.ts';
import { notesOf } from './notes.ts';
import { blame, takes } from './problem.ts';
import { programWords } from './program.ts';
import { commandSentence } from './sentence.ts';
import type { Line, Problem } from './split.ts';
import { isOption, readTokens, spelling } from './tokens.ts';

/** What is to be said of a line. */
export interface Checked {
  /** `incomplete`: something is missing yet, and nothing is wrong so far. */
  readonly state: 'empty' | 'incomplete' | 'wrong' | 'complete';
  /** What it would do, or what is still missing: one sentence without a full stop. Empty where it is wrong. */
  readonly words: string;
  /** Present exactly where it is wrong. */
  readonly problem?: Problem;
  /** What should be known besides. */
  readonly notes: readonly string[];
}

const and = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;

/** What a command does here: an edit keeps what it does not mention, which ipvsadm itself does not. */
const helpOf = ({ name, help }: CommandRow): string => {
  if (name === 'edit-service') return 'Change a virtual service; what is not mentioned stays';
  return name === 'edit-server' ? 'Change a real server; what is not mentioned stays' : help;
};

/** What is missing of an unfinished line: `Put a real server behind a virtual service: needs -r host[:port]`. */
const unfinished = (argv: readonly string[], missing: readonly string[]): string => {
  const first = readTokens(argv).list[0]?.row;
  const help = first === undefined || isOption(first) ? 'ipvsadm' : helpOf(first);
  return missing.length === 0 ? help : `${help}: needs ${and(missing)}`;
};

/** What the last word is about while it is being typed. */
const typed = (argv: readonly string[]): string => {
  const { list } = readTokens(argv);
  const last = list.at(-1);
  if (last?.valueAt === argv.length - 1)
    return `${spelling(last.row)}: ${last.row.help.charAt(0).toLowerCase()}${last.row.help.slice(1)}; takes ${takes(last.row.value)}`;
  const first = list[0]?.row;
  return first === undefined || isOption(first)
    ? `A command of ipvsadm: ${commandRows.map(spelling).join(' ')}`
    : helpOf(first);
};

const nothing = { words: '', notes: [] } as const;

const ofVerdict = (
  argv: readonly string[],
  verdict: Exclude<Verdict, { state: 'wrong' }>,
  ground: Ground,
): Checked => {
  const { line } = verdict;
  const tokens = readTokens(argv);
  if (verdict.state === 'incomplete')
    return {
      state: 'incomplete',
      words: unfinished(argv, verdict.missing),
      notes: notesOf({ line, tokens, ground }, false),
    };
  const kept = keptChange(line, ground);
  const whole = kept?.ok === true ? kept.value : undefined;
  return {
    state: 'complete',
    words: commandSentence(whole ?? line.command),
    notes: notesOf({ line, tokens, ground, ...(whole === undefined ? {} : { whole }) }, true),
  };
};

/**
 * Checks a line of ipvsadm, with or without its name and sudo, against its own reader and the table on the ground.
 * With `typing` the last word may go on where the line ends in it: `-t 10.0.` is then unfinished, not wrong.
 */
export const checkIpvsadm = (line: Line, ground: Ground, typing = false): Checked => {
  if (line.words.length === 0) return { state: 'empty', ...nothing };
  const program = programWords(line.words);
  const words = line.words.slice(program);
  const argv = words.map(({ text }) => text);
  if (line.shell !== undefined) return { state: 'wrong', ...nothing, problem: line.shell };
  const begun = typing && words.length < 2 && 'ipvsadm'.startsWith(argv[0] ?? '');
  if ((begun && argv.length === 1) || (argv.length === 0 && line.words.at(-1)?.text === 'sudo'))
    return { state: 'incomplete', words: 'A command of ipvsadm', notes: [] };
  const verdict = judge(argv, ground);
  if (verdict.state !== 'wrong') {
    const checked = ofVerdict(argv, verdict, ground);
    return line.open === undefined
      ? checked
      : { state: 'incomplete', words: 'A quote is open: needs its other end', notes: checked.notes };
  }
  const { at, text, kind } = blame(argv, ground, verdict.objection);
  const last = words.at(-1);
  const grows = (typing && last?.to === line.text.length) || line.open !== undefined;
  if (
    grows &&
    at === argv.length - 1 &&
    grownLines(argv, ground).some(grown => judge(grown, ground).state !== 'wrong')
  )
    return { state: 'incomplete', words: typed(argv), notes: kind === 'exists' ? [text] : [] };
  const word = words[at];
  return {
    state: 'wrong',
    ...nothing,
    problem: { text, from: word?.from ?? 0, to: word?.to ?? line.text.length },
  };
};
