/** Hashes of addresses as ip_vs_sh.c, ip_vs_dh.c and ip_vs_mh.c make them. All results are unsigned 32-bit. */
import { type Address, ipv4Bits, ipv6Groups } from '../../model/address.ts';

/** An address folded to 32 bits: an IPv4 address as it is, the four words of an IPv6 address xored together. */
export const foldAddress = (address: Address): number => {
  if (!address.includes(':')) return ipv4Bits(address);
  let folded = 0;
  for (const [index, group] of ipv6Groups(address).entries()) {
    folded ^= index % 2 === 0 ? group << 16 : group;
  }
  return folded >>> 0;
};

/** The kernel's hash_32 (linux/hash.h): the upper `bits` (1..31) bits of a product with the golden ratio. */
export const hash32 = (value: number, bits: number): number => Math.imul(value, 0x61c88647) >>> (32 - bits);
