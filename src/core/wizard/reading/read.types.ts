/** What comes of reading an answer: a value, or why not and what would be right. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** A sentence without a full stop. */
      readonly text: string;
      /** What to write instead, where that is plain. */
      readonly better?: string;
    };

/** A value that was read. */
export const read = <T>(value: T): Read<T> => ({ ok: true, value });

/** Why nothing was read. */
export const refuse = (text: string, better?: string): Read<never> =>
  better === undefined ? { ok: false, text } : { ok: false, text, better };
