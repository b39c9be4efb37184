/** One line of text with a cursor, by the keys that shells have taught. */

/** The text and the cursor's place in it (in UTF-16 units, on a character's edge). */
export interface TextInput {
  readonly text: string;
  readonly at: number;
}

/** Nothing typed yet, or a text with the cursor at its end. */
export const textInput = (text = ''): TextInput => ({ text, at: text.length });

const before = (input: TextInput): number => {
  const character = Array.from(input.text.slice(0, input.at)).at(-1) ?? '';
  return input.at - character.length;
};

const after = (input: TextInput): number => {
  const character = Array.from(input.text.slice(input.at))[0] ?? '';
  return input.at + character.length;
};

const wordBefore = (input: TextInput): number => input.text.slice(0, input.at).replace(/\S+\s*$/, '').length;

const cut = (input: TextInput, from: number, to: number): TextInput => ({
  text: input.text.slice(0, from) + input.text.slice(to),
  at: from,
});

/** Puts text in at the cursor; control characters (a pasted newline) become blanks. */
export const insert = (input: TextInput, text: string): TextInput => {
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').slice(0, 2000);
  return {
    text: input.text.slice(0, input.at) + clean + input.text.slice(input.at),
    at: input.at + clean.length,
  };
};

/** The input after a key, or undefined when the key means nothing to a line of text. */
export const typed = (input: TextInput, key: string): TextInput | undefined => {
  switch (key) {
    case 'left':
    case 'ctrl-b':
      return { ...input, at: before(input) };
    case 'right':
    case 'ctrl-f':
      return { ...input, at: after(input) };
    case 'home':
    case 'ctrl-a':
      return { ...input, at: 0 };
    case 'end':
    case 'ctrl-e':
      return { ...input, at: input.text.length };
    case 'backspace':
    case 'ctrl-h':
      return cut(input, before(input), input.at);
    case 'delete':
    case 'ctrl-d':
      return cut(input, input.at, after(input));
    case 'ctrl-u':
      return cut(input, 0, input.at);
    case 'ctrl-k':
      return { text: input.text.slice(0, input.at), at: input.at };
    case 'ctrl-w':
      return cut(input, wordBefore(input), input.at);
    case 'space':
      return insert(input, ' ');
    default:
      return Array.from(key).length === 1 ? insert(input, key) : undefined;
  }
};
