/** Which context the keys have now. */
import type { Context } from './command.ts';
import { type State, shown, topView } from './state.ts';

/** Views whose keys are a context of their own. */
const own = ['menu', 'drains', 'wizards', 'wizard', 'review', 'handout', 'path'] as const;
const isOwn = (type: string): type is (typeof own)[number] => own.some(one => one === type);

/** The context of what is on top. */
export const contextOf = (state: State): Context => {
  if (state.change !== undefined) return 'change';
  const view = topView(state);
  if (view === undefined) {
    if (shown(state) === undefined) return 'broken';
    return state.nudges.size > 0 ? 'weights' : 'table';
  }
  if (isOwn(view.type)) return view.type;
  if (view.type !== 'detail') return 'page';
  return view.page === 'connections' ? 'connections' : 'detail';
};
