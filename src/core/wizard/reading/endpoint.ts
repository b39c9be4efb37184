/** Addresses with ports as a person types them: `10.0.0.200:80`, `udp:[fd00::1]:53`. */
import { shown } from '../../explain/say.ts';
import { type Address, endpoint, familyOf, parseAddress } from '../../model/address.ts';
import type { AddressService, Protocol } from '../../model/service.ts';
import { readAddress } from './address.ts';
import { readPort } from './port.ts';
import { type Read, read, refuse } from './read.types.ts';

/** Where address and port of a text part: `host:port`, `[v6]:port`, or an address alone. */
export const splitEndpoint = (text: string): { readonly host: string; readonly port?: string } => {
  const bracket = /^(\[[^\]]*\])(?::(.*))?$/s.exec(text);
  if (bracket !== null)
    return { host: bracket[1] ?? '', ...(bracket[2] === undefined ? {} : { port: bracket[2] }) };
  const colon = text.indexOf(':');
  if (colon < 0 || colon !== text.lastIndexOf(':')) return { host: text };
  return { host: text.slice(0, colon), port: text.slice(colon + 1) };
};

/** An address and perhaps a port. */
export interface HostPort {
  readonly address: Address;
  readonly port?: number;
}

/** Reads an address with or without a port 1..65535. */
export const readHostPort = (text: string, protocol: Protocol = 'tcp'): Read<HostPort> => {
  const { host, port } = splitEndpoint(text);
  const address = readAddress(host);
  const suffix = port === undefined ? '' : `:${port}`;
  if (!address.ok) {
    const { better } = address;
    if (better === undefined) return address;
    const wrapped = better.includes(':') && suffix !== '' ? `[${better}]` : better;
    return refuse(address.text, `${wrapped}${suffix}`);
  }
  if (port === undefined) return read({ address: address.value });
  const number = readPort(port, protocol);
  if (number.ok) return read({ address: address.value, port: number.value });
  return refuse(
    number.text,
    number.better === undefined ? undefined : endpoint(address.value, Number(number.better)),
  );
};

const protocols: Readonly<Record<string, Protocol>> = { tcp: 'tcp', udp: 'udp', sctp: 'sctp' };

/** The protocol that stands before a text (`udp:`), TCP where none does, and what follows it. */
export const splitProtocol = (
  text: string,
): { readonly protocol: Protocol; readonly prefix: string; readonly rest: string } => {
  const [, name = ''] = /^([a-z]+):/i.exec(text) ?? [];
  const protocol = protocols[name.toLowerCase()];
  return protocol === undefined
    ? { protocol: 'tcp', prefix: '', rest: text }
    : { protocol, prefix: `${protocol}:`, rest: text.slice(name.length + 1) };
};

/** The usual port of each protocol, for suggestions. */
const usual: Readonly<Record<Protocol, number>> = { tcp: 80, udp: 53, sctp: 2905 };

/** Reads the address and port of a virtual service, the protocol before them where it is not TCP. */
export const readService = (text: string): Read<AddressService> => {
  const { protocol, prefix, rest } = splitProtocol(text);
  if (/^(https?|ftp):\/\//i.test(text))
    return refuse(`${shown(text)} is a URL: give an address and a port, 10.0.0.200:80`);
  const found = readHostPort(rest, protocol);
  if (!found.ok)
    return refuse(found.text, found.better === undefined ? portOf(rest, prefix) : `${prefix}${found.better}`);
  const { address, port } = found.value;
  if (port !== undefined) return read({ kind: 'address', protocol, address, port });
  const hint = familyOf(address) === 6 ? '. With IPv6 it stands after brackets' : '';
  return refuse(`Which port of ${address}?${hint}`, `${prefix}${endpoint(address, usual[protocol])}`);
};

/** The text with a usable port where only the port is wrong. */
const portOf = (text: string, prefix: string): string | undefined => {
  const { host, port } = splitEndpoint(text);
  const address = port === undefined ? undefined : parseAddress(host.replace(/^\[|\]$/g, ''));
  const { protocol } = splitProtocol(`${prefix}x`);
  if (address === undefined || !readAddress(address).ok) return undefined;
  return `${prefix}${endpoint(address, usual[protocol])}`;
};
