import { describe, expect, test } from 'vitest';
import { drain } from '../../src/cli/drain.ts';
import type { World } from '../../src/cli/world.ts';
import { close } from '../../src/core/kernel/connect.ts';
import { openChanger } from '../../src/host/changer.ts';
import { openDirector } from '../../src/host/director.ts';
import { memoryDisk } from '../../src/host/disk/make.ts';
import { address } from '../app/director.ts';
import { type Bench, bench } from '../core/kernel/bench.ts';
import { good } from '../core/plan/practice.ts';
import { benchHost } from './benchhost.ts';

const epoch = Date.UTC(2026, 0, 1);
const vip = '10.1.0.200:80';

/** Two web servers behind NAT, twelve clients on each; and other services with the first of them. */
const web = (options = ''): Bench => {
  const made = bench([
    `-A -t ${vip} -s rr${options}`,
    `-a -t ${vip} -r 10.0.0.11:80 -m -w 4`,
    `-a -t ${vip} -r 10.0.0.12:80 -m`,
    '-A -t 10.1.0.200:443 -s rr',
    '-a -t 10.1.0.200:443 -r 10.0.0.11:443 -m -w 2',
    '-A -u 10.1.0.200:53 -s rr -o',
    '-a -u 10.1.0.200:53 -r 10.0.0.51:53 -m',
    '-A -u 10.1.0.200:514 -s rr',
    '-a -u 10.1.0.200:514 -r 10.0.0.52:514 -m',
  ]);
  for (let client = 0; client < 24; client++) {
    const from = `10.1.0.${1 + client}`;
    made.connect(vip, { from, port: 40_000 + client, hold: true });
    made.connect('10.1.0.200:514', { from, port: 40_000 + client, udp: true });
  }
  return made;
};

/** The client number `client` closes its connection. */
const leave = (made: Bench, client: number): void => {
  made.kernel = close(made.kernel, {
    protocol: 'tcp',
    client: address(`10.1.0.${1 + client}`),
    clientPort: 40_000 + client,
    virtual: address('10.1.0.200'),
    virtualPort: 80,
  });
};

/** Every five seconds a client leaves. */
const leaving = (made: Bench, second: number): boolean => {
  if (second % 5 === 0 && second / 5 <= 24) leave(made, second / 5 - 1);
  return true;
};

interface Given {
  readonly made?: Bench;
  readonly columns?: number;
  /** What happens in every second that is waited; false is Ctrl-C. */
  readonly happens?: (made: Bench, second: number) => boolean;
  readonly ask?: (question: string) => Promise<string>;
  readonly world?: Partial<World>;
}

/** Runs `lvsh drain WORDS`; time passes while it waits, at most for an hour. */
const run = async (line: string, given: Given = {}) => {
  const { made = web(), happens = leaving } = given;
  const host = benchHost(made, epoch);
  const director = openDirector(host, { cpu: () => 0 });
  const changer = openChanger({
    host,
    tool: director.tool,
    disk: memoryDisk({ folders: ['/var/lib'] }),
    folder: async () => '/var/lib/lvsh/host',
    person: async () => ({ user: 'alice' }),
    now: host.now,
  });
  let out = '';
  let err = '';
  const start = made.kernel.now;
  const options: Record<string, string | true> = {};
  const words: string[] = [];
  const rest = line.split(' ');
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (!word.startsWith('--')) words.push(word);
    else options[word.slice(2)] = ['--timeout', '--interval'].includes(word) ? (rest.shift() ?? '') : true;
  }
  let second = 0;
  let owed = 0;
  const code = await drain(
    {
      out: { write: text => (out += text), warn: text => (err += text), colour: false, ascii: false },
      director,
      whole: () => director.whole(),
      changer,
      ...(given.ask === undefined ? {} : { ask: given.ask }),
      ...(given.columns === undefined ? {} : { columns: () => given.columns ?? 80 }),
      folder: '/',
      now: host.now,
      offsetMinutes: 0,
      async pause(ms) {
        for (owed += ms; owed >= 1000; owed -= 1000) {
          made.sleep(1);
          second++;
          if (second > 3600 || !happens(made, second)) return false;
        }
        return true;
      },
      ...given.world,
    },
    { practice: true, words, options },
  );
  const journal = good(await changer.history()).entries.map(({ title, outcome }) => `${title}: ${outcome}`);
  return { code, out, err, saved: made.run('-Sn'), journal, seconds: (made.kernel.now - start) / 1000, made };
};

