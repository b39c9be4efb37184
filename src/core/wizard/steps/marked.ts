/** The questions what a service by firewall mark stands for: addresses and ports. */
import type { Marked } from '../../cluster/cluster.types.ts';
import { type Family, familyOf } from '../../model/address.ts';
import { serviceLabel } from '../../words/labels.ts';
import { checkVip } from '../checks/vip.ts';
import { type PortSet, portsWords, readPorts } from '../reading/ports.ts';
import { familyIn, readVips, serversIn } from '../reading/vips.ts';
import { error, gathered, rather, worstFirst } from '../remarks.ts';
import { newMark } from '../setting.ts';
import type { Answers, Ground, Remark, WizardStep } from '../wizard.types.ts';

/** The ports of the answers; all ports of TCP where they cannot be read. */
export const portsIn = (answers: Answers): readonly PortSet[] => {
  const found = readPorts(answers.ports ?? '');
  return found.ok ? found.value : [];
};

/** Single ports that a list comes to; undefined: all of them, or more than one can count. */
export const severalPorts = (sets: readonly PortSet[]): boolean =>
  sets.length > 1 || sets.some(({ ports }) => ports.length !== 1 || ports[0]?.[0] !== ports[0]?.[1]);

/** What is marked: every address with every protocol. */
export const markedIn = (
  mark: number,
  vips: readonly Marked['address'][],
  sets: readonly PortSet[],
): readonly Marked[] =>
  vips.flatMap(address => sets.map(({ protocol, ports }) => ({ mark, address, protocol, ports })));

/** The family of the addresses that are marked. */
export const markFamily = (answers: Answers): Family => {
  const vips = readVips(answers.vip ?? '');
  return (vips.ok && vips.value[0] !== undefined ? familyOf(vips.value[0]) : familyIn(answers)) ?? 4;
};

/** The step that asks for the addresses. */
export const vipsStep: WizardStep = {
  id: 'vip',
  label: 'addresses',
  question: 'Which addresses do clients call (VIPs)?',
  why: () =>
    'A service by mark takes every packet that the packet filter gave its number to, whatever address and port it is for. So one service, with one pick for each client, can stand for several addresses. They are all IPv4 or all IPv6: a mark has a service of its own in each.',
  example: '10.0.0.200',
  kind: 'text',
  check: (text, answers, ground) => {
    const found = readVips(text);
    if (!found.ok)
      return [error(found.text, found.better === undefined ? undefined : rather('vip', found.better))];
    const servers = serversIn(answers).map(({ address }) => address);
    const way = newMark.way(answers, ground);
    return worstFirst(found.value.flatMap(vip => checkVip(vip, way, servers, ground)));
  },
  words: text => {
    const found = readVips(text);
    return found.ok ? found.value.join(', ') : text;
  },
};

/** Services by address that take such packets today: a mark goes before them. */
const overtaken = (sets: readonly PortSet[], answers: Answers, ground: Ground): readonly Remark[] => {
  const vips = readVips(answers.vip ?? '');
  if (!vips.ok) return [];
  const keys = (ground.services ?? []).flatMap(({ id, key }) => {
    if (id?.kind !== 'address' || !vips.value.includes(id.address)) return [];
    const hit = sets.some(
      ({ protocol, ports }) =>
        protocol === id.protocol &&
        (ports.length === 0 || ports.some(([first, last]) => id.port >= first && id.port <= last)),
    );
    return hit ? [key] : [];
  });
  const rest = 'no new connections from then on: a service by mark goes first. What is open stays';
  return gathered(
    keys.map(key => ({
      level: 'warn',
      who: serviceLabel(key),
      one: `gets ${rest}`,
      many: `get ${rest}`,
    })),
  );
};

/** The step that asks for the ports. */
export const portsStep = (suggest?: WizardStep['suggest'], when?: WizardStep['when']): WizardStep => ({
  id: 'ports',
  label: 'ports',
  question: 'Which ports belong together?',
  why: () =>
    'All these ports get the same mark, so they are one service: with persistence a client that comes on one of them meets the same server on the others, as shops need it that change from HTTP to HTTPS. TCP is meant unless a protocol stands before the port.',
  example: '80 443',
  kind: 'text',
  ...(when === undefined ? {} : { when }),
  ...(suggest === undefined ? {} : { suggest }),
  check: (text, answers, ground) => {
    const found = readPorts(text);
    if (!found.ok)
      return [error(found.text, found.better === undefined ? undefined : rather('ports', found.better))];
    return overtaken(found.value, answers, ground);
  },
  words: text => {
    const found = readPorts(text);
    return found.ok ? portsWords(found.value) : text;
  },
});
