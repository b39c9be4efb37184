/** A reading as the snapshot that the screen and the command line draw. */
import type { Snapshot } from '../../model/snapshot.ts';
import type { Reading } from './reading.ts';

/**
 * What was read, as if it were live. `at`: milliseconds since 1970 that the snapshot is to carry (a saved text
 * does not say when it was taken).
 */
export const toSnapshot = (reading: Reading, at: number): Snapshot => {
  const { version, tableSize, services, counters, rates, timeouts, daemons } = reading;
  return {
    at,
    ...(version === undefined ? {} : { version }),
    ...(tableSize === undefined ? {} : { tableSize }),
    services,
    ...(counters === undefined ? {} : { counters }),
    ...(rates === undefined ? {} : { rates }),
    ...(timeouts === undefined ? {} : { timeouts }),
    ...(daemons === undefined ? {} : { daemons }),
  };
};
