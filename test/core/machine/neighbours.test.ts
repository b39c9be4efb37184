import { expect, test } from 'vitest';
import { readNeighbourJson, readNeighbourText } from '../../../src/core/machine/neighbours.ts';
import { recorded } from './recorded.ts';

const all = [
  { address: '10.0.0.10', device: 'eth0', mac: '52:54:00:00:00:1a', state: 'PERMANENT' },
  { address: '10.0.0.7', device: 'eth0', mac: '52:54:00:00:00:17', state: 'REACHABLE' },
  { address: '10.0.0.8', device: 'eth0', mac: '52:54:00:00:00:18', state: 'STALE' },
  { address: '10.0.0.9', device: 'eth0', state: 'FAILED' },
  { address: '192.0.2.9', device: 'inner', mac: '52:54:00:00:00:19', state: 'STALE' },
  { address: 'fd00::7', device: 'eth0', mac: '52:54:00:00:00:17', state: 'STALE' },
];

/** The kernel lists them in the order of a hash that changes from boot to boot. */
const sorted = <T extends { readonly address: string }>(neighbours: readonly T[] | undefined) =>
  [...(neighbours ?? [])].sort((one, other) => (one.address < other.address ? -1 : 1));

test('JSON, text, and the text of busybox say the same', () => {
  expect(sorted(readNeighbourJson(recorded('ip-j-neigh')))).toEqual(all);
  expect(sorted(readNeighbourText(recorded('ip-neigh')))).toEqual(all);
  expect(sorted(readNeighbourText(recorded('busybox-ip-neigh')))).toEqual(all);
});

test('nothing, and what is no list', () => {
  expect(readNeighbourJson('')).toEqual([]);
  expect(readNeighbourJson('[]')).toEqual([]);
  expect(readNeighbourJson('[{"dst":')).toBeUndefined();
  expect(readNeighbourJson('{}')).toBeUndefined();
  expect(readNeighbourText('')).toEqual([]);
});

test('rows that name no address or no device are passed over, states that nobody knows are not guessed', () => {
  const rows = [
    { dst: 'gw.example', dev: 'eth0', state: ['STALE'] },
    { dst: '10.0.0.1', state: ['STALE'] },
    { dst: '10.0.0.2', dev: 'eth0', lladdr: 'nonsense', state: ['0x40'] },
    7,
  ];
  expect(readNeighbourJson(JSON.stringify(rows))).toEqual([
    { address: '10.0.0.2', device: 'eth0', state: 'UNKNOWN' },
  ]);
  expect(readNeighbourText('10.0.0.1 lladdr 52:54:00:00:00:17 STALE\nnot an address dev eth0\n')).toEqual([]);
});
