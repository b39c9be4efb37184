/**
 * How a real server keeps silent about the VIP in ARP. Seen on Linux 6.1; IPv6 has no ARP and needs none of
 * it.
 */
import type { Address } from '../model/address.ts';
import type { Item } from './script.types.ts';

const answersForVip =
  'this server answers ARP requests for the VIP, so clients send to it and not to the director: it serves all of them alone';
const announcesVip =
  'this server names the VIP as its own in ARP requests, so that after a while clients send to it and not to the director';

/**
 * `arp_ignore=1` and `arp_announce=2` of `all`. Nothing else is needed: the kernel takes the larger value of
 * `all` and of the interface that a request comes in on or goes out of, and that is never lo. (Measured: on
 * lo alone they change nothing; on the LAN interface alone they are enough, too.)
 */
export const arpSysctls: readonly Item[] = [
  {
    do: { what: 'sysctl', name: 'net.ipv4.conf.all.arp_ignore', value: '1' },
    why: [
      'A machine answers ARP requests for every address that it has, whatever interface the address is on. With 1 it answers only for addresses of',
      'the interface that the request came in on, and the VIP is not on that one. The kernel takes the larger value of all and of that',
      'interface, so all is enough. No request ever comes in on lo: the settings of lo, which many tutorials write as well, change nothing.',
    ].join(' '),
    without: answersForVip,
  },
  {
    do: { what: 'sysctl', name: 'net.ipv4.conf.all.arp_announce', value: '2' },
    why: [
      'Answers to clients go out with the VIP as their source. Before the first of them the server asks the LAN for the next',
      'machine by ARP, and would give that source as its own address; who hears it, sends to this server what is for the VIP. With 2 it gives an',
      'address of the interface that it asks on. Here, too, the larger value of all and of the interface counts, and lo does not.',
    ].join(' '),
    without: announcesVip,
  },
];

/**
 * The same by rules: requests for the VIP are dropped, and the server's own ARP packets name the RIP instead.
 */
export const arpRules = (vips: readonly Address[], rip: Address): readonly Item[] =>
  vips.flatMap(vip => [
    {
      do: { what: 'arptables', chain: 'INPUT', words: ['-d', vip, '-j', 'DROP'] } as const,
      why: 'ARP requests for the VIP never reach the part of the kernel that would answer them.',
      without: answersForVip,
    },
    {
      do: {
        what: 'arptables',
        chain: 'OUTPUT',
        words: ['-s', vip, '-j', 'mangle', '--mangle-ip-s', rip],
      } as const,
      why: [
        "The server's own ARP requests would give the VIP as its address when they are asked for the sake of an answer to a client. This",
        'puts the RIP there. Without it the reply to such a request would be dropped by the other rule as well, for it is sent to the VIP.',
      ].join(' '),
      without:
        'the server asks for the next machine in the name of the VIP, and the reply is dropped: its answers never leave',
    },
  ]);
