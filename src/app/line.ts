/** The `:` line: ipvsadm's own syntax, plain verbs, and every command by its name; checked and completed while typed. */
import { acceptItem } from '../core/line/accept.ts';
import type { Checked } from '../core/line/check.ts';
import { checkLine } from '../core/line/check-line.ts';
import { completeLine } from '../core/line/complete-line.ts';
import type { Completion } from '../core/line/completion.types.ts';
import { type FoundLine, newerLine, olderLine, remember, searchHistory } from '../core/line/history.ts';
import { splitLine } from '../core/line/split.ts';
import type { VerbRow } from '../core/line/verb.types.ts';
import { readWish, type WishGround } from '../core/verbs/read.ts';
import { verbRows } from '../core/verbs/rows.ts';
import { cannotChange } from './access.ts';
import { commands } from './commands.ts';
import { memoLast } from './memo.ts';
import { runCommand } from './run.ts';
import { say } from './say.ts';
import type { LinePrompt, State, Step } from './state.ts';
import { insert, type TextInput, textInput, typed } from './textinput.ts';
import { fulfil, showExplained, typingGround, wishGround } from './wish.ts';

const taken: ReadonlySet<string> = new Set(verbRows.map(({ name }) => name));

/** Commands of the screen that can be typed by their name: those that mean something without a cursor or a plan. */
const ownViews = [
  'change',
  'weights',
  'page',
  'drains',
  'menu',
  'wizards',
  'wizard',
  'review',
  'handout',
  'path',
] as const;
const named = commands.filter(
  ({ id, group, keys }) =>
    group !== 'move' && ownViews.every(one => keys[one] === undefined) && !taken.has(id),
);

/** Everything that can be typed, apart from ipvsadm's own syntax. */
const rows: readonly VerbRow[] = [
  ...verbRows,
  ...named.map(({ id, summary }) => ({
    name: id,
    usage: [],
    summary: summary.replace(/\.$/, ''),
    examples: [id],
  })),
];

/** Where nothing may be changed, what would change something is not offered. */
const offered = (state: State): readonly VerbRow[] => (cannotChange(state) === undefined ? rows : harmless);
const harmless = rows.filter(row => !('changes' in row && row.changes === true));

// One completion and one verdict are asked for several times between two keys: by the keys and by the picture.
const complete = memoLast(completeLine);
const check = memoLast((verbs: readonly VerbRow[], text: string, ground: WishGround) =>
  checkLine(verbs, splitLine(text), ground, true),
);

/** What may stand where the cursor is; of a line that tab goes through, at the place where it began. */
export const lineCompletion = (state: State, { input, cycle }: LinePrompt): Completion =>
  complete(offered(state), cycle?.text ?? input.text, cycle?.at ?? input.at, typingGround(state));

/** What is to be said of the line. */
export const lineCheck = (state: State, { input }: LinePrompt): Checked =>
  check(offered(state), input.text, typingGround(state));

/** The lines that a search finds. */
export const lineSearch = (state: State, letters: string): readonly FoundLine[] =>
  searchHistory(state.lines, letters);

const withPrompt = (state: State, prompt: LinePrompt): State => ({ ...state, prompt });

const closed = (state: State): State => {
  const { prompt: _, ...rest } = state;
  return rest;
};

const fresh = (input: TextInput): LinePrompt => ({ type: 'line', input });

/** The next item of the list into the line: the first one, or the one after that which stands there. */
const cycled = (state: State, prompt: LinePrompt, step: 1 | -1): State => {
  const completion = lineCompletion(state, prompt);
  const items = completion.items.filter(({ not }) => not === undefined);
  const base = prompt.cycle ?? { text: prompt.input.text, at: prompt.input.at, index: step > 0 ? -1 : 0 };
  const index = (base.index + step + items.length) % Math.max(1, items.length);
  const item = items[index];
  if (item === undefined) return state;
  const input = acceptItem(base.text, completion, item);
  // The only one: the line goes on from there, and the next tab completes what comes next.
  if (items.length === 1) return withPrompt(state, fresh(input));
  return withPrompt(state, { type: 'line', input, cycle: { ...base, index } });
};

