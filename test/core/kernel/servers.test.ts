import { describe, expect, it } from 'vitest';
import { bench } from './bench.ts';

const vip = '-t 10.1.0.200:80';
const web = [`-A ${vip} -s rr`, ...[11, 12, 13].map(host => `-a ${vip} -r 10.0.0.${host} -m`)];
const nosort = (lines: readonly string[]) => {
  const made = bench(lines);
  return [...made.run('-Ln --nosort').matchAll(/-> (\S+):/g)].slice(1).map(([, server]) => server);
};
const picks = (made: ReturnType<typeof bench>, times: number) =>
  Array.from({ length: times }, () => made.connect('10.1.0.200:80').replace(/^10\.0\.0\.|:80$/g, '')).join(
    ' ',
  );

describe('the order of servers', () => {
  it('is newest first; -e keeps a place, -d and -a give it up', () => {
    expect(nosort(web)).toEqual(['10.0.0.13', '10.0.0.12', '10.0.0.11']);
    expect(nosort([...web, `-e ${vip} -r 10.0.0.11 -m -w 5`])).toEqual([
      '10.0.0.13',
      '10.0.0.12',
      '10.0.0.11',
    ]);
    expect(nosort([...web, `-d ${vip} -r 10.0.0.12`, `-a ${vip} -r 10.0.0.12 -m`])).toEqual([
      '10.0.0.12',
      '10.0.0.13',
      '10.0.0.11',
    ]);
  });
});

describe('editing', () => {
  it('a server returns what was not given to its default', () => {
    const made = bench([
      `-A ${vip} -s rr`,
      `-a ${vip} -r 10.0.0.11 -i -w 9 -x 5 -y 2 --tun-type gue --tun-port 6080`,
      `-e ${vip} -r 10.0.0.11`,
    ]);
    expect(made.run('-Sn')).toBe(`-A ${vip} -s rr\n-a ${vip} -r 10.0.0.11:80 -g -w 1\n`);
    expect(made.run('-Ln --thresholds')).toContain('-> 10.0.0.11:80                 0          0 ');
  });

  it('a service returns what was not given to its default, and keeps servers and counters', () => {
    const made = bench(web);
    picks(made, 3);
    made.sleep(2);
    made.run(`-E ${vip} -p 60`);
    expect(made.run('-Ln --stats')).toContain('TCP  10.1.0.200:80                       3');
    expect(made.run('-Sn')).toContain(`-A ${vip} -s wlc -p 60\n`);
    made.run(`-E ${vip}`);
    expect(made.run('-Sn')).toContain(`-A ${vip} -s wlc\n`);
  });

  it('a service keeps what its scheduler remembers, unless it gets another one', () => {
    const made = bench(web);
    expect(picks(made, 2)).toBe('13 12');
    made.run(`-E ${vip} -s rr -p 1`);
    made.run(`-E ${vip} -s rr`);
    expect(picks(made, 2)).toBe('11 13');
    made.run(`-E ${vip} -s wlc`);
    made.run(`-E ${vip} -s rr`);
    expect(picks(made, 2)).toBe('13 12');
  });

  it('to the scheduler none stops everything', () => {
    const made = bench([...web, `-E ${vip} -s none`]);
    expect(picks(made, 1)).toBe('refused');
  });

  it('to weight 0 keeps the weight that mh goes by', () => {
    const made = bench([`-A ${vip} -s mh`, ...web.slice(1)]);
    const before = picks(made, 5);
    made.run(`-e ${vip} -r 10.0.0.12 -m -w 0`);
    const drained = made.kernel.addressServices.flat()[0]?.servers[1];
    expect([drained?.weight, drained?.lastWeight]).toEqual([0, 1]);
    expect(before.split(' ')).toHaveLength(5);
  });
});

describe('identity', () => {
  it('tells marks of both families, protocols and ports apart', () => {
    const lines = [
      '-A -f 7',
      '-A -f 7 -6',
      '-A -t 10.1.0.200:53',
      '-A -u 10.1.0.200:53',
      '-A --sctp-service 10.1.0.200:53',
    ];
    const made = bench(lines);
    expect(made.run('-Sn').split('\n')).toHaveLength(lines.length + 1);
    made.run('-D -f 7 -6');
    expect(made.run('-Sn')).toContain('-A -f 7 -s wlc\n');
    expect(made.run('-Sn')).not.toContain('-6');
  });

  it('keeps one server of several services apart', () => {
    const made = bench([
      '-A -t 10.1.0.200:80 -s rr',
      '-A -t 10.1.0.200:443 -s rr',
      '-a -t 10.1.0.200:80 -r 10.0.0.11:8080 -m',
      '-a -t 10.1.0.200:443 -r 10.0.0.11:8080 -m',
    ]);
    made.connect('10.1.0.200:443', { hold: true });
    expect(made.counts()).toEqual(['10.0.0.11:8080 0/0', '10.0.0.11:8080 1/0']);
  });
});

describe('a large table', () => {
  it('is restored, saved and listed whole', () => {
    const lines: string[] = [];
    for (let service = 0; service < 1500; service++) {
      const id = `-t 10.9.${service >> 8}.${service & 255}:80`;
      lines.push(`-A ${id} -s wrr`);
      for (let server = 1; server <= 3; server++)
        lines.push(`-a ${id} -r 10.0.0.${server}:80 -m -w ${server}`);
    }
    const text = lines.map(line => `${line}\n`).join('');
    const made = bench();
    expect(made.tryRun('-R', text)).toMatchObject({ exit: 0, stderr: '' });
    expect(made.run('-Sn')).toBe(text);
    expect(made.run('-Ln').split('\n')).toHaveLength(3 + lines.length + 1);
  });
});
