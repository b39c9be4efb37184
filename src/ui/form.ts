/** A form on the screen: its fields, the command line that they come to, and what the current one is about. */
import type { Field } from '../app/forms/field.types.ts';
import type { Form, Problem } from '../app/forms/form.types.ts';
import { formTitle } from '../app/forms/open.ts';
import { problemsOf } from '../app/forms/problems.ts';
import { fieldAt, shownFields } from '../app/forms/shown.ts';
import { type Piece, piece, type Rich } from '../app/rich.ts';
import { count } from '../core/words/numbers.ts';
import type { Line } from './block.ts';
import { between, cutLine, overlaid } from './draw.ts';
import { commandLines, explanationLines, saidLines } from './form-foot.ts';
import { fieldLine } from './form-row.ts';
import type { Look } from './look.ts';

/** Fields that stay in sight beside a long explanation. */
const leastFields = 4;

const labelOf = ({ fields }: Form, id: string | undefined): string =>
  fields.find(field => field.id === id)?.label ?? '';

/** How far the form has come: what is wrong, what is missing, or that it can be sent. */
const status = (form: Form, problems: readonly Problem[]): Piece => {
  const errors = problems.filter(({ level }) => level === 'error');
  const open = problems.filter(({ level }) => level === 'open');
  const wrong = [
    ...new Set(errors.flatMap(({ field }) => (field === undefined ? [] : [labelOf(form, field)]))),
  ];
  if (errors.length > 0)
    return piece(
      `${count(errors.length, 'problem')}${wrong.length === 0 ? '' : `: ${wrong.join(', ')}`} `,
      'bad',
    );
  const missing = [
    ...new Set(open.flatMap(({ field }) => (field === undefined ? [] : [labelOf(form, field)]))),
  ];
  if (missing.length > 0) return piece(`needs ${missing.join(', ')} `, 'warn');
  return open.length > 0 ? piece('nothing changed ', 'muted') : piece('ready ', 'good');
};

/** The gravest problem of a field. */
const worst = (problems: readonly Problem[], field: Field): Problem | undefined => {
  const own = problems.filter(problem => problem.field === field.id);
  return own.find(({ level }) => level === 'error') ?? own.find(({ level }) => level === 'warning') ?? own[0];
};

interface Drawn {
  readonly lines: readonly Rich[];
  /** The line of the current field. */
  readonly selected: number;
}

const drawn = (form: Form, width: number, rows: number): Drawn => {
  const problems = problemsOf(form);
  const fields = shownFields(form);
  const current = fieldAt(form);
  const at = Math.max(
    0,
    fields.findIndex(({ id }) => id === form.at),
  );
  const airy = rows >= 16;
  const head: readonly Rich[] = [
    between([piece(` ${formTitle(form)}`, 'title')], [status(form, problems)], width),
    ...(airy ? [[]] : []),
  ];
  const command = commandLines(form, problems, width).slice(0, Math.max(1, Math.floor(rows / 4)));
  const said = current === undefined ? [] : saidLines(form, current, problems, width);
  const fixed = head.length + 1 + command.length + (airy ? 1 : 0);
  // The fields keep their place whatever is said below them, so that nothing jumps while one types.
  const reserve = form.explained ? Math.min(fields.length, leastFields) : form.fields.length;
  const saidRoom = airy ? 3 : 2;
  const listed = Math.max(1, Math.min(reserve, rows - fixed - saidRoom));
  const from = Math.max(0, Math.min(at - Math.floor(listed / 2), fields.length - listed));
  const window = fields.slice(from, from + listed);
  const above = from;
  const below = fields.length - from - window.length;
  const more = [above > 0 ? `${above} above` : '', below > 0 ? `${below} below` : ''].filter(
    part => part !== '',
  );
  const body: readonly Rich[] = [
    ...window.map(field => fieldLine(form, field, worst(problems, field), width)),
    ...Array.from({ length: listed - window.length }, () => []),
    more.length === 0 ? [] : [piece(`    … ${more.join(', ')}`, 'muted')],
  ];
  const used = fixed + listed;
  const room = Math.max(0, rows - used);
  const explained =
    form.explained && current !== undefined
      ? explanationLines(form, current, width, Math.max(0, room - Math.min(said.length, saidRoom)))
      : [];
  const lines = [
    ...head,
    ...body,
    ...command,
    ...(airy ? [[]] : []),
    ...said.slice(0, Math.max(saidRoom, room - explained.length)),
    ...explained,
  ];
  return { lines: lines.slice(0, rows).map(line => cutLine(line, width)), selected: head.length + at - from };
};

/** A form as lines: at most `rows`, none wider than `columns`. */
export const formLines = (form: Form, columns: number, rows: number): readonly Rich[] =>
  drawn(form, columns, rows).lines;

/** A form in its looks, the current field as selected. */
export const formView = (form: Form, look: Look, columns: number, rows: number): readonly (Rich | Line)[] => {
  const { lines, selected } = drawn(form, columns, rows);
  return lines.map((line, index) => (index === selected ? overlaid(look, line, 'select', columns) : line));
};

/** The keys that matter at the current field, for the last line of the screen. */
export const formHints = (form: Form): Rich => {
  const field = fieldAt(form);
  const choosing =
    field?.kind === 'choice'
      ? ['← →', 'choose']
      : field?.kind === 'flag'
        ? ['space', 'on or off']
        : ['ctrl-u', 'clear'];
  const hints: readonly (readonly string[])[] = [
    ['tab', 'next'],
    choosing,
    ['ctrl-s', 'go on'],
    [field?.kind === 'choice' || field?.kind === 'flag' ? '?' : 'f1', form.explained ? 'close' : 'explain'],
    ['esc', form.explained ? 'close' : 'leave'],
  ];
  return hints.flatMap(([key = '', word = '']) => [piece(` ${key}`, 'key'), piece(` ${word} `, 'muted')]);
};
