/** The question how the real servers' script speaks. */
import { refusal } from '../../script/real-server-refusals.ts';
import { type Flavour, flavours } from '../../script/script.types.ts';
import { serversIn } from '../reading/vips.ts';
import type { Setting } from '../setting.ts';
import type { Answers, Ground, Option, WizardStep } from '../wizard.types.ts';
import { choiceStep } from './choice.ts';
import { tunnelIn } from './tunnel.ts';

const abouts: Readonly<Record<Flavour, readonly [title: string, about: string]>> = {
  iproute2: ['ip and sysctl', 'for every Linux of today; until the next boot, so it can be tried first'],
  systemd: ['permanent, systemd', 'sysctl.d and a unit that starts at boot, for every system with systemd'],
  nmcli: ['permanent, NetworkManager', 'a connection of NetworkManager that holds the VIP'],
  ifcfg: ['permanent, ifcfg', 'files in network-scripts, for RHEL 7 and CentOS 7'],
  classic: ['ifconfig and route', 'for systems without ip, as old tutorials have it'],
  arptables: ['arptables', 'ARP is filtered instead of kept silent by sysctls; one script for each server'],
};

/** The flavour of an answer; iproute2 where none was given. */
export const flavourIn = ({ flavour }: Answers): Flavour =>
  flavours.find(name => name === flavour?.trim().toLowerCase()) ?? 'iproute2';

const optionsOf = (setting: Setting, answers: Answers, ground: Ground): readonly Option[] => {
  const way = setting.way(answers, ground);
  const { family = 4, vips } = setting.called(answers, ground);
  const order: readonly Flavour[] = ['iproute2', 'systemd', 'nmcli', 'ifcfg', 'classic', 'arptables'];
  return order.map(flavour => {
    const [title, about] = abouts[flavour];
    // Scripts for single servers are written one by one, so that there are several counts for nothing.
    const rips = serversIn(answers)
      .slice(0, 1)
      .map(({ address }) => address);
    const want = { way, family, vips, rips, ...(way === 'tun' ? { tunnel: tunnelIn(answers) } : {}) };
    const not = rips.length === 0 ? undefined : refusal(want, flavour);
    return {
      value: flavour,
      title,
      about,
      ...(not === undefined ? {} : { not: `${not.what}${not.why === undefined ? '' : `: ${not.why}`}` }),
    };
  });
};

/** The step; not asked where the servers need no script (full NAT). */
export const flavourStep = (setting: Setting): WizardStep =>
  choiceStep({
    id: 'flavour',
    label: 'script',
    question: 'How shall the script for the real servers speak?',
    why: () =>
      'The director can do its own part, the real servers need a script. What ip and sysctl set is gone after a reboot, which is right for a trial; the permanent forms come back at boot. Each can be taken back with stop.',
    example: 'systemd',
    when: (answers, ground) => setting.way(answers, ground) !== 'snat',
    options: (answers, ground) => optionsOf(setting, answers, ground),
  });
