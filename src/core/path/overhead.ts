/** How many bytes a tunnel adds to a packet. */
import type { Family } from '../model/address.ts';
import type { Tunnel } from '../model/service.ts';

/**
 * The bytes: the outer header (20 for IPv4, 40 for IPv6) and what stands between it and the inner one, nothing for ipip, 4
 * for gre (8 with a checksum), UDP's 8 and 4 more for gue (12 more with remcsum). Counted in captures of a real kernel.
 */
export const tunnelOverhead = ({ type, checksum }: Tunnel, outer: Family): number => {
  const between = {
    ipip: 0,
    gre: checksum === 'csum' ? 8 : 4,
    gue: checksum === 'remcsum' ? 20 : 12,
  };
  return (outer === 4 ? 20 : 40) + between[type];
};
