import { describe, expect, it } from 'vitest';
import { transfer } from '../../../src/core/kernel/connect.ts';
import { procFile } from '../../../src/core/kernel/proc.ts';
import { bench } from './bench.ts';

const vip = '10.1.0.200:80';
const lines = [`-A -t ${vip} -s rr`, `-a -t ${vip} -r 10.0.0.11:80 -m`];
const row = (text: string, start: string): string =>
  text.split('\n').find(line => line.startsWith(start)) ?? '';
const service = 'TCP  10.1.0.200:80';

describe('the estimator', () => {
  it('publishes counters every 2 s, with the rates of the measured kernel', () => {
    const made = bench(lines);
    made.connect(vip, { hold: true });
    expect(row(made.run('-Ln --stats'), service)).toBe(
      `${service}                       0        0        0        0        0`,
    );
    made.sleep(2);
    expect(row(made.run('-Ln --stats'), service)).toBe(
      `${service}                       1        2        1      112       60`,
    );
    expect(row(made.run('-Ln --rate'), service)).toBe(
      `${service}                       0        0        0       14        7`,
    );
    made.sleep(2);
    expect(row(made.run('-Ln --rate'), service)).toBe(
      `${service}                       0        0        0       10        6`,
    );
  });

  it('comes to the true rate of steady traffic', () => {
    const made = bench(lines);
    for (let second = 0; second < 60; second++) {
      for (let connection = 0; connection < 10; connection++) made.connect(vip);
      made.sleep(1);
    }
    expect(row(made.run('-Ln --rate'), service)).toMatch(/ 10 +40 +20 +2160 +1120$/);
  });

  it('freezes with run_estimation 0 and catches up afterwards', () => {
    const made = bench(lines);
    made.sysctl('run_estimation', '0');
    made.connect(vip);
    made.sleep(10);
    expect(row(made.run('-Ln --stats'), service)).toMatch(/ 0 +0 +0 +0 +0$/);
    made.sysctl('run_estimation', '1');
    made.sleep(2);
    expect(row(made.run('-Ln --stats'), service)).toMatch(/ 1 +4 +2 +216 +112$/);
  });

  it('zeroes relative to what was published, one service without the totals', () => {
    const made = bench(lines);
    made.connect(vip);
    made.sleep(2);
    made.connect(vip);
    made.run(`-Z -t ${vip}`);
    expect(row(made.run('-Ln --stats'), service)).toMatch(/ 0 +0 +0 +0 +0$/);
    expect(procFile(made.kernel, '/proc/net/ip_vs_stats')).toContain('\n       1        4        2 ');
    made.sleep(2);
    expect(row(made.run('-Ln --stats'), service)).toMatch(/ 1 +4 +2 +216 +112$/);
    made.run('-Z');
    expect(procFile(made.kernel, '/proc/net/ip_vs_stats')).toContain('\n       0        0        0 ');
    expect(procFile(made.kernel, '/proc/net/ip_vs_stats_percpu')).toContain(
      '\n  0        2        8        4 ',
    );
  });

  it('comes to rest', () => {
    const made = bench(lines);
    made.connect(vip, { hold: true, port: 1 });
    made.kernel = transfer(made.kernel, 'tcp 10.1.0.1 1 10.1.0.200 80', {
      inPkts: 1e6,
      inBytes: 1e12,
      outPkts: 0,
    });
    made.sleep(600);
    expect(row(made.run('-Ln --rate'), service)).toMatch(/ 0 +0 +0 +0 +0$/);
    expect(made.kernel.addressServices.flat().some(({ restless }) => restless)).toBe(false);
    expect(row(made.run('-Ln --stats'), service)).toMatch(/1000000M +60$|1000G +60$/);
  });
});
