/** Persistence masks: which client address a template is kept under. */
import { type Address, ipv4Bits, ipv4FromBits, ipv6FromGroups, ipv6Groups } from '../model/address.ts';
import { type ServiceConfig, type ServiceId, serviceFamily, wholeMask } from '../model/service.ts';

/** The address under an IPv4 mask (any bits) or an IPv6 prefix length 1..128. */
export const masked = (address: Address, mask: Address | number): Address => {
  if (typeof mask !== 'number') {
    if (mask === '255.255.255.255') return address;
    return ipv4FromBits((ipv4Bits(address) & ipv4Bits(mask)) >>> 0);
  }
  if (mask >= 128) return address;
  return ipv6FromGroups(
    ipv6Groups(address).map((group, index) => {
      const bits = Math.min(16, Math.max(0, mask - index * 16));
      return group & (0xffff << (16 - bits)) & 0xffff;
    }),
  );
};

/** A service's mask as the kernel holds it: 255.255.255.255 or 128 when no other was set. */
export const maskOf = (id: ServiceId, config: ServiceConfig): Address | number =>
  config.persistence?.mask ?? wholeMask(serviceFamily(id));
