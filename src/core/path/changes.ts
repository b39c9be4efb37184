/** What each machine does to a packet, in words: the `changed` of hops. Seen so on a real kernel, link by link. */
import type { ServerId, Tunnel } from '../model/service.ts';

/** NAT: the director before the real server. `mapped`: the port is another one. */
export const natThere = (mapped: boolean): string =>
  `the director rewrote the destination ${mapped ? 'address and port' : 'address'}`;

/** NAT with SNAT: IPVS rewrites the destination, then the packet filter the source, whose port it keeps if it is free. */
export const snatThere = (mapped: boolean): string =>
  `${natThere(mapped)}, and put its own address as the source`;

/** DR: addresses and ports stay; the frame is a new one. */
export const drThere = ({ address }: ServerId): string =>
  `only the MAC addresses changed: the frame is for ${address} now`;

/** TUN: the packet as it was becomes the content of another one. */
export const tunThere = ({ type, port }: Tunnel): string => {
  const around = { ipip: 'IP in IP', gre: 'GRE', gue: 'GUE' };
  const into = type === 'gue' ? `UDP to port ${port}` : 'another one';
  return `the director wrapped the packet as it was into ${into} (${around[type]})`;
};

/** NAT: the answer begins. */
export const natAnswer = ({ address }: ServerId): string =>
  `${address} answered the client, by way of its gateway, the director`;

/** NAT with SNAT: the answer begins. */
export const snatAnswer = ({ address }: ServerId): string =>
  `${address} answered the director, which it takes for the client`;

/** DR: the answer begins. */
export const drAnswer = ({ address }: ServerId): string =>
  `${address} answered from the VIP, which it holds itself`;

/** TUN: the answer begins. */
export const tunAnswer = ({ address }: ServerId): string =>
  `${address} unwrapped it and answered from the VIP, which it holds itself`;

/** NAT: the director before the client. */
export const natBack = (mapped: boolean): string =>
  `the director put the VIP${mapped ? ' and its port' : ''} back as the source`;

/** NAT with SNAT: the director before the client. */
export const snatBack = (mapped: boolean): string => `${natBack(mapped)}, and the client as the destination`;

/** A service of the director itself. */
export const localAnswer = ({ address }: ServerId): string =>
  `the director answered by itself: ${address} is its own address`;
