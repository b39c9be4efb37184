/** Moving: in the table, in a detail's list, in a page of text. */
import type { Connection } from '../core/model/observe.ts';
import type { SeenServer, SeenService } from '../core/model/snapshot.ts';
import { cursorTo, settleCursor } from './cursor.ts';
import { drainsOf } from './drains.ts';
import { tableFrame, viewRows } from './frame.ts';
import { sortServers } from './order.ts';
import { tableRows } from './rows.ts';
import { type State, shown, topView, type View } from './state.ts';
import { reviewRows } from './wizard/built.ts';
import { listedWizards } from './wizard/listed.ts';

/** The detail view on top, if there is one. */
export const topDetail = (state: State): Extract<View, { type: 'detail' }> | undefined => {
  const view = topView(state);
  return view?.type === 'detail' ? view : undefined;
};

/** The state with its top view replaced. */
export const withTopView = (state: State, view: View): State => ({
  ...state,
  views: [...state.views.slice(0, -1), view],
});

/** The service of a detail view, while it is there. */
export const detailService = (state: State): SeenService | undefined => {
  const view = topDetail(state);
  return view === undefined
    ? undefined
    : shown(state)?.services.find(service => service.key === view.service);
};

/** The server of a detail view: that which it is about. */
export const detailServer = (state: State): SeenServer | undefined => {
  const view = topDetail(state);
  return detailService(state)?.servers.find(server => server.key === view?.server);
};

/** The servers that a service's detail lists. */
export const detailServers = (state: State): readonly SeenServer[] => {
  const service = detailService(state);
  return service === undefined ? [] : sortServers(service, service.servers, state.preferences.sort);
};

/** The connections that a detail lists: those that were read of just this service or server. */
export const detailConnections = (state: State): readonly Connection[] => {
  const view = topDetail(state);
  const asked = state.connections;
  return asked?.service === view?.service && asked?.server === view?.server ? (asked?.value?.rows ?? []) : [];
};

const listLength = (state: State, view: Extract<View, { type: 'detail' }>): number =>
  view.page === 'connections'
    ? detailConnections(state).length
    : view.server === undefined
      ? detailServers(state).length
      : 0;

/** The size of a page of what is on top. */
export const pageLength = (state: State): number =>
  topView(state) === undefined ? tableFrame(state).rows : Math.max(1, viewRows(state) - 2);

/** Rows of the list that the view on top shows. */
const viewListLength = (state: State): number => {
  switch (topView(state)?.type) {
    case 'backups':
      return state.backups?.value?.length ?? 0;
    case 'menu':
      // Its lines come from the table of commands, which is above this: `update` brings the cursor back.
      return Number.POSITIVE_INFINITY;
    case 'drains':
      return drainsOf(state).length;
    case 'wizards':
      return listedWizards(state).length;
    case 'review':
      return reviewRows(state);
    default:
      return 0;
  }
};

const clamp = (value: number, length: number): number => Math.max(0, Math.min(value, length - 1));

/**
 * Moves by so many lines (infinite: to the first or last). A page of text may be moved too far: `update` knows how
 * long it is and brings it back.
 */
export const move = (state: State, lines: number): State => {
  const view = topView(state);
  if (view === undefined) {
    const count = tableRows(state).count;
    return cursorTo(state, clamp(state.table.row + lines, count));
  }
  if (view.type === 'detail') {
    return withTopView(state, { ...view, row: clamp(view.row + lines, listLength(state, view)) });
  }
  if (view.type === 'form' || view.type === 'wizard') return state;
  if ('row' in view)
    return withTopView(state, { ...view, row: clamp(view.row + lines, viewListLength(state)) });
  return withTopView(state, { ...view, top: Math.max(0, view.top + lines) });
};

/** After the terminal changed its size. */
export const resized = (state: State): State => move(settleCursor(state), 0);
