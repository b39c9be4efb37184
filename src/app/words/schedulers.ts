/** What a scheduler does with the servers that a service has. */
import { schedulerByName } from '../../core/kernel/schedulers/table.ts';
import type { SeenServer, SeenService } from '../../core/model/snapshot.ts';
import { isUsable } from '../facts.ts';

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/** A server's address, with the port where another server has the same address. */
const nameIn = (service: SeenService, server: SeenServer): string => {
  const address = server.key.replace(/:[^:\]]*$/, '');
  const twice = service.servers.filter(other => other.key.startsWith(`${address}:`)).length > 1;
  return twice ? server.key : address.replace(/^\[|\]$/g, '');
};

const turns = (service: SeenService, usable: readonly SeenServer[]): string => {
  const weights = usable.map(server => server.weight ?? 1);
  const step = weights.reduce(divisor, 0) || 1;
  const sum = weights.reduce((total, weight) => total + weight, 0) / step;
  if (usable.length > 5 || sum > 1000)
    return `each as often as its weight says, ${usable.length} servers in turn`;
  if (weights.every(weight => weight === weights[0]))
    return `all ${usable.length} servers get as many as the others`;
  const parts = usable.map(
    (server, index) =>
      `${index === 0 ? `${(weights[index] ?? 0) / step} go to` : `${(weights[index] ?? 0) / step} to`} ${nameIn(service, server)}`,
  );
  return `of ${sum} new connections ${listed(parts)}`;
};

/** Load as the scheduler sees it; undefined where it does not look at load. */
const loadOf = (scheduler: string, server: SeenServer): number | undefined => {
  const { active, inactive, weight } = server;
  if (active === undefined || inactive === undefined || weight === undefined || weight === 0)
    return undefined;
  if (scheduler === 'lc') return active * 256 + inactive;
  if (scheduler === 'wlc') return (active * 256 + inactive) / weight;
  if (scheduler === 'sed') return (active + 1) / weight;
  if (scheduler === 'fo') return -weight;
  return undefined;
};

/** The server that gets the next connection as things stand, where that is certain. */
const nextServer = (service: SeenService): SeenServer | undefined => {
  const usable = service.servers.filter(isUsable);
  const loads = usable.map(server => loadOf(service.scheduler ?? '', server));
  if (loads.some(load => load === undefined) || usable.length === 0) return undefined;
  const least = Math.min(...loads.map(load => load ?? 0));
  return loads.filter(load => load === least).length === 1 ? usable[loads.indexOf(least)] : undefined;
};

/** What the service's scheduler does with its servers: `weighted round robin: of 4 new connections 3 go to ...`. */
export const schedulingWords = (service: SeenService): string => {
  const name = service.scheduler;
  if (name === undefined) return 'scheduler not known';
  const words = schedulerByName.get(name);
  if (words === undefined) return `${name}: a scheduler that lvsh does not know`;
  const usable = service.servers.filter(isUsable);
  if (usable.length === 0) return `${words.title}: no server can take a connection, so clients are refused`;
  const one = usable[0];
  if (usable.length === 1 && one !== undefined && name !== 'none') {
    return `${words.title}: only ${nameIn(service, one)} takes new connections`;
  }
  if (name === 'wrr') return `${words.title}: ${turns(service, usable)}`;
  if (name === 'rr') return `${words.title}: ${usable.length} servers in turn, whatever their weight`;
  const next = nextServer(service);
  const now =
    next === undefined
      ? ''
      : name === 'fo'
        ? `: now ${nameIn(service, next)}`
        : `; as it stands next ${nameIn(service, next)}`;
  return `${words.title}: ${words.summary}${now}`;
};
