import { describe, expect, test } from 'vitest';
import { columns } from '../../src/app/columns.ts';
import { type Context, contexts } from '../../src/app/command.ts';
import { commands, footers } from '../../src/app/commands.ts';
import { helpPage } from '../../src/app/pages/help.ts';

const keysOf = (context: Context): readonly string[] =>
  commands.flatMap(command => command.keys[context] ?? []);

describe('the table of commands', () => {
  test('ids are unique', () => {
    const ids = commands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(contexts)('no key is used twice in %s', context => {
    const keys = [...(context === 'any' ? [] : keysOf('any')), ...keysOf(context)];
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  test.each(contexts)('no key of %s begins a sequence', context => {
    const keys = [...keysOf('any'), ...keysOf(context)];
    const begun = keys.filter(key => key.includes(' ')).map(key => key.split(' ')[0]);
    expect(keys.filter(key => begun.includes(key))).toEqual([]);
  });

  test('every command has a title and a sentence', () => {
    for (const { id, title, summary } of commands) {
      expect(title, id).toMatch(/^[A-Z].*[^.]$/);
      expect(summary, id).toMatch(/^[A-Z].{8,}\.$/);
    }
  });

  test('footers name commands that there are, with a hint, reachable by a key there', () => {
    for (const [context, ids] of Object.entries(footers)) {
      for (const id of ids) {
        const command = commands.find(one => one.id === id);
        expect(command?.hint, `${context}: ${id}`).toBeTypeOf('string');
        const keys = [...(command?.keys[context as Context] ?? []), ...(command?.keys.any ?? [])];
        expect(keys.length, `${context}: ${id}`).toBeGreaterThan(0);
      }
    }
  });

  test('nothing here changes a director', () => {
    expect(new Set(commands.map(({ danger }) => danger))).toEqual(new Set(['none']));
  });

  test('keys that later issues have promised are still free in the table', () => {
    const taken = [...keysOf('any'), ...keysOf('table')];
    expect(['a', 'e', 'd', 'x', 'u', 'U', 's', 'r', 't', 'w'].filter(key => taken.includes(key))).toEqual([]);
  });

  test('help names every command', () => {
    const text = helpPage(100)
      .map(line => line.map(piece => piece.text).join(''))
      .join('\n');
    for (const { id, summary } of commands)
      expect(text, id).toContain(summary.split(' ').slice(0, 3).join(' '));
  });
});

test('every column has a title that fits it and an explanation', () => {
  for (const { id, title, width, explain } of columns) {
    expect(title.length, id).toBeLessThanOrEqual(width);
    expect(explain.length, id).toBeGreaterThan(40);
  }
});
