/** `10.0.0.7:80`, `[fd00::7]:80`, `0A000007:0050`, `web1:http`: what stands where a listing has an address with a port. */
import { type Address, ipv4Bits } from '../../model/address.ts';
import {
  ambiguous,
  type Endpoint,
  fullForm,
  noPort,
  type PortNames,
  readEndpointText,
} from './endpoint-text.ts';
import { detached, hexAt, naturalAt } from './scanner.ts';

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
    const made = this.#shared(readEndpointText(own, port, this.proc));
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
