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

/** The number at the head of `text`, 0 when there is none; what follows it is ignored. Saturates like strtol. */
export const leadingNumber = (text: string): number => {
  const match = /^[ \t\n\v\f\r]*([+-]?\d+)/.exec(text);
  return match === null ? 0 : Number(match[1]);
};
