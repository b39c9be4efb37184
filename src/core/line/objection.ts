/**
 * What stands against a line, and how more words could still put it right. ipvsadm itself knows only right and wrong; a
 * line that is being typed is mostly unfinished. It is told from a wrong one by finishing it: each objection names the
 * words that would lift it, if there are any.
 */
import { readFailure } from '../ipvsadm/errors.ts';
import { flagWords } from '../ipvsadm/flags.ts';
import type { Refusal } from '../ipvsadm/messages.ts';
import { type OptionName, optionNames, schedulerNames } from '../ipvsadm/options.ts';
import type { Failure } from '../model/failure.ts';
import { askedFor, sampleOptions, sampleValues } from './samples.ts';
import { spelling, type Tokens } from './tokens.ts';

/** Something against a line. */
export interface Objection {
  /** Worked out when it is asked for: most objections are lifted and never shown. */
  readonly failure: () => Failure;
  /** What is still to come, for a person: `-r host[:port]`. */
  readonly needs: string;
  /** Ways to lift it: words for the line's end. None: the line is wrong. */
  readonly cures: readonly (readonly string[])[];
  /** Where no way helps, this is the reason, not what remains after one of them. */
  readonly final?: true;
}

interface Row {
  readonly match: RegExp;
  readonly cure: (
    found: RegExpExecArray,
    tokens: Tokens,
  ) => { readonly needs: string; readonly cures: Objection['cures'] } | undefined;
}

const isName = (text: string | undefined): text is OptionName => optionNames.some(name => name === text);

/** From what ipvsadm prints to what would lift it. */
const rows: readonly Row[] = [
  {
    match: /^You need to supply the '(.*)' option for the/m,
    cure: ([, name]) => (isName(name) ? { needs: askedFor(name), cures: sampleOptions(name) } : undefined),
  },
  {
    // A command that lacks its value is not even seen as one.
    match: /: missing argument$|^Try `ipvsadm -h'/m,
    cure: (_, { pending }) =>
      pending === undefined
        ? undefined
        : {
            needs: `${pending.row.placeholder ?? 'a value'} after ${spelling(pending.row)}`,
            cures: sampleValues(pending.row.value).map(value => [value]),
          },
  },
  {
    match: /^--set option requires 3/m,
    cure: () => ({ needs: 'three timeouts: tcp tcpfin udp', cures: [['0'], ['0', '0'], ['0', '0', '0']] }),
  },
  {
    match: /^Zero port specified/m,
    cure: () => ({ needs: 'a port, or -p', cures: [['-p']] }),
  },
  {
    match: /^Tunnel options conflict/m,
    cure: () => ({ needs: '-i', cures: [['-i']] }),
  },
  {
    match: /^Different address family/m,
    cure: () => ({ needs: '-i (only a tunnel joins IPv4 and IPv6)', cures: [['-i']] }),
  },
  {
    match: /^Illegal 'tun-.*' option with the 'ipip' tunnel type/m,
    cure: () => ({
      needs: '--tun-type gue or gre',
      cures: [
        ['--tun-type', 'gue'],
        ['--tun-type', 'gre'],
      ],
    }),
  },
  {
    match: /^incompatible scheduler flag `(.*)'/m,
    cure: ([, flag = '']) => {
      const owners = schedulerNames.filter(name => flagWords(name).includes(flag));
      return { needs: `-s ${owners.join(' or ')}`, cures: owners.map(name => ['-s', name]) };
    },
  },
];

/** A refusal of ipvsadm as an objection. */
export const objectionOf = ({ stderr, exit }: Refusal, tokens: Tokens): Objection => {
  const failure = (): Failure => readFailure(stderr, exit);
  for (const { match, cure } of rows) {
    const found = match.exec(stderr);
    const lifted = found === null ? undefined : cure(found, tokens);
    if (lifted !== undefined) return { failure, ...lifted };
  }
  return { failure, needs: '', cures: [] };
};

/** Failures in one text: what, and what to do; without a full stop at the end. */
export const failureText = ({ what, why, advice }: Failure): string =>
  [what, advice ?? why].filter(part => part !== undefined).join('. ');
