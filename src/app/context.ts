/** Which context the keys have now. */
import type { Context } from './command.ts';
import { type State, shown, topView } from './state.ts';

/** The context of what is on top. */
export const contextOf = (state: State): Context => {
  const view = topView(state);
  if (view === undefined) return shown(state) === undefined ? 'broken' : 'table';
  if (view.type !== 'detail') return 'page';
  return view.page === 'connections' ? 'connections' : 'detail';
};
