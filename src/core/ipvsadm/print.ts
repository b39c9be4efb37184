/** Writes command lines in ipvsadm's own form: that of `-S`, where there is one. */
import type { Address } from '../model/address.ts';
import type { SyncDaemon } from '../model/observe.ts';
import {
  type Method,
  type Server,
  type ServerConfig,
  type ServerId,
  type Service,
  type ServiceConfig,
  type ServiceId,
  serviceFamily,
  type Tunnel,
  wholeMask,
} from '../model/service.ts';
import type { Command, ListOptions } from './command.ts';
import { hostPortText, type Lookup, numericLookup } from './endpoints.ts';
import { printFlags } from './flags.ts';
import { commandRow } from './options.ts';
import { sortServers, sortServices } from './sort.ts';

const methodLetters: Readonly<Record<Method, string>> = { nat: '-m', dr: '-g', tun: '-i', local: '-g' };
const protocolOptions = { tcp: '-t', udp: '-u', sctp: '--sctp-service' } as const;
const checksumOptions: Readonly<Record<Tunnel['checksum'], string>> = {
  none: '--tun-nocsum',
  csum: '--tun-csum',
  remcsum: '--tun-remcsum',
};

/** The words that name a service: `-t VIP:PORT`, `-f MARK`, `-f MARK -6`. */
export const serviceWords = (id: ServiceId, lookup: Lookup = numericLookup): readonly string[] =>
  id.kind === 'fwmark'
    ? ['-f', String(id.mark), ...(id.family === 6 ? ['-6'] : [])]
    : [protocolOptions[id.protocol], hostPortText(id.address, id.port, id.protocol, lookup)];

/** The words of a service's configuration, as after `-A SERVICE`. */
export const serviceConfigWords = (config: ServiceConfig, family: 4 | 6): readonly string[] => {
  const words = ['-s', config.scheduler];
  if (config.persistence !== undefined) {
    words.push('-p', String(config.persistence.timeout));
    if (config.persistence.mask !== wholeMask(family)) words.push('-M', String(config.persistence.mask));
  }
  if (config.pe !== undefined) words.push('--pe', config.pe);
  if (config.ops) words.push('-o');
  return words;
};

/** The words of a tunnel, as `-S` writes them. */
export const tunnelWords = (tunnel: Tunnel): readonly string[] => [
  '--tun-type',
  tunnel.type,
  ...(tunnel.type === 'gue' ? ['--tun-port', String(tunnel.port)] : []),
  ...(tunnel.type === 'ipip' ? [] : [checksumOptions[tunnel.checksum]]),
];

const serverConfigWords = (config: ServerConfig): readonly string[] => [
  methodLetters[config.method],
  '-w',
  String(config.weight),
  ...(config.tunnel === undefined ? [] : tunnelWords(config.tunnel)),
];

/** The words of thresholds that are set; `-S` never prints them. */
const thresholdWords = (config: ServerConfig): readonly string[] => [
  ...(config.upper === 0 ? [] : ['-x', String(config.upper)]),
  ...(config.lower === 0 ? [] : ['-y', String(config.lower)]),
];

/** Flags so that they can be read back: flag-3 of sh and mh has no name of its own. */
const flagWords = (config: ServiceConfig): readonly string[] => {
  const named = printFlags(config.flags, config.scheduler);
  const third = config.flags.includes('flag-3') && !named.includes('flag-3') ? ['flag-3'] : [];
  const words = [...(named === '' ? [] : [named]), ...third].join(',');
  return words === '' ? [] : ['-b', words];
};

const serverWords = (id: ServerId): string => hostPortText(id.address, id.port, undefined, numericLookup);

/**
 * The arguments of a command, in the order of `-S`, from which parseArgs reads the same command. It is complete:
 * thresholds are printed where they are set, marks unsigned. Not for `-t X -r Y -m` servers of method `local`,
 * which no command line can make: they are printed as `-g`.
 */
export const printCommand = (command: Command): readonly string[] => {
  switch (command.name) {
    case 'add-service':
    case 'edit-service':
      return [
        letter(command),
        ...serviceWords(command.service),
        ...serviceConfigWords(command.config, serviceFamily(command.service)),
        ...flagWords(command.config),
      ];
    case 'add-server':
    case 'edit-server':
      return [
        letter(command),
        ...serviceWords(command.service),
        '-r',
        serverWords(command.server),
        ...serverConfigWords(command.config),
        ...thresholdWords(command.config),
      ];
    case 'delete-service':
      return [letter(command), ...serviceWords(command.service)];
    case 'delete-server':
      return [letter(command), ...serviceWords(command.service), '-r', serverWords(command.server)];
    case 'zero':
      return [letter(command), ...(command.service === undefined ? [] : serviceWords(command.service))];
    case 'list':
      return listWords(command.what, command.service, command.options);
    case 'set':
      return [
        letter(command),
        ...[command.timeouts.tcp, command.timeouts.tcpFin, command.timeouts.udp].map(seconds =>
          String(seconds),
        ),
      ];
    case 'start-daemon':
      return [letter(command), command.daemon.role, ...daemonWords(command.daemon)];
    case 'stop-daemon':
      return [
        letter(command),
        command.role,
        ...(command.syncId === 0 ? [] : ['--syncid', String(command.syncId)]),
      ];
    case 'save':
      return [letter(command), ...(command.numeric ? ['-n'] : [])];
    default:
      return [letter(command)];
  }
};

const letter = (command: Command): string => {
  const row = commandRow(command.name);
  const short = row.short[0];
  return short === undefined ? `--${row.long}` : `-${short}`;
};

const listWords = (
  what: 'services' | 'connections' | 'timeouts' | 'daemons',
  service: ServiceId | undefined,
  options: ListOptions,
): readonly string[] => {
  const letters = `${options.numeric ? 'n' : ''}${what === 'connections' ? 'c' : ''}`;
  return [
    `-L${letters}`,
    ...(what === 'timeouts' ? ['--timeout'] : what === 'daemons' ? ['--daemon'] : []),
    ...(service === undefined ? [] : serviceWords(service)),
    ...(options.stats ? ['--stats'] : []),
    ...(options.rate ? ['--rate'] : []),
    ...(options.thresholds ? ['--thresholds'] : []),
    ...(options.persistentConn ? ['--persistent-conn'] : []),
    ...(options.tunInfo ? ['--tun-info'] : []),
    ...(options.exact ? ['--exact'] : []),
    ...(options.nosort ? ['--nosort'] : []),
  ];
};

/** The words of a sync daemon; what has its default is left out, but never the interface. */
const daemonWords = (daemon: SyncDaemon): readonly string[] => [
  '--mcast-interface',
  daemon.interface,
  ...(daemon.syncId === 0 ? [] : ['--syncid', String(daemon.syncId)]),
  ...(daemon.maxLen === 0 ? [] : ['--sync-maxlen', String(daemon.maxLen)]),
  ...(daemon.group === ('224.0.0.81' as Address) ? [] : ['--mcast-group', daemon.group]),
  ...(daemon.port === 8848 ? [] : ['--mcast-port', String(daemon.port)]),
  ...(daemon.ttl === 1 ? [] : ['--mcast-ttl', String(daemon.ttl)]),
];

/** The command as one line that a shell takes as it stands: `ipvsadm -A -t 10.0.0.1:80 -s rr`. */
export const printCommandLine = (command: Command): string =>
  ['ipvsadm', ...printCommand(command)].map(quote).join(' ');

/** A word as a POSIX shell reads it back: in single quotes when it is not plain. */
export const quote = (word: string): string =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

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
      ? flagWords(service.config).join(' ')
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
