/**
 * Names of hosts and ports. ipvsadm asks the resolver and /etc/services; the language stays pure, so whoever
 * calls it brings the answers along.
 */
import type { Address, Family } from '../model/address.ts';
import type { Protocol } from '../model/service.ts';

/** What the machine's resolver and services table would answer. */
export interface Names {
  /** The first address of a host name in this family (ipvsadm only ever asks for IPv4). */
  host(name: string, family: Family): Address | undefined;
  /** The port of a service name for this protocol. */
  port(name: string, protocol: Protocol): number | undefined;
  /** The host name of an address, for listings without `-n`. */
  hostName?(address: Address): string | undefined;
  /** The service name of a port, for listings without `-n`. */
  portName?(port: number, protocol: Protocol): string | undefined;
}

/** Knows no name at all. */
export const noNames: Names = { host: () => undefined, port: () => undefined };

const tcpAndUdp: Readonly<Record<string, number>> = {
  domain: 53,
  kerberos: 88,
  sunrpc: 111,
  ldap: 389,
  ldaps: 636,
  nfs: 2049,
  sip: 5060,
  'sip-tls': 5061,
};
const tcpOnly: Readonly<Record<string, number>> = {
  'ftp-data': 20,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  http: 80,
  pop3: 110,
  nntp: 119,
  imap2: 143,
  https: 443,
  submissions: 465,
  submission: 587,
  imaps: 993,
  pop3s: 995,
  mysql: 3306,
  postgresql: 5432,
  redis: 6379,
  'http-alt': 8080,
};
const udpOnly: Readonly<Record<string, number>> = {
  bootps: 67,
  bootpc: 68,
  tftp: 69,
  ntp: 123,
  snmp: 161,
  'snmp-trap': 162,
  https: 443,
  syslog: 514,
  openvpn: 1194,
  radius: 1812,
  'radius-acct': 1813,
};
const aliases: Readonly<Record<string, string>> = {
  www: 'http',
  mail: 'smtp',
  imap: 'imap2',
  'pop-3': 'pop3',
};

const ports: Readonly<Record<Protocol, ReadonlyMap<string, number>>> = {
  tcp: new Map(Object.entries({ ...tcpAndUdp, ...tcpOnly })),
  udp: new Map(Object.entries({ ...tcpAndUdp, ...udpOnly })),
  sctp: new Map(),
};
const portNames: Readonly<Record<Protocol, ReadonlyMap<number, string>>> = {
  tcp: new Map([...ports.tcp].map(([name, port]) => [port, name])),
  udp: new Map([...ports.udp].map(([name, port]) => [port, name])),
  sctp: new Map(),
};

/** The names of this machine in /etc/hosts. glibc answers 127.0.0.1 for those of ::1 too when it is asked for IPv4. */
const local: ReadonlySet<string> = new Set(['localhost', 'ip6-localhost', 'ip6-loopback']);

/** Knows `localhost` and the common service names, as a fresh Debian does (`http` is TCP only). */
export const smallNames: Names = {
  host: (name, family) =>
    local.has(name.toLowerCase()) ? ((family === 4 ? '127.0.0.1' : '::1') as Address) : undefined,
  port: (name, protocol) => ports[protocol].get(aliases[name] ?? name),
  hostName: address => (address === '127.0.0.1' || address === '::1' ? 'localhost' : undefined),
  portName: (port, protocol) => portNames[protocol].get(port),
};

/** The names that smallNames knows in the format of /etc/services, so that a real machine can be given the same. */
export const servicesFile = (): string =>
  (['tcp', 'udp'] as const)
    .flatMap(protocol =>
      [...ports[protocol]].map(([name, port]) => {
        const others = Object.keys(aliases).filter(alias => aliases[alias] === name);
        return `${[name, `${port}/${protocol}`, ...others].join('\t')}\n`;
      }),
    )
    .join('');
