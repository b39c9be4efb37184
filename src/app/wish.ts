/** Fulfils what a line, a key or the palette asks for. */
import type { SchedulerState } from '../core/director/reading.ts';
import type { Intent } from '../core/intent/intent.types.ts';
import type { Network } from '../core/model/network.ts';
import type { SeenService } from '../core/model/snapshot.ts';
import { portNames } from '../core/saved/read.ts';
import type { WishGround } from '../core/verbs/read.ts';
import type { ShowPage, Wish } from '../core/verbs/wish.types.ts';
import { askBackups, askBoot, askSaved } from './around.ts';
import { propose } from './change.ts';
import { openDrains } from './drains.ts';
import type { TextUse } from './effect.ts';
import { askJournal } from './journal.ts';
import { rowId } from './labels.ts';
import { lockDirector } from './lock.ts';
import { memoLast } from './memo.ts';
import { say } from './say.ts';
import { type State, type Step, shown, type View } from './state.ts';

const groundOf = memoLast(
  (
    services: readonly SeenService[],
    schedulers: readonly SchedulerState[] | undefined,
    network: Network | undefined,
    former: ReadonlyMap<string, number>,
    journalled: ReadonlyMap<string, number> | undefined,
  ): WishGround => ({
    services,
    ...(schedulers === undefined ? {} : { schedulers }),
    ...(network === undefined ? {} : { interfaces: network.interfaces.map(({ name }) => name) }),
    names: portNames,
    former: (service, server) => {
      const id = rowId(service, server);
      return former.get(id) ?? journalled?.get(id);
    },
  }),
);

const nobody: readonly SeenService[] = [];

/** What lines are read against: the same object while nothing of it changes. */
export const wishGround = (state: State): WishGround =>
  groundOf(
    shown(state)?.services ?? nobody,
    state.settings?.value?.schedulers,
    state.network,
    state.changes.former,
    state.journal?.value?.weights,
  );

/** The same by the settings of services alone, which stand while counters move: for what is asked at every key. */
export const typingGround = (state: State): WishGround =>
  groundOf(
    state.history.frames.at(-1)?.shapes ?? shown(state)?.services ?? nobody,
    state.settings?.value?.schedulers,
    state.network,
    state.changes.former,
    state.journal?.value?.weights,
  );

const withView = (state: State, view: View): State => ({ ...state, views: [...state.views, view] });

const noFile = 'this system has no rules file that lvsh knows of: name one';

/** The rules file that is meant: the one named, or that of this system. */
const fileOf = (state: State, file: string | undefined): string | undefined =>
  file ?? state.saved?.value?.place?.path;

const onFile = (state: State, file: string | undefined, intent: (path: string) => Intent): Step => {
  const path = fileOf(state, file);
  return path === undefined ? [say(state, noFile, 'warn'), []] : propose(state, intent(path));
};

const takeback = (state: State, how: 'undo' | 'redo'): Step => {
  const journal = state.journal?.value;
  const entry = how === 'undo' ? journal?.stack.undo : journal?.stack.redo;
  if (entry !== undefined) return propose(state, { kind: 'takeback', entry, how });
  const why =
    journal?.stack.unfinished === undefined
      ? `there is nothing to ${how}`
      : 'a plan was cut off and must be brought to an end first: history';
  return [say(state, why, 'warn'), []];
};

const readText = (state: State, path: string, use: TextUse): Step => [
  state,
  [{ type: 'read-text', path, use }],
];

/** Opens a page, asking for what it shows. */
export const showPage = (state: State, page: ShowPage): Step => {
  switch (page) {
    case 'history':
      return askJournal(withView(state, { type: 'history', top: 0 }));
    case 'saved':
      return askSaved(withView(state, { type: 'saved', top: 0 }));
    case 'backups':
      return askBackups(withView(state, { type: 'backups', row: 0, top: 0 }));
    case 'boot':
      return askBoot(withView(state, { type: 'boot', top: 0 }));
    case 'drains':
      return openDrains(state);
  }
};

/** Shows a script in words; what stands around the director tells what is wrong with it. */
export const showExplained = (state: State, name: string, text: string): Step => [
  withView(state, { type: 'explain', name, text, top: 0 }),
  [{ type: 'read-network' }],
];

/** Does what is wished. */
export const fulfil = (state: State, wish: Wish): Step => {
  switch (wish.kind) {
    case 'intent':
      return propose(state, wish.intent);
    case 'undo':
    case 'redo':
      return takeback(state, wish.kind);
    case 'save':
      return onFile(state, wish.file, path => ({ kind: 'save', path }));
    case 'restore':
      return onFile(state, wish.file, path => ({ kind: 'restore', path, ignore: wish.ignore }));
    case 'diff':
      return wish.file === undefined ? showPage(state, 'saved') : readText(state, wish.file, 'diff');
    case 'apply':
      return readText(state, wish.file, 'apply');
    case 'explain':
      return showExplained(state, 'what was typed', wish.text);
    case 'show':
      return showPage(state, wish.page);
    case 'read-only':
      return lockDirector(state, wish.on ?? state.source.locked === undefined);
  }
};
