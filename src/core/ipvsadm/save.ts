/** The text of `ipvsadm -S`. */
import type { Server, Service, ServiceId } from '../model/service.ts';
import { serviceFamily } from '../model/service.ts';
import { hostPortText, type Lookup, numericLookup } from './endpoints.ts';
import { printFlags } from './flags.ts';
import { flagOption, serverConfigWords, serviceConfigWords, serviceWords, thresholdWords } from './print.ts';
import { sortServers, sortServices } from './sort.ts';

/** How printSave writes. */
export interface SaveOptions {
  /** Names for `-S` without `-n`; numbers when absent. */
  readonly names?: Lookup;
  /** Everything that can be set, in a form that can be restored: thresholds, unsigned marks, flag-3, no bare `-b`. */
  readonly complete?: boolean;
}

/**
 * The text of `ipvsadm -S` for a table: sorted as the tool sorts, one line each, ending in a newline, empty for
 * an empty table. Exactly the tool's: thresholds are lost, marks from 2^31 on are negative, unnamed flags leave
 * a bare `-b `. With `complete` nothing is lost, and `-R` reads it.
 */
export const printSave = (services: readonly Service[], options: SaveOptions = {}): string => {
  const lookup = options.names ?? numericLookup;
  const complete = options.complete === true;
  const lines: string[] = [];
  for (const service of sortServices(services)) {
    const id = savedWords(service.id, lookup, complete).join(' ');
    lines.push(`-A ${id} ${serviceConfigWords(service.config, serviceFamily(service.id)).join(' ')}`);
    const flags = complete
      ? flagOption(service.config).join(' ')
      : service.config.flags.length > 0
        ? `-b ${printFlags(service.config.flags, service.config.scheduler)}`
        : '';
    if (flags !== '') lines.push(`${lines.pop() ?? ''} ${flags}`);
    for (const server of sortServers(service.servers)) {
      lines.push(`-a ${id} -r ${savedServer(service.id, server, lookup)} ${savedConfig(server, complete)}`);
    }
  }
  return lines.map(line => `${line}\n`).join('');
};

const savedWords = (id: ServiceId, lookup: Lookup, complete: boolean): readonly string[] =>
  id.kind === 'fwmark' && !complete
    ? ['-f', String(id.mark | 0), ...(id.family === 6 ? ['-6'] : [])]
    : serviceWords(id, lookup);

const savedServer = (id: ServiceId, server: Server, lookup: Lookup): string =>
  hostPortText(server.id.address, server.id.port, id.kind === 'address' ? id.protocol : undefined, lookup);

const savedConfig = (server: Server, complete: boolean): string =>
  [...serverConfigWords(server.config), ...(complete ? thresholdWords(server.config) : [])].join(' ');
