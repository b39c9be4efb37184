/** Which context the keys have now. */
import type { Context } from './command.ts';
import { type State, shown, topView } from './state.ts';

/** The context of what is on top. */
export const contextOf = (state: State): Context => {
  if (state.change !== undefined) return 'change';
  const view = topView(state);
  if (view === undefined) {
    if (shown(state) === undefined) return 'broken';
    return state.nudges.size > 0 ? 'weights' : 'table';
  }
  if (view.type === 'menu' || view.type === 'drains') return view.type;
  if (view.type !== 'detail') return 'page';
  return view.page === 'connections' ? 'connections' : 'detail';
};
