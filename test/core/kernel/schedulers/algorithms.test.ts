import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gcd, gcdOfWeights } from '../../../../src/core/kernel/schedulers/gcd.ts';
import { foldAddress, hash32 } from '../../../../src/core/kernel/schedulers/hash.ts';
import { schedulers } from '../../../../src/core/kernel/schedulers/index.ts';
import { productExceeds } from '../../../../src/core/kernel/schedulers/load.ts';
import { type MhServer, mhTable, slots } from '../../../../src/core/kernel/schedulers/mh-table.ts';
import { hsiphash } from '../../../../src/core/kernel/schedulers/siphash.ts';
import { schedulerRows } from '../../../../src/core/kernel/schedulers/table.ts';
import type { Address } from '../../../../src/core/model/address.ts';
import { Bench } from './bench.ts';

const names = [...schedulers.keys()];
const able = names.filter(name => name !== 'none');

describe('every scheduler', () => {
  test('has a row for people, and every row an algorithm', () => {
    expect(schedulerRows.map(row => row.name).sort()).toEqual([...names].sort());
    for (const row of schedulerRows) expect(row.summary).toMatch(/^[a-z].*[^.]$/);
  });

  test.each(names)('%s: picks nobody without servers, with weights 0, or with all overloaded', name => {
    expect(new Bench(name, []).connect()).toBe(0);
    expect(new Bench(name, [0, 0]).connect()).toBe(0);
    const full = new Bench(name, [2, 1]);
    full.edit(1, { overloaded: true });
    full.edit(2, { overloaded: true });
    expect(full.connect()).toBe(0);
  });

  test.each(able)('%s: whatever happens, only usable servers are picked', name => {
    const event = fc.oneof(
      fc.record({ kind: fc.constant('connect' as const), client: fc.integer({ min: 1, max: 65_000 }) }),
      fc.record({
        kind: fc.constant('edit' as const),
        server: fc.integer({ min: 1, max: 4 }),
        weight: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(2_147_483_647)),
        overloaded: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('drop' as const), server: fc.integer({ min: 1, max: 4 }) }),
    );
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 40 }),
        fc.constantFrom([], ['flag-1'], ['flag-2'] as const),
        (events, flags) => {
          const bench = new Bench(name, [1, 3, 2, 1], { flags: flags as readonly 'flag-1'[] });
          for (const one of events) {
            const servers = bench.view().servers;
            const known = (server: number): boolean => servers.some(({ uid }) => uid === 100 + server);
            if (one.kind === 'edit' && known(one.server)) {
              bench.edit(one.server, { weight: one.weight, overloaded: one.overloaded });
            } else if (one.kind === 'drop' && known(one.server)) bench.drop(one.server);
            else if (one.kind === 'connect') {
              const picked = bench.connect(`10.1.${one.client >> 8}.${one.client & 255}`, one.client);
              const server = servers.find(({ uid }) => uid === 100 + picked);
              if (picked !== 0) expect(server?.weight).toBeGreaterThan(0);
              // lblc asks a server that it remembers for its weight only (ip_vs_lblc.c).
              if (picked !== 0 && name !== 'lblc') expect(server?.overloaded).toBe(false);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each(able.filter(name => !['dh', 'sh', 'mh', 'ovf'].includes(name)))(
    '%s: while one server can take connections, somebody is picked',
    name => {
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 }), weights => {
          const bench = new Bench(name, weights);
          for (let count = 0; count < 10; count++) {
            expect(bench.connect() > 0).toBe(weights.some(weight => weight > 0));
          }
        }),
        { numRuns: 60 },
      );
    },
  );
});

describe('wrr', () => {
  test('in a full cycle each server gets weight / gcd connections', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 6 }), weights => {
        const divisor = gcdOfWeights(weights);
        fc.pre(divisor > 0);
        const bench = new Bench('wrr', weights, { held: false });
        const cycle = weights.reduce((sum, weight) => sum + weight / divisor, 0);
        for (let count = 0; count < cycle; count++) bench.connect();
        const picks = Array.from({ length: cycle }, () => bench.connect());
        expect(weights.map((_, index) => picks.filter(pick => pick === index + 1).length)).toEqual(
          weights.map(weight => weight / divisor),
        );
      }),
      { numRuns: 100 },
    );
  });

  test('does not count its way down when a very heavy server is overloaded', () => {
    const bench = new Bench('wrr', [2_147_483_647, 1]);
    bench.load(1, { overloaded: true });
    expect(bench.connects(3)).toBe('2 2 2');
    bench.load(1, { overloaded: false });
    expect(bench.connects(2)).toBe('1 1');
  });
});