const older = (state: State, prompt: LinePrompt): State => {
  const typedText = prompt.past?.typed ?? prompt.input.text;
  const at = olderLine(state.lines, typedText, prompt.past?.at);
  const text = at === undefined ? undefined : state.lines[at];
  return at === undefined || text === undefined
    ? state
    : withPrompt(state, { ...fresh(textInput(text)), past: { typed: typedText, at } });
};

const newer = (state: State, prompt: LinePrompt): State => {
  if (prompt.past === undefined) return state;
  const { typed: typedText, at: from } = prompt.past;
  const at = newerLine(state.lines, typedText, from);
  const text = at === undefined ? undefined : state.lines[at];
  return at === undefined || text === undefined
    ? withPrompt(state, fresh(textInput(typedText)))
    : withPrompt(state, { ...fresh(textInput(text)), past: { typed: typedText, at } });
};

const searchKey = (
  state: State,
  prompt: LinePrompt,
  search: NonNullable<LinePrompt['search']>,
  key: string,
): State => {
  const found = lineSearch(state, search.input.text);
  const to = (row: number): State =>
    withPrompt(state, {
      ...prompt,
      search: { ...search, row: Math.max(0, Math.min(found.length - 1, row)) },
    });
  if (key === 'esc') return withPrompt(state, fresh(prompt.input));
  if (key === 'ctrl-r' || key === 'up') return to(search.row + 1);
  if (key === 'down') return to(search.row - 1);
  if (key === 'enter' || key === 'tab') {
    const line = found[search.row]?.line;
    return withPrompt(state, fresh(line === undefined ? prompt.input : textInput(line)));
  }
  const input = typed(search.input, key);
  return input === undefined ? state : withPrompt(state, { ...prompt, search: { input, row: 0 } });
};

/** Runs what stands on the line. What cannot be is said, and the line stays. */
const enter = (state: State, prompt: LinePrompt): Step => {
  const text = prompt.input.text.trim();
  if (text === '') return [closed(state), []];
  const lines = remember(state.lines, text);
  const kept: State = { ...state, lines };
  const saved = lines === state.lines ? [] : ([{ type: 'save-lines', lines }] as const);
  const command = named.find(({ id }) => id === text);
  if (command !== undefined) {
    const [next, effects] = runCommand(closed(kept), command);
    return [next, [...saved, ...effects]];
  }
  const wish = readWish(text, wishGround(state));
  if (!wish.ok) {
    const { what, advice } = wish.failure;
    return [say(state, advice === undefined ? what : `${what}: ${advice}`, 'warn'), []];
  }
  const [next, effects] = fulfil(closed(kept), wish.value);
  return [next, [...saved, ...effects]];
};

/** A key while the line is open. */
export const lineKey = (state: State, prompt: LinePrompt, key: string): Step => {
  if (prompt.search !== undefined) return [searchKey(state, prompt, prompt.search, key), []];
  switch (key) {
    case 'enter':
      return enter(state, prompt);
    case 'esc':
      return [closed(state), []];
    case 'tab':
      return [cycled(state, prompt, 1), []];
    case 'shift-tab':
      return [cycled(state, prompt, -1), []];
    case 'up':
    case 'ctrl-p':
      return [older(state, prompt), []];
    case 'down':
    case 'ctrl-n':
      return [newer(state, prompt), []];
    case 'ctrl-r':
      return [withPrompt(state, { ...prompt, search: { input: textInput(), row: 0 } }), []];
    case 'backspace':
      if (prompt.input.text === '') return [closed(state), []];
  }
  const input = typed(prompt.input, key);
  return [input === undefined ? state : withPrompt(state, fresh(input)), []];
};

/** Pasted text: one line goes into the line, a whole script is put in words. */
export const linePaste = (state: State, prompt: LinePrompt, text: string): Step => {
  const lines = text.trim().split('\n');
  if (lines.length > 1) return showExplained(closed(state), 'what was pasted', text);
  return [withPrompt(state, fresh(insert(prompt.input, text.trim()))), []];
};
