/** Chance from a seed (mulberry32): the same seed gives the same scripts on every machine. */
export interface Random {
  /** An integer from 0 to n - 1. */
  below(n: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  shuffle<T>(list: readonly T[]): T[];
}

export const seeded = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    below,
    chance: probability => next() < probability,
    pick<T>(list: readonly T[]): T {
      return list[below(list.length)] as T;
    },
    shuffle<T>(list: readonly T[]): T[] {
      const left = [...list];
      const mixed: T[] = [];
      while (left.length > 0) mixed.push(...left.splice(below(left.length), 1));
      return mixed;
    },
  };
};

/** A word as the shell has to be given it. */
export const quoted = (word: string): string =>
  /^[\w.:/=,@%+[\]-]+$/.test(word) ? word : `'${word.replaceAll("'", '')}'`;

export const lineOf = (words: readonly string[]): string => words.map(quoted).join(' ');
