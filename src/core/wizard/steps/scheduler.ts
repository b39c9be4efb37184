/** The question for the scheduler. */
import { shown } from '../../explain/say.ts';
import { type SchedulerRow, schedulerByName, schedulerRows } from '../../kernel/schedulers/table.ts';
import { nearest } from '../../words/nearest.ts';
import { explainPicks } from '../picks.ts';
import { serversIn } from '../reading/vips.ts';
import { error, fromMachine, rather, warn } from '../remarks.ts';
import type { Answers, Ground, Option, Remark, WizardStep } from '../wizard.types.ts';

/** `none` is no answer: such a service refuses everybody. */
const offered: readonly SchedulerRow[] = schedulerRows.filter(({ name }) => name !== 'none');

const missing = (name: string, { schedulers }: Ground): string | undefined =>
  schedulers === undefined || schedulers.includes(name)
    ? undefined
    : `this kernel has no module ip_vs_${name}`;

const optionOf = (
  { name, title, summary, formula }: SchedulerRow,
  answers: Answers,
  ground: Ground,
): Option => {
  const not = missing(name, ground);
  const servers = serversIn(answers).map(({ address, weight = 1 }) => ({ address, weight }));
  // What it would do comes first: it is about these servers, and the rest of the sentence may be cut.
  const [picks] = servers.length === 0 ? [] : explainPicks(name, servers);
  return {
    value: name,
    title,
    about: `${picks === undefined ? '' : `${picks}; `}${summary}; ${formula}`,
    ...(not === undefined ? {} : { not }),
  };
};

const suggested = (_: Answers, ground: Ground): string | undefined =>
  offered.find(({ name }) => missing(name, ground) === undefined)?.name;

/** Weights that this scheduler passes over. */
const weightless: ReadonlySet<string> = new Set(['rr', 'lc', 'dh']);

const checkScheduler = (name: string, answers: Answers, ground: Ground): readonly Remark[] => {
  const row = offered.find(one => one.name === name);
  if (row === undefined) {
    const near = nearest(
      name,
      offered.map(one => one.name),
    );
    return [
      error(
        name === 'none'
          ? 'With the scheduler none no server is ever picked: everybody is refused'
          : `${shown(name)} is no scheduler: there are ${offered.map(one => one.name).join(', ')}`,
        rather('scheduler', near ?? suggested(answers, ground) ?? 'wlc'),
      ),
    ];
  }
  const not = missing(name, ground);
  if (not !== undefined) {
    const there = offered.filter(one => missing(one.name, ground) === undefined);
    return fromMachine(ground, [
      error(
        `${shown(name)} is not possible here: ${not}${there.length === 0 ? '' : `. It has ${there.map(one => one.name).join(', ')}`}`,
        there[0] === undefined ? undefined : rather('scheduler', there[0].name),
      ),
    ]);
  }
  const weights = new Set(serversIn(answers).map(({ weight }) => weight ?? 1));
  weights.delete(0);
  if (weights.size < 2 || !weightless.has(name)) return [];
  const weighted = name === 'rr' ? 'wrr' : 'wlc';
  return [
    warn(
      `${name} passes over the weights that were given`,
      missing(weighted, ground) === undefined ? rather('scheduler', weighted) : undefined,
    ),
  ];
};

/** The step. */
export const schedulerStep: WizardStep = {
  id: 'scheduler',
  label: 'scheduler',
  question: 'How is the server of a new connection picked?',
  why: () =>
    'The scheduler is asked once for every new connection; later packets follow their connection. Those that go in turn (rr, wrr) look at nobody’s load, those by connections (lc, wlc, sed, nq) do, and those by address (sh, mh, dh) give the same client or target the same server.',
  example: 'wlc',
  kind: 'choice',
  options: (answers, ground) => offered.map(row => optionOf(row, answers, ground)),
  suggest: suggested,
  check: (text, answers, ground) => checkScheduler(text.trim().toLowerCase(), answers, ground),
  words: text => {
    const row = schedulerByName.get(text.trim().toLowerCase());
    return row === undefined ? text : `${row.name}, ${row.title}`;
  },
};
