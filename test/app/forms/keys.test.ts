/** What keys and pasted text do. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Form } from '../../../src/app/forms/form.types.ts';
import { formKey, formPaste } from '../../../src/app/forms/keys.ts';
import { formTitle, openForm } from '../../../src/app/forms/open.ts';
import { openFields } from '../../../src/app/forms/shown.ts';
import { at, filled, ground, mark, nat, newService, press, web } from './ground.ts';

const server = openForm('add-server', at(web));
const service = newService;

const places: readonly (readonly [form: Form, script: string, field: string])[] = [
  [server, '', 'rip'],
  [server, 'tab', 'method'],
  [server, 'tab tab', 'weight'],
  [server, 'tab n tab', 'server-port'],
  [server, 'tab tab tab tab', 'rip'],
  [server, 'shift-tab', 'u-threshold'],
  [server, 'up', 'rip'],
  [server, 'down down down down down', 'u-threshold'],
  [server, 'enter enter', 'weight'],
  [server, 'ctrl-n ctrl-n ctrl-p', 'method'],
  [openForm('edit-server', at(web, '10.0.0.7:80')), '', 'weight'],
  [openForm('edit-server', at(web, '10.0.0.7:80')), 'up up up', 'method'],
  [openForm('edit-service', at(nat)), '', 'scheduler'],
  [openForm('add-service', ground), '', 'vip'],
];
test.each(places)('moves to the fields that can be answered %#', (form, script, field) => {
  expect(filled(form, script).at).toBe(field);
});

const answers: readonly (readonly [form: Form, script: string, field: string, answer: string | undefined])[] =
  [
    [server, '"10.0.0.99" backspace', 'rip', '10.0.0.9'],
    [server, '"0.0.0.9" home "1"', 'rip', '10.0.0.9'],
    [server, '"10.0.0.9" left left "1"', 'rip', '10.0.01.9'],
    [server, '"10.0.0.9" ctrl-u', 'rip', ''],
    [server, '"10?"', 'rip', '10?'],
    [server, '?', 'rip', undefined],
    [server, 'tab right', 'method', 'ipip'],
    [server, 'tab l', 'method', 'ipip'],
    [server, 'tab left', 'method', 'masquerading'],
    [server, 'tab h h', 'method', 'ipip'],
    [server, 'tab space', 'method', 'ipip'],
    [server, 'tab n', 'method', 'masquerading'],
    [server, 'tab x', 'method', 'gatewaying'],
    [server, 'tab home', 'method', 'masquerading'],
    [server, 'tab end', 'method', 'ipip'],
    [service, 'tab tab tab s', 'scheduler', 'sed'],
    [service, 'tab tab tab s s', 'scheduler', 'sh'],
    [service, 'tab tab tab s s s', 'scheduler', 'sed'],
    [service, 'tab tab tab L', 'scheduler', 'lc'],
    [service, 'tab tab tab L L L', 'scheduler', 'lblcr'],
    [service, 'tab tab tab tab space', 'persistent', 'yes'],
    [service, 'tab tab tab tab space space', 'persistent', ''],
    [service, 'tab tab tab tab y', 'persistent', 'yes'],
    [service, 'tab tab tab tab y n', 'persistent', ''],
    [service, 'tab tab tab tab q', 'persistent', undefined],
  ];
test.each(answers)('answers %#', (form, script, field, answer) => {
  expect(filled(form, script).answers[field]).toBe(answer);
});

describe('ends', () => {
  test('esc closes the explanation first, then leaves', () => {
    expect(press(server, 'esc')).toEqual({ leave: true });
    const explained = filled(server, 'f1');
    expect(explained.explained).toBe(true);
    expect(filled(explained, 'esc').explained).toBe(false);
    expect(press(explained, 'esc esc')).toEqual({ leave: true });
  });
  test('the explanation stays while one moves, and ? closes it', () => {
    expect(filled(server, '? tab tab').explained).toBe(true);
    expect(filled(server, '? tab ?').explained).toBe(false);
  });
  test('enter sends from the last field only', () => {
    expect(press(server, '"10.0.0.9" enter enter enter enter')).toEqual({
      submit: ['-a', '-t', '10.0.0.200:80', '-r', '10.0.0.9:80', '-g', '-w', '1'],
    });
    expect(filled(server, 'enter enter enter enter').tried).toBe(true);
  });
  test('a key without a meaning gives the same form', () => {
    for (const key of ['f5', 'ctrl-x', 'pgdn', 'alt-x'])
      expect(formKey(server, key)).toEqual({ form: server });
  });
});

describe('pasted text', () => {
  test('goes into a text at the cursor, without its ends and line breaks', () => {
    expect(formPaste(server, '  10.0.0.9:80\n').answers.rip).toBe('10.0.0.9:80');
    expect(formPaste(filled(server, '"10.9" left'), '0.0.').answers.rip).toBe('10.0.0.9');
    expect(formPaste(server, '10.0.0.9\n10.0.0.10').answers.rip).toBe('10.0.0.9 10.0.0.10');
  });
  test('chooses where it is one of the answers', () => {
    const scheduler = filled(service, 'tab tab tab');
    expect(formPaste(scheduler, 'mh\n').answers.scheduler).toBe('mh');
    expect(formPaste(scheduler, 'nonsense')).toBe(scheduler);
    expect(formPaste(filled(server, 'tab'), 'NAT').answers.method).toBe('masquerading');
  });
});

test('titles', () => {
  expect(
    [
      server,
      openForm('edit-server', at(web, '10.0.0.7:80')),
      openForm('edit-service', at(mark)),
      service,
      openForm('timeouts', ground),
    ].map(formTitle),
  ).toEqual([
    'Add a real server to TCP 10.0.0.200:80',
    'Change 10.0.0.7:80 in TCP 10.0.0.200:80',
    'Change FWM 17',
    'Add a virtual service',
    'Set the connection timeouts',
  ]);
});

test('a form without what it is about is a fault of the caller', () => {
  expect(() => openForm('add-server', ground)).toThrow('needs a service');
  expect(() => openForm('edit-server', at(web))).toThrow('needs a server');
  expect(() => openForm('value', ground)).toThrow('needs a question');
});

test('under any keys the cursor stands in a field that can be answered, within its text', () => {
  const keys = fc.constantFrom(
    ...[
      'tab',
      'shift-tab',
      'up',
      'down',
      'left',
      'right',
      'h',
      'l',
      'n',
      't',
      'm',
      's',
      'space',
      'enter',
      'ctrl-s',
    ],
    ...[
      'backspace',
      'delete',
      'home',
      'end',
      'ctrl-u',
      'ctrl-k',
      'ctrl-w',
      '?',
      'f1',
      '1',
      '.',
      ':',
      '[',
      ']',
      '日',
      '😀',
    ],
  );
  const forms = fc.constantFrom(
    server,
    service,
    openForm('edit-service', at(nat)),
    openForm('start-daemon', ground),
  );
  fc.assert(
    fc.property(forms, fc.array(keys, { maxLength: 60 }), (opened, pressed) => {
      let form = opened;
      for (const key of pressed) {
        const step = formKey(form, key);
        if (!('form' in step)) break;
        form = step.form;
        expect(openFields(form).map(({ id }) => id)).toContain(form.at);
        expect(form.caret).toBeLessThanOrEqual((form.answers[form.at] ?? '').length);
      }
    }),
  );
});
