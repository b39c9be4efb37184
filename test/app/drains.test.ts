import { describe, expect, test } from 'vitest';
import { drainCommands } from '../../src/app/commands-drain.ts';
import { drainFacts, drainPast, drainsOf, openDrains } from '../../src/app/drains.ts';
import { drainsPage } from '../../src/app/pages/drains.ts';
import type { Start } from '../../src/app/start.ts';
import type { State, View } from '../../src/app/state.ts';
import type { Settings } from '../../src/core/director/reading.ts';
import { estimate } from '../../src/core/drain/estimate.ts';
import type { Connection } from '../../src/core/model/observe.ts';
import type { SeenServer, Snapshot } from '../../src/core/model/snapshot.ts';
import { address, at, noon, server, service, smallDirector } from './director.ts';
import { Drive } from './drive.ts';

const web = 'tcp:10.0.0.200:80';
const rs = '10.0.0.21:80';

const withServer = (snapshot: Snapshot, edit: Partial<SeenServer>): Snapshot => ({
  ...snapshot,
  services: snapshot.services.map(of =>
    of.key === web
      ? { ...of, servers: of.servers.map(one => (one.key === rs ? { ...one, ...edit } : one)) }
      : of,
  ),
});

/** 10.0.0.21 takes connections for five beats, then it has weight 0 and one of its forty ends every three seconds. */
const draining = (beat: number): Snapshot =>
  withServer(smallDirector(beat), {
    weight: beat < 5 ? 2 : 0,
    active: 40 - Math.floor(beat / 3),
    inactive: Math.floor(beat / 3),
  });

const settings = (quiescent = '0', nodest = '0'): Settings => ({
  sysctls: [
    { name: 'expire_nodest_conn', value: nodest },
    { name: 'expire_quiescent_template', value: quiescent },
  ],
  schedulers: [],
  notes: [],
});

const drainsView = (row = 0): View => ({ type: 'drains', row, top: 0 });

const opened = (
  change: Partial<Start> = {},
  known: Settings | undefined = settings(),
  row = 0,
  beats = 100,
): State => {
  const drive = new Drive(change);
  for (let beat = 0; beat < beats; beat++) drive.read(draining(beat));
  return {
    ...drive.state,
    views: [drainsView(row)],
    ...(known === undefined ? {} : { settings: { generation: 1, pending: false, at: noon, value: known } }),
  };
};

const textOf = (state: State): string =>
  drainsPage(state)
    .map(line =>
      line
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    )
    .join('\n');
/** The page with its lines joined, for sentences that are wrapped. */
const flat = (state: State): string => textOf(state).replace(/\s+/g, ' ');

describe('who is being drained', () => {
  const keys = (state: State) => drainsOf(state).map(({ of, seen, former }) => [of.key, seen.key, former]);

  test('servers without weight that had one, or have something left', () => {
    expect(keys(opened())).toEqual([
      [web, rs, 2],
      // Two connections are open; a server beside it that never had anything is a spare and no drain.
      ['tcp:10.0.0.200:443', '10.0.0.7:443', undefined],
    ]);
  });

  test('the journal remembers the weight when lvsh did not see it', () => {
    const state = opened();
    const id = 'tcp:10.0.0.200:443\n10.0.0.14:443';
    const journal = {
      generation: 0,
      pending: false,
      at: noon,
      value: { entries: [], stack: {}, weights: new Map([[id, 7]]), broken: 0, path: '/j' },
    } as unknown as NonNullable<State['journal']>;
    expect(keys({ ...state, journal })).toContainEqual(['tcp:10.0.0.200:443', '10.0.0.14:443', 7]);
  });

  test('its past begins when its weight became 0', () => {
    const state = opened();
    const key = { service: web, server: rs };
    const past = drainPast(state.history, key, noon + 99_000);
    expect(past.since).toBe(noon + 5000);
    expect(past.samples.at(0)).toEqual({ at: noon + 5000, active: 39, inactive: 1 });
    expect(past.samples.at(-1)).toEqual({ at: noon + 99_000, active: 7, inactive: 33 });
    // Of one that had weight 0 when lvsh was started, the beginning is not known.
    const other = drainPast(
      state.history,
      { service: 'tcp:10.0.0.200:443', server: '10.0.0.7:443' },
      noon + 99_000,
    );
    expect(other.since).toBeUndefined();
    expect(other.samples).toHaveLength(100);
  });

  test('its estimate comes from that past', () => {
    const [row] = drainsOf(opened());
    if (row === undefined) throw new Error('nobody is drained');
    const found = estimate(drainFacts(opened(), row));
    expect(found).toMatchObject({ kind: 'falling' });
    if (found.kind === 'falling') expect(Math.round(found.perMinute)).toBeGreaterThan(15);
  });
});

