/** What there is to say of a rules file itself: lines that cannot be read, what it does not speak of. */
import type { SyncDaemon, Timeouts } from '../../core/model/observe.ts';
import { differences } from '../../core/plan/difference.ts';
import { differenceLine } from '../../core/plan/difference-words.ts';
import type { RulesFile } from '../../core/saved/read.ts';
import { count } from '../../core/words/numbers.ts';
import { piece, type Rich } from '../rich.ts';
import { heading, sentence } from './parts.ts';

const mostProblems = 20;

/** Timeouts and daemons as they run, where they were read. */
export interface Aside {
  readonly timeouts?: Timeouts;
  readonly daemons?: readonly SyncDaemon[];
}

const problemLines = ({ problems, restore }: RulesFile, columns: number): readonly Rich[] => {
  if (problems.length === 0) return [];
  const more = problems.length - mostProblems;
  return [
    ...heading(`${count(problems.length, 'line')} of the file cannot be read`),
    ...problems
      .slice(0, mostProblems)
      .flatMap(({ line, reason, text }) => [
        ...sentence(' ! ', `line ${line}: ${text}`, columns, 'bad'),
        ...sentence('     ', reason, columns),
      ]),
    ...(more > 0 ? [[piece(`   and ${count(more, 'more line')}`, 'muted')]] : []),
    ...(restore === undefined ? [] : sentence('   ', restore, columns, 'warn')),
  ];
};

/** What the file does not speak of. One that sets timeouts is complete: its silence on daemons says that there are none. */
const unspoken = ({ thresholds, setup }: RulesFile): readonly string[] => [
  ...(thresholds ? [] : ['thresholds']),
  ...(setup.timeouts === undefined ? ['timeouts'] : []),
  ...(setup.timeouts === undefined && setup.daemons === undefined ? ['sync daemons'] : []),
];

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

/** Timeouts and daemons are no part of the table: they are compared where both sides are known. */
const asideLines = ({ setup }: RulesFile, running: Aside | undefined, columns: number): readonly Rich[] => {
  const side = ({ timeouts, daemons }: Aside) => ({
    services: [],
    ...(timeouts === undefined ? {} : { timeouts }),
    ...(daemons === undefined ? {} : { daemons }),
  });
  const file = setup.timeouts === undefined ? setup : { daemons: [], ...setup };
  const found = differences(side(running ?? {}), side(file));
  return found.flatMap(one => sentence(' ! ', `${differenceLine(one)} (runs → file)`, columns, 'warn'));
};

/** All of it; nothing where the file is whole and complete. */
export const fileLines = (
  file: RulesFile,
  running: Aside | undefined,
  saves: string,
  columns: number,
): readonly Rich[] => {
  const missing = unspoken(file);
  const asides = asideLines(file, running, columns);
  return [
    ...problemLines(file, columns),
    ...(missing.length === 0 && asides.length === 0 ? [] : [[]]),
    ...asides,
    ...(missing.length === 0
      ? []
      : sentence(
          ' · ',
          `It says nothing of ${listed(missing)}: a restore leaves them as they run, a boot begins without them.${saves}`,
          columns,
        )),
  ];
};
