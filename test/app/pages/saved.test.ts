import { describe, expect, test } from 'vitest';
import { changeCommands } from '../../../src/app/commands-change.ts';
import { unsaved } from '../../../src/app/drift.ts';
import { besideRows, type Side } from '../../../src/app/pages/beside.ts';
import { keepalivedDifferences } from '../../../src/app/pages/beside-keepalived.ts';
import { sideTexts } from '../../../src/app/pages/beside-lines.ts';
import type { SeenServer, SeenService } from '../../../src/core/model/snapshot.ts';
import { differenceWords } from '../../../src/core/plan/difference-words.ts';
import { at, noon, server, service } from '../director.ts';
import { Drive } from '../drive.ts';
import { keepalivedOf, linesOf, onDirector, open, proseOf, savedText, withSaved } from './given.ts';

const saved = (text: string, columns = 120): Drive =>
  withSaved(open(onDirector({ columns, rows: 40 }), 'saved'), { text });
const edited = savedText
  .replace('10.0.0.21:80 -g -w 0', '10.0.0.21:80 -g -w 2')
  .replace(/.*-r 192\.168\.7\.32:8080.*\n/, '');

describe('what is not saved', () => {
  test('nothing, as text', () => {
    expect(proseOf(saved(savedText))).toContain('✓ What runs is what the file says.');
  });

  test('has a line for each difference, and counts as the footer does', () => {
    const drive = saved(edited);
    expect(unsaved(drive.state)).toBe(2);
    expect(proseOf(drive)).toContain('! 2 changes are not saved.');
    const lines = linesOf(drive);
    expect(lines).toContain('   10.0.0.21:80       -w 0                  -w 2');
    expect(lines).toContain('   192.168.7.32:8080  -m -w 2 -x 100 -y 75  not there');
  });

  test('where it does not fit in columns, one side stands under the other', () => {
    const long = '2001:db8:85a3:1234:5678:8a2e:370:9999';
    const seen = service(at('tcp', long, 60_001), [server(long, 60_001, 'dr', 2)]);
    const drive = new Drive({ columns: 60, rows: 15 }).read({ at: noon, services: [seen] });
    withSaved(open(drive, 'saved'), { text: `-A -t [${long}]:60001 -s wrr\n` });
    const lines = linesOf(drive);
    const from = lines.findIndex(line => line.startsWith(' TCP'));
    expect(lines.slice(from, from + 5)).toEqual([
      ` TCP [${long}]:60001`,
      `   [${long}]:60001`,
      '     running  -g -w 2',
      '     saved    not there',
      '',
    ]);
    expect(lines.slice(0, from).filter(line => line.includes('running'))).toEqual([]);
  });

  test('offers only what makes sense', () => {
    expect(proseOf(saved(savedText))).not.toContain('s saves');
    expect(proseOf(saved(edited))).toContain('s saves what runs, r goes back to the file');
    const none = onDirector().send({
      type: 'saved-done',
      now: noon,
      saved: { place: { path: '/etc/ipvsadm.rules', why: 'x', sure: true } },
    });
    expect(proseOf(open(none, 'saved'))).toContain(
      'The file is not there: of what runs (5 services) nothing is saved. s saves what runs, 6',
    );
  });

  test('its keys are those of the commands', () => {
    const keysOf = (id: string) => changeCommands.find(command => command.id === id)?.keys.any;
    expect(keysOf('save')).toContain('s');
    expect(keysOf('restore')).toContain('r');
  });

  test('says where the file is, and when it was written', () => {
    expect(linesOf(saved(savedText))[0]).toBe(' Saved  /etc/ipvsadm.rules, written 11:04:31');
    expect(linesOf(saved(savedText))[1]).toBe('   /etc/init.d/ipvsadm names it.');
  });

  test('says why it cannot be read, that no place is known, that a saved text has none', () => {
    const failure = { kind: 'no-permission', what: '/etc/x cannot be read', advice: 'use sudo' } as const;
    expect(proseOf(withSaved(open(onDirector(), 'saved'), { failure }))).toContain(
      '! /etc/x cannot be read Try: use sudo',
    );
    const unknown = open(onDirector(), 'saved').send({ type: 'saved-done', now: noon, saved: {} });
    expect(proseOf(unknown)).toContain('Nothing on this machine tells which file');
    const file = onDirector({ source: { name: 'mail.txt', kind: 'file', readOnly: true } });
    expect(proseOf(open(file, 'saved'))).toContain('no director runs');
    expect(proseOf(open(onDirector(), 'saved'))).toContain('reading');
  });

  test('bad lines stand with their numbers, and with what ipvsadm-restore would do', () => {
    const text = proseOf(saved(`${savedText}-a -t 10.0.0.200:80 -r web7:80 -g -w 1\n-Z\n`));
    expect(text).toContain('1 line of the file cannot be read');
    expect(text).toMatch(/! line 18: -a -t 10\.0\.0\.200:80 -r web7:80 -g -w 1 illegal real server/);
    expect(text).toContain('ipvsadm-restore would clear the table first, then stop at a line');
    expect(text).toContain('What runs is what can be read of the file.');
  });

  test('what a file of ipvsadm-save does not speak of', () => {
    const bare = savedText.replace(/--set.*\n/, '').replace(' -x 100 -y 75', '');
    expect(proseOf(saved(bare))).toContain(
      'It says nothing of thresholds, timeouts and sync daemons: a restore leaves them as they run',
    );
    expect(proseOf(saved(savedText))).not.toContain('It says nothing');
  });

  test('timeouts and daemons, where they were read', () => {
    const drive = saved(savedText);
    drive.keys('3').send({
      type: 'settings-done',
      generation: 1,
      now: noon,
      result: {
        ok: true,
        value: {
          timeouts: { tcp: 7200, tcpFin: 120, udp: 300 },
          daemons: [
            {
              role: 'master',
              interface: 'eth0',
              syncId: 5,
              maxLen: 0,
              group: '224.0.0.81' as never,
              port: 8848,
              ttl: 1,
            },
          ],
          sysctls: [],
          schedulers: [],
          notes: [],
        },
      },
    });
    const text = proseOf(withSaved(open(drive, 'saved'), { text: savedText }));
    expect(text).toContain('timeouts (tcp tcpfin udp): 7200 120 300 → 900 120 300 (runs → file)');
    expect(text).toContain('sync daemon (master): gone');
  });

  test('of ten thousand services only a part is listed', () => {
    const services = Array.from({ length: 10_000 }, (_, index) =>
      service(at('tcp', `10.${index >> 8}.${index & 255}.1`, 80), [server('192.168.0.1', 80, 'nat', 1)]),
    );
    const drive = withSaved(open(new Drive().read({ at: noon, services }), 'saved'), {
      text: '-A -t 9.9.9.9:80 -s rr\n',
    });
    expect(linesOf(drive).length).toBeLessThan(700);
    expect(proseOf(drive)).toContain('! 20 001 changes are not saved.');
    expect(proseOf(drive)).toContain('and 19 601 more');
  });
});

