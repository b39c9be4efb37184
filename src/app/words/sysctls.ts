/** The sysctls under net.ipv4.vs, in our own words. Facts: the kernel's Documentation/networking/ipvs-sysctl.rst. */

/** What a value means: for every value, or by value. */
interface Sysctl {
  readonly about: string;
  readonly values?: Readonly<Record<string, string>>;
}

const offOn = (off: string, on: string): Readonly<Record<string, string>> => ({ '0': off, '1': on });

const defence: Readonly<Record<string, string>> = {
  '0': 'off',
  '1': 'comes on when memory runs short',
  '2': 'ON NOW because memory is short',
  '3': 'always on',
};

/** By name without the prefix. */
const sysctls: Readonly<Record<string, Sysctl>> = {
  am_droprate: { about: 'in mode 3 of drop_packet: one packet in so many is dropped' },
  amemthresh: { about: 'free memory, in pages, below which the defences come on' },
  backup_only: {
    about: 'what a backup director does with packets for its services',
    values: offOn(
      'schedules them as well',
      'does not schedule them while it is a backup: stops loops between directors',
    ),
  },
  cache_bypass: {
    about: 'with no cache server left, for transparent caches',
    values: offOn('refuses', 'sends the packet to the original destination'),
  },
  conn_reuse_mode: {
    about: 'a client that uses a port again while the old connection is remembered',
    values: {
      '0': 'goes to the old server, even one with weight 0',
      '1': 'is scheduled anew',
      '2': 'is scheduled anew except from FIN_WAIT',
    },
  },
  conntrack: {
    about: 'entries in the connection tracking of netfilter, for SNAT and stateful rules',
    values: offOn(
      'none: faster, but SNAT and state rules do not see IPVS traffic',
      'kept for every connection',
    ),
  },
  debug_level: { about: 'how much the kernel writes to its log about IPVS' },
  drop_entry: { about: 'drops connection entries at random under attack', values: defence },
  drop_packet: { about: 'drops packets before scheduling under attack', values: defence },
  secure_tcp: { about: 'shorter TCP timeouts under attack', values: defence },
  est_cpulist: { about: 'processors on which the rate estimators run' },
  est_nice: { about: 'the priority of the rate estimators' },
  expire_nodest_conn: {
    about: 'connections of a server that was removed',
    values: offOn(
      'their packets are dropped in silence until the timeout: they continue if the server comes back',
      'they end at once, so that clients can connect anew',
    ),
  },
  expire_quiescent_template: {
    about: 'persistent clients of a server with weight 0',
    values: offOn(
      'keep coming until their time is over: draining takes long',
      'are moved to another server with their next connection',
    ),
  },
  ignore_tunneled: {
    about: 'tunnelled packets from other directors',
    values: offOn('are scheduled', 'are left alone'),
  },
  nat_icmp_send: {
    about: 'an ICMP error when a NAT server answers for a connection that is not known',
    values: offOn('is not sent', 'is sent'),
  },
  pmtu_disc: {
    about: 'path MTU discovery for packets to the servers',
    values: offOn(
      'off: packets are fragmented',
      'on: clients are told when a packet is too large, which matters for tunnels',
    ),
  },
  run_estimation: {
    about: 'rates and counters',
    values: offOn('OFF: counters stand still and rates mean nothing', 'are counted'),
  },
  schedule_icmp: {
    about: 'ICMP packets that belong to no connection',
    values: offOn('are not scheduled', 'are scheduled'),
  },
  sloppy_sctp: { about: 'an SCTP connection may begin with', values: offOn('INIT only', 'any packet') },
  sloppy_tcp: {
    about: 'a TCP connection may begin with',
    values: offOn('a SYN only', 'any packet: lets a second director take over without synchronisation'),
  },
  snat_reroute: {
    about: 'answers of NAT servers',
    values: offOn('keep their route', 'are routed again after rewriting'),
  },
  sync_persist_mode: {
    about: 'with persistence, what is synchronised',
    values: offOn('connections and templates', 'templates mostly'),
  },
  sync_ports: { about: 'threads (and UDP ports) of the synchronisation' },
  sync_qlen_max: { about: 'messages that may wait for the synchronisation' },
  sync_refresh_period: {
    about: 'seconds between two messages about the same unchanged connection; 0 is not limited',
  },
  sync_retries: { about: 'how often a changed connection is sent again (0 to 3)' },
  sync_sock_size: { about: 'buffer of the synchronisation’s sockets in bytes; 0 is the system’s' },
  sync_threshold: {
    about: 'packets before a connection is first synchronised, and packets between two messages',
  },
  sync_version: {
    about: 'format of the synchronisation',
    values: offOn('the old one, of kernels before 2.6.39', 'the current one'),
  },
  lblc_expiration: { about: 'lblc: how long an unused destination is remembered' },
  lblcr_expiration: { about: 'lblcr: how long an unused destination is remembered' },
  conn_lfactor: { about: 'how full the connection table may become before it grows' },
  svc_lfactor: { about: 'how full the service table may become before it grows' },
  conn_max: { about: 'the most connections in this network namespace' },
};

/** What a sysctl does and what its value means here. */
export const sysctlWords = (name: string, value: string): string => {
  const known = sysctls[name];
  if (known === undefined) return 'lvsh does not know this one';
  const meaning = known.values?.[value];
  return meaning === undefined ? known.about : `${known.about}: ${meaning}`;
};

/** A value that a person should look at: frozen counters, a defence that drops traffic. */
export const isRemarkable = (name: string, value: string): boolean =>
  (name === 'run_estimation' && value === '0') ||
  (['drop_packet', 'drop_entry', 'secure_tcp'].includes(name) && (value === '2' || value === '3'));
