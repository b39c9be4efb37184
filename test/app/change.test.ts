import { describe, expect, test } from 'vitest';
import { changePage } from '../../src/app/pages/change.ts';
import { type Setup, withinScope } from '../../src/core/model/setup.ts';
import { done, end, keepalived, last, prepare, small, smallSetup } from './changing.ts';
import { smallDirector } from './director.ts';
import { Drive } from './drive.ts';

const text = (drive: Drive): string =>
  changePage(drive.state)
    .map(line => line.map(piece => piece.text).join(''))
    .join('\n');

const ran = (drive: Drive): number => drive.effects.filter(({ type }) => type === 'run').length;

describe('a change', () => {
  test('is read, shown, and run by enter; what is shown is what is run', () => {
    const drive = prepare(small().keys('j d'));
    expect(text(drive)).toContain('ipvsadm -e -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 0');
    expect(text(drive)).toContain('danger: undoable');
    expect(ran(drive)).toBe(0);
    drive.keys('enter');
    expect(last(drive, 'run').plan.steps).toHaveLength(1);
    end(drive, done);
    expect(drive.state.change).toBeUndefined();
    expect(drive.state.notice?.text).toMatch(/^done: Drain 10\.0\.0\.7:80.*u undoes it/);
    // The picture, the journal and the saved file are read again at once.
    expect(drive.effects.slice(-3).map(({ type }) => type)).toEqual(['read', 'read-journal', 'read-saved']);
  });

  test('esc leaves it, and nothing was run', () => {
    const drive = prepare(small().keys('j d')).keys('esc');
    expect([drive.state.change, ran(drive)]).toEqual([undefined, 0]);
  });

  test('one that may cost connections wants y', () => {
    const drive = prepare(small().keys('j x'));
    expect(text(drive)).toContain('danger: traffic');
    drive.keys('enter');
    expect([ran(drive), drive.state.notice?.text]).toEqual([
      0,
      'Run the plan: this may cost connections: y runs it',
    ]);
    expect(ran(drive.keys('y'))).toBe(1);
  });

  test('a destructive one wants the name of what is lost, to the letter', () => {
    const drive = prepare(small().keys('x'));
    expect(text(drive)).toContain('danger: destructive');
    expect(ran(drive.type('10.0.0.200:8').keys('enter'))).toBe(0);
    expect(drive.state.notice?.text).toBe('type TCP 10.0.0.200:80 to run it');
    expect(ran(drive.keys('ctrl-u').type('TCP 10.0.0.200:80').keys('enter'))).toBe(1);
  });

  test('a late answer to a change that was left is dropped', () => {
    const drive = small().keys('j d');
    const first = last(drive, 'prepare');
    drive.keys('esc').keys('j x');
    drive.send({
      type: 'prepared',
      generation: first.generation,
      now: drive.state.now,
      result: { ok: true, value: withinScope(smallSetup, first.scope) },
    });
    expect(drive.state.change?.stage.type).toBe('reading');
  });

  test('where the table changed meanwhile, the new difference and the new plan are shown', () => {
    const drive = prepare(small().keys('j d')).keys('enter');
    const plan = last(drive, 'run').plan;
    const server = plan.before.services[0]?.servers.find(({ id }) => id.address === '10.0.0.7');
    const service = plan.before.services[0];
    if (server === undefined || service === undefined) throw new Error('no server');
    const to = { ...server.config, weight: 9 };
    const now: Setup = {
      ...plan.before,
      services: [
        {
          ...service,
          servers: service.servers.map(one => (one === server ? { ...one, config: to } : one)),
        },
      ],
    };
    end(drive, {
      kind: 'changed',
      since: [{ kind: 'server', service: service.id, server: server.id, from: server.config, to }],
      now,
    });
    expect(drive.state.change?.stage.type).toBe('preview');
    expect(text(drive)).toContain('Nothing was run');
    expect(text(drive)).toContain('-w 3 → -w 9');
    expect(text(drive)).toContain('was -w 9');
    expect(ran(drive.keys('enter'))).toBe(2);
  });

  test('one that stopped says which steps stand, and offers to take them back', () => {
    const drive = prepare(small().keys('j space space d')).keys('y');
    end(drive, {
      kind: 'stopped',
      entry: 'e1',
      applied: [0],
      step: 1,
      failure: { kind: 'not-found', what: 'The service has no such real server' },
      differs: [],
    });
    expect(text(drive)).toMatch(/1 step of 2 stands/);
    expect(text(drive)).toContain('✓  1  ipvsadm');
    expect(text(drive)).toContain('!  2  ipvsadm');
    drive.send({
      type: 'journal-done',
      now: drive.state.now,
      result: {
        ok: true,
        value: {
          entries: [
            {
              id: 'e1',
              title: 'Drain 2 servers',
              by: { user: 'root' },
              host: 'lb1',
              startedAt: '2026-11-20T12:04:31.000Z',
              steps: last(drive, 'run').plan.steps.map(({ action }, index) => ({
                do: { run: ['ipvsadm'] },
                undo: [],
                state: index === 0 ? 'done' : 'failed',
                ...(action.kind === 'file' ? {} : {}),
              })),
              outcome: 'stopped',
              applied: 1,
              differs: [],
            },
          ],
          stack: { undo: undefined, redo: undefined, unfinished: undefined },
          weights: new Map(),
          broken: 0,
          path: '/j',
        },
      },
    });
    drive.keys('u');
    expect(drive.state.change?.intent).toMatchObject({ kind: 'takeback', how: 'roll-back' });
  });

  test('what was found otherwise than asked stays on the screen', () => {
    const drive = prepare(small().keys('j d')).keys('enter');
    const service = last(drive, 'run').plan.before.services[0]?.id;
    if (service === undefined) throw new Error('no service');
    const found = { method: 'dr', weight: 1, upper: 0, lower: 0 } as const;
    end(drive, {
      kind: 'done',
      entry: 'e1',
      differs: [
        {
          kind: 'server',
          service,
          server: smallSetup.services[0]?.servers[0]?.id ?? { address: '10.0.0.7' as never, port: 80 },
          from: { ...found, weight: 0 },
          to: found,
        },
      ],
    });
    expect(text(drive)).toContain('not quite as was asked');
    expect(text(drive)).toContain('-w 0 → -w 1');
  });
});