const rs = '10.0.0.11:80';
const named = '10.0.0.11:80 in TCP 10.1.0.200:80';

describe('lvsh drain', () => {
  test('shows the plan, runs it, and is done', async () => {
    const { code, out, err, saved, journal, seconds } = await run(`${rs} --yes`);
    expect([code, err, seconds]).toEqual([0, '', 0]);
    expect(out).toContain(`Drain ${named}  (danger: undoable)\n`);
    expect(out).toContain('ipvsadm -e -t 10.1.0.200:80 -r 10.0.0.11:80 -m -w 0   # was -w 4\n');
    expect(out).toMatch(/done: 1 step\n$/);
    expect(saved).toContain('-r 10.0.0.11:80 -m -w 0');
    expect(journal).toEqual([`Drain ${named}: done`]);
  });

  test('already so: 1; not understood: 2, with what there is; locked: 3', async () => {
    const made = web();
    made.run(`-e -t ${vip} -r ${rs} -m -w 0`);
    expect(await run(`${rs} --yes`, { made })).toMatchObject({
      code: 1,
      out: expect.stringContaining('weight 0 already'),
    });
    expect(await run('10.0.0.11:8443 --yes')).toMatchObject({
      code: 2,
      err: expect.stringContaining('10.0.0.11:80'),
    });
    expect(await run(`${rs} --timeout 5x --wait`)).toMatchObject({
      code: 2,
      err: expect.stringContaining('90s, 10m or 1h30m, not 5x'),
    });
    expect(await run(`${rs} --timeout 5m`)).toMatchObject({ code: 2 });
    expect(await run(`${rs} --wait --interval 0`)).toMatchObject({ code: 2 });
    const locked = await run(`${rs} --yes`, { world: { locked: 'lvsh was started with --read-only' } });
    expect(locked).toMatchObject({ code: 3, journal: [] });
  });

  test('without a yes nothing is run: 3', async () => {
    expect(await run(rs)).toMatchObject({ code: 3, err: expect.stringContaining('--yes'), journal: [] });
    expect(await run(rs, { ask: async () => 'n' })).toMatchObject({ code: 3, journal: [] });
    expect(await run(rs, { ask: async () => 'y' })).toMatchObject({ code: 0 });
    expect(await run(`${rs} --dry-run --wait`)).toMatchObject({ code: 0, journal: [], seconds: 0 });
  });
});

