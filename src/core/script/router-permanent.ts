/** A second address of an interface that is there after a reboot, too: by NetworkManager, or by the files of network-scripts. */
import { familyOf, ipv4Bits } from '../model/address.ts';
import type { NetworkAddress } from '../model/network.ts';
import type { Item } from './script.types.ts';

/** Nothing of a device's name may end a line or a value in a file of shell assignments. */
const plain = (device: string): string => device.replace(/[^A-Za-z0-9_.@-]/g, '_');

/** Runs a line of sh with the connection of a device as $con; the device is $1, what is set $2, the address $3. */
const withConnection = (
  line: string,
  device: string,
  { address, prefix }: NetworkAddress,
): readonly string[] => [
  'sh',
  '-c',
  `con=$(nmcli -e no -g GENERAL.CONNECTION device show "$1") && [ -n "$con" ] && ${line}`,
  'sh',
  device,
  familyOf(address) === 4 ? 'ipv4' : 'ipv6',
  `${address}/${prefix}`,
];

/** The address as one more of the connection that the device has. It is brought about by `device reapply`, which does not take the link down. */
export const nmcliAddress = (own: NetworkAddress, device: string): Item => ({
  do: {
    what: 'program',
    start: [
      withConnection(
        'nmcli connection modify id "$con" "+$2.addresses" "$3" && nmcli device reapply "$1"',
        device,
        own,
      ),
    ],
    stop: [
      withConnection(
        'nmcli connection modify id "$con" "-$2.addresses" "$3" && nmcli device reapply "$1"',
        device,
        own,
      ),
    ],
    check: [
      ...withConnection(
        'nmcli -e no -g "$2.addresses" connection show id "$con" | tr -s ", |" "\\n" | grep -qxF -e "$3"',
        device,
        own,
      ),
    ],
  },
  why: `An address in the subnet of the VIP: the router has a route to it then, and asks by ARP for the VIP on this link. It becomes a part of the connection of ${device}, which NetworkManager brings up at every boot.`,
  without: 'the router has no way to the VIP, or not after the next reboot',
});

/** A number for an alias that other addresses of the device hardly have. A label has at most 15 letters, and this takes five. */
const aliasNumber = ({ address }: NetworkAddress): number => ipv4Bits(address) & 0xffff;

/** An alias file for an IPv4 address: it is read at boot; the address itself is another step. */
export const ifcfgAddress = (own: NetworkAddress, device: string): Item => {
  const alias = `${plain(device)}:${aliasNumber(own)}`;
  return {
    do: {
      what: 'file',
      path: `/etc/sysconfig/network-scripts/ifcfg-${alias}`,
      text: [`DEVICE=${alias}`, `IPADDR=${own.address}`, `PREFIX=${own.prefix}`, 'ONBOOT=yes', ''].join('\n'),
      mode: '0644',
    },
    why: `network-scripts gives ${device} the address again at boot. The alias has a number of its own, from the end of the address.`,
    without: 'after the next reboot the router has no way to the VIP',
  };
};
