/** The command line as it is shown while a form is filled in. */
import { expect, test } from 'vitest';
import type { Form } from '../../../src/app/forms/form.types.ts';
import { openForm } from '../../../src/app/forms/open.ts';
import { previewOf } from '../../../src/app/forms/preview.ts';
import { problemsOf } from '../../../src/app/forms/problems.ts';
import { at, filled, ground, mark, nat, newService, six, web } from './ground.ts';

const marks = { same: '', changed: '*', wrong: '!', missing: '?' } as const;

/** The words with a mark before what is changed (*), wrong (!) or missing (?). */
const shown = (form: Form): string => {
  const { words, was } = previewOf(form, problemsOf(form));
  const line = words.map(({ text, state }) => `${marks[state]}${text}`).join(' ');
  return was.length === 0 ? line : `${line} | was ${was.join(' ')}`;
};

const add = openForm('add-server', at(web));
const edit = openForm('edit-server', at(web, '10.0.0.14:80'));

const cases: readonly (readonly [form: Form, script: string, line: string])[] = [
  [add, '', 'ipvsadm -a -t 10.0.0.200:80 ?-r …:80 -g -w 1'],
  [add, '"10.0."', 'ipvsadm -a -t 10.0.0.200:80 !-r 10.0.:80 -g -w 1'],
  [add, '"10.1"', 'ipvsadm -a -t 10.0.0.200:80 -r 10.0.0.1:80 -g -w 1'],
  [add, '"10.0.0.9" tab tab "x"', 'ipvsadm -a -t 10.0.0.200:80 -r 10.0.0.9:80 -g !-w x'],
  [add, '"a b$(c)"', "ipvsadm -a -t 10.0.0.200:80 !-r 'a b$(c):80' -g -w 1"],
  [
    openForm('add-server', at(six)),
    '"fd00::9" tab d',
    "ipvsadm -a -t '[fd00::200]:443' -r '[fd00::9]:443' -g -w 1",
  ],
  [
    add,
    '"10.0.0.9" tab t tab right',
    'ipvsadm -a -t 10.0.0.200:80 -r 10.0.0.9:80 -i -w 1 --tun-type gue ?--tun-port … --tun-nocsum',
  ],
  [edit, '', 'ipvsadm -e -t 10.0.0.200:80 -r 10.0.0.14:80 -g -w 1 -x 500 -y 400'],
  [
    edit,
    'ctrl-u "5" up n',
    'ipvsadm -e -t 10.0.0.200:80 -r 10.0.0.14:80 *-m *-w 5 -x 500 -y 400 | was -g -w 1',
  ],
  [edit, 'tab ctrl-u', 'ipvsadm -e -t 10.0.0.200:80 -r 10.0.0.14:80 -g -w 1 | was -x 500 -y 400'],
  [
    openForm('edit-service', at(nat)),
    'R tab tab ctrl-u "300"',
    'ipvsadm -E -t 10.0.0.201:8080 *-s rr *-p 300 -M 255.255.255.0 | was -s wrr -p 600',
  ],
  [
    openForm('edit-service', at(mark)),
    'tab space',
    'ipvsadm -E -f 17 -s sh *-b sh-fallback,sh-port | was -b sh-port',
  ],
  [newService, '', 'ipvsadm -A ?-t … -s wlc'],
  [newService, 'm', 'ipvsadm -A ?-f … -s wlc'],
  [openForm('timeouts', ground), 'tab tab ctrl-u "60"', 'ipvsadm --set 900 120 *60 | was 300'],
];
test.each(cases)('%#', (form, script, line) => {
  expect(shown(filled(form, script))).toBe(line);
});

test('a single value is shown in the words of its program', () => {
  const asked = {
    title: 'Save to another file',
    label: 'file',
    help: 'The file that is written',
    reads: { kind: 'path' },
    now: '/etc/ipvsadm.rules',
    prefix: '',
    program: '',
  } as const;
  const file = openForm('value', { ...ground, asked });
  expect(shown(filled(file, 'backspace'))).toBe('*/etc/ipvsadm.rule | was /etc/ipvsadm.rules');
  const sysctl = {
    ...asked,
    prefix: 'net.ipv4.vs.sync_threshold=',
    now: '3 50',
    reads: { kind: 'line' },
    program: 'sysctl -w',
  } as const;
  expect(shown(filled(openForm('value', { ...ground, asked: sysctl }), 'backspace'))).toBe(
    "sysctl -w *'net.ipv4.vs.sync_threshold=3 5' | was 3 50",
  );
});
