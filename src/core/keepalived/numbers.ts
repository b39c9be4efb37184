/**
 * Numbers as keepalived reads them (2.2.7): decimal, with a sign and white space before them. Some keywords take the
 * digits at the head of a word and warn, others take the whole word or nothing.
 */

/** A number that was read, and what is to be said about the word. */
export interface LooseNumber {
  /** Absent: refused. */
  readonly value?: number;
  readonly remark?: string;
}

/** The whole word as a number in `min`..`max`, or undefined. */
export const strictNumber = (word: string, min: number, max: number): number | undefined => {
  const digits = /^[ \t\v\f\r]*\+?(\d+)$/.exec(word)?.[1];
  const value = Number(digits);
  return digits !== undefined && value >= min && value <= max ? value : undefined;
};

/**
 * The digits at the head of a word as a number in `min`..`max`. Without any it is 0. A minus sign is refused, but for
 * the number zero.
 */
export const looseNumber = (word: string, min: number, max: number): LooseNumber => {
  const match = /^[ \t\v\f\r]*([+-]?)(\d*)/.exec(word);
  const value = Number(match?.[2] ?? '');
  const negative = match?.[1] === '-' && value !== 0;
  if (negative || value < min || value > max) return { remark: `${word} is not in ${min}..${max}: ignored` };
  if (word === match?.[0] && match[1] !== '-') return { value };
  return { value, remark: `${word} is no number: keepalived takes it as ${value}` };
};
