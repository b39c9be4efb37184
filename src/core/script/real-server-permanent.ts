/**
 * Real servers that are still real servers after a reboot: the same steps for now, and files that do them
 * again at boot. Everything is taken back by `stop`, the former text of files too.
 */
import { type Address, fullLength, ipv4Bits, ipv6Groups } from '../model/address.ts';
import type { ServerWant } from './real-server.types.ts';
import { sysctlText, unitText } from './real-server-unit.ts';
import type { Item, ProgramItem } from './script.types.ts';

/** Late, so that nothing but /etc/sysctl.conf itself (99-sysctl.conf) comes after it. */
const sysctlPath = (name: string): string => `/etc/sysctl.d/99-${name}.conf`;

const sysctlFile = (name: string, items: readonly Item[]): readonly Item[] => {
  const text = sysctlText(items, `Real server ${name}: the kernel settings, again at every boot`);
  return text === undefined
    ? []
    : [
        {
          do: { what: 'file', path: sysctlPath(name), text, mode: '0644' },
          why: 'The kernel forgets its settings at a reboot; what stands in this folder is set again at boot. systemd-sysctl reads it.',
          without: 'the kernel settings are gone after the next reboot',
        },
      ];
};

const program = (part: Omit<ProgramItem, 'what'>): ProgramItem => ({ what: 'program', ...part });

/** A unit beside the steps: it finds them done now, and does them at boot. */
export const systemdItems = (name: string, items: readonly Item[]): readonly Item[] => {
  const unit = `${name}.service`;
  const reload = ['systemctl', 'daemon-reload'];
  return [
    ...items,
    ...sysctlFile(name, items),
    {
      do: program({ start: [], stop: [reload], check: [] }),
      why: 'stop goes from the end to the beginning: here the unit is gone again, or has its former text, and systemd has to hear of it.',
    },
    {
      do: {
        what: 'file',
        path: `/etc/systemd/system/${unit}`,
        text: unitText(items, `LVS real server ${name}`, sysctlPath(name)),
        mode: '0644',
      },
      why: 'A unit that does once, at boot, what the steps before it did now. Stopping it takes the addresses away and leaves the kernel settings.',
      without: 'after the next reboot this machine is no real server',
    },
    {
      do: program({ start: [reload], stop: [], check: [] }),
      why: 'systemd reads a unit again when it is told to.',
    },
    {
      do: program({
        start: [['systemctl', 'enable', '--now', unit]],
        stop: [['systemctl', 'disable', '--now', unit]],
        check: ['systemctl', 'is-enabled', '--quiet', unit],
      }),
      why: 'Enabled: it runs at boot. Now as well, which changes nothing, for everything is there already; systemctl status shows it from now on.',
      without: 'after the next reboot this machine is no real server',
    },
  ];
};

/** A number of an alias that other VIPs do not have: two servers' files must not overwrite each other. */
const aliasNumber = (vip: Address): number => {
  const bits = ipv4Bits(vip);
  return ((bits >>> 8) & 255) * 1000 + (bits & 255);
};

/**
 * ifcfg files of RHEL 7 (network-scripts), one for each VIP. IPv4 only: an IPv6 address of lo would have to
 * stand in the system's own ifcfg-lo.
 */
export const ifcfgItems = (
  name: string,
  items: readonly Item[],
  vips: readonly Address[],
): readonly Item[] => [
  ...items,
  ...sysctlFile(name, items),
  ...vips.map((vip): Item => {
    const alias = `lo:${aliasNumber(vip)}`;
    return {
      do: {
        what: 'file',
        path: `/etc/sysconfig/network-scripts/ifcfg-${alias}`,
        text: [
          `DEVICE=${alias}`,
          `IPADDR=${vip}`,
          'NETMASK=255.255.255.255',
          'ONBOOT=yes',
          `NAME=${name}`,
          '',
        ].join('\n'),
        mode: '0644',
      },
      why: `network-scripts puts the VIP on lo again at boot. The alias has a number of its own (from the end of the address), so that the file of another VIP stays as it is.`,
      without: 'the VIP is gone after the next reboot',
    };
  }),
];

/** A device's name has at most 15 letters: `lvs` and the last 32 bits of the address. */
export const dummyName = (vip: Address): string => {
  const bits = vip.includes(':')
    ? ipv6Groups(vip)
        .slice(6)
        .reduce((sum, group) => sum * 65536 + group, 0)
    : ipv4Bits(vip);
  return `lvs${bits.toString(16).padStart(8, '0')}`;
};

/**
 * A connection of NetworkManager with a dummy device that holds the VIPs. Not lo: NetworkManager manages that
 * only since 1.42 (RHEL 9.2), and dummy devices since 1.8, so this is the same on RHEL 8 and 9.
 */
export const nmcliItems = (
  name: string,
  arp: readonly Item[],
  { family, vips }: ServerWant,
  device: string,
): readonly Item[] => {
  const own = family === 4 ? 'ipv4' : 'ipv6';
  const other = family === 4 ? ['ipv6.method', 'ignore'] : ['ipv4.method', 'disabled'];
  const addresses = vips.map(vip => `${vip}/${fullLength(family)}`).join(',');
  return [
    ...arp,
    ...sysctlFile(name, arp),
    {
      do: program({
        start: [
          [
            ...['nmcli', 'connection', 'add', 'type', 'dummy', 'con-name', name, 'ifname', device],
            ...[`${own}.method`, 'manual', `${own}.addresses`, addresses, ...other],
            ...['connection.autoconnect', 'yes'],
          ],
          ['nmcli', 'connection', 'up', 'id', name],
        ],
        stop: [['nmcli', 'connection', 'delete', 'id', name]],
        check: ['nmcli', 'connection', 'show', 'id', name],
      }),
      why: [
        'The director changes nothing but the MAC address, so packets arrive that are still for the VIP; the server must have it to take them in. A dummy',
        'device does as well as lo, and NetworkManager keeps it over a reboot. It manages lo itself only since 1.42 (RHEL 9.2).',
      ].join(' '),
      without: 'packets for the VIP are not for this server: it drops them, and clients time out',
    },
  ];
};
