import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { schedulerRows } from '../../../src/core/kernel/schedulers/table.ts';
import { explainPicks, firstPicks } from '../../../src/core/wizard/picks.ts';
import { shortNames } from '../../../src/core/wizard/picks-names.ts';
import { sharesOf } from '../../../src/core/wizard/picks-shares.ts';
import { readRecording } from '../../contract/recordings.ts';

const servers = (...weights: readonly number[]) =>
  weights.map((weight, index) => ({ address: `10.0.0.${7 * (index + 1)}`, weight }));

/** A service of a recording, as long as nothing but servers was added to it, and its first connections. */
interface Recorded {
  readonly name: string;
  readonly scheduler: string;
  readonly servers: { readonly address: string; readonly weight: number }[];
  readonly picks: readonly string[];
}

/** Whether connections that were closed at once are picked like those that stay. */
const unmoved = new Set(['rr', 'wrr', 'fo']);

const recordedIn = (script: string): readonly Recorded[] => {
  const open = new Map<string, Omit<Recorded, 'picks'>>();
  const found: Recorded[] = [];
  for (const { line, exit, stdout } of readRecording(script)?.lines ?? []) {
    const added = /^ipvsadm -A -t (\S+) -s (\w+)$/.exec(line);
    const server = /^ipvsadm -a -t (\S+) -r ([\d.]+) -m(?: -w (\d+))?$/.exec(line);
    const dialled = /^connect -n \d+( --hold)? tcp (\S+)$/.exec(line);
    const [, service = '', scheduler = ''] = added ?? [];
    if (added !== null && exit === 0)
      open.set(service, { name: `${script} ${service}`, scheduler, servers: [] });
    else if (server !== null) {
      open.get(server[1] ?? '')?.servers.push({ address: server[2] ?? '', weight: Number(server[3] ?? 1) });
    } else if (dialled !== null) {
      const known = open.get(dialled[2] ?? '');
      open.delete(dialled[2] ?? '');
      if (known !== undefined && (dialled[1] !== undefined || unmoved.has(known.scheduler))) {
        found.push({
          ...known,
          picks: stdout
            .trim()
            .split('\n')
            .map(pick => (pick === 'refused' ? '' : (pick.split(':')[0] ?? ''))),
        });
      }
    } else for (const key of open.keys()) if (line.includes(key)) open.delete(key);
  }
  return found;
};

