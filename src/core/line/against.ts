/** What the running table says against a command, before the kernel has to. */

import type { CommandLine } from '../intent/intent.types.ts';
import { kept, meantServer } from '../intent/keep.ts';
import { readFailure } from '../ipvsadm/errors.ts';
import { kernelRefusals } from '../ipvsadm/messages.ts';
import { type OptionName, optionRows } from '../ipvsadm/options.ts';
import type { Address } from '../model/address.ts';
import type { Failure, Result } from '../model/failure.ts';
import { type ServerConfig, type ServerId, type ServiceId, serverKey, serviceKey } from '../model/service.ts';
import type { SeenService } from '../model/snapshot.ts';
import type { Change } from '../plan/action.ts';
import { serviceLabel } from '../words/labels.ts';
import { didYouMean, nearestNames } from '../words/nearest.ts';
import { configuredService, type Ground, outline, serviceOf } from './ground.ts';
import type { Objection } from './objection.ts';
import { printable } from './split.ts';

type Command = CommandLine['command'];

const wrong = (failure: () => Failure): Objection => ({ failure, needs: '', cures: [] });

const label = (id: ServiceId): string => serviceLabel(serviceKey(id));

/** A mark may still get `-6` behind it, and is another service then. */
const orIpv6 = (id: ServiceId, why: string, failure: () => Failure): Objection =>
  id.kind === 'fwmark' && id.family === 4
    ? { failure, needs: `-6 (${label(id)} ${why})`, cures: [['-6']], final: true }
    : wrong(failure);

const noService = (command: Command, id: ServiceId, ground: Ground): Failure => {
  const names = ground.services.map(({ key }) => key);
  const near = nearestNames(serviceKey(id), names, 2).map(serviceLabel);
  const meant = didYouMean(near);
  const add = command.name === 'add-server' ? 'Add it first with -A' : 'Compare it with the table';
  return {
    kind: 'not-found',
    what: `There is no ${label(id)}`,
    advice: meant === '' ? add : `D${meant.slice(1)}`,
  };
};

const serviceObjection = (
  command: Command,
  id: ServiceId,
  seen: SeenService | undefined,
  ground: Ground,
): Objection | undefined => {
  if (command.name !== 'add-service')
    return seen === undefined ? orIpv6(id, 'is not there', () => noService(command, id, ground)) : undefined;
  if (seen === undefined) return undefined;
  return orIpv6(id, 'exists already', () => ({
    kind: 'exists',
    what: `${label(id)} exists already`,
    advice: 'Change it with -E, or choose another address or port',
  }));
};

/** Addresses that the kernel takes for no real server, whatever the network is (measured; ipvsadm.md A2). */
const notUnicast = (address: Address): boolean =>
  /^(?:0\.0\.0\.0|255\.255\.255\.255|::)$/.test(address) ||
  /^2(?:2[4-9]|3\d)\./.test(address) ||
  /^(?:fe[89ab]|ff)[0-9a-f]*:/.test(address);

const thresholdObjection = (
  { upper, lower }: ServerConfig,
  given: ReadonlySet<OptionName>,
): Objection | undefined => {
  if (lower <= upper) return undefined;
  const failure = (): Failure => readFailure(kernelRefusals.outOfRange, 255);
  if (given.has('u-threshold')) return wrong(failure);
  return { failure, needs: `-x of at least ${lower}`, cures: [['-x', String(lower)]] };
};

const addition = (
  command: Extract<Command, { readonly server: ServerId; readonly config: ServerConfig }>,
  given: ReadonlySet<OptionName>,
  seen: SeenService | undefined,
): Objection | undefined => {
  if (notUnicast(command.server.address)) return wrong(() => readFailure(kernelRefusals.invalid, 255));
  const key = serverKey(command.server);
  if (seen?.servers.some(server => server.key === key) === true) {
    const failure = (): Failure => ({
      kind: 'exists',
      what: `${key} is in ${label(command.service)} already`,
      advice: 'Change it with -e',
    });
    // By NAT the port may be another one.
    return given.has('forwarding-method') || command.config.method === 'nat'
      ? wrong(failure)
      : { failure, needs: `-m (${key} is there already)`, cures: [['-m']], final: true };
  }
  return undefined;
};

