/** The practice cluster: a site with the usual services, every forwarding method and most schedulers. */
import type { Address } from '../../model/address.ts';
import type { ServiceId } from '../../model/service.ts';
import type { Change, Crowd, Load } from './scene.ts';
import { type UseName, uses } from './uses.ts';

const crowd = (base: string, size: number): Crowd => ({ base: base as Address, size });

/** Shared address space (RFC 6598), the benchmark network (RFC 2544), documentation IPv6 (RFC 3849), private ones. */
const visitors = crowd('100.64.0.0', 4_000);
const partners = crowd('198.18.4.0', 60);
const office = crowd('192.168.7.0', 90);
const visitors6 = crowd('2001:db8:64::', 900);
const appServers = crowd('10.0.0.30', 8);

const load = (use: UseName, address: string, port: number, perSecond: number, from: Crowd): Load => {
  const service: ServiceId = {
    kind: 'address',
    protocol: uses[use].protocol,
    address: address as Address,
    port,
  };
  return { service, virtual: address as Address, ports: [port], use, perSecond, crowd: from };
};

/** The configuration as ipvsadm lines; servers are added in the order in which a person would list them. */
export const clusterRules: readonly string[] = [
  '--set 900 60 60',
  // www: direct routing, the weights of three generations of machines.
  '-A -t 10.1.0.80:80 -s wlc',
  '-a -t 10.1.0.80:80 -r 10.0.0.11 -g -w 3',
  '-a -t 10.1.0.80:80 -r 10.0.0.12 -g -w 3',
  '-a -t 10.1.0.80:80 -r 10.0.0.13 -g -w 2',
  '-a -t 10.1.0.80:80 -r 10.0.0.14 -g -w 1',
  '-A -t [fd00:1::80]:80 -s wrr',
  '-a -t [fd00:1::80]:80 -r [fd00::11]:80 -g -w 2',
  '-a -t [fd00:1::80]:80 -r [fd00::12]:80 -g -w 1',
  // The shop: 80 and 443 of one address carry mark 1, so that a basket stays on one machine.
  '-A -f 1 -s rr -p 300',
  '-a -f 1 -r 10.0.0.21 -g',
  '-a -f 1 -r 10.0.0.22 -g',
  '-a -f 1 -r 10.0.0.23 -g',
  // The API: NAT to another port, and no server may hold more than 400 connections.
  '-A -t 10.1.0.82:443 -s wrr',
  '-a -t 10.1.0.82:443 -r 10.0.0.41:8443 -m -w 4 -x 400 -y 300',
  '-a -t 10.1.0.82:443 -r 10.0.0.42:8443 -m -w 4 -x 400 -y 300',
  '-a -t 10.1.0.82:443 -r 10.0.0.43:8443 -m -w 2 -x 400 -y 300',
  // Name servers: every question is scheduled by itself.
  '-A -u 10.1.0.53:53 -s rr -o',
  '-a -u 10.1.0.53:53 -r 10.0.0.51 -g',
  '-a -u 10.1.0.53:53 -r 10.0.0.52 -g',
  '-a -u 10.1.0.53:53 -r 10.0.0.53 -g',
  '-A -t 10.1.0.83:5432 -s nq',
  '-a -t 10.1.0.83:5432 -r 10.0.0.61:5432 -m',
  '-a -t 10.1.0.83:5432 -r 10.0.0.62:5432 -m',
  // Downloads: servers at other sites, reached through tunnels.
  '-A -t 10.1.0.84:443 -s sed',
  '-a -t 10.1.0.84:443 -r 198.51.100.11 -i -w 4',
  '-a -t 10.1.0.84:443 -r 198.51.100.12 -i -w 4',
  '-a -t 10.1.0.84:443 -r 203.0.113.11 -i -w 2 --tun-type gue --tun-port 6080',
  // Push: connections of minutes; a client keeps its machine when others come or go.
  '-A -t 10.1.0.86:443 -s mh -b mh-fallback,mh-port',
  '-a -t 10.1.0.86:443 -r 10.0.0.71 -g',
  '-a -t 10.1.0.86:443 -r 10.0.0.72 -g',
  '-a -t 10.1.0.86:443 -r 10.0.0.73 -g',
  '-A -t 10.1.0.85:25 -s sh',
  '-a -t 10.1.0.85:25 -r 10.0.0.81:25 -m',
  '-a -t 10.1.0.85:25 -r 10.0.0.82:25 -m',
  '-A -u 10.1.0.87:1812 -s lc',
  '-a -u 10.1.0.87:1812 -r 10.0.0.91:1812 -m -w 2',
  '-a -u 10.1.0.87:1812 -r 10.0.0.92:1812 -m -w 1',
  // A machine with a spare: everything to the first until its weight is 0.
  '-A -t 10.1.0.88:443 -s fo',
  '-a -t 10.1.0.88:443 -r 10.0.0.95:443 -m -w 10',
  '-a -t 10.1.0.88:443 -r 10.0.0.96:443 -m -w 1',
];

