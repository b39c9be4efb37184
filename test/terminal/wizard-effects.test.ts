/** What wizards ask of the machine. */
import { expect, test } from 'vitest';
import type { Effect } from '../../src/app/effect.ts';
import type { Message } from '../../src/app/message.ts';
import { failed, success } from '../../src/core/model/failure.ts';
import type { Around } from '../../src/host/around.types.ts';
import type { Director } from '../../src/host/director.types.ts';
import { interpreter, type Machine } from '../../src/terminal/interpreter.ts';

const nothing = failed({ kind: 'other', what: 'not asked for' });
const director: Director = {
  name: 'one',
  kind: 'practice',
  read: () => Promise.resolve(nothing),
  connections: () => Promise.resolve(nothing),
  settings: () => Promise.resolve(nothing),
};
const machine: Machine = {
  director,
  now: () => 42,
  savePreferences: () => Promise.resolve(nothing),
  loadModule: () => Promise.resolve(nothing),
  openPractice: () => Promise.reject(new Error('not asked for')),
  saveLines: () => Promise.resolve(nothing),
  insideTmux: false,
};

const answer = async (parts: Partial<Machine>, effect: Effect): Promise<readonly Message[]> => {
  const seen: Message[] = [];
  const never = (): void => {
    throw new Error('not asked for');
  };
  interpreter(
    { ...machine, ...parts },
    { send: message => seen.push(message), raw: never, redraw: never, suspend: never, quit: never },
  )(effect);
  await new Promise(done => setImmediate(done));
  return seen;
};

const file = { type: 'write-file', path: 'x.sh', text: 'a\n', mode: 0o755, over: false } as const;

test('the machine tells what it is', async () => {
  const ground = { director: 'lb1', scriptsOnly: 'no rights' };
  const asked: unknown[] = [];
  const around = {
    ground: (known: unknown) => {
      asked.push(known);
      return Promise.resolve(ground);
    },
  } as unknown as Around;
  const effect = { type: 'read-ground', known: { schedulers: ['rr'] } } as const;
  expect(await answer({ around }, effect)).toEqual([{ type: 'ground-done', now: 42, ground }]);
  expect(asked).toEqual([{ schedulers: ['rr'] }]);
  expect(await answer({}, effect)).toEqual([]);
});

test('what wizards are made with is loaded when it is asked for', async () => {
  const seen = await new Promise<Message>(send => {
    const none = (): void => {};
    interpreter(machine, { send, raw: none, redraw: none, suspend: none, quit: none })({
      type: 'load-workshop',
    });
  });
  expect(seen).toMatchObject({ type: 'workshop', now: 42 });
  expect(seen.type === 'workshop' ? seen.workshop.wizards.map(({ kind }) => kind) : []).toContain('dr');
});

test('a script is written, and what became of it is told', async () => {
  const wishes: unknown[] = [];
  const result = success({ kind: 'written', path: '/root/x.sh' } as const);
  const writeFile: Machine['writeFile'] = wish => {
    wishes.push(wish);
    return Promise.resolve(result);
  };
  expect(await answer({ writeFile }, file)).toEqual([{ type: 'file-done', now: 42, result }]);
  expect(wishes).toEqual([file]);
});

test('an lvsh that only reads writes nothing', async () => {
  expect(await answer({}, file)).toMatchObject([
    { type: 'file-done', result: { ok: false, failure: { kind: 'no-permission' } } },
  ]);
});
