/** Asking again for what the page on top shows. */
import { askBackups, askBoot, askSaved } from './around.ts';
import { askJournal } from './journal.ts';
import { type State, type Step, topView, type View } from './state.ts';
import { askGround } from './wizard/ground.ts';

const askers: Readonly<Partial<Record<View['type'], (state: State) => Step>>> = {
  history: askJournal,
  saved: askSaved,
  backups: askBackups,
  boot: askBoot,
  wizards: askGround,
  review: askGround,
  handout: askGround,
  path: askGround,
};

/** Asks again; undefined where what is on top is none of these pages. */
export const askPage = (state: State): Step | undefined => {
  const view = topView(state);
  return view === undefined ? undefined : askers[view.type]?.(state);
};
