import { describe, expect, test } from 'vitest';
import { namespaceName, type PlaceFacts, stateFolder, tablePlace } from '../../src/host/tableplace.ts';

const facts = (
  own: string | undefined,
  first: string | undefined,
  named: Readonly<Record<string, number>> = {},
): PlaceFacts => ({
  linkOf: async path => ({ '/proc/self/ns/net': own, '/proc/1/ns/net': first })[path],
  inodeOf: async path => named[path.replace('/run/netns/', '')],
  namesIn: async path => (path === '/run/netns' ? Object.keys(named) : undefined),
});
const [initial, other] = ['net:[4026531840]', 'net:[4026532110]'];

describe('the namespace', () => {
  test.each([
    ['the initial one', facts(initial, initial), 'host'],
    ['the initial one, with others that have names', facts(initial, initial, { blue: 4026532110 }), 'host'],
    ['one with a name', facts(other, initial, { amber: 1, blue: 4026532110 }), 'netns-blue'],
    ['one with two names', facts(other, initial, { b: 4026532110, a: 4026532110 }), 'netns-a'],
    ['one without a name', facts(other, initial, { blue: 1 }), 'net-4026532110'],
    ['a name that leaves the folder', facts(other, initial, { '..': 4026532110 }), 'net-4026532110'],
    ['process 1 of another user', facts(initial, undefined), 'host'],
    ['process 1 of another user, and a name', facts(other, undefined, { blue: 4026532110 }), 'netns-blue'],
    ['no /proc', facts(undefined, undefined), 'host'],
    ['no number', facts('net:[../../etc]', initial), 'host'],
  ])('%s', async (_what, given, name) => {
    expect(await namespaceName(given)).toBe(name);
  });
});

test('the state folder', () => {
  const home = '/home/alice';
  expect(stateFolder({ uid: 0, env: { XDG_STATE_HOME: '/home/alice/state' }, home: '/root' })).toBe(
    '/var/lib/lvsh',
  );
  expect(stateFolder({ uid: 1000, env: {}, home })).toBe('/home/alice/.local/state/lvsh');
  expect(stateFolder({ uid: 1000, env: { XDG_STATE_HOME: '/srv/state' }, home })).toBe('/srv/state/lvsh');
  expect(stateFolder({ uid: 1000, env: { XDG_STATE_HOME: 'state' }, home })).toBe(
    '/home/alice/.local/state/lvsh',
  );
});

test('both together', async () => {
  expect(
    await tablePlace({ uid: 0, env: {}, home: '/root' }, facts(other, initial, { blue: 4026532110 })),
  ).toBe('/var/lib/lvsh/netns-blue');
});
