/** Writing a script into a file: where, and what is said when something is there already. */
import type { Result } from '../../core/model/failure.ts';
import type { FileWritten } from '../message.ts';
import { say } from '../say.ts';
import type { FilePrompt, State, Step } from '../state.ts';
import { typed } from '../textinput.ts';

const closed = (state: State): State => {
  const { prompt: _, ...rest } = state;
  return rest;
};

const write = (state: State, { input, text, mode }: FilePrompt, over: boolean): Step => {
  const path = input.text.trim();
  return path === ''
    ? [say(state, 'the name of a file goes here', 'warn'), []]
    : [state, [{ type: 'write-file', path, text, mode, over }]];
};

/** A key while the path is asked for, or whether a file is to be replaced. */
export const fileKey = (state: State, prompt: FilePrompt, key: string): Step => {
  if (key === 'esc') return [closed(state), []];
  if (prompt.exists && key === 'y') return write(state, prompt, true);
  if (key === 'enter')
    return prompt.exists
      ? [say(state, 'y replaces it, esc leaves it alone', 'warn'), []]
      : write(state, prompt, false);
  const input = typed(prompt.input, key);
  return [input === undefined ? state : { ...state, prompt: { ...prompt, input, exists: false } }, []];
};

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');

/** What became of it. */
export const fileDone = (state: State, result: Result<FileWritten>): Step => {
  const { prompt } = state;
  if (!result.ok) {
    const { what, why, advice } = result.failure;
    return [say(state, [what, why, advice].filter(Boolean).join(': '), 'warn'), []];
  }
  const { kind, path } = result.value;
  if (prompt?.type !== 'file')
    return [say(state, `${path} is ${kind === 'written' ? 'written' : 'there'}`), []];
  if (kind === 'exists') return [{ ...state, prompt: { ...prompt, exists: true } }, []];
  const words =
    kind === 'same' ? 'is there already, as it should be' : `is written, mode ${octal(prompt.mode)}`;
  return [say(closed(state), `${path} ${words}`), []];
};
