/** The questions about a pair of directors: which program, what it moves, and by whom it is heard. */
import { listed } from '../../explain/say.ts';
import type { Address } from '../../model/address.ts';
import type { SeenService } from '../../model/snapshot.ts';
import { serviceLabel } from '../../words/labels.ts';
import { count } from '../../words/numbers.ts';
import { readServices } from '../reading/services.ts';
import { error, rather, warn } from '../remarks.ts';
import type { Answers, Ground, WizardStep } from '../wizard.types.ts';
import { choiceStep } from './choice.ts';
import { withoutServices } from './service.ts';

/** Whether the answers mean keepalived. */
export const isKeepalived = ({ program }: Answers): boolean => program?.trim().toLowerCase() !== 'ldirectord';

/** The services of the answers; all of them where nothing else was said. */
export const servicesIn = (answers: Answers, { services = [] }: Ground): readonly SeenService[] => {
  const found = readServices(answers.services ?? 'all', services);
  return found.ok ? found.value : [];
};

/** The addresses that these services are called by. */
export const calledBy = (services: readonly SeenService[]): readonly Address[] => [
  ...new Set(services.flatMap(({ id }) => (id?.kind === 'address' ? [id.address] : []))),
];

/** The step that asks for the program. */
export const programStep: WizardStep = choiceStep({
  id: 'program',
  label: 'program',
  question: 'Which program watches the servers?',
  why: () =>
    'The kernel goes on sending connections to a server that is dead, and one director alone is a single point of failure. keepalived cures both: it checks servers, and moves the VIPs to a second director by VRRP. ldirectord checks servers only; something else must move the VIPs then.',
  example: 'keepalived',
  options: () => [
    {
      value: 'keepalived',
      title: 'keepalived',
      about: 'checks the servers, and moves the VIPs to a second director',
    },
    {
      value: 'ldirectord',
      title: 'ldirectord',
      about: 'checks the servers; Pacemaker or another program moves the VIPs',
    },
  ],
});

/** The step that asks for the services. */
export const servicesStep: WizardStep = {
  id: 'services',
  label: 'services',
  question: 'Which services of this director?',
  why: () =>
    'The program makes these services from its file and takes servers in and out by its checks. From then on the file is where they are changed: what is changed by hand beside it is put back or forgotten.',
  example: 'tcp:10.0.0.200:80',
  kind: 'text',
  suggest: () => 'all',
  check: (text, _, ground) => {
    const none = withoutServices(ground);
    if (none.length > 0) return none;
    const found = readServices(text, ground.services ?? []);
    if (!found.ok)
      return [error(found.text, found.better === undefined ? undefined : rather('services', found.better))];
    const empty = found.value
      .filter(({ servers }) => servers.length === 0)
      .map(({ key }) => serviceLabel(key));
    return empty.length === 0 ? [] : [warn(`${listed(empty)}: no real server yet`)];
  },
  words: (text, _, { services = [] }) => {
    const found = readServices(text, services);
    if (!found.ok) return text;
    const { value } = found;
    return value.length > 3 || value.length === 0
      ? count(value.length, 'service')
      : value.map(({ key }) => serviceLabel(key)).join(', ');
  },
};
