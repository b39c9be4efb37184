/** A practice director for tests of plans: random tables, what it is set to, and plans carried out on it. */
import fc from 'fast-check';
import { noNames } from '../../../src/core/ipvsadm/names.ts';
import { printCommand } from '../../../src/core/ipvsadm/print.ts';
import { ipvsadm } from '../../../src/core/kernel/front.ts';
import { emptyKernel, type Kernel } from '../../../src/core/kernel/state.ts';
import type { Result } from '../../../src/core/model/failure.ts';
import type { Setup } from '../../../src/core/model/setup.ts';
import type { Action, Change } from '../../../src/core/plan/action.ts';
import { readDaemonText, readServices, readTimeoutText } from '../../../src/core/plan/setup-text.ts';

/** The value of a result that must be good. */
export const good = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new Error(`${result.failure.what} (${result.failure.why ?? ''}) ${result.failure.output ?? ''}`);
};

const around = { names: noNames };
const told = (kernel: Kernel, ...argv: string[]): string => ipvsadm(kernel, argv, around).stdout;

/** What a practice kernel is set to, read from its own listings. */
export const setupOf = (kernel: Kernel): Setup => ({
  services: good(readServices(told(kernel, '-Sn'), told(kernel, '-Ln', '--thresholds', '--nosort'))),
  timeouts: good(readTimeoutText(told(kernel, '-Ln', '--timeout'))),
  daemons: good(readDaemonText(told(kernel, '-Ln', '--daemon'))),
});

/** Everything that must be equal after an undo, as the tool prints it. */
export const pictureOf = (kernel: Kernel): string =>
  [
    told(kernel, '-Sn'),
    told(kernel, '-Ln', '--thresholds'),
    told(kernel, '-Ln', '--timeout'),
    told(kernel, '-Ln', '--daemon'),
  ].join('\n');

/** Runs an action; throws when it is refused. */
export const act = (kernel: Kernel, action: Action): Kernel => {
  if (action.kind !== 'ipvsadm') return kernel;
  const run = ipvsadm(kernel, printCommand(action.change), around);
  if (run.exit !== 0) throw new Error(`${printCommand(action.change).join(' ')}: ${run.stderr}`);
  return run.kernel;
};

/** The kernel after commands, those that it refuses passed over. */
export const kernelWith = (changes: readonly Change[]): Kernel =>
  changes.reduce((kernel, change) => ipvsadm(kernel, printCommand(change), around).kernel, emptyKernel());

const words = (...lists: string[][]): fc.Arbitrary<string[]> => fc.constantFrom(...lists);

/** Few enough that lines meet each other. */
const service = words(
  ['-t', '10.1.0.1:80'],
  ['-t', '10.1.0.2:0'],
  ['-u', '10.1.0.1:53'],
  ['-t', '[fd00::1]:80'],
  ['--sctp-service', '10.1.0.1:80'],
  ['-f', '4294967295'],
  ['-f', '1', '-6'],
);
const rip4 = fc.constantFrom('10.0.0.1', '10.0.0.2:80', '10.0.0.3:8080');
const rip6 = fc.constantFrom('[fd00::11]:80', 'fd00::12');
const maybe = (list: fc.Arbitrary<string[]>): fc.Arbitrary<string[]> =>
  fc.oneof(list, fc.constant<string[]>([]));
const one = (...words: string[]): fc.Arbitrary<string[]> => fc.constant(words);
const number = (option: string, max: number): fc.Arbitrary<string[]> =>
  fc.nat({ max }).map(value => [option, String(value)]);
const joined = (...parts: fc.Arbitrary<string[]>[]): fc.Arbitrary<string[]> =>
  fc.tuple(...parts).map(lists => lists.flat());

const scheduler = words(
  ['-s', 'rr'],
  ['-s', 'wrr'],
  ['-s', 'wlc'],
  ['-s', 'sh'],
  ['-s', 'sh', '-b', 'sh-port'],
  ['-s', 'mh', '-b', 'mh-fallback,mh-port'],
  ['-s', 'rr', '-b', 'flag-1,flag-3'],
);
const persistence = fc.oneof(
  fc.nat({ max: 1000 }).map(seconds => ['-p', String(seconds + 1)]),
  words(['-p', '60', '-M', '255.255.0.0'], ['-p', '60', '-M', '64']),
);
const method = words(
  ['-g'],
  ['-m'],
  ['-i'],
  ['-i', '--tun-type', 'gue', '--tun-port', '6080'],
  ['-i', '--tun-type', 'gre', '--tun-csum'],
);
const thresholds = fc
  .tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 }))
  .map(([x, y]) => ['-x', String(Math.max(x, y)), '-y', String(Math.min(x, y))]);

const serviceOptions = joined(
  maybe(scheduler),
  maybe(persistence),
  maybe(one('--pe', 'sip')),
  maybe(one('-o')),
);
const serverOptions = joined(maybe(method), maybe(number('-w', 5)), maybe(thresholds));
/** A service and a server, mostly of one family: others are for tunnels only, and never beside a sync daemon. */
const served = fc.tuple(service, rip4, rip6, fc.nat({ max: 39 })).map(([of, four, six, mix]) => {
  const v6 = of.includes('-6') || of.some(word => word.startsWith('['));
  return [...of, '-r', v6 === mix > 0 ? six : four];
});

const addService = joined(one('-A'), service, serviceOptions);
const addServer = joined(one('-a'), served, serverOptions);

/** Lines that make a table with a good many servers. */
export const tableLines: fc.Arbitrary<string[][]> = fc
  .tuple(
    fc.array(addService, { minLength: 4, maxLength: 9 }),
    fc.array(addServer, { minLength: 8, maxLength: 18 }),
  )
  .map(([services, servers]) => [...services, ...servers]);

/** Words of a command line that changes something; many of them are refused, by ipvsadm or by the kernel. */
export const anyLine: fc.Arbitrary<string[]> = fc.oneof(
  { weight: 4, arbitrary: addService },
  { weight: 5, arbitrary: addServer },
  { weight: 2, arbitrary: joined(one('-E'), service, serviceOptions) },
  { weight: 3, arbitrary: joined(one('-e'), served, serverOptions) },
  { weight: 1, arbitrary: joined(one('-D'), service) },
  { weight: 2, arbitrary: joined(one('-d'), served) },
  {
    weight: 1,
    arbitrary: joined(one('--set'), words(['0', '0', '0'], ['100', '0', '7'], ['1', '2', '3'])),
  },
  {
    weight: 4,
    arbitrary: joined(
      one('--start-daemon'),
      words(['master'], ['backup']),
      maybe(one('--mcast-interface', 'eth0')),
      maybe(number('--syncid', 255)),
      one('--sync-maxlen', '1200'),
    ),
  },
  { weight: 4, arbitrary: joined(one('--stop-daemon'), words(['master'], ['backup'])) },
  { weight: 1, arbitrary: fc.oneof(one('-Z'), one('-C')) },
);
