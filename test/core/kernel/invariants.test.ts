import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { procFile } from '../../../src/core/kernel/proc.ts';
import type { Kernel, KernelServer } from '../../../src/core/kernel/state.ts';
import { allServices } from '../../../src/core/kernel/table.ts';
import { advance } from '../../../src/core/kernel/time.ts';
import { familyOf } from '../../../src/core/model/address.ts';
import { serviceFamily } from '../../../src/core/model/service.ts';
import { type Bench, bench } from './bench.ts';

type Step =
  | { readonly kind: 'ipvsadm'; readonly line: string }
  | { readonly kind: 'sleep'; readonly seconds: number }
  | { readonly kind: 'sysctl'; readonly name: string; readonly value: string }
  | {
      readonly kind: 'connect';
      readonly to: string;
      readonly from: string;
      readonly port: number;
      readonly udp: boolean;
      readonly mark: number;
      readonly hold: boolean;
      readonly manner: 'accept' | 'reset' | 'silence';
    };

const services = [
  '-t 10.1.0.200:80',
  '-t 10.1.0.200:0',
  '-t 10.1.0.200:21',
  '-u 10.1.0.200:53',
  '-f 17',
  '-t [fd00:1::200]:80',
];
const servers = ['10.0.0.11', '10.0.0.12:80', '10.0.0.13:8080', '[fd00::11]:80'];
const schedulers = ['rr', 'wrr', 'wlc', 'sh', 'mh', 'lblc', 'lblcr', 'nq', 'ovf', 'none'];

const pick = <T>(...from: readonly T[]) => fc.constantFrom(...from);
const serviceOptions = fc
  .tuple(pick(...schedulers), pick('', '-p 5', '-p 100', '-p 60 -M 64'), pick('', '-o'))
  .map(([scheduler, persistence, ops]) => `-s ${scheduler} ${persistence} ${ops}`);
const serverOptions = fc
  .tuple(pick('-m', '-g', '-i'), pick('-w 0', '-w 1', '-w 5'), pick('', '-x 1', '-x 3', '-x 3 -y 1', '-y 1'))
  .map(words => words.join(' '));

const lines = fc.oneof(
  fc.tuple(pick('-A', '-A', '-E'), pick(...services), serviceOptions).map(words => words.join(' ')),
  fc
    .tuple(pick('-a', '-a', '-a', '-e'), pick(...services), pick(...servers), serverOptions)
    .map(([command, service, server, options]) => `${command} ${service} -r ${server} ${options}`),
  fc.tuple(pick(...services), pick(...servers)).map(([service, server]) => `-d ${service} -r ${server}`),
  fc.tuple(pick('-D', '-Z'), pick(...services)).map(words => words.join(' ')),
  pick('-C', '-Z', '--set 30 20 10', '--start-daemon master', '--stop-daemon master'),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: lines.map(line => ({ kind: 'ipvsadm' as const, line })) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('connect' as const),
      to: pick('10.1.0.200:80', '10.1.0.200:21', '10.1.0.200:2000', '10.1.0.200:53', '[fd00:1::200]:80'),
      from: pick('', '10.1.0.2'),
      port: fc.integer({ min: 1, max: 6 }),
      udp: fc.boolean(),
      mark: pick(0, 0, 17),
      hold: fc.boolean(),
      manner: pick('accept' as const, 'accept' as const, 'reset' as const, 'silence' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: pick(0.05, 1, 2, 7, 60, 130, 1000).map(seconds => ({ kind: 'sleep' as const, seconds })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('sysctl' as const),
      name: pick(
        'expire_nodest_conn',
        'expire_quiescent_template',
        'conn_reuse_mode',
        'run_estimation',
        'sloppy_tcp',
      ),
      value: pick('0', '1'),
    }),
  },
);

const base = ['-A -t 10.1.0.200:80 -s wrr -p 60', '-a -t 10.1.0.200:80 -r 10.0.0.11 -m -x 3'];

const play = (made: Bench, steps: readonly Step[]): string => {
  const seen: string[] = [];
  for (const one of steps) {
    if (one.kind === 'ipvsadm') {
      const { exit, stdout, stderr } = made.tryRun(one.line);
      seen.push(`${exit} ${stdout}${stderr}`);
    } else if (one.kind === 'sleep') made.sleep(one.seconds);
    else if (one.kind === 'sysctl') made.sysctl(one.name, one.value);
    else {
      const { from, mark, ...dial } = one;
      const v6 = one.to.startsWith('[');
      seen.push(
        made.connect(one.to, {
          ...dial,
          ...(from === '' || v6 ? {} : { from }),
          ...(mark === 0 ? {} : { mark }),
        }),
      );
    }
  }
  return seen.join('\n');
};

