/** A12: a table written as configurations by lvsh, and made again from them by the real keepalived and ldirectord. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCheck } from '../../src/core/neighbour/check.ts';
import { keepalivedConf } from '../../src/core/neighbour/keepalived.ts';
import { ldirectordCf } from '../../src/core/neighbour/ldirectord.ts';
import { readRulesFile } from '../../src/core/saved/read.ts';
import { good } from '../core/plan/practice.ts';
import { program } from './program.ts';
import { type GuestResult, kernelSuite, runGuest, skipKernel } from './uml.ts';

/** What both programs can say. */
const common = `-A -t 10.0.0.200:80 -s wrr -p 300 -M 255.255.255.0
-a -t 10.0.0.200:80 -r 10.0.0.11:8080 -m -w 3 -x 100 -y 50
-a -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 0
-a -t 10.0.0.200:80 -r 10.0.0.9:80 -i -w 2 --tun-type ipip
-A -u 10.0.0.200:53 -s rr -o
-a -u 10.0.0.200:53 -r 10.0.0.8:53 -g -w 1
-a -u 10.0.0.200:53 -r 10.0.0.7:53 -g -w 7
-A -t 10.0.0.201:0 -s wlc -p 600
-a -t 10.0.0.201:0 -r 10.0.0.7:0 -g -w 1
-A -f 7 -s mh -b mh-fallback,mh-port
-a -f 7 -r 10.0.0.7:0 -i -w 1 --tun-type ipip
-a -f 7 -r 10.0.0.8:8080 -m -w 1
-A -f 7 -6 -s rr
-a -f 7 -6 -r [fd00::7]:0 -g -w 1
-A -t [fd00::200]:443 -s sh -p 360 -M 64 -b sh-port
-a -t [fd00::200]:443 -r [fd00::8]:8443 -m -w 2147483647
-a -t [fd00::200]:443 -r [fd00::7]:443 -g -w 1
`;

/** What only keepalived can. */
const more = `-A -t 10.0.0.202:80 -s wlc -p 60 -b flag-1,flag-3
-a -t 10.0.0.202:80 -r 10.0.0.7:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-csum
-a -t 10.0.0.202:80 -r 10.0.0.8:80 -i -w 1 --tun-type gre --tun-csum
-A -u 10.0.0.200:5060 -s wlc -p 60 --pe sip
-a -u 10.0.0.200:5060 -r 10.0.0.7:5060 -m -w 1
-A --sctp-service 10.0.0.200:9999 -s lc
-a --sctp-service 10.0.0.200:9999 -r 10.0.0.7:9998 -m -w 1
`;

/** A tunnel to another family, beside which no sync daemon runs. */
const mixed = `-A -t 10.0.0.202:80 -s rr
-a -t 10.0.0.202:80 -r [fd00::8]:80 -i -w 1 --tun-type ipip
-a -t 10.0.0.202:80 -r 10.0.0.8:80 -i -w 1 --tun-type ipip
-A -f 7 -6 -s rr
-a -f 7 -6 -r 10.0.0.8:0 -i -w 1 --tun-type ipip
`;

const living = '-a -t 10.9.0.200:80 -r 10.9.0.7:80 -g -w 1\n';
const checked = `-A -t 10.9.0.200:80 -s rr\n${living}-a -t 10.9.0.200:80 -r 10.9.0.8:80 -g -w 1\n`;

/** A path with every sign that means something to somebody on its way. */
const path = '/a!b?c=%23&d=(e)*;~,:@+';

const services = (text: string) => readRulesFile(text).setup.services;
const director = {
  role: 'master',
  routerId: 'lb',
  interface: 'eth0',
  virtualRouterId: 1,
  priority: 150,
} as const;

/** `tcp:10.0.0.200:80`, for each service of a table. */
const names = common.split('\n').flatMap(line => {
  const [, option, place, six] = /^-A (-[tuf]) (\S+)( -6)?/.exec(line) ?? [];
  const head = { '-t': 'tcp', '-u': 'udp', '-f': six === undefined ? 'fwm' : 'fwm6' }[option ?? ''];
  return head === undefined ? [] : [`${head}:${place}`];
});

const files = (): Readonly<Record<string, string>> => {
  const check = good(readCheck(`http:${path}`));
  return {
    'config.mjs': program('neighbour/main.ts'),
    'server.mjs': program('neighbour/server.ts'),
    table: common + more,
    common,
    mixed,
    names: names.join(' '),
    living: `-A -t 10.9.0.200:80 -s rr\n${living}`,
    'mix.conf': good(
      keepalivedConf({
        ...director,
        services: services(mixed),
        check: { kind: 'none' },
        sync: { interface: 'eth0', id: 5 },
      }),
    ),
    'lb3.conf': good(keepalivedConf({ ...director, services: services(checked), check })),
    'ld3.cf': good(ldirectordCf({ services: services(checked), check })),
  };
};

const has = (program: string): boolean => existsSync(`/usr/sbin/${program}`);
const install = (name: string): string =>
  `not installed: ${name}; run: apt-get install -y --no-install-recommends ${name}`;

