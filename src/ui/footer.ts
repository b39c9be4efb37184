/** The last line: the keys that matter here, or an input line, or a message. */
import { columnOf } from '../app/columns.ts';
import type { Context } from '../app/command.ts';
import { commands } from '../app/commands.ts';
import { contextOf } from '../app/context.ts';
import { drainsOf } from '../app/drains.ts';
import { unsaved } from '../app/drift.ts';
import { footers } from '../app/footers.ts';
import { keyLabel } from '../app/key-label.ts';
import { layers } from '../app/layers.ts';
import { type Piece, piece, type Rich } from '../app/rich.ts';
import { tableRows } from '../app/rows.ts';
import { type FilePrompt, type State, shown, topView } from '../app/state.ts';
import { count } from '../core/words/numbers.ts';
import { between, lineCells } from './draw.ts';
import { formHints } from './form.ts';
import { inputPieces } from './input.ts';
import { lineFooter } from './line.ts';

/** The first key of a command in a context. */
const keyOf = (id: string, context: Context): string => {
  const command = commands.find(one => one.id === id);
  const key = layers(context).reduceRight<string>(
    (found, layer) => (found === '' ? (command?.keys[layer]?.[0] ?? '') : found),
    '',
  );
  return keyLabel(key);
};

/** What F4 to F8 asked for so far. */
const gathered = (state: State, context: Context): Rich =>
  context === 'weights'
    ? [piece(`${count(state.nudges.size, 'new weight')}, nothing is run yet  `, 'warn')]
    : [];

/** Keys that are named only where there is something to do, and how much. */
const counted: Readonly<Record<string, (state: State) => number>> = {
  save: state => unsaved(state) ?? 0,
  drains: state => drainsOf(state).length,
};

const hints = (state: State): Rich => {
  const context = contextOf(state);
  const ids = context === 'any' ? [] : footers[context];
  const line: Piece[] = [piece(' '), ...gathered(state, context)];
  let room = state.columns - lineCells(line);
  const quit = ids.at(-1);
  for (const id of ids) {
    const command = commands.find(one => one.id === id);
    if (command?.hint === undefined || command.not?.(state) !== undefined) continue;
    const waiting = counted[id]?.(state);
    if (waiting === 0) continue;
    const word =
      waiting !== undefined
        ? `${command.hint}*${waiting}`
        : id === 'explain'
          ? state.explain
            ? 'all keys'
            : `what is ${columnOf(state.table.column).title.replace(/ .*$/, '')}`
          : command.hint;
    const next: Rich = [piece(keyOf(id, context), 'key'), piece(` ${word}  `, 'muted')];
    const needs = lineCells(next);
    if (needs > room - (id === quit ? 0 : 8)) continue;
    line.push(...next);
    room -= needs;
  }
  return line;
};

/** Where a script goes, or whether it may replace what is there. */
const fileFooter = ({ input, exists }: FilePrompt, columns: number): Rich =>
  exists
    ? between(
        [piece(` there is another text in ${input.text} `, 'warn')],
        [piece('y', 'key'), piece(' replace  ', 'muted'), piece('esc', 'key'), piece(' leave it ', 'muted')],
        columns,
      )
    : between(
        [piece(' write to: ', 'key'), ...inputPieces(input)],
        [piece('enter', 'key'), piece(' write  ', 'muted'), piece('esc', 'key'), piece(' leave ', 'muted')],
        columns,
      );

/** The last line. */
export const footer = (state: State): Rich => {
  const { prompt, notice } = state;
  if (prompt?.type === 'filter') {
    const { filter } = state.table;
    const rows = tableRows(state);
    const all = shown(state)?.services.length ?? 0;
    const side: Rich =
      filter.problem === undefined
        ? [
            piece(`${rows.services} of ${all} services  `, 'muted'),
            piece('enter', 'key'),
            piece(' keep  ', 'muted'),
            piece('esc', 'key'),
            piece(' leave ', 'muted'),
          ]
        : [piece(`${filter.problem} `, 'warn')];
    return between([piece(' /', 'key'), ...inputPieces(prompt.input)], side, state.columns);
  }
  if (prompt?.type === 'line' && notice === undefined) return lineFooter(state, prompt);
  if (prompt?.type === 'palette')
    return [
      piece(' enter', 'key'),
      piece(' run or go there  ', 'muted'),
      piece('esc', 'key'),
      piece(' leave', 'muted'),
    ];
  if (prompt?.type === 'name') {
    const stage = state.change?.stage;
    const name = stage?.type === 'preview' ? (stage.plan.name ?? '') : '';
    return between(
      [
        piece(' type ', 'warn'),
        piece(name, 'key'),
        piece(' to run it: ', 'warn'),
        ...inputPieces(prompt.input),
      ],
      [
        ...(name.startsWith(prompt.input.text) ? [] : [piece('that is not it  ', 'bad')]),
        piece('enter', 'key'),
        piece(' run  ', 'muted'),
        piece('esc', 'key'),
        piece(' leave ', 'muted'),
      ],
      state.columns,
    );
  }
  if (prompt?.type === 'file' && (notice === undefined || notice.level !== 'warn'))
    return fileFooter(prompt, state.columns);
  if (notice !== undefined) return [piece(` ${notice.text}`, notice.level === 'warn' ? 'warn' : 'accent')];
  if (state.keys.length > 0) return [piece(` ${state.keys.join(' ')} …`, 'key')];
  const view = topView(state);
  if (view?.type === 'form' && state.change === undefined) return formHints(view.form, state.columns);
  return hints(state);
};
