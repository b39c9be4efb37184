import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEnviron, readPasswd, readPerson, readStat, type Self } from '../../src/host/person.ts';
import { anyText } from '../core/journal/arbitrary.ts';
import { fakeHost } from './fake.ts';

const passwd = [
  'root:x:0:0:root:/root:/bin/bash',
  'toor:x:0:0::/root:/bin/sh',
  'alice:x:1000:1000:Alice:/home/alice:/bin/bash',
  'bob:x:1001:1001::/home/bob:/bin/sh',
  'ev\u001bil:x:1002:1002::/:/bin/sh',
  'garbage',
  '',
].join('\n');
const pts3 = 136 * 256 + 3;
const stat = (parent: number, tty: number, name = 'node') =>
  `700 (${name}) S ${parent} 700 690 ${tty} 700 4194304 1\n`;

const who = (self: Partial<Self>, files: Readonly<Record<string, string>> = {}) =>
  readPerson(fakeHost({ files: { '/etc/passwd': passwd, '/proc/700/stat': stat(1, 0), ...files } }), {
    env: {},
    uid: 0,
    pid: 700,
    ...self,
  });

describe('the login', () => {
  const unset = '4294967295';
  test.each([
    { what: 'root at a console', self: {}, login: unset, person: { user: 'root' } },
    {
      what: 'sudo',
      self: { env: { SUDO_USER: 'alice', LOGNAME: 'root' } },
      login: unset,
      person: { user: 'alice', as: 'root' },
    },
    {
      what: 'doas',
      self: { env: { DOAS_USER: 'alice' } },
      login: undefined,
      person: { user: 'alice', as: 'root' },
    },
    {
      what: 'su -, which the login survives',
      self: { env: { LOGNAME: 'root' } },
      login: '1000',
      person: { user: 'alice', as: 'root' },
    },
    {
      what: 'su to bob, then sudo',
      self: { env: { SUDO_USER: 'bob' } },
      login: '1000\n',
      person: { user: 'alice', as: 'root' },
    },
    {
      what: 'a plain user',
      self: { uid: 1001, env: { LOGNAME: 'bob' } },
      login: '1001',
      person: { user: 'bob' },
    },
    {
      what: 'one who says he is another',
      self: { uid: 1001, env: { LOGNAME: 'root', USER: 'alice', SUDO_USER: 'alice' } },
      login: '1001',
      person: { user: 'bob' },
    },
    {
      what: 'the same without a login of record',
      self: { uid: 1001, env: { LOGNAME: 'alice' } },
      login: unset,
      person: { user: 'bob' },
    },
    {
      what: 'a directory service',
      self: { uid: 70_001, env: { LOGNAME: 'EXAMPLE\\carol' } },
      login: '70001',
      person: { user: 'EXAMPLE\\carol' },
    },
    {
      what: 'a directory service without a login of record',
      self: { uid: 70_001, env: { LOGNAME: 'carol@example.org' } },
      login: unset,
      person: { user: 'carol@example.org' },
    },
    {
      what: 'a directory service and sudo',
      self: { env: { SUDO_USER: 'carol' } },
      login: '70001',
      person: { user: 'carol', as: 'root' },
    },
    {
      what: 'a directory service and su',
      self: {},
      login: '70001',
      person: { user: 'uid 70001', as: 'root' },
    },
    { what: 'nobody knows', self: { uid: 70_001 }, login: unset, person: { user: 'uid 70001' } },
    {
      what: 'a name in passwd that is none',
      self: { uid: 1002 },
      login: unset,
      person: { user: 'uid 1002' },
    },
    {
      what: 'a login that is no number',
      self: { env: { SUDO_USER: 'alice' } },
      login: '-1',
      person: { user: 'alice', as: 'root' },
    },
  ])('$what', async ({ self, login, person }) => {
    expect(await who(self, login === undefined ? {} : { '/proc/700/loginuid': login })).toEqual(person);
  });

  test('a machine without /proc and /etc/passwd', async () => {
    expect(await readPerson(fakeHost(), { env: {}, uid: 0, pid: 1 })).toEqual({ user: 'uid 0' });
  });
});

