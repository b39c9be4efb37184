/** One field of a form as a line: marks, label, value, and what the value comes to. */
import { cells, clean, cutTo, left } from '../app/cells.ts';
import { type Field, yes } from '../app/forms/field.types.ts';
import type { Form, Problem } from '../app/forms/form.types.ts';
import { meaningOf, remarkOf } from '../app/forms/remarks.ts';
import { answerTo, fixedOf, isChanged } from '../app/forms/shown.ts';
import { type Meaning, type Piece, piece, type Rich } from '../app/rich.ts';
import { cutLine, lineCells } from './draw.ts';
import { inputPieces } from './input.ts';

/** Cells of the marks and of the label. */
const markCells = 4;
const labelCells = 13;
/** The pieces of a line before the value: three marks and the label. */
export const headPieces = 4;
/** Their cells. */
export const headCells = markCells + labelCells;
/** So many choices stand side by side; of more, one is shown at a time. */
const mostSide = 4;
/** A remark with less room than this is left out. */
const leastRemark = 12;

/** Cells that a value has to itself; a longer one goes on over its remark. */
const valueCells = (width: number): number => (width < 70 ? 20 : width < 110 ? 24 : 34);

/** A text with its cursor, cut so that the cursor is seen. */
const typing = (text: string, caret: number, room: number): Rich => {
  const before = text.slice(0, caret);
  let from = 0;
  while (from < before.length && cells(before.slice(from)) > room - 2) from++;
  return inputPieces({ text: text.slice(from), at: caret - from });
};

const sideBySide = ({ choices }: Field, text: string): Rich =>
  choices.map(({ value, label }) =>
    value === text ? piece(`[${label}]`, 'accent') : piece(` ${label} `, 'muted'),
  );

/** What an empty field shows: in brackets, for nobody typed it. */
const emptyWords = ({ absent }: Field): string => (absent === undefined ? '(needed)' : `(${absent.words})`);

const choiceValue = (field: Field, text: string, here: boolean): Rich => {
  const side = sideBySide(field, text);
  if (field.choices.length <= mostSide && lineCells(side) <= 32) return side;
  const at = field.choices.findIndex(({ value }) => value === text);
  const label = field.choices[at]?.label ?? text;
  return here
    ? [piece(label, 'accent'), piece(`  < ${at + 1} of ${field.choices.length} >`, 'key')]
    : [piece(label, 'accent')];
};

const valuePieces = (form: Form, field: Field, room: number): Rich => {
  const fixed = fixedOf(field, form.answers);
  if (fixed !== undefined) return [piece(clean(fixed.value), 'muted')];
  // What was typed is made harmless before it is measured.
  const text = clean(answerTo(form, field.id));
  const here = form.at === field.id;
  if (field.kind === 'choice') return choiceValue(field, text, here);
  if (field.kind === 'flag')
    return [piece(text === yes ? '[x]' : '[ ]', text === yes ? 'accent' : undefined)];
  const empty = piece(emptyWords(field), 'muted');
  if (here) return [...typing(text, form.caret, room), ...(text === '' ? [empty] : [])];
  return text === '' ? [empty] : [piece(text, 'accent')];
};

/** The former answer, as it was shown. */
const formerOf = ({ before = {} }: Form, field: Field): string => {
  const text = before[field.id] ?? '';
  if (field.kind === 'flag') return text === yes ? 'set' : 'not set';
  if (field.kind === 'choice') return field.choices.find(({ value }) => value === text)?.label ?? text;
  return text === '' ? (field.absent?.words ?? 'empty') : text;
};

const said: Readonly<Record<Problem['level'], Meaning>> = { error: 'bad', warning: 'warn', open: 'muted' };

/** What stands behind the value: what it was, then what is wrong with it, or what it comes to. */
const remark = (form: Form, field: Field, problem: Problem | undefined): Piece => {
  const changed = isChanged(form, field);
  const words = changed ? (meaningOf(form, field) ?? '') : remarkOf(form, field);
  const text = problem === undefined || problem.level === 'open' ? words : problem.text;
  return piece(
    clean([changed ? `was ${formerOf(form, field)}` : '', text].filter(part => part !== '').join(' · ')),
    said[problem?.level ?? 'open'],
  );
};

/** The line of a field on `width` cells. `problem` is the gravest of the field's. */
export const fieldLine = (form: Form, field: Field, problem: Problem | undefined, width: number): Rich => {
  const start: Rich = [
    piece(form.at === field.id ? '>' : ' '),
    piece(isChanged(form, field) ? '*' : ' ', 'accent'),
    piece(problem?.level === 'error' ? '! ' : '  ', 'bad'),
    piece(left(field.label, labelCells)),
  ];
  const room = width - headCells;
  const value = cutLine(valuePieces(form, field, room), room);
  const pad = Math.max(0, valueCells(width) - lineCells(value));
  const rest = room - lineCells(value) - pad - 2;
  const { text, meaning } = remark(form, field, problem);
  return rest < leastRemark || text === ''
    ? [...start, ...value]
    : [...start, ...value, piece(' '.repeat(pad + 2)), piece(cutTo(text, rest), meaning)];
};
