import { describe, expect, test } from 'vitest';
import { mostItems } from '../../../src/core/line/completion.types.ts';
import { largeDirector } from '../../app/director.ts';
import { completed, shown, small } from './grounds.ts';

/** A text with the cursor at `|`, and the items there: `!` certain, `…` the word goes on. */
type Case = readonly [marked: string, items: readonly string[]];

const serverOptions = ['-g', '-i', '-m', '-w', '-x', '-y'];

describe('commands', () => {
  test('come first', () => {
    expect(shown(completed('|')).slice(0, 3)).toEqual(['-A', '-E', '-D']);
    expect(shown(completed('ipvsadm |'))).toEqual(shown(completed('|')));
    expect(shown(completed('sudo /sbin/ipvsadm |'))).toEqual(shown(completed('|')));
  });
  test.each<Case>([
    ['-A|', ['-A!']],
    ['--add-se|', ['--add-service', '--add-server']],
    ['--add-servi|', ['--add-service!']],
    ['ipv|', ['ipvsadm']],
    ['sudo i|', ['ipvsadm']],
    ['su|do ipvsadm -L', []],
    ['| ipvsadm -L', []],
    ['flush|', []],
    ['counters|', ['-Z!']],
    ['--start|', ['--start-daemon!']],
    ['--start-daemon |', ['master', 'backup']],
    ['--start-daemon m|', ['master!']],
    ['--start-daemon=b|', ['backup!']],
  ])('%s', (marked, items) => expect(shown(completed(marked))).toEqual(items));
});

describe('options that this command still admits', () => {
  test.each<Case>([
    ['-A |', ['-t', '-u', '--sctp-service', '-f', '-s', '-p', '-o']],
    // -o is for UDP and marks.
    ['-A -t 10.0.0.9:80 |', ['-s', '-p']],
    ['-A -u 10.0.0.9:53 |', ['-s', '-p', '-o']],
    ['-A -f 3 |', ['-s', '-p', '-o', '-6']],
    ['-A -f 3 -6 |', ['-s', '-p', '-o']],
    // What means something only with -p, or with sh and mh.
    ['-A -t 10.0.0.9:80 -p 60 |', ['-s', '-M', '--pe']],
    ['-A -t 10.0.0.9:80 -s sh |', ['-p', '-b']],
    // The service has persistence already, and an edit keeps it; but a mask needs -p beside it.
    ['-E -t 10.0.0.200:80 |', ['-s', '-p', '--pe']],
    ['-a -t 10.0.0.200:80 |', ['-r', ...serverOptions]],
    ['-a -t 10.0.0.200:80 -r 10.0.0.9 -m |', ['-w', '-x', '-y']],
    ['-a -t 10.0.0.200:80 -r 10.0.0.9 -w 3 |', ['-g', '-i', '-m', '-x', '-y']],
    ['-a -t 10.0.0.200:80 -r 10.0.0.9 -i |', ['-w', '-x', '-y', '--tun-type']],
    [
      '-a -t 10.0.0.200:80 -r 10.0.0.9 -w 1 -x 2 -y 1 -i --tun-type gue |',
      ['--tun-port', '--tun-nocsum', '--tun-csum', '--tun-remcsum'],
    ],
    ['-a -t 10.0.0.200:80 -r 10.0.0.9 -w 1 -x 2 -y 1 -i --tun-type gre |', ['--tun-nocsum', '--tun-csum']],
    ['-a -t 10.0.0.200:80 -r 10.0.0.9 -w 1 -x 2 -y 1 -i --tun-type gre --tun-csum |', []],
    ['-a -t 10.0.0.200:80 -r 10.0.0.9 -w 1 -x 2 -y 1 -i --tun-type ipip |', []],
    // Only a tunnel joins the families.
    ['-a -t 10.0.0.200:80 -r fd00::1 -w 1 -x 2 -y 1 |', ['-i!']],
    ['-d -t 10.0.0.200:80 |', ['-r!']],
    [
      '-Ln --stats --rate --thresholds --persistent-conn --nosort |',
      ['-t', '-u', '--sctp-service', '-f', '-X', '--tun-info'],
    ],
    ['-L --timeout |', ['-n', '--nosort', '--tun-info']],
    ['-C |', []],
    ['-S |', ['-n!']],
  ])('%s', (marked, items) => expect(shown(completed(marked))).toEqual(items));

  test.each<Case>([
    ['-A --s|', ['--sctp-service', '--scheduler']],
    ['-A persist|', ['-p!']],
    ['-a -t 10.0.0.200:80 nat|', ['-m!']],
    ['-a -t 10.0.0.200:80 -r 10.0.0.9 weigh|', ['-w!']],
    ['-A -At|', []],
    ['-At|', ['-At!']],
    ['-Ln|', ['-Ln!']],
    // Typed in full it is offered even where it does nothing yet.
    ['-A -t 10.0.0.9:80 -M|', ['-M!']],
  ])('by letters: %s', (marked, items) => expect(shown(completed(marked))).toEqual(items));

  test('with a sentence each', () => {
    for (const { about } of completed('-A |').items) expect(about).toMatch(/^[A-Z].*[^.]$/);
  });
});

