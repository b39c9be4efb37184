/** Commands that open the pages of text about changes, and act on them. */
import type { Intent } from '../core/intent/intent.types.ts';
import type { Entry } from '../core/journal/entry.ts';
import type { Backup } from '../core/saved/saved.types.ts';
import type { ShowPage } from '../core/verbs/wish.types.ts';
import { cannotChange } from './access.ts';
import { mendBoot } from './boot-findings.ts';
import { propose } from './change.ts';
import type { Command } from './command.ts';
import { explainedScript } from './explained.ts';
import { pageKeys } from './page-keys.ts';
import { settle, settled } from './settle.ts';
import { type State, type Step, topView } from './state.ts';
import { showPage } from './wish.ts';

const noRunning = (state: State): string | undefined =>
  state.source.kind === 'file' ? 'a saved text has none' : undefined;

/** Shows a page in the place of what is open, as the other numbers do. */
const instead = (state: State, page: ShowPage): Step => showPage({ ...state, views: [] }, page);

/** Shows a page over what is open, once. */
const over = (state: State, page: ShowPage): Step =>
  showPage({ ...state, views: state.views.filter(({ type }) => type !== page) }, page);

/** The backup under the cursor, with the file that it is of. */
const backupHere = (state: State): { readonly path: string; readonly backup: Backup } | undefined => {
  const view = topView(state);
  const path = state.saved?.value?.place?.path;
  const backup = view?.type === 'backups' ? state.backups?.value?.[view.row] : undefined;
  return path === undefined || backup === undefined ? undefined : { path, backup };
};

const readBackup = (state: State, use: 'diff' | 'restore'): Step | undefined => {
  const here = backupHere(state);
  return here === undefined
    ? undefined
    : [state, [{ type: 'read-text', path: here.path, backup: here.backup.name, use }]];
};

/** What the page on top would have done to the director: an explained script run, the next boot mended. */
const intentHere = (state: State): Intent | undefined => {
  const view = topView(state);
  if (view?.type === 'explain') {
    const { changes } = explainedScript(state, view.text);
    return changes.length === 0
      ? undefined
      : { kind: 'lines', lines: changes, keep: true, title: `Run the lines of ${view.name}` };
  }
  const facts = view?.type === 'boot' && state.source.kind === 'local' ? state.boot?.value : undefined;
  return facts === undefined ? undefined : mendBoot(facts);
};

const nothingHere: Readonly<Record<string, string>> = {
  explain: 'no line of it changes an IPVS table',
  boot: 'there is nothing that lvsh can mend by itself',
  backups: 'there is no backup',
};

const go = (state: State): Step => {
  const intent = intentHere(state);
  return intent === undefined ? (readBackup(state, 'diff') ?? [state, []]) : propose(state, intent);
};

const cannotGo = (state: State): string | undefined => {
  if (backupHere(state) !== undefined) return undefined;
  return intentHere(state) === undefined
    ? (nothingHere[topView(state)?.type ?? ''] ?? 'this page has nothing to go on to')
    : cannotChange(state);
};

/**
 * Restores what is on the screen: the backup under the cursor, or the text that is compared with what runs. Undefined
 * where neither is there.
 */
export const restoreThis = (state: State): Step | undefined => {
  const view = topView(state);
  if (view?.type !== 'diff') return readBackup(state, 'restore');
  return propose(state, { kind: 'text', text: view.text, name: view.name, ignore: false });
};

/** Why that is not possible; undefined when it is. */
const cannotRestoreThis = (state: State): string | undefined => {
  const there = topView(state)?.type === 'diff' || backupHere(state) !== undefined;
  return cannotChange(state) ?? (there ? undefined : 'no backup and no named file is open');
};

const unfinished = (state: State): Entry | undefined => state.journal?.value?.stack.unfinished;

