import { describe, expect, test } from 'vitest';
import { combined } from '../../../src/core/drain/combine.ts';
import type { Estimate } from '../../../src/core/drain/drain.types.ts';

const falling: Estimate = { kind: 'falling', perMinute: 3, leftMs: 80_000 };

describe('several drains as one', () => {
  test.each<readonly [string, readonly Estimate[], Estimate]>([
    ['none', [], { kind: 'drained' }],
    ['all are over', [{ kind: 'drained' }, { kind: 'drained' }], { kind: 'drained' }],
    ['one takes longer', [falling, { kind: 'drained' }], falling],
    [
      'paces add up, and the longest time counts',
      [falling, { ...falling, perMinute: 2, leftMs: 10_000 }, { kind: 'closing', leftMs: 120_000 }],
      { kind: 'falling', perMinute: 5, leftMs: 120_000 },
    ],
    [
      'one that stands still holds them all up',
      [falling, { kind: 'still', forMs: 200_000 }, { kind: 'still', forMs: 300_000, silentMs: 4 }],
      { kind: 'still', forMs: 300_000 },
    ],
    [
      'clients that return too',
      [
        { kind: 'still', forMs: 1 },
        { kind: 'coming', perMinute: 1 },
      ],
      { kind: 'coming', perMinute: 1 },
    ],
    ['what is not known is not known of all', [{ kind: 'unknown' }, falling], { kind: 'unknown' }],
    ['held without a time', [{ kind: 'held' }, { kind: 'closing', leftMs: 5 }], { kind: 'held' }],
    [
      'held, and a longer memory',
      [
        { kind: 'held', leftMs: 5 },
        { kind: 'closing', leftMs: 9 },
      ],
      { kind: 'held', leftMs: 9 },
    ],
  ])('%s', (_, estimates, wanted) => expect(combined(estimates)).toEqual(wanted));
});
