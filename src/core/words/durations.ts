/** Durations as a person writes them. */

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
] as const;

/** 31 days: no timer of IPVS is longer, and nobody waits longer. */
const mostSeconds = 2_678_400;

const shape = /^(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?$/;

/**
 * Seconds of `90s`, `10m`, `1h30m`, `2d`; a number alone is seconds. Units stand in falling order, each once. Undefined
 * for anything else, for nothing, and for more than 31 days.
 */
export const readDuration = (text: string): number | undefined => {
  const alone = /^\d{1,9}$/.test(text);
  const match = shape.exec(alone ? `${text}s` : text);
  if (text === '' || match === null) return undefined;
  const seconds = units.reduce((sum, [, size], at) => sum + Number(match[at + 1] ?? 0) * size, 0);
  return seconds <= mostSeconds ? seconds : undefined;
};
