/**
 * The order of ipvsadm's listings. It compares by subtracting numbers as C ints, so differences of 2^31 and more
 * overflow: 172.16.0.1 comes before 1.2.3.4, and mark 4294967295 before everything else (measured).
 */
import { type Address, familyOf, ipv4Bits, ipv6Groups } from '../model/address.ts';
import type { ServerId, ServiceId } from '../model/service.ts';

const protocolNumbers = { tcp: 6, udp: 17, sctp: 132 } as const;

/** What is compared, from the first number that differs. */
type Key = readonly number[];

/** The address as four 32-bit words; an IPv4 address fills the first. */
const addressWords = (address: Address): Key => {
  if (familyOf(address) === 4) return [ipv4Bits(address), 0, 0, 0];
  const groups = ipv6Groups(address);
  return [0, 2, 4, 6].map(index => (groups[index] ?? 0) * 65_536 + (groups[index + 1] ?? 0));
};

const serviceSortKey = (id: ServiceId): Key =>
  id.kind === 'fwmark'
    ? [id.mark, id.family]
    : [0, familyOf(id.address), protocolNumbers[id.protocol], ...addressWords(id.address), id.port];

/** Real servers are compared without their family: fd00::11 comes before 10.0.0.11, 2001:db8::1 after it. */
const serverSortKey = (id: ServerId): Key => [...addressWords(id.address), id.port];

const compareKeys = (left: Key, right: Key): number => {
  for (const [index, number] of left.entries()) {
    const order = (number - (right[index] ?? 0)) | 0;
    if (order !== 0) return order;
  }
  return 0;
};

interface Entry<T> {
  readonly item: T;
  readonly key: Key;
}

/**
 * Merge sort with the halves of glibc's qsort(3). With overflowing comparisons the order is not a total one (2^31
 * is below 0 and 0 is below 2^31), so the result depends on which pairs are compared: it has to be these.
 */
const mergeSort = <T>(entries: readonly Entry<T>[]): readonly Entry<T>[] => {
  if (entries.length <= 1) return entries;
  const half = Math.floor(entries.length / 2);
  const left = mergeSort(entries.slice(0, half));
  const right = mergeSort(entries.slice(half));
  const merged: Entry<T>[] = [];
  let leftIndex = 0;
  let rightIndex = 0;
  for (;;) {
    const first = left[leftIndex];
    const second = right[rightIndex];
    if (first === undefined) return merged.concat(right.slice(rightIndex));
    if (second === undefined) return merged.concat(left.slice(leftIndex));
    if (compareKeys(first.key, second.key) <= 0) {
      merged.push(first);
      leftIndex++;
    } else {
      merged.push(second);
      rightIndex++;
    }
  }
};

/** Services in the order of `-L` and `-S`; the input is in kernel order. */
export const sortServices = <T extends { readonly id: ServiceId }>(services: readonly T[]): readonly T[] =>
  mergeSort(services.map(item => ({ item, key: serviceSortKey(item.id) }))).map(entry => entry.item);

/** Real servers of one service in the order of `-L` and `-S`; the input is in kernel order, newest first. */
export const sortServers = <T extends { readonly id: ServerId }>(servers: readonly T[]): readonly T[] =>
  mergeSort(servers.map(item => ({ item, key: serverSortKey(item.id) }))).map(entry => entry.item);
