/** The question for the interface that holds the VIP. */
import { outsideOf } from '../../cluster/place.ts';
import { reachOf } from '../../cluster/reach.ts';
import { shown } from '../../explain/say.ts';
import { familyOf, fullLength } from '../../model/address.ts';
import { holderOf, type Interface, type Network } from '../../model/network.ts';
import { nearest } from '../../words/nearest.ts';
import { withLength } from '../around.ts';
import { vipsIn } from '../reading/vips.ts';
import { error, fromMachine, ok, rather, warn } from '../remarks.ts';
import type { Answers, Ground, Option, Remark, WizardStep } from '../wizard.types.ts';

/** No interface: marked packets are taken in by a route. */
export const noDevice = 'none';

/** What is taken for the name where the interfaces are not known. */
const usual = 'eth0';

const suggested = (answers: Answers, { network }: Ground): string | undefined => {
  if (network === undefined) return usual;
  const [vip] = vipsIn(answers);
  const holder = vip === undefined ? undefined : holderOf(network, vip)?.name;
  const outside = vip === undefined ? undefined : outsideOf(network, vip);
  return holder ?? outside ?? network.interfaces.find(({ up, name }) => up && name !== 'lo')?.name;
};

const aboutDevice = ({ name, addresses, up }: Interface): string => {
  if (name === 'lo')
    return 'this machine’s own; for a VIP that a router sends here, where nobody asks for it on a link';
  const own = addresses.map(withLength).slice(0, 2).join(', ');
  return `${own === '' ? 'no address yet' : own}${up ? '' : ', down'}`;
};

const optionsOf = (answers: Answers, ground: Ground, loose: boolean): readonly Option[] => {
  const { network } = ground;
  const first = suggested(answers, ground);
  const faces = [...(network?.interfaces ?? [])].sort(
    (one, other) => Number(other.name === first) - Number(one.name === first),
  );
  const known = faces.map(face => ({ value: face.name, title: face.name, about: aboutDevice(face) }));
  const none = {
    value: noDevice,
    title: 'no interface',
    about: 'the VIP is held nowhere: a rule and a local route take packets with the mark in',
  };
  const guess = { value: usual, title: usual, about: 'the interfaces of this machine are not known' };
  return [...(known.length === 0 ? [guess] : known), ...(loose ? [none] : [])];
};

/** A name that an interface may have: 15 characters, no blank, no slash, and what looks like no option. */
const nameOf = /^[A-Za-z0-9_.][A-Za-z0-9_.@+~-]{0,14}$/;

const unknown = (name: string, network: Network): Remark => {
  const names = network.interfaces.map(face => face.name);
  const near = nearest(name, names) ?? names.find(one => one !== 'lo');
  return error(
    `There is no interface ${shown(name)} here: there are ${names.join(', ')}`,
    near === undefined ? undefined : rather('device', near),
  );
};

const checkDevice = (name: string, answers: Answers, ground: Ground, loose: boolean): readonly Remark[] => {
  if (name === noDevice && loose) return [];
  if (name === '') return [error('An interface is needed')];
  const alias = /^([A-Za-z0-9_.]+):\S+$/.exec(name)?.[1];
  if (alias !== undefined)
    return [
      error(
        `${shown(name)} is an alias, which ifconfig used to make: an interface holds as many addresses as it is given`,
        rather('device', alias),
      ),
    ];
  if (!nameOf.test(name) || name === '.' || name === '..')
    return [error(`${shown(name)} is no name of an interface: at most 15 letters, digits, dots and dashes`)];
  const { network } = ground;
  if (network === undefined)
    return [
      warn('The interfaces of this machine are not known: make sure that the director has one of this name'),
    ];
  const face = network.interfaces.find(one => one.name === name);
  if (face === undefined) return fromMachine(ground, [unknown(name, network)]);
  const remarks: Remark[] = face.up ? [] : [warn(`${name} is down: no packet comes in before it is up`)];
  for (const vip of vipsIn(answers)) {
    const holder = holderOf(network, vip)?.name;
    const reach = reachOf(network, vip);
    if (holder !== undefined && holder !== name)
      remarks.push(ok(`${vip} is on ${holder} already and stays there: it is not added to ${name}`));
    else if (holder === undefined && reach.how === 'link' && reach.device !== name && name !== 'lo')
      remarks.push(
        warn(
          `${vip} belongs to the link of ${reach.device}: on ${name} it is still answered for, but it is not where one looks for it`,
          rather('device', reach.device),
        ),
      );
  }
  return remarks;
};

const deviceWords = (name: string, answers: Answers, { network }: Ground): string => {
  if (name === noDevice) return 'held nowhere, a local route takes packets with the mark in';
  const vips = vipsIn(answers);
  const fresh = vips.filter(vip => network === undefined || holderOf(network, vip) === undefined);
  if (vips.length > 0 && fresh.length === 0) return `${name}, there already`;
  const [vip] = fresh;
  return vip === undefined ? name : `${name}, added as /${fullLength(familyOf(vip))}`;
};

/** The step; `loose`: the VIP may be held nowhere (services by mark). */
export const deviceStep = (loose = false): WizardStep => ({
  id: 'device',
  label: 'interface',
  question: 'Which interface of the director holds the VIP?',
  why: () =>
    'IPVS sees packets only where they come in for the machine itself, so the director must hold the VIP. It is added as a host address (/32, or /128): with the length of the subnet it would be one more address to speak from. An address that is there already is left alone.',
  example: 'eth0',
  kind: 'choice',
  options: (answers, ground) => optionsOf(answers, ground, loose),
  suggest: suggested,
  check: (text, answers, ground) => checkDevice(text.trim(), answers, ground, loose),
  words: (text, answers, ground) => deviceWords(text.trim(), answers, ground),
});
