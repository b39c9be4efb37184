/** What is to be known of NAT, and of NAT with the source rewritten, too. */
import { contains } from '../model/network.ts';
import type { Named } from './named.ts';

const bottleneck =
  'Requests and answers pass the director, so its link is the bottleneck. With DR and TUN only the requests do.';

const mapping = ({ called, mapped }: Named): string =>
  mapped === undefined
    ? `Real servers may listen elsewhere than on ${called}: the director translates ports. DR and TUN cannot.`
    : `Clients call ${called}, real servers listen on ${mapped}: the director translates. DR and TUN cannot.`;

/** Without it answers end at the director, with SNAT too [seen on 6.1]. */
const forwards = ({ cluster: { family } }: Named): string =>
  `The director forwards the answers as a router does: ${family === 4 ? 'net.ipv4.ip_forward' : 'net.ipv6.conf.all.forwarding'} is 1.`;

/** Clients among the real servers. */
const neighbours = ({ cluster: { client, director }, inside, dip }: Named): string =>
  director.dip !== undefined && contains(director.dip, client)
    ? `The client ${client} is in ${inside} itself: real servers there answer it directly, from an address that it never called. They need a route to it by way of ${dip}.`
    : `Clients are outside ${inside}: real servers would answer one in there directly, from an address that it never called.`;

/** NAT. */
export const natFacts = (named: Named): readonly string[] => [
  'The director answers the client: it puts the VIP back into every answer.',
  bottleneck,
  `Real servers need one thing only: their default gateway is ${named.dip}.`,
  neighbours(named),
  mapping(named),
  forwards(named),
];

/** NAT with SNAT. */
export const snatFacts = (named: Named): readonly string[] => [
  'The director answers the client: it put its own address into the request, so the answer comes back to it.',
  bottleneck,
  `Real servers need nothing: no other gateway, no VIP. They may be in any network from which ${named.dip} is reached.`,
  `Real servers see ${named.dip} as the client of every connection, in their logs too.`,
  'One address calls each port of a real server, so about 64 000 connections at a time is the most that it can have.',
  mapping(named),
  forwards(named),
  'IPVS shares its connections with the packet filter, which rewrites the source: net.ipv4.vs.conntrack is 1.',
];
