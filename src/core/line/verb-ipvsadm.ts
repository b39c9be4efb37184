/** Verbs that take ipvsadm's options: the command line that they stand for. */
import type { CommandName } from '../ipvsadm/command.ts';
import { commandRow } from '../ipvsadm/options.ts';
import { serviceWords } from '../ipvsadm/print.ts';
import type { Ground } from './ground.ts';
import { judge } from './judge.ts';
import { blame } from './problem.ts';
import { serviceOfName } from './services.ts';
import type { LineWord, Problem } from './split.ts';
import { findOneService } from './targets.ts';
import { spelling } from './tokens.ts';
import type { Argument } from './verb.types.ts';

/** An argument as it was given. */
export interface ArgumentValue {
  readonly argument: Argument;
  /** As written; of a service the name that its words make (`-t V:P`: `tcp:V:P`). */
  readonly text: string;
  /** The words that it stands in. */
  readonly words: readonly LineWord[];
}

/** The value of the argument of this kind. */
export const valueOfKind = (
  values: readonly ArgumentValue[],
  kind: Argument['kind'],
): ArgumentValue | undefined => values.find(({ argument }) => argument.kind === kind);

/** The words of ipvsadm that a verb's arguments stand for, before its options: the command, the service, the server. */
export const ipvsadmWords = (
  command: CommandName,
  values: readonly ArgumentValue[],
  ground: Ground,
): readonly string[] => {
  const service = valueOfKind(values, 'service');
  const found =
    service === undefined || service.argument.fresh === true
      ? undefined
      : findOneService(ground.services, service.text);
  const id =
    (found?.ok === true ? found.value.id : undefined) ??
    (service === undefined ? undefined : serviceOfName(service.text));
  const server = valueOfKind(values, 'server')?.text;
  return [
    spelling(commandRow(command)),
    ...(id === undefined ? [] : serviceWords(id)),
    ...(server === undefined ? [] : ['-r', server]),
  ];
};

/** The range of a value's words. */
export const rangeOf = ({ words }: ArgumentValue): { readonly from: number; readonly to: number } => ({
  from: words[0]?.from ?? 0,
  to: words.at(-1)?.to ?? 0,
});

/** The command line of ipvsadm that a line stands for, and what is wrong with it. */
export const asIpvsadm = (
  command: CommandName,
  values: readonly ArgumentValue[],
  ground: Ground,
): { readonly argv: readonly string[]; readonly complete: boolean; readonly problem?: Problem } => {
  const before = ipvsadmWords(command, values, ground);
  const options = valueOfKind(values, 'ipvsadm-options')?.words ?? [];
  const argv = [...before, ...options.map(({ text }) => text)];
  const verdict = judge(argv, ground);
  if (verdict.state !== 'wrong') return { argv, complete: verdict.state === 'complete' };
  const complete = false;
  const { at, text } = blame(argv, ground, verdict.objection);
  const word = options[at - before.length];
  if (word !== undefined) return { argv, complete, problem: { text, from: word.from, to: word.to } };
  // The server's word is the last of those before the options.
  const server = valueOfKind(values, 'server');
  const value = server !== undefined && at === before.length - 1 ? server : valueOfKind(values, 'service');
  return {
    argv,
    complete,
    problem: { text, ...(value === undefined ? { from: 0, to: 0 } : rangeOf(value)) },
  };
};
