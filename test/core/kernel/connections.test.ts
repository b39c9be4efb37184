import { describe, expect, it } from 'vitest';
import { close, reset, transfer } from '../../../src/core/kernel/connect.ts';
import type { Address } from '../../../src/core/model/address.ts';
import { bench } from './bench.ts';

const vip = '10.1.0.200:80';
const nat = (...weights: number[]): string[] => [
  `-A -t ${vip} -s rr`,
  ...weights.map((weight, index) => `-a -t ${vip} -r 10.0.0.1${index + 1}:8080 -m -w ${weight}`),
];

describe('states and timeouts', () => {
  it('follow both halves of a connection with NAT', () => {
    const made = bench(nat(1));
    expect(made.connect(vip, { hold: true, port: 1 })).toBe('10.0.0.11:8080');
    made.connect(vip, { port: 2 });
    made.connect(vip, { port: 3, manner: 'silence' });
    made.connect(vip, { port: 4, manner: 'reset' });
    expect(made.entries()).toEqual([
      '00:09 CLOSE 10.1.0.1:4 10.1.0.200:80 10.0.0.11:8080',
      '00:59 SYN_RECV 10.1.0.1:3 10.1.0.200:80 10.0.0.11:8080',
      '01:59 TIME_WAIT 10.1.0.1:2 10.1.0.200:80 10.0.0.11:8080',
      '14:59 ESTABLISHED 10.1.0.1:1 10.1.0.200:80 10.0.0.11:8080',
    ]);
    expect(made.counts()).toEqual(['10.0.0.11:8080 2/2']);
  });

  it('follow the client’s half with DR and tunnels', () => {
    const made = bench([
      `-A -t ${vip} -s rr`,
      `-a -t ${vip} -r 10.0.0.11 -g`,
      `-a -t ${vip} -r 10.2.0.12 -i`,
    ]);
    expect(made.connect(vip, { port: 1 })).toBe('10.2.0.12:80');
    expect(made.connect(vip, { port: 2, manner: 'reset' })).toBe('refused');
    expect(made.connect(vip, { port: 3, hold: true })).toBe('10.2.0.12:80');
    expect(made.entries()).toEqual([
      '00:59 SYN_RECV 10.1.0.1:2 10.1.0.200:80 10.0.0.11:80',
      '01:59 FIN_WAIT 10.1.0.1:1 10.1.0.200:80 10.2.0.12:80',
      '14:59 ESTABLISHED 10.1.0.1:3 10.1.0.200:80 10.2.0.12:80',
    ]);
  });

  it('count a half-open connection as active and a datagram as inactive', () => {
    const made = bench([...nat(1), '-A -u 10.1.0.200:53 -s rr', '-a -u 10.1.0.200:53 -r 10.0.0.11 -m']);
    made.connect(vip, { manner: 'silence' });
    made.connect('10.1.0.200:53', { udp: true });
    expect(made.counts()).toEqual(['10.0.0.11:8080 1/0', '10.0.0.11:53 0/1']);
  });

  it('take their times from --set, which does not touch TIME_WAIT', () => {
    const made = bench([
      ...nat(1),
      '-A -t 10.1.0.200:81 -s rr',
      '-a -t 10.1.0.200:81 -r 10.0.0.11 -g',
      '-A -u 10.1.0.200:53 -s rr',
      '-a -u 10.1.0.200:53 -r 10.0.0.11 -m',
      '--set 100 50 30',
    ]);
    made.connect(vip, { port: 1, hold: true });
    made.connect(vip, { port: 2 });
    made.connect('10.1.0.200:81', { port: 3 });
    made.connect('10.1.0.200:53', { port: 4, udp: true });
    expect(made.entries().map(row => row.split(' ').slice(0, 2).join(' '))).toEqual([
      '00:29 UDP',
      '00:49 FIN_WAIT',
      '01:39 ESTABLISHED',
      '01:59 TIME_WAIT',
    ]);
  });

  it('let entries go when their time is over, and not before', () => {
    const made = bench(nat(1));
    made.connect(vip, { port: 1 });
    made.connect(vip, { port: 2, hold: true });
    made.sleep(119.9);
    expect(made.counts()).toEqual(['10.0.0.11:8080 1/1']);
    made.sleep(0.1);
    expect(made.counts()).toEqual(['10.0.0.11:8080 1/0']);
    made.sleep(779.9);
    expect(made.counts()).toEqual(['10.0.0.11:8080 1/0']);
    made.sleep(0.1);
    expect(made.counts()).toEqual(['10.0.0.11:8080 0/0']);
  });

  it('restart with every packet', () => {
    const made = bench(nat(1));
    made.connect(vip, { port: 1, hold: true });
    made.sleep(600);
    made.kernel = transfer(made.kernel, 'tcp 10.1.0.1 1 10.1.0.200 80', { inPkts: 3, inBytes: 300 });
    made.sleep(600);
    expect(made.counts()).toEqual(['10.0.0.11:8080 1/0']);
    made.sleep(300);
    expect(made.counts()).toEqual(['10.0.0.11:8080 0/0']);
  });

  it('close and break off later', () => {
    const made = bench(nat(1));
    made.connect(vip, { port: 1, hold: true });
    made.connect(vip, { port: 2, hold: true });
    const request = {
      protocol: 'tcp' as const,
      client: '10.1.0.1' as Address,
      virtual: '10.1.0.200' as Address,
      virtualPort: 80,
    };
    made.kernel = close(made.kernel, { ...request, clientPort: 1 });
    made.kernel = reset(made.kernel, { ...request, clientPort: 2 });
    expect(made.entries().map(row => row.split(' ')[1])).toEqual(['CLOSE', 'TIME_WAIT']);
  });
});

