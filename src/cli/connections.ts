/** Connections as text. */

import type { Connections } from '../core/director/reading.ts';
import { endpoint } from '../core/model/address.ts';
import { duration } from '../core/words/numbers.ts';
import { plain, textTable } from './out.ts';

/** Lines of the connection table; the last one says how much of it this is. */
export const connectionLines = ({ rows, total, complete }: Connections): readonly string[] => {
  const lines = textTable(
    [
      { title: 'PROTO' },
      { title: 'EXPIRES', right: true },
      { title: 'STATE' },
      { title: 'CLIENT' },
      { title: 'VIRTUAL' },
      { title: 'SERVER' },
    ],
    rows.map(row => [
      row.protocol.toUpperCase(),
      duration(row.expires),
      plain(row.state),
      endpoint(row.client, row.clientPort),
      endpoint(row.virtual, row.virtualPort),
      endpoint(row.server, row.serverPort) +
        (row.peData === undefined ? '' : `  ${plain(`${row.peName ?? ''} ${row.peData}`)}`),
    ]),
  );
  const of = total === undefined ? '' : ` of about ${total}`;
  return [
    ...lines,
    '',
    complete
      ? `${rows.length} ${rows.length === 1 ? 'entry' : 'entries'}.`
      : `The first ${rows.length}${of} entries: the rest was not read.`,
  ];
};
