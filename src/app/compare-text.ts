/** What runs beside a text that was named: another rules file, a backup. */
import { type Server, type Service, serverKey, serviceKey } from '../core/model/service.ts';
import type { SeenService } from '../core/model/snapshot.ts';
import { configured } from '../core/plan/configured.ts';
import { differences } from '../core/plan/difference.ts';
import { targetOf } from '../core/saved/compare.ts';
import { type RulesFile, readRulesFile } from '../core/saved/read.ts';
import type { Drift } from './drift.ts';
import { memoLast } from './memo.ts';

const read = memoLast((text: string): RulesFile => readRulesFile(text));

const serversOf = (services: readonly Service[]): ReadonlyMap<string, Server['config']> =>
  new Map(
    services.flatMap(({ id, servers }) =>
      servers.map(server => [`${serviceKey(id)}\n${serverKey(server.id)}`, server.config] as const),
    ),
  );

/** The differences of the table; thresholds that could not be seen make none. `from` is what runs. */
export const compareText = memoLast((text: string, seen: readonly SeenService[]): Drift => {
  const file = read(text);
  const known = serversOf(file.setup.services);
  const thresholds = (service: string, server: string) =>
    known.get(`${service}\n${server}`) ?? { upper: 0, lower: 0 };
  const running = { services: seen.flatMap(one => configured(one, thresholds) ?? []) };
  const { services } = targetOf(file, running);
  return { file, differences: differences(running, { services }) };
});