describe('the way to a server', () => {
  it('keeps the client’s port with DR, translates it with NAT, and keeps it for NAT port 0', () => {
    const made = bench([
      '-A -t 10.1.0.200:0 -s rr -p 60',
      '-a -t 10.1.0.200:0 -r 10.0.0.11:0 -m',
      '-A -f 17 -s rr',
      '-a -f 17 -r 10.0.0.12:8080 -m',
      '-A -f 18 -s rr',
      '-a -f 18 -r 10.0.0.13 -g',
      '-A -f 19 -s rr -p 60',
      '-a -f 19 -r 10.0.0.14:8080 -m',
    ]);
    expect(made.connect('10.1.0.200:8443')).toBe('10.0.0.11:8443');
    expect(made.connect('10.9.0.1:443', { mark: 17 })).toBe('10.0.0.12:8080');
    expect(made.connect('10.9.0.1:443', { mark: 18 })).toBe('10.0.0.13:443');
    // A persistent mark keeps the port although the server has one: its service's port is 0 [measured].
    expect(made.connect('10.9.0.1:443', { mark: 19 })).toBe('10.0.0.14:443');
  });

  it('passes to the director itself what is no service, and refuses what has no server', () => {
    const made = bench([`-A -t ${vip} -s rr`]);
    expect(made.connect('10.1.0.201:80')).toBe('refused');
    expect(made.connect(vip)).toBe('refused');
    expect(made.connect(vip, { udp: true })).toBe('refused');
    expect(made.entries()).toEqual([]);
  });

  it('takes FTP data ports for the FTP service, but not a port below 1024', () => {
    const made = bench(['-A -t 10.1.0.200:21 -s rr -p 60', '-a -t 10.1.0.200:21 -r 10.0.0.11:21 -m']);
    expect(made.connect('10.1.0.200:21')).toBe('10.0.0.11:21');
    expect(made.connect('10.1.0.200:5000')).toBe('10.0.0.11:5000');
    expect(made.connect('10.1.0.200:80')).toBe('refused');
  });

  it('prefers a mark to an address, and falls back to the address', () => {
    const made = bench([...nat(1), '-A -f 5 -s rr', '-a -f 5 -r 10.0.0.99:1 -m']);
    expect(made.connect(vip, { mark: 5 })).toBe('10.0.0.99:1');
    expect(made.connect(vip, { mark: 6 })).toBe('10.0.0.11:8080');
  });

  it('opens anew for a SYN in TIME_WAIT or CLOSE, with another server, unless conn_reuse_mode is 0', () => {
    const made = bench(nat(1, 1));
    expect(made.connect(vip, { port: 5 })).toBe('10.0.0.12:8080');
    expect(made.connect(vip, { port: 5 })).toBe('10.0.0.11:8080');
    expect(made.connect(vip, { port: 6, manner: 'reset' })).toBe('refused');
    expect(made.connect(vip, { port: 6 })).toBe('10.0.0.11:8080');
    expect(made.counts()).toEqual(['10.0.0.11:8080 0/2', '10.0.0.12:8080 0/0']);
    made.sysctl('conn_reuse_mode', '0');
    expect(made.connect(vip, { port: 6 })).toBe('10.0.0.11:8080');
    expect(made.connect(vip, { port: 7 })).toBe('10.0.0.12:8080');
  });

  it('lets a SYN on a live connection pass along it', () => {
    const made = bench(nat(1, 1));
    expect(made.connect(vip, { port: 5, hold: true })).toBe('10.0.0.12:8080');
    expect(made.connect(vip, { port: 5, hold: true })).toBe('10.0.0.12:8080');
    expect(made.counts()).toEqual(['10.0.0.11:8080 0/0', '10.0.0.12:8080 1/0']);
  });
});

