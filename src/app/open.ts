/** Opening and leaving: prompts, views, details. */
import { cursorRow, settleCursor } from './cursor.ts';
import { type Filter, noFilter } from './filter.ts';
import { detailServers, topDetail, withTopView } from './moves.ts';
import { askConnections, askSettings } from './reading.ts';
import { say } from './say.ts';
import { type State, type Step, topView, type View } from './state.ts';
import { textInput } from './textinput.ts';
import { builtDraft } from './wizard/built.ts';

/** The table with another filter; the cursor stays on its row while the row is there. */
export const withFilter = (state: State, filter: Filter): State =>
  settleCursor({ ...state, table: { ...state.table, filter } });

/** Opens the filter line on the filter that holds. */
export const openFilter = (state: State): State => ({
  ...state,
  prompt: { type: 'filter', input: textInput(state.table.filter.text), before: state.table.filter },
});

/** Opens the `:` line, perhaps with a text in it. */
export const openLine = (state: State, text = ''): State => ({
  ...state,
  prompt: { type: 'line', input: textInput(text) },
});

/** Opens the menu of the row under the cursor. */
export const openMenu = (state: State): State => ({
  ...state,
  views: [...state.views, { type: 'menu', row: 0, top: 0 }],
});

/** Opens the palette. */
export const openPalette = (state: State): State => ({
  ...state,
  prompt: { type: 'palette', input: textInput(), row: 0 },
});

const detail = (service: string, server?: string): View => {
  const base = { type: 'detail', service, page: 'overview', row: 0, metric: 'in' } as const;
  return server === undefined ? base : { ...base, server };
};

/** Opens what the cursor is on: a service, or a server. */
export const openRow = (state: State): State => {
  const view = topDetail(state);
  if (view !== undefined) {
    const server = detailServers(state)[view.row];
    if (view.server !== undefined || view.page !== 'overview' || server === undefined) return state;
    return { ...state, views: [...state.views, detail(view.service, server.key)] };
  }
  const row = cursorRow(state);
  if (row === undefined) return state;
  return { ...state, explain: false, views: [...state.views, detail(row.service.key, row.server?.key)] };
};

/** Leaves what was built: its questions are done, too. */
const leaveBuilt = (state: State): State =>
  say(settleCursor({ ...state, views: state.views.slice(0, -2) }), 'n finds the scripts again');

/** Leaves the top view, or ends what is special about the table: the explanation, the filter. */
export const back = (state: State): State => {
  if (topView(state)?.type === 'review' && builtDraft(state) !== undefined) return leaveBuilt(state);
  if (state.views.length > 0) return settleCursor({ ...state, views: state.views.slice(0, -1) });
  if (state.explain) return settleCursor({ ...state, explain: false });
  if (state.marks.size > 0) return { ...state, marks: new Set() };
  return withFilter(state, noFilter);
};

/** The full-screen views that `tab` walks through; the table is the first. */
const tabs = ['table', 'events', 'settings'] as const;

/** One of them. */
export type Tab = (typeof tabs)[number];

/** Shows a view over the table, in place of what was over it. */
export const showTab = (state: State, tab: Tab | 'help'): Step => {
  if (tab === 'table') return [settleCursor({ ...state, views: [] }), []];
  const next: State = {
    ...state,
    views: tab === 'help' ? [...state.views, { type: tab, top: 0 }] : [{ type: tab, top: 0 }],
  };
  return tab === 'settings' ? askSettings(next) : [next, []];
};

/** Tab and shift-tab: the pages of a detail, otherwise the views. */
export const nextTab = (state: State, step: 1 | -1): Step => {
  const view = topDetail(state);
  if (view !== undefined) {
    const page = view.page === 'overview' ? 'connections' : 'overview';
    const next = withTopView(state, { ...view, page, row: 0 });
    const known = state.connections;
    const there = known?.service === view.service && known.server === view.server;
    return page === 'connections' && !there ? askConnections(next, view.service, view.server) : [next, []];
  }
  const type: string = topView(state)?.type ?? 'table';
  const at = (tabs as readonly string[]).indexOf(type);
  return showTab(state, tabs[(Math.max(0, at) + step + tabs.length) % tabs.length] ?? 'table');
};
