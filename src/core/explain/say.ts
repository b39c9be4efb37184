/** Words that others wrote, made fit to stand in a sentence and on a screen. */

/**
 * Control, format and separator characters, parts of characters, and what is assigned to nothing: they move the cursor,
 * turn the direction of the text, or are not seen (Unicode categories Cc, Cf, Zl, Zp, Cs).
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** At most `most` characters of a text, safe to print; an ellipsis stands for what was cut. */
export const safe = (text: string, most: number): string => {
  // What is cut anyway is not looked at: the text may be as long as the whole input.
  const head = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  return /^[ -~]*$/.test(head) ? head : head.replace(unsafe, ' ');
};

/** A word out of the text, as it stands in a sentence. */
export const shown = (word: string): string => safe(word, 60);

/** `a`, `a and b`, `a, b and c`; more than five are counted. */
export const listed = (words: readonly string[]): string => {
  const most = 5;
  const said = words.length > most ? [...words.slice(0, most - 1), `${words.length - most + 1} more`] : words;
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said.at(-1) ?? ''}`;
};
