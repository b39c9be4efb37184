/** The input lines: `/` filters while it is typed, `:` is the palette, a destructive plan asks for a name. */
import { confirm, leaveChange, scrollChange } from './change.ts';
import { noFilter, parseFilter } from './filter.ts';
import { pasteForm } from './formview.ts';
import { lineKey, linePaste } from './line.ts';
import { withFilter } from './open.ts';
import { chosen, searchPalette } from './palette.ts';
import { say } from './say.ts';
import type { FilePrompt, LinePrompt, Prompt, State, Step } from './state.ts';
import { insert, type TextInput, typed } from './textinput.ts';
import { pasteWizard } from './wizard/press.ts';
import { fileKey } from './wizard/write.ts';

const close = (state: State): State => {
  const { prompt: _, ...rest } = state;
  return rest;
};

/** Prompts whose keys are answered here. */
type OwnPrompt = Exclude<Prompt, LinePrompt | FilePrompt>;

const withInput = (state: State, prompt: OwnPrompt, input: TextInput): State => {
  if (prompt.type === 'palette') {
    return { ...state, prompt: { ...prompt, input, row: input.text === prompt.input.text ? prompt.row : 0 } };
  }
  if (prompt.type === 'name') return { ...state, prompt: { ...prompt, input } };
  const next: State = { ...state, prompt: { ...prompt, input } };
  return input.text === prompt.input.text ? next : withFilter(next, parseFilter(input.text));
};

const rowStep: Readonly<Record<string, number>> = {
  down: 1,
  'ctrl-n': 1,
  tab: 1,
  up: -1,
  'ctrl-p': -1,
  'shift-tab': -1,
  pgdn: 8,
  pgup: -8,
};

const enter = (state: State, prompt: OwnPrompt): Step => {
  if (prompt.type === 'name') return confirm(state, { type: 'name', name: prompt.input.text.trim() });
  if (prompt.type === 'filter') {
    const { problem } = state.table.filter;
    return [problem === undefined ? close(state) : say(close(state), problem, 'warn'), []];
  }
  const item = searchPalette(state, prompt.input.text).items[prompt.row];
  return item === undefined ? [close(state), []] : chosen(close(state), item);
};

/** Keys that scroll a plan while its name is typed. */
const scrolls: Readonly<Record<string, number>> = { down: 1, up: -1, pgdn: 10, pgup: -10 };

/** A key while an input line is open. */
export const promptKey = (state: State, prompt: Prompt, key: string): Step => {
  if (prompt.type === 'line') return lineKey(state, prompt, key);
  if (prompt.type === 'file') return fileKey(state, prompt, key);
  const lines = scrolls[key];
  if (prompt.type === 'name' && lines !== undefined) return [scrollChange(state, lines), []];
  if (key === 'enter') return enter(state, prompt);
  if (key === 'esc' || (key === 'backspace' && prompt.input.text === '')) {
    if (prompt.type === 'palette') return [close(state), []];
    if (prompt.type === 'name') return key === 'esc' ? [leaveChange(state), []] : [state, []];
    return [withFilter(close(state), key === 'esc' ? prompt.before : noFilter), []];
  }
  const step = rowStep[key];
  if (prompt.type === 'palette' && step !== undefined) {
    const row = Math.max(
      0,
      Math.min(searchPalette(state, prompt.input.text).items.length - 1, prompt.row + step),
    );
    return [{ ...state, prompt: { ...prompt, row } }, []];
  }
  const input = typed(prompt.input, key);
  return [input === undefined ? state : withInput(state, prompt, input), []];
};

/** Pasted text goes into the input line; without one, it is no sequence of commands. */
export const pasteInto = (state: State, text: string): Step => {
  if (state.prompt === undefined) {
    const taken = pasteForm(state, text) ?? pasteWizard(state, text);
    if (taken !== undefined) return taken;
  }
  if (state.prompt === undefined) return [say(state, 'pasted text is taken in / and : only', 'warn'), []];
  if (state.prompt.type === 'line') return linePaste(state, state.prompt, text);
  const input = insert(state.prompt.input, text.trim());
  if (state.prompt.type === 'file')
    return [{ ...state, prompt: { ...state.prompt, input, exists: false } }, []];
  return [withInput(state, state.prompt, input), []];
};
