/** The question for a service of the running table. */
import { findOneService } from '../../line/targets.ts';
import { familyOf } from '../../model/address.ts';
import type { Method } from '../../model/service.ts';
import type { SeenService } from '../../model/snapshot.ts';
import { serviceLabel } from '../../words/labels.ts';
import { count } from '../../words/numbers.ts';
import { readVips } from '../reading/vips.ts';
import { error, rather } from '../remarks.ts';
import { chosenService } from '../setting.ts';
import type { Answers, Ground, Option, Remark, WizardStep } from '../wizard.types.ts';

/** More services than these are not offered one by one; each can be named all the same. */
const mostOffered = 200;

const methods: Readonly<Record<Method, string>> = {
  dr: 'direct routing',
  nat: 'NAT',
  tun: 'tunnelling',
  local: 'local node',
};

const optionOf = ({ key, servers, scheduler }: SeenService): Option => {
  const ways = [...new Set(servers.flatMap(({ method }) => (method === undefined ? [] : [methods[method]])))];
  return {
    value: key,
    title: serviceLabel(key),
    about: [scheduler, count(servers.length, 'real server'), ...ways]
      .filter(part => part !== undefined)
      .join(', '),
  };
};

/** Why there is no running service to take; empty where there are some. */
export const withoutServices = ({ services }: Ground): readonly Remark[] => {
  if (services === undefined)
    return [error('The running table is not known: this wizard begins with a service of it')];
  return services.length > 0
    ? []
    : [
        error('There is no service yet: this wizard begins with one', {
          label: 'a new service',
          wizard: 'dr',
          answers: {},
        }),
      ];
};

/** The step. */
export const serviceStep = (
  question: string,
  why: string,
  check: (service: SeenService, answers: Answers, ground: Ground) => readonly Remark[] = () => [],
): WizardStep => ({
  id: 'service',
  label: 'service',
  question,
  why: () => why,
  example: 'tcp:10.0.0.200:80',
  kind: 'choice',
  options: (_, { services = [] }) => services.slice(0, mostOffered).map(optionOf),
  suggest: (_, { services = [] }) => (services.length === 1 ? services[0]?.key : undefined),
  check: (text, answers, ground) => {
    const none = withoutServices(ground);
    if (none.length > 0) return none;
    const found = findOneService(ground.services ?? [], text.trim());
    if (!found.ok) {
      const { what, advice } = found.failure;
      return [error(advice === undefined ? what : `${what}. ${advice}`)];
    }
    return check(found.value, answers, ground);
  },
  words: (text, _, { services = [] }) => {
    const found = findOneService(services, text.trim());
    return found.ok ? serviceLabel(found.value.key) : text;
  },
});

/** The step that asks for the VIPs of a running service by mark: it names none, and only the rules that set its mark do. */
export const markedVipsStep: WizardStep = {
  id: 'vip',
  label: 'addresses',
  question: 'Which addresses get the mark of this service?',
  why: () =>
    'A service by mark names no address; only the rules do that set its mark. The real servers have to know what clients call, so it is taken from these rules where they can be read, and asked for otherwise.',
  example: '10.0.0.200',
  kind: 'text',
  when: (answers, ground) => chosenService(answers, ground)?.id?.kind === 'fwmark',
  suggest: (answers, ground) => {
    const id = chosenService(answers, ground)?.id;
    if (id?.kind !== 'fwmark') return undefined;
    const vips = (ground.marked ?? []).flatMap(({ mark, address }) =>
      mark === id.mark && familyOf(address) === id.family ? [address] : [],
    );
    return vips.length === 0 ? undefined : [...new Set(vips)].join(' ');
  },
  check: (text, answers, ground) => {
    const found = readVips(text);
    if (!found.ok)
      return [error(found.text, found.better === undefined ? undefined : rather('vip', found.better))];
    const id = chosenService(answers, ground)?.id;
    const [vip] = found.value;
    return vip !== undefined && id?.kind === 'fwmark' && familyOf(vip) !== id.family
      ? [error(`${vip} is of another family than the service, which is IPv${id.family}`)]
      : [];
  },
  words: text => {
    const found = readVips(text);
    return found.ok ? found.value.join(', ') : text;
  },
};
