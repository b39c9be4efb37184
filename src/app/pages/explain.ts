/** A script in words: what each line does, what is wrong or dangerous in it, and what of it can become a plan. */
import type { ExplainedLine, Problem } from '../../core/explain/explain.types.ts';
import { explainSummary } from '../../core/explain/summary.ts';
import { count } from '../../core/words/numbers.ts';
import { clean } from '../cells.ts';
import type { ExplainedScript } from '../explained.ts';
import { pageKeys } from '../page-keys.ts';
import { type Meaning, type Piece, piece, type Rich, wrap } from '../rich.ts';
import { keyed, pageTitle, roomOf, sentence } from './parts.ts';

/** Lines of a script that are told; a text may be anything that was pasted. */
const mostLines = 2000;

const looks: Readonly<Record<Problem['level'], { readonly mark: string; readonly meaning: Meaning }>> = {
  wrong: { mark: '! wrong: ', meaning: 'bad' },
  danger: { mark: '! danger: ', meaning: 'warn' },
  note: { mark: '· ', meaning: 'muted' },
};

const problemLines = ({ level, text, fix }: Problem, indent: number, columns: number): readonly Rich[] => {
  const { mark, meaning } = looks[level];
  return [
    ...wrap(
      [
        piece(' '.repeat(indent)),
        piece(mark, meaning),
        piece(clean(text), level === 'note' ? 'muted' : undefined),
      ],
      roomOf(columns),
      indent + 2,
    ),
    ...(fix === undefined
      ? []
      : wrap(
          [piece(`${' '.repeat(indent + 2)}instead: `, 'muted'), piece(clean(fix), 'accent')],
          roomOf(columns),
          indent + 4,
        )),
  ];
};

/** A line with its words; one that is another command of the line before has no number, and its text only if it is another. */
const lineLines = (
  { number, text, kind, words, problems }: ExplainedLine,
  before: ExplainedLine | undefined,
  digits: number,
  columns: number,
): readonly Rich[] => {
  const goesOn = before?.number === number;
  const indent = digits + 3;
  const quiet = words.length === 0 && problems.length === 0;
  return [
    ...(goesOn && before.text === text
      ? []
      : wrap(
          [
            piece(` ${(goesOn ? '' : String(number)).padStart(digits)}  `, 'muted'),
            piece(
              clean(text.trim()),
              quiet || kind === 'unread' ? 'muted' : kind === 'ipvsadm' ? 'accent' : 'title',
            ),
          ],
          roomOf(columns),
          indent + 4,
        )),
    ...words.flatMap(said => sentence(' '.repeat(indent), said, columns)),
    ...problems.flatMap(problem => problemLines(problem, indent, columns)),
  ];
};

/** Whether a line that does nothing has something to read: a comment, and no fence or rule of a text. */
const says = ({ text }: ExplainedLine): boolean => /[\p{L}\p{N}]/u.test(text);

const counts = ({ explained }: ExplainedScript): readonly Piece[] => {
  const { lines, kinds, problems } = explainSummary(explained);
  const of = (value: number, one: string, many: string, meaning?: Meaning): readonly Piece[] =>
    value === 0 ? [] : [piece(count(value, one, many), meaning)];
  const parts = [
    ...of(lines, 'line', 'lines'),
    ...of(kinds.ipvsadm, 'of ipvsadm', 'of ipvsadm'),
    ...of(kinds.unread, 'not understood', 'not understood'),
    ...of(problems.wrong, 'wrong', 'wrong', 'bad'),
    ...of(problems.danger, 'danger', 'dangers', 'warn'),
    ...of(problems.note, 'note', 'notes'),
  ];
  return parts.flatMap((one, index) => (index === 0 ? [one] : [piece(', ', 'muted'), one]));
};

/** What of it can be run from here, and what never is. */
const planLines = ({ explained, changes }: ExplainedScript, columns: number): readonly Rich[] => {
  const { kinds } = explainSummary(explained);
  const others = kinds.other + kinds.shell;
  const never =
    others === 0 ? '' : ` ${changes.length === 0 ? 'N' : 'n'}othing else of it is ever run from here.`;
  if (changes.length === 0)
    return sentence('   ', `No line of it changes an IPVS table.${never}`, columns, 'muted');
  return keyed(
    '   ',
    [
      '',
      pageKeys.go,
      ` makes one plan of ${changes.length === 1 ? 'the line' : `the ${changes.length} lines`} of ipvsadm that change${changes.length === 1 ? 's' : ''} the table${never === '' ? '' : `;${never}`}`,
    ],
    columns,
  );
};

/** The page. */
export const explainPage = (name: string, script: ExplainedScript, columns: number): readonly Rich[] => {
  const { lines } = script.explained;
  const told = lines.filter(line => line.words.length > 0 || line.problems.length > 0 || says(line));
  const digits = String(lines.at(-1)?.number ?? 1).length;
  let last: ExplainedLine | undefined;
  const body = told.slice(0, mostLines).flatMap(line => {
    const before = last;
    last = line;
    return lineLines(line, before, digits, columns);
  });
  return [
    ...pageTitle('Explain', name, columns),
    ...wrap([piece('   '), ...counts(script)], roomOf(columns), 3),
    ...planLines(script, columns),
    [],
    ...(told.length === 0 ? sentence('   ', 'There is nothing in it.', columns) : body),
    ...(told.length > mostLines
      ? [
          [
            piece(
              `   and ${count(told.length - mostLines, 'more line')}: lvsh explain FILE tells all`,
              'muted',
            ),
          ],
        ]
      : []),
  ];
};