/** The traffic of the cluster's services. */
export const clusterLoads: readonly Load[] = [
  load('web', '10.1.0.80', 80, 4.5, visitors),
  load('web', 'fd00:1::80', 80, 1.2, visitors6),
  {
    service: { kind: 'fwmark', mark: 1, family: 4 },
    virtual: '10.1.0.81' as Address,
    ports: [80, 443, 443, 443],
    use: 'tls',
    perSecond: 1.5,
    crowd: crowd('100.72.0.0', 300),
  },
  load('tls', '10.1.0.82', 443, 2.4, partners),
  load('dns', '10.1.0.53', 53, 14, visitors),
  load('database', '10.1.0.83', 5432, 0.12, appServers),
  load('files', '10.1.0.84', 443, 0.8, visitors),
  load('push', '10.1.0.86', 443, 0.35, visitors),
  load('mail', '10.1.0.85', 25, 0.4, partners),
  load('radius', '10.1.0.87', 1812, 0.5, office),
  load('tls', '10.1.0.88', 443, 0.1, office),
];

/** VIPs on the clients' side, and the rule that marks the shop's packets. */
export const clusterNetwork: readonly string[] = [
  ...clusterLoads.map(({ virtual }) => `ip addr add ${virtual}/${virtual.includes(':') ? 128 : 32} dev eth1`),
  'iptables -t mangle -A PREROUTING -d 10.1.0.81/32 -p tcp -m multiport --dports 80,443 -j MARK --set-mark 1',
];

/** What its operator does now and then. */
export const clusterChanges: readonly Change[] = [
  { make: '-e -t 10.1.0.80:80 -r 10.0.0.14 -g -w 2', undo: '-e -t 10.1.0.80:80 -r 10.0.0.14 -g -w 1' },
  {
    make: '-e -t 10.1.0.82:443 -r 10.0.0.43:8443 -m -w 0 -x 400 -y 300',
    undo: '-e -t 10.1.0.82:443 -r 10.0.0.43:8443 -m -w 2 -x 400 -y 300',
  },
  {
    make: '-e -t 10.1.0.84:443 -r 198.51.100.12 -i -w 1',
    undo: '-e -t 10.1.0.84:443 -r 198.51.100.12 -i -w 4',
  },
  { make: '-d -u 10.1.0.53:53 -r 10.0.0.53', undo: '-a -u 10.1.0.53:53 -r 10.0.0.53 -g' },
  {
    make: '-e -t [fd00:1::80]:80 -r [fd00::12]:80 -g -w 3',
    undo: '-e -t [fd00:1::80]:80 -r [fd00::12]:80 -g -w 1',
  },
];

const numbered = (name: string, prefix: string, first: number, count: number): [string, string][] =>
  Array.from({ length: count }, (_, index) => [`${prefix}${first + index}`, `${name}${index + 1}`]);

/** Names of its addresses. */
export const clusterNames: Readonly<Record<string, string>> = {
  '10.1.0.53': 'ns',
  '10.1.0.80': 'www',
  'fd00:1::80': 'www6',
  '10.1.0.81': 'shop',
  '10.1.0.82': 'api',
  '10.1.0.83': 'db',
  '10.1.0.84': 'download',
  '10.1.0.85': 'mail',
  '10.1.0.86': 'push',
  '10.1.0.87': 'radius',
  '10.1.0.88': 'admin',
  ...Object.fromEntries([
    ...numbered('web', '10.0.0.', 11, 4),
    ...numbered('shop', '10.0.0.', 21, 3),
    ...numbered('api', '10.0.0.', 41, 3),
    ...numbered('ns', '10.0.0.', 51, 3),
    ...numbered('db', '10.0.0.', 61, 2),
    ...numbered('push', '10.0.0.', 71, 3),
    ...numbered('mail', '10.0.0.', 81, 2),
    ...numbered('radius', '10.0.0.', 91, 2),
    ...numbered('admin', '10.0.0.', 95, 2),
    ...numbered('north', '198.51.100.', 11, 2),
    ['203.0.113.11', 'south1'],
    ['fd00::11', 'web1-v6'],
    ['fd00::12', 'web2-v6'],
  ]),
};