describe('one-packet scheduling', () => {
  it('schedules every datagram anew and leaves nothing but counters; answers are not counted', () => {
    const made = bench([
      '-A -u 10.1.0.200:53 -s rr -o',
      '-a -u 10.1.0.200:53 -r 10.0.0.11 -m',
      '-a -u 10.1.0.200:53 -r 10.0.0.12 -m',
    ]);
    const picks = [1, 2, 3].map(() => made.connect('10.1.0.200:53', { udp: true, port: 9 }));
    expect(picks).toEqual(['10.0.0.12:53', '10.0.0.11:53', '10.0.0.12:53']);
    expect(made.entries()).toEqual([]);
    expect(made.counts()).toEqual(['10.0.0.11:53 0/0', '10.0.0.12:53 0/0']);
    made.sleep(2);
    expect(made.run('-Ln --stats --exact')).toContain(
      'UDP  10.1.0.200:53                       3        3        0       96        0\n',
    );
  });
});

describe('thresholds', () => {
  const limited = (options: string) => [`-A -t ${vip} -s rr`, `-a -t ${vip} -r 10.0.0.11:8080 -m ${options}`];

  it('let in exactly x connections, and closed ones count until they expire', () => {
    const made = bench(limited('-x 2'));
    expect([1, 2, 3].map(() => made.connect(vip))).toEqual(['10.0.0.11:8080', '10.0.0.11:8080', 'refused']);
    made.sleep(120);
    expect(made.connect(vip)).toBe('10.0.0.11:8080');
  });

  it('without y let in again below 75% of x', () => {
    const made = bench(limited('-x 4'));
    for (let port = 1; port <= 4; port++) {
      made.connect(vip, { port });
      made.sleep(10);
    }
    expect(made.connect(vip)).toBe('refused');
    made.sleep(80); // the first one goes at 120 s: 3 are left, which is 75%
    expect(made.counts()).toEqual(['10.0.0.11:8080 0/3']);
    expect(made.connect(vip)).toBe('refused');
    made.sleep(10);
    expect(made.counts()).toEqual(['10.0.0.11:8080 0/2']);
    expect(made.connect(vip)).toBe('10.0.0.11:8080');
  });

  it('with y let in again below y', () => {
    const made = bench(limited('-x 3 -y 1'));
    for (let port = 1; port <= 3; port++) {
      made.connect(vip, { port });
      made.sleep(10);
    }
    made.sleep(100);
    expect(made.counts()).toEqual(['10.0.0.11:8080 0/1']);
    expect(made.connect(vip)).toBe('refused');
    made.sleep(10);
    expect(made.connect(vip)).toBe('10.0.0.11:8080');
  });

  it('clear when x is raised or taken away, not when it is lowered [measured]', () => {
    const made = bench(limited('-x 3'));
    for (let port = 1; port <= 3; port++) made.connect(vip, { hold: true, port });
    expect(made.connect(vip)).toBe('refused');
    made.run(`-e -t ${vip} -r 10.0.0.11:8080 -m -x 2`);
    expect(made.connect(vip)).toBe('refused');
    made.run(`-e -t ${vip} -r 10.0.0.11:8080 -m -x 3`);
    expect(made.connect(vip, { hold: true })).toBe('10.0.0.11:8080');
    expect(made.connect(vip)).toBe('refused');
    made.run(`-e -t ${vip} -r 10.0.0.11:8080 -m`);
    expect(made.connect(vip)).toBe('10.0.0.11:8080');
  });
});

