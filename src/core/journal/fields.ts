/**
 * Reads the fields of a JSON value one by one. The first that is not what it should be is noted; what is given in its
 * place is never used, for a line with a fault is given up as a whole.
 */

/** The first thing found wrong with a line. */
export interface Faults {
  first: string | undefined;
}

/** A JSON object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Notes that something is wrong; only the first is kept. */
export const fault = (faults: Faults, words: string): void => {
  faults.first ??= words;
};

/** Whether a value is a JSON object. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object; an empty one where it is none. */
export const objectOf = (value: unknown, name: string, faults: Faults): Fields => {
  if (isFields(value)) return value;
  fault(faults, `${name} is no object`);
  return {};
};

/** A text, exactly as it was written. */
export const textOf = (value: unknown, name: string, faults: Faults): string => {
  if (typeof value === 'string') return value;
  fault(faults, `${name} is no text`);
  return '';
};

// Control characters, and those that turn the direction of writing or cannot be seen.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text for one line on a screen: what would break the line becomes U+FFFD. */
export const plainOf = (value: unknown, name: string, faults: Faults): string =>
  textOf(value, name, faults).replace(unseen, '\ufffd');

/** A text of a certain form. */
export const formedOf = (value: unknown, name: string, form: RegExp, faults: Faults): string => {
  const text = textOf(value, name, faults);
  if (faults.first === undefined && !form.test(text))
    fault(faults, `${name} has not the form it should have`);
  return text;
};

/** A whole number of at least `min`. */
export const wholeOf = (value: unknown, name: string, min: number, faults: Faults): number => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min) return value;
  fault(faults, `${name} is no whole number from ${min} on`);
  return min;
};

/** One of these words. */
export const oneOf = <T extends string>(
  value: unknown,
  name: string,
  words: readonly [T, ...T[]],
  faults: Faults,
): T => {
  const found = words.find(word => word === value);
  if (found !== undefined) return found;
  fault(faults, `${name} is none of ${words.join(', ')}`);
  return words[0];
};

/** A list; `read` reads each. */
export const listOf = <T>(
  value: unknown,
  name: string,
  read: (value: unknown, name: string, faults: Faults) => T,
  faults: Faults,
): readonly T[] => {
  if (Array.isArray(value))
    return value.map((item: unknown, index) => read(item, `${name}[${index}]`, faults));
  fault(faults, `${name} is no list`);
  return [];
};
