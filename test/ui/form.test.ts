/** Forms as text. The pictures in views/ are recorded: look at them, then `npx vitest run test/ui/form -u` takes new ones. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Form } from '../../src/app/forms/form.types.ts';
import { formKey, formPaste } from '../../src/app/forms/keys.ts';
import { openForm } from '../../src/app/forms/open.ts';
import { fieldAt } from '../../src/app/forms/shown.ts';
import type { Block } from '../../src/ui/block.ts';
import { block } from '../../src/ui/draw.ts';
import { formHints, formLines, formView } from '../../src/ui/form.ts';
import { type Look, lookOf } from '../../src/ui/look.ts';
import { at, filled, ground, mark, nat, newService, six, web } from '../app/forms/ground.ts';
import { misfits, paintText, plain, themeOf } from './paint.ts';

/** The form between the first line and the footer of a screen, both left to others. */
const blocks = (form: Form, columns: number, rows: number, look: Look): readonly Block[] => [
  block('form', look, { y: 1, width: columns, height: rows - 2 }, formView(form, look, columns, rows - 2)),
  block('footer', look, { y: rows - 1, width: columns, height: 1 }, [formHints(form, columns)]),
];

const textOf = (form: Form, columns: number, rows: number, look = plain): string =>
  `${paintText(blocks(form, columns, rows, look), columns, rows).join('\n')}\n`;

const views: readonly (readonly [name: string, form: Form, script: string])[] = [
  ['add-server', openForm('add-server', at(web)), '"10.0.0.9" tab tab "2"'],
  ['add-server-empty', openForm('add-server', at(web)), ''],
  ['add-server-port', openForm('add-server', at(web)), '"10.0.0.9:8080"'],
  ['add-server-why', openForm('add-server', at(web)), '"10.0.0.9" tab ?'],
  ['edit-server', openForm('edit-server', at(six, '[fd00::7]:443')), 'ctrl-u "0"'],
  ['add-service', newService, 'tab "10.0.0.210" tab "http" tab s'],
  ['add-service-why', newService, 'tab "10.0.0.210" tab "http" tab s ?'],
  ['add-service-wrong', newService, 'tab "10.0.0.200:80" tab space tab space tab "6m" tab "24"'],
  ['edit-service', openForm('edit-service', at(nat)), 'R tab tab'],
  ['edit-mark', openForm('edit-service', at(mark)), 'tab space'],
  ['timeouts', openForm('timeouts', ground), 'tab tab ctrl-u "30"'],
  ['start-daemon', openForm('start-daemon', ground), 'tab'],
];

describe('80x24', () => {
  test.each(views)('%s', async (name, form, script) => {
    await expect(textOf(filled(form, script), 80, 24)).toMatchFileSnapshot(`views/form-${name}-80x24.txt`);
  });
});

test.each([
  [60, 15],
  [120, 40],
  [200, 60],
])('%dx%d', async (columns, rows) => {
  for (const name of ['edit-server', 'add-service-wrong', 'add-service-why']) {
    const [, form, script] = views.find(([candidate]) => candidate === name) ?? [];
    if (form === undefined || script === undefined) throw new Error(name);
    await expect(textOf(filled(form, script), columns, rows)).toMatchFileSnapshot(
      `views/form-${name}-${columns}x${rows}.txt`,
    );
  }
});

const keys = fc.constantFrom(
  ...[
    'tab',
    'shift-tab',
    'up',
    'down',
    'left',
    'right',
    'n',
    't',
    'm',
    's',
    'space',
    'enter',
    'ctrl-s',
    'f1',
  ],
  ...['ctrl-u', 'backspace', 'home', 'end', '1', '0', '.', ':', '/'],
);
const pasted = fc.constantFrom(
  '10.0.0.9',
  '[2001:db8:85a3:1234:5678:8a2e:370:9999]:65535',
  '日本語サーバー😀'.repeat(9),
  '\u202e\u001b[2J\u200f',
  'x'.repeat(300),
);
const forms = fc.constantFrom(
  openForm('add-server', at(web)),
  openForm('edit-server', at(six, '[fd00::7]:443')),
  newService,
  openForm('edit-service', at(nat)),
  openForm('timeouts', ground),
  openForm('start-daemon', ground),
);

test('no line is wider than the screen, and none is lost, whatever is typed', () => {
  fc.assert(
    fc.property(
      forms,
      fc.array(fc.oneof(keys, pasted), { maxLength: 40 }),
      fc.integer({ min: 60, max: 200 }),
      fc.integer({ min: 15, max: 60 }),
      (opened, hand, columns, rows) => {
        let form = opened;
        for (const one of hand) {
          if (Array.from(one).length > 9) form = formPaste(form, one);
          else {
            const step = formKey(form, one);
            if ('form' in step) form = step.form;
          }
        }
        expect(misfits(blocks(form, columns, rows, plain), columns, rows)).toEqual([]);
        const lines = formLines(form, columns, rows - 2).map(line => line.map(({ text }) => text).join(''));
        const label = fieldAt(form)?.label ?? '';
        expect(lines.filter(line => line.startsWith('>'))).toEqual([expect.stringContaining(label)]);
        expect(lines.some(line => line.startsWith('── command '))).toBe(true);
      },
    ),
  );
});

test('the cursor in a text is seen, also in the current line', () => {
  const lines = blocks(filled(openForm('add-server', at(web)), '"10.0.0.9" left'), 80, 24, plain)[0]?.lines;
  const current = lines?.find(line => line[0]?.text === '>') ?? [];
  expect(current.filter(({ style }) => style?.inverse === true).map(({ text }) => text)).toEqual([
    '>',
    ' ',
    '  ',
    'address      ',
    '9',
  ]);
});

test('ASCII: nothing but ASCII, and the same places', () => {
  for (const [, opened, script] of views) {
    const form = filled(opened, script);
    const ascii = textOf(form, 80, 24, lookOf(themeOf('dark'), 'true', true));
    expect(ascii).toMatch(/^[\x20-\x7e\n]*$/);
    expect(ascii.split('\n').map(line => line.length)).toEqual(
      textOf(form, 80, 24)
        .split('\n')
        .map(line => line.length),
    );
  }
});
