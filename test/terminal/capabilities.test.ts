import { describe, expect, test } from 'vitest';
import { capabilities } from '../../src/terminal/capabilities.ts';
import { copySequence } from '../../src/terminal/clipboard.ts';
import { crashReport } from '../../src/terminal/crash.ts';
import { to16, to256 } from '../../src/terminal/sgr.ts';

const utf8 = { TERM: 'xterm-256color', LANG: 'de_DE.UTF-8' };

describe('what a terminal can do', () => {
  test.each([
    [{ ...utf8, COLORTERM: 'truecolor' }, 'true'],
    [{ ...utf8, COLORTERM: '24bit' }, 'true'],
    [{ TERM: 'xterm-direct' }, 'true'],
    [utf8, '256'],
    [{ TERM: 'tmux-256color' }, '256'],
    [{ TERM: 'xterm-kitty' }, '256'],
    [{ TERM: 'xterm' }, '16'],
    [{ TERM: 'linux' }, '16'],
    [{ TERM: 'screen' }, '16'],
    [{ TERM: 'vt100' }, 'none'],
    [{ TERM: 'vt220' }, 'none'],
    [{ ...utf8, NO_COLOR: '1' }, 'none'],
    [{ ...utf8, NO_COLOR: '' }, '256'],
    [{ ...utf8, COLORTERM: 'truecolor', NO_COLOR: '0' }, 'none'],
  ] as const)('%j has colours: %s', (env, colour) => {
    expect(capabilities(env, {}, true).colour).toBe(colour);
  });
  test('--no-color', () => expect(capabilities(utf8, { noColour: true }, true).colour).toBe('none'));

  test.each([
    [{ LANG: 'en_US.UTF-8' }, false],
    [{ LANG: 'C.utf8' }, false],
    [{ LANG: 'C' }, true],
    [{}, true],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'C' }, true],
    [{ LANG: 'C', LC_CTYPE: 'en_US.UTF-8' }, false],
    [{ LANG: 'en_US.UTF-8', LC_ALL: '' }, false],
    [{ LANG: 'en_US.ISO-8859-1' }, true],
  ])('%j draws in ASCII: %s', (env, ascii) => {
    expect(capabilities({ TERM: 'xterm', ...env }, {}, true).ascii).toBe(ascii);
  });
  test('--ascii', () => expect(capabilities(utf8, { ascii: true }, true).ascii).toBe(true));

  test.each([
    ['xterm', true, true],
    ['dumb', true, false],
    ['', true, false],
    [undefined, true, false],
    ['xterm', false, false],
  ])('TERM=%s, a terminal: %s gives a screen: %s', (TERM, isTTY, screen) => {
    expect(capabilities({ TERM }, {}, isTTY).screen).toBe(screen);
  });
});

test.each([
  [[255, 0, 0], 196, 9],
  [[0, 0, 0], 16, 0],
  [[255, 255, 255], 231, 15],
  [[128, 128, 128], 244, 8],
  [[122, 162, 247], 111, 12],
] as const)('%j is nearest to %d of 256 and %d of 16', ([r, g, b], palette, ansi) => {
  expect(to256(r, g, b)).toBe(palette);
  expect(to16(r, g, b)).toBe(ansi);
});

test('the clipboard, plain and through tmux', () => {
  expect(copySequence('10.0.0.7:80', false)).toBe('\u001b]52;c;MTAuMC4wLjc6ODA=\u0007');
  expect(copySequence('é', true)).toBe('\u001bPtmux;\u001b\u001b]52;c;w6k=\u0007\u001b\\');
});

test('a crash report says what and how to report, also for what is no error', () => {
  const report = crashReport(new TypeError('x is \u001b[2Jundefined'), '1.2.3', 'Linux');
  expect(report).toMatch(/^lvsh stopped on a mistake of its own: TypeError: x is \?\[2Jundefined\n/);
  expect(report).toContain('    at ');
  expect(report).toContain('lvsh 1.2.3, Linux');
  expect(report).not.toContain('\u001b');
  expect(crashReport('just words', '1', 'L')).toContain('just words');
});
