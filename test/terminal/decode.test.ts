import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Decoder,
  decode,
  type Input,
  isWaiting,
  newDecoder,
  settle,
} from '../../src/terminal/decode.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** What these pieces mean when nothing follows the last. */
const meaning = (...pieces: readonly (string | Uint8Array)[]): readonly Input[] => {
  let decoder: Decoder = newDecoder;
  const inputs: Input[] = [];
  for (const piece of pieces) {
    const step = decode(decoder, typeof piece === 'string' ? bytes(piece) : piece);
    decoder = step.decoder;
    inputs.push(...step.inputs);
  }
  return isWaiting(decoder) ? [...inputs, ...settle(decoder).inputs] : inputs;
};
const keys = (...pieces: readonly (string | Uint8Array)[]): readonly string[] =>
  meaning(...pieces).map(input => (input.type === 'key' ? input.key : `paste:${input.text}`));

/** Every spelling, and the key it is: xterm, application mode, VT220, the Linux console, rxvt, tmux and screen. */
const spellings: readonly (readonly [string, string])[] = [
  ['j', 'j'],
  ['J', 'J'],
  [':', ':'],
  ['é', 'é'],
  ['界', '界'],
  ['😀', '😀'],
  [' ', 'space'],
  ['\r', 'enter'],
  ['\n', 'enter'],
  ['\t', 'tab'],
  ['\u007f', 'backspace'],
  ['\b', 'backspace'],
  ['\u0000', 'ctrl-space'],
  ['\u0001', 'ctrl-a'],
  ['\u0003', 'ctrl-c'],
  ['\u0010', 'ctrl-p'],
  ['\u001a', 'ctrl-z'],
  ['\u001c', 'ctrl-\\'],
  ['\u001b', 'esc'],
  ['\u001b\u001b', 'esc esc'],
  ['\u001bx', 'alt-x'],
  ['\u001bX', 'alt-X'],
  ['\u001bé', 'alt-é'],
  ['\u001b\r', 'alt-enter'],
  ['\u001b\u007f', 'alt-backspace'],
  ['\u001b[', 'alt-['],
  ['\u001bO', 'alt-O'],
  ['\u001b[A', 'up'],
  ['\u001b[B', 'down'],
  ['\u001b[C', 'right'],
  ['\u001b[D', 'left'],
  ['\u001bOA', 'up'],
  ['\u001bOB', 'down'],
  ['\u001bOC', 'right'],
  ['\u001bOD', 'left'],
  ['\u001b[1;5A', 'ctrl-up'],
  ['\u001b[1;2B', 'shift-down'],
  ['\u001b[1;3C', 'alt-right'],
  ['\u001b[1;6D', 'ctrl-shift-left'],
  ['\u001b[a', 'shift-up'],
  ['\u001bOb', 'ctrl-down'],
  ['\u001b\u001b[A', 'alt-up'],
  ['\u001b[H', 'home'],
  ['\u001bOH', 'home'],
  ['\u001b[1~', 'home'],
  ['\u001b[7~', 'home'],
  ['\u001b[F', 'end'],
  ['\u001bOF', 'end'],
  ['\u001b[4~', 'end'],
  ['\u001b[8~', 'end'],
  ['\u001b[2~', 'insert'],
  ['\u001b[3~', 'delete'],
  ['\u001b[5~', 'pgup'],
  ['\u001b[6~', 'pgdn'],
  ['\u001b[5;5~', 'ctrl-pgup'],
  ['\u001b[3$', 'shift-delete'],
  ['\u001b[3^', 'ctrl-delete'],
  ['\u001b[Z', 'shift-tab'],
  ['\u001bOP', 'f1'],
  ['\u001bOQ', 'f2'],
  ['\u001bOR', 'f3'],
  ['\u001bOS', 'f4'],
  ['\u001b[11~', 'f1'],
  ['\u001b[12~', 'f2'],
  ['\u001b[13~', 'f3'],
  ['\u001b[14~', 'f4'],
  ['\u001b[15~', 'f5'],
  ['\u001b[17~', 'f6'],
  ['\u001b[18~', 'f7'],
  ['\u001b[19~', 'f8'],
  ['\u001b[20~', 'f9'],
  ['\u001b[21~', 'f10'],
  ['\u001b[23~', 'f11'],
  ['\u001b[24~', 'f12'],
  ['\u001b[[A', 'f1'],
  ['\u001b[[D', 'f4'],
  ['\u001b[[E', 'f5'],
  ['\u001b[1;2P', 'shift-f1'],
  ['\u001b[1;5R', 'ctrl-f3'],
  ['\u001bO5P', 'ctrl-f1'],
  ['\u001bOM', 'enter'],
  ['\u001bOk', '+'],
  ['\u001bOm', '-'],
  ['\u001b[106;5u', 'ctrl-j'],
  ['\u001b[27;5;9~', 'ctrl-tab'],
  ['\u001b[27u', 'esc'],
];

/** What is not a key and leaves no trace: answers, reports, mouse, focus, what nobody knows. */
const silent: readonly string[] = [
  '\u001b[I',
  '\u001b[O',
  '\u001b[24;80R',
  '\u001b[?1;2c',
  '\u001b[>0;276;0c',
  '\u001b[?2026;2$y',
  '\u001b[<0;10;20M',
  '\u001b[<0;10;20m',
  '\u001b[M !!',
  '\u001b[99~',
  '\u001b[123x',
  '\u001b]11;rgb:0000/0000/0000\u0007',
  '\u001b]52;c;YQ==\u001b\\',
  '\u001bP1$r0m\u001b\\',
];

