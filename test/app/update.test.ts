import { describe, expect, test } from 'vitest';
import { start } from '../../src/app/start.ts';
import type { State } from '../../src/app/state.ts';
import { update } from '../../src/app/update.ts';
import { failed } from '../../src/core/model/failure.ts';
import { largeDirector, noon, reading, smallDirector } from './director.ts';
import { Drive, given } from './drive.ts';

const small = (): Drive => new Drive().read(smallDirector());
const names = (drive: Drive): string => {
  const { cursor } = drive.state.table;
  return `${cursor?.service ?? ''} ${cursor?.server ?? ''}`.trim();
};

describe('reading', () => {
  test('the start asks for the first read', () => {
    expect(start(given)[1]).toEqual([
      { type: 'read', generation: 1, wants: { visible: [], intervalMs: 1000 } },
      { type: 'read-journal' },
      { type: 'read-saved' },
      { type: 'read-owners' },
    ]);
  });

  test('a tick asks again when the interval is over, and not before', () => {
    const { state } = small();
    expect(update(state, { type: 'tick', now: noon + 500 })[1]).toEqual([]);
    const [next, effects] = update(state, { type: 'tick', now: noon + 1000 });
    expect(effects.map(({ type }) => type)).toEqual(['read']);
    expect(next.reading).toEqual({ ...state.reading, generation: 2, pending: true, askedAt: noon + 1000 });
    expect(update(next, { type: 'tick', now: noon + 9000 })[1]).toEqual([]);
  });

  test('wants the services on screen, the selected one first', () => {
    const drive = new Drive({ rows: 15 }).read(largeDirector(100, 10)).keys('G');
    const [, effects] = update(drive.state, { type: 'tick', now: noon + 5000 });
    const [effect] = effects;
    const visible = effect?.type === 'read' ? effect.wants.visible : [];
    expect(visible[0]).toBe(drive.state.table.cursor?.service);
    expect(visible.length).toBeLessThan(15);
  });

  test('late answers are dropped: the very same state comes back', () => {
    const { state } = small();
    const late = {
      type: 'read-done',
      generation: 0,
      now: noon,
      result: { ok: true, value: reading(smallDirector(9)) },
    } as const;
    expect(update(state, late)).toEqual([state, []]);
    expect(update(state, late)[0]).toBe(state);
    expect(update(state, { ...late, generation: 1 })[0]).toBe(state);
  });

  test('a failure keeps the last good table and is noted once', () => {
    const drive = small();
    const failure = { kind: 'timeout', what: 'ipvsadm did not answer in 3 s' } as const;
    for (const second of [2, 4]) {
      drive.send({ type: 'tick', now: noon + second * 1000 });
      drive.send({
        type: 'read-done',
        generation: drive.state.reading.generation,
        now: noon + second * 1000,
        result: failed(failure),
      });
    }
    expect(drive.state.reading.snapshot?.services).toHaveLength(5);
    expect(drive.state.events.map(({ text }) => text)).toEqual(['not read: ipvsadm did not answer in 3 s']);
    drive.read(smallDirector(6));
    expect(drive.state.events.map(({ text }) => text)).toEqual([
      'is read again',
      'not read: ipvsadm did not answer in 3 s',
    ]);
    expect(drive.state.reading.failure).toBeUndefined();
  });

  test('a director that cannot be read at all is tried again, more slowly', () => {
    const drive = new Drive();
    drive.send({
      type: 'read-done',
      generation: 1,
      now: noon,
      result: failed({ kind: 'no-module', what: 'no ip_vs' }),
    });
    expect(update(drive.state, { type: 'tick', now: noon + 2000 })[1]).toEqual([]);
    expect(update(drive.state, { type: 'tick', now: noon + 3000 })[1]).toHaveLength(1);
  });

  test('a file is read once', () => {
    const drive = new Drive({ source: { name: 'table.txt', kind: 'file', readOnly: true } }).read(
      smallDirector(),
    );
    expect(update(drive.state, { type: 'tick', now: noon + 60_000 })[1]).toEqual([]);
  });

  test('another source forgets everything of the former one', () => {
    const drive = small().keys('j j enter');
    const effects = drive.effects.length;
    drive.send({
      type: 'source',
      now: noon,
      source: { name: 'practice', kind: 'practice', readOnly: false },
    });
    expect(drive.state.reading.snapshot).toBeUndefined();
    expect([drive.state.views, drive.state.events, drive.state.history.frames]).toEqual([[], [], []]);
    expect(drive.effects.slice(effects).map(({ type }) => type)).toEqual(['read', 'read-journal']);
  });
});

