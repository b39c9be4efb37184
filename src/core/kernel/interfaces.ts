/** The director's network interfaces, and what IPVS asks of them: which addresses are its own, and which are no unicast. */
import { type Address, familyOf, ipv4Bits, ipv6Groups } from '../model/address.ts';

/** One address of an interface with its prefix length. */
export interface InterfaceAddress {
  readonly address: Address;
  readonly prefix: number;
  /** IPv4: another address of the same subnet came before it, and it goes when that one goes. */
  readonly secondary?: boolean;
  /** IPv6: it was added without duplicate address detection. */
  readonly nodad?: boolean;
  /** Its preferred lifetime is over (preferred_lft 0). */
  readonly deprecated?: boolean;
}

/** One network interface; all of them are up. */
export interface NetworkInterface {
  readonly name: string;
  readonly mtu: number;
  /** MAC address; the loopback has none. */
  readonly mac?: string;
  readonly addresses: readonly InterfaceAddress[];
}

const address = (text: string, prefix: number): InterfaceAddress => ({ address: text as Address, prefix });

/** The machine of the practice director: lo, eth0 10.0.0.254/24 and fd00::254/64, eth1 10.1.0.254/24 and fd00:1::254/64. */
export const practiceInterfaces: readonly NetworkInterface[] = [
  { name: 'lo', mtu: 65536, addresses: [address('127.0.0.1', 8), address('::1', 128)] },
  {
    name: 'eth0',
    mtu: 1500,
    mac: '02:04:0a:00:00:fe',
    addresses: [address('10.0.0.254', 24), address('fd00::254', 64)],
  },
  {
    name: 'eth1',
    mtu: 1500,
    mac: '02:04:0a:01:00:fe',
    addresses: [address('10.1.0.254', 24), address('fd00:1::254', 64)],
  },
];

const own = (interfaces: readonly NetworkInterface[]): readonly InterfaceAddress[] =>
  interfaces.flatMap(device => device.addresses);

/**
 * inet_addr_type(): 0.0.0.0, 255.255.255.255, multicast and the broadcast addresses of local networks are no unicast;
 * the network address itself (10.0.0.0) and the rest of 0.0.0.0/8 are [measured on 6.1].
 */
const isUnicastV4 = (interfaces: readonly NetworkInterface[], candidate: Address): boolean => {
  const bits = ipv4Bits(candidate);
  const first = bits >>> 24;
  if (bits === 0 || bits === 0xffffffff || (first >= 224 && first <= 239)) return false;
  return !own(interfaces).some(({ address: local, prefix }) => {
    if (familyOf(local) === 6 || prefix >= 31) return false;
    const host = 2 ** (32 - prefix);
    const network = Math.floor(ipv4Bits(local) / host) * host;
    return bits === network + host - 1;
  });
};

/** ipv6_addr_type(): `::`, multicast, IPv4-mapped and (unless its own) link-local addresses are refused. */
const isUnicastV6 = (interfaces: readonly NetworkInterface[], candidate: Address): boolean => {
  const groups = ipv6Groups(candidate);
  const [first = 0] = groups;
  if (own(interfaces).some(({ address: local }) => local === candidate)) return true;
  if ((first & 0xff00) === 0xff00 || (first & 0xffc0) === 0xfe80) return false;
  if (groups.slice(0, 5).some(group => group !== 0)) return true;
  const [, , , , , sixth, seventh, eighth] = groups;
  if (sixth === 0xffff) return false;
  return sixth !== 0 || seventh !== 0 || eighth !== 0;
};

/** Whether the kernel takes this address for a real server. */
export const isServerAddress = (interfaces: readonly NetworkInterface[], candidate: Address): boolean =>
  familyOf(candidate) === 4 ? isUnicastV4(interfaces, candidate) : isUnicastV6(interfaces, candidate);