describe('lvsh drain --wait', () => {
  test('in a pipe: a line for each change, until nothing is left', async () => {
    const { code, out, err, seconds, made } = await run(`${rs} --wait --yes`);
    expect([code, err]).toEqual([0, '']);
    const lines = out.split('\n').filter(line => /^\d\d:\d\d:\d\d {2}/.test(line));
    expect(lines[0]).toMatch(/^00:00:0[01] {2}10\.0\.0\.11:80: 12 open; how long it takes is not known yet$/);
    expect(lines).toContainEqual(
      expect.stringMatching(/: 7 open, 5 closed; falls by about \d+ a minute, about \S+ left$/),
    );
    expect(lines.at(-1)).toMatch(/: 1 closed; all closed, gone in at most \S+$/);
    expect(new Set(lines.map(line => line.slice(10))).size).toBe(lines.length);
    expect(out).toMatch(/\n10\.0\.0\.11:80 is drained: nothing is left\n$/);
    expect(out).not.toContain('\r');
    expect(made.counts()).toContain('10.0.0.11:80 0/0');
    // The last one left in the second minute; the kernel remembers it for two more.
    expect(seconds).toBeGreaterThanOrEqual(235);
    expect(seconds).toBeLessThanOrEqual(245);
  });

  test.each([40, 80, 200])(
    'on a terminal of %i columns: one line, written over, never wider, without escapes',
    async columns => {
      const { code, out } = await run(`${rs} --wait --yes`, { columns });
      expect(code).toBe(0);
      const frames = out.split('\r').slice(1);
      expect(frames.length).toBeGreaterThan(200);
      for (const frame of frames.slice(0, -1)) {
        expect(frame.length).toBeLessThan(columns);
        expect(frame).not.toMatch(/[\u0000-\u001f\u007f]/);
      }
      frames.slice(1, -1).forEach((frame, index) => {
        expect(frame.length).toBeGreaterThanOrEqual((frames[index] ?? '').trimEnd().length);
      });
      expect(frames.at(-1)).toMatch(/\n10\.0\.0\.11:80 is drained: nothing is left\n$/);
    },
  );

  test('--interval is the pace of the lines', async () => {
    const { out } = await run(`${rs} --wait --yes --interval 30`);
    const times = [...out.matchAll(/^00:0(\d):(\d\d) /gm)].map(([, m, s]) => Number(m) * 60 + Number(s));
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps.length).toBeGreaterThan(4);
    // The clock shows whole seconds.
    expect(gaps.every(gap => gap % 30 <= 1 || gap % 30 === 29)).toBe(true);
  });

  test('with --remove it is then removed, and the journal knows both', async () => {
    const { code, out, saved, journal } = await run(`${rs} --remove --yes`);
    expect(code).toBe(0);
    expect(out).toContain(`Remove ${named}  (danger: undoable)`);
    expect(saved).not.toContain('10.0.0.11:80 ');
    expect(saved).toContain('10.0.0.11:443');
    expect(journal).toEqual([`Drain ${named}: done`, `Remove ${named}: done`]);
  });

  test('it asks once: the removal was confirmed with the drain', async () => {
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return 'yes';
    };
    expect(await run(`${rs} --remove`, { ask, columns: 80 })).toMatchObject({ code: 0 });
    expect(asked).toHaveLength(1);
  });

  test('a machine in all its services', async () => {
    const { code, out, saved, journal } = await run('10.0.0.11 --remove --yes');
    expect(code).toBe(0);
    expect(out).toContain('10.0.0.11: 12 open');
    expect(saved).not.toContain('10.0.0.11');
    expect(journal).toEqual(['Drain 10.0.0.11 in 2 places: done', 'Remove 10.0.0.11 in 2 places: done']);
  });

  test('with weight 0 already it only waits', async () => {
    const made = web();
    made.run(`-e -t ${vip} -r ${rs} -m -w 0`);
    const { code, out, journal } = await run(`${rs} --wait --yes`, { made });
    expect(code).toBe(0);
    expect(out).toContain('It has weight 0 already: it is waited for\n');
    expect(out).toContain('is drained');
    expect(journal).toEqual([]);
  });

  test('--timeout: 4, what is left, nothing removed, and how to go on', async () => {
    const { code, err, saved, seconds } = await run(`${rs} --remove --timeout 1m --yes`);
    expect([code, seconds]).toEqual([4, 60]);
    expect(err).toMatch(
      /^lvsh: not drained after 1m: 6 open, 6 closed; it stays drained \(weight 0\), nothing was removed\n {2}lvsh resume 10\.0\.0\.11:80 gives/,
    );
    expect(saved).toContain('-r 10.0.0.11:80 -m -w 0');
  });

  test('Ctrl-C: 4, it stays drained, and how to resume it', async () => {
    const { code, err, saved } = await run('10.0.0.11 in tcp:10.1.0.200:80 --remove --yes', {
      happens: (_, second) => second < 3,
      columns: 80,
    });
    expect(code).toBe(4);
    expect(err).toContain('no longer waited for: 12 open; it stays drained (weight 0), nothing was removed');
    expect(err).toContain('lvsh resume 10.0.0.11 in tcp:10.1.0.200:80 gives it its weight back');
    expect(saved).toContain('-r 10.0.0.11:80 -m -w 0');
  });

  test('somebody resumes it meanwhile: it is left alone, 4', async () => {
    const { code, err, saved } = await run(`${rs} --remove --yes`, {
      happens: (made, second) => {
        if (second === 4) made.run(`-e -t ${vip} -r ${rs} -m -w 5`);
        return true;
      },
    });
    expect(code).toBe(4);
    expect(err).toContain('10.0.0.11:80 in TCP 10.1.0.200:80 has weight 5 again');
    expect(saved).toContain('-r 10.0.0.11:80 -m -w 5');
  });

  test('somebody removes it meanwhile: that was wanted, 0', async () => {
    const { code, out } = await run(`${rs} --remove --yes`, {
      happens: (made, second) => {
        if (second === 4) made.run(`-d -t ${vip} -r ${rs}`);
        return true;
      },
    });
    expect(code).toBe(0);
    expect(out).toContain('was removed by somebody else meanwhile');
  });

  test('a director that cannot be read for a while is said once, and read again', async () => {
    const made = web();
    let reads = 0;
    const director = openDirector(benchHost(made, epoch), { cpu: () => 0 });
    const world: Partial<World> = {
      director: {
        ...director,
        read: async wants => {
          reads++;
          return reads > 5 && reads < 9
            ? { ok: false, failure: { kind: 'read', what: 'it did not answer' } }
            : director.read(wants);
        },
      },
    };
    const { code, err } = await run(`${rs} --wait --yes`, { made, world });
    expect(code).toBe(0);
    expect(err).toBe('lvsh: not read: it did not answer; it is tried again\n');
  });

  describe('of a persistent service', () => {
    /** A client of the drained server comes back every 50 seconds. */
    const returning = (made: Bench, second: number): boolean => {
      leaving(made, second);
      if (second % 50 === 49) made.connect(vip, { from: '10.1.0.2' });
      return true;
    };
    const held = (made: Bench): string | undefined => made.connect(vip, { from: '10.1.0.2', hold: false });

    test('clients that come back are waited for, and that is said', async () => {
      const made = web(' -p 60');
      expect(held(made)).toBe(rs);
      const { code, out, err } = await run(`${rs} --remove --timeout 10m --yes`, {
        made,
        happens: returning,
      });
      expect(code).toBe(4);
      expect(out).toMatch(/persistent clients keep coming, about one every \S+$/m);
      expect(err).toMatch(/not drained after 10m: .*1 client held; it stays drained/);
    });

    test('templates alone are waited for', async () => {
      const { code, out, seconds, made } = await run(`${rs} --wait --yes`, { made: web(' -p 600') });
      expect(code).toBe(0);
      expect(out).toMatch(/: 12 clients held; persistent clients may come back, the last in at most \S+$/m);
      expect(seconds).toBeGreaterThanOrEqual(600);
      expect(made.run('-Lnc')).not.toContain('10.0.0.11:80');
    });

    test('clients that are let go are not: it ends while one of them goes elsewhere', async () => {
      const { code, out, seconds, made } = await run(`${rs} --wait --let-go --yes`, {
        made: web(' -p 600'),
        happens: returning,
      });
      expect(code).toBe(0);
      expect(out).toContain('sysctl -w net.ipv4.vs.expire_quiescent_template=1   # was 0\n');
      expect(seconds).toBeLessThan(260);
      expect(held(made)).toBe('10.0.0.12:80');
    });
  });

  test('one-packet scheduling is over at once; UDP when its clients have fallen silent', async () => {
    const ops = await run('10.0.0.51 --wait --yes');
    expect(ops.code).toBe(0);
    expect(ops.seconds).toBeLessThanOrEqual(1);
    const udp = await run('10.0.0.52 --wait --yes');
    expect(udp.code).toBe(0);
    expect(udp.out).toContain('24 UDP clients; gone in at most 5m if these clients fall silent\n');
    expect(udp.seconds).toBeGreaterThanOrEqual(300);
    expect(udp.seconds).toBeLessThanOrEqual(305);
  });
});

