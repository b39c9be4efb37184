/** Interfaces and their addresses as `ip addr` of iproute2 6.1 prints them [measured]. */
import { familyOf, ipv6Groups } from '../../model/address.ts';
import type { InterfaceAddress, NetworkInterface } from '../interfaces.ts';

const forever = 4294967295;

const scopeOf = ({ address }: InterfaceAddress): 'host' | 'link' | 'global' => {
  if (address === '::1' || address.startsWith('127.')) return 'host';
  const [first = 0] = ipv6Groups(address);
  return (first & 0xffc0) === 0xfe80 ? 'link' : 'global';
};

const flagsOf = ({ name }: NetworkInterface): readonly string[] =>
  name === 'lo' ? ['LOOPBACK', 'UP', 'LOWER_UP'] : ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'];
const stateOf = ({ name }: NetworkInterface): string => (name === 'lo' ? 'UNKNOWN' : 'UP');
const queueOf = ({ name }: NetworkInterface): string => (name === 'lo' ? 'noqueue' : 'fq_codel');

const noMac = '00:00:00:00:00:00';
const toAll = (mac: string): string => (mac === noMac ? noMac : 'ff:ff:ff:ff:ff:ff');

/** How much of an interface is shown: asked for one family of all interfaces, `ip` never asks for the links themselves. */
export interface ShownInterface {
  readonly device: NetworkInterface;
  readonly index: number;
  readonly addresses: readonly InterfaceAddress[];
  readonly queue: boolean;
  readonly link: boolean;
}

const addressText = (name: string, own: InterfaceAddress): string => {
  const four = familyOf(own.address) === 4;
  const old = own.deprecated === true ? 'deprecated ' : '';
  const more = four
    ? `${own.secondary === true ? 'secondary ' : ''}${old}${name}`
    : `${own.nodad === true ? 'nodad ' : ''}${old}`;
  return (
    `    ${four ? 'inet' : 'inet6'} ${own.address}/${own.prefix} scope ${scopeOf(own)} ${more}\n` +
    // Of IPv4 addresses the kernel says no lifetime.
    `       valid_lft forever preferred_lft ${own.deprecated === true && !four ? '0sec' : 'forever'}\n`
  );
};

/** An interface as lines. */
export const deviceText = ({ device, index, addresses, queue, link }: ShownInterface): string => {
  const { name, mtu, mac = noMac } = device;
  const head =
    `${index}: ${name}: <${flagsOf(device).join(',')}> mtu ${mtu} ${queue ? `qdisc ${queueOf(device)} ` : ''}` +
    `state ${stateOf(device)} ${queue ? 'group default ' : ''}qlen 1000\n`;
  const kind = name === 'lo' ? 'loopback' : 'ether';
  const links = link ? `    link/${kind} ${mac} brd ${toAll(mac)}\n` : '';
  return `${head}${links}${addresses.map(own => addressText(name, own)).join('')}`;
};

const addressJson = (name: string, own: InterfaceAddress): object => {
  const four = familyOf(own.address) === 4;
  return {
    family: four ? 'inet' : 'inet6',
    local: own.address,
    prefixlen: own.prefix,
    scope: scopeOf(own),
    ...(own.secondary === true ? { secondary: true } : {}),
    ...(own.nodad === true ? { nodad: true } : {}),
    ...(own.deprecated === true ? { deprecated: true } : {}),
    ...(four ? { label: name } : {}),
    valid_life_time: forever,
    preferred_life_time: own.deprecated === true && !four ? 0 : forever,
  };
};

/** The same as an object of `-j`. */
export const deviceJson = ({ device, index, addresses, queue, link }: ShownInterface): object => {
  const { name, mtu, mac = noMac } = device;
  return {
    ifindex: index,
    ifname: name,
    flags: flagsOf(device),
    mtu,
    ...(queue ? { qdisc: queueOf(device) } : {}),
    operstate: stateOf(device),
    ...(queue ? { group: 'default' } : {}),
    txqlen: 1000,
    ...(link ? { link_type: name === 'lo' ? 'loopback' : 'ether', address: mac, broadcast: toAll(mac) } : {}),
    addr_info: addresses.map(own => addressJson(name, own)),
  };
};
