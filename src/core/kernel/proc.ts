/** The files that the kernel shows under /proc, byte for byte as 6.1 writes them [measured]. */
import { type Address, familyOf, ipv4Bits, ipv6Groups } from '../model/address.ts';
import type { Counters, Rates } from '../model/observe.ts';
import type { Method } from '../model/service.ts';
import { maskOf } from './mask.ts';
import type { Kernel, KernelConnection, KernelServer, KernelService } from './state.ts';
import { shownCounters, shownRates } from './stats.ts';
import { type SysctlName, sysctlDefaults } from './sysctl.ts';
import { allServices } from './table.ts';

const hex = (value: number, width: number): string => value.toString(16).toUpperCase().padStart(width, '0');
const wideHex = (value: number, width: number): string => value.toString(16).toUpperCase().padStart(width);

const addressHex = (address: Address): string =>
  familyOf(address) === 4
    ? hex(ipv4Bits(address), 8)
    : ipv6Groups(address)
        .map(group => group.toString(16).padStart(4, '0'))
        .join(':');

const endpointHex = (address: Address, port: number): string =>
  familyOf(address) === 4
    ? `${addressHex(address)}:${hex(port, 4)}`
    : `[${addressHex(address)}]:${hex(port, 4)}`;

/** IPv6 prefix lengths come out with their bytes swapped: 128 as 80000000. */
const maskHex = (service: KernelService): string => {
  const mask = maskOf(service.id, service.config);
  return typeof mask === 'number' ? hex(mask * 0x1000000, 8) : addressHex(mask);
};

/** What stands in the middle of a service line: the one for IPv6 addresses does not show ops. */
const serviceHead = ({ id, config }: KernelService): string => {
  const ops = config.ops ? 'ops ' : '';
  if (id.kind === 'fwmark') return `FWM  ${hex(id.mark, 8)} ${config.scheduler} ${ops}`;
  const name = id.protocol.toUpperCase();
  const head = `${name}  ${endpointHex(id.address, id.port)} ${config.scheduler} `;
  return familyOf(id.address) === 4 ? `${head}${ops} ` : head;
};

const methodNames: Readonly<Record<Method, string>> = {
  nat: 'Masq',
  dr: 'Route',
  tun: 'Tunnel',
  local: 'Local',
};

const serverLine = (server: KernelServer): string =>
  `  -> ${endpointHex(server.address, server.port)}      ${methodNames[server.method].padEnd(7)} ` +
  `${String(server.weight).padEnd(6)} ${String(server.active).padEnd(10)} ${String(server.inactive).padEnd(10)}\n`;

const serviceText = (service: KernelService, hz: number): string => {
  const { persistence } = service.config;
  const tail = persistence === undefined ? '' : `persistent ${persistence.timeout * hz} ${maskHex(service)}`;
  return `${serviceHead(service)}${tail}\n${service.servers.map(serverLine).join('')}`;
};

// A service that changes is another object, so what was written of one stays right. 10,000 services with ten servers
// each are 6.3 MB, of which little changes from one read to the next.
const written = new WeakMap<KernelService, { readonly hz: number; readonly text: string }>();

/** /proc/net/ip_vs: services in hash order with their servers, the newest first. */
const procIpVs = (kernel: Kernel): string => {
  const lines = [
    `IP Virtual Server version ${kernel.version} (size=${kernel.tableSize})\n`,
    'Prot LocalAddress:Port Scheduler Flags\n',
    '  -> RemoteAddress:Port Forward Weight ActiveConn InActConn\n',
  ];
  for (const service of allServices(kernel)) {
    const known = written.get(service);
    const text = known?.hz === kernel.hz ? known.text : serviceText(service, kernel.hz);
    if (known?.text !== text) written.set(service, { hz: kernel.hz, text });
    lines.push(text);
  }
  return lines.join('');
};