describe('load', () => {
  test('lc: one active connection ties with 256 inactive ones, and the first in the list wins', () => {
    const bench = new Bench('lc', [1, 1]);
    bench.load(1, { active: 1 });
    bench.load(2, { inactive: 256 });
    expect(bench.connect()).toBe(2);
    bench.load(2, { active: 0, inactive: 257 });
    expect(bench.connect()).toBe(1);
  });

  test('products beyond 2^53 are compared exactly', () => {
    expect(productExceeds(2_147_483_647, 2_147_483_647, 2_147_483_646, 2_147_483_647)).toBe(true);
    expect(productExceeds(94_906_267, 94_906_265, 94_906_266, 94_906_266)).toBe(false);
    expect(productExceeds(94_906_266, 94_906_266, 94_906_267, 94_906_265)).toBe(true);
    fc.assert(
      fc.property(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()), ([a, b, c, d]) => {
        expect(productExceeds(a, b, c, d)).toBe(BigInt(a) * BigInt(b) > BigInt(c) * BigInt(d));
      }),
    );
  });
});

describe('hashes', () => {
  /** SipHash-1-3 of four bytes, written from the paper with 64-bit integers. */
  const reference = (value: number, key: bigint): number => {
    const mask = (1n << 64n) - 1n;
    const left = (word: bigint, by: bigint): bigint => ((word << by) | (word >> (64n - by))) & mask;
    let [a, b, c, d] = [
      0x736f6d6570736575n ^ key,
      0x646f72616e646f6dn ^ key,
      0x6c7967656e657261n ^ key,
      0x7465646279746573n ^ key,
    ];
    const round = (): void => {
      a = (a + b) & mask;
      b = left(b, 13n) ^ a;
      a = left(a, 32n);
      c = (c + d) & mask;
      d = left(d, 16n) ^ c;
      a = (a + d) & mask;
      d = left(d, 21n) ^ a;
      c = (c + b) & mask;
      b = left(b, 17n) ^ c;
      c = left(c, 32n);
    };
    const word = (4n << 56n) | BigInt(value);
    d ^= word;
    round();
    a ^= word;
    c ^= 0xffn;
    round();
    round();
    round();
    return Number((a ^ b ^ c ^ d) & 0xffffffffn);
  };

  test('hsiphash is SipHash-1-3', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0xffffffff }),
        fc.integer({ min: 0, max: 0xffffffff }),
        (value, key) => {
          expect(hsiphash(value, { first: key, second: key })).toBe(reference(value, BigInt(key)));
        },
      ),
    );
  });

  test('addresses are folded to 32 bits', () => {
    expect(foldAddress('10.1.0.200' as Address)).toBe(0x0a0100c8);
    expect(foldAddress('255.255.255.255' as Address)).toBe(0xffffffff);
    expect(foldAddress('2001:db8:ffff:0:1:2:3:4' as Address)).toBe(
      (0x20010db8 ^ 0xffff0000 ^ 0x00010002 ^ 0x00030004) >>> 0,
    );
  });

  test('hash_32 keeps the upper bits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), value => {
        expect(hash32(value, 8)).toBe(Number((BigInt(value) * 0x61c88647n) & 0xffffffffn) >>> 24);
      }),
    );
  });

  test('gcd', () => {
    expect([gcd(12, 18), gcd(7, 0), gcd(5, 5), gcdOfWeights([]), gcdOfWeights([0, 8, 12])]).toEqual([
      6, 7, 5, 0, 4,
    ]);
  });
});

describe('sh', () => {
  test('a client keeps its server; with sh-port its ports are spread', () => {
    const plain = new Bench('sh', [1, 1, 1]);
    const ported = new Bench('sh', [1, 1, 1], { flags: ['flag-2'] });
    const picks = (bench: Bench): number =>
      new Set(Array.from({ length: 40 }, (_, index) => bench.connect('10.1.0.5', 40_000 + index))).size;
    expect(picks(plain)).toBe(1);
    expect(picks(ported)).toBe(3);
  });

  test('without fallback the clients of a stopped server are dropped, with it they find another', () => {
    const dropped = (flags: readonly 'flag-1'[]): number => {
      const bench = new Bench('sh', [1, 1], { flags });
      bench.edit(1, { weight: 0 });
      return Array.from({ length: 60 }, (_, index) => bench.connect(`10.1.0.${index + 1}`)).filter(
        pick => pick === 0,
      ).length;
    };
    expect(dropped([])).toBeGreaterThan(10);
    expect(dropped(['flag-1'])).toBe(0);
  });
});

