import { describe, expect, test } from 'vitest';
import { type History, noHistory, record } from '../../src/app/history.ts';
import { neighbour, reach, rebuild, series } from '../../src/app/past.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import { largeDirector, noon, smallDirector } from './director.ts';

const recorded = (
  beats: number,
  of: (beat: number) => Snapshot = smallDirector,
  wanted: readonly string[] = [],
): History => {
  let history = noHistory;
  for (let beat = 0; beat < beats; beat++) history = record(history, of(beat), wanted);
  return history;
};

const bytes = (history: History): number =>
  history.frames.reduce((sum, { values }) => sum + values.byteLength, 0);
const web = { service: 'tcp:10.0.0.200:80' };

describe('series', () => {
  test('gives each read where steps are as long as the beat', () => {
    const history = recorded(5);
    const active = [0, 1, 2, 3, 4].map(beat => smallDirector(beat).services[0]?.servers[1]?.active);
    expect([...series(history, { ...web, server: '10.0.0.14:80' }, 'active', 5, 1000, noon + 4000)]).toEqual(
      active,
    );
  });
  test('sums servers for their service', () => {
    const [value] = series(recorded(1), web, 'active', 1, 1000, noon);
    expect(value).toBe(
      (smallDirector().services[0]?.servers ?? []).reduce((sum, { active = 0 }) => sum + active, 0),
    );
  });
  test('takes the mean of a step, and repeats it where nothing was read', () => {
    const at = (beat: number, active: number): Snapshot => {
      const [first] = smallDirector().services;
      const [one] = first?.servers ?? [];
      if (first === undefined || one === undefined) throw new Error('no service');
      return { at: noon - 1000 + beat * 1000, services: [{ ...first, servers: [{ ...one, active }] }] };
    };
    let history = noHistory;
    for (const [beat, active] of [
      [0, 10],
      [1, 20],
      [6, 40],
    ] as const)
      history = record(history, at(beat, active), []);
    expect([...series(history, web, 'active', 4, 2000, noon + 5000)]).toEqual([15, 15, 15, 40]);
  });
  test('is unknown before the first read and for rows that are not there', () => {
    expect([...series(recorded(1), web, 'cps', 3, 1000, noon)].slice(0, 2)).toEqual([Number.NaN, Number.NaN]);
    expect([...series(recorded(3), { service: 'tcp:1.2.3.4:5' }, 'cps', 2, 1000, noon)]).toEqual([
      Number.NaN,
      Number.NaN,
    ]);
  });
  test('follows a row that moves in the table', () => {
    const turned = (beat: number): Snapshot => {
      const snapshot = smallDirector(beat);
      return beat % 2 === 0 ? snapshot : { ...snapshot, services: [...snapshot.services].reverse() };
    };
    const [a, b] = [recorded(6), recorded(6, turned)];
    expect(series(b, web, 'active', 6, 1000, noon + 5000)).toEqual(
      series(a, web, 'active', 6, 1000, noon + 5000),
    );
  });
});

describe('stepping back', () => {
  test('gives the table as it was, without counters', () => {
    const history = recorded(4);
    const past = rebuild(history, noon + 1000);
    const then = smallDirector(1);
    expect(past?.version).toBe('1.2.1');
    const plain = (snapshot: Snapshot | undefined) =>
      snapshot?.services.map(({ key, scheduler, rates, servers }) => ({
        key,
        scheduler,
        cps: rates?.cps,
        servers: servers.map(one => ({
          key: one.key,
          weight: one.weight,
          active: one.active,
          inactive: one.inactive,
          cps: one.rates?.cps,
        })),
      }));
    expect(plain(past)).toEqual(plain(then));
    expect(past?.services[0]?.counters).toBeUndefined();
  });
  test('knows its neighbours and its reach', () => {
    const history = recorded(4);
    expect([
      neighbour(history, noon + 2000, -1),
      neighbour(history, noon + 2000, 1),
      neighbour(history, noon + 3000, 1),
    ]).toEqual([noon + 1000, noon + 3000, undefined]);
    expect(reach(history)).toBe(3000);
  });
  test('keeps the configuration of its time', () => {
    const changed = (beat: number): Snapshot => {
      const snapshot = smallDirector(beat);
      return beat < 2
        ? snapshot
        : { ...snapshot, services: snapshot.services.map(service => ({ ...service, scheduler: 'lc' })) };
    };
    const history = recorded(4, changed);
    expect([noon, noon + 2000].map(at => rebuild(history, at)?.services[0]?.scheduler)).toEqual([
      'wrr',
      'lc',
    ]);
  });
});

describe('bounds', () => {
  test('a small director keeps 300 reads spanning ten minutes', () => {
    const history = recorded(900);
    expect(history.frames.length).toBeLessThanOrEqual(300);
    expect(reach(history)).toBeGreaterThan(580_000);
    expect(history.frames.at(-1)?.at).toBe(noon + 899_000);
  });
  test('1,000 x 10 stays under 16 MB and still spans minutes', () => {
    const base = largeDirector(1000, 10);
    const history = recorded(200, beat => ({ ...base, at: noon + beat * 1000 }));
    expect(bytes(history)).toBeLessThanOrEqual(16 * 1024 * 1024);
    expect(reach(history)).toBeGreaterThan(180_000);
  });
  test('beyond 20,000 rows only services and what is looked at are kept', () => {
    const large = largeDirector(3000, 10);
    const key = large.services[7]?.key ?? '';
    const history = record(noHistory, large, [key]);
    expect(history.frames[0]?.values.length).toBe((3000 + 10) * 7);
    const server = large.services[7]?.servers[3];
    expect([
      ...series(history, { service: key, server: server?.key ?? '' }, 'active', 1, 1000, noon),
    ]).toEqual([server?.active]);
    expect(rebuild(history, noon)?.services[8]?.servers[0]?.active).toBeUndefined();
    expect(rebuild(history, noon)?.services[8]?.servers[0]?.weight).toBe(1);
  });
  test('configurations are shared between reads', () => {
    const history = recorded(10);
    expect(new Set(history.frames.map(({ shapes }) => shapes)).size).toBe(1);
  });
});
