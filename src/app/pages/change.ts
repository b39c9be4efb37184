/** A change on the screen: what will be run exactly, the table before and after, what it means; then how it ended. */

import { sortServers } from '../../core/ipvsadm/sort.ts';
import type { Failure } from '../../core/model/failure.ts';
import { type Server, type Service, serverKey, serviceKey } from '../../core/model/service.ts';
import { findServer } from '../../core/model/setup.ts';
import { actionLine } from '../../core/plan/action.ts';
import { type Difference, serviceSettings } from '../../core/plan/difference.ts';
import { differenceLine } from '../../core/plan/difference-words.ts';
import type { Outcome } from '../../core/plan/outcome.types.ts';
import type { Danger, Plan, Step } from '../../core/plan/plan.types.ts';
import { serviceLabel } from '../../core/words/labels.ts';
import { count } from '../../core/words/numbers.ts';
import { cells, left } from '../cells.ts';
import { memoLast } from '../memo.ts';
import { type Meaning, type Piece, piece, type Rich, wrap } from '../rich.ts';
import type { Change, State } from '../state.ts';
import { methodWord } from '../words/settings.ts';

/** More steps than this are listed in part. */
const mostSteps = 400;
/** Services shown before and after. */
const mostServices = 40;

const dangerMeaning: Readonly<Record<Danger, Meaning>> = {
  none: 'good',
  undoable: 'good',
  traffic: 'warn',
  destructive: 'bad',
};

/** What a level means, in few words. */
const dangerWords: Readonly<Record<Danger, string>> = {
  none: 'nobody notices',
  undoable: 'open connections stay, undo gives all back',
  traffic: 'new or open connections may be lost',
  destructive: 'much is lost at once',
};

const spread = (start: Rich, end: Rich, columns: number): Rich => {
  const used = [...start, ...end].reduce((sum, { text }) => sum + cells(text), 0);
  return [...start, piece(' '.repeat(Math.max(1, columns - 1 - used))), ...end];
};

const title = (plan: Plan, columns: number): Rich =>
  spread(
    [piece(` ${plan.title}`, 'title')],
    [piece('danger: ', 'muted'), piece(plan.danger, dangerMeaning[plan.danger])],
    columns,
  );

const stepLines = (
  { action, was, danger }: Step,
  number: number,
  state: 'waiting' | 'done' | 'failed',
  columns: number,
): readonly Rich[] => {
  const mark = { waiting: ' ', done: '✓', failed: '!' }[state];
  const meaning: Meaning | undefined = state === 'failed' ? 'bad' : state === 'done' ? 'muted' : undefined;
  const head = piece(
    `${mark}${String(number).padStart(3)}  `,
    state === 'done' ? 'good' : (meaning ?? 'muted'),
  );
  const line = actionLine(action);
  const note = was === '' ? '' : `   ${was}`;
  const room = columns - 1 - 6;
  const end: Piece[] = note === '' ? [] : [piece(note, 'muted')];
  if (cells(line) + cells(note) <= room)
    return [
      [head, piece(line, meaning), piece(' '.repeat(Math.max(0, room - cells(line) - cells(note)))), ...end],
    ];
  return [
    ...wrap([head, piece(line, meaning)], columns - 1, 8),
    ...(note === '' ? [] : [[piece(`        ${was}`, danger === 'traffic' ? 'warn' : 'muted')]]),
  ];
};

const stepsOf = (plan: Plan, outcome: Outcome | undefined, columns: number): readonly Rich[] => {
  const applied = new Set(outcome?.kind === 'stopped' ? outcome.applied : []);
  const failed = outcome?.kind === 'stopped' ? outcome.step : undefined;
  const lines = plan.steps
    .slice(0, mostSteps)
    .flatMap((step, index) =>
      stepLines(
        step,
        index + 1,
        index === failed ? 'failed' : applied.has(index) || outcome?.kind === 'done' ? 'done' : 'waiting',
        columns,
      ),
    );
  const more = plan.steps.length - mostSteps;
  return more > 0 ? [...lines, [piece(`      and ${count(more, 'more step')}`, 'muted')]] : lines;
};

