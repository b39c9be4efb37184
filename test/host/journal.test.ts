import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writtenOf } from '../../src/core/journal/written.ts';
import type { Action } from '../../src/core/plan/action.ts';
import { readArgv } from '../../src/core/plan/action.ts';
import type { Step } from '../../src/core/plan/plan.types.ts';
import { diskOf } from '../../src/host/disk/make.ts';
import type { Held } from '../../src/host/disk.ts';
import { type Journal, openJournal } from '../../src/host/journal.ts';
import { good, localPlace, memoryPlace, type Place, watched } from './disk/places.ts';

const action = (line: string): Action => {
  const read = readArgv(line.split(' '));
  if (read === undefined) throw new Error(`not an action: ${line}`);
  return read;
};
const step = (line: string, inverse: string): Step => ({
  action: action(line),
  inverse: [action(inverse)],
  danger: 'undoable',
  was: '',
});
const steps = [
  step('ipvsadm -A -t 10.0.0.200:80 -s rr', 'ipvsadm -D -t 10.0.0.200:80'),
  step('ipvsadm -A -t 10.0.0.201:80 -s rr', 'ipvsadm -D -t 10.0.0.201:80'),
];
const plan = { title: 'Add 2 services', steps };
const ok = { exit: 0, output: '' };
const end = { kind: 'end', outcome: 'done', applied: 2, differs: [] } as const;
const by = { user: 'alice', as: 'root', from: '10.0.0.5' };

