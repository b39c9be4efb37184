/**
 * The order of ipvsadm's listings. It compares by subtracting numbers as C ints, so differences of 2^31 and more
 * overflow: 172.16.0.1 comes before 1.2.3.4, and mark 4294967295 before everything else (measured).
 */
import { type Address, familyOf, ipv4Bits, ipv6Groups } from '../model/address.ts';
import type { ServerId, ServiceId } from '../model/service.ts';

const protocolNumbers = { tcp: 6, udp: 17, sctp: 132 } as const;

/** Puts the numbers of one item into `keys` from index `at` on: what is compared, from the first that differs. */
type WriteKey<T> = (item: T, keys: Float64Array, at: number) => void;

/** The address as four 32-bit words; an IPv4 address fills the first. */
const writeAddress = (address: Address, keys: Float64Array, at: number): void => {
  if (familyOf(address) === 4) {
    keys[at] = ipv4Bits(address);
    return;
  }
  const groups = ipv6Groups(address);
  for (let word = 0; word < 4; word++) {
    keys[at + word] = (groups[2 * word] ?? 0) * 65_536 + (groups[2 * word + 1] ?? 0);
  }
};

const serviceWidth = 8;
const writeService: WriteKey<{ readonly id: ServiceId }> = ({ id }, keys, at) => {
  if (id.kind === 'fwmark') {
    keys[at] = id.mark;
    keys[at + 1] = id.family;
    return;
  }
  keys[at + 1] = familyOf(id.address);
  keys[at + 2] = protocolNumbers[id.protocol];
  writeAddress(id.address, keys, at + 3);
  keys[at + 7] = id.port;
};

/** Real servers are compared without their family: fd00::11 comes before 10.0.0.11, 2001:db8::1 after it. */
const serverWidth = 5;
const writeServer: WriteKey<{ readonly id: ServerId }> = ({ id }, keys, at) => {
  writeAddress(id.address, keys, at);
  keys[at + 4] = id.port;
};

/**
 * Merge sort with the halves of glibc's qsort(3). With overflowing comparisons the order is not a total one (2^31
 * is below 0 and 0 is below 2^31), so the result depends on which pairs are compared: it has to be these.
 */
const mergeSort = <T>(items: readonly T[], width: number, write: WriteKey<T>): readonly T[] => {
  if (items.length <= 1) return items;
  const keys = new Float64Array(items.length * width);
  for (const [index, item] of items.entries()) write(item, keys, index * width);
  const order = Int32Array.from(items.keys());
  sortRange({ keys, width, order, spare: new Int32Array(items.length) }, 0, items.length);
  const sorted: T[] = [];
  for (const index of order) {
    const item = items[index];
    if (item !== undefined) sorted.push(item);
  }
  return sorted;
};

interface Work {
  readonly keys: Float64Array;
  readonly width: number;
  /** Indices of the items, in the order reached so far. */
  readonly order: Int32Array;
  readonly spare: Int32Array;
}

const sortRange = (work: Work, from: number, to: number): void => {
  if (to - from <= 1) return;
  const middle = from + Math.floor((to - from) / 2);
  sortRange(work, from, middle);
  sortRange(work, middle, to);
  const { order, spare } = work;
  let left = from;
  let right = middle;
  let at = from;
  while (left < middle && right < to) {
    const takeLeft = compare(work, order[left] ?? 0, order[right] ?? 0) <= 0;
    spare[at++] = (takeLeft ? order[left++] : order[right++]) ?? 0;
  }
  // What is left of the right half stands where it belongs already.
  while (left < middle) spare[at++] = order[left++] ?? 0;
  order.set(spare.subarray(from, at), from);
};

const compare = ({ keys, width }: Work, left: number, right: number): number => {
  for (let word = 0; word < width; word++) {
    const difference = ((keys[left * width + word] ?? 0) - (keys[right * width + word] ?? 0)) | 0;
    if (difference !== 0) return difference;
  }
  return 0;
};

/** Services in the order of `-L` and `-S`; the input is in kernel order. */
export const sortServices = <T extends { readonly id: ServiceId }>(services: readonly T[]): readonly T[] =>
  mergeSort(services, serviceWidth, writeService);

/** Real servers of one service in the order of `-L` and `-S`; the input is in kernel order, newest first. */
export const sortServers = <T extends { readonly id: ServerId }>(servers: readonly T[]): readonly T[] =>
  mergeSort(servers, serverWidth, writeServer);
