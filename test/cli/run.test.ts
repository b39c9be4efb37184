import { describe, expect, test } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { openPracticeDirector } from '../../src/cli/practice.ts';
import { runVerb } from '../../src/cli/run.ts';
import { schema } from '../../src/cli/schema.ts';
import { failureLines, type World } from '../../src/cli/world.ts';
import { readText } from '../../src/core/ipvsadm/read/recognise.ts';
import { openDirector } from '../../src/host/director.ts';
import { fileDirector } from '../../src/host/filedirector.ts';
import { fakeHost } from '../host/fake.ts';
import { validate } from './validate.ts';

const epoch = Date.UTC(2026, 0, 1);

interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in a world; `blocks`: how often --watch may go on. */
const run = async (line: string, world: Partial<World>, blocks = 0): Promise<Printed> => {
  const understood = readArguments(line.split(' '));
  if (!understood.ok) throw new Error(understood.message);
  let out = '';
  let err = '';
  let left = blocks;
  const director = world.director ?? fileDirector('table.txt', readText(''), epoch);
  const whole = () => director.read({ visible: [], intervalMs: 1000 });
  const verb = runVerb[understood.invocation.verb?.name ?? ''];
  if (verb === undefined) throw new Error('no verb');
  const code = await verb(
    {
      out: { write: text => (out += text), warn: text => (err += text), colour: false, ascii: false },
      director,
      whole,
      now: () => epoch,
      offsetMinutes: 0,
      folder: '/',
      pause: async () => left-- > 0,
      ...world,
    },
    understood.invocation,
  );
  return { code, out, err };
};

const practice = (): Partial<World> => {
  const { director } = openPracticeDirector({ scene: 'drain', seed: 3 }, () => epoch);
  return { director, whole: () => director.whole() };
};

const ofText = (text: string, cut = false): Partial<World> => {
  const reading = readText(text);
  return { director: fileDirector('table.txt', reading, epoch), text: { name: 'table.txt', reading, cut } };
};

const listing = `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
TCP  10.0.0.200:80 wrr persistent 360
  -> 10.0.0.7:80                  Route   3      290        12
  -> 10.0.0.14:80                 Masq    0      4          0
FWM  17 sh
`;

