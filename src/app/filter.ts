/**
 * The filter language of `/`: terms apart by blanks, all of which must hold. A term is a word found anywhere in a
 * name, a field with a value (`rip:10.0.0.7`), or a regular expression between slashes; `!` before it turns it
 * round. Terms are asked of each pair of service and server, so `rip:` shows a server in all its services.
 */
import { serviceFamily } from '../core/model/service.ts';
import type { SeenServer, SeenService } from '../core/model/snapshot.ts';
import { factsOf, isFull, isUsable } from './facts.ts';

/** Whether a row changed lately; only the app knows. */
export type ChangedLately = (service: string, server: string | undefined) => boolean;

/** A term: true of a pair of service and server when it is true of the service, or else of the server. */
interface Test {
  readonly service?: (service: SeenService, changed: ChangedLately) => boolean;
  readonly server?: (server: SeenServer, service: SeenService, changed: ChangedLately) => boolean;
}

/** A term as it stands in a filter. */
interface Term {
  readonly test: Test;
  readonly not: boolean;
}

/** A filter as typed and as understood. */
export interface Filter {
  readonly text: string;
  readonly terms: readonly Term[];
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
  if (ofServer !== undefined) return { server: ofServer };
  const ofService = serviceStates[value];
  if (ofService !== undefined) return { service: ofService };
  if (value === 'changed') {
    return {
      service: (service, changed) => changed(service.key, undefined),
      server: (server, service, changed) => changed(service.key, server.key),
    };
  }
  return `no state ${value}: there are ${stateNames.join(' ')}`;
};

const fields: readonly Field[] = [
  {
    name: 'rip',
    example: 'rip:10.0.0.7',
    about: 'a real server by address (or address:port), in every service it stands in',
    make: value => ({ server: server => namesAddress(bare(server.key), bare(value)) }),
  },
  {
    name: 'vip',
    example: 'vip:10.0.0.200',
    about: 'services by their virtual address',
    make: value => ({
      service: service => namesAddress(bare(service.key.slice(service.key.indexOf(':') + 1)), bare(value)),
    }),
  },
  {
    name: 'port',
    example: 'port:443',
    about: 'services or servers with this port',
    make: value => ({
      service: service => portOf(service.key) === value,
      server: server => portOf(server.key) === value,
    }),
  },
  {
    name: 'proto',
    example: 'proto:udp',
    about: 'tcp, udp, sctp, fwm; 4 or 6 for the address family',
    make: value => ({
      service: ({ id, key }) => {
        if (value === '4' || value === '6') return id !== undefined && serviceFamily(id) === Number(value);
        const protocol = key.slice(0, Math.max(0, key.indexOf(':')));
        return protocol === value || (value === 'fwm' && protocol === 'fwm6');
      },
    }),
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
      return { server: server => server.method === method };
    },
  },
  {
    name: 'sched',
    example: 'sched:wlc',
    about: 'the scheduler',
    make: value => ({ service: service => service.scheduler === value }),
  },
];

/** The fields, for help and the documents. */
export const filterFields: readonly FilterField[] = fields;

/** The filter that lets everything through. */
export const noFilter: Filter = { text: '', terms: [], timed: false };

const textTest = (word: string): Test => ({
  service: service => service.key.toLowerCase().includes(word) || service.scheduler === word,
  server: server => server.key.toLowerCase().includes(word),
});

const termTest = (term: string): Test | string => {
  if (term.startsWith('/') && term.length > 1) {
    try {
      const pattern = new RegExp(term.replace(/^\//, '').replace(/\/$/, ''), 'i');
      return { service: service => pattern.test(service.key), server: server => pattern.test(server.key) };
    } catch {
      return `${term} is not a regular expression`;
    }
  }
  const colon = term.indexOf(':');
  const field = colon > 0 ? fields.find(one => one.name === term.slice(0, colon)) : undefined;
  if (field === undefined) return textTest(term);
  const value = term.slice(colon + 1);
  return value === '' ? { service: () => true } : field.make(value);
};

/** Reads a filter; never throws. A term that cannot be understood is left out and named in `problem`. */
export const parseFilter = (text: string): Filter => {
  const terms: Term[] = [];
  const problems: string[] = [];
  for (const token of text.toLowerCase().match(/!?\/(?:\\.|[^\\/])*\/?(?=\s|$)|\S+/g) ?? []) {
    const not = token.startsWith('!');
    const term = not ? token.slice(1) : token;
    if (term === '') continue;
    const test = termTest(term);
    if (typeof test === 'string') problems.push(test);
    else terms.push({ test, not });
  }
  const timed = /state:changed/i.test(text);
  const filter = { text: text.trim(), terms, timed };
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
  // What is asked of servers, after what can be said of the service alone.
  const open: Term[] = [];
  for (const term of filter.terms) {
    if (term.test.service?.(service, changed) === true) {
      if (term.not) return undefined;
    } else if (term.test.server !== undefined) open.push(term);
    else if (!term.not) return undefined;
  }
  if (open.length === 0) return service.servers;
  if (service.servers.length === 0) return open.every(({ not }) => not) ? service.servers : undefined;
  const servers = service.servers.filter(server =>
    open.every(({ test, not }) => (test.server?.(server, service, changed) ?? false) !== not),
  );
  if (servers.length === 0) return undefined;
  return servers.length === service.servers.length ? service.servers : servers;
};
