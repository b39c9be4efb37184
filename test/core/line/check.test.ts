import { describe, expect, test } from 'vitest';
import { type Checked, checkIpvsadm } from '../../../src/core/line/check.ts';
import type { Ground } from '../../../src/core/line/ground.ts';
import { splitLine } from '../../../src/core/line/split.ts';
import { address, at, server, service } from '../../app/director.ts';
import { small } from './grounds.ts';

const entered = (text: string, on: Ground = small): Checked => checkIpvsadm(splitLine(text), on);
const typed = (text: string, on: Ground = small): Checked => checkIpvsadm(splitLine(text), on, true);

describe('a complete line is put in words', () => {
  test.each<readonly [text: string, words: string]>([
    [
      '-a -t 10.0.0.200:80 -r 10.0.0.9:80 -m -w 2',
      'Puts 10.0.0.9:80 behind TCP 10.0.0.200:80 by NAT with weight 2',
    ],
    [
      'ipvsadm -a -t 10.0.0.200:80 -r 10.0.0.9',
      'Puts 10.0.0.9:80 behind TCP 10.0.0.200:80 by DR with weight 1',
    ],
    ['sudo /sbin/ipvsadm -C', 'Removes every virtual service with its real servers'],
    ['-A -t 10.0.0.9:80', 'Creates TCP 10.0.0.9:80: weighted least connection (wlc)'],
    ['-d -f 17 -r 10.0.0.7:0', 'Takes 10.0.0.7:0 out of FWM 17'],
    // An edit says all that it comes to, with what it keeps.
    [
      '-e -t 10.0.0.201:8080 -r 192.168.7.32 -w 5',
      'Sets 192.168.7.32:8080 in TCP 10.0.0.201:8080 to NAT, weight 5, at most 100 connections, taking new ones again below 75',
    ],
    [
      '-E -t 10.0.0.200:80 -s lc',
      'Sets TCP 10.0.0.200:80 to least connection (lc), persistent for 6 minutes',
    ],
    ['ipvsadm', 'Shows the table'],
    ['-Ln --stats', 'Shows the table with counters'],
  ])('%s', (text, words) => expect(entered(text)).toMatchObject({ state: 'complete', words }));
});

describe('an unfinished line says what is missing', () => {
  test.each<readonly [text: string, words: string]>([
    [
      '-a',
      'Put a real server behind a virtual service: needs -t, -u, --sctp-service or -f and -r host[:port]',
    ],
    ['-a -t 10.0.0.200:80', 'Put a real server behind a virtual service: needs -r host[:port]'],
    ['-A -t 10.0.0.9', 'Create a virtual service: needs a port, or -p'],
    ['-A -t', 'Create a virtual service: needs host[:port] after -t'],
    [
      '-a -t 10.0.0.200:80 -r fd00::1',
      'Put a real server behind a virtual service: needs -i (only a tunnel joins IPv4 and IPv6)',
    ],
    [
      '-a -t 10.0.0.200:80 -r 10.0.0.9 --tun-csum',
      'Put a real server behind a virtual service: needs -i, --tun-type gue or gre and --tun-port port',
    ],
    [
      '-a -t 10.0.0.200:80 -r 10.0.0.9 -y 5',
      'Put a real server behind a virtual service: needs -x of at least 5',
    ],
    ['-A -t 10.0.0.9:80 -b sh-port', 'Create a virtual service: needs -s sh'],
    ['-A -f 17', 'Create a virtual service: needs -6 (FWM 17 exists already)'],
    [
      '--set 1 2',
      'Change the connection timeouts, in seconds; 0 keeps one as it is: needs three timeouts: tcp tcpfin udp',
    ],
    [
      '--start-daemon master',
      'Start sending connections to other directors, or receiving them: needs --mcast-interface (there is no eth0)',
    ],
    ['sudo', 'A command of ipvsadm'],
    ['-A -t "10.0.0.9:80', 'A quote is open: needs its other end'],
  ])('%s', (text, words) => expect(entered(text)).toMatchObject({ state: 'incomplete', words }));

  test('nothing is said of nothing', () => {
    expect(entered(' ')).toEqual({ state: 'empty', words: '', notes: [] });
  });
});

