import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meanings } from '../../src/app/rich.ts';
import { lookOf, toAnsi, toAscii } from '../../src/ui/look.ts';
import { plainStyles, readColour, readStyle, readTheme } from '../../src/ui/theme.ts';
import { themeOf } from './paint.ts';

const folder = new URL('../../themes/', import.meta.url);
const names = readdirSync(folder).filter(name => name.endsWith('.json'));

describe('the themes that come with lvsh', () => {
  test('there are five', () =>
    expect(names).toEqual(['dark.json', 'high-contrast.json', 'light.json', 'mono.json', 'sixteen.json']));
  test.each(names)('%s is right and says every meaning', name => {
    const json = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    const { theme, problems } = readTheme(json, name);
    expect(problems).toEqual([]);
    expect(`${theme.name}.json`).toBe(name);
    expect(theme.about).not.toBe('');
    expect(Object.keys(json.styles).sort()).toEqual([...meanings].sort());
  });
  test('no theme paints the ground of ordinary text', () => {
    for (const name of names) {
      const { styles } = themeOf(name.replace('.json', ''));
      for (const meaning of ['text', 'muted', 'service', 'server', 'heading'] as const)
        expect(styles[meaning].bg, name).toBeUndefined();
    }
  });
  test('mono has no colour, sixteen only the terminal’s', () => {
    for (const style of Object.values(themeOf('mono').styles))
      expect([style.fg, style.bg]).toEqual([undefined, undefined]);
    for (const { fg, bg } of Object.values(themeOf('sixteen').styles)) {
      for (const colour of [fg, bg]) expect(['number', 'undefined']).toContain(typeof colour);
    }
  });
});

describe('reading', () => {
  test('styles', () => {
    expect(readStyle('bold #AABBCC on bright-blue underline')).toEqual({
      bold: true,
      fg: '#aabbcc',
      bg: 12,
      underline: true,
    });
    expect(readStyle('plain')).toEqual({});
    expect(readStyle('red on')).toEqual({ fg: 1 });
    expect(readStyle('bold reddish')).toEqual({ wrong: 'reddish' });
  });
  test('colours', () => {
    expect(['red', 'bright-white', 'grey', '0', '15', '16', '#12345', 'bright-pink'].map(readColour)).toEqual(
      [1, 15, 8, 0, 15, undefined, undefined, undefined],
    );
  });
  test('complaints name file, key and value; the rest holds', () => {
    const { theme, problems } = readTheme(
      { name: 'mine', styles: { bad: 'bold crimson', good: 'green', sky: 'blue', warn: 5 }, fonts: true },
      '~/.config/lvsh/mine.json',
    );
    expect(problems.map(problem => problem.split(';')[0])).toEqual([
      '~/.config/lvsh/mine.json: styles.bad is "bold crimson"',
      `~/.config/lvsh/mine.json: styles.sky is not one of ${meanings.join(' ')}`,
      '~/.config/lvsh/mine.json: styles.warn is 5',
      '~/.config/lvsh/mine.json: fonts means nothing in a theme',
    ]);
    expect(problems[0]).toContain('crimson is neither a colour');
    expect(theme.styles.good).toEqual({ fg: 2 });
    expect(theme.styles.bad).toEqual(plainStyles.bad);
  });
  test('a theme of three looks stands on another', () => {
    const { theme } = readTheme({ styles: { key: 'red' } }, 'own.json', themeOf('dark'));
    expect(theme.name).toBe('own');
    expect(theme.styles.key).toEqual({ fg: 1 });
    expect(theme.styles.bad).toEqual(themeOf('dark').styles.bad);
  });
  test('takes any JSON without throwing', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        value => Object.keys(readTheme(value, 'f').theme.styles).length === meanings.length,
      ),
    );
  });
});

describe('looks', () => {
  test('without colours selection, practice and frozen are inverse, and no colour is left', () => {
    for (const name of names) {
      const { styles } = lookOf(themeOf(name.replace('.json', '')), 'none', false);
      for (const meaning of ['select', 'practice', 'frozen'] as const)
        expect(styles[meaning].inverse, `${name} ${meaning}`).toBe(true);
      for (const style of Object.values(styles)) expect([style.fg, style.bg]).toEqual([undefined, undefined]);
    }
  });
  test('16 colours: the nearest', () => {
    expect([toAnsi('#000000'), toAnsi('#ff0000'), toAnsi('#fefefe'), toAnsi('#00cdcd'), toAnsi(3)]).toEqual([
      0, 9, 15, 6, 3,
    ]);
    for (const { fg, bg } of Object.values(lookOf(themeOf('dark'), '16', false).styles)) {
      for (const colour of [fg, bg]) expect(['number', 'undefined']).toContain(typeof colour);
    }
  });
  test('ASCII takes as many cells', () => {
    expect(toAscii('▾ 3 → 0 ▁▄█ ├│ “x” …')).toBe('- 3 > 0 _:# +| "x" ~');
  });
});
