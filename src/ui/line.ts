/** The `:` line: what stands on it, what that means, and what may stand there next. */
import { cells, left } from '../app/cells.ts';
import { lineCheck, lineCompletion, lineSearch } from '../app/line.ts';
import { type Meaning, type Piece, piece, type Rich, wrap } from '../app/rich.ts';
import type { LinePrompt, State } from '../app/state.ts';
import type { Item } from '../core/line/completion.types.ts';
import type { Block } from './block.ts';
import { between, block, cutLine, overlaid } from './draw.ts';
import { inputPieces } from './input.ts';
import type { Look } from './look.ts';

/** Lines of the list, on a screen of so many rows. */
const listed = (rows: number): number => Math.max(3, Math.min(10, Math.floor(rows / 3)));

const stateMeaning: Readonly<Record<string, Meaning>> = {
  empty: 'muted',
  incomplete: 'muted',
  complete: 'good',
  wrong: 'bad',
};

const verdict = (state: State, prompt: LinePrompt): readonly Rich[] => {
  const { state: found, words, problem, notes } = lineCheck(state, prompt);
  const width = state.columns - 1;
  const main =
    problem === undefined
      ? wrap([piece(' ', stateMeaning[found]), piece(words, stateMeaning[found])], width, 1)
      : wrap([piece(' ! ', 'bad'), piece(problem.text, 'bad')], width, 3);
  return [
    ...main.slice(0, 3),
    ...notes.slice(0, 2).flatMap(note => wrap([piece(` · ${note}`, 'warn')], width, 3)),
  ];
};

const itemLine = (item: Item, width: number, columns: number): Rich => {
  const about = item.not ?? item.about;
  return cutLine(
    [
      piece('   '),
      piece(left(item.text, width), item.not === undefined ? 'accent' : 'muted'),
      piece(`  ${about}`, 'muted'),
    ],
    columns,
  );
};

const itemLines = (state: State, look: Look, prompt: LinePrompt, room: number): Block['lines'] => {
  const { items, hint } = lineCompletion(state, prompt);
  const selectable = items.filter(({ not }) => not === undefined);
  const current = prompt.cycle === undefined ? undefined : selectable[prompt.cycle.index];
  const at = current === undefined ? 0 : items.indexOf(current);
  const from = Math.max(0, Math.min(at - room + 2, items.length - room));
  const shown = items.slice(from, from + room);
  const width = Math.min(36, Math.max(6, ...shown.map(({ text }) => cells(text))));
  const lines = shown.map(item => {
    const line = itemLine(item, width, state.columns);
    return item === current
      ? overlaid(look, [piece(' > '), ...line.slice(1)], 'select', state.columns)
      : overlaid(look, line, 'text', 0);
  });
  const more = items.length - from - shown.length;
  if (more > 0) lines.pop();
  const tail: Rich[] = [];
  if (more > 0) tail.push([piece(`   and ${more + 1} more`, 'muted')]);
  if (items.length === 0 && hint !== undefined) tail.push([piece(`   ${hint}`, 'muted')]);
  return [...lines, ...tail.map(line => overlaid(look, line, 'text', 0))];
};

const searchLines = (
  state: State,
  look: Look,
  search: NonNullable<LinePrompt['search']>,
  room: number,
): Block['lines'] => {
  const found = lineSearch(state, search.input.text);
  const from = Math.max(0, search.row - room + 1);
  const lines = found.slice(from, from + room).map(({ line }, index) => {
    const here = from + index === search.row;
    const rich: Rich = cutLine([piece(here ? ' > ' : '   '), piece(line)], state.columns);
    return overlaid(look, rich, here ? 'select' : 'text', here ? state.columns : 0);
  });
  return lines.length > 0
    ? lines
    : [overlaid(look, [piece('   nothing of this was typed before', 'muted')], 'text', 0)];
};

/** The block over the foot of the screen while the line is open. */
export const lineBlock = (state: State, look: Look): Block | undefined => {
  const { prompt } = state;
  if (prompt?.type !== 'line') return undefined;
  const width = state.columns;
  const room = listed(state.rows);
  const rule: Rich = [piece('─'.repeat(width), 'border')];
  const said = prompt.search === undefined ? verdict(state, prompt) : [];
  const list =
    prompt.search === undefined
      ? itemLines(state, look, prompt, room)
      : searchLines(state, look, prompt.search, room);
  const lines = [rule, ...list, ...said];
  const height = lines.length;
  return block('line', look, { y: Math.max(1, state.rows - 1 - height), width, height }, lines);
};

/** The last line while it is open: what is typed, the wrong part underlined. */
export const lineFooter = (state: State, prompt: LinePrompt): Rich => {
  if (prompt.search !== undefined)
    return between(
      [piece(' search ', 'warn'), ...inputPieces(prompt.search.input)],
      [piece('enter', 'key'), piece(' take  ', 'muted'), piece('ctrl-r', 'key'), piece(' older ', 'muted')],
      state.columns,
    );
  const { problem } = lineCheck(state, prompt);
  const { text, at } = prompt.input;
  const wrong = (index: number): boolean =>
    problem !== undefined && index >= problem.from && index < problem.to;
  // A long line is shown around its cursor.
  const room = state.columns - 24;
  const start =
    cells(text) <= room ? 0 : Math.max(0, Math.min(at - Math.floor(room * 0.7), text.length - room));
  const pieces: Piece[] = [];
  for (let index = start; index < Math.min(text.length + 1, start + room); index++) {
    const character = text[index] ?? ' ';
    const meaning: Meaning | undefined = index === at ? 'select' : wrong(index) ? 'bad' : undefined;
    if (index === text.length && index !== at) break;
    const last = pieces.at(-1);
    if (last !== undefined && last.meaning === meaning)
      pieces[pieces.length - 1] = piece(last.text + character, meaning);
    else pieces.push(piece(character, meaning));
  }
  return between(
    [piece(start > 0 ? ':…' : ' :', 'key'), ...pieces],
    [piece('tab', 'key'), piece(' next ', 'muted'), piece('enter', 'key'), piece(' go ', 'muted')],
    state.columns,
  );
};