describe('services', () => {
  test.each<Case>([
    ['-D -t |', ['10.0.0.200:80', '10.0.0.200:443', '10.0.0.201:8080']],
    ['-D -t 443|', ['10.0.0.200:443!']],
    ['-D -u |', ['10.0.0.200:53!']],
    ['-D -f |', ['17!']],
    ['-D --sctp-service |', []],
    ['-Z -t 10.0.0.201|', ['10.0.0.201:8080!']],
    // A new one: another port of an address that has services.
    ['-A -t |', ['10.0.0.200:…', '10.0.0.201:…']],
    ['-A -t 10.0.0.201|', ['10.0.0.201:…']],
    ['-A -f |', []],
    // Where this server stands.
    ['-d -r 10.0.0.14 -t |', ['10.0.0.200:80', '10.0.0.200:443']],
    ['--delete-service --tcp-service=10.0.0.201|', ['10.0.0.201:8080!']],
    ['-Dt |', ['10.0.0.200:80', '10.0.0.200:443', '10.0.0.201:8080']],
    ['-Dt10.0.0.201|', ['10.0.0.201:8080!']],
  ])('%s', (marked, items) => expect(shown(completed(marked))).toEqual(items));

  test('that exist are shown where a new one is wanted, and cannot be taken', () => {
    const taken = completed('-A -t |').items.filter(item => item.not !== undefined);
    expect(taken.map(({ text, not }) => [text, not])).toContainEqual([
      '10.0.0.200:80',
      'exists already; -E changes it',
    ]);
  });

  test('both families of a mark', () => {
    const both = [4, 6].map(family => ({
      key: `fwm${family === 6 ? '6' : ''}:9`,
      id: { kind: 'fwmark', mark: 9, family: family as 4 | 6 } as const,
      servers: [],
    }));
    expect(shown(completed('-D -f |', { services: both }))).toEqual(['9', '9 -6']);
  });
});

describe('real servers', () => {
  test.each<Case>([
    ['-e -t 10.0.0.200:80 -r |', ['10.0.0.7:80', '10.0.0.14:80', '10.0.0.21:80']],
    ['-d -f 17 -r |', ['10.0.0.7:0', '10.0.0.14:0']],
    ['-d -t 10.0.0.200:80 -r 14|', ['10.0.0.14:80!']],
    // By DR the port is the service's: those known elsewhere, without one.
    ['-a -t 10.0.0.200:443 -r |', ['10.0.0.21', '192.168.7.31', '192.168.7.32', '10.0.0.53', '10.0.0.54']],
    ['-a -t 10.0.0.200:443 -m -r 192|', ['192.168.7.31:8080', '192.168.7.32:8080']],
    // The others are reached by NAT, so this one will be.
    ['-a -u 10.0.0.200:53 -r 10.0.0.7|', ['10.0.0.7:80', '10.0.0.7:443', '10.0.0.7:0']],
    ['-d -r 10.0.0.5|', ['10.0.0.53:53', '10.0.0.54:53']],
  ])('%s', (marked, items) => expect(shown(completed(marked))).toEqual(items));
});

