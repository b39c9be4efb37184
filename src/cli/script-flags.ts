/**
 * The flags of `lvsh script` as values. What cannot be read is refused with the reason and, where it is plain, with what would
 * be right; only addresses, numbers and names that were checked go on from here.
 */
import type { Marker } from '../core/cluster/cluster.types.ts';
import { readNetwork } from '../core/explain/networks.ts';
import { shown } from '../core/explain/say.ts';
import { schedulerNames } from '../core/ipvsadm/options.ts';
import { type Address, endpoint } from '../core/model/address.ts';
import type { NetworkAddress } from '../core/model/network.ts';
import type { Tunnel } from '../core/model/service.ts';
import type { Firewall } from '../core/script/openings-rules.ts';
import { type Flavour, flavours } from '../core/script/script.types.ts';
import { readAddress } from '../core/wizard/reading/address.ts';
import { readService } from '../core/wizard/reading/endpoint.ts';
import { readMark } from '../core/wizard/reading/mark.ts';
import { readPort } from '../core/wizard/reading/port.ts';
import { type PortSet, readPorts } from '../core/wizard/reading/ports.ts';
import { type Read, read, refuse } from '../core/wizard/reading/read.types.ts';
import { readServers, type TypedServer, wordsOf } from '../core/wizard/reading/servers.ts';
import { readVips } from '../core/wizard/reading/vips.ts';
import { nearest } from '../core/words/nearest.ts';

/** What each flag is read into. */
interface Values {
  readonly for: readonly string[];
  readonly method: 'dr' | 'nat' | 'tun' | 'fullnat';
  readonly vip: readonly Address[];
  readonly port: readonly PortSet[];
  readonly rs: readonly TypedServer[];
  readonly dip: NetworkAddress;
  readonly mark: number;
  readonly tunnel: Tunnel['type'];
  readonly 'tunnel-port': number;
  readonly scheduler: string;
  readonly flavour: Flavour;
  readonly device: string;
  readonly 'servers-device': string;
  readonly mac: string;
  readonly address: NetworkAddress;
  readonly host: Address;
  readonly folder: string;
  readonly target: string;
  readonly pages: 'each' | 'one';
  readonly marker: Marker;
  readonly firewall: Firewall;
  readonly on: 'director' | 'rs';
  readonly table: number;
  readonly times: number;
}

/** The name of a flag. */
export type FlagName = keyof Values;

/** What flags say; what was not said is absent. */
export type Flags = Partial<Values>;

const choice =
  <T extends string>(...values: readonly T[]) =>
  (text: string): Read<T> => {
    const word = text.trim().toLowerCase();
    const found = values.find(value => value === word);
    return found === undefined
      ? refuse(`${shown(text)} is none of these: ${values.join(', ')}`, nearest(word, values) ?? values[0])
      : read(found);
  };

const whole =
  (least: number, most: number) =>
  (text: string): Read<number> =>
    /^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most
      ? read(Number(text))
      : refuse(`${shown(text)} is no number from ${least} to ${most}`);

/** As the kernel takes it: 15 bytes, no blank, no slash; and nothing that a program could take for an option. */
const readDevice = (text: string): Read<string> =>
  /^[A-Za-z0-9_.][A-Za-z0-9_.@+~-]{0,14}$/.test(text) && !/^\.\.?$/.test(text)
    ? read(text)
    : refuse(
        `${shown(text)} is no name of an interface: at most 15 letters, digits, dots and dashes`,
        'eth0',
      );

const readMac = (text: string): Read<string> => {
  const mac = text.toLowerCase().replaceAll('-', ':');
  if (!/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(mac))
    return refuse(`${shown(text)} is no MAC address`, '52:54:00:12:34:56');
  return Number.parseInt(mac.slice(0, 2), 16) % 2 === 1
    ? refuse(`${mac} is the address of a group, not of one machine`)
    : read(mac);
};

