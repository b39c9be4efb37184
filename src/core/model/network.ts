/** The network of a machine as far as LVS cares: interfaces, addresses, routes. Read by host/network.ts from `ip -j`. */
import { type Address, familyOf, ipv4Bits, ipv6Groups } from './address.ts';

/** An address with its prefix length (0..32, 0..128). */
export interface NetworkAddress {
  readonly address: Address;
  readonly prefix: number;
}

/** A network interface. */
export interface Interface {
  readonly name: string;
  readonly up: boolean;
  /** In bytes, where it is known. */
  readonly mtu?: number;
  /** MAC address, where it has one. */
  readonly mac?: string;
  readonly addresses: readonly NetworkAddress[];
}

/** A route of the main table. */
export interface Route {
  /** `undefined`: the default route. */
  readonly to: NetworkAddress | undefined;
  readonly family: 4 | 6;
  /** The router; absent: on the link itself. */
  readonly via?: Address;
  readonly interface: string;
}

/** What is known of a machine's network. */
export interface Network {
  readonly interfaces: readonly Interface[];
  readonly routes: readonly Route[];
}

/** The first `prefix` bits of an address as a text of 0 and 1. */
const bits = (address: Address, prefix: number): string =>
  familyOf(address) === 4
    ? ipv4Bits(address).toString(2).padStart(32, '0').slice(0, prefix)
    : ipv6Groups(address)
        .map(group => group.toString(2).padStart(16, '0'))
        .join('')
        .slice(0, prefix);

/** Whether an address lies in a network. */
export const contains = (network: NetworkAddress, address: Address): boolean =>
  familyOf(network.address) === familyOf(address) &&
  bits(network.address, network.prefix) === bits(address, network.prefix);

/** The interface on whose link an address lies: one that has an address in the same subnet (host addresses count for nothing). */
export const linkOf = (network: Network, address: Address): Interface | undefined =>
  network.interfaces.find(({ addresses }) =>
    addresses.some(own => own.prefix < (familyOf(own.address) === 4 ? 32 : 128) && contains(own, address)),
  );

/** The interface that holds an address itself. */
export const holderOf = (network: Network, address: Address): Interface | undefined =>
  network.interfaces.find(({ addresses }) => addresses.some(own => own.address === address));
