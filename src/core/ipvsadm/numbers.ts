/** Numbers as ipvsadm reads them: with strtol(3) and atoi(3) in base 10, not as JavaScript does. */

/**
 * A whole number in `min`..`max` read from the whole of `text`: leading white space, one sign and leading zeros
 * are accepted, trailing characters are not. Gives undefined where ipvsadm reports an illegal value.
 */
export const wholeNumber = (text: string, min: number, max: number): number | undefined => {
  const match = /^[ \t\n\v\f\r]*([+-]?)(\d+)$/.exec(text);
  if (match === null) return undefined;
  const value = match[1] === '-' ? -Number(match[2]) : Number(match[2]);
  return value >= min && value <= max ? value + 0 : undefined;
};

/**
 * The number at the head of `text` as atoi(3) gives it: what follows it is ignored, 0 when there is none, and a number
 * beyond 32 bits loses its upper ones (`4294967360` is 64).
 */
export const leadingNumber = (text: string): number => {
  const match = /^[ \t\n\v\f\r]*([+-]?)(\d+)/.exec(text);
  if (match?.[2] === undefined) return 0;
  const limit = match[1] === '-' ? 2n ** 63n : 2n ** 63n - 1n;
  const magnitude = BigInt(match[2]);
  const clamped = magnitude > limit ? limit : magnitude;
  return Number(BigInt.asIntN(32, match[1] === '-' ? -clamped : clamped));
};