const serverCell = (server: Server | undefined): string =>
  server === undefined
    ? ''
    : `${methodWord(server.config.method)} ${server.config.weight}${
        server.config.upper > 0 ? ` max ${server.config.upper}` : ''
      }`;

const serverRow = (
  key: string,
  before: Server | undefined,
  after: Server | undefined,
  width: number,
): Rich => {
  const [from, to] = [serverCell(before), serverCell(after)];
  const name = piece(`     ${left(key, Math.max(21, width - 4))} `, from === to ? 'muted' : 'server');
  if (from === to) return [name, piece(from, 'muted')];
  if (from === '') return [name, piece(left('–', 16), 'muted'), piece(` → ${to}`, 'good')];
  if (to === '') return [name, piece(left(from, 16)), piece(' → gone', 'warn')];
  return [name, piece(left(from, 16)), piece(` → ${to}`, after?.config.weight === 0 ? 'warn' : 'good')];
};

const serviceRows = (
  before: Service | undefined,
  after: Service | undefined,
  width: number,
): readonly Rich[] => {
  const known = after ?? before;
  if (known === undefined) return [];
  const label = serviceLabel(serviceKey(known.id));
  const settings = (service: Service | undefined): string =>
    service === undefined ? '' : serviceSettings(service.config, service.id).replace(/^-s /, '');
  const [from, to] = [settings(before), settings(after)];
  const head: Rich =
    from === to
      ? [piece(`   ${left(label, width)} `, 'service'), piece(from, 'muted')]
      : from === ''
        ? [piece(`   ${left(label, width)} `, 'service'), piece(`new: ${to}`, 'good')]
        : to === ''
          ? [piece(`   ${left(label, width)} `, 'service'), piece(`${from} `), piece(' → gone', 'warn')]
          : [piece(`   ${left(label, width)} `, 'service'), piece(from), piece(` → ${to}`, 'good')];
  const all = new Map(
    [...(before?.servers ?? []), ...(after?.servers ?? [])].map(server => [serverKey(server.id), server]),
  );
  const keys = sortServers([...all.values()]).map(({ id }) => serverKey(id));
  return [head, ...keys.map(key => serverRow(key, findServer(before, key), findServer(after, key), width))];
};

/** Only services in which something changes, the first so many. */
const tableLines = ({ before, after }: Plan): readonly Rich[] => {
  const later = new Map(after.services.map(service => [serviceKey(service.id), service]));
  const keys = [...new Set([...before.services.map(({ id }) => serviceKey(id)), ...later.keys()])];
  const earlier = new Map(before.services.map(service => [serviceKey(service.id), service]));
  const changed = keys.filter(key => JSON.stringify(earlier.get(key)) !== JSON.stringify(later.get(key)));
  if (changed.length === 0) return [];
  const width = Math.min(40, Math.max(20, ...changed.map(key => key.length)));
  const shown = changed.slice(0, mostServices);
  const more = changed.length - shown.length;
  return [
    [],
    [piece(' The table, before → after', 'heading')],
    ...shown.flatMap(key => serviceRows(earlier.get(key), later.get(key), width)),
    ...(more > 0 ? [[piece(`   and ${count(more, 'more service')}`, 'muted')]] : []),
  ];
};

const sentences = (
  texts: readonly string[],
  mark: string,
  meaning: Meaning,
  columns: number,
): readonly Rich[] =>
  texts.flatMap(text => wrap([piece(mark, meaning), piece(text)], columns - 1, cells(mark)));

const sinceLines = (since: readonly Difference[], columns: number): readonly Rich[] =>
  since.length === 0
    ? []
    : [
        ...wrap(
          [piece(' ! Nothing was run: the table changed after this was shown first.', 'bad')],
          columns - 1,
          3,
        ),
        ...since
          .slice(0, 12)
          .flatMap(difference => wrap([piece(`     ${differenceLine(difference)}`, 'warn')], columns - 1, 7)),
        ...(since.length > 12 ? [[piece(`     and ${since.length - 12} more`, 'muted')]] : []),
        [piece('   What follows is the plan for the table as it is now.', 'muted')],
        [],
      ];

