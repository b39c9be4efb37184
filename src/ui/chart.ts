/** A chart of one row over time: columns of block characters, a scale at the left, the times below. */
import { right } from '../app/cells.ts';
import type { History } from '../app/history.ts';
import type { RowKey } from '../app/labels.ts';
import { reach, series } from '../app/past.ts';
import { type Piece, piece, type Rich } from '../app/rich.ts';
import type { Metric } from '../app/state.ts';
import { clock, duration, short } from '../core/words/numbers.ts';
import { columnChart, niceTop } from './spark.ts';

/** What each metric is called. */
const metricWords: Readonly<Record<Metric, { readonly title: string; readonly unit: string }>> = {
  in: { title: 'bytes in per second', unit: 'B/s' },
  out: { title: 'bytes out per second', unit: 'B/s' },
  cps: { title: 'new connections per second', unit: '/s' },
  active: { title: 'active connections', unit: '' },
};

const steps = [1000, 2000, 5000, 10_000];
const scaleCells = 7;

/** A chart of `height` lines in all: a title, the columns, the times. */
export const chart = (
  history: History,
  key: RowKey,
  metric: Metric,
  place: {
    readonly width: number;
    readonly height: number;
    readonly until: number;
    readonly offsetMinutes: number;
  },
): readonly Rich[] => {
  const { width, height, until, offsetMinutes } = place;
  const cells = Math.max(10, Math.min(width - scaleCells - 2, 150));
  const rows = Math.max(2, height - 2);
  const known = reach(history);
  const step = steps.find(one => one * (cells - 1) >= known) ?? 10_000;
  const values = series(history, key, metric, cells, step, until);
  const seen = [...values].filter(value => !Number.isNaN(value));
  const words = metricWords[metric];
  const now = seen.at(-1);
  const most = Math.max(0, ...seen);
  const top = niceTop(most);
  const said =
    now === undefined ? 'not known' : `now ${short(now)}${words.unit}, highest ${short(most)}${words.unit}`;
  const lines: Rich[] = [
    [
      piece(` ${words.title}`, 'heading'),
      piece(`  ${said}, last ${duration((cells * step) / 1000)}`, 'muted'),
    ],
  ];
  for (const [index, text] of columnChart(values, top, rows).entries()) {
    const label =
      index === 0 ? short(top) : index === rows - 1 ? '0' : index * 2 === rows - 1 ? short(top / 2) : '';
    lines.push([
      piece(`${right(label, scaleCells - 1)} `, 'muted'),
      piece('│', 'border'),
      piece(text, 'trend'),
    ]);
  }
  const end = clock(until, offsetMinutes);
  const from = clock(until - cells * step, offsetMinutes);
  const axis: Piece[] = [piece(`${' '.repeat(scaleCells)}└`, 'border'), piece(from, 'muted')];
  axis.push(piece('─'.repeat(Math.max(1, cells - from.length - end.length)), 'border'), piece(end, 'muted'));
  lines.push(axis);
  return lines;
};