describe('firstPicks', () => {
  const recorded = readdirSync(join(import.meta.dirname, '../../contract/recorded'))
    .filter(file => file.startsWith('pick-'))
    .flatMap(file => recordedIn(file.replace('.json', '')))
    .filter(({ scheduler }) => !['sh', 'mh', 'dh', 'none'].includes(scheduler));

  test('there is a recording of every scheduler that can be foreseen', () => {
    expect(new Set(recorded.map(({ scheduler }) => scheduler))).toEqual(
      new Set(['rr', 'wrr', 'lc', 'wlc', 'sed', 'nq', 'fo', 'ovf', 'lblc', 'lblcr']),
    );
  });

  test.each(recorded.map(one => [one.name, one.scheduler, one] as const))(
    '%s: %s picks what the real kernel picked',
    (_, scheduler, { servers: list, picks }) => {
      expect(firstPicks(scheduler, list, picks.length)).toEqual(picks);
    },
  );

  test('is silent where the picks hang on more than the servers', () => {
    for (const scheduler of ['sh', 'mh', 'dh', 'twos', 'fifo'])
      expect(firstPicks(scheduler, servers(3, 1), 12)).toBeUndefined();
  });

  test('nobody with none, without servers, and without weights', () => {
    expect(firstPicks('none', servers(1, 1), 3)).toEqual(['', '', '']);
    expect(firstPicks('wlc', [], 2)).toEqual(['', '']);
    expect(firstPicks('wlc', servers(0, 0), 2)).toEqual(['', '']);
  });

  test('what the kernel does not take is not foreseen', () => {
    for (const address of ['', 'web1', '224.0.0.1', '0.0.0.0', '::', 'ff02::1'])
      expect(firstPicks('rr', [{ address, weight: 1 }], 2)).toBeUndefined();
    for (const weight of [-1, 0.5, Number.NaN])
      expect(firstPicks('rr', [{ address: '10.0.0.7', weight }], 2)).toBeUndefined();
  });

  test('IPv6, both families at once, and one address with several ports', () => {
    const v6 = { address: 'fd00::7', weight: 1 };
    const v4 = { address: '10.0.0.7', weight: 1 };
    expect(firstPicks('rr', [v6, { address: 'fd00::e', weight: 1 }], 3)).toEqual([
      'fd00::e',
      'fd00::7',
      'fd00::e',
    ]);
    expect(firstPicks('rr', [v4, v6], 2)).toEqual(['fd00::7', '10.0.0.7']);
    expect(firstPicks('rr', [v4, v4], 2)).toEqual(['10.0.0.7', '10.0.0.7']);
  });

  test('in full cycles of wrr every server gets its share', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 }), weights => {
        const sum = weights.reduce((all, weight) => all + weight, 0);
        fc.pre(sum > 0);
        const list = servers(...weights);
        const picks = firstPicks('wrr', list, sum) ?? [];
        for (const { address, weight } of list)
          expect(picks.filter(pick => pick === address).length).toBe(weight);
      }),
      { numRuns: 50 },
    );
  });

  test('300 servers, the whole weight', () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      address: `10.9.${index >> 7}.${(index & 127) + 1}`,
      weight: 2_147_483_647,
    }));
    for (const { name } of schedulerRows) expect(firstPicks(name, many, 12)?.length ?? 12).toBe(12);
    expect(firstPicks('rr', many, 2)).toEqual(['10.9.2.44', '10.9.2.43']);
  });
});

describe('explainPicks', () => {
  test('the picks, the formula, and what it comes to', () => {
    expect(explainPicks('wlc', servers(3, 1))).toEqual([
      'the first 12 connections: .14 .7 .7 .7 .14 .7 .7 .7 .14 .7 .7 .7 (9 to 10.0.0.7 and 3 to 10.0.0.14)',
      'wlc: least (256 x active + inactive) / weight',
      'then 10.0.0.7 stands at (256 x 9 + 0) / 3 = 768 and 10.0.0.14 stands at (256 x 3 + 0) / 1 = 768',
    ]);
    expect(explainPicks('sed', servers(3, 1), 4)).toEqual([
      'the first 4 connections: .7 .7 .14 .7 (3 to 10.0.0.7 and 1 to 10.0.0.14)',
      'sed: least (active + 1) / weight',
      'then 10.0.0.7 stands at (3 + 1) / 3 = 1.33 and 10.0.0.14 stands at (1 + 1) / 1 = 2',
    ]);
    expect(explainPicks('wrr', servers(6, 2), 4)[2]).toBe(
      'of every 4 connections 3 to 10.0.0.7 and 1 to 10.0.0.14',
    );
  });

  test('weights that do not count', () => {
    const words = 'weights make no difference here, but for 0, which takes nothing';
    expect(explainPicks('rr', servers(3, 1))).toContain(words);
    expect(explainPicks('lc', servers(3, 1))).toContain(words);
    expect(explainPicks('rr', servers(2, 2, 0))).not.toContain(words);
  });

  test('hashes: the client or the VIP decides', () => {
    expect(explainPicks('sh', servers(3, 1))[0]).toBe(
      'the client’s address decides: of all clients 75% to 10.0.0.7 and 25% to 10.0.0.14',
    );
    expect(explainPicks('mh', servers(3, 1))[0]).toMatch(
      /^the client’s address decides: .*75% to 10\.0\.0\.7/,
    );
    expect(explainPicks('sh', servers(1, 0))[0]).toContain(
      '50% would get a server of weight 0 and are refused',
    );
    expect(explainPicks('mh', servers(1, 0))[0]).toBe(
      'the client’s address decides: of all clients 100% to 10.0.0.7',
    );
    expect(explainPicks('dh', servers(3, 1))[0]).toContain('the VIP decides');
    expect(explainPicks('twos', servers(3, 1))[0]).toContain('drawn by lot');
  });

  test('fo and ovf: of equal weights the one that was added last', () => {
    expect(explainPicks('fo', servers(2, 2))).toEqual([
      'all of the first 12 connections go to 10.0.0.14',
      'fo: greatest weight',
      '10.0.0.14 is the first of the greatest weight, 2; the others wait until it is gone, full or at weight 0',
    ]);
    expect(explainPicks('ovf', servers(1, 2))[0]).toBe(
      'the first 12 connections: .14 .14 .14 .7 .7, then nobody (3 to 10.0.0.14 and 2 to 10.0.0.7, 7 refused)',
    );
  });

  test('nobody who could take anything', () => {
    expect(explainPicks('wlc', [])[0]).toBe('there is no server yet');
    expect(explainPicks('wlc', servers(0, 0))[0]).toBe(
      'no server has a weight above 0, so every connection is refused',
    );
    expect(explainPicks('none', servers(1))).toEqual(['every connection is refused', 'none: nobody']);
    expect(explainPicks('fifo', servers(1))).toEqual([]);
  });

  test('says the same again, and something else of other servers', () => {
    const first = explainPicks('wlc', servers(3, 1));
    for (let weight = 1; weight <= 120; weight++) explainPicks('wlc', servers(weight, 1));
    expect(explainPicks('wlc', servers(3, 1))).toEqual(first);
    expect(explainPicks('wlc', servers(1, 3))).not.toEqual(first);
    expect(explainPicks('wlc', servers(3, 1), 8)).not.toEqual(first);
  });

  test('many servers are not all named', () => {
    const many = servers(...new Array<number>(30).fill(1));
    for (const { name } of schedulerRows)
      for (const line of explainPicks(name, many)) expect(line.length).toBeLessThan(280);
    expect(explainPicks('wrr', many)[2]).toContain('and 27 others get the rest');
  });
});