describe('--json', () => {
  const linesOf = (out: string): readonly Record<string, unknown>[] =>
    out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));

  test('one object a line: the plan, what is waited for, the end, the removal', async () => {
    const { code, out } = await run(`${rs} --remove --yes --json`);
    expect(code).toBe(0);
    const lines = linesOf(out);
    expect(lines[0]).toMatchObject({ kind: 'plan', outcome: { kind: 'done' } });
    expect(lines[1]).toMatchObject({ kind: 'drain', state: 'waiting', estimate: 'unknown', active: 12 });
    expect(lines.at(-2)).toMatchObject({ kind: 'drain', state: 'drained', active: 0, inactive: 0 });
    expect(lines.at(-1)).toMatchObject({ kind: 'plan', title: `Remove ${named}`, outcome: { kind: 'done' } });
    const waits = lines.slice(1, -1);
    expect(waits.some(({ leftSeconds }) => typeof leftSeconds === 'number')).toBe(true);
    expect(waits.every(({ at }) => typeof at === 'string')).toBe(true);
  });

  test('an end that was not hoped for is a state', async () => {
    const { code, out } = await run(`${rs} --wait --timeout 20s --yes --json`);
    expect(code).toBe(4);
    expect(linesOf(out).at(-1)).toMatchObject({ state: 'late', active: 10 });
  });

  test('without --wait it is the plan, as of every verb', async () => {
    const { out } = await run(`${rs} --yes --json`);
    expect(JSON.parse(out)).toMatchObject({ kind: 'plan', outcome: { kind: 'done' } });
  });
});