/** As for the kernel: where the suite may not be skipped, a missing keepalived is an error. */
const skip = (): boolean => {
  if (skipKernel() || has('keepalived')) return skipKernel();
  if (process.env.LVSH_KERNEL === 'required') throw new Error(`real-kernel suite: ${install('keepalived')}`);
  return true;
};

/** ldirectord is a great many Perl modules: where it is not there, the name of the test says so. */
const noLdirectord = !has('ldirectord');
const ofLdirectord = (name: string): string => (noLdirectord ? `${name} (${install('ldirectord')})` : name);

/** Blocks of a listing, a service with its servers in the kernel's own order each. Services stand as they are hashed. */
const blocks = (listing: string): readonly string[] => listing.split(/^(?=[A-Z])/m).sort();

const suite = kernelSuite('configurations of neighbours');

describe.skipIf(skip())(has('keepalived') ? suite : `${suite} (${install('keepalived')})`, () => {
  let guest: GuestResult;
  const left = (name: string): Promise<string> => guest.file(name);

  beforeAll(async () => {
    const play = readFileSync(join(import.meta.dirname, 'neighbour', 'play.sh'), 'utf8');
    guest = await runGuest({
      script: `NODE='${process.execPath}'\n${play}`,
      files: files(),
      memory: 768,
      timeoutMs: 280_000,
    });
    if (guest.exit !== 0) throw new Error(`the guest ended with ${guest.exit}: ${guest.stderr}`);
  }, 300_000);

  afterAll(async () => {
    await guest?.remove();
  });

  it('everything waited for came', async () => {
    expect(await left('never').catch(() => 'nothing is missing')).toBe('nothing is missing');
    expect((await left('made.save')).split('\n').sort()).toEqual(
      `${common}${more}`
        .replace(/ -[xy] \d+/g, '')
        .split('\n')
        .sort(),
    );
  });

  it('are written from the running table, with what is to be known', async () => {
    expect(await left('lb1.exit')).toBe('0\n');
    expect(
      (await left('lb1.cautions')).split('\n').map(line => line.split(' ').slice(0, 5).join(' ')),
    ).toEqual([
      'lvsh: tunnels of type gue',
      'lvsh: the flags of mh',
      'lvsh: methods that differ from',
      'lvsh: weight 0 is refused',
      '',
    ]);
    expect([await left('ld.exit'), await left('ld.cautions')]).toEqual(['0\n', '']);
  });

  it.each(['lb1', 'lb2'])('keepalived makes the same table on %s', async name => {
    expect(await left(`${name}.save`)).toBe(await left('made.save'));
    expect(await left(`${name}.thresholds`)).toBe(await left('made.thresholds'));
    // Each server at its place: rr, wrr and sh go by the order.
    expect(blocks(await left(`${name}.order`))).toEqual(blocks(await left('made.order')));
    // The kernel's complaints, and keepalived's own of what it read.
    expect(await left(`${name}.log`)).not.toMatch(
      /SET_ADD|SET_EDIT|\(Line|Line \d|[Uu]nknown|WARNING - (?!default)/,
    );
  });

  it('keepalived makes tunnels to another family, where no sync daemon is in the way', async () => {
    expect((await left('mix.save')).split('\n').sort()).toEqual(mixed.split('\n').sort());
    expect(await left('mix.conf')).not.toContain('lvs_sync_daemon');
  });

  it('the master holds the VIPs and sends connections, the backup takes them', async () => {
    const vips = ['10.0.0.200/32', '10.0.0.201/32', '10.0.0.202/32', 'fd00::200/128'];
    const held = async (name: string) => {
      const text = await left(name);
      return vips.filter(vip => text.includes(` ${vip} `));
    };
    expect([await held('lb1.addresses'), await held('lb2.addresses')]).toEqual([vips, []]);
    expect(await left('lb1.daemon')).toMatch(/^master sync daemon \(mcast=eth0, syncid=5,/);
    expect(await left('lb2.daemon')).toMatch(/^backup sync daemon \(mcast=eth0, syncid=5,/);
    // The master has ended.
    expect([await held('lb1.after'), await held('lb2.after')]).toEqual([[], vips]);
  });

  it('a written keepalived.conf is read back as that table', async () => {
    const lines = (await left('read.save')).split('\n').sort();
    expect(lines).toEqual(`${common}${more}`.split('\n').sort());
  });

  it.skipIf(noLdirectord)(ofLdirectord('ldirectord makes the same table'), async () => {
    expect(await left('ld.save')).toBe(await left('common.save'));
    expect(blocks(await left('ld.thresholds'))).toEqual(blocks(await left('common.thresholds')));
  });

  const checks = async (name: string, host: string): Promise<void> => {
    expect(await left(`${name}.save`)).toBe(await left('living'));
    const asked = new Set((await left(`asked.${name}`)).trim().split('\n'));
    expect([...asked]).toEqual([`${host} ${path}`]);
  };

  it('keepalived asks for the very path, and only the server that answers stays', () =>
    checks('lb3', '10.9.0.7:80'));

  it.skipIf(noLdirectord)(ofLdirectord('so does ldirectord'), () => checks('ld3', '10.9.0.7'));
});