describe('moving', () => {
  test('j k gg G, and both ends hold', () => {
    const drive = small();
    expect(names(drive.keys('j'))).toBe('tcp:10.0.0.200:80 10.0.0.7:80');
    expect(names(drive.keys('k k k'))).toBe('tcp:10.0.0.200:80');
    expect(names(drive.keys('G'))).toBe('fwm:17 10.0.0.14:0');
    expect(names(drive.keys('g'))).toBe('fwm:17 10.0.0.14:0');
    expect(names(drive.keys('g'))).toBe('tcp:10.0.0.200:80');
  });

  test('a sequence that leads nowhere is forgotten, its last key counts', () => {
    const drive = small().keys('g j');
    expect(names(drive)).toBe('tcp:10.0.0.200:80 10.0.0.7:80');
    expect(drive.state.keys).toEqual([]);
  });

  test('an unknown key changes nothing', () => {
    const { state } = small();
    const [next, effects] = update(state, { type: 'key', key: 'f11', now: state.now });
    expect([next, effects]).toEqual([state, []]);
  });

  test('the window follows the cursor', () => {
    const drive = new Drive().read(largeDirector(100, 3)).keys('pgdn');
    const { row, top } = drive.state.table;
    expect(row).toBeGreaterThan(10);
    expect(top).toBeGreaterThan(0);
    expect(drive.keys('g g').state.table.top).toBe(0);
  });

  test('the cursor holds on to its row when the table is sorted another way', () => {
    const drive = small().keys('j j');
    const before = names(drive);
    expect(names(drive.keys('> > > >'))).toBe(before);
    expect(drive.state.preferences.sort).toEqual({ column: 'active', descending: true });
  });

  test('a cursor that never left the first row stays on it', () => {
    const drive = small().keys('> > > >');
    expect(drive.state.table.row).toBe(0);
  });

  test('a resize keeps the cursor on the screen', () => {
    const drive = small().keys('G').send({ type: 'resize', columns: 60, rows: 15 });
    const { row, top } = drive.state.table;
    expect(row - top).toBeLessThan(9);
    expect(names(drive)).toBe('fwm:17 10.0.0.14:0');
  });
});

describe('folding', () => {
  test('one service, and the cursor goes to it', () => {
    const drive = small().keys('j o');
    expect(names(drive)).toBe('tcp:10.0.0.200:80');
    expect(names(drive.keys('j'))).toBe('tcp:10.0.0.200:443');
    expect(names(drive.keys('k o j'))).toBe('tcp:10.0.0.200:80 10.0.0.7:80');
  });
  test('all, and it is kept', () => {
    const drive = small().keys('O j');
    expect(names(drive)).toBe('tcp:10.0.0.200:443');
    expect(drive.effects.at(-1)).toEqual({
      type: 'save-preferences',
      preferences: { ...drive.state.preferences, fold: 'closed' },
    });
  });
  test('large tables start folded', () => {
    expect(new Drive().read(largeDirector(100, 10)).state.table.open).toBe(false);
    expect(small().state.table.open).toBe(true);
  });
});

describe('filtering', () => {
  test('while it is typed; enter keeps, esc leaves', () => {
    const drive = small().keys('/').type('rip:10.0.0.14');
    expect(drive.state.table.filter.text).toBe('rip:10.0.0.14');
    drive.keys('enter');
    expect(drive.state.prompt).toBeUndefined();
    drive.keys('/ backspace backspace esc');
    expect(drive.state.table.filter.text).toBe('rip:10.0.0.14');
    expect(drive.keys('esc').state.table.filter.text).toBe('');
  });
  test('* shows a server in all its services', () => {
    const drive = small().keys('O O j *');
    expect(drive.state.table.filter.text).toBe('rip:10.0.0.7');
    expect(names(drive)).toBe('tcp:10.0.0.200:80 10.0.0.7:80');
    expect(names(drive.keys('G'))).toBe('fwm:17 10.0.0.7:0');
  });
  test('a paste goes into the line, never into keys', () => {
    const drive = small();
    drive.send({ type: 'paste', text: 'qqq\n', now: noon });
    expect(drive.effects.some(({ type }) => type === 'quit')).toBe(false);
    drive.keys('/').send({ type: 'paste', text: 'port:53\n', now: noon });
    expect(drive.state.table.filter.text).toBe('port:53');
  });
});

