/** Files of answers: written and read back, and what is wrong with one told by its line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printAnswers, readAnswers, wizardOf } from '../../../src/core/wizard/run.ts';
import { wizardKinds } from '../../../src/core/wizard/wizard.types.ts';
import { good } from './grounds.ts';

const failure = (text: string): string => {
  const found = readAnswers(text);
  if (found.ok) throw new Error('it was read');
  return [found.failure.what, found.failure.advice].filter(part => part !== undefined).join('; ');
};

describe('a file of answers', () => {
  it('is written with its questions, in their order', () => {
    expect(printAnswers('dr', { rs: '10.0.0.7 10.0.0.14=3', vip: '10.0.0.200:80', persistence: '' })).toBe(
      [
        '# lvsh: answers for "New service · DR"',
        'wizard: dr',
        '# Which address and port do clients call (the VIP)?',
        'vip: 10.0.0.200:80',
        '# Which real servers answer?',
        'rs: 10.0.0.7 10.0.0.14=3',
        '# Shall a client stay with its server, and for how long?',
        'persistence:',
        '',
      ].join('\n'),
    );
  });

  it('is read however it was typed', () => {
    const text = [
      '\uFEFF# ours',
      'Wizard = DR',
      '',
      '  vip :  [fd00::200]:80   # the shop',
      "rs: '10.0.0.7, 10.0.0.14' # two",
      'persistence: ""',
      'device:eth0#1\r',
    ].join('\r\n');
    expect(good(readAnswers(text))).toEqual({
      kind: 'dr',
      answers: { vip: '[fd00::200]:80', rs: '10.0.0.7, 10.0.0.14', persistence: '', device: 'eth0#1' },
    });
    expect(good(readAnswers('vip: 10.0.0.200:80'))).toEqual({ answers: { vip: '10.0.0.200:80' } });
    expect(good(readAnswers(''))).toEqual({ answers: {} });
  });

  it.each([
    ['vip: 1\nvipp: 2', 'line 2: no wizard asks for vipp; did you mean vip?'],
    ['vip 10.0.0.200:80', 'line 1: vip 10.0.0.200:80 is no answer: a key, a colon and the value are one'],
    ['vip: 1\n\n# x\nVIP: 2', 'line 4: vip was answered before'],
    ['rs: "10.0.0.7', 'line 1: the quote that is opened is not closed'],
    ['rs: 10.0.0.7\u001b[2J', 'line 1: a control character stands in it'],
    ['wizard: drr', 'there is no wizard drr; one of: dr, nat, tun, mark, persistence, server, fullnat, ha'],
    ['__proto__: x', /line 1/],
    ['constructor: x', 'line 1: no wizard asks for constructor'],
    ['rs: '.padEnd(1_000_001, '1'), 'this is too long to be a file of answers'],
  ])('%j is refused', (text, why) => {
    if (typeof why === 'string') expect(failure(text)).toBe(why);
    else expect(failure(text)).toMatch(why);
  });

  it('comes back as it was written', () => {
    const value = fc.oneof(
      fc.constantFrom('', '10.0.0.7 10.0.0.14=3', '#', ' # ', '"', "'a'", 'a # b', ' a ', 'a"b\'c'),
      fc.string({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...wizardKinds), fc.array(value, { maxLength: 14 }), (kind, values) => {
        const answers = Object.fromEntries(
          wizardOf(kind).steps.flatMap(({ id }, at) => {
            const text = values[at];
            return text === undefined || /^["'].*["'].*["']/.test(text) ? [] : [[id, text]];
          }),
        );
        const { kind: read, answers: back } = good(readAnswers(printAnswers(kind, answers)));
        expect(read).toBe(kind);
        // Blanks at the ends mean nothing to any question.
        const trimmed = (all: Record<string, string>) =>
          Object.fromEntries(Object.entries(all).map(([id, text]) => [id, text.trim()]));
        expect(trimmed(back)).toEqual(trimmed(answers));
      }),
    );
  });

  it('is refused or read, but never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => void readAnswers(text)));
  });
});
