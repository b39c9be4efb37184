/** Commands of the view of servers that are being drained. */
import { drainSysctls } from '../core/plan/scope.ts';
import { cannotChange } from './access.ts';
import { propose } from './change.ts';
import type { Command } from './command.ts';
import { type DrainRow, drainHere, drainsOf, kernelSetting, targetOf } from './drains.ts';
import { pageKeys } from './page-keys.ts';
import { askConnections } from './reading.ts';
import { type State, type Step, topView } from './state.ts';
import { showPage } from './wish.ts';

const nothingHere = (state: State): string | undefined => {
  if (topView(state)?.type !== 'drains') return 'the drains are not open';
  return drainHere(state) === undefined ? 'no server is being drained' : undefined;
};

const unless =
  (reason: (state: State) => string | undefined) =>
  (state: State): string | undefined =>
    cannotChange(state) ?? nothingHere(state) ?? reason(state);

const noTarget = (state: State): string | undefined => {
  const row = drainHere(state);
  return row === undefined || targetOf(row) === undefined ? 'it is known by a name only' : undefined;
};

const withRow =
  (run: (state: State, row: DrainRow) => Step) =>
  (state: State): Step => {
    const row = drainHere(state);
    return row === undefined ? [state, []] : run(state, row);
  };

const remove = withRow((state, row) => {
  const target = targetOf(row);
  return target === undefined
    ? [state, []]
    : propose(state, { kind: 'remove', targets: [target], services: [] });
});

const resume = withRow((state, row) => {
  const target = targetOf(row);
  return target === undefined
    ? [state, []]
    : propose(state, { kind: 'resume', targets: [{ ...target, weight: row.former ?? 1 }] });
});

/** The kernel has one setting for all services: it lets go wherever a server has weight 0. */
const letGo = (state: State): Step =>
  propose(state, {
    kind: 'actions',
    title: 'Let persistent clients of servers without weight go',
    actions: [{ kind: 'sysctl', name: drainSysctls.quiescent, value: '1' }],
    cautions: [
      'It holds for every persistent service of this director: clients of any server with weight 0 go to another one with their next connection.',
      'What a server kept for its clients (a login, a basket) is lost to them, unless the servers share it.',
      'It holds until it is set back or the machine starts again; undo sets it back.',
    ],
  });

const showConnections = withRow((state, { of, seen }) => {
  const next: State = {
    ...state,
    views: [
      ...state.views,
      {
        type: 'detail',
        service: of.key,
        server: seen.key,
        page: 'connections',
        row: 0,
        metric: 'active',
      },
    ],
  };
  const there = state.connections?.service === of.key && state.connections.server === seen.key;
  return there ? [next, []] : askConnections(next, of.key, seen.key);
});

/** All of them. */
export const drainCommands: readonly Command[] = [
  {
    id: 'drains',
    title: 'Watch the drains',
    summary:
      'Servers that are being drained: what is left on each, how fast it falls, and how long it may take.',
    hint: 'drains',
    group: 'look',
    keys: { any: [pageKeys.drains] },
    run: state => showPage({ ...state, views: [] }, 'drains'),
    danger: 'none',
    verb: 'drains',
  },
  {
    id: 'drains-remove',
    title: 'Remove the drained server',
    summary: 'Takes the server under the cursor of the drains out of its service.',
    hint: 'remove',
    group: 'change',
    keys: { drains: ['x'] },
    not: unless(noTarget),
    run: remove,
    danger: 'change',
  },
  {
    id: 'drains-resume',
    title: 'Resume the drained server',
    summary: 'Gives the server under the cursor of the drains its former weight again.',
    hint: 'resume',
    group: 'change',
    keys: { drains: ['D'] },
    not: unless(noTarget),
    run: resume,
    danger: 'change',
  },
  {
    id: 'drains-let-go',
    title: 'Let persistent clients go',
    summary:
      'Sets expire_quiescent_template to 1: persistent clients of servers without weight go elsewhere with their next connection.',
    hint: 'let clients go',
    group: 'change',
    keys: { drains: ['p'] },
    not: unless(state => {
      const persistent = drainsOf(state).some(({ of }) => of.persistence !== null);
      if (!persistent) return 'no server that is drained has a persistent service';
      const value = kernelSetting(state, 'expire_quiescent_template');
      return value === undefined || value === '0' ? undefined : 'the kernel lets them go already';
    }),
    run: letGo,
    danger: 'change',
  },
  {
    id: 'drains-count',
    title: 'Count the states of the drained server',
    summary: 'Reads the connections of the server under the cursor of the drains and counts them by state.',
    hint: 'count states',
    group: 'look',
    keys: { drains: ['c'] },
    not: nothingHere,
    run: withRow((state, { of, seen }) => askConnections(state, of.key, seen.key)),
    danger: 'none',
  },
  {
    id: 'drains-connections',
    title: 'Show the connections of the drained server',
    summary: 'Lists the connections of the server under the cursor of the drains.',
    hint: 'connections',
    group: 'look',
    keys: { drains: ['enter'] },
    not: nothingHere,
    run: showConnections,
    danger: 'none',
  },
];
