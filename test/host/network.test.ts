import { expect, test } from 'vitest';
import { readNetwork } from '../../src/host/network.ts';
import { recorded } from '../core/machine/recorded.ts';
import { fakeHost } from './fake.ts';

const json = {
  'ip -j addr': recorded('ip-j-addr'),
  'ip -j route': recorded('ip-j-route'),
  'ip -6 -j route': recorded('ip-6-j-route'),
};
const text = {
  'ip addr': recorded('ip-addr'),
  'ip route': recorded('ip-route'),
  'ip -6 route': recorded('ip-6-route'),
};

const network = async (programs: Parameters<typeof fakeHost>[0] & object) => {
  const host = fakeHost(programs);
  const read = await readNetwork(host);
  host.check();
  return { read, ran: host.ran };
};

test('three runs, JSON', async () => {
  const { read, ran } = await network({ programs: json });
  expect(ran).toEqual(Object.keys(json));
  if (!read.ok) throw new Error(read.failure.what);
  expect(read.value.interfaces.length).toBe(7);
  expect(read.value.routes.filter(route => route.to === undefined).map(route => route.family)).toEqual([
    4, 6,
  ]);
});

test.each([
  ['an iproute2 that knows no -j', { exit: 255, stderr: 'Option "-j" is unknown, try "ip -help".\n' }],
  ['a busybox', { exit: 1, stderr: recorded('busybox-ip-j-addr') }],
  ['an ip that takes -j and prints text all the same', recorded('ip-addr')],
])('%s: the text says the same', async (_, answer) => {
  const { read, ran } = await network({ programs: { 'ip -j addr': answer, ...text } });
  expect(ran).toEqual(['ip -j addr', 'ip addr', 'ip route', 'ip -6 route']);
  expect(read).toEqual((await network({ programs: json })).read);
});

test('a kernel without IPv6 has no such routes', async () => {
  const refused = { exit: 2, stderr: 'RTNETLINK answers: Operation not supported\n' };
  const { read } = await network({ programs: { ...json, 'ip -6 -j route': refused } });
  expect(read.ok && read.value.routes.every(route => route.family === 4)).toBe(true);
});

test('no ip at all', async () => {
  const failure = { kind: 'not-found', what: 'ip is not installed' } as const;
  const { read, ran } = await network({ programs: { 'ip -j addr': { failure } } });
  expect(ran).toEqual(['ip -j addr']);
  expect(read).toMatchObject({
    ok: false,
    failure: { kind: 'not-found', advice: expect.stringContaining('iproute2') },
  });
});

test('an ip that refuses, and one whose JSON ends in the middle', async () => {
  const refused = { exit: 1, stderr: 'Cannot open netlink socket: Permission denied\n' };
  const { read } = await network({ programs: { 'ip -j addr': refused, 'ip addr': refused } });
  expect(read).toMatchObject({ ok: false, failure: { what: 'ip addr failed', output: refused.stderr } });
  const cut = await network({ programs: { ...json, 'ip -j route': '[{"dst":' } });
  expect(cut.read).toMatchObject({ ok: false, failure: { kind: 'parse' } });
});
