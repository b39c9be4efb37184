/** What is said about an answer of several servers: about each, and about them all. */
import type { Answers, Ground, Remark, WizardStep } from '../../core/wizard/wizard.types.ts';
import { memoLast } from '../memo.ts';

/** The servers of an answer, one by one. */
const serverWords = (text: string): readonly string[] => text.split(/[\s,]+/).filter(word => word !== '');

/** What is said about one of the servers. */
export interface ServerCheck {
  /** As it was typed. */
  readonly server: string;
  /** Without port and weight. */
  readonly address: string;
  /** The worst level of all that is said. */
  readonly level: Remark['level'];
  /** What is said, without the server's own address before it. */
  readonly texts: readonly string[];
}

/** What is said about all of them. */
export interface ServerChecks {
  /** The worst first, in the order in which the list as a whole tells of them, then as they were typed. */
  readonly each: readonly ServerCheck[];
  readonly together: readonly Remark[];
}

const ranks: Readonly<Record<Remark['level'], number>> = { error: 0, warn: 1, ok: 2 };

const worst = (remarks: readonly Remark[]): Remark['level'] =>
  remarks.reduce<Remark['level']>((found, { level }) => (ranks[level] < ranks[found] ? level : found), 'ok');

/** The address of a server as it was typed, without port, weight and brackets. */
const addressOf = (server: string): string =>
  server
    .replace(/=.*$/, '')
    .replace(/^\[([^\]]*)\].*$/, '$1')
    .replace(/^([^:]*):\d*$/, '$1');

const firstWord = (text: string): string => text.replace(/[ ,].*$/s, '');

/** Whether a sentence names an address. */
export const names = (text: string, address: string): boolean => text.split(/[ ,]+/).includes(address);

/** A remark about one server is told in its line, where its name stands already. */
const withoutName = (text: string, address: string): string =>
  firstWord(text) === address ? text.slice(address.length + 1) : text;

/**
 * Checks servers one by one, and sorts what is said about all of them (`remarks`): what names servers is told in their lines.
 */
export const serverChecks = memoLast(
  (
    step: WizardStep,
    text: string,
    remarks: readonly Remark[],
    all: Answers,
    ground: Ground,
  ): ServerChecks => {
    const single = serverWords(text).map(server => ({
      server,
      address: addressOf(server),
      said: step.check(server, all, ground),
    }));
    const times = new Map<string, number>();
    for (const { said } of single)
      for (const { text: words } of said) times.set(words, (times.get(words) ?? 0) + 1);
    const verdicts = new Map(single.map(({ address, said }) => [address, worst(said)]));
    // What is said of several in the same words is said of the list; so is what no server hears when it is asked alone.
    const isGeneral = ({ level, text: words }: Remark): boolean => {
      const verdict = verdicts.get(firstWord(words));
      if (verdict !== undefined) return ranks[level] < ranks[verdict];
      return (times.get(words) ?? 0) !== 1;
    };
    const together = remarks.filter(isGeneral);
    const general = new Set(together.map(({ text: words }) => words));
    const each = single.map(({ server, address, said }): ServerCheck => {
      const own = said.filter(({ text: words }) => !general.has(words));
      const level = worst(own);
      return {
        server,
        address,
        level,
        texts: own
          .filter(remark => remark.level === level)
          .map(({ text: words }) => withoutName(words, address)),
      };
    });
    const place = ({ level, address }: ServerCheck): number => {
      const at = level === 'ok' ? 0 : remarks.findIndex(({ text: words }) => names(words, address));
      return at < 0 ? remarks.length : at;
    };
    return {
      each: [...each].sort((a, b) => ranks[a.level] - ranks[b.level] || place(a) - place(b)),
      together,
    };
  },
);