describe('the page', () => {
  test('says who, how many, how fast, how long', () => {
    const text = textOf(opened());
    expect(text).toMatch(/^ Draining {2}2 servers with weight 0$/m);
    expect(text).toMatch(/^ > 10\.0\.0\.21:80 +TCP 10\.0\.0\.200:80 +7 +33 +3 +-2\d\/m +about \d+m/m);
    expect(text).toMatch(/^ {3}10\.0\.0\.7:443 +TCP 10\.0\.0\.200:443 +2 +0 +– +stands still$/m);
    expect(text).toContain('weight 0 since 12:04:36');
  });

  test('explains what the kernel does, both ways', () => {
    expect(flat(opened())).toContain(
      'Removing it now lets 7 connections hang: packets are dropped in silence, for up to 15 minutes',
    );
    expect(flat(opened({}, settings('0', '1')))).toContain(
      'Removing it now costs 7 connections, which are reset at once (expire_nodest_conn=1).',
    );
    expect(flat(opened())).toContain(
      'Persistent clients still come here until 6 minutes after their latest connection, whatever the weight (expire_quiescent_template=0). With 1 they go to another server',
    );
    expect(flat(opened({}, settings('1')))).toContain(
      'Persistent clients go to another server with their next connection (expire_quiescent_template=1)',
    );
    const unread = flat(opened({}, { sysctls: [], schedulers: [], notes: [] }));
    expect(unread).toContain('depends on expire_quiescent_template, which was not read');
    expect(unread).toContain('reset at once with expire_nodest_conn=1, left hanging with 0');
  });

  test('names its keys, and only those that make sense', () => {
    expect(flat(opened())).toContain('x remove D resume with weight 2 p let persistent clients go c count');
    expect(flat(opened({}, settings('1')))).not.toContain('p let');
    expect(flat(opened({}, settings(), 1))).toContain('D resume with weight 1 c count');
  });

  test('counts the connections that were read of this server, and of no other', () => {
    const row = (state: string, expires: number, change: Partial<Connection> = {}): Connection => ({
      protocol: 'tcp',
      expires,
      state,
      client: address('192.0.2.1'),
      clientPort: 4000,
      virtual: address('10.0.0.200'),
      virtualPort: 80,
      server: address('10.0.0.21'),
      serverPort: 80,
      ...change,
    });
    const rows = [
      row('ESTABLISHED', 880),
      row('ESTABLISHED', 100),
      row('FIN_WAIT', 44),
      row('ASSURED', 250, { clientPort: 0 }),
      row('ASSURED', 250, { clientPort: 0, virtualPort: 65_535, serverPort: 65_535 }),
    ];
    const read = (of: string): State => ({
      ...opened({ columns: 120, rows: 40 }),
      connections: {
        service: web,
        server: of,
        generation: 1,
        pending: false,
        at: noon + 99_000,
        value: { rows, complete: true, tookMs: 2 },
      },
    });
    expect(flat(read(rs))).toContain(
      '2 ESTABLISHED (to 14m40s), 1 FIN_WAIT (to 44s), 1 template (to 4m10s), 1 template made invalid, holding nobody, at 12:06:10',
    );
    expect(flat(read('10.0.0.7:80'))).toContain('c counts its connections by state');
  });

  test('without a drain it says what one is', () => {
    const drive = new Drive();
    drive.read({
      at: noon,
      services: [service(at('tcp', '10.0.0.1', 80), [server('10.0.0.2', 80, 'dr', 1)])],
    });
    expect(flat({ ...drive.state, views: [drainsView()] })).toContain(
      'No server is being drained. d in the table',
    );
  });

  const many = (columns: number, rows: number, row: number): State => {
    const drive = new Drive({ columns, rows });
    const long = Array.from({ length: 30 }, (_, index) =>
      server(
        index % 2 === 0 ? `2001:db8:1234:5678:9abc:def0:1234:${index + 10}` : `10.0.0.${index}`,
        65_535,
        'dr',
        0,
        {
          active: index * 4321,
          inactive: 123_456,
          persistent: index,
        },
      ),
    );
    const of = service(at('tcp', '2001:db8:1234:5678:9abc:def0:1234:1', 65_535), long, {
      persistence: { timeout: 3600, mask: 128 },
    });
    for (let beat = 0; beat < 3; beat++) drive.read({ at: noon + beat * 1000, services: [of] });
    return {
      ...drive.state,
      views: [drainsView(row)],
      settings: { generation: 1, pending: false, at: noon, value: settings() },
    };
  };

  test.each([
    [60, 15],
    [80, 24],
    [120, 40],
    [200, 60],
  ])('fits a screen of %i x %i, with the cursor’s row on it', (columns, rows) => {
    for (const row of [0, 7, 29, 99])
      for (const state of [many(columns, rows, row), opened({ columns, rows }, settings(), row % 2)]) {
        const lines = textOf(state).split('\n');
        expect(lines.length).toBeLessThanOrEqual(rows - 2);
        expect(Math.max(...lines.map(line => line.length))).toBeLessThan(columns);
        const marked = lines.filter(line => line.startsWith(' > '));
        expect(marked).toHaveLength(1);
      }
    expect(textOf(many(columns, rows, 29))).toMatch(/^ > 10\.0\.0\.29:65535/m);
  });

  test('at 80x24', () => expect(`${textOf(opened())}\n`).toMatchFileSnapshot('./drains-80x24.txt'));
});

