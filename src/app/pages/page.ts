/** The text of the full-screen page on top. */
import { memoLast } from '../memo.ts';
import type { Rich } from '../rich.ts';
import { type State, topView } from '../state.ts';
import { eventsPage } from './events.ts';
import { helpPage } from './help.ts';
import { settingsPage } from './settings.ts';

const events = memoLast(eventsPage);
const help = memoLast(helpPage);
const settings = memoLast(settingsPage);

/** Its lines, wrapped to the screen's width; empty when the top view is no page. */
export const pageOf = (state: State): readonly Rich[] => {
  switch (topView(state)?.type) {
    case 'events':
      return events(state.events, state.offsetMinutes, state.columns);
    case 'settings':
      return settings(
        state.settings,
        state.reading.report,
        state.source,
        state.reading.snapshot?.version,
        state.columns,
      );
    case 'help':
      return help(state.columns);
    default:
      return [];
  }
};