describe.each([
  { name: 'this machine’s disk', make: localPlace },
  { name: 'a disk in memory', make: memoryPlace },
])('on $name', ({ make }) => {
  let place: Place;
  let time = 0;
  let ids = 0;
  let folder = '';
  const open = (): Journal =>
    openJournal(place.disk, folder, {
      by,
      host: 'lb1',
      now: () => Date.parse('2026-05-04T10:00:00.000Z') + 1000 * time++,
      newId: () => `id${ids++}`,
    });
  const locked = async (journal: Journal): Promise<Held> => good(await journal.lock(0));
  const names = async () => good(await place.disk.listFolder(folder)).map(({ name }) => name);

  beforeEach(() => {
    place = make();
    folder = `${place.folder}/state/host`;
    time = 0;
    ids = 0;
  });
  afterEach(() => place.remove());

  test('a plan from its beginning to its end', async () => {
    const journal = open();
    expect(good(await journal.read(10))).toEqual({ entries: [], broken: [] });
    const held = await locked(journal);
    const log = good(await journal.start(held, plan, { kind: 'begin', step: 1 }));
    expect(good(await open().read(10)).entries).toMatchObject([
      { id: log.id, outcome: 'unfinished', applied: 0, steps: [{ state: 'begun' }, { state: 'waiting' }] },
    ]);
    good(await log.note({ kind: 'done', step: 1, result: ok }, { kind: 'begin', step: 2 }));
    good(await log.note({ kind: 'done', step: 2, result: ok }, end));
    await held.release();
    expect(good(await open().read(10)).entries).toEqual([
      {
        id: log.id,
        title: 'Add 2 services',
        by,
        host: 'lb1',
        startedAt: '2026-05-04T10:00:00.000Z',
        endedAt: '2026-05-04T10:00:05.000Z',
        steps: steps.map(one => ({
          do: writtenOf(one.action),
          undo: one.inverse.map(writtenOf),
          state: 'done',
          result: ok,
        })),
        outcome: 'done',
        applied: 2,
        differs: [],
      },
    ]);
    expect(good(await place.disk.fileInfo(folder))).toMatchObject({ kind: 'folder', mode: 0o700 });
    expect(good(await place.disk.fileInfo(journal.path))).toMatchObject({ mode: 0o600 });
    expect(await names()).toEqual(['journal.jsonl']);
  });

  test('a plan that takes another back, and one that was cut off and settled', async () => {
    const journal = open();
    const held = await locked(journal);
    const cut = good(await journal.start(held, plan, { kind: 'begin', step: 1 }));
    const [entry] = good(await journal.read(1)).entries;
    if (entry === undefined) throw new Error('no entry');
    good(await journal.settle(held, entry, 1, ['It is not as it was.']));
    good(await journal.start(held, { ...plan, of: { entry: cut.id, how: 'roll-back' } }));
    expect(good(await journal.read(9)).entries).toMatchObject([
      { id: cut.id, outcome: 'settled', applied: 1, differs: ['It is not as it was.'] },
      { of: { entry: cut.id, how: 'roll-back' } },
    ]);
  });

  test('each note is one write that is on the disk before it is said', async () => {
    const { calls, log } = watched(place.parts.calls);
    const journal = openJournal(diskOf({ ...place.parts, calls }), folder, { by, host: 'lb1', now: () => 0 });
    const held = await locked(journal);
    const plans = good(await journal.start(held, plan, { kind: 'begin', step: 1 }));
    log.length = 0;
    good(await plans.note({ kind: 'done', step: 1, result: ok }, { kind: 'begin', step: 2 }));
    expect(log).toEqual(['open', 'fstat', 'read', 'write', 'fsync', 'close']);
  });

  test('one that cannot be written says why, and where', async () => {
    for (const code of ['ENOSPC', 'EROFS', 'EACCES']) {
      const { calls } = watched(place.parts.calls, name => (/write|mkdir/.test(name) ? code : undefined));
      const journal = openJournal(diskOf({ ...place.parts, calls }), folder, {
        by,
        host: 'lb1',
        now: () => 0,
      });
      const lock = await journal.lock(0);
      expect(lock.ok).toBe(false);
      good(await place.disk.makeFolder(folder, 0o700));
      const started = await journal.start({ release: async () => undefined }, plan);
      expect(started).toMatchObject({
        ok: false,
        failure: { what: expect.stringContaining('journal.jsonl') },
      });
    }
  });

  test('one that somebody else could have written is not read', async () => {
    good(await place.disk.makeFolder(folder, 0o700));
    good(await place.disk.replaceFile(`${folder}/journal.jsonl`, '', { mode: 0o666 }));
    expect(await open().read(1)).toMatchObject({ ok: false, failure: { kind: 'no-permission' } });
  });

  test('broken lines are told with their file, and the rest is read', async () => {
    const journal = open();
    const held = await locked(journal);
    const log = good(await journal.start(held, plan));
    good(await place.disk.appendLines(journal.path, '{"cut'));
    good(await log.note({ kind: 'begin', step: 1 }));
    const { entries, broken } = good(await journal.read(9));
    expect(broken).toEqual([
      { file: journal.path, line: 2, reason: 'it is no JSON; it may have been cut off' },
    ]);
    expect(entries).toMatchObject([{ steps: [{ state: 'begun' }, { state: 'waiting' }] }]);
  });

  describe('full files', () => {
    const filler = 'x'.repeat(1024 * 1024);
    const full = async (name: string) =>
      good(await place.disk.replaceFile(`${folder}/${name}`, `${filler}\n`, { mode: 0o600 }));
    const marks = async () =>
      Object.fromEntries(
        await Promise.all(
          (await names())
            .filter(name => name.startsWith('journal.'))
            .map(async name => {
              const text = good(await place.disk.readFile(`${folder}/${name}`)) ?? '';
              return [name, /"plan":"(\w+)"/.exec(text)?.[1] ?? text.slice(-3).trim()];
            }),
        ),
      );

    test('a new one is begun before a plan, never in it', async () => {
      const journal = open();
      const held = await locked(journal);
      const log = good(await journal.start(held, plan));
      good(await place.disk.appendLines(journal.path, `${filler}\n`));
      good(await log.note({ kind: 'begin', step: 1 }));
      expect(await marks()).toEqual({ 'journal.jsonl': 'id0' });
      good(await journal.start(held, plan));
      expect(await marks()).toEqual({ 'journal.1.jsonl': 'id0', 'journal.jsonl': 'id1' });
      const { entries } = good(await journal.read(9));
      expect(entries.map(({ id }) => id)).toEqual(['id0', 'id1']);
      expect(good(await journal.read(1)).entries.map(({ id }) => id)).toEqual(['id1']);
      expect(good(await place.disk.fileInfo(`${folder}/journal.1.jsonl`))).toMatchObject({ mode: 0o600 });
    });

    test('nine older ones are kept, and a gap is closed', async () => {
      const journal = open();
      const held = await locked(journal);
      for (let number = 0; number < 12; number++) {
        good(await journal.start(held, plan));
        await full('journal.jsonl');
      }
      expect((await names()).filter(name => name.startsWith('journal.'))).toHaveLength(10);
      good(await place.disk.removeFile(`${folder}/journal.3.jsonl`));
      const before = good(await place.disk.fileInfo(`${folder}/journal.9.jsonl`));
      good(await journal.start(held, plan));
      expect((await names()).filter(name => name.startsWith('journal.'))).toHaveLength(10);
      expect(good(await place.disk.fileInfo(`${folder}/journal.9.jsonl`))).toEqual(before);
    });

    test('killed between any two moves, no file is lost and the order stays', async () => {
      const all = ['journal.jsonl', ...[1, 2, 3].map(n => `journal.${n}.jsonl`)];
      for (let fatal = 1; fatal <= 4; fatal++) {
        const one = make();
        const at = `${one.folder}/state`;
        good(await one.disk.makeFolder(at, 0o700));
        const journal = openJournal(one.disk, at, { by, host: 'lb1', now: () => 0, newId: () => 'new' });
        const held = good(await journal.lock(0));
        for (const [index, name] of all.entries()) {
          const log = good(await journal.start(held, { ...plan, title: `${all.length - index}` }));
          expect(log.id).toBe('new');
          if (name !== 'journal.jsonl') good(await one.disk.renameFile(journal.path, `${at}/${name}`));
          else {
            good(await one.disk.appendLines(journal.path, `${filler}\n`));
            good(await one.disk.renameFile(journal.path, `${at}/kept`));
          }
        }
        good(await one.disk.renameFile(`${at}/kept`, journal.path));
        let renames = 0;
        const { calls } = one.parts;
        const dying = {
          ...calls,
          rename: async (from: string, to: string) => {
            renames += 1;
            if (renames >= fatal) throw Object.assign(new Error('dead'), { code: 'EIO' });
            await calls.rename(from, to);
          },
        };
        const dead = openJournal(diskOf({ ...one.parts, calls: dying }), at, {
          by,
          host: 'lb1',
          now: () => 0,
        });
        expect((await dead.start(held, plan)).ok).toBe(false);
        good(await journal.start(held, { ...plan, title: '5' }));
        const listed = good(await one.disk.listFolder(at)).filter(({ name }) => name.startsWith('journal.'));
        const texts = await Promise.all(
          [...listed.map(({ name }) => name)]
            .sort((a, b) => (a === 'journal.jsonl' ? -1 : b === 'journal.jsonl' ? 1 : a < b ? -1 : 1))
            .map(
              async name => /"title":"(\d)"/.exec(good(await one.disk.readFile(`${at}/${name}`)) ?? '')?.[1],
            ),
        );
        expect(texts).toEqual(['5', '4', '3', '2', '1']);
        one.remove();
      }
    });
  });

  test('the lock: who has it, and that two never do', async () => {
    const [one, other] = [open(), open()];
    expect(good(await one.holder())).toBeUndefined();
    const held = await locked(one);
    expect(good(await other.holder())).toMatch(/^alice as root from 10\.0\.0\.5, process \d+$/);
    expect((await other.lock(0)).ok).toBe(false);
    await held.release();
    await (await locked(other)).release();
  });
});