/** A wrong line, the word to blame, and what is said of it. */
type Wrong = readonly [text: string, word: string, said: string];

describe('a wrong line says which word and what to do', () => {
  test.each<Wrong>([
    ['-a -w 9x', '9x', '-w takes a whole number from 0 to 2147483647, not 9x'],
    ['-A -w 3', '-w', '-A (add-service) has no option -w'],
    ['-A -s rr -g', '-g', '-A (add-service) has no option -g'],
    ['-a -m -i', '-i', '-i cannot stand beside -m'],
    ['-a -w 1 -x 2 -w 3', '-w', '-w was given twice'],
    ['-A --sched rr', '--sched', 'ipvsadm has no option --sched. Did you mean --scheduler or --sched-flags?'],
    ['--add-servise', '--add-servise', '--add-servise is no command of ipvsadm. Did you mean --add-service?'],
    ['-A foo', 'foo', 'Nothing is known to do with the word foo. An option letter may be missing before it'],
    ['-A -a', '-a', '-a is a second command in one line'],
    ['-A -t 10.0.0.9:80 -o', '-o', '-o is for UDP services and marks only'],
    ['-A -o -t 10.0.0.9:80', '-t', '-o is for UDP services and marks only'],
    ['-A -t 10.0.0.9:80 -p 0', '0', '-p takes a whole number from 1 to 2678400 seconds, not 0'],
    ['-A -t 10.0.0.9:80 -p0', '-p0', '-p takes a whole number from 1 to 2678400 seconds, not -p0'],
    ['-A -t 10.0.0.9:80 -s rr -b sh-port', 'sh-port', 'sh-port is a flag of sh, not of rr'],
    ['-A -t 10.0.0.9:99999', '10.0.0.9:99999', '-t takes VIP:PORT, for IPv6 [VIP]:PORT, not 10.0.0.9:99999'],
    ['-a --tun-type gre --tun-type ipip', '--tun-type', '--tun-type was given twice'],
    ['-a -i --tun-type vxlan', 'vxlan', '--tun-type takes ipip, gue or gre, not vxlan'],
    ['--set 1 2 x', 'x', '--set takes three whole numbers from 0 to 2678400 seconds, not x'],
    ['--start-daemon slave', 'slave', '--start-daemon takes master or backup, not slave'],
    [
      '--start-daemon master --mcast-interface eth0',
      'eth0',
      'The director has no interface eth0. It has ens3, ens4',
    ],
    [
      '-a -t 10.0.0.200:80 -r fd00::1 -g',
      '-g',
      'Service and real server are of different IP versions. Only tunnels (-i) can join them',
    ],
    ['-L --timeout --daemon', '--daemon', 'daemon and timeout exclude each other'],
    ['-A -f 3 -6 -t 10.0.0.9:80', '-t', '-t cannot stand beside -f'],
    [
      '-A -6',
      '-6',
      '-6 belongs to a mark and stands after -f. The family of an address follows from the address itself',
    ],
    [
      'sudo ls',
      'ls',
      'ls is no command of ipvsadm. One comes first: -A -E -D -C -R -S -a -e -d -L -Z --set --start-daemon --stop-daemon -h -v',
    ],
    [
      '-A -t $VIP:80',
      '$',
      'lvsh runs no shell: $ is the value of a variable there and nothing here; put it in single quotes if it is part of a word',
    ],
    // Against the table.
    [
      '-A -t 10.0.0.200:80 -s rr',
      '10.0.0.200:80',
      'TCP 10.0.0.200:80 exists already. Change it with -E, or choose another address or port',
    ],
    [
      '-E -t 10.0.0.210:80',
      '10.0.0.210:80',
      'There is no TCP 10.0.0.210:80. Did you mean TCP 10.0.0.200:80?',
    ],
    ['-a -t 172.16.0.1:80', '172.16.0.1:80', 'There is no TCP 172.16.0.1:80. Add it first with -A'],
    [
      '-D -u 10.0.0.200:80',
      '10.0.0.200:80',
      'There is no UDP 10.0.0.200:80. Did you mean TCP 10.0.0.200:80 or UDP 10.0.0.200:53?',
    ],
    [
      '-a -t 10.0.0.200:80 -r 10.0.0.7 -w 2',
      '10.0.0.7',
      '10.0.0.7:80 is in TCP 10.0.0.200:80 already. Change it with -e',
    ],
    [
      '-d -t 10.0.0.200:80 -r 10.0.0.8',
      '10.0.0.8',
      'TCP 10.0.0.200:80 has no server 10.0.0.8:80. It has 10.0.0.7:80, 10.0.0.14:80, 10.0.0.21:80',
    ],
    [
      '-e -t 10.0.0.201:8080 -r 192.168.7.32 -y 200',
      '200',
      'The thresholds contradict each other. Give -x with a value of at least -y',
    ],
    [
      '-a -t 10.0.0.200:80 -r 224.0.0.1',
      '224.0.0.1',
      'The kernel refuses this operation. Check the address of the real server; stop the sync daemon before mixing families',
    ],
  ])('%s', (text, word, said) => {
    const { state, problem, words } = entered(text);
    expect([state, words, problem?.text]).toEqual(['wrong', '', said]);
    expect(text.slice(problem?.from, problem?.to)).toBe(word);
  });

  test('in words that a screen can show', () => {
    expect(entered('-A -t "10.0.0.9:80" -s "r r" x\u00a0y').problem?.text).toContain('x\u00a0y');
    expect(JSON.stringify(entered('-A --\u001b[31m'))).not.toContain('\u001b');
  });
});

