import fc from 'fast-check';
import { expect, test } from 'vitest';
import { personText } from '../../../src/core/journal/person.ts';
import { actionOf, writtenOf } from '../../../src/core/journal/written.ts';
import { type Action, actionArgv, isChange } from '../../../src/core/plan/action.ts';
import { command } from '../ipvsadm/arbitrary.ts';
import { run } from './arbitrary.ts';

const change: fc.Arbitrary<Action> = command.filter(isChange).map(one => ({ kind: 'ipvsadm', change: one }));

test('commands come back as they were', () => {
  fc.assert(
    fc.property(change, action => {
      const again = actionOf(writtenOf(action));
      expect(again).toBeDefined();
      expect(again && actionArgv(again)).toEqual(actionArgv(action));
    }),
  );
});

test.each<Action>([
  { kind: 'file', path: '/etc/ipvsadm.rules', text: '-A -t 10.0.0.200:80\n' },
  { kind: 'file', path: '/etc/ipvsadm.rules', text: '' },
  { kind: 'file', path: '/etc/ipvsadm.rules', text: undefined },
  { kind: 'sysctl', name: 'net.ipv4.vs.expire_nodest_conn', value: '1' },
  { kind: 'unit', unit: 'ipvsadm.service', enabled: false },
])('$kind: %j', action => {
  expect(actionOf(writtenOf(action))).toEqual(action);
});

test.each([
  run('rm -rf /'),
  run('ipvsadm -L'),
  run('ipvsadm -R'),
  run('ipvsadm -A'),
  run('sysctl -w kernel.core_pattern=|/bin/sh'),
  run('sysctl -p /tmp/x'),
  run('systemctl start ipvsadm'),
  run('systemctl enable --root=/tmp'),
  { run: [] },
  { file: 'etc/passwd', text: 'x' },
  { file: '/etc/a\u0000b', text: 'x' },
])('what lvsh would never have written is no action: %j', written => {
  expect(actionOf(written)).toBeUndefined();
});

test('a person in words', () => {
  expect(personText({ user: 'alice' })).toBe('alice');
  expect(personText({ user: 'alice', as: 'root', from: '10.0.0.5', tty: 'pts/3' })).toBe(
    'alice as root from 10.0.0.5 on pts/3',
  );
});
