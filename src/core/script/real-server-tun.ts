/**
 * What a real server runs to unwrap the packets of a tunnel, as steps of a script. Seen on Linux 6.1 for
 * every type, with IPv4 and IPv6.
 */

import type { Address, Family } from '../model/address.ts';
import { failed, type Result, success } from '../model/failure.ts';
import type { Tunnel } from '../model/service.ts';
import { settingPart } from '../net/sysctl-name.ts';
import type { ServerWant } from './real-server.types.ts';
import { vipItem } from './real-server-ways.ts';
import type { Item } from './script.types.ts';

/** The device that unwraps a tunnel's packets without being told from whom, and the module that brings it. */
const fallback = (
  type: Tunnel['type'],
  family: Family,
): { readonly name: string; readonly module: string } => {
  if (type === 'gre')
    return family === 4 ? { name: 'gre0', module: 'ip_gre' } : { name: 'ip6gre0', module: 'ip6_gre' };
  return family === 4 ? { name: 'tunl0', module: 'ipip' } : { name: 'ip6tnl0', module: 'ip6_tunnel' };
};

/**
 * A gre device takes in packets with a checksum only when it was made so, and gre0 cannot be remade without
 * losing its former way.
 */
const checksumDevice = 'lvs-gre';

const unwrapItem = (tunnel: Tunnel, family: Family, dip: Address | undefined): Item => {
  const { name, module } = fallback(tunnel.type, family);
  if (tunnel.type === 'gre' && tunnel.checksum !== 'none' && dip !== undefined)
    return {
      do: {
        what: 'device',
        name: checksumDevice,
        make: [
          ...['type', family === 4 ? 'gre' : 'ip6gre', 'local', family === 4 ? 'any' : '::'],
          ...['remote', dip, 'icsum'],
        ],
      },
      why: `It takes the gre header off what comes from the director. icsum: the director writes checksums, and a device that does not expect them drops the packets; ${name} is such a device.`,
      without: 'nothing unwraps what the director sends, and clients are refused or time out',
    };
  return {
    do: { what: 'device', name, module },
    why: `It takes the outer header off what comes from the director, from whatever address: this is the device that the module ${module} brings itself. It takes in nothing before it is up.`,
    without:
      'nothing unwraps what the director sends; the server says so by ICMP, and clients are refused or time out',
  };
};

const gueItems = ({ type, port }: Tunnel, family: Family): readonly Item[] =>
  type !== 'gue'
    ? []
    : [
        {
          do: { what: 'module', name: 'fou' },
          why: 'It holds the UDP ports of tunnels. Nothing loads it by itself, not even the next step.',
          without: `nothing unwraps what the director sends to UDP port ${port}`,
        },
        {
          do: { what: 'fou', port, family },
          why: `What comes to UDP port ${port} is a packet of the director: the UDP header and the GUE header are taken off, and the rest is handled as if it had come without them.`,
          without: `what the director sends to UDP port ${port} is refused as for a closed port`,
        },
      ];

const tunnelDevice = (tunnel: Tunnel, family: Family): string =>
  tunnel.type === 'gre' && tunnel.checksum !== 'none' ? checksumDevice : fallback(tunnel.type, family).name;

const looseFilter = (device: string): Item => ({
  do: { what: 'sysctl', name: `net.ipv4.conf.${settingPart(device)}.rp_filter`, value: '2' },
  why: [
    `Unwrapped packets come in on ${device} with a client's address as their source, and the way back to clients leads over another`,
    'interface: the strict test of the source (1) drops them. 2 is the loose test: some way back is enough. The kernel takes the larger value of all',
    'and of the interface, so this is right whatever all is, and all keeps its own value.',
  ].join(' '),
  without: `unwrapped packets are dropped when the test of their source is strict (1), and clients time out`,
});

/**
 * The device that unwraps, the loose test of sources on it, and then the VIPs on it; `arp` stands before the
 * VIPs.
 */
export const tunItems = (want: ServerWant, arp: readonly Item[]): Result<readonly Item[]> => {
  const { family, vips, dip } = want;
  const tunnel: Tunnel = want.tunnel ?? { type: 'ipip', port: 0, checksum: 'none' };
  if (tunnel.type === 'gre' && tunnel.checksum !== 'none' && dip === undefined)
    return failed({
      kind: 'value',
      what: "a gre tunnel with checksums needs the director's address",
      why: 'a device that expects checksums has to be made for one sender: gre0 drops such packets',
      advice: 'give the DIP, or leave the checksums out (--tun-nocsum)',
    });
  const device = tunnelDevice(tunnel, family);
  return success([
    ...gueItems(tunnel, family),
    unwrapItem(tunnel, family, dip),
    ...(family === 4 ? [looseFilter(device)] : []),
    ...arp,
    ...vips.map(vip =>
      vipItem(
        vip,
        family,
        device,
        [
          `Unwrapped packets are for the VIP; the server must have it to take them in. On ${device} and not on lo:`,
          family === 4
            ? 'while the test of sources is on, nothing is let in on an interface that has no address.'
            : 'so it is there exactly as long as packets can be unwrapped.',
          ...(family === 6 ? ['nodad: the address is on several machines.'] : []),
        ].join(' '),
      ),
    ),
  ]);
};
