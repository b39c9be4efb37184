/** A form on the screen: its fields, the command line that they come to, and what the current one is about. */
import type { Field, FieldKind } from '../app/forms/field.types.ts';
import type { Form, Problem } from '../app/forms/form.types.ts';
import { formTitle } from '../app/forms/open.ts';
import { problemsOf } from '../app/forms/problems.ts';
import { fieldAt, shownFields } from '../app/forms/shown.ts';
import { type Piece, piece, type Rich } from '../app/rich.ts';
import { count } from '../core/words/numbers.ts';
import type { Line } from './block.ts';
import { between, cutLine, draw, lineCells, overlaid } from './draw.ts';
import { commandLines, explanationLines, saidLines } from './form-foot.ts';
import { fieldLine, headCells, headPieces } from './form-row.ts';
import type { Look } from './look.ts';

/** Wider lines are harder to read than to fill. */
const mostColumns = 120;
/** Fields that stay in sight beside a long explanation: a quarter of the lines, and not too few. */
const besideExplanation = (rows: number): number => Math.max(4, Math.floor(rows / 4));

/** How far the form has come: what is wrong, what is missing, or that it can be sent. */
const status = ({ fields }: Form, problems: readonly Problem[]): Piece => {
  const labels = (of: readonly Problem[]): string =>
    fields
      .filter(({ id }) => of.some(({ field }) => field === id))
      .map(({ label }) => label)
      .join(', ');
  const errors = problems.filter(({ level }) => level === 'error');
  const open = problems.filter(({ level }) => level === 'open');
  if (errors.length > 0) {
    const where = labels(errors);
    return piece(`  ${count(errors.length, 'problem')}${where === '' ? '' : `: ${where}`} `, 'bad');
  }
  if (labels(open) !== '') return piece(`  needs ${labels(open)} `, 'warn');
  if (open.length > 0) return piece('  nothing changed ', 'muted');
  const notes = problems.length === 0 ? '' : `, ${count(problems.length, 'note')}`;
  return piece(`  ready${notes} `, 'good');
};

/** The gravest problem of a field. */
const worst = (problems: readonly Problem[], { id }: Field): Problem | undefined => {
  const own = problems.filter(({ field }) => field === id);
  return own.find(({ level }) => level === 'error') ?? own.find(({ level }) => level === 'warning') ?? own[0];
};

/** The line between the fields and the foot; it tells how many fields are out of sight. */
const ruleLine = ({ kind }: Form, above: number, below: number, width: number): Rich => {
  const head = kind === 'value' ? ' result ' : ' command ';
  const hidden = [above > 0 ? `${above} above` : '', below > 0 ? `${below} below` : '']
    .filter(part => part !== '')
    .join(', ');
  const tail = hidden === '' ? '' : ` ${hidden} `;
  return [
    piece('──', 'border'),
    piece(head, 'muted'),
    piece('─'.repeat(Math.max(0, width - head.length - tail.length - 4)), 'border'),
    piece(tail, 'warn'),
    piece('──', 'border'),
  ];
};

/** A form as lines, and which of them is the current field's. */
const drawn = (
  form: Form,
  columns: number,
  rows: number,
): { readonly lines: readonly Rich[]; readonly selected: number } => {
  const width = Math.min(columns, mostColumns);
  const problems = problemsOf(form);
  const fields = shownFields(form);
  const current = fieldAt(form);
  const blank: readonly Rich[] = rows >= 16 ? [[]] : [];
  const head = [between([piece(` ${formTitle(form)}`, 'title')], [status(form, problems)], width), ...blank];
  const command = [
    ...commandLines(form, problems, width).slice(0, Math.max(1, Math.floor(rows / 4))),
    ...blank,
  ];
  const said = current === undefined ? [] : saidLines(form, current, problems, width);
  const least = rows >= 16 ? 3 : 2;
  // All fields keep their room, asked or not, so that nothing jumps while somebody types; small screens have none.
  const all = blank.length > 0 ? form.fields.length : fields.length;
  const wanted = form.explained ? Math.min(fields.length, besideExplanation(rows)) : all;
  const listed = Math.max(1, Math.min(wanted, rows - head.length - 1 - command.length - least));
  const at = Math.max(
    0,
    fields.findIndex(({ id }) => id === form.at),
  );
  const from = Math.max(0, Math.min(at - Math.floor(listed / 2), fields.length - listed));
  const inSight = fields.slice(from, from + listed);
  const room = Math.max(0, rows - head.length - listed - 1 - command.length);
  const explained =
    form.explained && current !== undefined
      ? explanationLines(form, current, width, room - Math.min(said.length, least))
      : [];
  const lines = [
    ...head,
    ...inSight.map(field => fieldLine(form, field, worst(problems, field), width)),
    ...Array.from({ length: listed - inSight.length }, () => []),
    ruleLine(form, from, fields.length - from - inSight.length, width),
    ...command,
    ...said.slice(0, explained.length > 0 ? least : room),
    ...explained,
  ];
  return {
    lines: lines.slice(0, rows).map(line => cutLine(line, width)),
    selected: head.length + at - from,
  };
};

/** A form as lines: at most `rows`, none wider than `columns`. */
export const formLines = (form: Form, columns: number, rows: number): readonly Rich[] =>
  drawn(form, columns, rows).lines;

/** A form in its looks. Marks and label of the current field are selected, so that the cursor in its text is seen. */
export const formView = (form: Form, look: Look, columns: number, rows: number): readonly (Rich | Line)[] => {
  const { lines, selected } = drawn(form, columns, rows);
  return lines.map((line, index) =>
    index === selected
      ? [
          ...overlaid(look, line.slice(0, headPieces), 'select', headCells),
          ...draw(look, line.slice(headPieces)),
        ]
      : line,
  );
};

interface Hint {
  readonly key: string;
  readonly word: string;
  /** On a narrow screen the highest gives way first; 0 never does. */
  readonly gives: number;
}

const answering = (kind: FieldKind, empty: boolean): readonly Hint[] => {
  if (kind === 'choice') return [{ key: '← →', word: 'choose', gives: 1 }];
  if (kind === 'flag') return [{ key: 'space', word: 'on or off', gives: 1 }];
  return empty ? [] : [{ key: 'ctrl-u', word: 'clear', gives: 3 }];
};

/** The keys that matter at the current field, for the last line of the screen. */
export const formHints = (form: Form, columns: number): Rich => {
  const kind = fieldAt(form)?.kind ?? 'text';
  const empty = (form.answers[form.at] ?? '') === '';
  const asks = kind === 'choice' || kind === 'flag' || empty;
  let hints: readonly Hint[] = [
    { key: '↑ ↓', word: 'move', gives: 2 },
    ...answering(kind, empty),
    { key: 'ctrl-s', word: form.kind === 'value' ? 'go on' : 'preview', gives: 0 },
    { key: asks ? '?' : 'f1', word: form.explained ? 'close' : 'explain', gives: 0 },
    { key: 'esc', word: form.explained ? 'close' : 'leave', gives: 0 },
  ];
  const drawnHints = (): Rich =>
    hints.flatMap(({ key, word }) => [piece(` ${key}`, 'key'), piece(` ${word} `, 'muted')]);
  for (let least = 3; least > 0 && lineCells(drawnHints()) > columns; least--)
    hints = hints.filter(({ gives }) => gives < least);
  return cutLine(drawnHints(), columns);
};
