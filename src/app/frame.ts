/** How the lines of the screen are shared out. Both the keys (a page is how long?) and the views ask here. */
import type { State } from './state.ts';
import { surveyOf } from './survey-of.ts';

/** Smaller screens get one sentence instead. */
export const leastColumns = 60;
export const leastRows = 15;

/** Lines of the table view, top to bottom: first line, titles, rows, totals, a blank, what happened, problem, footer. */
export interface TableFrame {
  readonly rows: number;
  readonly events: number;
  readonly problem: boolean;
  readonly explain: number;
  /** Lines between the first line and the titles: who else changes this table. */
  readonly banner: number;
}

/** Lines that the explanation takes. */
const explainLines = 6;

/** Shares out the lines of the table view. */
export const tableFrame = (state: State): TableFrame => {
  const problem =
    state.reading.failure !== undefined ||
    state.reading.report?.failure !== undefined ||
    (surveyOf(state)?.problemCount ?? 0) > 0;
  const banner = state.owners.length > 0 ? 1 : 0;
  const fixed = 4 + (problem ? 1 : 0) + banner;
  const free = Math.max(3, state.rows - fixed);
  const explain = state.explain ? Math.min(explainLines, free - 3) : 0;
  const events = state.explain ? 0 : state.rows < 20 ? 1 : Math.min(8, Math.floor(state.rows / 8));
  const gap = events > 0 || explain > 0 ? 1 : 0;
  return { rows: Math.max(1, free - events - explain - gap), events, problem, explain, banner };
};

/** Lines of a full-screen view between the first line and the footer. */
export const viewRows = (state: State): number => Math.max(1, state.rows - 2);
