/** Grounds that the tests of wizards stand on. */
import { type Address, parseAddress } from '../../../src/core/model/address.ts';
import type { Result } from '../../../src/core/model/failure.ts';
import type { Network } from '../../../src/core/model/network.ts';
import type { SeenServer, SeenService } from '../../../src/core/model/snapshot.ts';
import { buildWizard, shownSteps, wizardOf } from '../../../src/core/wizard/run.ts';
import type { Answers, Built, Ground, WizardKind } from '../../../src/core/wizard/wizard.types.ts';

/** An address of a test; throws where it is none. */
export const address = (text: string): Address => {
  const found = parseAddress(text);
  if (found === undefined) throw new Error(`${text} is no address`);
  return found;
};

const own = (text: string) => {
  const [host = '', length] = text.split('/');
  return { address: address(host), prefix: Number(length) };
};

/** One LAN with a router: eth0 10.0.0.100/24 and fd00::100/64, default through 10.0.0.1 and fd00::1. */
export const oneLan: Network = {
  interfaces: [
    { name: 'lo', up: true, mtu: 65_536, addresses: [own('127.0.0.1/8'), own('::1/128')] },
    { name: 'eth0', up: true, mtu: 1500, addresses: [own('10.0.0.100/24'), own('fd00::100/64')] },
  ],
  routes: [
    { to: own('10.0.0.0/24'), family: 4, interface: 'eth0' },
    { to: undefined, family: 4, via: address('10.0.0.1'), interface: 'eth0' },
    { to: own('fd00::/64'), family: 6, interface: 'eth0' },
    { to: undefined, family: 6, via: address('fd00::1'), interface: 'eth0' },
  ],
};

/** Two networks: eth0 172.30.0.100/24 towards clients, eth1 10.0.0.100/24 towards servers. */
export const twoNets: Network = {
  interfaces: [
    { name: 'lo', up: true, addresses: [own('127.0.0.1/8')] },
    { name: 'eth0', up: true, mtu: 1500, addresses: [own('172.30.0.100/24')] },
    { name: 'eth1', up: true, mtu: 9000, addresses: [own('10.0.0.100/24')] },
    { name: 'eth2', up: false, addresses: [] },
  ],
  routes: [
    { to: undefined, family: 4, via: address('172.30.0.1'), interface: 'eth0' },
    { to: own('172.30.0.0/24'), family: 4, interface: 'eth0' },
    { to: own('10.0.0.0/24'), family: 4, interface: 'eth1' },
  ],
};

/** A real server as it is read: DR, weight 1. */
export const server = (rip: string, port: number, more: Partial<SeenServer> = {}): SeenServer => ({
  key: rip.includes(':') ? `[${rip}]:${port}` : `${rip}:${port}`,
  id: { address: address(rip), port },
  method: 'dr',
  weight: 1,
  upper: 0,
  lower: 0,
  ...more,
});

/** A TCP service as it is read. */
export const tcp = (
  vip: string,
  port: number,
  servers: readonly SeenServer[],
  more: Partial<SeenService> = {},
): SeenService => ({
  key: vip.includes(':') ? `tcp:[${vip}]:${port}` : `tcp:${vip}:${port}`,
  id: { kind: 'address', protocol: 'tcp', address: address(vip), port },
  scheduler: 'wrr',
  persistence: null,
  pe: null,
  ops: false,
  flags: [],
  servers,
  ...more,
});

/** A service by mark as it is read. */
export const marked = (
  mark: number,
  servers: readonly SeenServer[],
  more: Partial<SeenService> = {},
): SeenService => ({
  key: `fwm:${mark}`,
  id: { kind: 'fwmark', mark, family: 4 },
  scheduler: 'rr',
  persistence: null,
  pe: null,
  ops: false,
  flags: [],
  servers,
  ...more,
});

/** Nothing is known but the director's name. */
export const blank: Ground = { director: 'lb1' };

/** A director in one LAN with nothing on it. */
export const lan: Ground = {
  director: 'lb1',
  network: oneLan,
  neighbours: [],
  services: [],
  schedulers: ['rr', 'wrr', 'lc', 'wlc', 'sh', 'mh', 'sed', 'nq', 'fo', 'ovf', 'dh', 'lblc', 'lblcr'],
  sysctls: { 'net.ipv4.ip_forward': '0', 'net.ipv4.vs.conntrack': '0' },
  markers: { 4: 'iptables', 6: 'ip6tables' },
  marks: [],
};

/** A director between two networks. */
export const between: Ground = { ...lan, network: twoNets };

/** The value of a result that must be good. */
export const good = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new Error(`${result.failure.what} (${result.failure.why ?? ''}) ${result.failure.advice ?? ''}`);
};

/** What a wizard comes to; throws where it cannot be built. */
export const build = (kind: WizardKind, answers: Answers, ground: Ground = lan): Built =>
  good(buildWizard(kind, answers, ground));

/** Why a wizard cannot be built; throws where it can. */
export const refusal = (kind: WizardKind, answers: Answers, ground: Ground = lan): string => {
  const built = buildWizard(kind, answers, ground);
  if (built.ok) throw new Error('it was built');
  return built.failure.what;
};

/** The step of a wizard with its answer and remarks; throws where it is not asked. */
export const stepOf = (kind: WizardKind, id: string, answers: Answers, ground: Ground = lan) => {
  const found = shownSteps(wizardOf(kind), answers, ground).find(({ step }) => step.id === id);
  if (found === undefined) throw new Error(`${kind} does not ask for ${id}`);
  return found;
};

/** The remarks on an answer, each as `level: text`. */
export const remarksOn = (
  kind: WizardKind,
  id: string,
  answers: Answers,
  ground: Ground = lan,
): readonly string[] =>
  stepOf(kind, id, answers, ground).remarks.map(({ level, text }) => `${level}: ${text}`);
