/** The fields against the option table, and which of them are asked when. */
import { describe, expect, test } from 'vitest';
import { commandNames } from '../../../src/app/forms/argv.ts';
import type { Form, FormKind } from '../../../src/app/forms/form.types.ts';
import { openForm } from '../../../src/app/forms/open.ts';
import { answerTo, fixedOf, isChanged, shownFields } from '../../../src/app/forms/shown.ts';
import { optionRows, schedulerNames } from '../../../src/core/ipvsadm/options.ts';
import { at, every, filled, ground, mark, nat, sip, web } from './ground.ts';

const kinds = Object.keys(commandNames) as readonly Exclude<FormKind, 'value'>[];

const opened = (kind: FormKind): Form =>
  openForm(
    kind,
    kind.endsWith('-server') ? at(web, '10.0.0.14:80') : kind === 'edit-service' ? at(nat) : ground,
  );

const ids = (form: Form): readonly string[] => shownFields(form).map(({ id }) => id);

describe.each(kinds)('%s', kind => {
  const form = opened(kind);

  test('fills in every option that the table admits for its command, and no other', () => {
    const admitted = optionRows
      .filter(({ commands }) => commands[commandNames[kind]] !== undefined)
      .map(({ id }) => id);
    // The kernel stops a daemon by its role, whatever the number (measured).
    const left = kind === 'stop-daemon' ? ['syncid'] : [];
    // The service of a server is given, and that of an edit cannot be another.
    const given = kind.endsWith('-server')
      ? ['tcp-service', 'udp-service', 'sctp-service', 'fwmark-service']
      : [];
    const filledIn = new Set(form.fields.flatMap(({ options }) => options));
    filledIn.delete('ipv6');
    expect([...filledIn, ...left, ...given].sort()).toEqual([...admitted].sort());
  });

  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(form))).toEqual(form);
  });

  test('has words that have room', () => {
    for (const { id, label, kind: how, brief, help, absent, choices, fixed, more } of form.fields) {
      const typed = how === 'text' || how === 'number';
      expect(label.length, `label of ${id}`).toBeLessThanOrEqual(12);
      expect(brief.length, `brief of ${id}`).toBeLessThanOrEqual(37);
      expect(typed ? (absent?.words.length ?? 0) : 0, `absent of ${id}`).toBeLessThanOrEqual(23);
      for (const { why } of fixed) expect(why.length, `${id}: ${why}`).toBeLessThanOrEqual(37);
      for (const sentence of [help, ...choices.map(({ about }) => about)]) {
        expect(sentence, id).not.toBe('');
        expect(sentence, id).not.toMatch(/\.$/);
      }
      for (const paragraph of more) expect(paragraph, id).toMatch(/[.\d]$/);
    }
  });

  test('knows each field once', () => {
    expect(new Set(form.fields.map(({ id }) => id)).size).toBe(form.fields.length);
  });
});

test('every scheduler of the table can be chosen, and the one that this kernel lacks says so', () => {
  const field = opened('add-service').fields.find(({ id }) => id === 'scheduler');
  expect(field?.choices.map(({ value }) => value).sort()).toEqual([...schedulerNames].sort());
  expect(field?.choices.filter(({ not }) => not !== undefined).map(({ value }) => value)).toEqual(['twos']);
});

test('a scheduler that lvsh does not know can be kept', () => {
  const service = { ...at(web).service, config: { scheduler: 'own', ops: false, flags: [] } };
  const form = openForm('edit-service', { ...ground, service } as Form['ground']);
  expect(form.fields.find(({ id }) => id === 'scheduler')?.choices.at(-1)?.value).toBe('own');
});

