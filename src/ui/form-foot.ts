/** The foot of a form: the command line that its answers come to, and what the current field is about. */
import { cells } from '../app/cells.ts';
import type { Field } from '../app/forms/field.types.ts';
import type { Form, Problem } from '../app/forms/form.types.ts';
import { previewOf, type ShownWords } from '../app/forms/preview.ts';
import { answerTo } from '../app/forms/shown.ts';
import { type Meaning, type Piece, piece, type Rich, wrap, wrapAll } from '../app/rich.ts';

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
    ...words.map(({ text, state }) => piece(text, meanings[state])),
    ...(was.length === 0 ? [] : [piece(`  was ${was.join(' ')}`, 'muted')]),
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

const problemLine = ({ level, text }: Problem): Rich =>
  level === 'error'
    ? [piece(' ! ', 'bad'), piece(text, 'bad')]
    : [
        piece(level === 'warning' ? ' note: ' : ' ', 'warn'),
        piece(text, level === 'warning' ? 'warn' : undefined),
      ];

const chosenWords = (form: Form, field: Field): string =>
  field.choices.find(({ value }) => value === answerTo(form, field.id))?.about ?? '';

const helpLine = (form: Form, field: Field): Rich => {
  const words = field.kind === 'choice' ? chosenWords(form, field) : field.help;
  const empty =
    field.absent === undefined || field.kind === 'choice' ? '' : `. Left empty: ${field.absent.words}`;
  return [piece(` ${words}${empty}`, 'muted')];
};

/** What is to be said at the current field: what is wrong with it, then what it is for. */
export const saidLines = (
  form: Form,
  field: Field,
  problems: readonly Problem[],
  width: number,
): readonly Rich[] => {
  const own = problems.filter(
    problem =>
      (problem.field === field.id && !(problem.level === 'open' && answerTo(form, field.id) === '')) ||
      (problem.field === undefined && (form.tried || problem.level === 'error')),
  );
  return wrapAll([...own.map(problemLine), helpLine(form, field)], width - 1, 1);
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
  const answer = answerTo(form, field.id);
  const listed = field.choices.map(({ value, label, about, not }): readonly Rich[] =>
    wrap(
      [
        piece(value === answer ? ' > ' : '   '),
        piece(label.padEnd(8), 'accent'),
        piece(` ${about}`, 'muted'),
        ...(not === undefined ? [] : [piece(`. Not possible: ${not}`, 'bad')]),
      ],
      width - 1,
      12,
    ),
  );
  const room = Math.max(0, height - 1 - text.length);
  const at = field.choices.findIndex(({ value }) => value === answer);
  const before = listed.slice(0, at + 1).reduce((sum, lines) => sum + lines.length, 0);
  const all = listed.flat();
  const from = Math.max(0, Math.min(before - Math.ceil(room / 2), all.length - room));
  return [rule, ...text, ...all.slice(from, from + room)].slice(0, height);
};
