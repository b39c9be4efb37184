/** What -A and -E set on a virtual service, in words. */
import { flagWords } from '../../ipvsadm/flags.ts';
import { defaultPersistence } from '../../ipvsadm/options.ts';
import { schedulerByName } from '../../kernel/schedulers/table.ts';
import {
  type SchedulerFlag,
  type ServiceConfig,
  type ServiceId,
  serviceFamily,
  serviceKey,
  wholeMask,
} from '../../model/service.ts';
import { serviceLabel } from '../../words/labels.ts';
import { durationWords } from '../../words/numbers.ts';
import type { ReadCommand } from '../explain.types.ts';
import { prefixOfMask } from '../networks.ts';
import { shown } from '../say.ts';

type Given = ReadCommand['given'];

/** What a command does, and what one must know to understand it. */
export interface Sentences {
  readonly words: readonly string[];
  readonly why: readonly string[];
}

/** `TCP 10.0.0.200:80`, `FWM 1`. */
export const serviceName = (id: ServiceId): string => serviceLabel(serviceKey(id));

/** Who comes to a service. */
const clients = (id: ServiceId): string => {
  if (id.kind === 'fwmark')
    return `${id.family === 6 ? 'IPv6 packets' : 'Packets'} that carry the firewall mark ${id.mark} are shared out among its real servers; a rule of the packet filter must set the mark.`;
  const port =
    id.port === 0 ? `any ${id.protocol.toUpperCase()} port` : `${id.protocol.toUpperCase()} port ${id.port}`;
  return `Clients that come to ${id.address}, ${port}, are shared out among its real servers.`;
};

const scheduling = ({ scheduler }: ServiceConfig, given: Given): Sentences => {
  const row = schedulerByName.get(scheduler);
  const name = row === undefined ? shown(scheduler) : `${scheduler}, ${row.title}`;
  return {
    words: [given.has('scheduler') ? `Scheduler ${name}.` : `No -s: the scheduler is ${name}.`],
    why: row === undefined ? [] : [`${scheduler}: ${row.summary}.`],
  };
};

const maskWords = (mask: string | number): string => {
  const length = typeof mask === 'number' ? mask : prefixOfMask(mask);
  if (length === 0) return 'All clients count as one';
  return length === undefined
    ? `Clients that are equal in the bits of ${mask} count as one`
    : `Clients of the same /${length} network count as one`;
};

const persistence = (id: ServiceId, config: ServiceConfig, bare: boolean): readonly string[] => {
  const { persistence: kept } = config;
  if (kept === undefined) return [];
  const time = durationWords(kept.timeout);
  const grouped = kept.mask !== wholeMask(serviceFamily(id));
  return [
    bare
      ? `Persistent: a client stays on its server until ${defaultPersistence} seconds (${time}) after its latest connection.`
      : `Persistent: a client stays on its server until ${time} after its latest connection (-p ${kept.timeout}).`,
    ...(grouped ? [`${maskWords(kept.mask)} (-M ${kept.mask}).`] : []),
    ...(id.kind === 'address' && id.port === 0
      ? ['With port 0 all ports of the address stay together.']
      : []),
  ];
};

/** A flag by the name that the scheduler gives it: sh and mh call the first two bits by names of their own. */
const flagName = (flag: SchedulerFlag, scheduler: string): string => {
  const bit = ['flag-1', 'flag-2'].indexOf(flag);
  const own = flagWords(scheduler)[bit];
  return own?.startsWith(`${scheduler}-`) === true ? own : flag;
};

const flags = ({ flags: set, scheduler }: ServiceConfig): readonly string[] =>
  set.map(flag => {
    const name = flagName(flag, scheduler);
    if (name.endsWith('-fallback'))
      return `${name}: where the server of a client takes nothing, another one is taken instead of refusing it.`;
    if (name.endsWith('-port'))
      return `${name}: the client’s port counts too, so one client reaches several servers.`;
    return `The switch ${name} of the scheduler is on.`;
  });

/** `bare`: -p stood without a number. */
const settings = (id: ServiceId, config: ServiceConfig, given: Given, bare: boolean): Sentences => {
  const { words, why } = scheduling(config, given);
  return {
    words: [
      ...words,
      ...persistence(id, config, bare),
      ...(config.pe === undefined
        ? []
        : [
            `Who is the same client is decided by the engine ${shown(config.pe)}, from what the packet says.`,
          ]),
      ...(config.ops
        ? ['One packet at a time (-o): every datagram is scheduled by itself, and nothing is remembered.']
        : []),
      ...flags(config),
    ],
    why,
  };
};

/** The sentences for -A. */
export const addService = (id: ServiceId, config: ServiceConfig, given: Given, bare: boolean): Sentences => {
  const { words, why } = settings(id, config, given, bare);
  return { words: [`Creates the virtual service ${serviceName(id)}.`, clients(id), ...words], why };
};

/** The sentences for -E. */
export const editService = (id: ServiceId, config: ServiceConfig, given: Given, bare: boolean): Sentences => {
  const { words, why } = settings(id, config, given, bare);
  return {
    words: [
      `Sets the virtual service ${serviceName(id)} anew; its servers and open connections stay.`,
      ...words,
      ...(config.persistence === undefined ? ['Not persistent.'] : []),
    ],
    why,
  };
};
