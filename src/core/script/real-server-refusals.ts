/** What a flavour cannot do, why, and what can. */
import type { Failure } from '../model/failure.ts';
import type { ServerWant } from './real-server.types.ts';
import type { Flavour } from './script.types.ts';

const refused = (what: string, why: string, advice: string): Failure => ({
  kind: 'other',
  what,
  why,
  advice,
});

const classic = ({ family, tunnel, way }: ServerWant): Failure | undefined => {
  if (family === 6)
    return refused(
      'the classic script is for IPv4 only',
      'ifconfig and route of machines that old are uneven in IPv6',
      'take iproute2',
    );
  if (way === 'tun' && (tunnel?.type === 'gue' || (tunnel?.type === 'gre' && tunnel.checksum !== 'none')))
    return refused(
      `the classic script cannot make a ${tunnel.type} tunnel${tunnel.type === 'gre' ? ' with checksums' : ''}`,
      'only ip can',
      'take iproute2',
    );
  return undefined;
};

const arptables = ({ family, way, rips = [] }: ServerWant): Failure | undefined => {
  if (family === 6)
    return refused(
      'arptables has no part in IPv6',
      'IPv6 has no ARP, and a real server answers no neighbour solicitations for an address of lo',
      'take iproute2: it needs no rules and no settings',
    );
  if (way === 'nat')
    return refused(
      'a NAT server needs no ARP rules',
      'it does not have the VIP',
      'take iproute2, classic or systemd',
    );
  if (rips.length !== 1)
    return {
      kind: 'value',
      what: 'an arptables script is for one real server',
      why: "the rule for the server's own ARP packets puts its address into them",
      advice: 'give one RIP',
    };
  return undefined;
};

const nmcli = ({ way }: ServerWant): Failure | undefined => {
  if (way === 'nat')
    return refused(
      'the nmcli script does not set a gateway',
      "it belongs to the connection of the server's own interface, whose name only that machine knows",
      'there: nmcli connection modify NAME ipv4.gateway DIP (ipv6.gateway); or take systemd',
    );
  if (way === 'tun')
    return refused(
      'the nmcli script cannot set up the end of a tunnel',
      'NetworkManager leaves alone the devices that the tunnel modules bring (tunl0, gre0, ip6tnl0)',
      'take systemd',
    );
  return undefined;
};

const ifcfg = ({ family, way }: ServerWant): Failure | undefined => {
  if (way === 'nat')
    return refused(
      'the ifcfg script does not set a gateway',
      "it is a line of the file with the server's own address (GATEWAY=), and that file is not written anew here",
      'write it there; or take systemd',
    );
  if (way === 'tun')
    return refused(
      'the ifcfg script cannot set up the end of a tunnel',
      'network-scripts makes tunnels of its own and leaves alone those that the modules bring (tunl0, gre0)',
      'take systemd',
    );
  if (family === 6)
    return refused(
      'the ifcfg script is for IPv4 only',
      "an IPv6 address of lo stands in the system's own ifcfg-lo, and that file is not written anew here",
      'take systemd, or nmcli',
    );
  return undefined;
};

/**
 * Why a flavour cannot do what is wanted; undefined when it can. With `snat` there is nothing to do, which
 * all of them can.
 */
export const refusal = (want: ServerWant, flavour: Flavour): Failure | undefined => {
  if (want.way === 'snat') return undefined;
  switch (flavour) {
    case 'classic':
      return classic(want);
    case 'arptables':
      return arptables(want);
    case 'nmcli':
      return nmcli(want);
    case 'ifcfg':
      return ifcfg(want);
    default:
      return undefined;
  }
};
