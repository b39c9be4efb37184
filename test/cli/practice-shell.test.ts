import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runLine, type ShellState, startShell } from '../../src/cli/practice-shell.ts';

/** Runs lines on a shell with files in memory. */
const play = (
  lines: readonly string[],
  options: Parameters<typeof startShell>[0] = {},
  given: Record<string, string> = {},
) => {
  const disk = new Map(Object.entries(given));
  let state: ShellState = startShell(options);
  let [stdout, stderr] = ['', ''];
  for (const line of lines) {
    const ran = runLine(state, line, { read: name => disk.get(name) });
    if (ran.write !== undefined) {
      const before = ran.write.append ? (disk.get(ran.write.name) ?? '') : '';
      disk.set(ran.write.name, before + ran.write.text);
    }
    ({ state } = ran);
    stdout += ran.stdout;
    stderr += ran.stderr;
    if (state.ended) break;
  }
  return { state, stdout, stderr, exit: state.exit, disk };
};

const nat = [
  'ipvsadm -A -t 10.1.0.200:80 -s rr',
  'ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.11:8080 -m',
  'ipvsadm -a -t 10.1.0.200:80 -r 10.0.0.12 -g',
];

describe('the practice shell', () => {
  test('takes ipvsadm and says its very words', () => {
    const { stdout, stderr, exit } = play([...nat, 'ipvsadm -Sn', 'ipvsadm -A -t 10.1.0.200:80']);
    expect(stdout).toBe(
      '-A -t 10.1.0.200:80 -s rr\n' +
        '-a -t 10.1.0.200:80 -r 10.0.0.11:8080 -m -w 1\n' +
        '-a -t 10.1.0.200:80 -r 10.0.0.12:80 -g -w 1\n',
    );
    expect(stderr).toBe('Service already exists\n');
    expect(exit).toBe(255);
  });

  test('-x prints each line and its exit code; comments and blank lines leave no trace', () => {
    const { stdout } = play(['# note', '', '  ipvsadm -D -t 10.1.0.200:80  ', 'sleep 1'], { trace: true });
    expect(stdout).toBe('+ ipvsadm -D -t 10.1.0.200:80\n= 255\n+ sleep 1\n= 0\n');
  });

  test('the exit code is that of the last line', () => {
    expect(play(['nonsense', '# comment', '']).exit).toBe(127);
    expect(play(['nonsense', 'sleep 0']).exit).toBe(0);
    expect(play([]).exit).toBe(0);
    expect(play(['ipvsadm -D -t 10.1.0.200:80', 'exit']).exit).toBe(255);
    expect(play(['exit 7', 'sleep 0']).exit).toBe(7);
  });

  test('connect says who took each connection', () => {
    const { stdout, exit } = play([...nat, 'connect -n 3 tcp 10.1.0.200:80', 'connect tcp 10.1.0.200:81']);
    expect(stdout).toBe('10.0.0.12:80\n10.0.0.11:8080\n10.0.0.12:80\nrefused\n');
    expect(exit).toBe(1);
  });

  test('connect without --from: 10.1.0.1, ports from 40000 on, also after refusals', () => {
    const { stdout } = play([
      ...nat,
      'connect tcp 10.1.0.200:99',
      'connect --hold tcp 10.1.0.200:80',
      'connect --from 10.1.0.9 --hold tcp 10.1.0.200:80',
      'connect --from 10.1.0.9:5000 --hold -n 2 tcp 10.1.0.200:80',
      'ipvsadm -Lnc',
    ]);
    const sources = [...stdout.matchAll(/ESTABLISHED (\S+)/g)].map(match => match[1]).sort();
    expect(sources).toEqual(['10.1.0.1:40001', '10.1.0.9:40002', '10.1.0.9:5000', '10.1.0.9:5001']);
  });

  test('--hold leaves connections open, without it they are closed', () => {
    const { stdout } = play([
      ...nat,
      'connect -n 2 --hold tcp 10.1.0.200:80',
      'connect -n 4 tcp 10.1.0.200:80',
      'cat /proc/net/ip_vs',
    ]);
    expect(stdout).toMatch(/0A00000B:1F90 {6}Masq {4}1 {6}1 {10}2 /);
    expect(stdout).toMatch(/0A00000C:0050 {6}Route {3}1 {6}1 {10}2 /);
  });

  test('connect to a mark, over UDP, over IPv6', () => {
    const { stdout } = play([
      'ipvsadm -A -f 5 -s rr',
      'ipvsadm -a -f 5 -r 10.0.0.11 -g',
      'connect mark 5 10.9.0.1:443',
      'connect udp mark 5 10.9.0.1:53',
      'connect tcp 10.9.0.1:443',
      'ipvsadm -A -u [fd00:1::200]:53 -s rr -o',
      'ipvsadm -a -u [fd00:1::200]:53 -r [fd00::11]:53 -m',
      'connect udp [fd00:1::200]:53',
    ]);
    expect(stdout).toBe('10.0.0.11:443\n10.0.0.11:53\nrefused\n[fd00::11]:53\n');
  });

  test.each([
    'connect',
    'connect tcp',
    'connect 10.1.0.200:80',
    'connect tcp 10.1.0.200',
    'connect tcp fd00::1:80',
    'connect sctp 10.1.0.200:80',
    'connect -n 0 tcp 10.1.0.200:80',
    'connect -n x tcp 10.1.0.200:80',
    'connect --from nobody tcp 10.1.0.200:80',
    'connect --from fd00::1 tcp 10.1.0.200:80',
    'connect mark 0 10.1.0.200:80',
    'connect tcp 10.1.0.200:99999',
    'connect tcp 10.1.0.200:80 more',
    'connect --keep tcp 10.1.0.200:80',
  ])('%s: usage, exit 2', line => {
    const { stdout, stderr, exit } = play([line]);
    expect([stdout, exit]).toEqual(['', 2]);
    expect(stderr).toMatch(/^connect: .+\nusage: connect /);
  });

  test('time passes with sleep only', () => {
    const { stdout } = play([
      ...nat,
      'connect tcp 10.1.0.200:80',
      'ipvsadm -Ln --stats -t 10.1.0.200:80',
      'sleep 2',
      'ipvsadm -Ln --stats -t 10.1.0.200:80',
    ]);
    const conns = [...stdout.matchAll(/^TCP {2}10\.1\.0\.200:80 +(\d+)/gm)].map(match => match[1]);
    expect(conns).toEqual(['0', '1']);
  });

  test.each(['sleep', 'sleep x', 'sleep -1', 'sleep 86401', 'sleep 1 2', 'sleep 1e3'])(
    '%s is refused',
    line => {
      expect(play([line])).toMatchObject({ exit: 1, stdout: '' });
    },
  );

  test('files: save, restore, append, cat', () => {
    const { stdout, disk, exit } = play([
      ...nat,
      'ipvsadm-save -n > rules',
      'ipvsadm -C',
      'ipvsadm-restore < rules',
      'ipvsadm -Sn >> rules',
      'cat rules',
    ]);
    expect(exit).toBe(0);
    expect(disk.get('rules')?.split('\n')).toHaveLength(7);
    expect(stdout).toBe(disk.get('rules'));
  });

  test('a file that was there before can be read with <, not with cat', () => {
    const given = { rules: '-A -t 10.1.0.200:80 -s wlc\n' };
    expect(play(['ipvsadm -R < rules', 'ipvsadm -Sn'], {}, given).stdout).toBe(given.rules);
    expect(play(['cat rules'], {}, given)).toMatchObject({
      exit: 1,
      stdout: '',
      stderr: 'cat: rules: No such file or directory\n',
    });
    expect(play(['ipvsadm -R < nothing'])).toMatchObject({
      exit: 2,
      stderr: 'cannot open nothing: No such file\n',
    });
  });

  test('nothing of the real machine is in reach', () => {
    const { stdout, exit } = play([
      'cat /proc/version',
      'cat /proc/self/environ',
      'cat < /proc/self/environ',
    ]);
    expect(stdout).toContain('practice');
    expect(stdout.split('\n')).toHaveLength(2);
    expect(exit).toBe(2);
    for (const name of ['/proc/x', '/sys/x', '/dev/sda']) {
      const ran = runLine(startShell(), `ipvsadm -Sn > ${name}`, { read: () => undefined });
      expect(ran.write).toBeUndefined();
      expect(ran.exit).toBe(2);
    }
  });

  test('other programs are not there', () => {
    expect(play(['ls -l']).stderr).toBe('ls: not found (type help for what this shell knows)\n');
    expect(play(['sudo ipvsadm -Ln'])).toMatchObject({ exit: 127 });
    expect(play(['/sbin/ipvsadm -Sn'])).toMatchObject({ exit: 0 });
    expect(play(['\u001b[31mx']).stderr).not.toContain('\u001b');
  });

  test('what this shell does not understand is said, and exits 2', () => {
    expect(play(['ipvsadm -Ln | head'])).toMatchObject({ exit: 2, stdout: '' });
    expect(play(['ipvsadm -Ln | head']).stderr).toContain('pipes');
  });

  test('starts empty, or on a scene', () => {
    expect(play(['ipvsadm -Sn']).stdout).toBe('');
    const dead = play(['ipvsadm -Sn', 'connect -n 10 tcp 10.1.0.82:443'], { scene: 'dead', seed: 1 });
    expect(dead.stdout).toContain('-A -t 10.1.0.82:443 -s wrr\n');
    expect(dead.stdout.match(/^timeout$/gm)).toHaveLength(4);
  });

  test('help names everything that can be typed', () => {
    const { stdout } = play(['help']);
    for (const word of [
      'ipvsadm',
      'ipvsadm-save',
      'ipvsadm-restore',
      'cat',
      'connect',
      'sleep',
      'help',
      'exit',
    ]) {
      expect(stdout).toContain(word);
    }
    expect(Math.max(...stdout.split('\n').map(line => line.length))).toBeLessThanOrEqual(110);
  });

  test('the same lines give the same bytes', () => {
    const lines = ['connect -n 5 tcp 10.1.0.80:80', 'sleep 3.5', 'ipvsadm -Ln --rate', 'ipvsadm -Lnc'];
    expect(play(lines, { scene: 'calm', seed: 4 }).stdout).toBe(
      play(lines, { scene: 'calm', seed: 4 }).stdout,
    );
  });

  test('no line makes it throw', () => {
    const state = startShell();
    const word = fc.constantFrom(
      'ipvsadm',
      'cat',
      'connect',
      'sleep',
      '-n',
      '>',
      '<',
      'x',
      '"',
      "'",
      '#',
      '-R',
      'mark',
      'tcp',
      '1',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), words => {
        const ran = runLine(state, words.join(' '), { read: () => '-A -t 1.2.3.4:80\n' });
        expect(ran.exit).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