const asked: readonly (readonly [form: Form, script: string, fields: string])[] = [
  [opened('add-server'), '', 'rip method server-port weight u-threshold'],
  [opened('add-server'), 'tab t', 'rip method tun-type server-port weight u-threshold'],
  [
    opened('add-server'),
    'tab t tab right',
    'rip method tun-type tun-port gue-checksum server-port weight u-threshold',
  ],
  [opened('add-server'), 'tab t tab left', 'rip method tun-type gre-checksum server-port weight u-threshold'],
  [opened('add-server'), 'tab tab tab "5"', 'rip method server-port weight u-threshold l-threshold'],
  [opened('add-server'), 'tab tab tab "0"', 'rip method server-port weight u-threshold'],
  [opened('add-service'), 'up', 'protocol vip port scheduler persistent'],
  [opened('add-service'), 'up u', 'protocol vip port scheduler persistent ops'],
  [opened('add-service'), 'up m', 'protocol mark ipv6 scheduler persistent ops'],
  [opened('add-service'), 'up tab tab tab s s', 'protocol vip port scheduler flag-1 flag-2 persistent'],
  [
    opened('add-service'),
    'up tab tab tab tab space',
    'protocol vip port scheduler persistent timeout netmask pe',
  ],
  [openForm('edit-service', at(mark)), '', 'service-id scheduler flag-1 flag-2 persistent ops'],
  // What is set stays in sight, even where it does nothing.
  [openForm('edit-service', at(sip)), '', 'service-id scheduler raw-1 raw-3 persistent pe ops'],
  [openForm('edit-service', at(sip)), 'right', 'service-id scheduler persistent pe ops'],
];
test.each(asked)('asks what matters %#', (form, script, fields) => {
  expect(ids(filled(form, script)).join(' ')).toBe(fields);
});

const ports: readonly (readonly [form: Form, script: string, port: string, fixed: boolean])[] = [
  [openForm('add-server', at(web)), '', '80', true],
  [openForm('add-server', at(web)), 'tab n', '', false],
  [openForm('add-server', at(web)), 'tab t', '80', true],
  [openForm('add-server', at(web)), '"10.0.0.9:8080" tab n', '8080', true],
  [openForm('add-server', at(web)), '"[fd00::9]:http" tab n', 'http', true],
  [openForm('add-server', at(web)), '"fd00::9:80" tab n', '', false],
  [openForm('add-server', at(mark)), '', '', false],
  [openForm('add-server', at(every)), '', '0', true],
];
test.each(ports)('the port of a real server %#', (form, script, port, fixed) => {
  const after = filled(form, script);
  const field = after.fields.find(({ id }) => id === 'server-port');
  expect(answerTo(after, 'server-port')).toBe(port);
  expect(field !== undefined && fixedOf(field, after.answers) !== undefined).toBe(fixed);
});

test('hiding a field, and going back and forth, loses no answer', () => {
  const tunnel = filled(
    opened('add-server'),
    '"10.0.0.9" tab t tab right tab "6080" tab right tab "4" tab "9" tab "7"',
  );
  const plain = filled(tunnel, 'up up up up up up d down down ctrl-u');
  expect(ids(plain)).toEqual(['rip', 'method', 'server-port', 'weight', 'u-threshold']);
  const again = filled(plain, '"9" up up t');
  expect(again.answers).toEqual(tunnel.answers);
  expect(ids(again)).toEqual(ids(tunnel));
});

test('a new server is reached as the others are', () => {
  expect(openForm('add-server', at(nat)).answers.method).toBe('masquerading');
  expect(openForm('add-server', at(web)).answers.method).toBe('gatewaying');
  expect(openForm('add-server', at(every)).answers.method).toBe('gatewaying');
});

test('what is changed is known, in the value and not in its spelling', () => {
  const form = openForm('edit-server', at(web, '10.0.0.14:80'));
  const changed = (after: Form): readonly string[] =>
    shownFields(after)
      .filter(field => isChanged(after, field))
      .map(({ id }) => id);
  expect(changed(form)).toEqual([]);
  expect(changed(filled(form, 'ctrl-u "001"'))).toEqual([]);
  expect(changed(filled(form, 'ctrl-u'))).toEqual([]);
  expect(changed(filled(form, '"0" tab ctrl-u'))).toEqual(['weight', 'u-threshold']);
  expect(changed(filled(form, 'up right'))).toEqual(['method']);
});
