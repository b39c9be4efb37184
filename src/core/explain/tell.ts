/** From pieces of a text to what each says by itself. */
import type { Names } from '../ipvsadm/names.ts';
import { splitRestoreLine } from '../ipvsadm/restore.ts';
import { tellCommand } from './command/tell.ts';
import { actsOnCluster, programRow } from './programs/index.ts';
import { tellOutput, writers } from './programs/write.ts';
import { wrapperNames } from './reading/calls.ts';
import type { BodyLine, Call, Piece, Typeset, Where } from './reading/piece.types.ts';
import type { ProgramNames } from './reading/read.ts';
import { shown } from './say.ts';
import type { Told } from './told.types.ts';

/** One line of the explanation before it is held against the others. */
export interface Entry {
  readonly number: number;
  readonly text: string;
  readonly told: Told;
  readonly calls: readonly Call[];
  readonly where: Where;
  readonly within?: string | undefined;
  readonly fold?: number | undefined;
  readonly typeset?: Typeset | undefined;
}

/** What is known of programs by their names, for telling commands from text. */
export const programNames: ProgramNames = {
  knows: program =>
    program === 'ipvsadm' ||
    program === 'sudo' ||
    wrapperNames.has(program) ||
    programRow(program) !== undefined,
  acts: program => program === 'ipvsadm' || program === 'sudo' || actsOnCluster(program),
};

const readsRules = ({ program, args }: Call): boolean =>
  program === 'ipvsadm-restore' ||
  (program === 'ipvsadm' && args.some(arg => arg === '-R' || arg === '--restore'));

const prints = ({ program }: Call): boolean =>
  program === 'echo' || program === 'printf' || program === 'cat';

const unknown = ({ program }: Call): Told => ({
  kind: 'other',
  words: [`lvsh does not know ${shown(program)}.`],
});

const tellOne = (call: Call, input: Call | undefined, names: Names): Told => {
  if (call.program === 'ipvsadm') return tellCommand(call, names);
  const row = programRow(call.program);
  return row === undefined
    ? unknown(call)
    : row.explain(call, { names, ...(input === undefined ? {} : { input }) });
};

/** What only a shell knows, where it matters: a variable that nothing sets. */
const unset = (call: Call): NonNullable<Told['problems']> =>
  call.doubt?.variable === undefined || call.program === 'ipvsadm'
    ? []
    : [{ level: 'note', text: `Nothing in this text sets ${shown(`$${call.doubt.variable}`)}.` }];

const tellCall = (call: Call, input: Call | undefined, names: Names): Told => {
  const said = tellOne(call, input, names);
  const output = call.redirections.length === 0 || writers.has(call.program) ? undefined : tellOutput(call);
  const alone = output === undefined && call.lead === undefined && call.doubt === undefined;
  if (alone && call.elsewhere !== true) return said;
  return {
    ...said,
    words: [...(call.lead === undefined ? [] : [call.lead]), ...said.words, ...(output?.words ?? [])],
    why: [...(said.why ?? []), ...(output?.why ?? [])],
    problems: [...(said.problems ?? []), ...(output?.problems ?? []), ...unset(call)],
    facts: call.elsewhere === true ? [] : [...(said.facts ?? []), ...(output?.facts ?? [])],
  };
};

const kindOf = (parts: readonly Told[]): Told['kind'] =>
  parts.some(({ kind }) => kind === 'ipvsadm')
    ? 'ipvsadm'
    : parts.some(({ kind }) => kind === 'other')
      ? 'other'
      : (parts[0]?.kind ?? 'other');

/** What programs joined by pipes say together. */
export const tellPipe = (calls: readonly Call[], names: Names): Told => {
  const [only] = calls;
  if (only !== undefined && calls.length === 1 && only.elsewhere !== true)
    return tellCall(only, undefined, names);
  const parts = calls.flatMap((call, index) => {
    const [before, after] = [calls[index - 1], calls[index + 1]];
    const taken =
      after !== undefined && (programRow(after.program)?.takesInput === true || readsRules(after));
    if (taken && prints(call)) return [];
    if (before !== undefined && programRow(call.program)?.filter === true) return [];
    return [tellCall(call, before, names)];
  });
  const read = parts.find(part => part.read !== undefined)?.read;
  const elsewhere = calls.some(call => call.elsewhere === true);
  return {
    kind: kindOf(parts),
    words: parts.flatMap(({ words }) => words),
    why: parts.flatMap(({ why }) => why ?? []),
    problems: parts.flatMap(({ problems }) => problems ?? []),
    facts: parts.flatMap(({ facts }) => facts ?? []),
    ...(read === undefined || elsewhere ? {} : { read }),
  };
};

/** The lines that `ipvsadm -R` or ipvsadm-restore gets out of the text itself. */
const rulesIn = (calls: readonly Call[]): readonly BodyLine[] => {
  const at = calls.findIndex(readsRules);
  const call = calls[at];
  if (call === undefined) return [];
  const body = call.body ?? calls[at - 1]?.body ?? [];
  return body.filter(
    ({ text }) => text.trim() !== '' && !(call.program === 'ipvsadm-restore' && text.startsWith('#')),
  );
};

/** Shared by all blank lines: a text may have a million of them. */
const nothing: Told = { kind: 'shell', words: [] };
const noCalls: readonly Call[] = [];

/** The entries of one piece: its own, and one for each line that it feeds to ipvsadm. */
export const entriesOf = (piece: Piece, names: Names): readonly Entry[] => {
  if (piece.kind === 'blank')
    return [{ number: piece.number, text: piece.text, told: nothing, calls: noCalls, where: 'plain' }];
  const { number, text, fold, where } = piece;
  if (piece.kind === 'told') return [{ number, text, fold, where, told: piece.told, calls: noCalls }];
  const { calls, within, typeset } = piece;
  const told = tellPipe(calls, names);
  const entry: Entry = { number, text, fold, where, within, typeset, calls, told };
  const lines = rulesIn(calls);
  if (lines.length === 0) return [entry];
  return [
    entry,
    ...lines.map((line): Entry => {
      const call = { program: 'ipvsadm', args: splitRestoreLine(line.text), sudo: false, redirections: [] };
      return { ...line, where, within, typeset, calls: [call], told: tellCommand(call, names) };
    }),
  ];
};
