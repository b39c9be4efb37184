/** The wizards: which questions each asks, in which order. */
import { checkMarkPorts } from './checks/mark-ports.ts';
import {
  chosenService,
  newMark,
  newService,
  runningSetting,
  type Setting,
  serviceFamilyIn,
  siblingMethod,
} from './setting.ts';
import { deviceStep } from './steps/device.ts';
import { dipStep } from './steps/dip.ts';
import { flavourStep } from './steps/flavour.ts';
import { programStep, servicesStep } from './steps/ha.ts';
import { checkStep, sorryStep, syncStep } from './steps/ha-checks.ts';
import { advertStep, movedStep, peersStep } from './steps/ha-moved.ts';
import { priorityStep, quorumStep, routerIdStep } from './steps/ha-numbers.ts';
import { byStep, timeoutStep } from './steps/kept.ts';
import { markerStep, markStep } from './steps/mark.ts';
import { markFamily, portsStep, vipsStep } from './steps/marked.ts';
import { maskStep } from './steps/mask.ts';
import { methodStep } from './steps/method.ts';
import { checkJoining, siblingTunnel, weightStep } from './steps/new-server.ts';
import { persistenceStep } from './steps/persistence.ts';
import { besidePorts, isMarking } from './steps/regroup.ts';
import { schedulerStep } from './steps/scheduler.ts';
import { serversStep } from './steps/servers.ts';
import { markedVipsStep, serviceStep } from './steps/service.ts';
import { snatStep } from './steps/snat.ts';
import { tunnelPortStep, tunnelStep } from './steps/tunnel.ts';
import { vipStep } from './steps/vip.ts';
import type { Wizard, WizardKind, WizardStep } from './wizard.types.ts';

/** What only a person knows comes first: with the address and the servers given, all the rest is suggested. */
const newSteps = (setting: Setting): readonly WizardStep[] => [
  vipStep(setting),
  serversStep(setting),
  deviceStep(),
  tunnelStep(setting),
  tunnelPortStep(setting),
  dipStep(setting),
  schedulerStep,
  persistenceStep(),
  snatStep(setting),
  flavourStep(setting),
];

/** Steps that a way never asks are no flags of its wizard. */
const without = (steps: readonly WizardStep[], ...ids: readonly string[]): readonly WizardStep[] =>
  steps.filter(({ id }) => !ids.includes(id));

/** All wizards, in the order in which they are offered. */
export const wizards: readonly Wizard[] = [
  {
    kind: 'dr',
    title: 'New service · DR',
    about: 'direct routing: servers on the director’s own link answer clients by themselves; the fastest',
    steps: without(newSteps(newService('dr')), 'tunnel', 'tunnel-port', 'dip', 'snat'),
  },
  {
    kind: 'nat',
    title: 'New service · NAT',
    about:
      'address translation: servers need nothing but the director as their gateway, and may listen on other ports',
    steps: without(newSteps(newService('nat')), 'tunnel', 'tunnel-port'),
  },
  {
    kind: 'tun',
    title: 'New service · TUN',
    about: 'tunnelling: servers in other networks answer clients by themselves',
    steps: without(newSteps(newService('tun')), 'snat'),
  },
  {
    kind: 'fullnat',
    title: 'New service · full NAT',
    about:
      'what this kernel has in the place of full NAT: servers need no change at all, and see the director as the client',
    steps: without(newSteps(newService('snat')), 'tunnel', 'tunnel-port', 'snat', 'flavour'),
  },
  {
    kind: 'mark',
    title: 'New service · firewall mark',
    about: 'several ports or addresses as one service',
    steps: [
      vipsStep,
      portsStep(),
      serversStep(newMark, checkMarkPorts),
      methodStep(),
      deviceStep(true),
      tunnelStep(newMark),
      tunnelPortStep(newMark),
      dipStep(newMark),
      schedulerStep,
      persistenceStep('One time counts for all the ports together.'),
      markStep(answers => markFamily(answers)),
      markerStep(answers => markFamily(answers)),
      snatStep(newMark),
      flavourStep(newMark),
    ],
  },
  {
    kind: 'server',
    title: 'Add real servers',
    about: 'to a service that there is, set up like its other servers',
    steps: [
      serviceStep(
        'Which service gets them?',
        'The service decides what its servers must be like. Port, method and weight are suggested as most of the others have them.',
      ),
      markedVipsStep,
      serversStep(runningSetting, checkJoining),
      methodStep((answers, ground) => siblingMethod(chosenService(answers, ground))),
      weightStep,
      tunnelStep(runningSetting, (answers, ground) => siblingTunnel(answers, ground)?.type),
      tunnelPortStep(runningSetting, (answers, ground) => {
        const port = siblingTunnel(answers, ground)?.port ?? 0;
        return port === 0 ? undefined : String(port);
      }),
      dipStep(runningSetting),
      flavourStep(runningSetting),
    ],
  },
  {
    kind: 'persistence',
    title: 'Persistence',
    about: 'clients stay with their server: for a port, for all ports, or for those that belong together',
    steps: [
      serviceStep(
        'Which service are its clients to stay with?',
        'Persistence is set for a service as a whole. It changes where new connections go; those that are open stay where they are.',
      ),
      markedVipsStep,
      byStep,
      timeoutStep,
      maskStep,
      portsStep(besidePorts, isMarking),
      markStep(serviceFamilyIn, isMarking),
      markerStep(serviceFamilyIn, isMarking),
    ],
  },
  {
    kind: 'ha',
    title: 'Two directors',
    about:
      'files for keepalived on both, or for ldirectord: servers are checked, and the VIPs move when a director fails',
    steps: [
      programStep,
      servicesStep,
      movedStep,
      advertStep,
      routerIdStep,
      priorityStep,
      peersStep,
      checkStep,
      quorumStep,
      sorryStep,
      syncStep,
    ],
  },
];

/** The wizard of a kind. */
export const wizardOf = (kind: WizardKind): Wizard => {
  const found = wizards.find(wizard => wizard.kind === kind);
  if (found === undefined) throw new Error(`no wizard ${kind}`);
  return found;
};
