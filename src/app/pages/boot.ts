/** Will this machine come back with its table? The answer, what was found, and what mends it. */
import type { BootFacts, Finding } from '../../core/machine/boot.types.ts';
import { count } from '../../core/words/numbers.ts';
import { bootReport } from '../boot-findings.ts';
import { cells, clean } from '../cells.ts';
import type { Source } from '../message.ts';
import { pageKeys } from '../page-keys.ts';
import { type Meaning, piece, type Rich, wrap } from '../rich.ts';
import type { Asked } from '../state.ts';
import { type BootVerdict, bootVerdict } from './boot-verdict.ts';
import { keyed, pageTitle, roomOf, sentence, waiting } from './parts.ts';

const looks: Readonly<
  Record<Finding['level'], { readonly mark: string; readonly meaning: Meaning; readonly order: number }>
> = {
  bad: { mark: ' ! ', meaning: 'bad', order: 0 },
  warn: { mark: ' · ', meaning: 'warn', order: 1 },
  ok: { mark: ' ✓ ', meaning: 'good', order: 2 },
};

const answerMeaning: Readonly<Record<BootVerdict['answer'], Meaning>> = {
  yes: 'good',
  no: 'bad',
  'not whole': 'warn',
  'not known': 'warn',
};

/** What is in order takes one line: its reason only where there is room for it. */
const fineLine = ({ title, why }: Finding, columns: number): readonly Rich[] => {
  const { mark, meaning } = looks.ok;
  const fits = cells(mark) + cells(clean(title)) + 2 + cells(clean(why)) <= roomOf(columns);
  const line: Rich = [
    piece(mark, meaning),
    piece(clean(title)),
    ...(fits ? [piece(`  ${clean(why)}`, 'muted')] : []),
  ];
  return wrap(line, roomOf(columns), 3);
};

const findingLines = (finding: Finding, columns: number): readonly Rich[] => {
  const { level, title, why, fix } = finding;
  if (level === 'ok') return fineLine(finding, columns);
  const { mark, meaning } = looks[level];
  const key =
    fix === undefined ? undefined : fix.save === true ? 's' : fix.actions.length > 0 ? pageKeys.go : '';
  return [
    ...wrap([piece(mark, meaning), piece(clean(title), meaning)], roomOf(columns), 3),
    ...sentence('   ', why, columns),
    ...(fix === undefined
      ? []
      : wrap(
          [
            piece('   fix: ', 'accent'),
            piece(clean(fix.title), 'accent'),
            ...(key === undefined || key === '' ? [] : [piece(' ('), piece(key, 'key'), piece(')')]),
            piece(`. ${clean(fix.how)}`, 'muted'),
          ],
          roomOf(columns),
          8,
        )),
  ];
};

const keysLine = (fixes: number, saves: boolean, columns: number): readonly Rich[] => {
  const offers: readonly (readonly [key: string, does: string])[] = [
    ...(fixes === 0 ? [] : [[pageKeys.go, ` makes one plan of ${count(fixes, 'fix', 'fixes')}`] as const]),
    ...(saves ? [['s', ' saves what runs'] as const] : []),
  ];
  const parts = offers.flatMap(([key, does], index) => [key, index < offers.length - 1 ? `${does}, ` : does]);
  return parts.length === 0 ? [] : keyed('   ', ['', ...parts], columns);
};

/** The page. `unsaved`: changes that run and are not in the rules file, where that is known. */
export const bootPage = (
  asked: Asked<BootFacts> | undefined,
  unsaved: number | undefined,
  source: Source,
  columns: number,
): readonly Rich[] => {
  const title = pageTitle('Boot', 'will this machine come back with its table?', columns);
  if (source.kind === 'practice')
    return [
      ...title,
      [],
      ...sentence(
        '   ',
        'The practice director has no boot: it lives in this program and ends with it, with its table and its rules file. On a real director this page says what is loaded when the machine starts.',
        columns,
      ),
    ];
  if (source.kind === 'file')
    return [...title, [], ...sentence('   ', 'This is a saved text: its machine is not here.', columns)];
  const facts = asked?.value;
  if (facts === undefined) return [...title, [], ...waiting(asked, columns)];
  const { findings, fixes } = bootReport(facts);
  const { answer, text } = bootVerdict(findings, unsaved);
  const ordered = [...findings].sort((one, other) => looks[one.level].order - looks[other.level].order);
  const saves = (unsaved ?? 0) > 0 || findings.some(({ fix }) => fix?.save === true);
  return [
    ...title,
    [],
    ...sentence(' ', text, columns, answerMeaning[answer]),
    ...keysLine(fixes.length, saves, columns),
    [],
    ...ordered.flatMap(finding => findingLines(finding, columns)),
  ];
};