describe('details', () => {
  test('enter opens, esc leaves', () => {
    const drive = small().keys('enter');
    expect(drive.state.views).toEqual([
      { type: 'detail', service: 'tcp:10.0.0.200:80', page: 'overview', row: 0, metric: 'in' },
    ]);
    drive.keys('j enter');
    expect(drive.state.views.at(-1)).toMatchObject({ server: '10.0.0.14:80' });
    expect(drive.keys('esc esc').state.views).toEqual([]);
  });
  test('the connections page asks for connections, once', () => {
    const drive = small().keys('c');
    const effect = {
      type: 'read-connections',
      generation: 1,
      query: { service: 'tcp:10.0.0.200:80', budgetMs: 500, maxRows: 5000 },
    };
    expect(drive.effects.at(-1)).toEqual(effect);
    drive.keys('tab tab');
    expect(drive.effects.at(-1)).toEqual(effect);
    drive.keys('ctrl-r');
    expect(drive.effects.at(-1)).toEqual({ ...effect, generation: 2 });
  });
  test('late connections are dropped', () => {
    const drive = small().keys('c ctrl-r');
    const before = drive.state;
    drive.send({
      type: 'connections-done',
      generation: 1,
      now: noon,
      result: failed({ kind: 'timeout', what: 'late' }),
    });
    expect(drive.state).toBe(before);
  });
  test('half-open connections that pile up are a problem, for a minute', () => {
    const drive = small().keys('c');
    const row = {
      protocol: 'tcp',
      expires: 50,
      state: 'SYN_RECV',
      client: '10.1.0.1',
      clientPort: 4000,
      virtual: '10.0.0.200',
      virtualPort: 80,
      server: '10.0.0.7',
      serverPort: 80,
    };
    drive.send({
      type: 'connections-done',
      generation: 1,
      now: noon,
      result: {
        ok: true,
        value: { rows: Array.from({ length: 30 }, () => row as never), complete: true, tookMs: 3 },
      },
    });
    drive.keys('esc !');
    expect(names(drive)).toMatch(/^tcp:10.0.0.200/);
  });
});

describe('freezing', () => {
  const run = (): Drive => {
    const drive = new Drive();
    for (let beat = 0; beat < 5; beat++) drive.read(smallDirector(beat));
    return drive;
  };
  const seen = (state: State): number | undefined => state.freeze?.snapshot.at;

  test('holds the picture while reading goes on', () => {
    const drive = run().keys('z');
    const held = drive.state.freeze?.snapshot;
    drive.read(smallDirector(9));
    expect(drive.state.freeze?.snapshot).toBe(held);
    expect(drive.state.reading.snapshot?.at).toBe(noon + 9000);
    expect(drive.keys('z').state.freeze).toBeUndefined();
  });
  test('steps back and forward through what was read, to both ends', () => {
    const drive = run().keys('[ [');
    const second = seen(drive.state);
    expect(seen(drive.keys(']').state)).toBeGreaterThan(second ?? 0);
    for (let step = 0; step < 9; step++) drive.keys('[');
    expect(seen(drive.state)).toBe(drive.state.history.frames[0]?.at);
    expect(drive.state.notice?.text).toContain('nothing earlier is kept');
  });
});

