/** Scheduler flags: `sh` and `mh` have names of their own for the first two bits. */
import type { SchedulerFlag } from '../model/service.ts';

const flagNames: readonly SchedulerFlag[] = ['flag-1', 'flag-2', 'flag-3'];
const ownNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['sh', ['sh-fallback', 'sh-port']],
  ['mh', ['mh-fallback', 'mh-port']],
]);

/** The words that `-b` admits for a scheduler: its own names first, then the general ones. */
export const flagWords = (scheduler: string): readonly string[] => [
  ...(ownNames.get(scheduler) ?? []),
  ...flagNames,
];

/**
 * Reads one word of `-b` for `scheduler`: a flag, `incompatible` when another scheduler's name, `unknown` else.
 */
export const readFlag = (word: string, scheduler: string): SchedulerFlag | 'incompatible' | 'unknown' => {
  const general = flagNames.find(name => name === word);
  if (general !== undefined) return general;
  for (const [owner, names] of ownNames) {
    const flag = flagNames[names.indexOf(word)];
    if (flag !== undefined) return owner === scheduler ? flag : 'incompatible';
  }
  return 'unknown';
};

/**
 * Flags as `-S` and `-L` print them: comma-separated, in the order of the bits. `sh` and `mh` do not print
 * flag-3, so the text may be empty although a flag is set.
 */
export const printFlags = (flags: readonly SchedulerFlag[], scheduler: string): string => {
  const names = ownNames.get(scheduler) ?? flagNames;
  return flagNames
    .flatMap((flag, index) => {
      const name = names[index];
      return name !== undefined && flags.includes(flag) ? [name] : [];
    })
    .join(',');
};

/** A set of flags in the order of the bits, each once. */
export const orderFlags = (flags: readonly SchedulerFlag[]): readonly SchedulerFlag[] =>
  flagNames.filter(flag => flags.includes(flag));