describe('while the last word is being typed', () => {
  test.each([
    '-',
    '--',
    '--add-ser',
    'ipvs',
    '-A --sched',
    '-A -t 10.',
    '-A -t 10.0.0.',
    '-A -t [fd00::',
    '-A -t 10.0.0.9:',
    '-A -t 10.0.0.200:80',
    '-E -t 10.0.0.20',
    '-D -f 1',
    '-d -t 10.0.0.200:80 -r 10.0.0.2',
    '-A -s sh -b sh-po',
    '-A -t 10.0.0.9:80 -s rr -b fl',
    '-a -i --tun-type g',
    '--start-daemon mas',
    '-a -t 10.0.0.200:80 -r 10.0.0.9 -y 10 -x 1',
  ])('%s may yet become right', text => expect(typed(text).state).toBe('incomplete'));

  test.each([
    '-A -t 10.0.0.9:80x',
    '-a -w x',
    '-A --schet',
    '-A -t 10.0.0.9:80 -p 9999999',
    '-D -t 10.0.0.3',
  ])('%s may not', text => expect(typed(text).state).toBe('wrong'));

  test('a blank ends the word', () => {
    expect(typed('-A -t 10.0.0. ').state).toBe('wrong');
    expect(entered('-A -t 10.0.0.').state).toBe('wrong');
  });

  test('what exists is said before the word goes on', () => {
    expect(typed('-A -t 10.0.0.200:80').notes[0]).toMatch(/^TCP 10.0.0.200:80 exists already/);
  });
});

