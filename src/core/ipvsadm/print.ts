/** Writes command lines in ipvsadm's own form: that of `-S`, where there is one. */
import type { Address } from '../model/address.ts';
import type { SyncDaemon } from '../model/observe.ts';
import {
  type Method,
  type ServerConfig,
  type ServerId,
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

/** The words of a server's configuration without its thresholds: what `-S` prints after the server. */
export const serverConfigWords = (config: ServerConfig): readonly string[] => [
  methodLetters[config.method],
  '-w',
  String(config.weight),
  ...(config.tunnel === undefined ? [] : tunnelWords(config.tunnel)),
];

/** The words of thresholds that are set; `-S` never prints them. */
export const thresholdWords = (config: ServerConfig): readonly string[] => [
  ...(config.upper === 0 ? [] : ['-x', String(config.upper)]),
  ...(config.lower === 0 ? [] : ['-y', String(config.lower)]),
];

/** Flags so that they can be read back: flag-3 of sh and mh has no name of its own. */
export const flagOption = (config: ServiceConfig): readonly string[] => {
  const named = printFlags(config.flags, config.scheduler);
  const third = config.flags.includes('flag-3') && !named.includes('flag-3') ? ['flag-3'] : [];
  const words = [...(named === '' ? [] : [named]), ...third].join(',');
  return words === '' ? [] : ['-b', words];
};

const serverWords = (id: ServerId): string => hostPortText(id.address, id.port, undefined, numericLookup);

/**
 * The arguments of a command, in the order of `-S`, from which parseArgs reads the same command. It is complete:
 * thresholds are printed where they are set, marks unsigned. Servers of method `local`, which no command line can
 * make, are printed as `-g`.
 */
export const printCommand = (command: Command): readonly string[] => {
  switch (command.name) {
    case 'add-service':
    case 'edit-service':
      return [
        letter(command),
        ...serviceWords(command.service),
        ...serviceConfigWords(command.config, serviceFamily(command.service)),
        ...flagOption(command.config),
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
