/** `10.0.0.7:80`, `[fd00::7]:80`, `0A000007:0050`, `web1:http`: what stands where a listing has an address with a port. */
import {
  type Address,
  endpoint,
  type Family,
  ipv4Bits,
  ipv4FromBits,
  ipv6FromGroups,
  parseAddress,
} from '../../model/address.ts';
import type { Protocol, ServerId } from '../../model/service.ts';
import { detached, hexAt, naturalAt } from './scanner.ts';

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

const noPort: PortNames = () => undefined;

/** Knows no names. */
export const noPorts: Ports = { tcp: noPort, udp: noPort, sctp: noPort };

/**
 * Reads endpoints and keeps each one found once: in a large table a real server stands under many services, and a
 * live table is read every port. Held by whoever reads repeatedly; empty it by making a new one.
 */
export class Endpoints {
  // Open addressing over (address bits, port) of IPv4: no string is made and nothing boxed for one already seen.
  #slots = new Int32Array(4096);
  // Two numbers for each endpoint: the address bits and the port.
  #numbers = new Int32Array(4096);
  readonly #found: Endpoint[] = [];
  // What is no IPv4 address, by text; a port's name means different numbers to different protocols.
  readonly #texts = new Map<PortNames, Map<string, Endpoint>>();
  readonly #six = new Map<string, Endpoint>();
  readonly #networks = new Map<number, string>();
  readonly #suffixes = new Map<number, string>();
  /** The table at hand is one of /proc/net: decides what `[2001:1db8:…8 full groups]:1234` means. */
  inProc = false;
  /** The endpoint read last was written as /proc/net writes it: `0A000007:0050`. */
  proc = false;

  /** How many endpoints are held. */
  get size(): number {
    let size = this.#found.length;
    for (const texts of this.#texts.values()) size += texts.size;
    return size;
  }

  /** The endpoint in [from, to); `port` resolves service names where it may. */
  read(text: string, from: number, to: number, port: PortNames = noPort): Endpoint {
    this.proc = false;
    if (to - from === 13 && text.charCodeAt(from + 8) === 58) {
      const bits = hexAt(text, from, from + 8);
      const number = hexAt(text, from + 9, to);
      if (bits >= 0 && number >= 0) {
        this.proc = true;
        return this.#ipv4(bits | 0, number);
      }
    }
    const code = text.charCodeAt(from);
    if (code >= 48 && code <= 57 && readQuad(text, from, to)) return this.#ipv4(quadBits, quadPort);
    const slice = text.slice(from, to);
    let texts = this.#texts.get(port);
    if (texts === undefined) {
      texts = new Map();
      this.#texts.set(port, texts);
    }
    this.proc = to - from === 46 && fullForm.test(slice) && (this.inProc || !ambiguous(slice));
    const known = texts.get(slice);
    if (known !== undefined) return known;
    const own = detached(slice);
    const made = this.#shared(readText(own, port, this.proc));
    if (!ambiguous(slice)) texts.set(own, made);
    return made;
  }

  /** The same address and port is the same `id`, however it was written: `10.0.0.1:http` and `10.0.0.1:80`. */
  #shared(made: Endpoint): Endpoint {
    const { id, family } = made;
    if (id === undefined) return made;
    if (family === 4) return this.#ipv4(ipv4Bits(id.address) | 0, id.port);
    const same = this.#six.get(made.key);
    if (same !== undefined) return same;
    this.#six.set(made.key, made);
    return made;
  }

  #ipv4(bits: number, port: number): Endpoint {
    const numbers = this.#numbers;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let hash = mix(bits, port) & mask;
    let slot = slots[hash] ?? 0;
    while (slot !== 0) {
      if (numbers[slot * 2 - 2] === bits && numbers[slot * 2 - 1] === port)
        return this.#found[slot - 1] as Endpoint;
      hash = (hash + 1) & mask;
      slot = slots[hash] ?? 0;
    }
    const made = this.#make(bits, port);
    const count = this.#found.push(made);
    slots[hash] = count;
    numbers[count * 2 - 2] = bits;
    numbers[count * 2 - 1] = port;
    if (count * 2 === slots.length) this.#grow();
    return made;
  }

  /** Addresses share the text of their network and their port: one concatenation each instead of four. */
  #make(bits: number, port: number): Endpoint {
    let network = this.#networks.get(bits >>> 8);
    if (network === undefined) {
      network = `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.`;
      this.#networks.set(bits >>> 8, network);
    }
    let suffix = this.#suffixes.get(port);
    if (suffix === undefined) {
      suffix = `:${port}`;
      this.#suffixes.set(port, suffix);
    }
    const address = (network + (bits & 255)) as Address;
    return { key: address + suffix, id: { address, port }, family: 4 };
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 4);
    const numbers = new Int32Array(slots.length);
    numbers.set(this.#numbers);
    const mask = slots.length - 1;
    for (let slot = 1; slot <= this.#found.length; slot++) {
      let hash = mix(numbers[slot * 2 - 2] ?? 0, numbers[slot * 2 - 1] ?? 0) & mask;
      while (slots[hash] !== 0) hash = (hash + 1) & mask;
      slots[hash] = slot;
    }
    this.#slots = slots;
    this.#numbers = numbers;
  }
}

const mix = (bits: number, port: number): number => {
  const mixed = Math.imul(bits ^ Math.imul(port, 0x9e3779b1), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
};

// The result of readQuad; two module variables instead of an object for each of 100,000 lines.
let quadBits = 0;
let quadPort = 0;

/** Whether [from, to) is a canonical dotted quad with a decimal port; leaves both in quadBits and quadPort. */
const readQuad = (text: string, from: number, to: number): boolean => {
  let at = from;
  let bits = 0;
  for (let part = 0; part < 4; part++) {
    const first = at;
    let value = 0;
    let code = at < to ? text.charCodeAt(at) : 0;
    while (code >= 48 && code <= 57) {
      value = value * 10 + code - 48;
      code = ++at < to ? text.charCodeAt(at) : 0;
    }
    const digits = at - first;
    if (digits === 0 || digits > 3 || value > 255) return false;
    if (digits > 1 && text.charCodeAt(first) === 48) return false;
    if (code !== (part === 3 ? 58 : 46)) return false;
    at++;
    bits = (bits << 8) | value;
  }
  const port = to - at > 5 ? -1 : naturalAt(text, at, to);
  if (port < 0 || port > 65535) return false;
  quadBits = bits;
  quadPort = port;
  return true;
};

/** Everything but numeric IPv4: IPv6 in brackets, names of hosts, names of ports, names cut short. */
const readText = (text: string, port: PortNames, proc: boolean): Endpoint => {
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
const fullForm = /^\[[0-9a-f]{4}(:[0-9a-f]{4}){7}\]:[0-9A-F]{4}$/;

/** ipvsadm never writes a leading zero or a capital; without either, a full address may be of both kinds. */
const ambiguous = (text: string): boolean => fullForm.test(text) && !/[[:]0|[A-F]/.test(text);

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