describe('the program', () => {
  test('q and ctrl-c quit, ctrl-c also while something is typed', () => {
    const { state } = small();
    expect(update(state, { type: 'key', key: 'q', now: noon })).toEqual([state, [{ type: 'quit', code: 0 }]]);
    const drive = small().keys('/ q');
    expect(drive.state.table.filter.text).toBe('q');
    expect(drive.keys('ctrl-c').effects.at(-1)).toEqual({ type: 'quit', code: 0 });
  });
  test('ctrl-z, ctrl-l, y', () => {
    const drive = small().keys('ctrl-z ctrl-l j y');
    expect(drive.effects.slice(-3)).toEqual([
      { type: 'suspend' },
      { type: 'redraw' },
      { type: 'copy', text: '10.0.0.7:80' },
    ]);
  });
  test('+ and - change the interval within bounds and keep it', () => {
    const drive = small().keys('- - - - - - - - -');
    expect(drive.state.preferences.intervalMs).toBe(60_000);
    expect(drive.keys('+ + + + + + + + +').state.preferences.intervalMs).toBe(500);
    expect(drive.effects.at(-1)?.type).toBe('save-preferences');
  });
  test('T goes through the themes', () => {
    const drive = small();
    const seen = [1, 2, 3].map(() => drive.keys('T').state.preferences.theme);
    expect(seen).toEqual(['light', 'mono', 'dark']);
  });
  test('notices go away by themselves', () => {
    const drive = small();
    drive.send({ type: 'notice', now: noon, level: 'info', text: 'copied' });
    expect(drive.state.notice?.text).toBe('copied');
    expect(drive.send({ type: 'tick', now: noon + 5000 }).state.notice).toBeUndefined();
  });
  test('the module: asked for only where it is missing', () => {
    const drive = new Drive();
    drive
      .send({
        type: 'read-done',
        generation: 1,
        now: noon,
        result: failed({ kind: 'no-module', what: 'no ip_vs' }),
      })
      .keys('l');
    expect(drive.effects.at(-1)).toEqual({ type: 'load-module' });
    const before = drive.effects.length;
    drive.send({ type: 'module-done', now: noon, result: { ok: true, value: 'ip_vs is loaded' } });
    expect(drive.effects.slice(before).map(({ type }) => type)).toEqual(['read']);
    const other = new Drive();
    other
      .send({
        type: 'read-done',
        generation: 1,
        now: noon,
        result: failed({ kind: 'no-permission', what: 'no' }),
      })
      .keys('l');
    expect(other.effects.some(({ type }) => type === 'load-module')).toBe(false);
  });
  test('p opens practice where nothing can be read, and only there', () => {
    const drive = new Drive();
    drive
      .send({
        type: 'read-done',
        generation: 1,
        now: noon,
        result: failed({ kind: 'no-ipvsadm', what: 'no' }),
      })
      .keys('p');
    expect(drive.effects.at(-1)).toEqual({ type: 'open-practice' });
    expect(
      small()
        .keys('p')
        .effects.some(({ type }) => type === 'open-practice'),
    ).toBe(false);
  });
});

describe('views', () => {
  test('tab goes round; settings are asked for', () => {
    const drive = small().keys('tab');
    expect(drive.state.views).toEqual([{ type: 'events', top: 0 }]);
    drive.keys('tab');
    expect(drive.effects.at(-1)).toEqual({ type: 'read-settings', generation: 1 });
    expect(drive.keys('tab').state.views).toEqual([]);
    expect(drive.keys('shift-tab').state.views).toEqual([{ type: 'settings', top: 0 }]);
  });
  test('pages do not move past their end', () => {
    const drive = small().keys('f1 G');
    const view = drive.state.views.at(-1);
    const top = view?.type === 'help' ? view.top : -1;
    expect(top).toBeGreaterThan(10);
    expect(Number.isFinite(top)).toBe(true);
    expect(drive.keys('j').state.views.at(-1)).toEqual({ type: 'help', top });
  });
  test('? explains, ?? helps', () => {
    const drive = small().keys('l l ?');
    expect(drive.state.explain).toBe(true);
    expect(drive.keys('?').state.views).toEqual([{ type: 'help', top: 0 }]);
    expect(drive.keys('esc').state.explain).toBe(true);
    expect(drive.keys('esc').state.explain).toBe(false);
  });
  test('! goes from problem to problem', () => {
    expect(names(small().keys('!'))).toBe('tcp:10.0.0.200:443');
  });
});
