/** `lvsh config`, from the command line to the exit code. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { openPracticeDirector } from '../../src/cli/practice.ts';
import { runVerb } from '../../src/cli/run.ts';
import type { World } from '../../src/cli/world.ts';
import { readText } from '../../src/core/ipvsadm/read/recognise.ts';
import { printSave } from '../../src/core/ipvsadm/save.ts';
import { readKeepalived } from '../../src/core/keepalived/read.ts';
import { readLdirectordServices } from '../../src/core/machine/ldirectord-services.ts';
import type { Address } from '../../src/core/model/address.ts';
import { failed, success } from '../../src/core/model/failure.ts';
import type { Network } from '../../src/core/model/network.ts';
import { noScope } from '../../src/core/model/setup.ts';
import { fileDirector } from '../../src/host/filedirector.ts';
import { good } from '../core/plan/practice.ts';

const epoch = Date.UTC(2026, 0, 1);

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const runIn = async (world: Partial<World>, argv: readonly string[]): Promise<Said> => {
  const understood = readArguments(argv);
  if (!understood.ok) throw new Error(understood.message);
  const { invocation } = understood;
  const director = world.director ?? fileDirector('table.txt', readText(''), epoch);
  let out = '';
  let err = '';
  const code = await runVerb.config?.(
    {
      out: { write: text => (out += text), warn: text => (err += text), colour: false, ascii: false },
      director,
      whole: () => director.read({ visible: [], intervalMs: 1000 }),
      now: () => epoch,
      offsetMinutes: 0,
      folder: '/',
      pause: async () => false,
      ...world,
    },
    invocation,
  );
  return { code: code ?? -1, out, err };
};

const practice = () => {
  const opened = openPracticeDirector({ seed: 1 }, () => epoch);
  const run = (line: string, more: Partial<World> = {}): Promise<Said> =>
    runIn({ ...opened, whole: () => opened.director.whole(), ...more }, ['practice', ...line.split(' ')]);
  const setup = async () => good(await opened.changer.setup({ ...noScope, services: 'all' })).services;
  return { run, setup, around: opened.around };
};

const ofText = (text: string, line: string): Promise<Said> => {
  const reading = readText(text);
  return runIn(
    { director: fileDirector('table.txt', reading, epoch), text: { name: 'table.txt', reading, cut: false } },
    line.split(' '),
  );
};

const tableOf = (text: string) =>
  readKeepalived(new Map([['k', text]]), 'k').services.map(({ service }) => service);

describe('keepalived.conf of the running table', () => {
  test('has all of it, the oldest server first, and what is to be known goes to standard error', async () => {
    const { run, setup } = practice();
    const { code, out, err } = await run('config keepalived --interface eth1 --check none');
    expect(code).toBe(0);
    const running = (await setup()).map(one => ({ ...one, servers: [...one.servers].reverse() }));
    expect(tableOf(out)).toEqual(running);
    expect(out).toMatch(/state MASTER\n +interface eth1\n +virtual_router_id 51\n +priority 150\n/);
    expect(err).toContain('lvsh: tunnels of type gue and gre need keepalived 2.0.18');
  });

  test('of one service, for the other director, with all that can be asked for', async () => {
    const { run } = practice();
    const { code, out } = await run(
      'config keepalived 10.1.0.80:80 --interface eth1 --role backup --router-id 7 --priority 9 --vip 10.1.0.1 --vip 10.1.0.2 --peer 10.9.0.2 --sync-id 3 --check http:81/up --quorum 2 --sorry 10.0.0.9:80 --inhibit',
    );
    expect(code).toBe(0);
    expect(tableOf(out).map(({ id }) => id)).toEqual([
      { kind: 'address', protocol: 'tcp', address: '10.1.0.80', port: 80 },
    ]);
    for (const line of [
      'state BACKUP',
      'virtual_router_id 7',
      'priority 9',
      '10.1.0.1/32 dev eth1',
      '10.1.0.2/32 dev eth1',
      '10.1.0.80/32 dev eth1',
      '10.9.0.2',
      'lvs_sync_daemon eth1 LVS_4 id 3',
      'path /up',
      'connect_port 81',
      'quorum 2',
      'sorry_server 10.0.0.9 80',
      'inhibit_on_failure',
    ])
      expect(out).toMatch(new RegExp(`^ +${line.replaceAll('.', '\\.')}$`, 'm'));
  });

  const network: Network = {
    interfaces: [
      { name: 'lo', up: true, addresses: [{ address: '10.1.0.80' as Address, prefix: 32 }] },
      { name: 'eth7', up: true, addresses: [{ address: '10.1.0.9' as Address, prefix: 24 }] },
    ],
    routes: [],
  };

  test('the interface is that on whose link the VIPs are, never the loopback', async () => {
    const { run, around } = practice();
    const found = await run('config keepalived 10.1.0.80:80', {
      around: { ...around, network: async () => success(network) },
    });
    expect([found.code, found.out.match(/interface \S+/)?.[0]]).toEqual([0, 'interface eth7']);
    const unknown = await run('config keepalived', {
      around: { ...around, network: async () => failed({ kind: 'read', what: 'no ip' }) },
    });
    expect([unknown.code, unknown.out]).toEqual([2, '']);
    expect(unknown.err).toContain('which interface carries the VIPs is not known here');
  });

  test.each([
    ['nothing', 'lvsh config writes for keepalived or ldirectord, or reads: --read FILE'],
    ['keepalived --interface eth0 --role slave', '--role is master or backup, not "slave"'],
    ['keepalived --interface eth0 --priority 255', 'the priority is a whole number from 1 to 254, not 255'],
    ['keepalived --interface eth0 --router-id x', '--router-id takes a whole number, not "x"'],
    ['keepalived --interface eth0 --check smtp', '"smtp" is no check'],
    ['keepalived --interface eth0 --sorry web9', '--sorry takes RIP:PORT, not "web9"'],
    ['keepalived --interface eth0 --vip 10.0.0', '--vip takes addresses, not "10.0.0"'],
    ['keepalived --interface eth0 --peer 10.0.0.1,x', '--peer takes addresses, not "x"'],
    ['keepalived --interface e{', 'the interface is a name of at most 15 letters and digits, not "e{"'],
    ['ldirectord --quorum 2', 'ldirectord knows no --quorum'],
    ['--read x y', 'lvsh config --read FILE takes no words'],
  ])('%s is refused', async (line, sentence) => {
    const { code, out, err } = await practice().run(`config ${line}`);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });

  test('a service that is not there', async () => {
    const { code, err } = await practice().run('config keepalived 10.99.0.1:80 --interface eth0');
    expect([code, err]).toEqual([1, 'lvsh: no service 10.99.0.1:80; lvsh ls lists them\n']);
  });
});

describe('ldirectord.cf', () => {
  test('of the running table', async () => {
    const { run, setup } = practice();
    const { code, out } = await run('config ldirectord --check http:/up --sorry 127.0.0.1');
    expect(code).toBe(0);
    expect(readLdirectordServices(out)).toHaveLength((await setup()).length);
    expect(out).toContain('request="/up"\n    fallback=127.0.0.1:80 gate\n');
  });
});

describe('a saved text', () => {
  const table = '-A -t 10.0.0.200:80 -s rr\n-a -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 1\n';

  test('is written, and what of it was not read is told', async () => {
    const whole = await ofText(table, 'config keepalived --from x --interface eth0 --check none');
    expect([whole.code, whole.err, printSave(tableOf(whole.out))]).toEqual([0, '', table]);
    const partly = await ofText(`${table}-A nonsense\n`, 'config ldirectord --from x');
    expect(partly.code).toBe(3);
    expect(partly.out).toContain('virtual=10.0.0.200:80\n');
    expect(partly.err).toContain('table.txt:3:');
  });

  test('without services makes no file', async () => {
    const { code, out, err } = await ofText('', 'config keepalived --from x --interface eth0');
    expect([code, out, err]).toEqual([1, '', 'lvsh: there is no service: nothing to write\n']);
  });
});

describe('--read', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lvsh-config-'));
    mkdirSync(join(folder, 'conf.d'));
    const block = (port: number): string =>
      `virtual_server 10.0.0.200 ${port} {\nprotocol TCP\nlb_algo rr\nlb_kind DR\nreal_server 10.0.0.7 ${port} {\nuthreshold 9\n}\n}\n`;
    writeFileSync(join(folder, 'main.conf'), `include conf.d/*.conf\n${block(80)}`);
    writeFileSync(join(folder, 'conf.d', 'one.conf'), block(443));
    writeFileSync(join(folder, 'wrong.conf'), `${block(80)}nonsense\n`);
    writeFileSync(join(folder, 'none.conf'), 'vrrp_instance A {\n}\n');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const read = (file: string): Promise<Said> => runIn({ folder }, ['config', '--read', file]);

  test('prints the lines of a table, thresholds and included files too', async () => {
    expect(await read('main.conf')).toEqual({
      code: 0,
      out: `-A -t 10.0.0.200:80 -s rr
-a -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 1 -x 9
-A -t 10.0.0.200:443 -s rr
-a -t 10.0.0.200:443 -r 10.0.0.7:443 -g -w 1 -x 9
`,
      err: '',
    });
  });

  test('tells what it does not understand, and that there is nothing', async () => {
    const wrong = await read('wrong.conf');
    expect([wrong.code, wrong.out.split('\n')]).toEqual([
      3,
      expect.arrayContaining(['-A -t 10.0.0.200:80 -s rr']),
    ]);
    expect(wrong.err).toBe(
      `${join(folder, 'wrong.conf')}:9: nonsense is no keyword outside of blocks: nonsense\n`,
    );
    expect(await read('none.conf')).toEqual({ code: 1, out: '', err: '' });
    expect((await read('absent.conf')).code).toBe(3);
  });

  test('gives back what was written', async () => {
    const { run, setup } = practice();
    const { out } = await run('config keepalived --interface eth0');
    writeFileSync(join(folder, 'back.conf'), out);
    const back = await read('back.conf');
    expect([back.code, back.err]).toEqual([0, '']);
    expect(back.out).toBe(printSave(await setup(), { complete: true }));
  });
});
