/** What a real server runs for DR and for NAT, as steps of a script. */

import { type Address, type Family, fullLength } from '../model/address.ts';
import { failed, type Result, success } from '../model/failure.ts';
import { settingPart } from '../net/sysctl-name.ts';
import type { ServerWant } from './real-server.types.ts';
import type { Item } from './script.types.ts';

const refusesVip =
  'packets for the VIP are not for this server: it drops them, or sends them away again when it forwards, and clients time out';

/** A VIP on a device: /32, /128, and in IPv6 without the search for duplicates. */
export const vipItem = (vip: Address, family: Family, device: string, why: string): Item => ({
  do: {
    what: 'address',
    address: vip,
    prefix: fullLength(family),
    device,
    ...(family === 6 ? { nodad: true } : {}),
  },
  why,
  without: refusesVip,
});

/** The VIPs on lo: what DR needs besides silence in ARP. */
export const drItems = ({ vips, family }: ServerWant): readonly Item[] =>
  vips.map(vip =>
    vipItem(
      vip,
      family,
      'lo',
      family === 4
        ? [
            'The director changes nothing but the MAC address, so packets arrive that are still for the VIP; the server must have it to take them in.',
            'On lo, since nobody asks for it there, and as /32: with a shorter prefix lo would take in all of that network.',
          ].join(' ')
        : [
            'The director changes nothing but the MAC address, so packets arrive that are still for the VIP; the server must have it to take them in.',
            'On lo no more than this is needed: IPv6 answers neighbour solicitations only for addresses of the interface that they come in on.',
            'nodad: the address is on several machines, which the search for duplicates would find (lo makes none of its own accord).',
          ].join(' '),
    ),
  );

/**
 * Seen on Linux 6.1: the first answer that the director sends out on the interface where it came in makes it
 * tell the server by a redirect, and IPv6 has no setting (send_redirects) that keeps it from that. The
 * setting of `all` does not count here. In IPv4 the server went on as before.
 */
const deafToRedirects = (device: string): Item => ({
  do: { what: 'sysctl', name: `net.ipv6.conf.${settingPart(device)}.accept_redirects`, value: '0' },
  why: 'The director sees that client and server stand on one link and tells the server so by ICMPv6 redirects. A server that believes them sends the rest of its answer to the client directly.',
  without:
    'after its first packet a connection goes past the director with the address of this server, and the client times out',
});

/** The way back through the director: all that NAT needs. */
export const natItems = ({
  family,
  dip,
  device,
  clientsBeside = [],
}: ServerWant): Result<readonly Item[]> => {
  if (dip === undefined)
    return failed({
      kind: 'value',
      what: "a NAT server's script needs the director's address",
      why: 'answers have to go back through the director, which puts the VIP into them again',
      advice: "give the DIP: the director's own address in the servers' network",
    });
  if (family === 6 && clientsBeside.length > 0 && device === undefined)
    return failed({
      kind: 'value',
      what: "clients in the servers' own network need the name of the server's interface (IPv6)",
      why: 'the director tells the server a shorter way by redirects, and the server has to stop believing them on that interface',
      advice: "give the real server's interface",
    });
  const via = { via: dip, ...(device === undefined ? {} : { device }) };
  return success([
    {
      do: { what: 'route', family, to: undefined, ...via },
      why: [
        "The director put this server's address into the packets in the place of the VIP, and has to put the VIP back into the answers. So all",
        'answers go through it: it is the gateway. A default route that was there before comes back at stop.',
      ].join(' '),
      without:
        'answers go past the director with the address of this server, which clients do not know, and clients time out',
    },
    ...(family === 6 && clientsBeside.length > 0 && device !== undefined ? [deafToRedirects(device)] : []),
    ...clientsBeside.map(
      (client): Item => ({
        do: { what: 'route', family, to: { address: client, prefix: fullLength(family) }, ...via },
        why: `The client ${client} is in this server's own network, and so the default route does not count: without a route of its own the answer would go to it directly.`,
        without: `answers to ${client} go past the director with the address of this server, and the client times out`,
      }),
    ),
  ]);
};
