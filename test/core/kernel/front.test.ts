import { describe, expect, it } from 'vitest';
import { smallNames } from '../../../src/core/ipvsadm/names.ts';
import { ipvsadmRestore, ipvsadmSave } from '../../../src/core/kernel/front.ts';
import { bench } from './bench.ts';

const refusal = (lines: readonly string[], line: string) => {
  const { exit, stderr, stdout } = bench(lines).tryRun(line);
  return `${exit} ${stdout}${stderr}`.trim();
};

const invalid = '255 Invalid operation.  Possibly wrong module version, address not unicast, ...';
const web = '-A -t 10.1.0.200:80 -s rr';
const tunnel = '-a -t 10.1.0.200:80 -r [fd00::11]:80 -i';

describe('what the kernel refuses', () => {
  const cases: readonly (readonly [readonly string[], string, string])[] = [
    [[web], web, '255 Service already exists'],
    [[web], '-A -t 10.1.0.200:80 -s nonsense', '255 Service already exists'],
    [[], '-A -t 10.1.0.200:80 -s nonsense', '255 Scheduler or persistence engine not found'],
    [[], '-A -t 10.1.0.200:80 -s twos', '255 Scheduler or persistence engine not found'],
    [[], '-A -t 10.1.0.200:80 --pe nonsense', '255 Scheduler or persistence engine not found'],
    [[web], '-E -t 10.1.0.200:80 -s nonsense', '255 Scheduler or persistence engine not found'],
    [[], '-E -t 10.1.0.200:80', '255 No such service'],
    [[], '-D -t 10.1.0.200:80', '255 No such service'],
    [[], '-Z -t 10.1.0.200:80', '255 No such service'],
    [[], '-Ln -t 10.1.0.200:80', '1 No such service'],
    [[], '-a -t 10.1.0.200:80 -r 10.0.0.11', '255 Service not defined'],
    [[], '-e -t 10.1.0.200:80 -r 10.0.0.11', '255 Service not defined'],
    [[], '-d -t 10.1.0.200:80 -r 10.0.0.11', '255 Service not defined'],
    [[web], '-e -t 10.1.0.200:80 -r 10.0.0.11', '255 No such destination'],
    [[web], '-d -t 10.1.0.200:80 -r 10.0.0.11', '255 No such destination'],
    [
      [web, '-a -t 10.1.0.200:80 -r 10.0.0.11'],
      '-a -t 10.1.0.200:80 -r 10.0.0.11',
      '255 Destination already exists',
    ],
    [[web], '-a -t 10.1.0.200:80 -r 10.0.0.11 -x 1 -y 2', '255 Numerical result out of range'],
    [[web], '-a -t 10.1.0.200:80 -r 10.0.0.11 -y 1', '255 Numerical result out of range'],
    [[web], '-e -t 10.1.0.200:80 -r 10.0.0.11 -y 1', '255 Numerical result out of range'],
    [[web], '-a -t 10.1.0.200:80 -r 0.0.0.0', invalid],
    [[web], '-a -t 10.1.0.200:80 -r 0.0.0.1', '0'],
    [[web], '-a -t 10.1.0.200:80 -r 10.0.0.255', invalid],
    [[web], '-a -t 10.1.0.200:80 -r 10.0.0.0', '0'],
    [[web], '-a -t 10.1.0.200:80 -r 10.2.0.255', '0'],
    [[web], '-a -t 10.1.0.200:80 -r 127.255.255.255', invalid],
    [[web], '-a -t 10.1.0.200:80 -r 224.0.0.1', invalid],
    [[web], '-a -t 10.1.0.200:80 -r 255.255.255.255', invalid],
    [['--start-daemon master --mcast-interface eth0', web], tunnel, invalid],
    [[web, tunnel], '--start-daemon master --mcast-interface eth0', invalid],
    [[web, tunnel, '-d -t 10.1.0.200:80 -r [fd00::11]:80'], '--start-daemon backup', '0'],
    [[web, tunnel, '-C'], '--start-daemon backup', '0'],
    [[], '--start-daemon master --mcast-interface nowhere', '255 No such device'],
    [['--start-daemon master'], '--start-daemon master', '255 Daemon has already run'],
    [[], '--stop-daemon master', '255 No daemon is running'],
    [['--start-daemon master'], '--stop-daemon backup', '255 No daemon is running'],
  ];
  it.each(cases)('after %j, %s', (before, line, expected) => {
    expect(refusal(before, line)).toBe(expected);
  });

  it.each([
    ['::', invalid],
    ['::1', '0'],
    ['::2', '0'],
    ['::1.2.3.4', '0'],
    ['::ffff:1.2.3.4', invalid],
    ['fec0::1', '0'],
    ['fe80::1', invalid],
    ['ff02::1', invalid],
    ['fd00:1::254', '0'],
  ])('takes or refuses the IPv6 server %s as 6.1 does', (address, expected) => {
    const lines = ['-A -t [fd00:1::200]:80'];
    expect(refusal(lines, `-a -t [fd00:1::200]:80 -r [${address}]:80 -m`)).toBe(expected);
  });
});

