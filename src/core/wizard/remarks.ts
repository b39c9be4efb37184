/** Remarks about answers: made, put together where they say the same of several, the worst first. */
import { listed } from '../explain/say.ts';
import type { Ground, Instead, Remark } from './wizard.types.ts';

/** A remark that nothing is wrong: what was looked at, without a full stop. */
export const ok = (text: string): Remark => ({ level: 'ok', text });
/** A remark that the wizard can go on with; `instead`: what one key takes over. */
export const warn = (text: string, instead?: Instead): Remark =>
  instead === undefined ? { level: 'warn', text } : { level: 'warn', text, instead };
/** A remark that keeps the wizard from going on; `instead`: what one key takes over. */
export const error = (text: string, instead?: Instead): Remark =>
  instead === undefined ? { level: 'error', text } : { level: 'error', text, instead };

/** Another answer to one step, which one key takes over. */
export const rather = (step: string, answer: string): Instead => ({
  label: answer === '' ? 'nothing' : answer,
  answers: { [step]: answer },
});

const ranks: Readonly<Record<Remark['level'], number>> = { error: 0, warn: 1, ok: 2 };

/** The worst first; among equals the order stays. */
export const worstFirst = (remarks: readonly Remark[]): readonly Remark[] =>
  [...remarks].sort((one, other) => ranks[one.level] - ranks[other.level]);

/**
 * What is found by looking at this machine holds nobody up where this machine may not be the director (scripts only):
 * an error becomes a warning.
 */
export const fromMachine = (ground: Ground, remarks: readonly Remark[]): readonly Remark[] =>
  ground.scriptsOnly === undefined
    ? remarks
    : remarks.map(remark => (remark.level === 'error' ? { ...remark, level: 'warn' } : remark));

/** Something said of one of several: `10.0.0.7` `is on the link of eth0`. */
export interface Said {
  readonly level: Remark['level'];
  readonly who: string;
  /** What is said of one, and of several; the rest of the sentence. */
  readonly one: string;
  readonly many: string;
  readonly instead?: Instead;
}

/** One remark for all of whom the same is said, in the order in which it was first said. */
export const gathered = (said: readonly Said[]): readonly Remark[] => {
  const groups = new Map<string, Said[]>();
  for (const one of said) {
    const key = `${one.level} ${one.many}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()].flatMap(group => {
    const [first] = group;
    if (first === undefined) return [];
    const names = listed([...new Set(group.map(({ who }) => who))]);
    const text = `${names} ${group.length === 1 ? first.one : first.many}`;
    return [
      first.instead === undefined
        ? { level: first.level, text }
        : { level: first.level, text, instead: first.instead },
    ];
  });
};
