/** `lvsh script` and `lvsh path`: from flags and from running services, to standard output, files and the clipboard. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { helpText } from '../../src/cli/help.ts';
import { schema } from '../../src/cli/schema.ts';
import { verbs } from '../../src/cli/verbs.ts';
import { scriptRoles } from '../../src/cli/verbs-build.ts';
import { failed } from '../../src/core/model/failure.ts';
import { opened } from './said.ts';
import { validate } from './validate.ts';

const top = mkdtempSync(join(tmpdir(), 'lvsh-script-'));
let folder = '';
let count = 0;
beforeEach(() => {
  folder = join(top, String(++count));
  mkdirSync(folder);
});
afterAll(() => rmSync(top, { recursive: true }));

const rs = 'script rs --method dr --vip 10.0.0.200';

describe('roles', () => {
  test.each(['script', 'script --list'])('%s lists them', async line => {
    const { code, out } = await opened().words(line);
    expect(code).toBe(0);
    for (const role of scriptRoles) expect(out).toMatch(new RegExp(`^  ${role} `, 'm'));
  });

  test('one that is not there', async () => {
    expect(await opened().words('script dirctor')).toMatchObject({
      code: 2,
      err: expect.stringContaining('did you mean director?'),
    });
  });

  test('the help of a role has its flags, and not those of others', () => {
    const verb = verbs.find(({ name }) => name === 'script');
    if (verb === undefined) throw new Error('no verb');
    const router = helpText({ practice: false, verb, words: ['router'] });
    expect(router).toContain('--servers-device');
    expect(router).not.toContain('--pages');
    expect(helpText({ practice: false, verb })).toContain('--pages');
  });
});

describe('from flags', () => {
  test.each([
    [rs, /Direct routing \(DR\).*10\.0\.0\.200/],
    ['script rs --method nat --vip 10.0.0.200 --dip 10.0.0.1/24', /gateway|through the director/],
    ['script rs --method tun --tunnel gue --tunnel-port 7000 --vip 10.0.0.200', /7000/],
    ['script rs --vip fd00::200', /fd00::200/],
    ['script rs --vip 10.0.0.200 --flavour classic', /ifconfig/],
    ['script rs --vip 10.0.0.200 --rs 10.0.0.7 --flavour arptables', /arptables/],
    [
      'script director --vip 10.0.0.200:80 --rs 10.0.0.7=3,10.0.0.14 --scheduler wrr',
      /-A -t 10\.0\.0\.200:80 -s wrr/,
    ],
    ['script director --vip 10.0.0.200 --port 80,443 --mark 7 --rs 10.0.0.7', /-A -f 7 -s wlc/],
    ['script router --vip 10.0.0.200 --dip 10.0.0.1', /via 10\.0\.0\.1|10\.0\.0\.1/],
    ['script router --vip 10.0.0.200 --mac 52-54-00-12-34-56 --device eth1', /52:54:00:12:34:56/],
    ['script router --vip 192.168.0.200 --address 192.168.0.1/24', /192\.168\.0\.1\/24/],
    [
      'script nfs-host --vip 10.0.0.200 --host 10.0.0.40 --rs 10.0.0.7,10.0.0.14 --folder /opt/web',
      /\/opt\/web1/,
    ],
    ['script client --vip 10.0.0.200:80 --times 4', /http:\/\/10\.0\.0\.200/],
    ['script openings --vip 10.0.0.200:80 --firewall firewalld', /rich-rule/],
    ['script openings --on rs --vip 10.0.0.200:80 --firewall nft --flavour systemd', /ExecStart/],
    ['script marks --mark 1 --vip 10.0.0.200 --port 80,443', /--dports 80,443/],
    ['script marks --mark 1 --vip 10.0.0.200 --port 80 --marker nft --flavour systemd', /WantedBy/],
  ])('%s', async (line, part) => {
    const { code, out, err } = await opened().words(line);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^#!\/bin\/sh\n/);
    expect(out.replace(/\n# ?/g, ' ')).toMatch(part);
  });

  test('the same flags give the same on every machine', async () => {
    const here = await opened().words(rs);
    const elsewhere = await opened({ around: undefined as never }).words(rs);
    expect(elsewhere.out).toBe(here.out);
  });

  test('--explain puts the reasons in', async () => {
    const { words } = opened();
    expect((await words(`${rs} --explain`)).out.length).toBeGreaterThan((await words(rs)).out.length + 300);
  });

  test('behind NAT of both addresses real servers need nothing', async () => {
    expect(await opened().words('script rs --method fullnat --vip 10.0.0.200')).toMatchObject({ code: 1 });
  });
});

describe('what is refused', () => {
  test.each([
    ['script rs', 'needs --vip, or --for'],
    ['script rs --vip 10.0.0.300', '300 is larger than 255'],
    ['script rs --vip 0.0.0.0', 'stands for no address'],
    ['script rs --vip 224.0.0.1', 'multicast'],
    ['script rs --vip www', 'is a name'],
    ['script rs --vip 10.0.0.200 --method drr', 'try: --method dr'],
    ['script rs --vip 10.0.0.200 --flavour clasic', 'try: --flavour classic'],
    ['script rs --vip 10.0.0.200 --port 65536', 'the largest is 65535'],
    ['script rs --vip 10.0.0.200 --port 0', 'Port 0'],
    ['script rs --vip 10.0.0.200 --port 80-90', '--mark 1'],
    ['script rs --vip 10.0.0.200 --mac 52:54:00:12:34:56', 'does not take --mac'],
    ['script router --vip 10.0.0.200 --dip 10.0.0.1 --device e/th', 'no name of an interface'],
    ['script rs --vip 10.0.0.200 --tunnel-port x', 'is no port'],
    ['script director --vip 10.0.0.200 --rs 10.0.0.7', 'try: --port 80'],
    ['script director --vip 10.0.0.200:80 --rs 10.0.0.7=x', 'is no weight'],
    ['script director --vip 10.0.0.200:80 --rs 10.0.0.7 --scheduler wlk', 'try: --scheduler wlc'],
    ['script director --vip 10.0.0.200:80 --rs 10.0.0.7 --flavour nmcli', 'has no flavour nmcli'],
    ['script router --vip 10.0.0.200', '--dip ADDRESS'],
    ['script router --vip 10.0.0.200 --mac 01:00:5e:00:00:01', 'address of a group'],
    ['script router --vip 10.0.0.200 --mac zz', 'is no MAC address'],
    ['script router --vip 10.0.0.200 --address 10.0.0.1', 'try: --address 10.0.0.1/24'],
    ['script nfs-host --rs 10.0.0.7', 'needs --vip and --host'],
    ['script nfs-host --vip 10.0.0.200 --rs 10.0.0.7 --host 10.0.0.40 --folder web', 'is no absolute path'],
    [
      'script nfs-host --vip 10.0.0.200 --rs 10.0.0.7 --host 10.0.0.40 --folder /a/../b',
      'is no absolute path',
    ],
    ['script marks --vip 10.0.0.200 --mark 0', 'Mark 0'],
    ['script marks --vip 10.0.0.200 --mark 1 --marker firewalld', 'try: --marker nft'],
    ['script client --vip 10.0.0.200:80 --times 0', 'no number from 1 to 1000'],
    ['script rs --for tcp:10.1.0.80:80 --mark 1', 'exclude each other'],
    ['script path', 'needs --for'],
    ['script rs --for tcp:10.1.0.80:80 --vip 10.0.0.200', 'only of a service by mark'],
    ['script marks --vip 10.0.0.200 --mark 1 --lines -o x', 'exclude each other'],
    ['script rs --vip 10.0.0.200 --lines', 'does not take --lines'],
  ])('%s: usage, with the reason', async (line, message) => {
    const { code, out, err } = await opened().words(line);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  test('NAT without the director’s address, a mark that nobody explains', async () => {
    expect(await opened().words('script rs --method nat --vip 10.0.0.200')).toMatchObject({
      code: 3,
      err: expect.stringContaining('DIP'),
    });
    const network = async () => failed({ kind: 'other', what: 'no' });
    const around = { network, ground: async () => ({ director: 'lb1' }) } as never;
    expect(await opened({ around }).words('script rs --for fwm:1')).toMatchObject({
      code: 3,
      err: expect.stringContaining('--vip 10.0.0.200 --port 80,443'),
    });
    // Where the rules can be read, they say it.
    expect((await opened().words('script rs --for fwm:1')).out).toContain('10.1.0.81');
  });

  test('hostile values never reach a script, whatever the flag', async () => {
    const verb = verbs.find(({ name }) => name === 'script');
    const delivery = ['for', 'output', 'name'];
    const names = (verb?.options ?? []).filter(
      ({ name, value }) => value !== undefined && !delivery.includes(name),
    );
    const { run } = opened();
    for (const { name } of names)
      for (const role of scriptRoles)
        for (const value of [
          '$(reboot)',
          "';reboot;'",
          'a\nreboot',
          '--help',
          '\u001b[2J',
          '`id`',
          '/x\u0000y',
        ]) {
          const base = [
            'script',
            role,
            '--vip',
            '10.0.0.200',
            '--rs',
            '10.0.0.7',
            '--mark',
            '1',
            '--host',
            '10.0.0.40',
          ];
          const argv = base.filter((_, at) => base[at] !== `--${name}` && base[at - 1] !== `--${name}`);
          const said = await run([...argv, `--${name}=${value}`]);
          expect([role, name, value, said.code, said.out]).toEqual([role, name, value, 2, '']);
          expect(said.err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
        }
  });

  test('a path with anything a path may have stays one quoted word', async () => {
    const { run } = opened();
    const path = "/srv/it's $(reboot) `id`; x";
    const { code, out } = await run([
      'script',
      'nfs-client',
      '--vip',
      '10.0.0.200',
      '--host',
      '10.0.0.40',
      '--rs',
      '10.0.0.7',
      '--target',
      path,
    ]);
    expect(code).toBe(0);
    for (const line of out.split('\n').filter(one => one.includes('$(reboot)') && !one.startsWith('#')))
      expect(line.replace(/'(?:[^']|'\\'')*'/g, '')).not.toContain('$(reboot)');
  });
});

describe('for services that run here', () => {
  test('the same as the wizard that made them', async () => {
    const { words } = opened();
    const flags = '--vip 10.1.0.90:80 --rs 10.0.0.7,10.0.0.14';
    const made = JSON.parse((await words(`new dr ${flags} --yes --json`)).out) as {
      handouts: { id: string; text: string }[];
    };
    const { out } = await words('script rs --for tcp:10.1.0.90:80');
    expect(out).toBe(made.handouts.find(({ id }) => id === 'rs')?.text);
  });

  test('several methods are several scripts, each with a name', async () => {
    const { words } = opened();
    const line = 'script rs --for tcp:10.1.0.80:80 --for tcp:10.1.0.82:443,tcp:10.1.0.84:443';
    const { code, err } = await words(line);
    expect(code).toBe(2);
    const names = [...err.matchAll(/--name (\S+)/g)].map(([, name]) => name);
    expect(names).toEqual([
      'lvs-rs-10.1.0.80-dr.sh',
      'lvs-rs-10.1.0.82-nat.sh',
      'lvs-rs-10.1.0.84-tun-ipip.sh',
      'lvs-rs-10.1.0.84-tun-gue.sh',
    ]);
    const one = await words(`${line} --name lvs-rs-10.1.0.84-tun-gue.sh`);
    expect([one.code, one.out.split('\n')[1]]).toEqual([
      0,
      '# lvs-rs-10.1.0.84-tun-gue.sh: for a real server',
    ]);
    expect((await words(`${line} --method nat`)).code).toBe(3);
    expect((await words('script rs --for tcp:10.1.0.84:443 --method tun --rs 203.0.113.11')).code).toBe(0);
    expect((await words('script rs --for tcp:10.1.0.80:80 --rs 10.9.9.9')).code).toBe(1);
  });

  test('what is not there', async () => {
    expect((await opened().words('script rs --for tcp:1.2.3.4:80')).code).toBe(1);
    expect((await opened().words('path tcp:1.2.3.4:80')).code).toBe(1);
  });

  test('a mark with the packets that get it', async () => {
    const { code, out } = await opened().words(
      'script marks --for fwm:1 --vip 10.1.0.81 --port 80,443 --lines',
    );
    expect([code, out]).toEqual([
      0,
      'iptables -w -t mangle -A PREROUTING -d 10.1.0.81/32 -p tcp -m multiport --dports 80,443 -j MARK --set-mark 1\n',
    ]);
  });

  test('openings as lines to type', async () => {
    const { out } = await opened().words('script openings --for tcp:10.1.0.82:443 --lines');
    expect(out).toMatch(/^iptables -I INPUT -d 10\.1\.0\.82\/32 -p tcp --dport 443 -j ACCEPT\n/);
    expect(out).toContain('iptables -I FORWARD -s 10.0.0.41/32 -p tcp --sport 8443 -j ACCEPT\n');
    const explained = await opened().words('script openings --for tcp:10.1.0.82:443 --lines --explain');
    expect(explained.out).toMatch(/^# Clients call 10\.1\.0\.82/);
  });

  test('the way of a packet, also in ASCII', async () => {
    for (const line of ['path tcp:10.1.0.80:80', 'script path --for tcp:10.1.0.80:80']) {
      const { code, out } = await opened().words(line);
      expect(code).toBe(0);
      expect(out).toMatch(/^TCP 10\.1\.0\.80:80 to 10\.0\.0\.11:80 by direct routing \(DR\)\n/);
      expect(out).toContain('203.0.113.9:40000 → 10.1.0.80:80');
    }
    const out: string[] = [];
    const ascii = {
      write: (text: string) => out.push(text),
      warn: () => undefined,
      colour: false,
      ascii: true,
    };
    await opened().words('path tcp:10.1.0.84:443', { out: ascii });
    expect(out.join('')).toMatch(/^[\n\x20-\x7e]+$/);
  });
});

describe('where it goes', () => {
  const real = () => opened({ folder }, true);

  test('into a file that may be run; another text stays unless forced', async () => {
    const { words } = real();
    const { code, out } = await words(`${rs} -o rs.sh`);
    expect([code, out]).toEqual([
      0,
      `written: ${folder}/rs.sh, for a real server; sh ${folder}/rs.sh start\n`,
    ]);
    expect(readFileSync(join(folder, 'rs.sh'), 'utf8')).toBe((await words(rs)).out);
    expect(statSync(join(folder, 'rs.sh')).mode & 0o777).toBe(0o755);
    expect((await words(`${rs} -o rs.sh`)).out).toContain('there already');
    writeFileSync(join(folder, 'rs.sh'), 'mine\n');
    chmodSync(join(folder, 'rs.sh'), 0o600);
    expect(await words(`${rs} -o rs.sh`)).toMatchObject({ code: 3, err: expect.stringContaining('--force') });
    expect(readFileSync(join(folder, 'rs.sh'), 'utf8')).toBe('mine\n');
    expect((await words(`${rs} -o rs.sh --force`)).code).toBe(0);
    expect(statSync(join(folder, 'rs.sh')).mode & 0o777).toBe(0o755);
  });

  test('several into a folder, under their names', async () => {
    const { words } = real();
    const line = 'script rs --for tcp:10.1.0.80:80,tcp:10.1.0.82:443';
    expect((await words(`${line} -o all/`)).code).toBe(0);
    expect(readdirSync(join(folder, 'all'))).toEqual(['lvs-rs-10.1.0.80-dr.sh', 'lvs-rs-10.1.0.82-nat.sh']);
    expect((await words(`${line} -o all`)).out).toContain('there already');
    expect((await words(`${line} -o one.sh`)).code).toBe(2);
  });

  test('practice and --read-only write none', async () => {
    expect((await opened({ folder }).words(`${rs} -o rs.sh`)).code).toBe(3);
    expect((await real().words(`${rs} -o rs.sh --read-only`)).code).toBe(3);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('to the clipboard of a terminal, and only there', async () => {
    const copied: string[] = [];
    const copy = (text: string) => {
      copied.push(text);
      return undefined;
    };
    const { words } = opened();
    const { code, out, err } = await words(`${rs} --copy`, { copy });
    expect([code, out, copied]).toEqual([0, '', [(await words(rs)).out]]);
    expect(err).toContain('OSC 52');
    expect(await words(`${rs} --copy`)).toMatchObject({
      code: 3,
      out: '',
      err: expect.stringContaining('no terminal'),
    });
    expect(await words(`${rs} --copy`, { copy: () => 'it is too long' })).toMatchObject({ code: 3 });
  });

  test('JSON fits the schema, for one and for several, and for ways', async () => {
    const { words } = opened();
    for (const line of ['path fwm:1 --port 443 --json', 'path tcp:10.1.0.84:443 --json'])
      expect(validate(schema, JSON.parse((await words(line)).out))).toEqual([]);
    for (const line of [rs, 'script rs --for tcp:10.1.0.80:80,tcp:10.1.0.82:443']) {
      const document: unknown = JSON.parse((await words(`${line} --json`)).out);
      expect(validate(schema, document)).toEqual([]);
      expect(document).toMatchObject({ kind: 'scripts' });
    }
  });
});