describe('notes', () => {
  test.each<readonly [text: string, notes: readonly string[]]>([
    [
      '-a -t 10.0.0.200:80 -r 10.0.0.9:8080',
      ['ipvsadm puts port 80 in place of 8080: DR cannot map ports, NAT (-m) can'],
    ],
    [
      '-a -t 10.0.0.200:80 -r 10.0.0.9:8080 -i',
      ['ipvsadm puts port 80 in place of 8080: TUN cannot map ports, NAT (-m) can'],
    ],
    ['-a -t 10.0.0.200:80 -r 10.0.0.9:8080 -m', []],
    ['-a -f 17 -r 10.0.0.9:8080', []],
    ['-A -t 10.0.0.9:80 -p', ['-p without a number: 360 s (6 minutes)']],
    ['-A -t 10.0.0.9:80 -p 60', []],
    ['-e -t 10.0.0.201:8080 -r 192.168.7.32 -w 5', ['keeps: -m -x 100 -y 75 (not mentioned)']],
    ['-e -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 5', []],
    ['-E -t 10.0.0.200:80 -s lc', ['keeps: -p 360 (not mentioned)']],
    ['-E -f 17 -s sh', ['keeps: -b sh-fallback,sh-port (not mentioned)']],
    ['-A -t 10.0.0.9:80 -M 255.255.255.0', ['-M means nothing without -p: ipvsadm forgets it']],
    [
      '-A -M 64 -p 60 -t [fd00::1]:80',
      ['-M is forgotten, for it stands before the word that makes the service IPv6: put it behind'],
    ],
    ['-A -t [fd00::1]:80 -M 64 -p 60', []],
    ['-E -t 10.0.0.201:8080 -M 255.0.0.0 -s rr', ['-M means nothing without -p: ipvsadm forgets it']],
    [
      '-a -m -r 10.0.0.9 -t 10.0.0.200:80',
      [
        '-r stands before the service and has no port: it becomes 0, the port that the client asked for; put it behind',
      ],
    ],
    ['-a -m -r 10.0.0.9:0 -t 10.0.0.200:80', []],
    ['-A -t 10.9:80', ['10.9:80 is read as 10.0.0.9:80']],
    ['-A -t FD00::1 -p 5', ['Port 0 takes every port of fd00::1 that has no service of its own']],
    [
      '-A -t fd00::1:80 -p 5',
      [
        'fd00::1:80 is an address without a port; with one it is [fd00::1]:80',
        'Port 0 takes every port of fd00::1:80 that has no service of its own',
      ],
    ],
    ['-A -t 10.0.0.9:80 -s twos', ['This kernel has no scheduler twos (ip_vs_twos) and will refuse it']],
    [
      '-A -t 10.0.0.9:80 -s wlcc',
      ['No scheduler wlcc is known; the kernel refuses it unless it has one. Did you mean wlc?'],
    ],
    [
      '-A -t 10.0.0.9:80 -p 5 --pe xyz',
      ['No persistence engine xyz is known but sip; the kernel refuses it unless it has one'],
    ],
    ['-A -u 10.0.0.9:80 --pe sip', ['--pe means nothing without -p']],
    ['-Z -t 0.0.0.0:0', ['ipvsadm takes 0.0.0.0:0 for all services']],
    // The only server with this address is meant, whatever the port.
    [
      '-d -t 10.0.0.201:8080 -r 192.168.7.32:80',
      [
        '192.168.7.32:80 is not there: 192.168.7.32:8080 is meant, the only server of the service with this address',
      ],
    ],
  ])('%s', (text, notes) => expect(entered(text)).toMatchObject({ state: 'complete', notes }));

  test('some are there before the line is complete', () =>
    expect(entered('-A -p').notes).toEqual(['-p without a number: 360 s (6 minutes)']));

  test('what is kept of a table that is not known exactly', () => {
    const { upper: _, lower: __, ...unknown } = server('10.0.0.7', 80, 'dr', 3);
    const on = { services: [service(at('tcp', '10.0.0.1', 80), [unknown])] };
    expect(entered('-e -t 10.0.0.1:80 -r 10.0.0.7 -w 5', on)).toMatchObject({
      state: 'complete',
      notes: ['keeps what is not mentioned'],
    });
    expect(entered('-e -t 10.0.0.1:80 -r 10.0.0.8 -w 5', on).state).toBe('wrong');
  });
});

test('names count where they are known', () => {
  expect(entered('-A -t 10.0.0.9:http').state).toBe('wrong');
  const names = { host: () => address('10.0.0.9'), port: () => 80 };
  expect(entered('-A -t web:http', { ...small, names })).toMatchObject({
    state: 'complete',
    words: 'Creates TCP 10.0.0.9:80: weighted least connection (wlc)',
    notes: ['web:http is read as 10.0.0.9:80'],
  });
});
