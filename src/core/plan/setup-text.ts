/** Reads a setup from what ipvsadm prints. */

import type { Reading, ReadService } from '../ipvsadm/read/reading.ts';
import { readText } from '../ipvsadm/read/recognise.ts';
import { type Failure, failed, type Result, success } from '../model/failure.ts';
import type { SyncDaemon, Timeouts } from '../model/observe.ts';
import { type Service, serverKey } from '../model/service.ts';
import { configured, type Thresholds } from './configured.ts';

const unreadable = (what: string, detail: string): Failure => ({
  kind: 'parse',
  what: `${what} printed something that lvsh cannot read`,
  why: detail,
  advice: 'nothing is changed on the strength of it; please report the line, with ipvsadm --version',
});

const complaint = ({ problems }: Reading): string | undefined => {
  const first = problems[0];
  return first === undefined ? undefined : `${first.reason}: ${first.text}`;
};

const thresholdsOf = (services: readonly ReadService[]): Thresholds => {
  const known = new Map(
    services.flatMap(service =>
      service.servers.flatMap(({ key, upper, lower }) =>
        upper === undefined || lower === undefined
          ? []
          : [[`${service.key}\n${key}`, { upper, lower }] as const],
      ),
    ),
  );
  return (service, server) => known.get(`${service}\n${server}`);
};

/** Servers in the order of another listing; those that it lacks stand first, for they are newer. */
const inOrder = (service: Service, listed: ReadService | undefined): Service => {
  if (listed === undefined || service.servers.length < 2) return service;
  const place = new Map(listed.servers.map(({ key }, index) => [key, index]));
  const of = ({ id }: Service['servers'][number]): number => place.get(serverKey(id)) ?? -1;
  return { ...service, servers: [...service.servers].sort((a, b) => of(a) - of(b)) };
};

/**
 * The services of `ipvsadm -Sn` (`saved`) with the thresholds and the kernel's order of servers from
 * `ipvsadm -Ln --thresholds --nosort` (`listed`). The two are read one after the other: fails where somebody changed
 * the table in between, and where a line of either is not understood.
 */
export const readServices = (saved: string, listed: string): Result<readonly Service[]> => {
  const rules = readText(saved);
  const list = readText(listed);
  const wrong = complaint(rules) ?? complaint(list);
  if (wrong !== undefined) return failed(unreadable('ipvsadm', wrong));
  const thresholds = thresholdsOf(list.services);
  const byKey = new Map(list.services.map(service => [service.key, service]));
  const services: Service[] = [];
  for (const seen of rules.services) {
    const service = configured(seen, thresholds);
    if (service === undefined) return failed(moved);
    services.push(inOrder(service, byKey.get(seen.key)));
  }
  return services.length === list.services.length ? success(services) : failed(moved);
};

/** Two listings that do not fit together. */
const moved: Failure = {
  kind: 'read',
  what: 'The table changed while it was read',
  advice: 'try again',
};

/**
 * One service from `-Ln -t SERVICE --nosort`, `--thresholds` and `--tun-info` together, in one text; undefined where it
 * is not all there.
 */
export const readListed = (text: string): Result<readonly Service[]> => {
  const reading = readText(text);
  const wrong = complaint(reading);
  if (wrong !== undefined) return failed(unreadable('ipvsadm', wrong));
  const services = reading.services.map(seen => configured(seen));
  const found = services.flatMap(service => service ?? []);
  return found.length === services.length ? success(found) : failed(moved);
};

/** The timeouts of `-Ln --timeout`. */
export const readTimeoutText = (text: string): Result<Timeouts> => {
  const { timeouts } = readText(text);
  return timeouts === undefined
    ? failed(
        unreadable('ipvsadm -Ln --timeout', text.slice(0, 80).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')),
      )
    : success(timeouts);
};

/** The daemons of `-Ln --daemon`: none for an empty text. */
export const readDaemonText = (text: string): Result<readonly SyncDaemon[]> => {
  const reading = readText(text);
  const wrong = complaint(reading);
  return wrong === undefined
    ? success(reading.daemons ?? [])
    : failed(unreadable('ipvsadm -Ln --daemon', wrong));
};