describe('values', () => {
  test.each<Case>([
    ['-A -t 10.0.0.9:80 -s s|', ['sed', 'sh', 'twos']],
    ['-A -t 10.0.0.9:80 -swr|', ['wrr']],
    ['-A -t 10.0.0.9:80 --scheduler=ml|', []],
    ['-A -t 10.0.0.9:80 -s maglev|', ['mh']],
    ['-A -t 10.0.0.9:80 -s sh -b |', ['sh-fallback', 'sh-port', 'flag-1', 'flag-2', 'flag-3']],
    [
      '-A -t 10.0.0.9:80 -s mh -b mh-port,|',
      ['mh-port,mh-fallback', 'mh-port,flag-1', 'mh-port,flag-2', 'mh-port,flag-3'],
    ],
    ['-A -t 10.0.0.9:80 -p |', ['360', '-s', '-M', '--pe']],
    ['-A -t 10.0.0.9:80 -p 3|', ['360']],
    ['-A -t 10.0.0.9:80 -p -|', ['-s', '-M', '--pe']],
    ['-A -t 10.0.0.9:80 -p -M |', ['255.255.255.0', '255.255.0.0', '255.255.255.255']],
    ['-A -t [fd00::1]:80 -p -M |', ['64', '56', '48', '128']],
    ['-A -t 10.0.0.9:80 -p --pe |', ['sip']],
    ['-e -t 10.0.0.200:80 -r 10.0.0.7:80 -w |', ['3', '0', '1']],
    ['-e -t 10.0.0.201:8080 -r 192.168.7.32 -x |', ['100']],
    ['-E -t 10.0.0.200:80 -p |', ['360', '-s', '-M', '--pe']],
    ['-a -t 10.0.0.200:80 -r 10.0.0.9 -w |', ['0', '1']],
    ['-a -t 10.0.0.200:80 -r 10.0.0.9 -i --tun-type |', ['ipip', 'gue', 'gre']],
    ['--start-daemon master --mcast-interface |', ['ens3', 'ens4']],
    ['--start-daemon master --mcast-ttl |', ['1']],
    ['--set |', ['0', '900']],
    ['--set 0 0 |', ['0', '300']],
    ['--set 0 0 0 |', []],
  ])('%s', (marked, items) => expect(shown(completed(marked))).toEqual(items));

  test('a scheduler says how it picks; the present one is first, one that the kernel lacks is last', () => {
    const { items } = completed('-E -t 10.0.0.201:8080 -s |');
    expect(items[0]).toMatchObject({ text: 'wlc', group: 'scheduler' });
    expect(items[0]?.about).toMatch(/^as it is now; weighted least connection: /);
    expect(items.at(-1)).toMatchObject({ text: 'twos' });
    expect(items.at(-1)?.about).toMatch(/^not on this kernel; /);
  });
});

describe('hints', () => {
  test.each<readonly [marked: string, hint: string | undefined]>([
    ['-A -t |', 'VIP:PORT of a new service'],
    ['-D -t |', 'VIP:PORT of one of the TCP services'],
    ['-D --sctp-service |', 'there are no SCTP services'],
    ['-a -t 10.0.0.200:80 -r |', 'RIP of the new real server'],
    ['-a -t 10.0.0.201:8080 -r |', 'RIP:PORT of the new real server'],
    ['-d -t 10.0.0.200:80 -r |', 'a real server of TCP 10.0.0.200:80'],
    ['-a -t 10.0.0.200:80 -w |', 'weight: a whole number from 0 to 2147483647'],
    ['-a |', 'needs -t, -u, --sctp-service or -f, -r host[:port]'],
    ['-a -t 10.0.0.200:80 -r 10.0.0.9 |', undefined],
    ['--set 900 |', 'tcpfin: seconds, 0 keeps it as it is'],
    ['-C -- |', 'after -- nothing is an option'],
    // Nothing can follow what is wrong already.
    ['-a -t 10.0.0.99:80 -r |', 'There is no TCP 10.0.0.99:80. Add it first with -A'],
  ])('%s', (marked, hint) => expect(completed(marked).hint).toBe(hint));
});

describe('the part that is replaced', () => {
  test.each<readonly [marked: string, part: string]>([
    ['-A -t 10.0.0.|9:80 -s rr', '10.0.0.9:80'],
    ['-A -s|', '-s'],
    ['-A -t 10.0.0.9:80 -sw|', 'w'],
    ['-A -t 10.0.0.9:80 --scheduler=w|', 'w'],
    ['-A -s "w|"', '"w"'],
    ['-A |', ''],
  ])('of %s is %s', (marked, part) => {
    const { from, to } = completed(marked);
    expect(marked.replace('|', '').slice(from, to)).toBe(part);
  });
});

describe('a table of 10,000 services', () => {
  const large = { services: largeDirector(10_000, 3).services };
  test.each(['-A -t |', '-D -t |', '-D -t 10.1|', '-a -t 10.100.3.200:80 -r |', '-d -r 19|'])(
    'gives at most as many items as anybody reads: %s',
    marked => expect(completed(marked, large).items).toHaveLength(mostItems),
  );
  test('is searched whole', () =>
    expect(shown(completed('-D -t 10.100.39.15|', large))).toEqual(['10.100.39.15:80!']));
});

test('the rest of the line counts as given', () => {
  expect(shown(completed('-a -t 10.0.0.200:80 | -m -r 10.0.0.9'))).toEqual([]);
  expect(shown(completed('-a -t 10.0.0.200:80 | -r 10.0.0.9'))).toEqual(['-g', '-i', '-m']);
  expect(small.services).toHaveLength(5);
});