describe('keys by their bytes', () => {
  test.each(spellings)('%j is %s', (spelling, key) => expect(keys(spelling).join(' ')).toBe(key));
  test.each(spellings)('%j between two letters leaves them alone', (spelling, key) => {
    // A lone ESC, ESC [ and ESC O would take the letter with them: that is what the delay is for.
    if (/^\u001b+[[O]?$/.test(spelling)) return;
    expect(keys(`a${spelling}b`).join(' ')).toBe(`a ${key} b`);
  });
  test.each(silent)('%j is swallowed', text => expect(keys(`a${text}b`)).toEqual(['a', 'b']));
});

test('coalesced keys come one by one', () => {
  expect(keys('jjj\u001b[B\u001b[Bk')).toEqual(['j', 'j', 'j', 'down', 'down', 'k']);
});

test('a sequence may arrive byte by byte', () => {
  for (const [spelling, key] of spellings) {
    if (/^\u001b\u001b/.test(spelling)) continue;
    expect([spelling, keys(...[...bytes(spelling)].map(byte => Uint8Array.of(byte))).join(' ')]).toEqual([
      spelling,
      key,
    ]);
  }
});

test('Esc is known after the delay, and the next key is not taken for its sequence', () => {
  const first = decode(newDecoder, bytes('\u001b'));
  expect(first.inputs).toEqual([]);
  expect(isWaiting(first.decoder)).toBe(true);
  const settled = settle(first.decoder);
  expect(settled.inputs).toEqual([{ type: 'key', key: 'esc' }]);
  expect(decode(settled.decoder, bytes('[')).inputs).toEqual([{ type: 'key', key: '[' }]);
});

describe('bracketed paste', () => {
  test('is one input, line ends made alike, and what follows are keys', () => {
    expect(meaning('a\u001b[200~ipvsadm -A\r\n-t x\rq\u001b[201~j')).toEqual([
      { type: 'key', key: 'a' },
      { type: 'paste', text: 'ipvsadm -A\n-t x\nq' },
      { type: 'key', key: 'j' },
    ]);
  });
  test('may be cut anywhere, also inside its end and inside a character', () => {
    const whole = bytes('\u001b[200~héllo 界\u001b[A\u001b[201~k');
    for (let at = 1; at < whole.length; at++) {
      expect(meaning(whole.slice(0, at), whole.slice(at))).toEqual([
        { type: 'paste', text: 'héllo 界\u001b[A' },
        { type: 'key', key: 'k' },
      ]);
    }
  });
  test('an endless one does not grow for ever, and still ends', () => {
    const piece = bytes('x'.repeat(50_000));
    let decoder = decode(newDecoder, bytes('\u001b[200~')).decoder;
    for (let count = 0; count < 40; count++) decoder = decode(decoder, piece).decoder;
    expect(decoder.paste?.length).toBeLessThan(70_000);
    const { inputs } = decode(decode(decoder, bytes('end\u001b[20')).decoder, bytes('1~j'));
    expect(inputs.map(input => input.type)).toEqual(['paste', 'key']);
  });
});

describe('whatever comes', () => {
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc
      .array(fc.constantFrom(0x1b, 0x5b, 0x4f, 0x31, 0x3b, 0x7e, 0x41, 0x24, 0x3c, 0x4d, 0xc3, 0xa9, 0xff), {
        maxLength: 40,
      })
      .map(codes => Uint8Array.from(codes)),
  );
  test('how it is cut changes nothing but the keys that begin with ESC', () => {
    const calm = fc.array(
      fc.constantFrom(...spellings.filter(([spelling]) => !/^\u001b+[[O]?$/.test(spelling))),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(calm, fc.array(fc.nat(80)), (typed, cuts) => {
        const all = bytes(typed.map(([spelling]) => spelling).join(''));
        const places = [...new Set(cuts.map(cut => cut % (all.length + 1)))].sort((a, b) => a - b);
        const pieces = [0, ...places].map((from, index) => all.slice(from, places[index] ?? all.length));
        // Cut behind its first ESC, "ESC ESC [ A" is the Esc key and an arrow.
        if (typed.some(([spelling]) => spelling.startsWith('\u001b\u001b'))) return;
        expect(keys(...pieces)).toEqual(typed.map(([, key]) => key));
      }),
    );
  });
  test('never throws, waits for little, and keys are names or single characters', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 5 }), pieces => {
        let decoder = newDecoder;
        for (const piece of pieces) {
          const step = decode(decoder, piece);
          decoder = step.decoder;
          for (const input of step.inputs) {
            if (input.type === 'key')
              expect(input.key).toMatch(/^((ctrl|alt|shift)-)*([a-z]+\d*|[^\p{Cc}])$/u);
          }
          expect(decoder.rest.length).toBeLessThan(5000);
        }
        settle(decoder);
      }),
      { numRuns: 1000 },
    );
  });
  test('a hundred thousand ESC do not overflow anything', () => {
    expect(keys(new Uint8Array(100_000).fill(0x1b))).toHaveLength(100_000);
  });
});
