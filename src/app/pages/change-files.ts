/** What becomes of the files that a plan writes: the lines that go and those that come. */
import { lineChanges } from '../../core/plan/file-lines.ts';
import type { Plan } from '../../core/plan/plan.types.ts';
import { count } from '../../core/words/numbers.ts';
import { clean } from '../cells.ts';
import { piece, type Rich, wrap } from '../rich.ts';
import { roomOf } from './parts.ts';

/** More lines than this of one file are listed in part. */
const mostLines = 200;

const changesOf = (
  before: string | undefined,
  after: string | undefined,
  columns: number,
): readonly Rich[] => {
  const lines = lineChanges(before, after);
  if (lines.length === 0) return [[piece('   the same lines, in another order or as they were', 'muted')]];
  const rest = lines.length - mostLines;
  return [
    ...lines
      .slice(0, mostLines)
      .flatMap(({ sign, line }) =>
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
        piece(` ${clean(action.path)}`, 'heading'),
        piece(now === undefined ? ', a new file' : ': - goes, + comes', 'muted'),
      ],
      ...changesOf(now, action.text, columns),
    ];
  });
