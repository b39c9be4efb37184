/** Addresses as ipvsadm reads them: by inet_pton(3), inet_aton(3), names, in this order. */
import { type Address, familyOf, ipv4FromBits, parseAddress, parseIpv4 } from '../model/address.ts';
import type { Protocol } from '../model/service.ts';
import type { Names } from './names.ts';
import { wholeNumber } from './numbers.ts';

/** The largest value of the last part of an inet_aton text of one, two, three and four parts. */
const lastPartLimits = [0xffff_ffff, 0xff_ffff, 0xffff, 0xff];

/**
 * The 32 bits that inet_aton(3) of glibc reads from `text`, or undefined. One to four parts, each decimal, octal
 * (`012`) or hexadecimal (`0x0a`), the last one filling what is left: `10.1` is 10.0.0.1, `24` is 0.0.0.24.
 * Everything after a white space is ignored.
 */
export const inetAton = (text: string): number | undefined => {
  const parts = (text.split(/[ \t\n\v\f\r]/, 1)[0] ?? '').split('.');
  if (parts.length > 4) return undefined;
  let bits = 0;
  for (const [index, part] of parts.entries()) {
    if (!/^(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)$/.test(part)) return undefined;
    const value = /^0[0-7]/.test(part) ? Number.parseInt(part, 8) : Number(part);
    const last = index === parts.length - 1;
    if (value > (last ? (lastPartLimits[index] ?? 0) : 0xff)) return undefined;
    bits += last ? value : value * 2 ** (24 - 8 * index);
  }
  return bits;
};

/** An address with its port, where a port was written. */
export interface HostPort {
  readonly address: Address;
  readonly port?: number;
}

/**
 * Reads `host`, `host:port`, `v6` or `[v6]:port`. An IPv6 address without brackets takes every colon, so
 * `2001:db8::1:80` has no port. `protocol` is the one known so far: it decides which port names exist, and
 * before `-t`, `-u` or `--sctp-service` there is none. Gives undefined where ipvsadm reports an illegal address.
 */
export const parseHostPort = (
  text: string,
  protocol: Protocol | undefined,
  names: Names,
): HostPort | undefined => {
  if (/^\d+$/.test(text)) return undefined;
  if (!text.startsWith('[')) {
    const manyColons = text.indexOf(':') !== text.lastIndexOf(':');
    const address = manyColons ? parseAddress(text) : undefined;
    return address === undefined ? parseNamed(text, protocol, names) : { address };
  }
  const close = text.indexOf(']');
  if (close < 0 || text.charAt(close + 1) !== ':') return undefined;
  const inside = text.slice(1, close);
  const address = parseAddress(inside);
  // Measured: around anything but IPv6 the brackets go, together with what follows them.
  if (address === undefined || familyOf(address) === 4) return parseNamed(inside, protocol, names);
  const port = parsePort(text.slice(close + 2), protocol, names);
  return port === undefined ? undefined : { address, port };
};

/** `host` or `host:port`, where the host is an IPv4 address or a name. */
const parseNamed = (text: string, protocol: Protocol | undefined, names: Names): HostPort | undefined => {
  const colon = text.indexOf(':');
  const host = colon < 0 ? text : text.slice(0, colon);
  const address = parseIpv4(host) ?? looseIpv4(host) ?? names.host(host, 4);
  if (address === undefined) return undefined;
  if (colon < 0) return { address };
  const port = parsePort(text.slice(colon + 1), protocol, names);
  return port === undefined ? undefined : { address, port };
};

const looseIpv4 = (text: string): Address | undefined => {
  const bits = inetAton(text);
  return bits === undefined ? undefined : ipv4FromBits(bits);
};

/** A port 0..65535 by number or by service name. */
export const parsePort = (text: string, protocol: Protocol | undefined, names: Names): number | undefined =>
  wholeNumber(text, 0, 65_535) ?? (protocol === undefined ? undefined : names.port(text, protocol));
