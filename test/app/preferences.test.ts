import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultPreferences, readPreferences } from '../../src/app/preferences.ts';

test('nothing saved gives the defaults without a complaint', () => {
  expect(readPreferences(undefined)).toEqual({ preferences: defaultPreferences, problems: [] });
});

test('what was saved comes back', () => {
  const saved = {
    theme: 'light',
    intervalMs: 2000,
    hiddenColumns: ['inPps', 'trend'],
    sort: { column: 'active', descending: true },
    fold: 'closed',
    readOnlyHosts: ['lb1', 'lb2.example.org'],
    why: true,
    drafts: [
      { id: 1, kind: 'dr', director: 'lb1', answers: { vip: '10.0.0.200:80' } },
      {
        id: 2,
        kind: 'ha',
        director: 'lb1',
        answers: {},
        built: { at: 3, entry: 'e1', undone: false, services: ['tcp:10.0.0.200:80'] },
      },
    ],
  };
  expect(readPreferences(JSON.parse(JSON.stringify(saved)))).toEqual({ preferences: saved, problems: [] });
});

test('a wrong value is named by key and value, the rest is taken', () => {
  const { preferences, problems } = readPreferences({
    theme: 7,
    intervalMs: 5,
    hiddenColumns: ['nope'],
    fold: 'open',
  });
  expect(preferences).toEqual({ ...defaultPreferences, fold: 'open' });
  expect(problems.map(problem => problem.split(',')[0])).toEqual([
    'preferences: theme is 7',
    'preferences: intervalMs is 5',
    'preferences: hiddenColumns is ["nope"]',
  ]);
});

test('the first column cannot be hidden', () => {
  expect(readPreferences({ hiddenColumns: ['name', 'out'] }).preferences.hiddenColumns).toEqual(['out']);
});

test('takes any JSON', () => {
  fc.assert(fc.property(fc.jsonValue(), value => readPreferences(value).preferences.intervalMs >= 500));
});
