/**
 * What the fields are called and how they are explained at length. One-line help comes from the option table; it stands
 * here only where a field is a part of an option. Facts: ipvsadm on a real kernel, and the kernel's own documentation.
 */

/** The words of a field. */
export interface FieldWords {
  /** At most 12 cells. */
  readonly label: string;
  /** At most 37 cells: it stands beside the answer at 80 columns. Choices say what was chosen instead. */
  readonly brief?: string;
  readonly help?: string;
  /** What leaving it empty means, where the option table says it at length: at most 23 cells. */
  readonly empty?: string;
  readonly more: readonly string[];
}

const outerChecksum = 'Whether the outer packet carries a checksum';
const unusedFlag = 'A switch that this scheduler does not look at; it is set now, and kept while this stands';

/** Words by the fields' ids. */
export const fieldWords = {
  rip: {
    label: 'address',
    brief: 'the machine that does the work',
    help: 'The real server’s own address (RIP), not the VIP',
    more: [
      'The machine that does the work. DR needs it on the same link as the director; NAT needs the director as its gateway; a tunnel reaches it anywhere.',
      'Write the address, not a name: a name may stand for another machine each time it is looked up, and at boot for none.',
      'A port may stand behind it: 10.0.0.9:8080, [fd00::9]:8080.',
    ],
  },
  method: {
    label: 'method',
    help: 'How packets get from the director to the real server',
    more: ['Only NAT can give the real server another port than the service has.'],
  },
  'tun-type': { label: 'tunnel', more: ['The real server must be set up for the same kind.'] },
  'tun-port': {
    label: 'tunnel port',
    brief: 'where the server unwraps gue',
    more: ['The port on which the real server unwraps gue packets: ip fou add port 6080 gue.'],
  },
  'gue-checksum': { label: 'checksum', help: outerChecksum, more: [] },
  'gre-checksum': { label: 'checksum', help: outerChecksum, more: [] },
  'server-port': {
    label: 'port',
    brief: 'where the server listens',
    help: 'The port on which the real server listens',
    more: [
      'Only NAT can map ports (80 to 8080): it rewrites the packet. DR and tunnels leave the port as the client wrote it.',
      'Names of /etc/services such as http are understood.',
    ],
  },
  weight: {
    label: 'weight',
    brief: 'share of new connections',
    more: [
      'With weights 3 and 1 the first server gets three of four new connections. rr and lc ask only whether it is 0.',
      '0 takes no new connections and keeps the open ones: so a server is drained. Persistent clients may still come (expire_quiescent_template).',
    ],
  },
  'u-threshold': {
    label: 'upper limit',
    brief: 'full from so many connections on',
    more: [
      'Closed connections count as well until the director forgets them, up to two minutes later. When every server is full, clients are refused.',
    ],
  },
  'l-threshold': {
    label: 'lower limit',
    brief: 'open again below so many',
    empty: '3/4 of the upper limit',
    more: [
      'A server that was full takes new connections again only when it has become this empty. Left empty, that is at three quarters of the upper limit.',
    ],
  },
  'server-id': {
    label: 'address',
    help: 'What the real server is known by; with another address or port it is another server',
    more: [],
  },
  'service-id': {
    label: 'service',
    help: 'What the service is known by; with another address, port or mark it is another service',
    more: [],
  },
  protocol: {
    label: 'protocol',
    help: 'Which packets of the clients belong to the service',
    more: [],
  },
  vip: {
    label: 'address',
    brief: 'what clients connect to (VIP)',
    help: 'The address that clients connect to (VIP)',
    more: [
      'This makes the service and nothing else. The director must hold the address too (ip address add 10.0.0.200/32 dev eth0), or its packets never come here.',
      'Write the address, not a name. A port may stand behind it: 10.0.0.200:80, [fd00::200]:80.',
    ],
  },
  port: {
    label: 'port',
    brief: 'what clients connect to',
    help: 'The port that clients connect to',
    more: [
      'Names of /etc/services such as http are understood.',
      '0 takes every port of the address that has no service of its own; such a service must be persistent.',
    ],
  },
  mark: {
    label: 'mark',
    brief: 'the number that netfilter puts on',
    more: [
      'netfilter puts the number on the packets that belong together, for example: iptables -t mangle -A PREROUTING -d 10.0.0.200 -p tcp -m multiport --dports 80,443 -j MARK --set-mark 1',
      'With persistence a client then reaches the same server on all of these ports.',
    ],
  },
  ipv6: {
    label: 'IPv6',
    brief: 'the marked packets are IPv6',
    help: 'Whether the marked packets are IPv6',
    more: ['A number can be two services, one for each version of IP.'],
  },
  scheduler: {
    label: 'scheduler',
    more: [
      'It is asked once for each new connection, with persistence once for each client. What is open stays where it is.',
    ],
  },
  'flag-1': {
    label: 'fallback',
    brief: 'else some clients may be refused',
    help: 'Clients of a server that takes none go to another server, instead of being refused',
    more: [
      'Hashing ties clients to servers. A server with weight 0, or one that is full, refuses its clients unless this is set.',
    ],
  },
  'flag-2': {
    label: 'hash port',
    brief: 'the connections of a client spread',
    help: 'The client’s port counts too, so the connections of one client spread',
    more: [
      'Without it one client address always gets the same server, and so do all clients behind one NAT address.',
    ],
  },
  'raw-1': { label: 'flag-1', brief: 'kept as it is set', help: unusedFlag, more: [] },
  'raw-2': { label: 'flag-2', brief: 'kept as it is set', help: unusedFlag, more: [] },
  'raw-3': { label: 'flag-3', brief: 'kept as it is set', help: unusedFlag, more: [] },
  persistent: {
    label: 'persistent',
    brief: 'a client stays on its server',
    help: 'A client stays on the server that it got first',
    more: [
      'For sessions that live on one server: baskets, logins, FTP. The scheduler is asked once for each client, and each of its connections starts the time anew.',
      'Clients behind one NAT address count as one, so the load may become uneven.',
    ],
  },
  timeout: {
    label: 'timeout',
    brief: 'seconds that a client stays',
    help: 'How long after its latest connection a client still gets the same server',
    more: ['A change holds for clients that come anew; those who are there keep the old time.'],
  },
  netmask: {
    label: 'client mask',
    brief: 'who counts as one client',
    empty: 'each address alone',
    help: 'Which addresses count as one client',
    more: [
      'For clients whose address changes within a network, such as those behind several proxies: 255.255.255.0 makes one client of 256 addresses. For IPv6 it is a prefix length, such as 64.',
    ],
  },
  pe: {
    label: 'engine',
    more: ['sip keeps the calls of one Call-ID together, although they come from different addresses.'],
  },
  ops: {
    label: 'one-packet',
    brief: 'each packet is scheduled by itself',
    more: [
      'For questions of one packet with one answer, as in DNS. Nothing is remembered, so no connections are counted.',
      'It goes with DR and tunnels. With NAT the answers are not translated back, and the clients wait in vain.',
    ],
  },
  tcp: {
    label: 'tcp',
    brief: 'open, without packets',
    help: 'How long an open TCP connection without packets is remembered',
    more: [
      'After that its next packet is refused. Programs that keep quiet connections open send something every two hours at most (tcp_keepalive_time): a shorter time here can break them.',
      'ipvsadm-save does not write the timeouts down; lvsh does.',
    ],
  },
  tcpfin: {
    label: 'tcpfin',
    brief: 'after one side closed it',
    help: 'How long a TCP connection is remembered after one side has closed it',
    more: ['A longer time keeps more closed connections in the table, and each of them takes memory.'],
  },
  udp: {
    label: 'udp',
    brief: 'after the latest packet',
    help: 'How long a client’s UDP packets go to the same server after the latest of them',
    more: ['For single questions such as DNS a few seconds suffice and spread the load better.'],
  },
  role: {
    label: 'role',
    help: 'Whether connections are sent or received',
    more: [
      'A second director that knows the connections can take over without breaking them. Often both roles run on both directors.',
    ],
  },
  'mcast-interface': {
    label: 'interface',
    brief: 'where the messages go',
    more: ['Both directors must be reachable over it: the messages are multicast UDP, without encryption.'],
  },
  syncid: {
    label: 'sync id',
    brief: 'the directors that belong together',
    more: [
      'Directors of one pair use one number, other pairs on the same network another. A backup with 0 takes what any master sends.',
    ],
  },
  'mcast-group': {
    label: 'group',
    brief: 'where the messages are sent',
    more: ['Master and backup must agree on it.'],
  },
  'mcast-port': {
    label: 'udp port',
    brief: 'the port that they are sent to',
    more: ['Master and backup must agree on it.'],
  },
  'mcast-ttl': {
    label: 'ttl',
    brief: 'routers that they may cross',
    more: ['1 stays on the link, which is right for directors side by side.'],
  },
  'sync-maxlen': {
    label: 'max length',
    brief: 'the longest message, in bytes',
    empty: 'what fits one packet',
    more: ['Longer messages hold more connections each; on jumbo frames up to 8972 bytes fit one packet.'],
  },
} as const satisfies Readonly<Record<string, FieldWords>>;

/** The ids of fields that have words. */
export type FieldId = keyof typeof fieldWords;
