/** Connection states as the director sees them (it may see one direction only), with the kernel's timeouts. */

/** A sentence for each state that ip_vs_conn shows; facts: ip_vs_proto_tcp.c, ip_vs_proto_sctp.c. */
export const connectionStates: Readonly<Record<string, string>> = {
  ESTABLISHED: 'open; forgotten 15 min after the last packet, or as --set says',
  SYN_SENT: 'being opened from the server’s side',
  SYN_RECV: 'the client asked, its confirmation has not come; many of them: the server does not answer',
  SYNACK: 'being opened',
  FIN_WAIT: 'one side closed; remembered for 2 min. With DR and TUN also the normal end',
  TIME_WAIT: 'closed properly; remembered for 2 min',
  CLOSE: 'reset; remembered for 10 s',
  CLOSE_WAIT: 'the client closed and waits for the server; 1 min',
  LAST_ACK: 'closing, one packet is missing; 30 s',
  LISTEN: 'waiting',
  UDP: 'a datagram was seen; remembered for 5 min after the last one',
  ASSURED: 'a persistence template: it holds a client on its server',
  NONE: 'a template, or no state yet',
  ICMP: 'an ICMP exchange',
  ERR: 'a broken exchange',
};
