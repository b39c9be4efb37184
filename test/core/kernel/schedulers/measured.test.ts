import { describe, expect, test } from 'vitest';
import { Bench } from './bench.ts';

/** Measured on Linux 6.1 (user-mode-linux): scheduler, weights of rs1, rs2, ..., what became of the connections, picks. */
const rows: readonly (readonly [string, string, 'held' | 'closed', string])[] = [
  ['rr', '1 1 1', 'held', '3 2 1 3 2 1 3'],
  ['rr', '5 1 3', 'closed', '3 2 1 3 2 1 3'],
  ['rr', '1 0 1', 'held', '3 1 3 1'],
  ['wrr', '3 2 1', 'held', '3 2 1 1 2 1 3 2 1 1 2 1'],
  ['wrr', '1 2 3', 'held', '3 2 1 3 3 2 3 2 1 3 3 2'],
  ['wrr', '5 1', 'held', '2 1 1 1 1 1 2 1 1 1 1 1'],
  ['wrr', '1 5', 'held', '2 1 2 2 2 2 2 1 2 2 2 2'],
  ['wrr', '4 2', 'held', '2 1 1 2 1 1'],
  ['wrr', '3 0 1', 'held', '3 1 1 1 3 1 1 1'],
  ['lc', '1 1 1', 'held', '3 2 1 3 2 1'],
  ['lc', '3 2 1', 'closed', '3 2 1 3 2 1'],
  ['wlc', '3 2 1', 'held', '3 2 1 1 2 1 3 2 1 1 2 1 3'],
  ['wlc', '3 2 1', 'closed', '3 2 1 1 2 1 3 2 1 1 2 1 3'],
  ['wlc', '5 1', 'held', '2 1 1 1 1 1 2'],
  ['wlc', '2 0 1', 'held', '3 1 1'],
  ['sed', '3 2 1', 'held', '1 2 1 3 2 1 1 2 1 3 2 1 1'],
  ['sed', '1 2 3', 'held', '3 2 3 3 2 1 3'],
  ['sed', '5 1', 'held', '1 1 1 1 2 1 1 1 1 1 2'],
  ['sed', '3 2 1', 'closed', '1 1 1 1'],
  ['nq', '3 2 1', 'held', '3 2 1 1 2 1 1 2 1 3'],
  ['nq', '5 1', 'held', '2 1 1 1 1 1 1 1 1 1 2'],
  ['nq', '3 2 1', 'closed', '3 3 3'],
  ['fo', '1 3 2', 'held', '2 2 2 2 2'],
  ['fo', '2 2', 'held', '2 2 2'],
  ['ovf', '3 2 1', 'held', '1 1 1 1 2 2 2 3 3 0 0'],
  ['ovf', '2 2', 'closed', '2 2 2 2'],
  ['lblc', '2 2 4', 'held', '3 3 3 3 3 2 2 2 1 1 1 1'],
  ['lblcr', '2 2 4', 'held', '3 3 3 3 3 2 2 2 1 1 1 3'],
  ['none', '1 1', 'held', '0 0'],
];

describe('picks as measured', () => {
  test.each(rows)('%s %s %s', (name, weights, fate, picks) => {
    const bench = new Bench(name, weights.split(' ').map(Number), { held: fate === 'held' });
    expect(bench.connects(picks.split(' ').length)).toBe(picks);
  });

  test('wrr after an edit starts over at the head and keeps its bar', () => {
    const bench = new Bench('wrr', [3, 2, 1]);
    bench.connects(12);
    bench.edit(1, { weight: 1 });
    expect(bench.connects(8)).toBe('2 3 2 1 2 3 2 1');
  });

  test('rr steps back when the server it stands at is deleted', () => {
    const bench = new Bench('rr', [1, 1, 1]);
    bench.connects(2);
    bench.drop(2);
    expect(bench.connects(3)).toBe('1 3 1');
  });

  const clients = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => `10.1.0.${index + 1}`);

  test('sh sends clients 10.1.0.1-16 where the kernel sends them', () => {
    const bench = new Bench('sh', [1, 1, 1]);
    expect(
      clients(16)
        .map(client => bench.connect(client))
        .join(' '),
    ).toBe('3 3 1 2 1 3 1 3 1 3 2 3 2 3 2 1');
  });

  test('mh sends clients 10.1.0.1-16 where the kernel sends them', () => {
    const bench = new Bench('mh', [1, 1, 1]);
    expect(
      clients(16)
        .map(client => bench.connect(client))
        .join(' '),
    ).toBe('1 1 3 1 3 3 1 3 3 3 3 3 2 2 1 2');
  });

  test('dh sends addresses 10.9.46.1-12 where the kernel sends them', () => {
    const bench = new Bench('dh', [1, 1, 1], { port: 0 });
    expect(
      Array.from({ length: 12 }, (_, index) => bench.connect('10.1.0.1', 40000, `10.9.46.${index + 1}`)).join(
        ' ',
      ),
    ).toBe('2 1 3 2 3 1 3 2 3 2 3 2');
  });
});