const cannotRecover = (state: State): string | undefined => {
  const locked = cannotChange(state);
  if (locked !== undefined) return locked;
  if (unfinished(state) === undefined) return 'no plan was cut off';
  const busy = state.journal?.value?.busy;
  return busy === undefined ? undefined : `it is under way: ${busy} is changing this director`;
};

const recover =
  (how: 'finish' | 'roll-back') =>
  (state: State): Step => {
    const entry = unfinished(state);
    return entry === undefined ? [state, []] : propose(state, { kind: 'takeback', entry, how });
  };

/** All of them. */
export const pageCommands: readonly Command[] = [
  {
    id: 'history',
    title: 'Show the history',
    summary: 'What was changed on this director, by whom, how it ended, and what undo would take back.',
    hint: 'history',
    group: 'look',
    keys: { any: [pageKeys.history] },
    not: noRunning,
    run: state => instead(state, 'history'),
    danger: 'none',
    verb: 'history',
  },
  {
    id: 'saved',
    title: 'Show what is not saved',
    summary: 'What runs beside the rules file of this system, and beside keepalived.conf where there is one.',
    hint: 'saved',
    group: 'look',
    keys: { any: [pageKeys.saved] },
    not: noRunning,
    run: state => instead(state, 'saved'),
    danger: 'none',
    verb: 'diff',
  },
  {
    id: 'backups',
    title: 'Show the backups of the rules file',
    summary: 'What the rules file held before it was replaced: compare it with what runs, restore it.',
    hint: 'backups',
    group: 'look',
    keys: { any: [pageKeys.backups] },
    not: noRunning,
    run: state => over(state, 'backups'),
    danger: 'none',
    verb: 'backups',
  },
  {
    id: 'boot',
    title: 'Will the table come back at boot?',
    summary: 'Looks at all that has to be right for this machine to come back with its table.',
    hint: 'boot',
    group: 'look',
    keys: { any: [pageKeys.boot] },
    not: noRunning,
    run: state => over(state, 'boot'),
    danger: 'none',
    verb: 'boot',
  },
  {
    id: 'page-go',
    title: 'Go on from this page',
    summary:
      'A backup: compares it with what runs. A script in words: makes a plan of its ipvsadm lines. Boot: makes a plan of all fixes.',
    hint: 'go on',
    group: 'look',
    keys: { page: [pageKeys.go] },
    not: cannotGo,
    run: go,
    danger: 'none',
  },
  {
    id: 'restore-this',
    title: 'Restore this',
    summary:
      'Makes what runs as the backup under the cursor says, or the file that is compared; a plan first.',
    hint: 'restore this',
    group: 'change',
    keys: { page: [pageKeys.restoreThis] },
    not: cannotRestoreThis,
    run: state => restoreThis(state) ?? [state, []],
    danger: 'change',
    verb: 'restore',
  },
  {
    id: 'finish-entry',
    title: 'Finish the plan that was cut off',
    summary: 'Does what is left of a plan in the middle of which lvsh or the machine ended; a plan first.',
    hint: 'finish',
    group: 'change',
    keys: { page: [pageKeys.finish] },
    not: cannotRecover,
    run: recover('finish'),
    danger: 'change',
    verb: 'finish',
  },
  {
    id: 'rollback-entry',
    title: 'Roll back the plan that was cut off',
    summary: 'Takes back what was done of a plan that was cut off in the middle; a plan first.',
    hint: 'roll back',
    group: 'change',
    keys: { page: [pageKeys.rollBack] },
    not: cannotRecover,
    run: recover('roll-back'),
    danger: 'change',
    verb: 'roll-back',
  },
  {
    id: 'settle-entry',
    title: 'Close the plan that was cut off',
    summary: 'Where nothing is left to finish or to roll back: notes in the journal that the plan is over.',
    hint: 'close it',
    group: 'change',
    keys: { change: [pageKeys.settle] },
    not: state =>
      settled(state) === undefined ? 'no plan that was cut off is found to be over' : cannotChange(state),
    run: settle,
    danger: 'change',
  },
];
