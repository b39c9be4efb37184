/** What happened, newest first: the whole log. */

import { serviceLabel } from '../../core/words/labels.ts';
import { clock } from '../../core/words/numbers.ts';
import type { Level, LogEvent } from '../log.ts';
import { type Meaning, piece, type Rich, wrap } from '../rich.ts';

/** How a level stands in colour, and without: a mark before the line. */
const levelMeaning: Readonly<Record<Level, Meaning>> = { info: 'text', warn: 'warn', bad: 'bad' };
const levelMark: Readonly<Record<Level, string>> = { info: ' ', warn: '·', bad: '!' };

/** One line: `! 12:04:10  10.0.0.21:80  weight 2 → 0   TCP 10.0.0.200:80`. */
export const eventLine = (event: LogEvent, offsetMinutes: number): Rich => {
  const meaning = levelMeaning[event.level];
  const where = event.server === undefined || event.service === '' ? '' : `  ${serviceLabel(event.service)}`;
  const name = event.server ?? (event.service === '' ? '' : serviceLabel(event.service));
  return [
    piece(` ${levelMark[event.level]} `, meaning),
    piece(clock(event.at, offsetMinutes), 'muted'),
    piece('  '),
    ...(name === '' ? [] : [piece(name, event.server === undefined ? 'service' : 'server'), piece('  ')]),
    piece(event.text, meaning),
    piece(where, 'muted'),
  ];
};

/** All of them. */
export const eventsPage = (
  events: readonly LogEvent[],
  offsetMinutes: number,
  columns: number,
): readonly Rich[] => {
  const title: Rich[] = [
    [piece(' What happened', 'title'), piece(`  newest first, ${events.length} lines kept`, 'muted')],
    [],
  ];
  if (events.length === 0) {
    const text =
      'Nothing has changed since lvsh was started. Weights, servers, services and servers that fall silent are noted here.';
    return [...title, ...wrap([piece(`   ${text}`, 'muted')], columns - 2, 3)];
  }
  return [...title, ...events.flatMap(event => wrap(eventLine(event, offsetMinutes), columns - 1, 13))];
};
