/** The trend of a row: drawn once for each read, however often the screen is. */

import type { Field } from '../app/frames.ts';
import type { History } from '../app/history.ts';
import { type RowKey, rowId } from '../app/labels.ts';
import { reach, series } from '../app/past.ts';
import { duration } from '../core/words/numbers.ts';
import { sparkline } from './spark.ts';

const steps = [2000, 5000, 10_000, 20_000, 30_000];

/** Milliseconds that one cell stands for: the finest in which all that is known has room. */
const trendStep = (history: History, width: number): number => {
  const known = reach(history);
  return steps.find(step => step * (width - 1) >= known) ?? 30_000;
};

/** What the column's title adds: the time that the trend spans. */
export const trendSpan = (history: History, width: number): string => {
  const seconds = (trendStep(history, width) * width) / 1000;
  return duration(seconds < 60 ? seconds : Math.round(seconds / 60) * 60);
};

const drawn = new WeakMap<History, Map<string, string>>();

/** A row's trend in `width` cells, ending at `until`; `field` is what it shows. */
export const trend = (history: History, key: RowKey, field: Field, width: number, until: number): string => {
  let known = drawn.get(history);
  if (known === undefined) {
    known = new Map();
    drawn.set(history, known);
  }
  const id = `${width} ${until} ${field} ${rowId(key.service, key.server)}`;
  let text = known.get(id);
  if (text === undefined) {
    text = sparkline(series(history, key, field, width, trendStep(history, width), until));
    known.set(id, text);
  }
  return text;
};