/** The complete change that a line comes to on the table, as far as the table is known exactly. */
export const keptChange = (line: CommandLine, ground: Ground): Result<Change> | undefined => {
  const { command } = line;
  if (command.name !== 'edit-service' && command.name !== 'edit-server' && command.name !== 'delete-server')
    return undefined;
  const seen = serviceOf(ground, command.service);
  const service = seen === undefined ? undefined : configuredService(seen);
  return service === undefined ? undefined : kept({ ...line, command }, service);
};

const presence = (line: CommandLine, seen: SeenService, ground: Ground): Objection | undefined => {
  const whole = keptChange(line, ground);
  if (whole !== undefined) {
    if (!whole.ok) return wrong(() => whole.failure);
    return whole.value.name === 'edit-server'
      ? thresholdObjection(whole.value.config, line.given)
      : undefined;
  }
  const service = outline(seen);
  if (service === undefined) return undefined;
  const found = meantServer(service, line);
  return found.ok ? undefined : wrong(() => found.failure);
};

/**
 * What the table says against a line: a service or a server that is there already or is not there, thresholds that
 * contradict each other. Only what stands in `line.given` is looked at: the rest is not the person's.
 */
export const tableObjection = (line: CommandLine, ground: Ground): Objection | undefined => {
  const { command, given } = line;
  const limits = command.name === 'add-server' && given.has('l-threshold');
  return (
    (limits ? thresholdObjection(command.config, given) : undefined) ??
    daemonObjection(line, ground) ??
    placeObjection(line, ground)
  );
};

/** ipvsadm sends this to the kernel as "all" (measured; ipvsadm.md A3). */
const isAll = ({ name }: Command, id: ServiceId): boolean =>
  name === 'zero' && id.kind === 'address' && id.address === '0.0.0.0' && id.port === 0;

const defaultInterface = optionRows.find(({ id }) => id === 'mcast-interface')?.absent;

/** Where the interfaces are known, a sync daemon must use one of them. */
const daemonObjection = (
  { command, given }: CommandLine,
  { interfaces = [] }: Ground,
): Objection | undefined => {
  if (command.name !== 'start-daemon' || interfaces.length === 0) return undefined;
  const asked = command.daemon.interface;
  const [first = ''] = interfaces;
  // Another than the default that was not written is a sample.
  const sample = !given.has('mcast-interface') && asked !== defaultInterface;
  if (sample || interfaces.includes(asked)) return undefined;
  const failure = (): Failure => ({
    kind: 'daemon',
    what: `The director has no interface ${printable(asked)}`,
    advice: `It has ${interfaces.join(', ')}`,
  });
  if (given.has('mcast-interface')) return wrong(failure);
  return {
    failure,
    needs: `--mcast-interface (there is no ${asked})`,
    cures: [['--mcast-interface', first]],
  };
};

const placeObjection = (line: CommandLine, ground: Ground): Objection | undefined => {
  const { command, given } = line;
  if (!('service' in command) || command.service === undefined) return undefined;
  if (isAll(command, command.service)) return undefined;
  const named = given.has('service-address');
  const seen = named ? serviceOf(ground, command.service) : undefined;
  const objection = named ? serviceObjection(command, command.service, seen, ground) : undefined;
  if (objection !== undefined) return objection;
  if (!given.has('real-server')) return undefined;
  if (command.name === 'add-server') return addition(command, given, seen);
  const present = command.name === 'edit-server' || command.name === 'delete-server';
  return present && seen !== undefined ? presence(line, seen, ground) : undefined;
};