describe('weights by F4 to F8', () => {
  test('several presses, over several rows, become one plan', () => {
    const drive = small().keys('j f7 f7 j f6 f8');
    expect([...drive.state.nudges.values()].map(({ from, to }) => [from, to])).toEqual([
      [3, 5],
      [1, 10],
    ]);
    expect(drive.effects.some(({ type }) => type === 'prepare')).toBe(false);
    prepare(drive.keys('enter'));
    expect(text(drive)).toContain('-r 10.0.0.7:80 -g -w 5');
    expect(text(drive)).toContain('-r 10.0.0.14:80 -g -w 10');
    end(drive.keys('enter'), done);
    expect(drive.state.nudges.size).toBe(0);
  });

  test('back to where it was is nothing; esc forgets', () => {
    expect(small().keys('j f7 f6').state.nudges.size).toBe(0);
    expect(small().keys('j f7 esc').state.nudges.size).toBe(0);
  });

  test('a weight never falls below 0', () => {
    const [nudge] = small().keys('j f5').state.nudges.values();
    expect(nudge?.to).toBe(0);
  });
});

describe('where nothing may be changed', () => {
  test('a key says why, and nothing is asked for', () => {
    const drive = new Drive({
      source: { name: 'lb1', kind: 'local', readOnly: false, locked: 'a test' },
    }).read(smallDirector());
    drive.keys('j d');
    expect(drive.state.notice?.text).toBe('Drain: read-only: a test');
    drive.keys('f7 a x');
    expect(drive.effects.some(({ type }) => type === 'prepare')).toBe(false);
  });

  test('read-only is switched on and off by a line, and kept for this host', () => {
    const drive = small().keys(':').type('read-only on').keys('enter');
    expect(drive.state.source.locked).toBeDefined();
    expect(last(drive, 'save-preferences').preferences.readOnlyHosts).toEqual(['lb1']);
    drive.keys(':').type('read-only').keys('enter');
    expect(drive.state.source.locked).toBeUndefined();
    expect(last(drive, 'save-preferences').preferences.readOnlyHosts).toEqual([]);
  });
});

describe('the table’s owner', () => {
  test('is named at the first change of what is his, and asks once', () => {
    const drive = small();
    drive.send({ type: 'owners-done', now: drive.state.now, owners: [keepalived] });
    prepare(drive.keys('j d'));
    expect(text(drive)).toContain('keepalived (pid 812): It puts back what is changed.');
    expect(ran(drive.keys('enter'))).toBe(0);
    expect(ran(drive.keys('enter'))).toBe(1);
    end(drive, done);
    expect(ran(prepare(drive.keys('d')).keys('enter'))).toBe(2);
  });
});
