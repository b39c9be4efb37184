/** The palette: a box over the upper half of the screen. */
import { cells, left } from '../app/cells.ts';
import { type PaletteItem, searchPalette } from '../app/palette.ts';
import { type Piece, piece, type Rich } from '../app/rich.ts';
import type { State } from '../app/state.ts';
import type { Block, Line } from './block.ts';
import { between, block, cutLine, draw, overlaid } from './draw.ts';
import { inputPieces } from './input.ts';
import type { Look } from './look.ts';

/** A title with the letters that matched standing out. */
const marked = (title: string, marks: readonly number[]): Rich => {
  const pieces: Piece[] = [];
  for (let at = 0; at < title.length; at++) {
    const hit = marks.includes(at);
    const last = pieces.at(-1);
    const meaning = hit ? ('match' as const) : undefined;
    if (last !== undefined && last.meaning === meaning)
      pieces[pieces.length - 1] = piece(last.text + title[at], meaning);
    else pieces.push(piece(title[at] ?? '', meaning));
  }
  return pieces;
};

const kindWord = { command: '', theme: 'theme', service: 'service', server: 'server' } as const;

const itemLine = (item: PaletteItem, width: number, title: number): Rich => {
  const keys = item.keys.slice(0, 2).join(' ');
  const about = item.not === undefined ? item.about : `not now: ${item.not}`;
  const start: Rich = [
    piece('  '),
    ...cutLine(marked(item.title, item.marks), title),
    piece(' '.repeat(Math.max(1, title + 1 - cells(item.title)))),
    piece(left(about, Math.max(0, width - title - 5 - Math.max(8, cells(keys)))), 'muted'),
  ];
  return between(start, [piece(`${keys || kindWord[item.kind]} `, 'key')], width);
};

/** The block, when the palette is open. */
export const paletteBlock = (state: State, look: Look): Block | undefined => {
  const { prompt } = state;
  if (prompt?.type !== 'palette') return undefined;
  const width = Math.min(state.columns - 4, 100);
  const x = Math.floor((state.columns - width) / 2);
  const listed = Math.max(5, Math.min(14, state.rows - 8));
  const { items, total } = searchPalette(state, prompt.input.text);
  const shownItems = Math.max(1, Math.min(listed, items.length));
  const titleWidth = Math.min(
    Math.floor(width * 0.5),
    Math.max(20, ...items.map(({ title }) => cells(title))),
  );
  const from = Math.max(0, Math.min(prompt.row - listed + 1, items.length - listed));
  const inner = width - 2;
  const edge = (line: Line): Line => [
    ...draw(look, [piece('│', 'border')]),
    ...line,
    ...draw(look, [piece('│', 'border')]),
  ];
  const padded = (line: Rich): Line => draw(look, between(line, [], inner));
  const title = ' commands, services, servers ';
  const lines: Line[] = [
    draw(look, [piece(`┌─${title}${'─'.repeat(Math.max(0, width - 3 - title.length))}┐`, 'border')]),
    edge(padded([piece(' : ', 'key'), ...inputPieces(prompt.input)])),
  ];
  for (let at = from; at < from + shownItems; at++) {
    const item = items[at];
    const line: Rich = item === undefined ? [] : itemLine(item, inner, titleWidth);
    if (at === prompt.row && item !== undefined)
      lines.push(edge(overlaid(look, [piece(' >'), ...line.slice(1)], 'select', inner)));
    else lines.push(edge(padded(line)));
  }
  if (items.length === 0) lines[2] = edge(padded([piece('   nothing has these letters', 'muted')]));
  const rest = total > items.length ? ` best ${items.length} of ${total} ` : ` ${total} `;
  lines.push(draw(look, [piece(`└${'─'.repeat(Math.max(0, width - 3 - rest.length))}${rest}─┘`, 'border')]));
  return block('palette', look, { x, y: 2, width, height: lines.length }, lines);
};