describe('mh', () => {
  const server = (uid: number, lastWeight: number): MhServer => ({
    uid,
    address: `10.0.0.${uid}` as Address,
    port: 80,
    lastWeight,
  });

  test('every slot is taken, in proportion to the weights', () => {
    const table = mhTable([server(1, 1), server(2, 2), server(3, 1)]);
    expect(table).toHaveLength(slots);
    const share = (uid: number): number => table.filter(one => one === uid).length / slots;
    expect(share(1)).toBeCloseTo(0.25, 2);
    expect(share(2)).toBeCloseTo(0.5, 2);
    expect(share(3)).toBeCloseTo(0.25, 2);
  });

  test('a server that was never above 0 has no slot; one that fell to 0 keeps its own', () => {
    expect(new Set(mhTable([server(1, 0), server(2, 5)]))).toEqual(new Set([2]));
    expect(mhTable([server(1, 0)])).toEqual([]);
    const bench = new Bench('mh', [1, 1, 1]);
    const clients = Array.from({ length: 60 }, (_, index) => `10.1.0.${index + 1}`);
    const before = clients.map(client => bench.connect(client));
    bench.edit(2, { weight: 0 });
    const after = clients.map(client => bench.connect(client));
    expect(after).toEqual(before.map(pick => (pick === 2 ? 0 : pick)));
  });

  test('when a server leaves, hardly any other client moves', () => {
    const all = mhTable([server(1, 1), server(2, 1), server(3, 1), server(4, 1)]);
    const fewer = mhTable([server(1, 1), server(2, 1), server(3, 1)]);
    const moved = all.filter((uid, slot) => uid !== 4 && fewer[slot] !== uid).length;
    expect(moved / slots).toBeLessThan(0.1);
  });

  test('very different weights fill the table all the same', () => {
    const table = mhTable([server(1, 2_147_483_647), server(2, 1)]);
    expect(new Set(table)).toEqual(new Set([1, 2]));
  });
});

describe('lblc and lblcr', () => {
  test.each(['lblc', 'lblcr'])('%s: an address keeps its server, and is forgotten after a day', name => {
    const bench = new Bench(name, [1, 1], { held: false });
    const first = bench.connect('10.1.0.1', 1, '10.9.0.1');
    bench.load(first, { inactive: 5 });
    expect(bench.connect('10.1.0.2', 1, '10.9.0.1')).toBe(first);
    bench.now = 86_399_999;
    expect(bench.connect('10.1.0.2', 1, '10.9.0.2')).not.toBe(first);
    bench.now = 90_000_000;
    // Swept away: wlc decides anew, and the other server is less loaded.
    expect(bench.connect('10.1.0.2', 1, '10.9.0.1')).not.toBe(first);
  });

  test('lblcr: a set that did not change for a day loses its most loaded server', () => {
    const bench = new Bench('lblcr', [2, 2]);
    const picks = bench.connects(8).split(' ').map(Number);
    expect(new Set(picks)).toEqual(new Set([1, 2]));
    bench.load(1, { active: 0 });
    bench.load(2, { active: 1 });
    bench.now = 80_000_000;
    expect(bench.connect()).toBe(1);
    bench.now = 87_000_000;
    bench.load(1, { active: 0 });
    bench.connect();
    bench.load(1, { active: 2 });
    bench.load(2, { active: 1 });
    // Server 2 was dropped from the set, so its lesser load does not bring it back.
    expect(bench.connect()).toBe(1);
  });
});

describe('twos', () => {
  test('draws by weight and takes the less loaded of two', () => {
    const bench = new Bench('twos', [1, 3], { held: false });
    const picks = Array.from({ length: 2000 }, () => bench.connect());
    const share = picks.filter(pick => pick === 2).length / picks.length;
    expect(share).toBeGreaterThan(0.6);
    expect(share).toBeLessThan(0.9);
    bench.load(2, { active: 100_000 });
    const later = Array.from({ length: 200 }, () => bench.connect());
    expect(later.filter(pick => pick === 1).length).toBeGreaterThan(60);
  });
});
