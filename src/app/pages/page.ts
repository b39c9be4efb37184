/** The text of the full-screen page on top. */

import { drift, unsaved } from '../drift.ts';
import { explainedScript } from '../explained.ts';
import { viewRows } from '../frame.ts';
import { memoLast } from '../memo.ts';
import type { Rich } from '../rich.ts';
import { seenServices } from '../seen.ts';
import { type State, topView } from '../state.ts';
import { backupsPage } from './backups.ts';
import { bootPage } from './boot.ts';
import { diffPage } from './diff.ts';
import { drainsPage } from './drains.ts';
import { eventsPage } from './events.ts';
import { explainPage } from './explain.ts';
import { helpPage } from './help.ts';
import { historyPage } from './history.ts';
import { dayOf } from './moments.ts';
import { savedPage } from './saved.ts';
import { settingsPage } from './settings.ts';
import { wizardPage } from './wizard.ts';
import { reviewPage } from './wizard-review.ts';
import { handoutPage, pathPage } from './wizard-scripts.ts';
import { wizardsPage } from './wizards.ts';

const events = memoLast(eventsPage);
const help = memoLast(helpPage);
const settings = memoLast(settingsPage);
const history = memoLast(historyPage);
const saved = memoLast(savedPage);
const diff = memoLast(diffPage);
const backups = memoLast(backupsPage);
const boot = memoLast(bootPage);
const explain = memoLast(explainPage);

/** Its lines, wrapped to the screen's width; empty when the top view is no page. */
export const pageOf = (state: State): readonly Rich[] => {
  const view = topView(state);
  const { source, offsetMinutes, columns } = state;
  const today = dayOf(state.now, offsetMinutes);
  switch (view?.type) {
    case 'events':
      return events(state.events, offsetMinutes, columns);
    case 'settings':
      return settings(state.settings, state.reading.report, source, state.reading.snapshot?.version, columns);
    case 'help':
      return help(columns);
    case 'history':
      return history(state.journal, source, today, offsetMinutes, columns);
    case 'saved':
      return saved(
        state.saved,
        drift(state),
        seenServices(state),
        state.settings?.value,
        source,
        today,
        offsetMinutes,
        columns,
      );
    case 'diff':
      return diff(view.name, view.text, seenServices(state), state.settings?.value, columns);
    case 'backups':
      return backups(
        state.backups,
        state.saved?.value?.place?.path,
        view.row,
        today,
        offsetMinutes,
        columns,
        viewRows(state),
      );
    case 'boot':
      return boot(state.boot, unsaved(state), source, columns);
    case 'drains':
      return drainsPage(state);
    case 'wizards':
      return wizardsPage(state);
    case 'wizard':
      return wizardPage(state);
    case 'review':
      return reviewPage(state);
    case 'handout':
      return handoutPage(state);
    case 'path':
      return pathPage(state);
    case 'explain':
      return explain(view.name, explainedScript(state, view.text), columns);
    default:
      return [];
  }
};
