/** `address:port` as listings write it, by number or by name. */
import type { Address } from '../model/address.ts';
import type { Protocol } from '../model/service.ts';
import type { Names } from './names.ts';

/** The names that a listing without `-n` prints. Without either of them everything is numeric. */
export type Lookup = Pick<Names, 'hostName' | 'portName'>;

/** Knows no name: every listing is numeric. */
export const numericLookup: Lookup = {};

/** ipvsadm writes into a buffer of 60 bytes: what does not fit is cut, mostly the port. */
const longest = 59;

/**
 * `host:port` or `[host]:port`, names where `lookup` has them. The brackets follow the family, not the text: an
 * IPv6 address keeps them when it is shown by name. Without a protocol (marks) ports have no names. The text is
 * cut at 59 characters together with its port.
 */
export const hostPortText = (
  address: Address,
  port: number,
  protocol: Protocol | undefined,
  lookup: Lookup,
): string => {
  const host = lookup.hostName?.(address) ?? address;
  const service = (protocol === undefined ? undefined : lookup.portName?.(port, protocol)) ?? port;
  const text = address.includes(':') ? `[${host}]:${service}` : `${host}:${service}`;
  return text.length > longest ? text.slice(0, longest) : text;
};
