/** Endpoints and addresses that are not numeric IPv4: IPv6, names, the hexadecimal of the connection tables. */
import {
  type Address,
  endpoint,
  type Family,
  ipv4FromBits,
  ipv6FromGroups,
  parseAddress,
} from '../../model/address.ts';
import type { Protocol, ServerId } from '../../model/service.ts';
import { hexAt, naturalAt } from './scanner.ts';

/** An address with a port as found. `key` is its canonical form, or the text as found where `id` is absent. */
export interface Endpoint {
  readonly key: string;
  readonly id?: ServerId;
  readonly family: Family;
}

/** Looks up the port of a service name (`https`), as getservbyname does; undefined where it is not known. */
export type PortNames = (name: string) => number | undefined;

/** The ports by name of each protocol. */
export type Ports = Readonly<Record<Protocol, PortNames>>;

/** Knows no name. */
export const noPort: PortNames = () => undefined;

/** Knows no names. */
export const noPorts: Ports = { tcp: noPort, udp: noPort, sctp: noPort };

/** Everything but numeric IPv4: IPv6 in brackets, names of hosts, names of ports, names cut short. */
export const readEndpointText = (text: string, port: PortNames, proc: boolean): Endpoint => {
  const bracketed = text.startsWith('[');
  // A name in brackets is an IPv6 host's: ipvsadm puts them around whatever stands for one.
  const unknown: Endpoint = { key: text, family: bracketed ? 6 : 4 };
  const close = bracketed ? text.lastIndexOf(']') : -1;
  const colon = bracketed ? close + 1 : text.lastIndexOf(':');
  if (colon <= 0 || text[colon] !== ':') return unknown;
  const host = bracketed ? text.slice(1, close) : text.slice(0, colon);
  const portText = text.slice(colon + 1);
  const address = parseAddress(host);
  if (address === undefined || bracketed !== address.includes(':')) return unknown;
  const decimal = naturalAt(portText, 0, portText.length);
  const number = proc ? hexAt(portText, 0, 4) : decimal >= 0 ? decimal : port(portText);
  if (number === undefined || number > 65535) return unknown;
  return {
    key: endpoint(address, number),
    id: { address, port: number },
    family: bracketed ? 6 : 4,
  };
};

/** /proc writes all 32 digits of an IPv6 address and the port in four hexadecimal ones. */
export const fullForm = /^\[[0-9a-f]{4}(:[0-9a-f]{4}){7}\]:[0-9A-F]{4}$/;

/** ipvsadm never writes a leading zero or a capital; without either, a full address may be of both kinds. */
export const ambiguous = (text: string): boolean => fullForm.test(text) && !/[[:]0|[A-F]/.test(text);

/** An address of /proc/net/ip_vs_conn: 8 hexadecimal digits, or 32 (also as 8 groups with colons). */
export const readHexAddress = (text: string, from: number, to: number): Address | undefined => {
  const length = to - from;
  if (length === 8) {
    const bits = hexAt(text, from, to);
    return bits < 0 ? undefined : ipv4FromBits(bits);
  }
  if (length !== 32 && length !== 39) return undefined;
  const step = length === 32 ? 4 : 5;
  const groups: number[] = [];
  for (let at = from; at < to; at += step) {
    const group = hexAt(text, at, at + 4);
    if (group < 0 || (step === 5 && at + 4 < to && text.charCodeAt(at + 4) !== 58)) return undefined;
    groups.push(group);
  }
  return ipv6FromGroups(groups);
};