describe('a deleted server', () => {
  it('keeps its connections listed, drops their packets, and takes all back when it returns', () => {
    const made = bench(nat(1));
    made.connect(vip, { hold: true, port: 1 });
    made.sleep(2);
    made.run(`-d -t ${vip} -r 10.0.0.11:8080`);
    expect(made.entries()).toHaveLength(1);
    expect(made.connect(vip, { hold: true, port: 1 })).toBe('timeout');
    made.run(`-a -t ${vip} -r 10.0.0.11:8080 -m -w 9`);
    expect(made.counts()).toEqual(['10.0.0.11:8080 1/0']);
    expect(made.run('-Ln --stats')).toContain('  -> 10.0.0.11:8080                      1        2');
    expect(made.connect(vip, { hold: true, port: 1 })).toBe('10.0.0.11:8080');
  });

  it('returns after -C with its connections, its counters zeroed with the new service', () => {
    const made = bench(nat(1));
    made.connect(vip, { hold: true, port: 1 });
    made.sleep(2);
    made.run('-C');
    for (const line of nat(1)) made.run(line);
    expect(made.counts()).toEqual(['10.0.0.11:8080 1/0']);
    expect(made.run('-Ln --stats')).toContain('  -> 10.0.0.11:8080                      0        0');
  });

  it('is forgotten some minutes after its last connection', () => {
    const made = bench(nat(1));
    made.connect(vip, { hold: true, port: 1 });
    made.run(`-d -t ${vip} -r 10.0.0.11:8080`);
    made.sleep(899);
    expect(made.kernel.trash.size).toBe(1);
    made.sleep(1 + 60 + 120 + 60);
    expect(made.kernel.trash.size).toBe(0);
    expect(made.kernel.sweepAt).toBeUndefined();
  });

  it('leaves nothing behind with expire_nodest_conn', () => {
    const made = bench([...nat(1), `-A -f 1 -p 60 -s rr`, '-a -f 1 -r 10.0.0.12 -g']);
    made.sysctl('expire_nodest_conn', '1');
    made.connect(vip, { hold: true });
    made.connect('10.9.0.1:80', { mark: 1, hold: true });
    made.run(`-d -t ${vip} -r 10.0.0.11:8080`);
    expect(made.entries().map(row => row.split(' ')[1])).toEqual(['ASSURED', 'ESTABLISHED']);
    made.run('-C');
    expect(made.entries()).toEqual([]);
    expect(made.kernel.connections.size + made.kernel.templates.size).toBe(0);
  });

  it('is not asked when the last service is gone: packets go to the director itself', () => {
    const made = bench(nat(1));
    made.connect(vip, { hold: true, port: 1 });
    made.run('-C');
    expect(made.connect(vip, { hold: true, port: 1 })).toBe('refused');
    expect(made.entries()).toHaveLength(1);
  });
});
