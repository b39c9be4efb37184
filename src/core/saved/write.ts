/**
 * The text of a rules file that loses nothing and stays ipvsadm's own language: `ipvsadm-restore`, `ipvsadm -R` and the
 * distributions' units read it. What `-S` drops is in it: thresholds, marks above 2^31 without sign, sync daemons,
 * timeouts. No comments (`ipvsadm -R` takes a `#` for a command and stops), no names.
 */
import { printCommand } from '../ipvsadm/print.ts';
import { printSave } from '../ipvsadm/save.ts';
import type { Setup } from '../model/setup.ts';

/**
 * The file of a setup, a line a command, ending in a newline. Daemons stand after the services (a family that they
 * forbid to mix must be there first), and the timeouts last: that line never fails, and the exit code of `-R` is that of
 * its last line (measured), so a daemon that runs already does not fail the unit.
 */
export const rulesText = (setup: Setup): string =>
  [
    printSave(setup.services, { complete: true }),
    ...(setup.daemons ?? []).map(daemon => `${printCommand({ name: 'start-daemon', daemon }).join(' ')}\n`),
    ...(setup.timeouts === undefined
      ? []
      : [`${printCommand({ name: 'set', timeouts: setup.timeouts }).join(' ')}\n`]),
  ].join('');