describe('what stands in the columns', () => {
  const side = (options: string): Side => ({ options });
  test.each<[readonly Side[], readonly string[]]>([
    [
      [side('-g -w 3'), side('-g -w 0')],
      ['-w 3', '-w 0'],
    ],
    [
      [side('-g -w 3'), side('-g -w 3 -x 100')],
      ['no -x', '-x 100'],
    ],
    [
      [side('-g -w 3'), 'absent'],
      ['-g -w 3', 'not there'],
    ],
    [
      ['absent', side('-g -w 3'), 'silent'],
      ['not there', '-g -w 3', '–'],
    ],
    [
      [side('-g -w 0'), side('-g -w 2'), side('-g -w 2')],
      ['-w 0', '-w 2', '-w 2'],
    ],
    [
      [side('-g -w 0'), 'absent', side('-g -w 2')],
      ['-w 0', 'not there', '-w 2'],
    ],
    [
      [side('-s rr'), side('-s rr -p 300 -M 255.255.0.0')],
      ['no -p -M', '-p 300 -M 255.255.0.0'],
    ],
  ])('%j', (sides, texts) => {
    expect(sideTexts(sides)).toEqual(texts);
  });
});

const check = 'TCP_CHECK {\n}';
const conf = (servers: string, more = ''): string =>
  `virtual_server 10.0.0.200 80 {\nprotocol TCP\nlvs_sched wrr\nlvs_method DR\n${more}\n${servers}\n}\n`;
const real = (rip: string, weight: number, inside: string): string =>
  `real_server ${rip} 80 {\nweight ${weight}\n${inside}\n}`;
const seen = (...servers: SeenServer[]): readonly SeenService[] => [
  service(at('tcp', '10.0.0.200', 80), servers, { persistence: null }),
];
const runs = (rip: string, weight: number, change: Partial<SeenServer> = {}): SeenServer =>
  server(rip, 80, 'dr', weight, {}, change);

