/** The header of a real server's script: for whom it is, what it does. */
import type { ServerWant } from './real-server.types.ts';
import type { Flavour } from './script.types.ts';

const list = (texts: readonly string[]): string => texts.join(', ');

const tunnelName = ({ tunnel }: ServerWant): string =>
  tunnel === undefined || tunnel.type === 'ipip'
    ? 'ipip'
    : tunnel.type === 'gue'
      ? `gue on UDP port ${tunnel.port}`
      : `gre${tunnel.checksum === 'none' ? '' : ' with checksums'}`;

const what = (want: ServerWant): string => {
  const vips = list(want.vips);
  switch (want.way) {
    case 'dr':
      return `Direct routing (DR): the server takes in packets for ${vips}, keeps silent about it in ${want.family === 4 ? 'ARP' : 'neighbour discovery'}, and answers clients itself.`;
    case 'tun':
      return `Tunnelling (TUN, ${tunnelName(want)}): the server unwraps what the director sends, takes in packets for ${vips}, and answers clients itself.`;
    case 'nat':
      return `NAT: the server answers through the director (${want.dip}), which stands for ${vips}.`;
    case 'snat':
      return `NAT with the source rewritten, too (for ${vips}): to the server the director is an ordinary client, so answers find their way back whatever the gateway is. Nothing has to be set up here; status looks whether the service listens.`;
  }
};

const lasting: Readonly<Record<Flavour, string>> = {
  iproute2: 'It holds until the next reboot.',
  classic:
    'It holds until the next reboot. For old systems: ifconfig, route and /proc instead of ip and sysctl.',
  arptables:
    'It holds until the next reboot. ARP is kept silent by arptables rules instead of kernel settings.',
  systemd: 'It holds over reboots: a sysctl.d file where there are settings, and a systemd unit.',
  nmcli:
    'It holds over reboots: a sysctl.d file where there are settings, and a connection of NetworkManager (1.8 or later: RHEL 8 and 9).',
  ifcfg: 'It holds over reboots: a sysctl.d file, and ifcfg files of network-scripts (RHEL 7 and earlier).',
};

/** The lines of the header. */
export const serverHeader = (want: ServerWant, flavour: Flavour): readonly string[] => [
  what(want),
  ...(want.way === 'snat' ? [] : [lasting[flavour]]),
  ...(want.rips === undefined || want.rips.length === 0
    ? []
    : [`Real server${want.rips.length === 1 ? '' : 's'}: ${list(want.rips)}.`]),
  ...(want.ports === undefined || want.ports.length === 0
    ? []
    : [`Service: ${list(want.ports.map(({ protocol, port }) => `${protocol} port ${port}`))}.`]),
];
