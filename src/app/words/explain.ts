/** The cell under the cursor, explained: the column, then this very value. */
import { schedulerByName } from '../../core/kernel/schedulers/table.ts';
import type { SeenServer, SeenService } from '../../core/model/snapshot.ts';
import { count, durationWords, short, whole } from '../../core/words/numbers.ts';
import type { ColumnId } from '../columns.ts';
import { factsOf, shareOf } from '../facts.ts';
import { schedulingWords } from './schedulers.ts';

/** What a sentence about a value is made from. */
interface Seen {
  readonly service: SeenService;
  readonly server: SeenServer | undefined;
  /** The former weight of a server with weight 0, where it was seen. */
  readonly former: number | undefined;
}

const isUdp = ({ service }: Seen): boolean => service.key.startsWith('udp:');
const method = ({ server }: Seen): SeenServer['method'] => server?.method;

const answersPass = ({ service, server }: Seen): boolean =>
  (server === undefined ? service.servers : [server]).some(
    one => one.method === 'nat' || one.method === 'local',
  );

const rate = (value: number | undefined, unit: string): string =>
  value === undefined ? `Not known: the counters could not be read.` : `Here ${short(value)} ${unit}.`;

const out = (seen: Seen, value: number | undefined, unit: string): string =>
  answersPass(seen)
    ? rate(value, unit)
    : 'Here a dash: with DR and TUN the answer goes from the server straight to the client.';

const weightSentence = ({ service, server, former }: Seen): string => {
  if (server === undefined) return `All servers together: ${factsOf(service).weight ?? '?'}.`;
  if (server.weight === undefined) return 'Not known here.';
  if (server.weight === 0) {
    const before = former === undefined ? '' : ` It was ${former} before.`;
    return `Here 0: no new connections; those it has go on.${before}`;
  }
  const sum = factsOf(service).weight;
  return sum === undefined ? `Here ${server.weight}.` : `Here ${server.weight} of ${sum} in this service.`;
};

const activeSentence = (seen: Seen): string => {
  if (seen.service.ops === true) return 'A dash: with one-packet scheduling there are no connections.';
  if (isUdp(seen)) return 'A dash: UDP has no open connections, see INACT.';
  const value = seen.server === undefined ? factsOf(seen.service).active : seen.server.active;
  return value === undefined ? 'Not known here.' : `Here ${whole(value)}.`;
};

const inactiveSentence = (seen: Seen): string => {
  if (seen.service.ops === true) return 'A dash: with one-packet scheduling nothing is remembered.';
  const value = seen.server === undefined ? factsOf(seen.service).inactive : seen.server.inactive;
  const cps = (seen.server ?? seen.service).rates?.cps;
  if (value === undefined) return 'Not known here.';
  if (cps === undefined || cps === 0 || isUdp(seen)) return `Here ${whole(value)}.`;
  return `Here ${whole(value)}: what ${short(cps)} connections/s leave behind in ${durationWords(value / cps)}.`;
};

const shareSentence = ({ service, server }: Seen): string => {
  const { usable } = factsOf(service);
  if (server === undefined) {
    return `${usable} of ${count(service.servers.length, 'server')} ${usable === 1 ? 'takes' : 'take'} new connections.`;
  }
  const share = shareOf(service, server);
  if (share === undefined) return 'Not known here.';
  if (share === null) return 'Nothing moves in this service right now.';
  const weights = factsOf(service).weight;
  const due =
    weights === undefined || weights === 0 || server.weight === undefined
      ? undefined
      : server.weight / weights;
  const wanted = due === undefined ? '' : ` By weight it would be ${Math.round(due * 100)}%.`;
  return `Here ${Math.round(share * 100)}%.${wanted}`;
};

const methodSentence = ({ service, server }: Seen): string => {
  if (server === undefined) {
    const words = schedulerByName.get(service.scheduler ?? '');
    return words === undefined ? 'Not known here.' : `Here ${schedulingWords(service)}.`;
  }
  const texts: Readonly<Record<string, string>> = {
    dr: 'Here DR: the server must have the VIP on lo and keep quiet about it in ARP, and be on the same link.',
    nat: 'Here NAT: the server’s gateway must be the director.',
    tun: 'Here TUN: the server must have the VIP on a tunnel interface.',
    local: 'Here local: a program on the director listens.',
  };
  return texts[method({ service, server, former: undefined }) ?? ''] ?? 'Not known here.';
};

const templatesSentence = ({ service, server }: Seen): string => {
  if (service.persistence === null) return 'A dash: this service is not persistent.';
  const value = server === undefined ? factsOf(service).persistent : server.persistent;
  return value === undefined ? 'Not known here.' : `Here ${count(value, 'template')}.`;
};

/** A sentence or two about the value of a column in a row. */
export const valueWords: Readonly<Record<ColumnId, (seen: Seen) => string>> = {
  name: ({ service, server }) =>
    server === undefined
      ? `Here a service with ${count(service.servers.length, 'real server')}; enter opens it, o folds it.`
      : 'Here a real server; enter opens it, * shows it in all its services.',
  method: methodSentence,
  weight: weightSentence,
  active: activeSentence,
  inactive: inactiveSentence,
  templates: templatesSentence,
  cps: seen => rate((seen.server ?? seen.service).rates?.cps, 'new connections per second'),
  inPps: seen => rate((seen.server ?? seen.service).rates?.inPps, 'packets per second'),
  outPps: seen => out(seen, (seen.server ?? seen.service).rates?.outPps, 'packets per second'),
  in: seen => rate((seen.server ?? seen.service).rates?.inBps, 'bytes per second'),
  out: seen => out(seen, (seen.server ?? seen.service).rates?.outBps, 'bytes per second'),
  share: shareSentence,
  trend: () => 'A mark for each few seconds; the column’s title says how long the line is.',
  flags: () => 'Enter opens the row and says each setting in words.',
};
