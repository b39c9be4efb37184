import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dictionary } from '../../../src/core/kernel/dictionary.ts';

describe('Dictionary', () => {
  it('agrees with a Map under any sequence of put and drop, and leaves old maps alone', () => {
    const key = fc.oneof(fc.integer({ min: 0, max: 60 }).map(String), fc.string({ maxLength: 3 }));
    const steps = fc.array(fc.tuple(key, fc.option(fc.integer())), { maxLength: 300 });
    fc.assert(
      fc.property(steps, sequence => {
        let map = Dictionary.empty<number>();
        const expected = new Map<string, number>();
        let halfway: { map: Dictionary<number>; copy: number[] } | undefined;
        for (const [index, [name, value]] of sequence.entries()) {
          if (index === Math.floor(sequence.length / 2)) halfway = { map, copy: [...map.values()] };
          map = value === null ? map.drop(name) : map.put(name, value);
          if (value === null) expected.delete(name);
          else expected.set(name, value);
        }
        expect(map.size).toBe(expected.size);
        for (const [name, value] of expected) expect(map.get(name)).toBe(value);
        expect([...map.values()].sort()).toEqual([...expected.values()].sort());
        if (halfway !== undefined) expect([...halfway.map.values()]).toEqual(halfway.copy);
      }),
    );
  });

  it('holds keys whose hashes collide', () => {
    // Found by search: equal 32-bit hashes (the birthday of 2^16 keys), which only differ in the chain.
    let map = Dictionary.empty<number>();
    for (let index = 0; index < 120_000; index++) map = map.put(`10.0.0.${index}`, index);
    expect(map.size).toBe(120_000);
    for (let index = 0; index < 120_000; index += 7) expect(map.get(`10.0.0.${index}`)).toBe(index);
    for (let index = 0; index < 120_000; index += 2) map = map.drop(`10.0.0.${index}`);
    expect(map.size).toBe(60_000);
    expect(map.get('10.0.0.4')).toBeUndefined();
    expect(map.get('10.0.0.5')).toBe(5);
  });

  it('iterates in an order that does not depend on the history', () => {
    const names = Array.from({ length: 500 }, (_, index) => `key ${index}`);
    const forward = names.reduce((map, name, index) => map.put(name, index), Dictionary.empty<number>());
    let backward = Dictionary.empty<number>().put('other', -1);
    for (const [index, name] of [...names.entries()].reverse()) backward = backward.put(name, index);
    expect([...backward.drop('other').values()]).toEqual([...forward.values()]);
  });
});
