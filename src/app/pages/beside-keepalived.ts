/** What runs beside keepalived.conf, and what each difference can mean: keepalived changes the table by itself. */
import type {
  Conditional,
  KeepalivedReading,
  KeepalivedService,
} from '../../core/keepalived/reading.types.ts';
import { type ServerConfig, type Service, serverKey, serviceKey } from '../../core/model/service.ts';
import type { SeenService } from '../../core/model/snapshot.ts';
import { configured } from '../../core/plan/configured.ts';
import { type Difference, differences, serverSettings } from '../../core/plan/difference.ts';

/** What a difference can mean. */
export interface Note {
  readonly text: string;
  /** Keepalived does this by itself: nobody need have changed anything. */
  readonly byItself: boolean;
}

/** A difference: `from` is what runs, `to` what keepalived makes when every check succeeds. */
export interface KeepalivedDifference {
  readonly difference: Difference;
  readonly note?: Note;
}

const edit: Note = { text: 'keepalived does not do this by itself', byItself: false };
const quorumLost: Note = {
  text: 'too few servers are up: the sorry server is in, and they wait outside',
  byItself: true,
};
const check: Note = { text: 'a failed health check does this, too', byItself: true };
const notYet: Note = { text: 'its health check failed, or has not passed yet', byItself: true };
const weightCheck: Note = { text: 'its health check sets the weight', byItself: true };

/** Whether the weight is all that differs. */
const onlyWeight = (from: ServerConfig, to: ServerConfig): boolean =>
  serverSettings({ ...from, weight: 0 }) === serverSettings({ ...to, weight: 0 });

/** What a server's difference means; the rules stand at `Conditional`. */
const serverNote = (
  { server, from, to }: Extract<Difference, { readonly kind: 'server' }>,
  { servers, sorry }: Conditional,
  sorryIn: boolean,
): Note => {
  const key = serverKey(server);
  const condition = servers.get(key);
  if (sorry !== undefined && serverKey(sorry.server.id) === key && condition === undefined)
    return sorryIn
      ? { text: 'the sorry server: too few of the others are up', byItself: true }
      : { text: 'the sorry server, as keepalived does not leave it', byItself: false };
  if (condition === undefined) return { text: 'keepalived.conf has no such server', byItself: false };
  const { checked, onFailure, startsDown, weightVaries } = condition;
  const gone = from === undefined && onFailure === 'removed';
  const shut =
    from !== undefined &&
    to !== undefined &&
    from.weight === 0 &&
    onFailure === 'weight-0' &&
    onlyWeight(from, to);
  if (gone || shut) {
    if (sorryIn) return quorumLost;
    if (checked) return startsDown ? notYet : check;
  }
  const reweighed = from !== undefined && to !== undefined && weightVaries && onlyWeight(from, to);
  return reweighed ? weightCheck : edit;
};

/** Whether the sorry server takes the connections now. */
const isSorryIn = (running: Service | undefined, { sorry }: Conditional): boolean =>
  sorry !== undefined &&
  running?.servers.some(
    ({ id, config }) => serverKey(id) === serverKey(sorry.server.id) && config.weight > 0,
  ) === true;

const absent = (namespace: string | undefined): Note => ({
  text:
    namespace === undefined
      ? 'keepalived does not run, or was not reloaded'
      : `keepalived does not run, was not reloaded, or works in the namespace ${namespace}`,
  byItself: true,
});

const ofService = (
  { service, conditional }: KeepalivedService,
  seen: SeenService | undefined,
  namespace: string | undefined,
): readonly KeepalivedDifference[] => {
  const known = new Map(service.servers.map(({ id, config }) => [serverKey(id), config]));
  // What could not be read of the thresholds makes no difference.
  const running =
    seen === undefined
      ? undefined
      : configured(seen, (_, server) => known.get(server) ?? { upper: 0, lower: 0 });
  if (seen !== undefined && running === undefined) return [];
  const sorryIn = isSorryIn(running, conditional);
  const found = differences({ services: running === undefined ? [] : [running] }, { services: [service] });
  return found.map((difference): KeepalivedDifference => {
    if (difference.kind === 'server')
      return running === undefined
        ? { difference }
        : { difference, note: serverNote(difference, conditional, sorryIn) };
    return { difference, note: running === undefined ? absent(namespace) : edit };
  });
};

/** All differences of the services that keepalived.conf names. Those that it does not name are left alone by keepalived. */
export const keepalivedDifferences = (
  reading: KeepalivedReading,
  seen: readonly SeenService[],
): readonly KeepalivedDifference[] => {
  const byKey = new Map(seen.map(one => [one.key, one]));
  return reading.services.flatMap(one =>
    ofService(one, byKey.get(serviceKey(one.service.id)), reading.namespace),
  );
};
