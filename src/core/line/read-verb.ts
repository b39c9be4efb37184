/** Reads the words after a verb against its row. */
import type { Failure } from '../model/failure.ts';
import { addressServices, endpoints, type Ground } from './ground.ts';
import { failureText } from './objection.ts';
import { type LineWord, type Problem, printable } from './split.ts';
import { take } from './take-argument.ts';
import { findOneService, findTargets, type Targets } from './targets.ts';
import type { Argument, VerbRow } from './verb.types.ts';
import { type ArgumentValue, asIpvsadm, rangeOf, valueOfKind } from './verb-ipvsadm.ts';

/** A verb's words, read. */
export interface VerbRead {
  readonly state: 'incomplete' | 'wrong' | 'complete';
  readonly values: readonly ArgumentValue[];
  /** What may come next, up to the first that must. */
  readonly next: readonly Argument[];
  /** Present exactly where it is wrong. */
  readonly problem?: Problem;
  /** The real servers that are meant, where the verb names one of the table. */
  readonly targets?: Targets;
  /** The arguments of ipvsadm that the line stands for, where the verb takes its options. */
  readonly argv?: readonly string[];
}

const upToRequired = (usage: readonly Argument[]): readonly Argument[] => {
  const required = usage.findIndex(argument => argument.optional !== true);
  return required < 0 ? usage : usage.slice(0, required + 1);
};

/** What is expected: `in SERVICE (a virtual service) or OPTIONS (as after ipvsadm -a)`. */
export const expected = (next: readonly Argument[]): string =>
  next
    .map(({ name, about, word }) => `${word === undefined ? '' : `${word} `}${name} (${about})`)
    .join(' or ');

const problemAt = (value: ArgumentValue, failure: Failure): Problem => ({
  text: failureText(failure),
  ...rangeOf(value),
});

/** What the table says of the service and the server that are named. */
const againstTable = (
  values: readonly ArgumentValue[],
  ground: Ground,
): { readonly problem?: Problem; readonly targets?: Targets } => {
  const service = valueOfKind(values, 'service');
  const server = valueOfKind(values, 'server');
  const known = service !== undefined && service.argument.fresh !== true;
  if (server !== undefined && server.argument.fresh !== true) {
    const found = findTargets(ground.services, server.text, known ? service.text : undefined);
    if (found.ok) return { targets: found.value };
    // The service is to blame where it stands behind a server that is right by itself.
    const alone = known && findTargets(ground.services, server.text).ok;
    return { problem: problemAt(alone ? service : server, found.failure) };
  }
  const found = known ? findOneService(ground.services, service.text) : undefined;
  return known && found?.ok === false ? { problem: problemAt(service, found.failure) } : {};
};

/** Whether a word that is still being typed may yet become this argument. */
const mayGrow = (argument: Argument, text: string, ground: Ground): boolean => {
  const begins = (names: Iterable<string>): boolean => {
    for (const name of names) if (name.startsWith(text)) return true;
    return false;
  };
  switch (argument.kind) {
    case 'choice':
      return begins(Object.keys(argument.choices ?? {}));
    case 'server':
      return argument.fresh === true
        ? /^[[\]0-9a-f.:]+$/i.test(text)
        : begins(addressServices(ground.services).keys()) || begins(endpoints(ground.services).keys());
    case 'service':
      return argument.fresh === true || text.startsWith('-')
        ? true
        : ground.services.some(
            ({ key }) => key.startsWith(text) || key.slice(key.indexOf(':') + 1).startsWith(text),
          );
    case 'ipvsadm-options':
      return true;
    default:
      return false;
  }
};

/** Reads words against a usage until one does not fit. */
const readWords = (
  usage: readonly Argument[],
  words: readonly LineWord[],
  ground: Ground,
): {
  readonly values: readonly ArgumentValue[];
  readonly at: number;
  readonly left: readonly Argument[];
  readonly more: boolean;
} => {
  const values: ArgumentValue[] = [];
  let left = usage;
  let at = 0;
  while (at < words.length) {
    const rest = words.slice(at);
    const texts = rest.map(({ text }) => text);
    let taken = false;
    for (const argument of upToRequired(left)) {
      const took = take(argument, texts, ground);
      if (took === 'no') continue;
      left = left.slice(left.indexOf(argument));
      if (took === 'more') return { values, at, left, more: true };
      values.push({ argument, text: took.text, words: rest.slice(0, took.count) });
      left = left.slice(1);
      at += took.count;
      taken = true;
      break;
    }
    if (!taken) break;
  }
  return { values, at, left, more: false };
};

/**
 * Reads the words after a verb. Optional arguments that a word does not fit are passed over; the words are then held
 * against the table. With `typing` the last word may go on.
 */
export const readVerb = (
  { usage }: VerbRow,
  words: readonly LineWord[],
  ground: Ground,
  typing = false,
): VerbRead => {
  const { values, at, left, more } = readWords(usage, words, ground);
  const next = upToRequired(left);
  const last = words.at(-1);
  const wrong = (problem: Problem, argument: readonly Argument[]): VerbRead => {
    const growing =
      typing && problem.to === last?.to && argument.some(one => mayGrow(one, last.text, ground));
    return growing
      ? { state: 'incomplete', values, next: argument }
      : { state: 'wrong', values, next, problem };
  };
  // Where the word that announces an argument is there, what follows it is what does not fit.
  const announced = next.some(({ word }) => word !== undefined && word === words[at]?.text);
  const stray = (announced ? words[at + 1] : undefined) ?? words[at];
  if (stray !== undefined && !more) {
    const text =
      next.length === 0
        ? 'Nothing more is expected here'
        : `${printable(stray.text)} does not fit here: expected ${expected(next)}`;
    return wrong({ text, from: stray.from, to: stray.to }, next);
  }
  const missing = left.some(argument => argument.optional !== true);
  const table = againstTable(values, ground);
  const command = usage.find(({ kind }) => kind === 'ipvsadm-options')?.command;
  const line =
    table.problem !== undefined || command === undefined || missing
      ? undefined
      : asIpvsadm(command, values, ground);
  const problem = table.problem ?? line?.problem;
  if (problem !== undefined)
    return wrong(
      problem,
      values.slice(-1).map(({ argument }) => argument),
    );
  return {
    state: more || missing || line?.complete === false ? 'incomplete' : 'complete',
    values,
    next,
    ...(table.targets === undefined ? {} : { targets: table.targets }),
    ...(line === undefined ? {} : { argv: line.argv }),
  };
};
