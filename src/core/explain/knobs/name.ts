/** Names of kernel settings, as sysctl(8) takes them or as files under /proc/sys, and what is wrong with them. */
import { sysctlDefaults } from '../../kernel/sysctl.ts';
import { nearestWithin } from '../../words/nearest.ts';
import { type KnobRow, knobRows } from './rows.ts';

/** A name that was read. */
export interface Knob {
  /** With dots: `net.ipv4.conf.lo.arp_ignore`. */
  readonly name: string;
  /** `lo`, `all`, `default`, `*`, an interface; of settings that each interface has. */
  readonly interface?: string;
  readonly row?: KnobRow;
  /** What is wrong with the name, a sentence, and the right one with dots. */
  readonly misspelt?: { readonly what: string; readonly name?: string };
}

/** Settings of every interface, by the last part of the name [kernel 6.1, net.ipv4.conf.all]. */
const perInterface: ReadonlySet<string> = new Set([
  ...['accept_local', 'accept_redirects', 'accept_source_route', 'arp_accept', 'arp_announce', 'arp_filter'],
  ...['arp_evict_nocarrier', 'arp_ignore', 'arp_notify', 'bc_forwarding', 'bootp_relay', 'disable_policy'],
  ...['disable_xfrm', 'drop_gratuitous_arp', 'drop_unicast_in_l2_multicast', 'force_igmp_version'],
  ...['forwarding', 'igmpv2_unsolicited_report_interval', 'igmpv3_unsolicited_report_interval'],
  ...['ignore_routes_with_linkdown', 'log_martians', 'mc_forwarding', 'medium_id', 'promote_secondaries'],
  ...['proxy_arp', 'proxy_arp_pvlan', 'route_localnet', 'rp_filter', 'secure_redirects', 'send_redirects'],
  ...['shared_media', 'src_valid_mark', 'tag', 'hidden'],
]);

/** Settings of IPv4 itself that names near to ours could be meant for [kernel 6.1, net.ipv4]. */
const ofIpv4: ReadonlySet<string> = new Set([
  ...['fwmark_reflect', 'ip_autobind_reuse', 'ip_default_ttl', 'ip_dynaddr', 'ip_early_demux', 'ip_forward'],
  ...['ip_forward_update_priority', 'ip_forward_use_pmtu', 'ip_local_port_range', 'ip_local_reserved_ports'],
  ...['ip_no_pmtu_disc', 'ip_nonlocal_bind', 'ip_unprivileged_port_start', 'ip_conntrack_max'],
]);

/** Families of settings that nobody here has a list of. */
const unlisted =
  /^net\.ipv4\.(?:tcp_|udp_|icmp_|igmp_|ipfrag_|fib_|inet_peer_|cipso_|neigh\.|route\.|netfilter\.|xfrm|ping_|raw_|nexthop_)/;

/** Settings of IPVS that kernels later than 6.1 have. */
const laterOfIpvs = ['est_cpulist', 'est_nice', 'conn_lfactor', 'svc_lfactor', 'conn_max'];
const ofIpvs: ReadonlySet<string> = new Set([...Object.keys(sysctlDefaults), ...laterOfIpvs]);

/** What names near to ours are compared with: the settings that guides to LVS set. */
const targets = (face: string): readonly string[] => [
  'net.ipv4.ip_forward',
  'net.ipv4.ip_nonlocal_bind',
  'net.ipv6.conf.all.forwarding',
  ...[...perInterface].map(last => `net.ipv4.conf.${face}.${last}`),
  ...[...ofIpvs].map(last => `net.ipv4.vs.${last}`),
];

const rowsByName: ReadonlyMap<string, KnobRow> = new Map(knobRows.map(row => [row.name, row]));

const withStar = (name: string): string => name.replace(/^(net\.ipv[46]\.conf)\..+\.([^.]+)$/, '$1.*.$2');

/** A longer name is not looked at. */
const longestName = 80;

/** The roots below which nobody here has a list. */
const otherRoots =
  /^(?:net\.(?:ipv6|core|netfilter|bridge|unix|mptcp|sctp|nf_conntrack_max)|kernel|vm|fs|user|dev|abi|debug|sunrpc)\b/;

