/** The listings of `ipvsadm -L` that show the table, byte for byte. */
import type { Counters, Rates } from '../model/observe.ts';
import {
  type Method,
  type ServiceConfig,
  type ServiceId,
  serviceFamily,
  type Tunnel,
  wholeMask,
} from '../model/service.ts';
import type { ListOptions } from './command.ts';
import { hostPortText, type Lookup, numericLookup } from './endpoints.ts';
import { printFlags } from './flags.ts';
import type { ListedServer, ListedService } from './listing.ts';
import { sortServers, sortServices } from './sort.ts';

/** What a listing shows besides the services. */
export interface ListContext {
  /** Only one service was asked for (`-L -t ...`): the line with the version is absent. */
  readonly single?: boolean;
  /** Size of the kernel's connection hash table, 4096 by default. */
  readonly tableSize?: number;
  /** Names for listings without `-n`; it is not looked at when `numeric` is set. */
  readonly names?: Lookup;
}

/** Which of the tables is shown: of several options the first of this list wins (measured, all combinations). */
const kindOf = (
  options: ListOptions,
): 'stats' | 'rate' | 'thresholds' | 'persistentConn' | 'tunInfo' | 'plain' =>
  options.stats
    ? 'stats'
    : options.rate
      ? 'rate'
      : options.thresholds
        ? 'thresholds'
        : options.persistentConn
          ? 'persistentConn'
          : options.tunInfo
            ? 'tunInfo'
            : 'plain';

const servers = '  -> RemoteAddress:Port';
const titles = {
  stats: `Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes\n${servers}\n`,
  rate: `Prot LocalAddress:Port                 CPS    InPPS   OutPPS    InBPS   OutBPS\n${servers}\n`,
  thresholds: `Prot LocalAddress:Port            Uthreshold Lthreshold ActiveConn InActConn \n${servers}\n`,
  persistentConn: `Prot LocalAddress:Port            Weight    PersistConn ActiveConn InActConn \n${servers}\n`,
  tunInfo: `Prot LocalAddress:Port Scheduler Flags\n${servers}           Forward TunnelInfo    Weight ActiveConn InActConn\n`,
  plain: `Prot LocalAddress:Port Scheduler Flags\n${servers}           Forward Weight ActiveConn InActConn\n`,
} as const;

const methodWords: Readonly<Record<Method, string>> = {
  nat: 'Masq',
  dr: 'Route',
  tun: 'Tunnel',
  local: 'Local',
};

/**
 * The whole output of `ipvsadm -L [options]` for `services` in kernel order (servers newest first), which is the
 * order that `--nosort` shows. Counters and rates are cut to whole numbers.
 */
export const printList = (
  services: readonly ListedService[],
  options: ListOptions,
  context: ListContext = {},
): string => {
  const kind = kindOf(options);
  const lookup = options.numeric ? numericLookup : (context.names ?? numericLookup);
  const lines: string[] = [];
  if (context.single !== true)
    lines.push(`IP Virtual Server version 1.2.1 (size=${context.tableSize ?? 4096})\n`);
  lines.push(titles[kind]);
  for (const service of options.nosort ? services : sortServices(services)) {
    const id = serviceText(service.id, lookup);
    if (kind === 'stats') {
      lines.push(`${id.padEnd(33)}${counterText(service.counters, options.exact)}\n`);
    } else if (kind === 'rate') {
      lines.push(`${id.padEnd(33)}${rateText(service.rates, options.exact, false)}\n`);
    } else {
      lines.push(`${id} ${configText(service.id, service.config)}\n`);
    }
    const protocol = service.id.kind === 'address' ? service.id.protocol : undefined;
    for (const server of options.nosort ? service.servers : sortServers(service.servers)) {
      const { address, port } = server.id;
      const text = hostPortText(address, port, protocol, lookup);
      const cut = address.includes(':') ? text : text.slice(0, 28);
      lines.push(`  -> ${cut.padEnd(28)}${serverText(server, kind, options.exact)}\n`);
    }
  }
  return lines.join('');
};

