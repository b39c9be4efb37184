/** A text that somebody mailed, as a director: it stands still. */
import { connectionFilter } from '../core/director/connections.ts';
import type { Reading } from '../core/ipvsadm/read/reading.ts';
import { toSnapshot } from '../core/ipvsadm/read/snapshot.ts';
import { success } from '../core/model/failure.ts';
import type { Director } from './director.types.ts';

/** What the readers made of a text, as a director. `at`: when the file was written, in milliseconds since 1970. */
export const fileDirector = (name: string, reading: Reading, at: number): Director => {
  const snapshot = toSnapshot(reading, at);
  const { timeouts, daemons } = reading;
  const unread = reading.lines.unread;
  const notes = unread === 0 ? [] : [`${unread} lines of ${name} could not be read.`];
  return {
    name,
    kind: 'file',
    async read(wants) {
      return success({
        snapshot,
        report: { beatMs: wants.intervalMs, countersOf: 'none', costPercent: 0, notes },
      });
    },
    async connections(query) {
      const rows = reading.connections.filter(connectionFilter(snapshot.services, query));
      return success({
        rows: rows.slice(0, query.maxRows),
        total: rows.length,
        complete: rows.length <= query.maxRows,
        tookMs: 0,
      });
    },
    async settings() {
      return success({
        ...(reading.version === undefined ? {} : { ipvs: reading.version }),
        ...(timeouts === undefined ? {} : { timeouts }),
        ...(daemons === undefined ? {} : { daemons }),
        sysctls: [],
        schedulers: [],
        notes: ['A saved text holds no settings of the kernel.'],
      });
    },
  };
};