const readFolder = (text: string): Read<string> => {
  if (/[\u0000-\u001f\u007f-\u009f]/.test(text)) return refuse(`${shown(text)} holds a control character`);
  return text.startsWith('/') && text.length <= 1000 && !text.split('/').includes('..')
    ? read(text)
    : refuse(`${shown(text)} is no absolute path`, '/srv/web');
};

/** An address with or without the length of its subnet. */
const readPlace = (text: string): Read<NetworkAddress> => {
  const [host = '', length] = text.split('/');
  const address = readAddress(host);
  if (!address.ok) return address;
  const network = readNetwork(length === undefined ? address.value : `${address.value}/${length}`);
  return network === undefined
    ? refuse(`${shown(text)} has no length that a subnet may have`, address.value)
    : read(network);
};

const readSubnetPlace = (text: string): Read<NetworkAddress> => {
  const place = readPlace(text);
  if (!place.ok || text.includes('/')) return place;
  const { address } = place.value;
  return refuse(
    `the length of the subnet of ${address} is missing`,
    `${address}/${address.includes(':') ? 64 : 24}`,
  );
};

const readList = (text: string): Read<readonly TypedServer[]> => {
  const { servers, problems } = readServers(text);
  const [problem] = problems;
  if (problem !== undefined) return refuse(problem.text, problem.better);
  return servers.length === 0 ? refuse('no real server is given', '10.0.0.7,10.0.0.14') : read(servers);
};

const readScheduler = (text: string): Read<string> =>
  schedulerNames.includes(text)
    ? read(text)
    : refuse(`${shown(text)} is no scheduler of the kernel`, nearest(text, schedulerNames) ?? 'wlc');

const readMarker = (text: string): Read<Marker> =>
  text === 'firewalld'
    ? refuse('firewalld has no rule that sets a mark; a table of nft stands beside its own', 'nft')
    : choice<Marker>('iptables', 'iptables-legacy', 'nft')(text);

const readers: { readonly [Name in FlagName]: (text: string) => Read<Values[Name]> } = {
  for: text => read(wordsOf(text)),
  method: choice('dr', 'nat', 'tun', 'fullnat'),
  vip: readVips,
  port: readPorts,
  rs: readList,
  dip: readPlace,
  mark: readMark,
  tunnel: choice('ipip', 'gue', 'gre'),
  'tunnel-port': text => readPort(text, 'udp'),
  scheduler: readScheduler,
  flavour: choice(...flavours),
  device: readDevice,
  'servers-device': readDevice,
  mac: readMac,
  address: readSubnetPlace,
  host: readAddress,
  folder: readFolder,
  target: readFolder,
  pages: choice('each', 'one'),
  marker: readMarker,
  firewall: choice<Firewall>('iptables', 'iptables-legacy', 'nft', 'firewalld'),
  on: choice('director', 'rs'),
  table: whole(1, 0xffff_ffff),
  times: whole(1, 1000),
};

/** `--vip 10.0.0.200:80` says the port as well. */
const withPort = (
  options: Readonly<Record<string, string | true>>,
): Readonly<Record<string, string | true>> => {
  const { vip, port } = options;
  if (typeof vip !== 'string' || port !== undefined || readVips(vip).ok) return options;
  const service = readService(vip);
  if (!service.ok) return options;
  const { protocol, address, port: number } = service.value;
  return { ...options, vip: address, port: `${protocol === 'tcp' ? '' : `${protocol}:`}${number}` };
};

/** Reads the flags of a command line; a text says what is wrong with the first that is. */
export const readFlags = (options: Readonly<Record<string, string | true>>): Flags | string => {
  const flags: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(withPort(options))) {
    if (!(name in readers) || typeof text !== 'string') continue;
    const found = readers[name as FlagName](text.trim());
    if (!found.ok)
      return `--${name}: ${found.text}${found.better === undefined ? '' : `\n  try: --${name} ${found.better}`}`;
    flags[name] = found.value;
  }
  return flags;
};

/** A server as `--rs` takes it. */
export const serverWord = (address: Address, port: number): string =>
  port === 0 ? address : endpoint(address, port);
