/** What the machine tells a wizard: asked for when one is opened, and again before its review. */
import type { SchedulerState } from '../../core/director/reading.ts';
import type { Failure } from '../../core/model/failure.ts';
import type { Network } from '../../core/model/network.ts';
import type { SeenService } from '../../core/model/snapshot.ts';
import type { Ground } from '../../core/wizard/wizard.types.ts';
import { lockedByPerson } from '../lock.ts';
import { memoLast } from '../memo.ts';
import type { Source } from '../message.ts';
import { seenServices } from '../seen.ts';
import type { State, Step } from '../state.ts';

/** Why nothing can be done where no director is read. */
const unreadWords = (source: Source, failure: Failure | undefined): string | undefined =>
  source.kind === 'file' ? 'this is a saved text, and no director' : failure?.what;

/** The schedulers that this kernel has; undefined where that is not known. */
const namesOf = (schedulers: readonly SchedulerState[] | undefined): readonly string[] | undefined =>
  schedulers?.flatMap(({ name, state }) => (state === 'missing' ? [] : [name]));

const put = memoLast(
  (
    source: Source,
    told: Ground | undefined,
    services: readonly SeenService[] | undefined,
    schedulers: readonly SchedulerState[] | undefined,
    network: Network | undefined,
    failure: Failure | undefined,
  ): Ground => {
    const names = namesOf(schedulers);
    const none = told?.scriptsOnly ?? unreadWords(source, services === undefined ? failure : undefined);
    return {
      director: source.name,
      ...(network === undefined ? {} : { network }),
      ...(names === undefined ? {} : { schedulers: names }),
      ...told,
      // The table is read all the time: what it says is newer.
      ...(services === undefined ? {} : { services }),
      ...(none === undefined ? {} : { scriptsOnly: none }),
    };
  },
);

/** What is known now: the same object while nothing of it changes. */
export const groundOf = (state: State): Ground =>
  put(
    state.source,
    state.ground?.value,
    seenServices(state),
    state.settings?.value?.schedulers,
    state.network,
    state.reading.failure,
  );

const knownOf = ({ settings, source: { locked } }: State) => {
  const schedulers = namesOf(settings?.value?.schedulers);
  return {
    ...(schedulers === undefined ? {} : { schedulers }),
    ...(locked !== undefined && locked !== lockedByPerson ? { readOnly: true } : {}),
  };
};

/** Asks the machine. */
export const askGround = (state: State): Step => {
  if (state.source.kind === 'file') return [state, []];
  const kept = state.ground?.value === undefined ? {} : { value: state.ground.value };
  return [
    { ...state, ground: { ...kept, generation: 0, pending: true, at: state.now } },
    [{ type: 'read-ground', known: knownOf(state) }],
  ];
};
