/** The questions about a pair of directors that are about addresses: what moves, over which link, to whom. */
import { listed } from '../../explain/say.ts';
import type { Address } from '../../model/address.ts';
import { holderOf, linkOf } from '../../model/network.ts';
import type { SeenService } from '../../model/snapshot.ts';
import { serviceLabel } from '../../words/labels.ts';
import { readVips } from '../reading/vips.ts';
import { error, ok, rather, warn } from '../remarks.ts';
import type { Answers, Ground, Remark, WizardStep } from '../wizard.types.ts';
import { deviceStep } from './device.ts';
import { calledBy, isKeepalived, servicesIn } from './ha.ts';

/** The addresses of the answer `vip`, of either family. */
export const movedIn = (answers: Answers): readonly Address[] =>
  (answers.vip ?? '').split(/[\s,]+/).flatMap(word => {
    const found = readVips(word);
    return found.ok ? found.value : [];
  });

/** Whether an address is on the link of one of the NAT servers, so that it may be their gateway. */
const isGateway = (vip: Address, services: readonly SeenService[], { network }: Ground): boolean => {
  const link = network === undefined ? undefined : linkOf(network, vip);
  return (
    network !== undefined &&
    link !== undefined &&
    services.some(({ servers }) =>
      servers.some(
        ({ id, method }) => method === 'nat' && id !== undefined && linkOf(network, id.address) === link,
      ),
    )
  );
};

const checkMoved = (text: string, answers: Answers, ground: Ground): readonly Remark[] => {
  const chosen = servicesIn(answers, ground);
  const words = text.split(/[\s,]+/).filter(word => word !== '');
  const bad = words.map(word => readVips(word)).find(found => !found.ok);
  if (bad !== undefined && !bad.ok)
    return [error(bad.text, bad.better === undefined ? undefined : rather('vip', bad.better))];
  const vips = movedIn({ vip: text });
  if (vips.length === 0) return [error('Services by mark name no address: say which VIPs are to move')];
  const left = calledBy(chosen).filter(vip => !vips.includes(vip));
  const marks = chosen.flatMap(({ id, key }) => (id?.kind === 'fwmark' ? [serviceLabel(key)] : []));
  const remarks: Remark[] = [
    ...(left.length === 0 ? [] : [ok(`${listed(left)} moves along as well: a service is called by it`)]),
    ...(marks.length === 0
      ? []
      : [ok(`${listed(marks)}: the addresses whose packets get the mark belong into this list`)]),
  ];
  const nat = chosen.some(({ servers }) => servers.some(({ method }) => method === 'nat'));
  const { network } = ground;
  const gateways = vips.filter(vip => isGateway(vip, chosen, ground));
  return nat && network !== undefined && gateways.length === 0
    ? [
        ...remarks,
        warn(
          'The gateway of the NAT servers does not move along: give them one that does, an address in their subnet that stands in this list',
        ),
      ]
    : remarks;
};

/** The step that asks for the addresses that move. */
export const movedStep: WizardStep = {
  id: 'vip',
  label: 'addresses',
  question: 'Which addresses move to the other director when this one fails?',
  why: () =>
    'The VIPs of the services move, as /32 or /128, and gratuitous ARP tells the neighbours where they are. With NAT the gateway of the real servers has to move, too, or they answer to a director that is gone.',
  example: '10.0.0.200',
  kind: 'text',
  when: isKeepalived,
  suggest: (answers, ground) => {
    const vips = calledBy(servicesIn(answers, ground));
    return vips.length === 0 ? undefined : vips.join(' ');
  },
  check: checkMoved,
  words: text => movedIn({ vip: text }).join(', '),
};

/** The step that asks for the interface of the adverts. */
export const advertStep: WizardStep = {
  ...deviceStep(),
  question: 'Over which interface do the directors hear each other?',
  why: () =>
    'The master says once a second that it is there, and the backup takes over when it no longer hears that. The VIPs are brought up on the same interface, so it is the one towards the clients.',
  when: isKeepalived,
  suggest: (answers, ground) => {
    const [vip] = movedIn(answers).length > 0 ? movedIn(answers) : calledBy(servicesIn(answers, ground));
    return deviceStep().suggest?.(vip === undefined ? {} : { vip }, ground);
  },
  // Nobody hears adverts on lo, and keepalived takes no such file.
  options: (answers, ground) =>
    (deviceStep().options?.(answers, ground) ?? []).filter(({ value }) => value !== 'lo'),
  // The VIPs are keepalived's to bring up: where they are now says nothing against another interface.
  check: (text, _, ground) =>
    text.trim() === 'lo'
      ? [error('lo is this machine’s own: the other director hears nothing there')]
      : deviceStep().check(text, {}, ground),
  words: text => text.trim(),
};

const peersIn = (text: string): readonly Address[] => movedIn({ vip: text });

/** The step that asks for the other director's address. */
export const peersStep: WizardStep = {
  id: 'peers',
  label: 'peer',
  question: 'Which address of its own has the other director?',
  why: () =>
    'Without it the directors hear each other by multicast, which every link of one’s own lets pass. With it they speak to each other alone, which clouds and careful switches ask for; the file for the other director then needs this one’s address, too.',
  example: '10.0.0.101',
  kind: 'text',
  optional: true,
  when: isKeepalived,
  check: (text, _, { network }) => {
    const words = text.split(/[\s,]+/).filter(word => word !== '');
    const bad = words.map(word => readVips(word)).find(found => !found.ok);
    if (bad !== undefined && !bad.ok)
      return [error(bad.text, bad.better === undefined ? undefined : rather('peers', bad.better))];
    const own =
      network === undefined ? undefined : peersIn(text).find(peer => holderOf(network, peer) !== undefined);
    return own === undefined
      ? []
      : [error(`${own} is an address of this director: the other one’s is asked for`)];
  },
  words: text => (text.trim() === '' ? 'none: by multicast' : peersIn(text).join(', ')),
};
