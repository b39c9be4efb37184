/** An interface gets or loses an address: what ip, ifconfig and nmcli have in common. */
import { familyOf } from '../../model/address.ts';
import type { NetworkAddress } from '../../model/network.ts';
import { shown } from '../say.ts';
import type { Told } from '../told.types.ts';
import { told, toldWhy } from './told.ts';

/** The loopback interface, with its aliases (`lo:0`). */
export const isLoopback = (face: string): boolean => /^lo(?::|$)/.test(face);

const alone = ({ address, prefix }: NetworkAddress): boolean =>
  prefix === (familyOf(address) === 4 ? 32 : 128);

/** The words for an address that an interface gets. `assumed`: the program chose the prefix length. */
export const tellAddress = (
  face: string,
  address: NetworkAddress,
  assumed: boolean,
  until = ' until the next boot',
): Told => {
  const single = alone(address);
  return toldWhy(
    `Gives ${shown(face)} the address ${address.address}/${address.prefix}${until}.`,
    isLoopback(face) && single
      ? [
          'On lo a machine takes packets for an address without telling the network: so a real server of DR holds the VIP.',
        ]
      : /^tunl/.test(face)
        ? [
            'On a tunnel device a machine takes packets for an address that come out of the tunnel: so a real server of TUN holds the VIP.',
          ]
        : single
          ? [
              'An address with /32 brings no route to neighbours along: so a director holds a VIP beside its own address.',
            ]
          : [],
    [],
    [{ kind: 'address', interface: face, address, assumed }],
  );
};

/** The words for an interface that goes down or loses an address: a remote session may go with it. */
export const tellDown = (face: string, words: string): Told =>
  told(
    words,
    isLoopback(face) || /^(?:dummy|tunl|gre|sit)/.test(face) || face.includes(':')
      ? []
      : [{ level: 'danger', text: `What runs over ${shown(face)} is cut, a remote session too.` }],
  );

/** The words for a default route. */
export const tellDefaultRoute = (router: string): Told =>
  toldWhy(`Sends everything that has no better route to ${shown(router)}.`, [
    'A real server of NAT needs the director as its default gateway; one of DR or TUN must have another.',
  ]);
