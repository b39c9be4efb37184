/** Watching servers until nothing is left on them: reads, and what each read tells. No words, no output. */
import { combined } from '../core/drain/combine.ts';
import type { Drain, Estimate, Sample } from '../core/drain/drain.types.ts';
import { estimate } from '../core/drain/estimate.ts';
import { type Tally, tallyOf } from '../core/drain/tally.ts';
import type { Target } from '../core/intent/intent.types.ts';
import { serverKey, serviceKey } from '../core/model/service.ts';
import type { Setup } from '../core/model/setup.ts';
import type { SeenServer, SeenService, Snapshot } from '../core/model/snapshot.ts';
import { drainSysctls } from '../core/plan/scope.ts';
import { serviceLabel } from '../core/words/labels.ts';
import type { World } from './world.ts';

/** A server that is watched. */
interface Watched {
  readonly target: Target;
  readonly service: string;
  readonly server: string;
  readonly samples: Sample[];
  tally?: Tally;
  listedAt: number;
}

/** What a look found. */
export type Look =
  /** Nothing new: the director was not read again, or could not be. */
  | { readonly kind: 'nothing'; readonly failure?: string }
  | { readonly kind: 'left'; readonly drains: readonly Drain[]; readonly estimate: Estimate }
  /** Somebody gave it a weight again. */
  | { readonly kind: 'resumed'; readonly what: string; readonly weight: number }
  /** All of them were removed by somebody else. */
  | { readonly kind: 'gone' };

/** The connections of a server are listed this often; more often while none is open and only timers are waited for. */
const listMs = 20_000;
const shortListMs = 5_000;
/** A list takes at most so long: of a large table only the head is read, and it says nothing then. */
const listBudgetMs = 500;
const mostRows = 100_000;

const keptSamples = 3600;
const leastBeatMs = 500;

const find = (
  { services }: Snapshot,
  { service, server }: Watched,
): readonly [SeenService, SeenServer] | undefined => {
  const of = services.find(({ key }) => key === service);
  const seen = of?.servers.find(({ key }) => key === server);
  return of === undefined || seen === undefined ? undefined : [of, seen];
};

/** Watches servers from now on. `setup`: the settings that decide what becomes of their clients, with the timeouts. */
export const watchDrains = (
  world: Pick<World, 'director' | 'whole' | 'now'>,
  targets: readonly Target[],
  setup: Setup,
) => {
  const { director, now } = world;
  const startedAt = now();
  let watched: readonly Watched[] = targets.map(target => ({
    target,
    service: serviceKey(target.service),
    server: serverKey(target.server),
    samples: [],
    listedAt: Number.NEGATIVE_INFINITY,
  }));
  const visible = [...new Set(watched.map(({ service }) => service))];
  const letsGo = (setup.sysctls?.[drainSysctls.quiescent] ?? '0') !== '0';
  const timeouts = setup.timeouts ?? { tcp: 900, tcpFin: 120, udp: 300 };

  const drainOf = (one: Watched, of: SeenService, seen: SeenServer): Drain => ({
    now: now(),
    protocol: one.target.service.kind === 'fwmark' ? 'mark' : one.target.service.protocol,
    ...(seen.method === undefined ? {} : { method: seen.method }),
    ops: of.ops === true,
    samples: one.samples,
    timeouts,
    ...(of.persistence === null || of.persistence === undefined
      ? {}
      : {
          held: {
            ...(of.persistence.timeout === undefined ? {} : { timeout: of.persistence.timeout }),
            ...(seen.persistent === undefined ? {} : { templates: seen.persistent }),
            letsGo,
          },
        }),
    ...(one.tally === undefined ? {} : { tally: one.tally }),
  });

  const list = async (one: Watched, timersOnly: boolean): Promise<void> => {
    if (now() - one.listedAt < (timersOnly ? shortListMs : listMs)) return;
    one.listedAt = now();
    const { service, server } = one;
    const read = await director.connections({ service, server, budgetMs: listBudgetMs, maxRows: mostRows });
    if (read.ok && read.value.complete) one.tally = tallyOf(read.value, one.listedAt);
  };

  /** Template counts of the picture may be older than the drain: where no list tells, they are read anew. */
  const isOver = async (one: Watched, drain: Drain): Promise<boolean> => {
    if (estimate(drain).kind !== 'drained') return false;
    if (drain.held === undefined || letsGo || (one.tally?.at ?? 0) >= (drain.samples.at(-1)?.at ?? 0))
      return true;
    const read = await world.whole();
    const found = read.ok ? find(read.value.snapshot, one) : undefined;
    return found !== undefined && (found[1].persistent ?? 0) === 0;
  };

  const look = async (): Promise<Look> => {
    // Whoever looks sets the pace: every look reads.
    const read = await director.read({ visible, intervalMs: leastBeatMs });
    if (!read.ok) return { kind: 'nothing', failure: read.failure.what };
    const { snapshot, report } = read.value;
    if (report.failure !== undefined) return { kind: 'nothing', failure: report.failure.what };
    // A picture that may be from before the weight was changed says nothing of the drain.
    const isOld = watched.some(one => snapshot.at <= startedAt && find(snapshot, one)?.[1].weight !== 0);
    if (snapshot.at < startedAt || isOld) return { kind: 'nothing' };
    const there = watched.flatMap(one => {
      const found = find(snapshot, one);
      return found === undefined ? [] : [[one, ...found] as const];
    });
    watched = there.map(([one]) => one);
    if (there.length === 0) return { kind: 'gone' };
    const drains: Drain[] = [];
    const estimates: Estimate[] = [];
    for (const [one, of, seen] of there) {
      if (seen.weight !== undefined && seen.weight > 0)
        return {
          kind: 'resumed',
          what: `${one.server} in ${serviceLabel(one.service)}`,
          weight: seen.weight,
        };
      const { active = 0, inactive = 0 } = seen;
      if (snapshot.at > (one.samples.at(-1)?.at ?? 0))
        one.samples.push({ at: snapshot.at, active, inactive });
      if (one.samples.length > keptSamples) one.samples.splice(1, one.samples.length - keptSamples);
      const empty = active + inactive === 0;
      if (!empty || (of.persistence !== null && !letsGo)) await list(one, active === 0);
      const drain = drainOf(one, of, seen);
      const over = await isOver(one, drain);
      drains.push(drain);
      const found = estimate(drain);
      estimates.push(found.kind === 'drained' && !over ? { kind: 'held' } : found);
    }
    return { kind: 'left', drains, estimate: combined(estimates) };
  };

  return { look };
};
