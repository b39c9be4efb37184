/** The listings of `ipvsadm -L` that do not show the table: connections, timeouts, sync daemons. */
import type { Connection, SyncDaemon, Timeouts } from '../model/observe.ts';
import { hostPortText, type Lookup, numericLookup } from './endpoints.ts';

/** How printConnections writes. */
export interface ConnectionsOptions {
  /** `--persistent-conn`: two more columns, filled (not quite under their titles) where a persistence engine left its data. */
  readonly persistentConn?: boolean;
  /** Names for `-Lc` without `-n`. */
  readonly names?: Lookup;
}

/** The output of `ipvsadm -Lc` for connections in kernel order; the tool never sorts them. */
export const printConnections = (
  connections: readonly Connection[],
  options: ConnectionsOptions = {},
): string => {
  const engine = options.persistentConn === true;
  const lookup = options.names ?? numericLookup;
  const lines = [
    'IPVS connection entries\n',
    `pro expire state       source             virtual            destination${engine ? '        pe name          pe_data' : ''}\n`,
  ];
  for (const row of connections) {
    const protocol =
      row.protocol === 'tcp' || row.protocol === 'udp' || row.protocol === 'sctp' ? row.protocol : undefined;
    const source = hostPortText(row.client, row.clientPort, protocol, lookup);
    const virtual = hostPortText(row.virtual, row.virtualPort, protocol, lookup);
    const destination = hostPortText(row.server, row.serverPort, protocol, lookup);
    const data =
      engine && row.peName !== undefined && row.peData !== undefined
        ? `${destination.padEnd(16)} ${row.peName.padEnd(18)} ${row.peData}`
        : destination;
    lines.push(
      `${row.protocol.toUpperCase().padEnd(3)} ${expiryText(row.expires).padEnd(6)} ${row.state.padEnd(11)} ` +
        `${source.padEnd(18)} ${virtual.padEnd(18)} ${data}\n`,
    );
  }
  return lines.join('');
};

/** Minutes and seconds, `04:57`; the minutes grow as they need to. */
export const expiryText = (seconds: number): string =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;

/** The output of `ipvsadm -L --timeout`. */
export const printTimeouts = (timeouts: Timeouts): string =>
  `Timeout (tcp tcpfin udp): ${timeouts.tcp} ${timeouts.tcpFin} ${timeouts.udp}\n`;

/** The output of `ipvsadm -L --daemon`: the master first, nothing when none runs. */
export const printDaemons = (daemons: readonly SyncDaemon[]): string =>
  (['master', 'backup'] as const)
    .flatMap(role => daemons.filter(daemon => daemon.role === role))
    .map(
      ({ role, interface: name, syncId, maxLen, group, port, ttl }) =>
        `${role} sync daemon (mcast=${name}, syncid=${syncId}, maxlen=${maxLen}, group=${group}, port=${port}, ttl=${ttl})\n`,
    )
    .join('');
