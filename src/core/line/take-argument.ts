/** Whether words can be an argument of a verb, by how they are written, and how many of them it takes. */
import { parseHostPort } from '../ipvsadm/addresses.ts';
import { maxWeight } from '../ipvsadm/options.ts';
import { type Ground, namesOf } from './ground.ts';
import { serviceName, serviceOfName } from './services.ts';
import { isOption, readTokens } from './tokens.ts';
import type { Argument } from './verb.types.ts';

/** How many words an argument takes of those given, and as what: `more`, where it needs another one; `no` where none. */
export type Take = { readonly count: number; readonly text: string } | 'more' | 'no';

const one = (fits: boolean, text: string): Take => (fits ? { count: 1, text } : 'no');

/** A service by ipvsadm's options, or by name. */
const takeService = (words: readonly string[], ground: Ground): Take => {
  const [first = '', second, third] = words;
  if (!first.startsWith('-')) {
    const named = serviceOfName(first) !== undefined || /^\d{1,10}$/.test(first);
    return one(named || parseHostPort(first, 'tcp', namesOf(ground)) !== undefined, first);
  }
  const { list, pending } = readTokens([first, ...(second === undefined ? [] : [second])]);
  const row = list[0]?.row ?? pending?.row;
  if (row === undefined || !isOption(row) || row.name !== 'service-address') return 'no';
  const token = list[0];
  if (token?.value === undefined || token.valueAt === undefined) return 'more';
  const after = token.valueAt === 0 ? second : third;
  const six = row.value.kind === 'mark' && after === '-6';
  const options = { [row.long]: token.value, ...(six ? { ipv6: true as const } : {}) };
  return { count: token.valueAt + 1 + (six ? 1 : 0), text: serviceName({ words: [], options }) };
};

/** What an argument takes of the first of `words`. */
export const take = (argument: Argument, words: readonly string[], ground: Ground): Take => {
  if (argument.word === undefined || words[0] !== argument.word) return takePlain(argument, words, ground);
  if (words.length === 1) return 'more';
  const took = takePlain(argument, words.slice(1), ground);
  return typeof took === 'string' ? took : { ...took, count: took.count + 1 };
};

const takePlain = (argument: Argument, words: readonly string[], ground: Ground): Take => {
  const [first = ''] = words;
  switch (argument.kind) {
    case 'server':
      return one(
        parseHostPort(/^\[([^\]]*)\]$/.exec(first)?.[1] ?? first, undefined, namesOf(ground)) !== undefined,
        first,
      );
    case 'service':
      return takeService(words, ground);
    case 'weight':
      return one(
        first === 'former' || (/^[+-]?\d{1,10}$/.test(first) && Math.abs(Number(first)) <= maxWeight),
        first,
      );
    case 'number': {
      const { min = 0, max = Number.MAX_SAFE_INTEGER } = argument;
      const number = /^\d{1,15}(?:\.\d{1,6})?$/.test(first) ? Number(first) : Number.NaN;
      return one(number >= min && number <= max, first);
    }
    case 'choice':
      return one(Object.hasOwn(argument.choices ?? {}, first), first);
    case 'word':
    case 'file':
      return one(first !== '', first);
    case 'ipvsadm-options':
      return first.startsWith('-') ? { count: words.length, text: words.join(' ') } : 'no';
  }
};
