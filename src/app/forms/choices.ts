/** The answers of the choices. Each value that stands for a spelling is the id of its row in the option table. */
import type { SchedulerState } from '../../core/director/reading.ts';
import { schedulerRows } from '../../core/kernel/schedulers/table.ts';
import type { Choice } from './field.types.ts';

/** Forwarding methods. */
export const methods: readonly Choice[] = [
  {
    value: 'masquerading',
    label: 'NAT',
    title: 'address translation',
    about:
      'The director rewrites address and port, and the answers on their way back: it must be the server’s gateway',
  },
  {
    value: 'gatewaying',
    label: 'DR',
    title: 'direct routing',
    about:
      'Only the MAC address is rewritten and the server answers the client itself: it must be on the same link and hold the VIP on lo without answering ARP for it',
  },
  {
    value: 'ipip',
    label: 'TUN',
    title: 'tunnel',
    about:
      'The packet travels inside another one and the server answers the client itself: it may be in any network and holds the VIP on a tunnel device',
  },
];

/** Kinds of tunnels. */
export const tunnels: readonly Choice[] = [
  {
    value: 'ipip',
    label: 'ipip',
    title: 'IP in IP',
    about: 'The plainest: 20 bytes more in each packet, and a device such as tunl0 on the server',
  },
  {
    value: 'gue',
    label: 'gue',
    title: 'inside UDP',
    about: 'Generic UDP encapsulation, for networks where only UDP passes or is spread well; needs a port',
  },
  {
    value: 'gre',
    label: 'gre',
    title: 'inside GRE',
    about: 'For networks whose routers and firewalls know GRE; a gre device on the server',
  },
];

/** Checksums of gue and gre tunnels; remote offload is for gue only. */
export const checksums: readonly Choice[] = [
  {
    value: 'tun-nocsum',
    label: 'none',
    title: 'the inner packet has its own',
    about: 'No checksum outside: the packet inside has its own, which is mostly enough',
  },
  {
    value: 'tun-csum',
    label: 'csum',
    title: 'checked by the server',
    about: 'The outer packet carries a checksum that the server checks when it unwraps it',
  },
  {
    value: 'tun-remcsum',
    label: 'remcsum',
    title: 'remote checksum offload',
    about: 'Remote checksum offload: the server works out the inner checksum from the outer one',
  },
];

/** What a service is known by. */
export const protocols: readonly Choice[] = [
  {
    value: 'tcp-service',
    label: 'TCP',
    title: 'a TCP port of an address',
    about: 'One TCP port of one address: web, mail, databases',
  },
  {
    value: 'udp-service',
    label: 'UDP',
    title: 'a UDP port of an address',
    about: 'One UDP port of one address: DNS, SIP, logs',
  },
  {
    value: 'sctp-service',
    label: 'SCTP',
    title: 'an SCTP port of an address',
    about: 'One SCTP port of one address: signalling of telephone networks',
  },
  {
    value: 'fwmark-service',
    label: 'mark',
    title: 'what netfilter marked',
    about: 'Everything that netfilter gave one number (firewall mark): several ports or addresses as one',
  },
];

/** Persistence engines; the empty answer is none. */
export const engines: readonly Choice[] = [
  {
    value: '',
    label: 'none',
    title: 'by the client’s address',
    about: 'A client is known by its address',
  },
  {
    value: 'sip',
    label: 'sip',
    title: 'by the SIP Call-ID',
    about: 'A call is known by the Call-ID in its UDP packets',
  },
];

/** Roles of a sync daemon. */
export const roles: readonly Choice[] = [
  {
    value: 'master',
    label: 'master',
    title: 'sends its connections',
    about: 'This director sends its connections, so that another one can take over',
  },
  {
    value: 'backup',
    label: 'backup',
    title: 'receives connections',
    about: 'This director receives the connections of another one, to take over when that fails',
  },
];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The schedulers, the usual ones first; those that this kernel lacks say so, one that lvsh does not know stands last. */
export const schedulers = (known: readonly SchedulerState[] = [], now = ''): readonly Choice[] => {
  const missing = new Set(known.filter(({ state }) => state === 'missing').map(({ name }) => name));
  const rows = schedulerRows.map(({ name, title, summary }) => ({
    value: name,
    label: name,
    title,
    about: capital(`${title}: ${summary}`),
    ...(missing.has(name) ? { not: `this kernel has no scheduler ${name} (module ip_vs_${name})` } : {}),
  }));
  const others = [now, ...known.filter(({ state }) => state !== 'missing').map(({ name }) => name)];
  const unknown = [...new Set(others)].filter(
    name => name !== '' && !schedulerRows.some(row => row.name === name),
  );
  return [
    ...rows,
    ...unknown.map(name => ({
      value: name,
      label: name,
      title: 'not known to lvsh',
      about: 'A scheduler that this director has and lvsh does not know',
    })),
  ];
};
