/** The question for the address and port that clients call. */
import type { Way } from '../../cluster/cluster.types.ts';
import { endpoint } from '../../model/address.ts';
import type { AddressService } from '../../model/service.ts';
import { serviceLabel } from '../../words/labels.ts';
import { count } from '../../words/numbers.ts';
import { runningService } from '../around.ts';
import { checkVip } from '../checks/vip.ts';
import { readService } from '../reading/endpoint.ts';
import { serversIn } from '../reading/vips.ts';
import { error, fromMachine, rather, warn, worstFirst } from '../remarks.ts';
import type { Setting } from '../setting.ts';
import type { Answers, Ground, Remark, WizardStep } from '../wizard.types.ts';

const whys: Readonly<Record<Way, string>> = {
  dr: 'With direct routing the real servers hold it as well, without telling anybody, for packets reach them unchanged.',
  tun: 'With tunnelling the real servers hold it as well, for the packet inside the tunnel reaches them unchanged.',
  nat: 'With NAT the director puts the address of a real server in its place, and takes it out again on the way back.',
  snat: 'The director puts a real server’s address in its place and its own in the place of the client’s, and both out again on the way back.',
};

/** Services of the running table that are in the way of a new one. */
const inTheWay = (service: AddressService, answers: Answers, ground: Ground): readonly Remark[] => {
  const same = runningService(ground, service);
  if (same !== undefined)
    return fromMachine(ground, [
      error(
        `There is a service ${serviceLabel(same.key)} already, with ${count(same.servers.length, 'real server')}`,
        {
          label: 'add real servers to it',
          wizard: 'server',
          answers: { service: same.key, ...(answers.rs === undefined ? {} : { rs: answers.rs }) },
        },
      ),
    ]);
  const all = runningService(ground, { ...service, port: 0 });
  return all === undefined
    ? []
    : [
        warn(
          `${serviceLabel(all.key)} takes all ports of this address so far: the new service takes port ${service.port} out of it`,
        ),
      ];
};

/** `TCP 10.0.0.200:80`. */
export const serviceWords = (text: string): string => {
  const found = readService(text);
  return found.ok
    ? `${found.value.protocol.toUpperCase()} ${endpoint(found.value.address, found.value.port)}`
    : text;
};

/** The step. */
export const vipStep = (setting: Setting): WizardStep => ({
  id: 'vip',
  label: 'address',
  question: 'Which address and port do clients call (the VIP)?',
  why: (answers, ground) =>
    `Clients call this address and never learn of the servers behind it. It is best one of its own, apart from the director’s, so that it can move to another director one day. ${whys[setting.way(answers, ground)]}`,
  example: '10.0.0.200:80',
  kind: 'text',
  check: (text, answers, ground) => {
    const found = readService(text.trim());
    if (!found.ok)
      return [error(found.text, found.better === undefined ? undefined : rather('vip', found.better))];
    const service = found.value;
    const servers = serversIn(answers).map(({ address }) => address);
    const taken = inTheWay(service, answers, ground);
    // Where there is such a service, nothing else about its address is news.
    return taken.some(({ level }) => level === 'error')
      ? taken
      : worstFirst([...taken, ...checkVip(service.address, setting.way(answers, ground), servers, ground)]);
  },
  words: text => serviceWords(text.trim()),
});
