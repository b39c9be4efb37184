/** A director's machine for tests of wizards on the screen, and hands that fill them in. */
import type { WizardView } from '../../../src/app/wizard/view.types.ts';
import { workshop } from '../../../src/app/wizard/workshop.ts';
import type { Setup } from '../../../src/core/model/setup.ts';
import type { Ground } from '../../../src/core/wizard/wizard.types.ts';
import { last, prepare, small, smallSetup } from '../changing.ts';
import { address } from '../director.ts';
import type { Drive } from '../drive.ts';

const host = (text: string, prefix: number) => ({ address: address(text), prefix });

/** Two networks, a router, and a neighbour that answers. */
export const machine: Ground = {
  director: 'lb1',
  network: {
    interfaces: [
      { name: 'lo', up: true, addresses: [host('127.0.0.1', 8)] },
      { name: 'eth0', up: true, mtu: 1500, mac: '52:54:00:00:00:01', addresses: [host('10.0.0.100', 24)] },
      { name: 'eth1', up: true, mtu: 1500, mac: '52:54:00:00:00:02', addresses: [host('192.168.7.1', 24)] },
    ],
    routes: [
      { to: undefined, family: 4, via: address('10.0.0.1'), interface: 'eth0' },
      { to: host('10.0.0.0', 24), family: 4, interface: 'eth0' },
      { to: host('192.168.7.0', 24), family: 4, interface: 'eth1' },
    ],
  },
  neighbours: [{ address: '10.0.0.7', device: 'eth0', mac: '52:54:00:00:00:07', state: 'REACHABLE' }],
  schedulers: ['rr', 'wrr', 'lc', 'wlc', 'sh', 'mh', 'sed', 'nq'],
  sysctls: { 'net.ipv4.ip_forward': '1' },
  markers: { 4: 'iptables', 6: 'ip6tables' },
  marks: [],
};

/** The machine tells what it is. */
export const told = (drive: Drive, ground: Ground = machine): Drive =>
  drive.send({ type: 'ground-done', now: drive.state.now, ground });

/** What wizards are made with is loaded. */
export const ready = (drive: Drive): Drive =>
  drive.send({ type: 'workshop', now: drive.state.now, workshop });

/** The small director with its list of wizards open, and the machine known. */
export const listOpen = (change: ConstructorParameters<typeof Drive>[0] = {}, ground = machine): Drive =>
  told(ready(small(change)).keys('n'), ground);

/** A DR service with two servers, at its review. */
export const reviewed = (change: ConstructorParameters<typeof Drive>[0] = {}, ground = machine): Drive =>
  listOpen(change, ground)
    .keys('enter')
    .type('10.0.0.210:80')
    .keys('enter')
    .type('10.0.0.7 10.0.0.14')
    .keys('ctrl-r');

/** Answers what the plan asked to be read: nothing of what it adds is there. */
export const prepareFresh = (drive: Drive): Drive => {
  const { scope } = last(drive, 'prepare');
  const setup: Setup = {
    ...smallSetup,
    sysctls: {
      ...Object.fromEntries(scope.sysctls.map(name => [name, '0'])),
      ...smallSetup.sysctls,
    },
    files: Object.fromEntries(scope.files.map(path => [path, undefined])),
    items: Object.fromEntries(
      Object.entries(scope.items ?? {}).map(([key, item]) => [key, { item, there: false }]),
    ),
  };
  return prepare(drive, setup);
};

/** The wizard that is open. */
export const wizardIn = ({ state }: Drive): WizardView => {
  const view = state.views.findLast((one): one is WizardView => one.type === 'wizard');
  if (view === undefined) throw new Error('no wizard is open');
  return view;
};
