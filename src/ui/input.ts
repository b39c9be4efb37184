/** A text that is being typed, with its cursor. */
import { piece, type Rich } from '../app/rich.ts';
import type { TextInput } from '../app/textinput.ts';

/** Text with the cursor in it, as an inverse cell. */
export const inputPieces = ({ text, at }: TextInput): Rich => {
  const rest = Array.from(text.slice(at));
  return [piece(text.slice(0, at)), piece(rest[0] ?? ' ', 'select'), piece(rest.slice(1).join(''))];
};
