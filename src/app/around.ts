/** What stands around the table: asked for when the screen opens, and again while it is open. */
import { configured } from '../core/plan/configured.ts';
import type { Effect } from './effect.ts';
import { type State, type Step, shown } from './state.ts';

/** Milliseconds between two looks at the saved file, and at who else changes the table. */
const savedMs = 15_000;
const ownersMs = 30_000;

const hasAround = (state: State): boolean => state.source.kind !== 'file';

/** Asks for the saved file again. */
export const askSaved = (state: State): Step => {
  if (!hasAround(state)) return [state, []];
  const kept = state.saved?.value === undefined ? {} : { value: state.saved.value };
  return [
    { ...state, saved: { ...kept, generation: 0, pending: true, at: state.now } },
    [{ type: 'read-saved' }],
  ];
};

/** Asks for both when they are due. */
export const askAroundWhenDue = (state: State): Step => {
  if (!hasAround(state)) return [state, []];
  const effects: Effect[] = [];
  let next = state;
  const { saved } = state;
  if (saved === undefined || (!saved.pending && state.now - saved.at >= savedMs)) {
    const [asked, more] = askSaved(next);
    next = asked;
    effects.push(...more);
  }
  if (state.now - state.ownersAt >= ownersMs) {
    next = { ...next, ownersAt: state.now };
    effects.push({ type: 'read-owners' });
  }
  return [next, effects];
};

/** Asks whether the table comes back at boot. */
export const askBoot = (state: State): Step => {
  const kept = state.boot?.value === undefined ? {} : { value: state.boot.value };
  const running = (shown(state)?.services ?? []).flatMap(seen => configured(seen) ?? []);
  return [
    { ...state, boot: { ...kept, generation: 0, pending: true, at: state.now } },
    [{ type: 'read-boot', owners: state.owners, running }],
  ];
};

/** Asks for the former texts of the rules file. */
export const askBackups = (state: State): Step => {
  const path = state.saved?.value?.place?.path;
  const kept = state.backups?.value === undefined ? {} : { value: state.backups.value };
  if (path === undefined) return [state, []];
  return [
    { ...state, backups: { ...kept, generation: 0, pending: true, at: state.now } },
    [{ type: 'read-backups', path }],
  ];
};