describe('-R', () => {
  const restore = (stdin: string, before: readonly string[] = []) => {
    const made = bench(before);
    const { exit, stderr } = made.tryRun('-R', stdin);
    return { exit, stderr, saved: made.run('-Sn') };
  };

  it('drops the word ipvsadm, takes CRLF and blank lines, and keeps what was there', () => {
    const { exit, stderr, saved } = restore(
      '\n  ipvsadm -A -t 10.1.0.200:80 -s rr\r\n\r\n-a ipvsadm -t 10.1.0.200:80 -r 10.0.0.11\n',
      ['-A -f 1'],
    );
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(saved).toBe(
      '-A -t 10.1.0.200:80 -s rr\n-a -t 10.1.0.200:80 -r 10.0.0.11:80 -g -w 1\n-A -f 1 -s wlc\n',
    );
  });

  it('goes on after what the kernel refuses, and its exit code is the last line’s', () => {
    const { exit, stderr, saved } = restore(
      '-A -t 10.1.0.200:80 -s rr\n-A -t 10.1.0.200:80 -s rr\n-A -f 1\n',
    );
    expect(exit).toBe(0);
    expect(stderr).toBe('Service already exists\n');
    expect(saved).toContain('-A -f 1');
    expect(restore('-D -f 1\n').exit).toBe(255);
  });

  it('stops at a usage error, at a bad first word, at -h and at a listing of a missing service', () => {
    for (const [line, code] of [
      ['-A -t 10.1.0.200:80 -w 1', 2],
      ['# comment', 255],
      ['-R', 255],
      ['-h', 0],
      ['-Ln -f 9', 1],
    ] as const) {
      const { exit, saved } = restore(`-A -f 1\n${line}\n-A -f 2\n`);
      expect([line, exit, saved]).toEqual([line, code, '-A -f 1 -s wlc\n']);
    }
  });

  it('drops a last line that ends in blanks, not one that just ends', () => {
    expect(restore('-A -f 1\n-A -f 2  ').saved).toBe('-A -f 1 -s wlc\n');
    expect(restore('-A -f 1\n-A -f 2').saved).toBe('-A -f 1 -s wlc\n-A -f 2 -s wlc\n');
  });

  it('shows listings where they stand', () => {
    const made = bench();
    const { stdout } = made.tryRun('-R', '-A -f 1\n-Ln --timeout\n-A -f 2\n');
    expect(stdout).toBe('Timeout (tcp tcpfin udp): 900 120 300\n');
  });
});

describe('ipvsadm-save and ipvsadm-restore', () => {
  it('restore what was saved, clearing first and dropping comments', () => {
    const made = bench(['-A -t 10.1.0.200:80 -s rr -p 60', '-a -t 10.1.0.200:80 -r 10.0.0.11:8080 -m -w 5']);
    const saved = ipvsadmSave(made.kernel, ['-n'], { names: smallNames }).stdout;
    const other = bench(['-A -f 77']);
    const { kernel, exit, stderr } = ipvsadmRestore(other.kernel, {
      stdin: `# made by hand\n${saved}`,
      names: smallNames,
    });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(ipvsadmSave(kernel, ['-n'], { names: smallNames }).stdout).toBe(saved);
  });

  it('clears even when there is nothing to read', () => {
    const { kernel } = ipvsadmRestore(bench(['-A -f 77']).kernel, { names: smallNames });
    expect(ipvsadmSave(kernel, [], { names: smallNames }).stdout).toBe('');
  });

  it('gives its help for an option it does not know', () => {
    const { exit, stderr } = ipvsadmSave(bench().kernel, ['-x'], { names: smallNames });
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^ipvsadm-save: /);
  });
});

describe('settings and daemons', () => {
  it('sets timeouts, 0 keeping what was', () => {
    const made = bench(['--set 100 0 30', '--set 0 50 0']);
    expect(made.run('-L --timeout')).toBe('Timeout (tcp tcpfin udp): 100 50 30\n');
  });

  it('fills in what a daemon was not told, by its interface', () => {
    const made = bench([
      '--start-daemon backup --mcast-interface lo',
      '--start-daemon master --mcast-interface eth1 --syncid 7 --sync-maxlen 100',
    ]);
    expect(made.run('-L --daemon')).toBe(
      'master sync daemon (mcast=eth1, syncid=7, maxlen=100, group=224.0.0.81, port=8848, ttl=1)\n' +
        'backup sync daemon (mcast=lo, syncid=0, maxlen=65507, group=224.0.0.81, port=8848, ttl=1)\n',
    );
  });
});