const failureLines = ({ what, why, advice, output }: Failure, columns: number): readonly Rich[] => [
  ...wrap([piece(' ! ', 'bad'), piece(what, 'bad')], columns - 1, 3),
  ...(why === undefined ? [] : wrap([piece('   '), piece(why)], columns - 1, 3)),
  ...(advice === undefined ? [] : wrap([piece('   Try: ', 'muted'), piece(advice)], columns - 1, 8)),
  ...(output === undefined || output.trim() === ''
    ? []
    : output
        .trim()
        .split('\n')
        .slice(0, 40)
        .flatMap(line => wrap([piece(`     ${line}`, 'muted')], columns - 1, 7))),
];

const previewLines = (plan: Plan, since: readonly Difference[], columns: number): readonly Rich[] => [
  title(plan, columns),
  [],
  ...sinceLines(since, columns),
  ...stepsOf(plan, undefined, columns),
  [],
  ...sentences(plan.means, '   ', 'text', columns),
  ...sentences(plan.cautions, ' ! ', 'warn', columns),
  ...(plan.danger === 'traffic' || plan.danger === 'destructive'
    ? wrap(
        [piece(` ${plan.danger}: ${dangerWords[plan.danger]}.`, dangerMeaning[plan.danger])],
        columns - 1,
        1,
      )
    : []),
  ...tableLines(plan),
];

const endedLines = (plan: Plan, outcome: Outcome, columns: number): readonly Rich[] => {
  const head = title(plan, columns);
  switch (outcome.kind) {
    case 'refused':
      return [
        head,
        [],
        ...failureLines(outcome.failure, columns),
        [],
        [piece('   Nothing was run.', 'muted')],
      ];
    case 'stopped':
      return [
        head,
        [],
        ...failureLines(outcome.failure, columns),
        [],
        ...wrap(
          [
            piece(
              `   ${count(outcome.applied.length, 'step')} of ${plan.steps.length} ${outcome.applied.length === 1 ? 'stands' : 'stand'}, marked ✓. `,
            ),
            ...(outcome.applied.length === 0
              ? []
              : [piece('u', 'key'), piece(' takes them back; leaving keeps them.', 'muted')]),
          ],
          columns - 1,
          3,
        ),
        [],
        ...stepsOf(plan, outcome, columns),
      ];
    case 'done':
      return [
        head,
        [],
        ...wrap(
          [piece(' ! All steps were run, but the director is not quite as was asked:', 'warn')],
          columns - 1,
          3,
        ),
        ...outcome.differs.flatMap(difference => {
          const line = differenceLine(difference);
          return wrap([piece(`     ${line}`), piece('   asked → found', 'muted')], columns - 1, 7);
        }),
        ...(outcome.unread === undefined ? [] : failureLines(outcome.unread, columns)),
        [],
        ...stepsOf(plan, outcome, columns),
      ];
    case 'changed':
      return [head];
  }
};

const pageOf = (change: Change | undefined, columns: number): readonly Rich[] => {
  if (change === undefined) return [];
  const { stage } = change;
  switch (stage.type) {
    case 'reading':
      return [[piece(' reading what is there now …', 'muted')]];
    case 'refused':
      return [[piece(' This cannot be done', 'title')], [], ...failureLines(stage.failure, columns)];
    case 'preview':
      return previewLines(stage.plan, stage.since, columns);
    case 'running':
      return [
        title(stage.plan, columns),
        [],
        [
          piece(
            `   ${stage.stopping ? 'stopping after this step' : 'running'}: step ${Math.min(stage.progress.done + 1, stage.progress.of)} of ${stage.progress.of}`,
            'accent',
          ),
        ],
        [],
        ...stepsOf(stage.plan, undefined, columns),
      ];
    case 'ended':
      return endedLines(stage.plan, stage.outcome, columns);
  }
};

const page = memoLast(pageOf);

/** The lines of the change that is open; empty when there is none. */
export const changePage = (state: State): readonly Rich[] => page(state.change, state.columns);