const files = [
  '/proc/net/ip_vs',
  '/proc/net/ip_vs_conn',
  '/proc/net/ip_vs_conn_sync',
  '/proc/net/ip_vs_stats',
  '/proc/net/ip_vs_stats_percpu',
];
const allText = (kernel: Kernel): string => files.map(path => procFile(kernel, path)).join('');

const checkServers = (kernel: Kernel): void => {
  const known = new Map<number, KernelServer>();
  for (const service of allServices(kernel))
    for (const server of service.servers) known.set(server.uid, server);
  const listed = known.size;
  for (const { server } of kernel.trash.values()) known.set(server.uid, server);
  expect(known.size).toBe(listed + kernel.trash.size);
  const counts = new Map<number, number[]>();
  for (const entry of kernel.connections.values()) {
    const count = counts.get(entry.serverUid) ?? [0, 0, 0];
    const kind = entry.template ? 2 : entry.inactive ? 1 : 0;
    count[kind] = (count[kind] ?? 0) + 1;
    counts.set(entry.serverUid, count);
    expect(known.has(entry.serverUid)).toBe(true);
  }
  for (const server of known.values()) {
    expect([server.active, server.inactive, server.persistent]).toEqual(counts.get(server.uid) ?? [0, 0, 0]);
    const { live, published, zero } = server.stats;
    expect(live.conns).toBeGreaterThanOrEqual(published.conns);
    expect(published.conns).toBeGreaterThanOrEqual(zero.conns);
  }
};

const checkTable = (kernel: Kernel): void => {
  const all = [...allServices(kernel)];
  const of = (family: number) => all.filter(({ id }) => serviceFamily(id) === family).length;
  expect([kernel.ipv4Services, kernel.ipv6Services]).toEqual([of(4), of(6)]);
  const mixed = all.flatMap(({ id, servers }) =>
    servers.filter(server => familyOf(server.address) !== serviceFamily(id)),
  );
  expect(kernel.mixedServers).toBe(mixed.length);
};

const checkConnections = (kernel: Kernel): void => {
  let templates = 0;
  const controlled = new Map<string, number>();
  for (const entry of kernel.connections.values()) {
    if (entry.lookup !== undefined) {
      templates++;
      expect(kernel.templates.get(entry.lookup)).toBe(entry.key);
    }
    if (entry.control !== undefined) controlled.set(entry.control, (controlled.get(entry.control) ?? 0) + 1);
    expect(entry.expires).toBeGreaterThan(kernel.now);
    let timer = kernel.wheel.get(String(entry.wheelSecond));
    while (timer !== undefined && (timer.key !== entry.key || timer.uid !== entry.uid)) timer = timer.next;
    expect(timer).toBeDefined();
  }
  expect(kernel.templates.size).toBe(templates);
  for (const entry of kernel.connections.values())
    expect(entry.controls).toBe(controlled.get(entry.key) ?? 0);
};

describe('whatever happens', () => {
  it('counts are those of the connections, and everything points somewhere', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), steps => {
        const made = bench(base);
        for (const one of steps) {
          play(made, [one]);
          checkServers(made.kernel);
        }
        checkTable(made.kernel);
        checkConnections(made.kernel);
      }),
      { numRuns: 60 },
    );
  });

  it('the same inputs give the same bytes, and old kernels stay as they were', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.array(step, { maxLength: 20 }), (steps, more) => {
        const one = bench(base);
        const other = bench(base);
        expect(play(one, steps)).toBe(play(other, steps));
        expect(allText(one.kernel)).toBe(allText(other.kernel));
        const before = one.kernel;
        const text = allText(before);
        play(one, more);
        expect(allText(before)).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  it('time in steps is the same as time at once', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 12 }),
        (steps, waits) => {
          const { kernel } = (() => {
            const made = bench(base);
            play(made, steps);
            return made;
          })();
          const total = waits.reduce((sum, wait) => sum + wait, 0);
          const inSteps = waits.reduce((next, wait) => advance(next, wait), kernel);
          expect(allText(inSteps)).toBe(allText(advance(kernel, total)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('no service or connection is left when all is cleared and time has passed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const made = bench(base);
        play(made, steps);
        made.run('-C');
        made.sleep(3000);
        const { connections, templates, trash, wheel } = made.kernel;
        expect([connections.size, templates.size, trash.size, wheel.size]).toEqual([0, 0, 0, 0]);
      }),
      { numRuns: 30 },
    );
  });
});