describe('lvsh ls', () => {
  test('an aligned table; what is not known is ?, what does not apply is -', async () => {
    const { code, out, err } = await run('ls', ofText(listing));
    expect(
      out,
    ).toBe(`SERVICE / SERVER   SCHED/FWD   WEIGHT  ACTIVE  INACT  CONN/S  IN/S  OUT/S  SHARE  SETTINGS
TCP 10.0.0.200:80  wrr              3     294     12       ?     ?      ?         persist 6m
  10.0.0.7:80      DR               3     290     12       ?     ?      -    99%
  10.0.0.14:80     NAT        0 drain       4      0       ?     ?      ?     1%
FWM 17             sh               0       0      0       ?     ?      ?

2 services  2 servers  294 active
`);
    expect([code, err]).toEqual([0, '']);
  });

  test('a filter: what fits, with its service; nothing fits: 1', async () => {
    const found = await run('ls rip:10.0.0.14', ofText(listing));
    expect(found.out).toContain('10.0.0.14:80');
    expect(found.out).not.toContain('10.0.0.7:80');
    expect(found.code).toBe(0);
    expect(await run('ls rip:10.9.9.9', ofText(listing))).toMatchObject({
      code: 1,
      out: 'No service fits.\n',
    });
    expect(await run('ls', ofText(listing.slice(0, 150)))).toMatchObject({
      code: 0,
      out: 'No virtual services.\n',
    });
    expect(await run('ls state:drian', ofText(listing))).toMatchObject({ code: 2, out: '' });
  });

  test('what of a text was not read is said by line number, and the exit code is 3', async () => {
    const { code, out, err } = await run(
      'ls',
      ofText(`${listing}nonsense \u001b[31mred\n  -> 10.0.0.9:80    Masq    x      4          0\n`),
    );
    expect(out).toContain('10.0.0.7:80');
    expect(err).toMatch(/^table\.txt:8: /m);
    expect(err).toMatch(/^table\.txt:9: /m);
    expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(code).toBe(3);
    expect(await run('ls', ofText(listing, true))).toMatchObject({
      code: 3,
      err: expect.stringContaining('too long'),
    });
  });

  test('a listing that knows no rates shows what was counted in all, and shares of that', async () => {
    const text = `Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes
  -> RemoteAddress:Port
TCP  10.1.0.200:443                      4       40        0     4000        0
  -> 10.0.0.12:443                       3       30        0     3000        0
  -> 10.0.0.13:443                       1       10        0     1000        0
`;
    const { out } = await run('ls', ofText(text));
    expect(out).toMatch(/CONNS +INPKTS +OUTPKTS +INBYTES +OUTBYTES +SHARE/);
    expect(out).toMatch(/10\.0\.0\.12:443 .* 3 +30 +0 +3000 +0 +75%/);
  });

  test.each([
    [
      'connections',
      'TCP 00:50  TIME_WAIT   10.1.0.1:4000 10.1.0.200:80 10.0.0.11:80\n',
      /TIME_WAIT[\s\S]*1 entry\./,
    ],
    ['timeouts', 'Timeout (tcp tcpfin udp): 900 120 300\n', /tcp +15m/],
  ])('a text of %s alone is shown as what it is', async (_, text, wanted) => {
    const head =
      'IPVS connection entries\npro expire state       source             virtual            destination\n';
    const { code, out } = await run('ls', ofText(text.startsWith('TCP') ? head + text : text));
    expect(code).toBe(0);
    expect(out).toMatch(wanted);
  });

  test('practice is marked as such, in text and in JSON', async () => {
    const text = await run('practice ls', practice());
    expect(text.out).toMatch(/^PRACTICE: a simulated director/);
    const json = await run('practice ls --json', practice());
    expect(JSON.parse(json.out).director).toEqual({ name: 'practice', kind: 'practice' });
  });

  test('the same seed prints the same bytes', async () => {
    const [first, second] = [
      await run('practice ls --json', practice()),
      await run('practice ls --json', practice()),
    ];
    expect(first.out).toBe(second.out);
  });

  test('--watch prints a block each time, with the time, and ends well', async () => {
    const { code, out } = await run('ls --watch 2', ofText(listing), 2);
    expect(out.match(/^00:00:00$/gm)).toHaveLength(3);
    expect(code).toBe(0);
    const json = await run('ls --watch 2 --json', ofText(listing), 2);
    expect(
      json.out
        .trim()
        .split('\n')
        .map(line => JSON.parse(line).kind),
    ).toEqual(['table', 'table', 'table']);
    expect(await run('ls --watch 0', ofText(listing))).toMatchObject({ code: 2 });
  });

  test('a director that cannot be read: what, why, what to do; 3', async () => {
    const host = fakeHost({ folders: { '/usr/sbin': [], '/': ['.dockerenv'], '/run': [] } });
    const director = openDirector(host, { cpu: () => 0 });
    const { code, out, err } = await run('ls', { director, whole: () => director.whole() });
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(
      /^lvsh: IPVS is not loaded in this kernel, and ipvsadm is not installed\n {2}why: .*container.*\n {2}try: .*modprobe ip_vs.*install ipvsadm/,
    );
  });

  test('hostile names cannot steer the terminal', async () => {
    const evil = listing.replace('10.0.0.7:80   ', 'a\u001b]0;x\u0007\u202eb:80');
    const { out, err } = await run('ls', ofText(evil));
    expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});

describe('--json', () => {
  const json = async (line: string, world: Partial<World>): Promise<unknown> =>
    JSON.parse((await run(line, world)).out);

  test.each(['ls', 'show tcp:10.1.0.80:80', 'conns -n 50', 'settings'])(
    'practice %s fits the schema',
    async line => {
      expect(validate(schema, await json(`practice ${line} --json`, practice()))).toEqual([]);
    },
  );

  test.each([
    ['a listing', listing],
    [
      'saved rules',
      '-A -f 9 -6 -s sh -p 120 -M 64 -b sh-fallback\n-a -f 9 -6 -r [fd00::11]:443 -m -w 1\n-A -u [fd00:1::200]:5060 -s mh -p 60 --pe sip -o\n',
    ],
    [
      '/proc',
      'IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port Forward Weight ActiveConn InActConn\nTCP  0A0000C8:0050 wrr  persistent 36000 FFFFFFFF\n  -> 0A000007:0050      Tunnel  3      5          7         \n',
    ],
    ['names', listing.replace('10.0.0.7:80 ', 'web1:http')],
    ['nothing', ''],
  ])('%s fits the schema', async (_, text) => {
    expect(validate(schema, await json('ls --json', ofText(text)))).toEqual([]);
  });

  test('what is not known is absent, never 0', async () => {
    expect(await json('ls --json', ofText(listing))).toMatchObject({
      lvsh: 1,
      kind: 'table',
      at: '2026-01-01T00:00:00.000Z',
      services: [
        { key: 'tcp:10.0.0.200:80', persistence: { timeout: 360 } },
        { key: 'fwm:17', mark: 17, protocol: 'fwm' },
      ],
    });
    const text = (await run('ls --json', ofText(listing))).out;
    for (const name of ['counters', 'rates', 'upper', 'tunnel']) expect(text).not.toContain(`"${name}"`);
  });

  test('the validator itself refuses what is wrong', () => {
    expect(validate(schema, { lvsh: 1 })).not.toEqual([]);
    expect(
      validate(schema, {
        lvsh: 2,
        kind: 'table',
        at: '',
        director: { name: 'x', kind: 'local' },
        services: [],
        notes: [],
      }),
    ).not.toEqual([]);
  });
});

describe('lvsh show, conns and settings', () => {
  test('show says a service in words', async () => {
    const { code, out } = await run('practice show 10.1.0.80:80', practice());
    expect(code).toBe(0);
    expect(out).toMatch(/least connection/);
    expect(out).toMatch(/10\.0\.0\.13:80[\s\S]*draining/);
  });

  test.each([
    ['show tcp:10.0.0.200:80', 0],
    ['show TCP 10.0.0.200:80', 0],
    ['show -t 10.0.0.200:80', 0],
    ['show 10.0.0.200', 0],
    ['show 17', 0],
    ['show fwm:17', 0],
    ['show -f 17', 0],
    ['show fwm6:17', 1],
    ['show 10.0.0.201:80', 1],
  ])('%s exits with %i', async (line, code) => {
    expect((await run(line, ofText(listing))).code).toBe(code);
  });

  test('a name that fits several services asks back', async () => {
    const both = `${listing}UDP  10.0.0.200:80 rr\n`;
    expect(await run('show 10.0.0.200:80', ofText(both))).toMatchObject({
      code: 2,
      err: expect.stringContaining('tcp:10.0.0.200:80 udp:10.0.0.200:80'),
    });
  });

  test('connections end with how many they are of how many', async () => {
    const { out } = await run('practice conns -n 5', practice());
    expect(out.trim().split('\n').at(-1)).toMatch(/^The first 5 of about \d+ entries/);
    expect((await run('conns', ofText(listing))).out).toMatch(/0 entries\.\n$/);
  });

  test('settings, each with what it means', async () => {
    const { code, out } = await run('practice settings', practice());
    expect(code).toBe(0);
    expect(out).toMatch(/expire_quiescent_template/);
    expect(out).toMatch(/weighted least connection/);
  });
});

test('a failure in lines', () => {
  expect(failureLines({ kind: 'other', what: 'it broke', advice: 'mend \u001b[2Jit' })).toBe(
    'lvsh: it broke\n  try: mend ?[2Jit\n',
  );
});
