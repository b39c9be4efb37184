/** The foot of a form: the command line that its answers come to, and what the current field is about. */
import { cells, clean } from '../app/cells.ts';
import type { Choice, Field } from '../app/forms/field.types.ts';
import type { Form, Problem } from '../app/forms/form.types.ts';
import { previewOf, type ShownWords } from '../app/forms/preview.ts';
import { meaningOf } from '../app/forms/remarks.ts';
import { answerTo } from '../app/forms/shown.ts';
import { type Meaning, type Piece, piece, type Rich, wrap, wrapAll } from '../app/rich.ts';
import { cutLine } from './draw.ts';

const meanings: Readonly<Record<ShownWords['state'], Meaning | undefined>> = {
  same: undefined,
  changed: 'flash',
  wrong: 'bad',
  missing: 'warn',
};

/** The command line: an option and its value stay together, further lines are indented. */
export const commandLines = (form: Form, problems: readonly Problem[], width: number): readonly Rich[] => {
  const { words, was } = previewOf(form, problems);
  const pieces: readonly Piece[] = [
    ...words.map(({ text, state }) => piece(clean(text), meanings[state])),
    ...(was.length === 0 ? [] : [piece(clean(`  was ${was.join(' ')}`), 'muted')]),
  ];
  const lines: Piece[][] = [];
  let used = 0;
  for (const one of pieces) {
    const wide = cells(one.text) + 1;
    if (lines.length === 0 || used + wide > width - 1) {
      lines.push([piece(lines.length === 0 ? ' ' : '   ')]);
      used = lines.length === 1 ? 0 : 3;
    } else lines.at(-1)?.push(piece(' '));
    lines.at(-1)?.push(one);
    used += wide;
  }
  return lines.flatMap(line => wrap(line, width - 1, 3));
};

const problemLine = (problem: Problem, label: string): Rich => {
  const text = clean(`${label}${problem.text}`);
  if (problem.level === 'error') return [piece(' ! ', 'bad'), piece(text, 'bad')];
  return problem.level === 'warning' ? [piece(' note: ', 'warn'), piece(text)] : [piece(` ${text}`)];
};

const chosenWords = (form: Form, field: Field): string =>
  field.choices.find(({ value }) => value === answerTo(form, field.id))?.about ?? field.help;

/** What the field is for; for a choice, what was chosen. */
const helpLine = (form: Form, field: Field): Rich => {
  if (field.kind === 'choice') return [piece(` ${chosenWords(form, field)}`, 'muted')];
  const empty = field.absent === undefined ? '' : `. Left empty: ${field.absent.words}`;
  return [piece(` ${field.help}${empty}`, 'muted')];
};

/** A remark that may have been cut in its line. */
const longRemark = (form: Form, field: Field): readonly Rich[] => {
  const text = field.kind === 'choice' ? undefined : meaningOf(form, field);
  return text === undefined || cells(text) < 38 ? [] : [[piece(clean(` ${text}`))]];
};

/** What is to be said at the current field: what is wrong with it and elsewhere, then what it is for. */
export const saidLines = (
  form: Form,
  field: Field,
  problems: readonly Problem[],
  width: number,
): readonly Rich[] => {
  const unanswered = field.absent === undefined && answerTo(form, field.id) === '';
  const own = problems.filter(
    ({ field: id, level }) =>
      (id === field.id && !(level === 'open' && unanswered)) ||
      (id === undefined && (form.tried || level === 'error')),
  );
  const labelled = (problem: Problem): Rich =>
    problemLine(problem, `${form.fields.find(({ id }) => id === problem.field)?.label ?? ''}: `);
  const elsewhere = problems.filter(({ field: id }) => id !== undefined && id !== field.id);
  const listed = form.explained && field.kind === 'choice';
  return [
    ...wrapAll([...own.map(problem => problemLine(problem, '')), ...longRemark(form, field)], width - 1, 3),
    ...(listed ? [] : wrap(helpLine(form, field), width - 1, 1)),
    ...wrapAll(
      [
        ...elsewhere.filter(({ level }) => level === 'error').map(labelled),
        ...elsewhere.filter(({ level }) => level === 'warning').map(labelled),
      ],
      width - 1,
      3,
    ),
  ];
};

const choiceLine = ({ value, label, about, not }: Choice, answer: string): Rich => [
  piece(value === answer ? ' > ' : '   '),
  piece(label.padEnd(8), 'accent'),
  ...(not === undefined ? [] : [piece(` ${not}:`, 'bad')]),
  piece(` ${about}`, 'muted'),
];

/** All choices with a sentence each; of too many, one line each around the one that is chosen, and that in full. */
const choiceLines = (field: Field, answer: string, width: number, room: number): readonly Rich[] => {
  const lines = field.choices.map(choice => choiceLine(choice, answer));
  const whole = lines.map(line => wrap(line, width - 1, 12));
  if (whole.flat().length <= room) return whole.flat();
  const at = field.choices.findIndex(({ value }) => value === answer);
  const others = Math.max(0, room - (whole[at]?.length ?? 0));
  const from = Math.max(0, Math.min(at - Math.floor(others / 2), lines.length - others - 1));
  return lines
    .flatMap((line, index) =>
      index < from ? [] : index === at ? (whole[at] ?? []) : [cutLine(line, width - 1)],
    )
    .slice(0, room);
};

/** The long explanation of a field: a rule with its name, its paragraphs, all choices with a sentence each. */
export const explanationLines = (
  form: Form,
  field: Field,
  width: number,
  height: number,
): readonly Rich[] => {
  const head = ` ${field.label} `;
  const rule: Rich = [
    piece('──', 'border'),
    piece(head, 'accent'),
    piece('─'.repeat(Math.max(0, width - head.length - 2)), 'border'),
  ];
  const text: readonly Rich[] = wrapAll(
    [
      ...(field.kind === 'choice' ? [[piece(` ${field.help}.`)]] : []),
      ...field.more.map(paragraph => [piece(` ${paragraph}`)]),
    ],
    width - 1,
    1,
  );
  const room = Math.max(0, height - 1 - text.length);
  return [rule, ...text, ...choiceLines(field, answerTo(form, field.id), width, room)].slice(0, height);
};
