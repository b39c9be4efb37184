/**
 * The order of ipvsadm's listings. It compares by subtracting numbers as C ints, so differences of 2^31 and more
 * overflow: 172.16.0.1 comes before 1.2.3.4, and marks from 2^31 on before everything else (measured).
 */
import { type Address, familyOf, ipv4Bits, ipv6Groups } from '../model/address.ts';
import type { Server, ServiceId } from '../model/service.ts';

const protocolNumbers = { tcp: 6, udp: 17, sctp: 132 } as const;

interface Key {
  readonly mark: number;
  readonly family: number;
  readonly protocol: number;
  readonly words: readonly number[];
  readonly port: number;
}

/** The address as 32-bit words, most significant first. */
const addressWords = (address: Address): readonly number[] => {
  if (familyOf(address) === 4) return [ipv4Bits(address)];
  const groups = ipv6Groups(address);
  return [0, 2, 4, 6].map(index => (groups[index] ?? 0) * 65_536 + (groups[index + 1] ?? 0));
};

const serviceSortKey = (id: ServiceId): Key =>
  id.kind === 'fwmark'
    ? { mark: id.mark, family: id.family, protocol: protocolNumbers.tcp, words: [0], port: 0 }
    : {
        mark: 0,
        family: familyOf(id.address),
        protocol: protocolNumbers[id.protocol],
        words: addressWords(id.address),
        port: id.port,
      };

/** A difference as a C int. */
const difference = (left: number, right: number): number => (left - right) | 0;

const compareWords = (left: readonly number[], right: readonly number[]): number => {
  for (const [index, word] of left.entries()) {
    const order = difference(word, right[index] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
};

const compareKeys = (left: Key, right: Key): number =>
  difference(left.mark, right.mark) ||
  left.family - right.family ||
  left.protocol - right.protocol ||
  compareWords(left.words, right.words) ||
  left.port - right.port;

/** Services in the order of `-L` and `-S`. The sort is stable; the input is kernel order. */
export const sortServices = <T extends { readonly id: ServiceId }>(services: readonly T[]): readonly T[] =>
  services
    .map(service => ({ service, key: serviceSortKey(service.id) }))
    .sort((left, right) => compareKeys(left.key, right.key))
    .map(entry => entry.service);

/** Real servers of one service in the order of `-L` and `-S`. */
export const sortServers = <T extends Pick<Server, 'id'>>(servers: readonly T[]): readonly T[] =>
  servers
    .map(server => ({ server, words: addressWords(server.id.address), family: familyOf(server.id.address) }))
    .sort(
      (left, right) =>
        left.family - right.family ||
        compareWords(left.words, right.words) ||
        left.server.id.port - right.server.id.port,
    )
    .map(entry => entry.server);
