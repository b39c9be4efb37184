/**
 * The filter language of `/`: terms apart by blanks, all of which must hold. A term is a word found anywhere in a
 * name, a field with a value (`rip:10.0.0.7`), or a regular expression between slashes; `!` before it turns it
 * round. Terms are asked of each pair of service and server, so `rip:` shows a server in all its services.
 */
import { familyOf } from '../core/model/address.ts';
import type { SeenServer, SeenService } from '../core/model/snapshot.ts';
import { factsOf, isFull, isUsable } from './facts.ts';

/** Whether a row changed lately; only the app knows. */
export type ChangedLately = (service: string, server: string | undefined) => boolean;

type Test = (service: SeenService, server: SeenServer | undefined, changed: ChangedLately) => boolean;

/** A filter as typed and as understood. */
export interface Filter {
  readonly text: string;
  readonly tests: readonly Test[];
  /** Whether an answer depends on the time since a change. */
  readonly timed: boolean;
  /** What could not be understood. */
  readonly problem?: string;
}

/** A field of the language: also what help and completion say of it. */
export interface FilterField {
  readonly name: string;
  readonly example: string;
  readonly about: string;
}

interface Field extends FilterField {
  /** Gives a sentence instead of a test when the value means nothing. */
  readonly make: (value: string) => Test | string;
}

/** A value names an address when it ends where a part of it ends: `10.0` fits 10.0.0.7, not 10.01.0.7. */
const namesAddress = (whole: string, value: string): boolean =>
  whole.startsWith(value) &&
  (whole.length === value.length || /[.:\]]$/.test(value) || /[.:\]]/.test(whole.charAt(value.length)));

const bare = (text: string): string => text.replace(/^\[/, '');

const portOf = (key: string): string => key.slice(key.lastIndexOf(':') + 1);

const serverStates: Readonly<Record<string, (server: SeenServer) => boolean>> = {
  zero: server => server.weight === 0,
  drain: server =>
    server.weight === 0 && (server.active ?? 0) + (server.inactive ?? 0) + (server.persistent ?? 0) > 0,
  full: isFull,
  on: isUsable,
  idle: server => server.active === 0 && (server.rates === undefined || server.rates.inPps === 0),
  busy: server => (server.active ?? 0) > 0 || (server.rates?.inPps ?? 0) > 0,
};

const serviceStates: Readonly<Record<string, (service: SeenService) => boolean>> = {
  empty: service => service.servers.length === 0,
  down: service => factsOf(service).usable === 0,
  persistent: service => service.persistence !== undefined && service.persistence !== null,
  ops: service => service.ops === true,
};

const stateNames = [...Object.keys(serverStates), ...Object.keys(serviceStates), 'changed'];

const stateTest = (value: string): Test | string => {
  const ofServer = serverStates[value];
  if (ofServer !== undefined) return (_, server) => server !== undefined && ofServer(server);
  const ofService = serviceStates[value];
  if (ofService !== undefined) return service => ofService(service);
  if (value === 'changed') return (service, server, changed) => changed(service.key, server?.key);
  return `no state ${value}: there are ${stateNames.join(' ')}`;
};

const fields: readonly Field[] = [
  {
    name: 'rip',
    example: 'rip:10.0.0.7',
    about: 'a real server by address (or address:port), in every service it stands in',
    make: value => (_, server) => server !== undefined && namesAddress(bare(server.key), bare(value)),
  },
  {
    name: 'vip',
    example: 'vip:10.0.0.200',
    about: 'services by their virtual address',
    make: value => service => namesAddress(bare(service.key.slice(service.key.indexOf(':') + 1)), bare(value)),
  },
  {
    name: 'port',
    example: 'port:443',
    about: 'services or servers with this port',
    make: value => (service, server) =>
      portOf(service.key) === value || (server !== undefined && portOf(server.key) === value),
  },
  {
    name: 'proto',
    example: 'proto:udp',
    about: 'tcp, udp, sctp, fwm; 4 or 6 for the address family',
    make: value => service => {
      const { id } = service;
      if (value === '4' || value === '6') {
        if (id === undefined) return false;
        return (id.kind === 'fwmark' ? id.family : familyOf(id.address)) === Number(value);
      }
      const protocol = service.key.slice(0, Math.max(0, service.key.indexOf(':')));
      return protocol === value || (value === 'fwm' && protocol === 'fwm6');
    },
  },
  {
    name: 'state',
    example: 'state:drain',
    about: `zero (weight 0), drain (weight 0, connections left), full (at its threshold), on (takes new ones), idle, busy, changed (in the last minute); of services empty, down (no server takes new ones), persistent, ops`,
    make: stateTest,
  },
  {
    name: 'method',
    example: 'method:nat',
    about: 'dr, nat, tun, local',
    make: value => {
      const method = ({ route: 'dr', masq: 'nat', tunnel: 'tun' } as Record<string, string>)[value] ?? value;
      return (_, server) => server?.method === method;
    },
  },
  { name: 'sched', example: 'sched:wlc', about: 'the scheduler', make: value => service => service.scheduler === value },
];

/** The fields, for help and the documents. */
export const filterFields: readonly FilterField[] = fields;

/** The filter that lets everything through. */
export const noFilter: Filter = { text: '', tests: [], timed: false };

const textTest =
  (word: string): Test =>
  (service, server) =>
    service.key.toLowerCase().includes(word) ||
    service.scheduler === word ||
    (server?.key.toLowerCase().includes(word) ?? false);

const termTest = (term: string): Test | string => {
  if (term.startsWith('/') && term.length > 1) {
    try {
      const pattern = new RegExp(term.replace(/^\//, '').replace(/\/$/, ''), 'i');
      return (service, server) => pattern.test(service.key) || (server !== undefined && pattern.test(server.key));
    } catch {
      return `${term} is not a regular expression`;
    }
  }
  const colon = term.indexOf(':');
  const field = colon > 0 ? fields.find(one => one.name === term.slice(0, colon)) : undefined;
  if (field === undefined) return textTest(term);
  const value = term.slice(colon + 1);
  return value === '' ? () => true : field.make(value);
};

/** Reads a filter; never throws. A term that cannot be understood is left out and named in `problem`. */
export const parseFilter = (text: string): Filter => {
  const tests: Test[] = [];
  const problems: string[] = [];
  for (const token of text.toLowerCase().match(/!?\/(?:\\.|[^\\/])*\/?(?=\s|$)|\S+/g) ?? []) {
    const not = token.startsWith('!');
    const term = not ? token.slice(1) : token;
    if (term === '') continue;
    const test = termTest(term);
    if (typeof test === 'string') problems.push(test);
    else tests.push(not ? (service, server, changed) => !test(service, server, changed) : test);
  }
  const timed = /state:changed/i.test(text);
  const filter = { text: text.trim(), tests, timed };
  return problems.length === 0 ? filter : { ...filter, problem: problems.join('; ') };
};

/**
 * What a filter leaves of a service: undefined when nothing, else the servers that fit. A service without servers
 * is asked by itself.
 */
export const filterService = (
  filter: Filter,
  service: SeenService,
  changed: ChangedLately,
): readonly SeenServer[] | undefined => {
  if (filter.tests.length === 0) return service.servers;
  const fits = (server: SeenServer | undefined): boolean =>
    filter.tests.every(test => test(service, server, changed));
  if (service.servers.length === 0) return fits(undefined) ? service.servers : undefined;
  const servers = service.servers.filter(fits);
  if (servers.length === 0) return undefined;
  return servers.length === service.servers.length ? service.servers : servers;
};
