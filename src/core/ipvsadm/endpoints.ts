/** `address:port` as listings write it, by number or by name. */
import type { Address } from '../model/address.ts';
import type { Protocol } from '../model/service.ts';

/** The names that a listing without `-n` prints. */
export interface Lookup {
  hostName(address: Address): string | undefined;
  portName(port: number, protocol: Protocol): string | undefined;
}

/** Knows no name: every listing is numeric. */
export const numericLookup: Lookup = { hostName: () => undefined, portName: () => undefined };

/** ipvsadm writes into a buffer of 60 bytes: what does not fit is cut, mostly the port. */
const longest = 59;

/**
 * `host:port` or `[host]:port`, names where `lookup` has them. The brackets follow the family, not the text:
 * an IPv6 address keeps them when it is shown by name. Names are cut at 59 bytes with their port.
 */
export const hostPortText = (address: Address, port: number, protocol: Protocol, lookup: Lookup): string => {
  const host = lookup.hostName(address) ?? address;
  const service = lookup.portName(port, protocol) ?? String(port);
  const text = address.includes(':') ? `[${host}]:${service}` : `${host}:${service}`;
  return text.length > longest ? text.slice(0, longest) : text;
};