describe('shares', () => {
  test('add up, and follow the weights', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('sh' as const, 'mh' as const),
        fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 6 }),
        (scheduler, weights) => {
          const shares = sharesOf(scheduler, servers(...weights));
          const sum = weights.reduce((all, weight) => all + weight, 0);
          expect(shares?.refused).toBeCloseTo(0);
          for (const [index, weight] of weights.entries())
            expect(Math.abs((shares?.servers[index] ?? 0) - weight / sum)).toBeLessThan(0.04);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('sh has 256 buckets: of more servers some get nothing', () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      address: `10.9.${index >> 7}.${(index & 127) + 1}`,
      weight: 1,
    }));
    expect(sharesOf('sh', many)?.servers.filter(part => part > 0).length).toBe(256);
  });
});

test.each([
  [
    ['10.0.0.7', '10.0.0.14'],
    ['.7', '.14'],
  ],
  [
    ['10.0.0.1', '10.0.0.14'],
    ['.1', '.14'],
  ],
  [
    ['10.0.0.7', '10.9.0.14'],
    ['.0.0.7', '.9.0.14'],
  ],
  [['10.0.0.7'], ['.7']],
  [
    ['10.0.0.7', '20.0.0.7'],
    ['10.0.0.7', '20.0.0.7'],
  ],
  [
    ['fd00::7', 'fd00::e'],
    [':7', ':e'],
  ],
  [
    ['fd00::', 'fd00::1'],
    ['fd00::', 'fd00::1'],
  ],
  [
    ['fd00:1::7', 'fd00:2::7'],
    [':1::7', ':2::7'],
  ],
  [
    ['10.0.0.7', 'fd00::7'],
    ['10.0.0.7', 'fd00::7'],
  ],
  [[], []],
])('%j are called %j', (addresses, names) => {
  expect(shortNames(addresses)).toEqual(names);
});
