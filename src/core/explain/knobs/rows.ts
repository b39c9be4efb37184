/**
 * The kernel settings that guides to LVS touch, in words. Facts: the kernel's ip-sysctl.rst and ipvs-sysctl.rst; what a
 * value does to a cluster was seen on a real kernel (arp_ignore, arp_announce, rp_filter, ip_forward, send_redirects).
 */

/** One setting. */
export interface KnobRow {
  /** With dots; `*` stands for an interface, `all` or `default`. */
  readonly name: string;
  /** What it is about, a phrase that goes on, after a colon, with what the value means. */
  readonly about: string;
  /** By value. */
  readonly values: Readonly<Record<string, string>>;
}

const on = 'on';
const off = 'off';

/** All that have words of their own. */
export const knobRows: readonly KnobRow[] = [
  {
    name: 'net.ipv4.ip_forward',
    about: 'Forwarding of packets between networks',
    values: {
      '0': 'off. Answers of NAT servers are thrown away; DR and TUN do not need it',
      '1': 'on. A NAT director needs it, for the answers of its servers pass through it',
    },
  },
  {
    name: 'net.ipv6.conf.*.forwarding',
    about: 'Forwarding of IPv6 packets',
    values: {
      '0': 'off. Answers of NAT servers are thrown away',
      '1': 'on. A NAT director needs it for IPv6',
    },
  },
  {
    name: 'net.ipv4.conf.*.forwarding',
    about: 'Forwarding of packets that come in',
    values: { '0': off, '1': on },
  },
  {
    name: 'net.ipv4.conf.*.arp_ignore',
    about: 'Which ARP questions are answered',
    values: {
      '0': 'all that ask for any address of this machine, whichever interface holds it. A real server with the VIP on lo then draws the clients to itself',
      '1': 'only those for an address of the interface where the question comes in. The VIP on lo stays unheard',
      '2': 'only those for an address of that interface, from a sender in the same subnet',
      '8': 'none at all. Nobody finds this machine any more',
    },
  },
  {
    name: 'net.ipv4.conf.*.arp_announce',
    about: 'Which address this machine gives as its own when it asks by ARP',
    values: {
      '0': 'any, so also the VIP. Neighbours then learn the VIP with the MAC address of a real server',
      '1': 'not one outside the subnet of the interface, so a VIP inside it is still given away',
      '2': 'the best one of the interface itself. The VIP on lo is not given away',
    },
  },
  {
    name: 'net.ipv4.conf.*.rp_filter',
    about: 'Whether a packet must come in where the answer would go out',
    values: {
      '0': 'no. Packets out of a tunnel are taken',
      '1': 'yes. Packets out of a tunnel, and answers that take another way, are dropped in silence',
      '2': 'only some way back must exist',
    },
  },
  {
    name: 'net.ipv4.conf.*.send_redirects',
    about: 'Whether neighbours are told of a shorter way (ICMP redirect)',
    values: {
      '0': 'no. That is right for a NAT director with one interface, for the servers must answer through it',
      '1': 'yes. A NAT director with one interface tells its servers to go past it',
    },
  },
  {
    name: 'net.ipv4.conf.*.accept_redirects',
    about: 'Whether this machine believes such redirects',
    values: { '0': 'no', '1': 'yes' },
  },
  {
    name: 'net.ipv4.conf.*.accept_source_route',
    about: 'Packets that bring their own route along',
    values: { '0': 'are dropped', '1': 'are taken' },
  },
  {
    name: 'net.ipv4.conf.*.accept_local',
    about: 'Packets from outside whose sender is an address of this machine',
    values: {
      '0': 'are dropped',
      '1': 'are taken. A DR director that is also the router of its servers needs it',
    },
  },
  {
    name: 'net.ipv4.conf.*.arp_filter',
    about: 'Whether each interface answers ARP only for what the routes lead through it',
    values: { '0': 'no', '1': 'yes' },
  },
  {
    name: 'net.ipv4.conf.*.proxy_arp',
    about: 'Whether this machine answers ARP for others',
    values: { '0': 'no', '1': 'yes' },
  },
  {
    name: 'net.ipv4.conf.*.route_localnet',
    about: 'Whether 127.0.0.0/8 may be routed',
    values: { '0': 'no', '1': 'yes' },
  },
  {
    name: 'net.ipv4.conf.*.log_martians',
    about: 'Packets with impossible addresses',
    values: { '0': 'are dropped without a word', '1': 'are written to the kernel’s log' },
  },
  {
    name: 'net.ipv4.ip_nonlocal_bind',
    about: 'Whether programs may listen on addresses that are not here (yet)',
    values: { '0': 'no', '1': 'yes. It is for a service on a VIP that may be at the other director' },
  },
  {
    name: 'net.ipv4.tcp_syncookies',
    about: 'Cookies against floods of SYN packets',
    values: { '0': off, '1': on },
  },
  {
    name: 'net.ipv4.vs.conntrack',
    about: 'Whether netfilter’s connection tracking knows the connections of IPVS',
    values: { '0': 'no', '1': 'yes. SNAT rules and rules by state then see them' },
  },
  {
    name: 'net.ipv4.vs.expire_nodest_conn',
    about: 'Connections of a server that was removed',
    values: { '0': 'hang until their timeout', '1': 'end at once' },
  },
  {
    name: 'net.ipv4.vs.expire_quiescent_template',
    about: 'Persistent clients of a server with weight 0',
    values: {
      '0': 'keep coming until their time is over',
      '1': 'are moved to another server with their next connection',
    },
  },
  {
    name: 'net.ipv4.vs.conn_reuse_mode',
    about: 'A client that uses a port again',
    values: { '0': 'goes to its former server, even one with weight 0', '1': 'is scheduled anew' },
  },
  {
    name: 'net.ipv4.vs.sloppy_tcp',
    about: 'A TCP connection may begin with',
    values: { '0': 'a SYN only', '1': 'any packet. A second director can take over' },
  },
  {
    name: 'net.ipv4.vs.backup_only',
    about: 'Whether a backup director leaves packets for its services alone',
    values: { '0': 'no. Two directors can send packets round in circles', '1': 'yes' },
  },
];