/** `defualt`, `defaul`. */
const nearlyDefault = (face: string): boolean =>
  face.length > 4 && face.length < 10 && nearestWithin(face, ['default'], 2) !== undefined;

/** Whether the kernel may well have a setting of this name. */
const isKnown = (name: string): boolean => {
  if (!name.startsWith('net.ipv4.')) return otherRoots.test(name);
  const [, face = '', last = ''] = /^net\.ipv4\.conf\.(.+)\.([^.]+)$/.exec(name) ?? [];
  if (last !== '') return perInterface.has(last) && !nearlyDefault(face);
  const rest = name.slice('net.ipv4.'.length);
  return rest.startsWith('vs.') ? ofIpvs.has(rest.slice(3)) : ofIpv4.has(rest) || unlisted.test(name);
};

/** The right name of one that does not exist, where it can be told. */
const meantBy = (name: string): string | undefined => {
  const last = name.slice(name.lastIndexOf('.') + 1);
  // The folder of the interfaces left out: net.ipv4.lo.arp_ignore, net.ipv4.arp_ignore.
  const short = /^net\.ipv4\.(?:(\w+)\.)?(\w+)$/.exec(name);
  if (short !== null && perInterface.has(last) && short[1] !== 'conf')
    return `net.ipv4.conf.${short[1] ?? 'all'}.${last}`;
  if (/^net\.ipv4\.conf\.\w+$/.test(name) && perInterface.has(last)) return `net.ipv4.conf.all.${last}`;
  const parts = name.split('.');
  const face = parts.length > 4 ? parts.slice(3, -1).join('.') : 'all';
  return nearestWithin(name, targets(nearlyDefault(face) ? 'default' : face), 3);
};

/** Reads a name with dots or slashes. */
export const readKnob = (text: string): Knob => {
  const first = /[./]/.exec(text)?.[0];
  // Where slashes part the name, its dots are part of an interface's (sysctl(8)).
  const name = first === '/' ? text.replaceAll('/', '.') : text;
  const face = /^net\.ipv[46]\.conf\.(.+)\.[^.]+$/.exec(name)?.[1];
  const row = rowsByName.get(withStar(name));
  const known = {
    name,
    ...(face === undefined ? {} : { interface: face }),
    ...(row === undefined ? {} : { row }),
  };
  // An endless name is nobody's slip of the hand.
  if (name.length > longestName || isKnown(name)) return known;
  const meant = meantBy(name);
  if (meant === undefined && !name.startsWith('net.ipv4.')) return known;
  return {
    ...known,
    misspelt: {
      what: 'The kernel has no setting of this name.',
      ...(meant === undefined ? {} : { name: meant }),
    },
  };
};

/** The file of a setting. */
export const knobPath = (name: string): string => {
  const conf = /^(net\.ipv[46]\.conf)\.(.+)\.([^.]+)$/.exec(name);
  return conf === null
    ? `/proc/sys/${name.replaceAll('.', '/')}`
    : `/proc/sys/${(conf[1] ?? '').replaceAll('.', '/')}/${conf[2]}/${conf[3]}`;
};

/** The name of a file that is meant to be under /proc/sys: also with its first slash missing. Undefined for other files. */
export const readKnobPath = (path: string): Knob | undefined => {
  const match = /^(\/*)proc\/+sys\/+(.*)$/.exec(path);
  if (match?.[2] !== undefined) {
    const knob = readKnob(match[2].replace(/\/+/g, '/'));
    if (match[1] !== '' || knob.misspelt !== undefined) return knob;
    return {
      ...knob,
      misspelt: { what: 'The slash at the beginning is missing.', name: knob.name },
    };
  }
  // Another order, or a slip in the folders themselves: /proc/net/sys/ipv4/..., /porc/sys/..., /proc/sy/net/...
  const loose = /^\/?\w{2,6}\/(?:net\/)?\w{2,5}\/(?:net\/)?(ipv[46]\/\S+)$/.exec(path);
  if (loose?.[1] === undefined || path.startsWith('/proc/net/ip_vs') || path.startsWith('/sys/'))
    return undefined;
  const knob = readKnob(`net/${loose[1]}`);
  return {
    ...knob,
    misspelt: { what: 'There is no such file.', name: knob.misspelt?.name ?? knob.name },
  };
};
