/** How far what runs is from the saved file: in sight at all times. */
import { type Service, serverKey, serviceKey } from '../core/model/service.ts';
import type { SeenService, Snapshot } from '../core/model/snapshot.ts';
import { configured, type Thresholds } from '../core/plan/configured.ts';
import { type Difference, differences } from '../core/plan/difference.ts';
import { targetOf } from '../core/saved/compare.ts';
import { type RulesFile, readRulesFile } from '../core/saved/read.ts';
import { memoLast } from './memo.ts';
import { type State, shown } from './state.ts';

/** The saved file of this system as it stands, and what differs. */
export interface Drift {
  readonly file: RulesFile;
  /** `from` is what runs, `to` what the file says. Only what could be seen of the running table counts. */
  readonly differences: readonly Difference[];
}

const fileOf = memoLast((text: string): { readonly file: RulesFile; readonly thresholds: Thresholds } => {
  const file = readRulesFile(text);
  const known = new Map(
    file.setup.services.flatMap(({ id, servers }) =>
      servers.map(server => [`${serviceKey(id)}\n${serverKey(server.id)}`, server.config] as const),
    ),
  );
  return {
    file,
    thresholds: (service, server) => known.get(`${service}\n${server}`) ?? { upper: 0, lower: 0 },
  };
});

/** Services as they run; what is not known of them counts as the file has it, so that it makes no difference. */
const running = new WeakMap<
  SeenService,
  { readonly of: Thresholds; readonly service: Service | undefined }
>();
const runningService = (seen: SeenService, thresholds: Thresholds): Service | undefined => {
  const known = running.get(seen);
  if (known?.of === thresholds) return known.service;
  const service = configured(seen, thresholds);
  running.set(seen, { of: thresholds, service });
  return service;
};

/** Counters change every second, settings do not: what is compared stays the same object while they stand. */
const settingsOf = memoLast((text: string, shapes: readonly SeenService[]): Drift => {
  const { file, thresholds } = fileOf(text);
  const services = shapes.flatMap(seen => runningService(seen, thresholds) ?? []);
  const now = { services };
  const { timeouts: _t, daemons: _d, ...target } = targetOf(file, now);
  return { file, differences: differences(now, target) };
});

const driftOf = (
  text: string | undefined,
  snapshot: Snapshot | undefined,
  shapes: readonly SeenService[] | undefined,
) =>
  text === undefined || snapshot === undefined ? undefined : settingsOf(text, shapes ?? snapshot.services);

/** What differs from the saved file; undefined while either side is not known. A missing file has nothing in it. */
export const drift = (state: State): Drift | undefined => {
  const saved = state.saved?.value;
  if (saved?.place === undefined || saved.failure !== undefined) return undefined;
  return driftOf(saved.text ?? '', shown(state), state.history.frames.at(-1)?.shapes);
};

/** How many changes are not saved; undefined where that is not known. */
export const unsaved = (state: State): number | undefined => drift(state)?.differences.length;
