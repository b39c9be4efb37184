/** What becomes of the files that a plan writes: the lines that go and those that come. */
import type { Plan } from '../../core/plan/plan.types.ts';
import { count } from '../../core/words/numbers.ts';
import { clean } from '../cells.ts';
import { piece, type Rich, wrap } from '../rich.ts';
import { roomOf } from './parts.ts';

/** More lines than this of one file are listed in part. */
const mostLines = 200;

const linesOf = (text: string | undefined): readonly string[] =>
  text === undefined ? [] : text.replace(/\n$/, '').split('\n');

/** Lines that stand in one text more often than in the other. */
const more = (these: readonly string[], those: readonly string[]): readonly string[] => {
  const left = new Map<string, number>();
  for (const line of those) left.set(line, (left.get(line) ?? 0) + 1);
  return these.filter(line => {
    const rest = left.get(line) ?? 0;
    left.set(line, rest - 1);
    return rest <= 0;
  });
};

const changesOf = (
  before: string | undefined,
  after: string | undefined,
  columns: number,
): readonly Rich[] => {
  const [then, now] = [linesOf(before), linesOf(after)];
  const lines = [
    ...more(then, now).map(line => ['-', line] as const),
    ...more(now, then).map(line => ['+', line] as const),
  ];
  if (lines.length === 0) return [[piece('   the same lines in another order', 'muted')]];
  const rest = lines.length - mostLines;
  return [
    ...lines
      .slice(0, mostLines)
      .flatMap(([sign, line]) =>
        wrap([piece(`   ${sign} ${clean(line)}`, sign === '+' ? 'good' : 'warn')], roomOf(columns), 7),
      ),
    ...(rest > 0 ? [[piece(`   and ${count(rest, 'more line')}`, 'muted')]] : []),
  ];
};

/** Each file that is written or removed, beside what it holds now. */
export const fileLines = ({ before, steps }: Plan, columns: number): readonly Rich[] =>
  steps.flatMap(({ action }) => {
    if (action.kind !== 'file') return [];
    const now = before.files?.[action.path];
    return [
      [],
      [
        piece(' ', 'heading'),
        piece(clean(action.path), 'heading'),
        piece(now === undefined ? ', a new file' : ': - goes, + comes', 'muted'),
      ],
      ...changesOf(now, action.text, columns),
    ];
  });
