/** Drains for tests: by hand, and watched on a practice kernel. */
import type { Drain, Estimate, Sample } from '../../../src/core/drain/drain.types.ts';
import { estimate } from '../../../src/core/drain/estimate.ts';
import { tallyOf } from '../../../src/core/drain/tally.ts';
import { readText } from '../../../src/core/ipvsadm/read/recognise.ts';
import type { Kernel } from '../../../src/core/kernel/state.ts';
import { allServices } from '../../../src/core/kernel/table.ts';
import type { Bench } from '../kernel/bench.ts';

/** A minute of the tests' clock. */
export const minute = 60_000;

/** Samples from numbers of active and inactive connections, `stepMs` apart, the last one now (0). */
export const samplesOf = (
  counts: readonly (readonly [active: number, inactive: number])[],
  stepMs = 10_000,
): readonly Sample[] =>
  counts.map(([active, inactive], index) => ({
    at: (index - counts.length + 1) * stepMs,
    active,
    inactive,
  }));

/** A drain of TCP behind NAT with the kernel's own timeouts, at the time 0; change what the test is about. */
export const drain = (samples: readonly Sample[], change: Partial<Drain> = {}): Drain => ({
  now: 0,
  protocol: 'tcp',
  method: 'nat',
  ops: false,
  samples,
  timeouts: { tcp: 900, tcpFin: 120, udp: 300 },
  ...change,
});

const find = (kernel: Kernel, service: string, address: string) => {
  const of = [...allServices(kernel)].find(({ key }) => key === service);
  const server = of?.servers.find(one => one.address === address);
  if (of === undefined || server === undefined) throw new Error(`no ${address} in ${service}`);
  return { of, server };
};

/** Watches one server of a practice kernel: what is known of it grows with every look. */
export class Watch {
  readonly samples: Sample[] = [];
  readonly service: string;
  readonly address: string;

  constructor(service: string, address: string) {
    this.service = service;
    this.address = address;
  }

  /** Looks at it now; with `listed`, its connections too. */
  look(kernel: Kernel, change: Partial<Drain> = {}): Drain {
    const { of, server } = find(kernel, this.service, this.address);
    const { now } = kernel;
    this.samples.push({ at: now, active: server.active, inactive: server.inactive });
    const { persistence } = of.config;
    return {
      now,
      protocol: of.id.kind === 'fwmark' ? 'mark' : of.id.protocol,
      method: server.method,
      ops: of.config.ops,
      samples: [...this.samples],
      timeouts: kernel.timeouts,
      ...(persistence === undefined
        ? {}
        : {
            held: {
              timeout: persistence.timeout,
              templates: server.persistent,
              letsGo: kernel.sysctls.expire_quiescent_template !== '0',
            },
          }),
      ...change,
    };
  }
}

/** What `-Lnc` says of one server, counted. */
export const listed = (made: Bench, address: string) =>
  tallyOf(
    {
      rows: readText(made.run('-Lnc')).connections.filter(({ server }) => server === address),
      complete: true,
      tookMs: 0,
    },
    made.kernel.now,
  );

/** Seconds that an estimate gives; undefined where it gives none. */
export const secondsLeft = (found: Estimate): number | undefined =>
  'leftMs' in found && found.leftMs !== undefined ? found.leftMs / 1000 : undefined;

/** Watches a bench second by second until nothing is left, at most `most`; gives each estimate with the time it was wrong by. */
export const watchToEnd = (
  made: Bench,
  watch: Watch,
  most: number,
  each: (second: number) => void = () => {},
): { readonly seconds: number; readonly estimates: readonly Estimate[] } => {
  const estimates: Estimate[] = [];
  for (let second = 0; second <= most; second++) {
    each(second);
    const found = estimate(watch.look(made.kernel));
    estimates.push(found);
    if (found.kind === 'drained') return { seconds: second, estimates };
    made.sleep(1);
  }
  return { seconds: Number.POSITIVE_INFINITY, estimates };
};