/** `TCP  10.0.0.1:80`, `FWM  17 IPv6`. IPv4 services are cut at 33 characters, IPv6 ones never. */
const serviceText = (id: ServiceId, lookup: Lookup): string => {
  // ipvsadm prints marks with %d: those from 2^31 on are negative.
  if (id.kind === 'fwmark') return `FWM  ${id.mark | 0}${id.family === 6 ? ' IPv6' : ''}`;
  const text = `${id.protocol.toUpperCase().padEnd(4)} ${hostPortText(id.address, id.port, id.protocol, lookup)}`;
  return id.address.includes(':') ? text : text.slice(0, 33);
};

/** What follows the service: scheduler, flags, persistence. A persistence engine shows only with persistence. */
const configText = (id: ServiceId, config: ServiceConfig): string => {
  const words = [config.scheduler];
  if (config.flags.length > 0) words.push(`(${printFlags(config.flags, config.scheduler)})`);
  if (config.persistence !== undefined) {
    words.push('persistent', String(config.persistence.timeout));
    if (config.persistence.mask !== wholeMask(serviceFamily(id)))
      words.push('mask', String(config.persistence.mask));
    if (config.pe !== undefined) words.push('pe', config.pe);
  }
  if (config.ops) words.push('ops');
  return words.join(' ');
};

const serverText = (server: ListedServer, kind: ReturnType<typeof kindOf>, exact: boolean): string => {
  const { config } = server;
  const connections = `${String(server.active).padEnd(10)} ${String(server.inactive).padEnd(10)}`;
  const weight = String(config.weight);
  switch (kind) {
    case 'stats':
      return counterText(server.counters, exact);
    case 'rate':
      return rateText(server.rates, exact, true);
    case 'thresholds':
      return ` ${String(config.upper).padEnd(10)} ${String(config.lower).padEnd(10)} ${connections}`;
    case 'persistentConn':
      return ` ${weight.padEnd(9)} ${String(server.persistent).padEnd(11)} ${connections}`;
    case 'tunInfo':
      return ` ${methodWords[config.method].padEnd(7)} ${tunnelText(config.tunnel).padEnd(13)} ${weight.padEnd(6)} ${connections}`;
    case 'plain':
      return ` ${methodWords[config.method].padEnd(7)} ${weight.padEnd(6)} ${connections}`;
  }
};

const checksumTexts: Readonly<Record<Tunnel['checksum'], string>> = {
  none: '-c',
  csum: '+c',
  remcsum: 'r+c',
};

/** `ipip`, `gue:6080:+c`, `gre:-c`, `n/a`: at most 15 characters. */
const tunnelText = (tunnel: Tunnel | undefined): string => {
  if (tunnel === undefined) return 'n/a';
  if (tunnel.type === 'ipip') return 'ipip';
  const port = tunnel.type === 'gue' ? `:${tunnel.port}` : '';
  return `${tunnel.type}${port}:${checksumTexts[tunnel.checksum]}`.slice(0, 15);
};

/**
 * A number in nine columns. From 100,000,000 on it is cut, not rounded, to thousands, millions and so on, by
 * powers of ten; with `exact` it is not, and gets as wide as it is.
 */
export const figureText = (value: number, exact: boolean): string => {
  const whole = Math.floor(value);
  if (exact || whole < 1e8) return ` ${String(whole).padStart(8)}`;
  if (whole < 1e9) return `${String(Math.floor(whole / 1e3)).padStart(8)}K`;
  if (whole < 1e11) return `${String(Math.floor(whole / 1e6)).padStart(8)}M`;
  if (whole < 1e14) return `${String(Math.floor(whole / 1e9)).padStart(8)}G`;
  return `${String(Math.floor(whole / 1e12)).padStart(8)}T`;
};

const counterText = (counters: Counters, exact: boolean): string =>
  [counters.conns, counters.inPkts, counters.outPkts, counters.inBytes, counters.outBytes]
    .map(value => figureText(value, exact))
    .join('');

/** Of a real server only the bytes are ever abbreviated (measured; the service line abbreviates all five). */
const rateText = (rates: Rates, exact: boolean, server: boolean): string =>
  [
    ...[rates.cps, rates.inPps, rates.outPps].map(value => figureText(value, exact || server)),
    ...[rates.inBps, rates.outBps].map(value => figureText(value, exact)),
  ].join('');
