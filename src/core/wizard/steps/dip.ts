/** The question for the director's own address towards the real servers (DIP). */
import type { Way } from '../../cluster/cluster.types.ts';
import { reachOf, sourceOf } from '../../cluster/reach.ts';
import { readNetwork } from '../../explain/networks.ts';
import { listed, shown } from '../../explain/say.ts';
import { familyOf, fullLength } from '../../model/address.ts';
import { contains, holderOf, type NetworkAddress } from '../../model/network.ts';
import { withLength } from '../around.ts';
import { edgeOf, readAddress } from '../reading/address.ts';
import { type Read, read, refuse } from '../reading/read.types.ts';
import { serversIn } from '../reading/vips.ts';
import { error, fromMachine, ok, rather, warn } from '../remarks.ts';
import type { Setting } from '../setting.ts';
import type { Answers, Ground, Remark, WizardStep } from '../wizard.types.ts';
import { tunnelTypeIn } from './tunnel.ts';

/** Reads `10.0.0.100/24`: an address with the length of its subnet. */
export const readDip = (text: string): Read<NetworkAddress> => {
  const [host = '', length] = text.split('/');
  const address = readAddress(host);
  if (!address.ok) return address;
  const usual = familyOf(address.value) === 4 ? 24 : 64;
  if (length === undefined)
    return refuse(
      'The length of its subnet is missing, which says who is in it',
      `${address.value}/${usual}`,
    );
  const network = readNetwork(text);
  if (network === undefined)
    return refuse(`${shown(text)} has no length that a subnet may have`, `${host}/${usual}`);
  if (network.prefix === 0 || network.prefix === fullLength(familyOf(address.value)))
    return refuse(`/${network.prefix} is no subnet that other machines are in`, `${address.value}/${usual}`);
  const edge = edgeOf(network, address.value);
  return edge === undefined
    ? read(network)
    : refuse(`${withLength(network)} is the ${edge} address of its subnet: no machine can have it`);
};

const suggested = (answers: Answers, { network }: Ground): string | undefined => {
  if (network === undefined) return undefined;
  const servers = serversIn(answers).map(({ address }) => address);
  const other = servers.find(address => reachOf(network, address).how !== 'own');
  const dip = other === undefined ? undefined : sourceOf(network, other);
  return dip === undefined ? undefined : withLength(dip);
};

const whys: Readonly<Record<Way, string>> = {
  nat: 'It is the gateway of the real servers: answers must come back through the director, which alone can put the VIP back into them. A server with another gateway answers from an address that the client never called.',
  snat: 'Real servers see it as the client. It stands as the sender on every packet to them, so answers come back here.',
  tun: 'The servers’ GRE tunnels name it as their other end. They take nothing from anybody else.',
  dr: 'The director asks for the servers’ MAC addresses from it. The servers answer it, so they must not hold it themselves.',
};

const outside = (dip: NetworkAddress, answers: Answers): readonly Remark[] => {
  const away = serversIn(answers)
    .map(({ address }) => address)
    .filter(address => familyOf(address) === familyOf(dip.address) && !contains(dip, address));
  if (away.length === 0) return [];
  return [
    warn(
      `${listed(away)} ${away.length === 1 ? 'is' : 'are'} not in ${withLength(dip)}: a gateway must be in the server's own subnet`,
    ),
  ];
};

const onMachine = (dip: NetworkAddress, { network }: Ground): readonly Remark[] => {
  if (network === undefined) return [];
  const holder = holderOf(network, dip.address);
  const own = holder?.addresses.find(({ address }) => address === dip.address);
  if (holder === undefined || own === undefined)
    return [warn(`${dip.address} is on no interface of this machine: it must be before servers can use it`)];
  if (own.prefix !== dip.prefix && own.prefix < fullLength(familyOf(dip.address)))
    return [
      error(
        `On ${holder.name} it has the length ${own.prefix}, not ${dip.prefix}`,
        rather('dip', withLength(own)),
      ),
    ];
  return [ok(`${dip.address} is on ${holder.name}`)];
};

const checkDip = (text: string, answers: Answers, ground: Ground, way: Way): readonly Remark[] => {
  const found = readDip(text);
  if (!found.ok)
    return [error(found.text, found.better === undefined ? undefined : rather('dip', found.better))];
  const dip = found.value;
  const servers = serversIn(answers);
  const [first] = servers;
  if (first !== undefined && familyOf(first.address) !== familyOf(dip.address))
    return [error(`${dip.address} is of another family than the servers`)];
  return [...fromMachine(ground, onMachine(dip, ground)), ...(way === 'nat' ? outside(dip, answers) : [])];
};

/** The step; asked where the servers' side depends on it: NAT, its SNAT, and GRE. */
export const dipStep = (setting: Setting): WizardStep => ({
  id: 'dip',
  label: 'DIP',
  question: 'What is the director’s own address towards the real servers (DIP)?',
  why: (answers, ground) => whys[setting.way(answers, ground)],
  example: '10.0.0.100/24',
  kind: 'text',
  when: (answers, ground) => {
    const way = setting.way(answers, ground);
    return way === 'nat' || way === 'snat' || (way === 'tun' && tunnelTypeIn(answers) === 'gre');
  },
  suggest: suggested,
  check: (text, answers, ground) => checkDip(text.trim(), answers, ground, setting.way(answers, ground)),
  words: (text, answers, ground) =>
    setting.way(answers, ground) === 'nat' ? `${text.trim()}, the servers’ gateway` : text.trim(),
});
