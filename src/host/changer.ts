/**
 * Changes a director. The order is the safety: the lock, the look whether all is as it was previewed, the journal, the
 * step, the journal, the next step; at the end what is there is read back and compared with what was meant.
 */

import type { Person } from '../core/journal/line.types.ts';
import { undoStack } from '../core/journal/undo.ts';
import { formerWeights } from '../core/journal/weights.ts';
import { type Failure, success } from '../core/model/failure.ts';
import { type Setup, withinScope } from '../core/model/setup.ts';
import { type Difference, differences } from '../core/plan/difference.ts';
import { differenceLine } from '../core/plan/difference-words.ts';
import type { Outcome } from '../core/plan/outcome.types.ts';
import type { Plan } from '../core/plan/plan.types.ts';
import { scopeOf } from '../core/plan/scope.ts';
import type { Changer, RunOptions } from './changer.types.ts';
import type { Disk } from './disk.ts';
import type { Host } from './host.ts';
import { type Journal, openJournal } from './journal.ts';
import { carryOut, type Log, unrecorded } from './progress.ts';
import { readSetup } from './setup.ts';
import type { Hands } from './steps.ts';
import type { Tool } from './tool.ts';

/** What a changer works with. */
export interface ChangerOptions {
  readonly host: Host;
  readonly tool: Tool;
  readonly disk: Disk;
  /** The state folder of this IPVS table. */
  readonly folder: () => Promise<string>;
  readonly person: () => Promise<Person>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How long another one of us is waited for, milliseconds: a plan of a few steps takes less. */
const waitMs = 3000;
const keptEntries = 500;

interface Opened {
  readonly journal: Journal;
  readonly hands: Hands;
  readonly person: Person;
}

/** Opens the changer of a host; the journal is looked for when it is first needed. */
export const openChanger = (options: ChangerOptions): Changer => {
  const { host, tool, disk, now } = options;
  let opened: Promise<Opened> | undefined;
  const open = (): Promise<Opened> => {
    opened ??= (async () => {
      const [folder, person] = await Promise.all([options.folder(), options.person()]);
      const journal = openJournal(disk, folder, { by: person, host: host.name, now });
      const occasion = () => ({ user: person.user, at: now() });
      return { journal, person, hands: { host, tool, disk, folder, occasion } };
    })();
    return opened;
  };
  const sources = { host, tool, disk };

  const readBack = async (
    plan: Plan,
  ): Promise<{ readonly differs: readonly Difference[]; readonly unread?: Failure }> => {
    const scope = scopeOf(plan.steps.map(({ action }) => action));
    const found = await readSetup(sources, scope);
    return found.ok
      ? { differs: differences(withinScope(plan.after, scope), found.value) }
      : { differs: [], unread: found.failure };
  };

  const carryOutAll = async (
    plan: Plan,
    log: Log,
    hands: Hands,
    runOptions: RunOptions,
  ): Promise<Outcome> => {
    const ran = await carryOut(plan, log, hands, runOptions, async scope => readSetup(sources, scope));
    const whole = ran.failure === undefined;
    const { differs, unread } = whole ? await readBack(plan) : { differs: [] };
    await log.note({
      kind: 'end',
      outcome: whole ? 'done' : 'stopped',
      applied: ran.applied.length,
      differs: [
        ...differs.map(differenceLine),
        ...(unread === undefined ? [] : [`not read back: ${unread.what}`]),
      ],
    });
    if (ran.failure === undefined)
      return { kind: 'done', entry: log.id, differs, ...(unread === undefined ? {} : { unread }) };
    return {
      kind: 'stopped',
      entry: log.id,
      applied: ran.applied,
      ...(ran.step === undefined ? {} : { step: ran.step }),
      failure: ran.failure,
      differs,
    };
  };

  const runLocked = async (
    plan: Plan,
    { journal, hands }: Opened,
    held: Parameters<Journal['start']>[0] | undefined,
    runOptions: RunOptions,
  ): Promise<Outcome> => {
    const now: { ok: true; value: Setup } | { ok: false; failure: Failure } = await readSetup(
      sources,
      plan.scope,
    );
    if (!now.ok) return { kind: 'refused', failure: now.failure };
    const since = differences(plan.before, now.value);
    if (since.length > 0) return { kind: 'changed', since, now: now.value };
    if (held === undefined) return carryOutAll(plan, unrecorded, hands, runOptions);
    const log = await journal.start(held, plan, { kind: 'begin', step: 1 });
    if (!log.ok) return { kind: 'refused', failure: unwritten(log.failure) };
    return carryOutAll(plan, log.value, hands, runOptions);
  };

  return {
    async person() {
      return (await open()).person;
    },
    setup: scope => readSetup(sources, scope),
    async run(plan, runOptions = {}) {
      const all = await open();
      if (plan.steps.length === 0)
        return { kind: 'refused', failure: { kind: 'value', what: 'The plan has no steps' } };
      const held = await all.journal.lock(waitMs);
      if (!held.ok && runOptions.unrecorded !== true) {
        const taken = await all.journal.holder();
        const busy = taken.ok && taken.value !== undefined;
        return { kind: 'refused', failure: busy ? held.failure : unwritten(held.failure) };
      }
      try {
        const recorded = held.ok && runOptions.unrecorded !== true;
        return await runLocked(plan, all, recorded ? held.value : undefined, runOptions);
      } finally {
        if (held.ok) await held.value.release();
      }
    },
    async history() {
      const { journal } = await open();
      const read = await journal.read(keptEntries);
      if (!read.ok) return read;
      const { entries, broken } = read.value;
      const holder = await journal.holder();
      const busy = holder.ok ? holder.value : undefined;
      return success({
        ...(busy === undefined ? {} : { busy }),
        entries,
        stack: undoStack(entries),
        weights: formerWeights(entries),
        broken: broken.length,
        path: journal.path,
      });
    },
    async settle(entry, applied) {
      const { journal } = await open();
      const held = await journal.lock(waitMs);
      if (!held.ok) return held;
      try {
        return await journal.settle(held.value, entry, applied);
      } finally {
        await held.value.release();
      }
    },
  };
};

const unwritten = (failure: Failure): Failure => ({
  ...failure,
  what: `Nothing was changed, because the journal cannot be written: ${failure.what}`,
  advice: `${failure.advice === undefined ? '' : `${failure.advice}; `}without a journal a change cannot be taken back (--no-journal runs it nevertheless)`,
});
