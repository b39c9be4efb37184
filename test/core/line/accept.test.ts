import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptItem } from '../../../src/core/line/accept.ts';
import { type Checked, checkIpvsadm } from '../../../src/core/line/check.ts';
import { completeIpvsadm } from '../../../src/core/line/complete.ts';
import { mostItems } from '../../../src/core/line/completion.types.ts';
import type { Ground } from '../../../src/core/line/ground.ts';
import { placeAt, splitLine } from '../../../src/core/line/split.ts';
import { endpoint } from '../../../src/core/model/address.ts';
import { completed, cursorAt, ground, small, word } from './grounds.ts';

describe('taking an item', () => {
  test.each<readonly [marked: string, item: number, after: string]>([
    ['-D -t 10.0.0.2|', 0, '-D -t 10.0.0.200:80 |'],
    ['-D -t 443|', 0, '-D -t 10.0.0.200:443 |'],
    ['-A -t 10.0.0.201|', 0, '-A -t 10.0.0.201:|'],
    ['-A -t 10.0.0.9:80 -sw|', 0, '-A -t 10.0.0.9:80 -swlc |'],
    ['-A -t 10.0.0.9:80 --scheduler=wr|', 0, '-A -t 10.0.0.9:80 --scheduler=wrr |'],
    ['-a -t 10.0.0.|200:443 -r 10.0.0.9', 0, '-a -t 10.0.0.200:80 |-r 10.0.0.9'],
    ['-a -t 10.0.0.200:80| -r 10.0.0.9', 0, '-a -t 10.0.0.200:80 |-r 10.0.0.9'],
  ])('%s', (marked, item, after) => {
    const { text } = cursorAt(marked);
    const completion = completed(marked);
    const chosen = completion.items[item];
    if (chosen === undefined) throw new Error('there is no such item');
    const taken = acceptItem(text, completion, chosen);
    expect(`${taken.text.slice(0, taken.at)}|${taken.text.slice(taken.at)}`).toBe(after);
  });
});

const check = (text: string, on: Ground): Checked => checkIpvsadm(splitLine(text), on, true);

/** Lines of words that mean something, some of them of the table that they are typed for. */
const typedOn = (on: Ground): fc.Arbitrary<string> => {
  const own = on.services.flatMap(({ id, servers }) => [
    ...(id?.kind === 'address'
      ? [`-t ${endpoint(id.address, id.port)}`, `-u ${endpoint(id.address, id.port)}`]
      : []),
    ...(id?.kind === 'fwmark' ? [`-f ${id.mark}`, `-f ${id.mark} -6`] : []),
    ...servers.map(({ key }) => `-r ${key}`),
  ]);
  const command = fc.constantFrom(
    '-A',
    '-E',
    '-D',
    '-a',
    '-e',
    '-d',
    '-L',
    '-Z',
    '--set',
    '--start-daemon',
    'ipvsadm',
  );
  const some = own.length === 0 ? word : fc.oneof(word, { weight: 2, arbitrary: fc.constantFrom(...own) });
  return fc
    .tuple(command, fc.array(some, { maxLength: 5 }), fc.constantFrom('', ' '))
    .map(([first, words, end]) => `${[first, ...words].join(' ')}${end}`);
};

const typed = ground.chain(on =>
  fc.record({ on: fc.constant(on), text: typedOn(on), cursor: fc.nat(80), atEnd: fc.boolean() }),
);

const keeps = (text: string, cursor: number, on: Ground): void => {
  const completion = completeIpvsadm(placeAt(splitLine(text), cursor), on);
  const { from, to, items } = completion;
  expect(from).toBeGreaterThanOrEqual(0);
  expect(to).toBeGreaterThanOrEqual(from);
  expect(to).toBeLessThanOrEqual(text.length);
  expect(items.length).toBeLessThanOrEqual(mostItems);
  expect(items.every(({ about }) => about !== '')).toBe(true);
  if (check(text, on).state === 'wrong') return;
  for (const item of items) {
    if (item.not !== undefined) continue;
    const taken = acceptItem(text, completion, item);
    const { state, problem } = check(taken.text, on);
    expect(state, `${text} -> ${taken.text}: ${problem?.text ?? ''}`).not.toBe('wrong');
  }
};

describe('no item makes a line wrong that was not', () => {
  test('on any table, with the cursor anywhere', () =>
    fc.assert(
      fc.property(typed, ({ on, text, cursor, atEnd }) => keeps(text, atEnd ? text.length : cursor, on)),
      { numRuns: 50 },
    ));

  test('when a line is built by taking items only', () =>
    fc.assert(
      fc.property(ground, fc.array(fc.nat(60), { minLength: 1, maxLength: 8 }), (on, choices) => {
        let text = '';
        let at = 0;
        for (const choice of choices) {
          const completion = completeIpvsadm(placeAt(splitLine(text), at), on);
          const free = completion.items.filter(item => item.not === undefined);
          const item = free[choice % Math.max(1, free.length)];
          if (item === undefined) return;
          ({ text, at } = acceptItem(text, completion, item));
          // A word that goes on gets an end.
          if (item.open === true) {
            text = `${text.slice(0, at)}61234 ${text.slice(at)}`;
            at += 6;
          }
          expect(check(text, on).state, text).not.toBe('wrong');
        }
      }),
      { numRuns: 30 },
    ));

  test('on the small director, at every place of lines that people type', () => {
    const lines = [
      'sudo ipvsadm -a -t 10.0.0.200:80 -r 10.0.0.9:80 -m -w 2 -x 10 -y 5',
      '-E -t 10.0.0.200:80 -s sh -b sh-port,sh-fallback -p 60 -M 255.255.255.0',
      '-a -f 17 -r fd00::7 -i --tun-type gue --tun-port 6080 --tun-csum',
      '-Lnc --persistent-conn',
      '--start-daemon master --mcast-interface ens3 --syncid 5',
      '-A -u "10.0.0.9:53" -o --scheduler=rr',
    ];
    for (const line of lines)
      for (let cursor = 0; cursor <= line.length; cursor += 3) keeps(line, cursor, small);
  });
});
