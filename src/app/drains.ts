/** The servers that are being drained, and what is known of each: from the history, the settings, the connections. */
import type { Drain, Sample } from '../core/drain/drain.types.ts';
import { type Tally, tallyOf } from '../core/drain/tally.ts';
import type { Target } from '../core/intent/intent.types.ts';
import type { SeenServer, SeenService } from '../core/model/snapshot.ts';
import { perRow } from './frames.ts';
import type { History } from './history.ts';
import { type RowKey, rowId } from './labels.ts';
import { memoLast } from './memo.ts';
import { rowIn } from './past.ts';
import { askSettings } from './reading.ts';
import { type AskedConnections, type State, type Step, shown, topView } from './state.ts';

/** A server with weight 0 that had another, or still has connections or clients. */
export interface DrainRow {
  readonly of: SeenService;
  readonly seen: SeenServer;
  /** Its weight before, as lvsh saw it or the journal remembers. */
  readonly former?: number;
}

const nobody: readonly SeenService[] = [];

const leftOn = ({ active, inactive, persistent }: SeenServer): boolean =>
  (active ?? 0) + (inactive ?? 0) + (persistent ?? 0) > 0;

const listed = memoLast(
  (
    services: readonly SeenService[],
    seen: ReadonlyMap<string, number>,
    journalled: ReadonlyMap<string, number> | undefined,
  ): readonly DrainRow[] =>
    services.flatMap(of =>
      of.servers.flatMap((server): readonly DrainRow[] => {
        if (server.weight !== 0) return [];
        const id = rowId(of.key, server.key);
        const former = seen.get(id) ?? journalled?.get(id);
        if (former === undefined) return leftOn(server) ? [{ of, seen: server }] : [];
        return [{ of, seen: server, former }];
      }),
    ),
);

/** All of them, in the order of the table. */
export const drainsOf = (state: State): readonly DrainRow[] =>
  listed(shown(state)?.services ?? nobody, state.changes.former, state.journal?.value?.weights);

/** The one under the cursor of the drains view. */
export const drainHere = (state: State): DrainRow | undefined => {
  const view = topView(state);
  const rows = drainsOf(state);
  return view?.type === 'drains' ? rows[Math.min(view.row, rows.length - 1)] : undefined;
};

/** What a plan calls it; undefined where only a name is known. */
export const targetOf = ({ of, seen }: DrainRow): Target | undefined =>
  of.id === undefined || seen.id === undefined ? undefined : { service: of.id, server: seen.id };

/** A server while it had weight 0, as far back as is kept. */
export interface DrainPast {
  readonly samples: readonly Sample[];
  /** When its weight was first seen to be 0; absent where that was before the first look. */
  readonly since?: number;
}

/** The past of a server up to the moment `until`: samples since its weight is 0. */
export const drainPast = (history: History, key: RowKey, until: number): DrainPast => {
  const samples: Sample[] = [];
  for (let at = history.frames.length - 1; at >= 0; at--) {
    const frame = history.frames[at];
    if (frame === undefined || frame.at > until) continue;
    const shape = frame.shapes[frame.layout.index.get(key.service) ?? -1];
    const weight = shape?.servers.find(server => server.key === key.server)?.weight;
    if (weight !== 0) return { samples: samples.reverse(), since: samples[0]?.at ?? until };
    const row = rowIn(frame, key);
    const active = row === undefined ? Number.NaN : (frame.values[row * perRow] ?? Number.NaN);
    const inactive = row === undefined ? Number.NaN : (frame.values[row * perRow + 1] ?? Number.NaN);
    if (!Number.isNaN(active + inactive)) samples.push({ at: frame.at, active, inactive });
  }
  return { samples: samples.reverse() };
};

/** Kernel defaults: they hold where the director’s own were not read. */
const usualTimeouts = { tcp: 900, tcpFin: 120, udp: 300 };

/** A setting of the kernel (`expire_nodest_conn`), where settings were read. */
export const kernelSetting = (state: State, name: string): string | undefined =>
  state.settings?.value?.sysctls.find(sysctl => sysctl.name === name)?.value.trim();

const tallied = memoLast(({ value, at }: AskedConnections): Tally | undefined =>
  value === undefined ? undefined : tallyOf(value, at),
);

/** The connections of a server in numbers, where those of just this server were read. */
export const drainTally = (state: State, { of, seen }: DrainRow): Tally | undefined => {
  const asked = state.connections;
  return asked === undefined || asked.pending || asked.service !== of.key || asked.server !== seen.key
    ? undefined
    : tallied(asked);
};

/** All that is known of one of them. */
export const drainFacts = (state: State, row: DrainRow): Drain & DrainPast => {
  const { of, seen } = row;
  const now = shown(state)?.at ?? state.now;
  const past = drainPast(state.history, { service: of.key, server: seen.key }, now);
  const tally = drainTally(state, row);
  const quiescent = kernelSetting(state, 'expire_quiescent_template');
  return {
    now,
    protocol: of.id?.kind === 'address' ? of.id.protocol : 'mark',
    ...(seen.method === undefined ? {} : { method: seen.method }),
    ops: of.ops === true,
    timeouts: shown(state)?.timeouts ?? state.settings?.value?.timeouts ?? usualTimeouts,
    ...past,
    ...(of.persistence === null || of.persistence === undefined
      ? {}
      : {
          held: {
            ...(of.persistence.timeout === undefined ? {} : { timeout: of.persistence.timeout }),
            ...(seen.persistent === undefined ? {} : { templates: seen.persistent }),
            ...(quiescent === undefined ? {} : { letsGo: quiescent !== '0' }),
          },
        }),
    ...(tally === undefined ? {} : { tally }),
  };
};

/** Opens the view, and asks for the settings that decide what becomes of connections and clients. */
export const openDrains = (state: State): Step =>
  askSettings({ ...state, views: [...state.views, { type: 'drains', row: 0, top: 0 }] });
