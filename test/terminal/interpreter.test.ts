import { describe, expect, test } from 'vitest';
import type { Effect } from '../../src/app/effect.ts';
import type { Message } from '../../src/app/message.ts';
import { defaultPreferences } from '../../src/app/preferences.ts';
import type { DirectorReading, Settings } from '../../src/core/director/reading.ts';
import { failed, success } from '../../src/core/model/failure.ts';
import type { Director } from '../../src/host/director.types.ts';
import { interpreter, type Machine } from '../../src/terminal/interpreter.ts';
import { newStore } from '../../src/terminal/store.ts';

const reading = (at: number): DirectorReading => ({
  snapshot: { at, services: [] },
  report: { beatMs: 1000, countersOf: 'all', costPercent: 0, notes: [] },
});
const settings: Settings = { sysctls: [], schedulers: [], notes: [] };
const directorAt = (name: string, at: number): Director => ({
  name,
  kind: 'practice',
  read: () => Promise.resolve(success(reading(at))),
  connections: () => Promise.resolve(success({ rows: [], complete: true, tookMs: 1 })),
  settings: () => Promise.resolve(success(settings)),
});
const practice = { name: 'calm', kind: 'practice', readOnly: false } as const;
const machine: Machine = {
  director: directorAt('one', 1),
  now: () => 42,
  savePreferences: () => Promise.resolve(failed({ kind: 'other', what: 'disk full', why: 'ENOSPC' })),
  loadModule: () => Promise.resolve(success('loaded')),
  openPractice: () => Promise.resolve({ director: directorAt('two', 2), source: practice }),
  saveLines: () => Promise.resolve(failed({ kind: 'other', what: 'disk full' })),
  insideTmux: false,
};

/** What the effects, one after the other, lead to. */
const outcome = async (...effects: readonly Effect[]): Promise<unknown[]> => {
  const seen: unknown[] = [];
  const carryOut = interpreter(machine, {
    send: (message: Message) => seen.push(message),
    raw: sequence => seen.push(sequence),
    redraw: () => seen.push('redraw'),
    suspend: () => seen.push('suspend'),
    quit: code => seen.push(`quit ${code}`),
  });
  for (const effect of effects) {
    carryOut(effect);
    // All answers of these fakes are there after the pending promises have run.
    await new Promise(done => setImmediate(done));
  }
  return seen;
};

describe('effects', () => {
  test('reads are answered with their generation', async () => {
    const wants = { visible: [], intervalMs: 1000 };
    expect(await outcome({ type: 'read', generation: 7, wants })).toEqual([
      { type: 'read-done', generation: 7, now: 42, result: success(reading(1)) },
    ]);
    expect(await outcome({ type: 'read-settings', generation: 8 })).toEqual([
      { type: 'settings-done', generation: 8, now: 42, result: success(settings) },
    ]);
    expect(
      await outcome({ type: 'read-connections', generation: 9, query: { budgetMs: 1, maxRows: 1 } }),
    ).toEqual([
      {
        type: 'connections-done',
        generation: 9,
        now: 42,
        result: success({ rows: [], complete: true, tookMs: 1 }),
      },
    ]);
  });
  test('after open-practice the other director is read', async () => {
    const wants = { visible: [], intervalMs: 1000 };
    expect(await outcome({ type: 'open-practice' }, { type: 'read', generation: 1, wants })).toEqual([
      { type: 'source', now: 42, source: practice },
      { type: 'read-done', generation: 1, now: 42, result: success(reading(2)) },
    ]);
  });
  test('copying writes the sequence and says so; what is too long is refused', async () => {
    expect(await outcome({ type: 'copy', text: 'x' })).toEqual([
      '\u001b]52;c;eA==\u0007',
      expect.objectContaining({ type: 'notice', level: 'info' }),
    ]);
    expect(await outcome({ type: 'copy', text: 'x'.repeat(100_000) })).toEqual([
      expect.objectContaining({ type: 'notice', level: 'warn' }),
    ]);
  });
  test('preferences that cannot be saved are told, and nothing else happens', async () => {
    expect(await outcome({ type: 'save-preferences', preferences: defaultPreferences })).toEqual([
      { type: 'notice', now: 42, level: 'warn', text: 'Preferences not saved: disk full (ENOSPC)' },
    ]);
  });
  test('module, redraw, suspend, quit', async () => {
    expect(
      await outcome(
        { type: 'load-module' },
        { type: 'redraw' },
        { type: 'suspend' },
        { type: 'quit', code: 3 },
      ),
    ).toEqual([{ type: 'module-done', now: 42, result: success('loaded') }, 'redraw', 'suspend', 'quit 3']);
  });
});

describe('the store', () => {
  test('announces once for all messages of a turn, and not at all when nothing changed', async () => {
    let announced = 0;
    const store = newStore<number, number, never>(
      0,
      (state, message) => [state + message, []],
      () => {},
      () => {
        announced += 1;
      },
    );
    for (let count = 0; count < 30; count++) store.send(1);
    expect(announced).toBe(0);
    await new Promise(done => setImmediate(done));
    expect([store.state(), announced]).toEqual([30, 1]);
    store.send(0);
    await new Promise(done => setImmediate(done));
    expect(announced).toBe(1);
  });
  test('what is sent while a message is answered comes after it', () => {
    const order: string[] = [];
    const store = newStore<string, string, string>(
      '',
      (_state, message) => {
        order.push(message);
        return [message, message === 'a' ? ['b', 'c'] : []];
      },
      effect => {
        store.send(effect);
        order.push(`sent ${effect}`);
      },
      () => {},
    );
    store.send('a');
    expect(order).toEqual(['a', 'sent b', 'sent c', 'b', 'c']);
  });
  test('an error in update is thrown, and the store goes on', () => {
    const store = newStore<number, number, never>(
      0,
      (_state, message) => {
        if (message < 0) throw new Error('bug');
        return [message, []];
      },
      () => {},
      () => {},
    );
    expect(() => store.send(-1)).toThrow('bug');
    store.send(5);
    expect(store.state()).toBe(5);
  });
});