const connectionStart = (entry: KernelConnection): string =>
  `${entry.protocol.toUpperCase().padEnd(3)} ${addressHex(entry.client)} ${hex(entry.clientPort, 4)} ` +
  `${addressHex(entry.virtual)} ${hex(entry.virtualPort, 4)} ${addressHex(entry.server)} ` +
  `${hex(entry.serverPort, 4)} ${entry.state.padEnd(11)} `;

const secondsLeft = (kernel: Kernel, entry: KernelConnection): string =>
  String(Math.max(0, Math.ceil((entry.expires - kernel.now) / 1000) - 1)).padStart(7);

/** /proc/net/ip_vs_conn. */
export const procConnections = (kernel: Kernel): string => {
  const lines = ['Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData\n'];
  for (const entry of kernel.connections.values()) {
    const pe = entry.peData === undefined ? '' : ` sip ${entry.peData}`;
    lines.push(`${connectionStart(entry)}${secondsLeft(kernel, entry)}${pe}\n`);
  }
  return lines.join('');
};

/** /proc/net/ip_vs_conn_sync: nothing here was received from another director. */
const procConnectionsSync = (kernel: Kernel): string => {
  const lines = ['Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Origin Expires\n'];
  for (const entry of kernel.connections.values()) {
    lines.push(`${connectionStart(entry)}LOCAL  ${secondsLeft(kernel, entry)}\n`);
  }
  return lines.join('');
};

const counterColumns = (counters: Counters): string =>
  `${wideHex(counters.conns, 8)} ${wideHex(counters.inPkts, 8)} ${wideHex(counters.outPkts, 8)} ` +
  `${wideHex(counters.inBytes, 16)} ${wideHex(counters.outBytes, 16)}\n`;

const rateColumns = (rates: Rates): string =>
  `${wideHex(rates.cps, 8)} ${wideHex(rates.inPps, 8)} ${wideHex(rates.outPps, 8)} ` +
  `${wideHex(rates.inBps, 16)} ${wideHex(rates.outBps, 16)}\n`;

/** /proc/net/ip_vs_stats: totals and rates as of the last estimation, in hexadecimal. */
const procStats = (kernel: Kernel): string =>
  '   Total Incoming Outgoing         Incoming         Outgoing\n' +
  '   Conns  Packets  Packets            Bytes            Bytes\n' +
  `${counterColumns(shownCounters(kernel.stats))}\n` +
  ' Conns/s   Pkts/s   Pkts/s          Bytes/s          Bytes/s\n' +
  rateColumns(shownRates(kernel.stats));

/** /proc/net/ip_vs_stats_percpu: one CPU, whose line is current and never zeroed, then the totals as published. */
const procStatsPerCpu = (kernel: Kernel): string =>
  '       Total Incoming Outgoing         Incoming         Outgoing\n' +
  'CPU    Conns  Packets  Packets            Bytes            Bytes\n' +
  `  0 ${counterColumns(kernel.stats.live)}` +
  `  ~ ${counterColumns(shownCounters(kernel.stats))}\n` +
  '     Conns/s   Pkts/s   Pkts/s          Bytes/s          Bytes/s\n' +
  `    ${rateColumns(shownRates(kernel.stats))}`;

const files: Readonly<Record<string, (kernel: Kernel) => string>> = {
  '/proc/net/ip_vs': procIpVs,
  '/proc/net/ip_vs_conn': procConnections,
  '/proc/net/ip_vs_conn_sync': procConnectionsSync,
  '/proc/net/ip_vs_stats': procStats,
  '/proc/net/ip_vs_stats_percpu': procStatsPerCpu,
};

const sysctlFolder = '/proc/sys/net/ipv4/vs/';

const isSysctl = (name: string): name is SysctlName => Object.hasOwn(sysctlDefaults, name);

/** The text of a file under /proc that belongs to IPVS, by its path; undefined for any other path. */
export const procFile = (kernel: Kernel, path: string): string | undefined => {
  if (path.startsWith(sysctlFolder)) {
    const name = path.slice(sysctlFolder.length);
    return isSysctl(name) ? `${kernel.sysctls[name]}\n` : undefined;
  }
  return Object.hasOwn(files, path) ? files[path]?.(kernel) : undefined;
};