describe('where the ssh session comes from', () => {
  test.each([
    ['10.0.0.5 50000 10.0.0.1 22', '10.0.0.5'],
    ['fd00::5 50000 fd00::1 22', 'fd00::5'],
    ['FD00:0::5 50000 fd00::1 22', 'fd00::5'],
    ['fe80::1%eth0 50000 fe80::2%eth0 22', 'fe80::1'],
    ['10.0.0.5', '10.0.0.5'],
    ['', undefined],
    ['UNKNOWN 65535 UNKNOWN 65535', undefined],
    ['10.0.0.5\u001b[2J 1 2 3', undefined],
    ['$(reboot) 1 2 3', undefined],
    ['10.0.0.999 1 2 3', undefined],
    [`${'1'.repeat(10_000)} 1 2 3`, undefined],
    ['fe80::1%\u0007 1 2 3', undefined],
  ])('SSH_CONNECTION %j: %s', async (value, from) => {
    expect((await who({ env: { SSH_CONNECTION: value } })).from).toBe(from);
  });

  test('SSH_CLIENT where SSH_CONNECTION is no use', async () => {
    const env = { SSH_CONNECTION: 'x', SSH_CLIENT: '10.0.0.6 50000 22' };
    expect((await who({ env })).from).toBe('10.0.0.6');
  });

  test('after sudo: from the shell that called it', async () => {
    const files = {
      '/proc/700/stat': stat(690, pts3, 'a) S 1 (b'),
      '/proc/690/environ': 'TERM=xterm\u0000SUDO_USER=alice\u0000',
      '/proc/690/stat': stat(680, pts3, 'sudo'),
      '/proc/680/environ': 'HOME=/home/alice\u0000SSH_CONNECTION=10.0.0.7 5 10.0.0.1 22\u0000',
    };
    expect(await who({ env: { SUDO_USER: 'alice' } }, files)).toEqual({
      user: 'alice',
      as: 'root',
      from: '10.0.0.7',
      tty: 'pts/3',
    });
  });

  test('ancestors in a circle, or without an end', async () => {
    const circle = { '/proc/700/stat': stat(690, 0), '/proc/690/stat': stat(690, 0) };
    expect(await who({}, circle)).toEqual({ user: 'root' });
  });
});

test.each([
  [pts3, 'pts/3'],
  // Device 137:44 and 136:300: the kernel spreads large numbers in its own way.
  [(137 << 8) | 44, 'pts/300'],
  [(136 << 8) | 44 | (1 << 20), 'pts/300'],
  [(4 << 8) | 1, 'tty1'],
  [(4 << 8) | 64, 'ttyS0'],
  [(229 << 8) | 0, 'hvc0'],
  [0, undefined],
])('terminal %i: %s', (device, tty) => {
  expect(readStat(stat(1, device)).tty).toBe(tty);
});

test('whatever stands there, what comes out is a name, an address, a terminal', () => {
  const text = fc.oneof(anyText(60), fc.constantFrom('\u001b[31m', '10.0.0.5 1 2 3', 'alice\nroot'));
  fc.assert(
    fc.asyncProperty(text, text, text, text, async (sudo, ssh, stats, environ) => {
      const person = await who(
        { env: { SUDO_USER: sudo, SSH_CLIENT: ssh, LOGNAME: sudo }, uid: 70_001 },
        { '/proc/700/stat': stats, '/proc/1/environ': environ, '/proc/700/loginuid': ssh },
      );
      expect(Object.values(person).join('|')).toMatch(/^[\p{L}\p{N}_.@+\\$|:/ -]*$/u);
    }),
  );
});

test('files of the machine', () => {
  expect([...readPasswd(passwd)]).toEqual([
    [0, 'root'],
    [1000, 'alice'],
    [1001, 'bob'],
  ]);
  expect(readEnviron('A=1\u0000B=x=y\u0000=z\u0000C\u0000')).toEqual({ A: '1', B: 'x=y' });
});
