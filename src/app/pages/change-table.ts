/** The part of the table that a plan changes, before and after. */
import { sortServers } from '../../core/ipvsadm/sort.ts';
import { type Server, type Service, serverKey, serviceKey } from '../../core/model/service.ts';
import { findServer } from '../../core/model/setup.ts';
import { serviceSettings } from '../../core/plan/difference.ts';
import type { Plan } from '../../core/plan/plan.types.ts';
import { serviceLabel } from '../../core/words/labels.ts';
import { count } from '../../core/words/numbers.ts';
import { left } from '../cells.ts';
import { piece, type Rich } from '../rich.ts';
import { methodWord } from '../words/settings.ts';

/** Services shown before and after. */
const mostServices = 40;

const serverCell = (server: Server | undefined): string =>
  server === undefined
    ? ''
    : `${methodWord(server.config.method)} ${server.config.weight}${
        server.config.upper > 0 ? ` max ${server.config.upper}` : ''
      }`;

const serverRow = (
  key: string,
  before: Server | undefined,
  after: Server | undefined,
  width: number,
): Rich => {
  const [from, to] = [serverCell(before), serverCell(after)];
  const name = piece(`     ${left(key, Math.max(21, width - 4))} `, from === to ? 'muted' : 'server');
  if (from === to) return [name, piece(from, 'muted')];
  if (from === '') return [name, piece(left('–', 16), 'muted'), piece(` → ${to}`, 'good')];
  if (to === '') return [name, piece(left(from, 16)), piece(' → gone', 'warn')];
  return [name, piece(left(from, 16)), piece(` → ${to}`, after?.config.weight === 0 ? 'warn' : 'good')];
};

const serviceRows = (
  before: Service | undefined,
  after: Service | undefined,
  width: number,
): readonly Rich[] => {
  const known = after ?? before;
  if (known === undefined) return [];
  const label = serviceLabel(serviceKey(known.id));
  const settings = (service: Service | undefined): string =>
    service === undefined ? '' : serviceSettings(service.config, service.id).replace(/^-s /, '');
  const [from, to] = [settings(before), settings(after)];
  const head: Rich =
    from === to
      ? [piece(`   ${left(label, width)} `, 'service'), piece(from, 'muted')]
      : from === ''
        ? [piece(`   ${left(label, width)} `, 'service'), piece(`new: ${to}`, 'good')]
        : to === ''
          ? [piece(`   ${left(label, width)} `, 'service'), piece(`${from} `), piece(' → gone', 'warn')]
          : [piece(`   ${left(label, width)} `, 'service'), piece(from), piece(` → ${to}`, 'good')];
  const all = new Map(
    [...(before?.servers ?? []), ...(after?.servers ?? [])].map(server => [serverKey(server.id), server]),
  );
  const keys = sortServers([...all.values()]).map(({ id }) => serverKey(id));
  return [head, ...keys.map(key => serverRow(key, findServer(before, key), findServer(after, key), width))];
};

/** Only services in which something changes, the first so many. */
export const tableLines = ({ before, after }: Plan): readonly Rich[] => {
  const later = new Map(after.services.map(service => [serviceKey(service.id), service]));
  const keys = [...new Set([...before.services.map(({ id }) => serviceKey(id)), ...later.keys()])];
  const earlier = new Map(before.services.map(service => [serviceKey(service.id), service]));
  const changed = keys.filter(key => JSON.stringify(earlier.get(key)) !== JSON.stringify(later.get(key)));
  if (changed.length === 0) return [];
  const width = Math.min(40, Math.max(20, ...changed.map(key => key.length)));
  const shown = changed.slice(0, mostServices);
  const more = changed.length - shown.length;
  return [
    [],
    [piece(' The table, before → after', 'heading')],
    ...shown.flatMap(key => serviceRows(earlier.get(key), later.get(key), width)),
    ...(more > 0 ? [[piece(`   and ${count(more, 'more service')}`, 'muted')]] : []),
  ];
};
