/** Views as text. The pictures in views/ are recorded: look at them, then `npx vitest run test/ui -u` takes new ones. */
import { describe, expect, test } from 'vitest';
import type { Connections, Settings } from '../../src/core/director/reading.ts';
import { failed } from '../../src/core/model/failure.ts';
import type { Connection } from '../../src/core/model/observe.ts';
import { lookOf } from '../../src/ui/look.ts';
import { address, noon, reading, smallDirector } from '../app/director.ts';
import { Drive } from '../app/drive.ts';
import { textOf, themeOf } from './paint.ts';

/** 40 beats of the small director; near the end a server is drained. */
const running = (columns: number, rows: number): Drive => {
  const drive = new Drive({ columns, rows });
  for (let beat = 0; beat < 40; beat++) {
    const snapshot = smallDirector(beat);
    const services = snapshot.services.map(service => ({
      ...service,
      servers: service.servers.map(server =>
        server.key === '192.168.7.31:8080' && beat > 35 ? { ...server, weight: 0 } : server,
      ),
    }));
    drive.send({ type: 'tick', now: snapshot.at }).read({ ...snapshot, services });
  }
  return drive;
};

const connections = (): Connections => {
  const states = ['ESTABLISHED', 'FIN_WAIT', 'SYN_RECV', 'FIN_WAIT', 'CLOSE'];
  const rows: Connection[] = Array.from({ length: 430 }, (_, index) => {
    const template = index % 15 === 14;
    const invalid = index % 150 === 149;
    return {
      protocol: 'tcp',
      expires: 900 - index,
      state: template ? 'ASSURED' : (states[(index * 7) % 5] ?? 'NONE'),
      client: address(`10.1.${index % 3}.${(index % 17) + 1}`),
      clientPort: template ? 0 : 30_000 + index,
      virtual: address('10.0.0.200'),
      virtualPort: invalid ? 65_535 : 80,
      server: address(index % 3 === 0 ? '10.0.0.14' : '10.0.0.7'),
      serverPort: invalid ? 65_535 : 80,
    };
  });
  return { rows, total: 4123, complete: false, tookMs: 31 };
};

const settings: Settings = {
  kernel: '6.1.0-28-amd64',
  ipvs: '1.2.1',
  ipvsadm: '1.31',
  timeouts: { tcp: 900, tcpFin: 120, udp: 300 },
  daemons: [
    {
      role: 'master',
      interface: 'eth0',
      syncId: 5,
      maxLen: 1472,
      group: address('224.0.0.81'),
      port: 8848,
      ttl: 1,
    },
  ],
  sysctls: [
    { name: 'drop_packet', value: '2' },
    { name: 'expire_quiescent_template', value: '0' },
    { name: 'sync_threshold', value: '3\t50' },
  ],
  schedulers: [
    { name: 'rr', state: 'loaded' },
    { name: 'wlc', state: 'module' },
    { name: 'twos', state: 'missing' },
  ],
  notes: ['sync_qlen_max could not be read'],
};

const picture = async (name: string, drive: Drive): Promise<void> => {
  await expect(`${textOf(drive.state)}\n`).toMatchFileSnapshot(`views/${name}.txt`);
};

describe('the table', () => {
  test.each([
    [60, 15],
    [80, 24],
    [120, 40],
    [200, 60],
  ])('%dx%d', (columns, rows) => picture(`table-${columns}x${rows}`, running(columns, rows)));
  test('sorted, with the column explained', () =>
    picture('explain-80x24', running(80, 24).keys('l l l l S ?')));
  test('filtered', () => picture('filter-80x24', running(80, 24).keys('/').type('rip:10.0.0.7')));
  test('frozen', () => picture('frozen-80x24', running(80, 24).keys('[ [')));
  test('empty', () => picture('empty-80x24', new Drive().read({ at: noon, version: '1.2.1', services: [] })));
  test('of which only names are known', () => {
    const services = [
      { key: 'tcp:web.example.com:http', servers: [{ key: 'rs1:http' }, { key: 'rs2:http', weight: 1 }] },
    ];
    return picture(
      'names-80x24',
      new Drive({ source: { name: 'mail.txt', kind: 'file', readOnly: true } }).read({ at: noon, services }),
    );
  });
});