describe('what a difference from keepalived.conf can mean', () => {
  const two = `${real('10.0.0.7', 3, check)}\n${real('10.0.0.14', 1, '')}`;
  const sorry = 'sorry_server 10.0.0.99 80\nquorum 2';
  const inhibit = real('10.0.0.7', 3, `inhibit_on_failure\n${check}`);
  const cases: readonly (readonly [string, string, readonly SeenService[], readonly string[]])[] = [
    ['nothing', conf(two), seen(runs('10.0.0.7', 3), runs('10.0.0.14', 1)), []],
    [
      'a checked server is gone',
      conf(two),
      seen(runs('10.0.0.14', 1)),
      ['10.0.0.7:80 + a failed health check does this, too'],
    ],
    [
      'an unchecked one is gone',
      conf(two),
      seen(runs('10.0.0.7', 3)),
      ['10.0.0.14:80 - keepalived does not do this by itself'],
    ],
    [
      'weight 0 by inhibit_on_failure',
      conf(inhibit),
      seen(runs('10.0.0.7', 0)),
      ['10.0.0.7:80 + a failed health check does this, too'],
    ],
    ['gone all the same', conf(inhibit), seen(), ['10.0.0.7:80 - keepalived does not do this by itself']],
    [
      'weight 0 without it: drained',
      conf(two),
      seen(runs('10.0.0.7', 0), runs('10.0.0.14', 1)),
      ['10.0.0.7:80 - keepalived does not do this by itself'],
    ],
    [
      'weight 0 and another method',
      conf(inhibit),
      seen(server('10.0.0.7', 80, 'nat', 0)),
      ['10.0.0.7:80 - keepalived does not do this by itself'],
    ],
    [
      'not passed yet',
      conf(real('10.0.0.7', 3, `alpha\n${check}`)),
      seen(),
      ['10.0.0.7:80 + its health check failed, or has not passed yet'],
    ],
    [
      'a check that sets the weight',
      conf(real('10.0.0.7', 3, 'MISC_CHECK {\nmisc_path x\nmisc_dynamic\n}')),
      seen(runs('10.0.0.7', 9)),
      ['10.0.0.7:80 + its health check sets the weight'],
    ],
    [
      'a server that is not in it',
      conf(two),
      seen(runs('10.0.0.7', 3), runs('10.0.0.14', 1), runs('10.0.0.50', 1)),
      ['10.0.0.50:80 - keepalived.conf has no such server'],
    ],
    [
      'another scheduler',
      conf(two).replace('wrr', 'rr'),
      seen(runs('10.0.0.7', 3), runs('10.0.0.14', 1)),
      ['TCP 10.0.0.200:80 - keepalived does not do this by itself'],
    ],
    [
      'the sorry server is in',
      conf(two, sorry),
      seen(runs('10.0.0.99', 1)),
      [
        '10.0.0.99:80 + the sorry server: too few of the others are up',
        '10.0.0.7:80 + too few servers are up: the sorry server is in, and they wait outside',
        '10.0.0.14:80 + too few servers are up: the sorry server is in, and they wait outside',
      ],
    ],
    [
      'a sorry server that waits inside',
      conf(`${two}`, 'sorry_server 10.0.0.99 80\nsorry_server_inhibit'),
      seen(runs('10.0.0.7', 3), runs('10.0.0.14', 1), runs('10.0.0.99', 0)),
      [],
    ],
    [
      'the whole service is gone',
      conf(two),
      [],
      ['TCP 10.0.0.200:80 + keepalived does not run, or was not reloaded', '10.0.0.7:80', '10.0.0.14:80'],
    ],
    [
      'thresholds that could not be seen',
      conf(real('10.0.0.7', 3, 'uthreshold 9\nlthreshold 3')),
      (() => {
        const { upper: _u, lower: _l, ...unseen } = runs('10.0.0.7', 3);
        return seen(unseen);
      })(),
      [],
    ],
  ];
  test.each(cases)('%s', (_, text, services, expected) => {
    const { reading } = keepalivedOf(text);
    expect(reading.problems).toEqual([]);
    const told = keepalivedDifferences(reading, services).map(({ difference, note }) => {
      const where = differenceWords(difference).where.replace(/ in .*/, '');
      return note === undefined ? where : `${where} ${note.byItself ? '+' : '-'} ${note.text}`;
    });
    expect([...told].sort()).toEqual([...expected].sort());
  });

  test('a service that it does not name is no difference', () => {
    expect(
      keepalivedDifferences(keepalivedOf(conf(two)).reading, [
        ...seen(runs('10.0.0.7', 3), runs('10.0.0.14', 1)),
        service(at('udp', '10.0.0.200', 53), []),
      ]),
    ).toEqual([]);
  });
});

describe('three places side by side', () => {
  const drive = (columns: number): Drive =>
    withSaved(open(onDirector({ columns, rows: 40 }), 'saved'), {
      text: edited,
      keepalived: keepalivedOf(
        conf(
          `${real('10.0.0.7', 3, '')}\n${real('10.0.0.14', 2, check)}\n${real('10.0.0.21', 0, '')}`,
          'persistence_timeout 360',
        ),
      ),
    });

  test('a place that agrees with what runs says the same; one that does not speak of it a dash', () => {
    const lines = linesOf(drive(120));
    expect(lines).toContain('   10.0.0.21:80       -w 0                  -w 2       -w 0');
    expect(lines).toContain('   10.0.0.14:80       -w 1                  -w 1       -w 2');
    expect(lines).toContain('     ! keepalived does not do this by itself');
    expect(lines).toContain('   192.168.7.32:8080  -m -w 2 -x 100 -y 75  not there  –');
  });

  test('the count of what is not saved is that of the file alone', () => {
    expect(proseOf(drive(80))).toContain('! 2 changes are not saved.');
    expect(proseOf(drive(80))).toContain('It makes 1 service: 1 difference, not made by keepalived itself.');
    expect(proseOf(drive(80))).toContain('4 services that run are not in it');
  });

  test('rows of one thing are one row, and no more than asked for', () => {
    const { groups, total } = besideRows(
      { saved: [], keepalived: { differences: [], services: new Set() } },
      3,
    );
    expect([groups, total]).toEqual([[], 0]);
  });
});