describe('its commands', () => {
  const command = (id: string) => {
    const found = drainCommands.find(one => one.id === id);
    if (found === undefined) throw new Error(`no command ${id}`);
    return found;
  };
  const target = {
    service: { kind: 'address', protocol: 'tcp', address: '10.0.0.200', port: 80 },
    server: { address: '10.0.0.21', port: 80 },
  };

  test.each([
    ['drains-remove', { kind: 'remove', targets: [target], services: [] }],
    ['drains-resume', { kind: 'resume', targets: [{ ...target, weight: 2 }] }],
    [
      'drains-let-go',
      {
        kind: 'actions',
        actions: [{ kind: 'sysctl', name: 'net.ipv4.vs.expire_quiescent_template', value: '1' }],
      },
    ],
  ])('%s makes a plan', (id, intent) => {
    const state = opened();
    expect(command(id).not?.(state)).toBeUndefined();
    const [next, effects] = command(id).run(state);
    expect(next.change?.intent).toMatchObject(intent);
    expect(effects).toMatchObject([{ type: 'prepare' }]);
  });

  test('the connections are read where they are counted, and shown where they are listed', () => {
    const state = opened();
    const query = { service: web, server: rs };
    const [counted, asked] = command('drains-count').run(state);
    expect(counted.views).toEqual(state.views);
    expect(asked).toMatchObject([{ type: 'read-connections', query }]);
    const [shown, again] = command('drains-connections').run(state);
    expect(shown.views.at(-1)).toMatchObject({ type: 'detail', page: 'connections', ...query });
    expect(again).toMatchObject([{ type: 'read-connections', query }]);
    expect(command('drains-connections').run(counted)[1]).toEqual([]);
  });

  test('what is not possible says why', () => {
    const why = (id: string, state: State) => command(id).not?.(state);
    const state = opened();
    for (const id of [
      'drains-remove',
      'drains-resume',
      'drains-let-go',
      'drains-count',
      'drains-connections',
    ])
      expect(why(id, { ...state, views: [] }), id).toBe('the drains are not open');
    expect(why('drains-let-go', opened({}, settings('1')))).toBe('the kernel lets them go already');
    const locked = opened({ source: { name: 'lb1', kind: 'local', readOnly: true } });
    expect(why('drains-remove', locked)).toMatch(/root/);
    expect(why('drains-count', locked)).toBeUndefined();
  });

  test('opening the view asks for the settings that it explains', () => {
    const [next, effects] = openDrains(new Drive().read(smallDirector()).state);
    expect(next.views).toEqual([{ type: 'drains', row: 0, top: 0 }]);
    expect(effects).toMatchObject([{ type: 'read-settings' }]);
  });
});
