import { describe, expect, test } from 'vitest';
import { columns } from '../../src/app/columns.ts';
import { type Context, contexts } from '../../src/app/command.ts';
import { commands } from '../../src/app/commands.ts';
import { footers } from '../../src/app/footers.ts';
import { layers } from '../../src/app/layers.ts';
import { helpPage } from '../../src/app/pages/help.ts';
import { smallDirector } from './director.ts';
import { Drive } from './drive.ts';

const keysOf = (context: Context): readonly string[] =>
  commands.flatMap(command => command.keys[context] ?? []);
/** Contexts in which a key of a stronger layer takes the place of a weaker one's on purpose. */
const layered: readonly Context[] = ['weights', 'menu'];

describe('the table of commands', () => {
  test('ids are unique', () => {
    const ids = commands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(contexts)('no key is used twice in %s', context => {
    const keys = layered.includes(context) ? keysOf(context) : layers(context).flatMap(keysOf);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  test.each(contexts)('no key of %s begins a sequence', context => {
    const keys = layers(context).flatMap(keysOf);
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
        const keys = layers(context as Context).flatMap(layer => command?.keys[layer] ?? []);
        expect(keys.length, `${context}: ${id}`).toBeGreaterThan(0);
      }
    }
  });

  test('what changes a director is not there where nothing may be changed, and says why', () => {
    const source = { name: 'lb1', kind: 'local', readOnly: false, locked: 'a test' } as const;
    const { state } = new Drive({ source }).read(smallDirector());
    const changing = commands.filter(({ danger }) => danger === 'change');
    expect(changing.length).toBeGreaterThan(15);
    for (const { id, not, keys } of changing) {
      // A plan that is shown was made while it was allowed.
      if (keys.change === undefined) expect(not?.(state), id).toMatch(/read-only: a test/);
    }
  });

  test('keys that later issues have promised are still free in the table', () => {
    const taken = [...keysOf('any'), ...keysOf('table')];
    expect(['t', 'w'].filter(key => taken.includes(key))).toEqual([]);
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