describe('details', () => {
  test.each([
    [60, 15],
    [80, 24],
    [160, 40],
  ])('of a service, %dx%d', (columns, rows) =>
    picture(`service-${columns}x${rows}`, running(columns, rows).keys('enter')),
  );
  test('of a DR server', () => picture('server-80x24', running(80, 24).keys('j enter')));
  test('of a NAT server that is drained', () => {
    const drive = running(80, 24).keys('/').type('rip:192.168.7.31').keys('enter j enter');
    return picture('drained-80x24', drive);
  });
  test.each([
    [80, 24],
    [130, 30],
  ])('connections, %dx%d', (columns, rows) => {
    const drive = running(columns, rows).keys('c');
    drive.send({
      type: 'connections-done',
      generation: 1,
      now: drive.state.now,
      result: { ok: true, value: connections() },
    });
    return picture(`connections-${columns}x${rows}`, drive);
  });
});

describe('other screens', () => {
  test('palette', () => picture('palette-80x24', running(80, 24).keys(':').type('fre')));
  test('help', () => picture('help-80x24', running(80, 24).keys('f1')));
  test('events', () => picture('events-80x24', running(80, 24).keys('2')));
  test('settings', () => {
    const drive = running(80, 60).keys('3');
    drive.send({
      type: 'settings-done',
      generation: 1,
      now: drive.state.now,
      result: { ok: true, value: settings },
    });
    return picture('settings-80x60', drive);
  });
  test('practice', () => {
    const drive = new Drive({ source: { name: 'practice', kind: 'practice', readOnly: false } }).read(
      smallDirector(),
    );
    return picture('practice-80x24', drive);
  });
  test('no module', () => {
    const drive = new Drive().send({
      type: 'read-done',
      generation: 1,
      now: noon,
      result: failed({
        kind: 'no-module',
        what: 'IPVS is not in this kernel',
        why: '/proc/net/ip_vs does not exist',
        advice: 'load the module; this screen comes alive by itself',
        output: "Can\u0007't initialize ipvs: Protocol not available",
      }),
    });
    return picture('no-module-80x24', drive);
  });
  test('read no longer', () => {
    const drive = running(80, 24);
    for (const second of [45, 50, 55]) {
      drive.send({ type: 'tick', now: noon + second * 1000 });
      const { generation } = drive.state.reading;
      const result = failed({ kind: 'timeout', what: 'ipvsadm did not answer', why: 'killed after 3 s' });
      drive.send({ type: 'read-done', generation, now: noon + second * 1000, result });
    }
    return picture('failed-80x24', drive);
  });
  test('too small', () => picture('small-40x10', running(40, 10)));
});

test('a reader that slowed down says so in the first line', () => {
  const drive = new Drive();
  const value = reading(smallDirector(), { beatMs: 4000 });
  drive.send({ type: 'read-done', generation: 1, now: noon, result: { ok: true, value } });
  expect(textOf(drive.state).split('\n')[0]).toContain('slowed to 4s');
});

test('ASCII: nothing but ASCII, and the same places', () => {
  const drive = running(120, 40).keys('l S ?');
  const ascii = textOf(drive.state, lookOf(themeOf('dark'), 'true', true));
  const unicode = textOf(drive.state);
  expect(ascii).toMatch(/^[\x20-\x7e\n]*$/);
  expect(ascii.split('\n').map(line => line.length)).toEqual(unicode.split('\n').map(line => line.length));
});

test('a hostile name cannot move the cursor, and wide ones stay aligned', () => {
  const services = [
    { key: 'tcp:evil\u001b[2J\u202e:80', servers: [{ key: '日本語サーバー:80', weight: 1, active: 3 }] },
    { key: 'tcp:ok:80', servers: [{ key: 'plain-server:80', weight: 1, active: 3 }] },
  ];
  const text = textOf(new Drive().read({ at: noon, services }).state);
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  expect(text).toContain('TCP evil?[2J?:80');
  expect(text).toContain('日本語サーバー:80');
});
