import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../src/core/cluster/cluster.types.ts';
import { noNames } from '../../../src/core/ipvsadm/names.ts';
import { parseArgs } from '../../../src/core/ipvsadm/parse.ts';
import { type DirectorOptions, directorScript } from '../../../src/core/script/director.ts';
import { marksScript, permanent, permanently } from '../../../src/core/script/director-permanent.ts';
import { printScript } from '../../../src/core/script/print.ts';
import { keysOf } from '../../../src/core/script/print-key.ts';
import type { Item, Script } from '../../../src/core/script/script.types.ts';
import * as clusters from './machine-clusters.ts';
import { inNamespace, installed, namespaceSuite, namespaces, suite, withFiles } from './programs.ts';

const { at, dr, mark, marked, nat, nat6, snat, tun } = clusters;

const items = (cluster: Cluster, options: DirectorOptions = {}): readonly Item['do'][] =>
  directorScript(cluster, options).items.map(item => item.do);

const settings = (cluster: Cluster, options: DirectorOptions = {}): readonly string[] =>
  items(cluster, options).flatMap(item => (item.what === 'sysctl' ? [`${item.name}=${item.value}`] : []));

const starts = (cluster: Cluster): readonly string[] =>
  items(cluster).flatMap(item => (item.what === 'program' ? item.start.map(argv => argv.join(' ')) : []));

const addresses = (cluster: Cluster, options: DirectorOptions = {}): readonly string[] =>
  items(cluster, options).flatMap(item =>
    item.what === 'address' ? [`${item.address}/${item.prefix} ${item.device} ${item.nodad ?? false}`] : [],
  );

describe('settings', () => {
  test('DR and TUN need none', () => {
    expect(settings(dr)).toEqual([]);
    expect(settings(tun)).toEqual([]);
  });

  test('NAT forwards, and sends no redirects where there is one interface', () => {
    expect(settings(nat)).toEqual(['net.ipv4.ip_forward=1']);
    const one = { ...nat, director: { ...nat.director, outside: 'eth0.5', inside: 'eth0.5' } };
    expect(settings(one)).toEqual([
      'net.ipv4.ip_forward=1',
      'net.ipv4.conf.all.send_redirects=0',
      'net.ipv4.conf.eth0/5.send_redirects=0',
    ]);
    expect(settings(nat6)).toEqual(['net.ipv6.conf.all.forwarding=1']);
  });

  test('IPVS meets the nat table where sources are rewritten, and where firewalld drops what is INVALID', () => {
    expect(settings(snat)).toContain('net.ipv4.vs.conntrack=1');
    expect(settings(nat, { firewall: 'firewalld' })).toEqual([
      'net.ipv4.ip_forward=1',
      'net.ipv4.vs.conntrack=1',
    ]);
    expect(settings(dr, { firewall: 'firewalld' })).toEqual([]);
  });

  test('the module comes first, for settings under net.ipv4.vs are there only with it', () => {
    expect(items(snat)[0]).toEqual({ what: 'module', name: 'ip_vs' });
  });
});

describe('addresses', () => {
  test('are on the interface of the clients, single, and last of all', () => {
    expect(addresses(nat)).toEqual(['172.30.0.200/32 eth1 false']);
    expect(addresses(nat6)).toEqual(['fd00::200/128 eth1 true', 'fd00::201/128 eth1 true']);
    expect(items(nat).at(-1)?.what).toBe('address');
  });

  test('are on lo where no interface is known', () => {
    expect(addresses({ ...dr, director: { name: 'lb' } })).toEqual(['10.0.0.200/32 lo false']);
  });

  test('are not there where marked packets are taken in without them, but where sources are rewritten', () => {
    const routes = (cluster: Cluster): readonly string[] =>
      items(cluster, { table: 100 }).flatMap(({ what }) =>
        what === 'rule' || what === 'route' ? [what] : [],
      );
    expect(addresses(mark, { table: 100 })).toEqual([]);
    expect(routes(mark)).toEqual(['rule', 'route']);
    const rewritten: Cluster = { ...mark, way: 'snat' };
    expect(addresses(rewritten, { table: 100 })).toEqual(['10.0.0.200/32 eth0 false']);
    expect(routes(rewritten)).toEqual([]);
  });
});

describe('the table', () => {
  test('is what ipvsadm is told, service before servers', () => {
    expect(starts(nat)).toEqual([
      'ipvsadm -A -t 172.30.0.200:80 -s rr',
      'ipvsadm -a -t 172.30.0.200:80 -r 10.0.0.7:8080 -m -w 1',
      'ipvsadm -a -t 172.30.0.200:80 -r 10.0.0.14:8080 -m -w 1',
    ]);
  });

  test('every line reads back, and what stop removes is what start adds', () => {
    for (const cluster of [dr, nat, tun, mark, nat6])
      for (const item of items(cluster)) {
        if (item.what !== 'program') continue;
        const commands = [...item.start, ...item.stop].map(([program, ...words]) => {
          expect(program).toBe('ipvsadm');
          const read = parseArgs(words, noNames);
          expect(read.ok).toBe(true);
          return read.ok ? read.command : undefined;
        });
        const [added, removed] = commands;
        expect(removed?.name).toBe(added?.name.replace('add', 'delete'));
        expect(removed).toMatchObject(
          added?.name === 'add-server'
            ? { service: added.service, server: added.server }
            : { service: added?.name === 'add-service' ? added.service : undefined },
        );
      }
  });

  test('is looked for in the words of ipvsadm -Sn, in which large marks are negative', () => {
    const looked = items(nat6).flatMap(item => (item.what === 'program' ? [item.check] : []));
    expect(looked.at(-2)).toEqual(['ipvsadm', '-Ln', '-f', '4294967295', '-6']);
    expect(looked.at(-1)?.at(-1)).toBe('-a -f -1 -6 -r [fd01::7]:0 ');
    const checks = directorScript(nat6).checks.map(({ run }) => run.at(-1));
    expect(checks).toContain('-A -t [fd00::200]:80 -s rr');
    expect(checks).toContain('-a -f -1 -6 -r [fd01::7]:0 -m -w 1');
  });
});

test('no two steps of a script have one name', () => {
  for (const cluster of [dr, nat, snat, tun, mark, nat6]) {
    const script = directorScript(cluster, { firewall: 'iptables', table: 100 });
    expect(new Set(keysOf(script)).size).toBe(script.items.length);
  }
});

test('the name is a file’s, of IPv6 addresses as well', () => {
  expect(directorScript(nat6).name).toBe('lvs-director-fd00--200');
});

describe('at boot', () => {
  const script = directorScript(nat);

  test('the script itself is run by a unit, after every firewall and again with it', () => {
    const { files, unit } = permanent(script);
    expect(unit).toBe('lvs-director-172.30.0.200.service');
    expect(files.map(({ path, mode }) => `${path} ${mode}`)).toEqual([
      '/usr/local/sbin/lvs-director-172.30.0.200 0755',
      `/etc/systemd/system/${unit} 0644`,
    ]);
    expect(files[0]?.text).toBe(printScript(script, { explain: false }));
    expect(files[1]?.text).toMatch(
      /^ExecStart=\/bin\/sh \/usr\/local\/sbin\/lvs-director-172\.30\.0\.200 start$/m,
    );
    for (const word of ['After', 'WantedBy'])
      expect(files[1]?.text).toMatch(new RegExp(`^${word}=.*nftables.service.*firewalld.service`, 'm'));
    expect(files[1]?.text).not.toContain('RemainAfterExit');
  });

  test('what remembers for the one script is not what remembers for the other', () => {
    expect(permanently(script).name).not.toBe(script.name);
    expect(permanently(script).flavour).toBe('systemd');
  });

  test('marks have a script of their own', () => {
    expect(permanent(marksScript(marked, 'nft')).unit).toBe('lvs-mark-17.service');
    const many = [1, 2, 3, 4, 5, 6].map(number => ({ mark: number, address: at('10.0.0.9') }));
    expect(
      marksScript(
        many.map(one => ({ ...one, protocol: 'tcp', ports: [] })),
        'iptables',
      ).name,
    ).toBe('lvs-marks-1-2-3-4-more');
  });

  const analyze = 'systemd-analyze';

  test.skipIf(!installed(analyze))(suite('systemd reads the unit', analyze), () => {
    const { files } = permanent(script);
    withFiles({ 'lvs.service': files[1]?.text ?? '' }, folder => {
      const said = execFileSync(analyze, ['verify', '--man=no', `${folder}/lvs.service`], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      expect(said).toBe('');
    });
  });
});

/** A systemctl that knows as much as these scripts need: enable, disable, is-enabled, start. */
const systemctl = `#!/bin/sh
unit=$(eval echo "\\$$#")
case $1 in
  daemon-reload) ;;
  enable) touch "/run/$unit" ;;
  disable) rm "/run/$unit" ;;
  is-enabled) [ -e "/run/$unit" ] ;;
  start) eval "$(sed -n 's/^ExecStart=//p' "/etc/systemd/system/$unit")" ;;
  *) exit 1 ;;
esac
`;

const boot = (script: Script): string => printScript(permanently(script), { explain: false });

test.skipIf(!namespaces || !installed('iptables'))(
  namespaceSuite(
    suite('mark rules at boot: installed, found again after a reboot, and taken back', 'iptables'),
  ),
  () => {
    const out = inNamespace(
      { 'a.sh': boot(marksScript(marked, 'iptables', 100)), systemctl },
      `mount -t tmpfs none /etc/systemd/system && mount -t tmpfs none /usr/local/sbin || exit
mkdir /run/bin && cp "$F/systemctl" /run/bin && chmod +x /run/bin/systemctl && PATH=/run/bin:$PATH
state() { iptables -t mangle -S; ip rule; ip route show table 100; ls /usr/local/sbin /etc/systemd/system; } 2>/dev/null
ip link set lo up; before=$(state)
sh "$F/a.sh" start | grep -v '^lvs-mark-17:' && sh "$F/a.sh" status
iptables -t mangle -S PREROUTING | grep -c MARK; ip rule | grep -c 'fwmark 0x11 lookup 100'
iptables -t mangle -F; ip rule del fwmark 17; ip route flush table 100
sh "$F/a.sh" status | grep WRONG | cut -c 1-71
systemctl start lvs-mark-17.service && sh "$F/a.sh" status | grep -c ok
sh "$F/a.sh" stop | tail -n 1; [ "$before" = "$(state)" ] && echo as before`,
    );
    expect(out).toBe(
      [
        'lvs-mark-17-boot: done',
        'ok    file /usr/local/sbin/lvs-mark-17 is right',
        'ok    file /etc/systemd/system/lvs-mark-17.service is right',
        'ok    program systemctl enable lvs-mark-17.service is there',
        'ok    program systemctl start lvs-mark-17.service is there',
        '1',
        '1',
        'WRONG program systemctl start lvs-mark-17.service is missing, not there',
        'lvs-mark-17: done',
        '4',
        'lvs-mark-17-boot: everything is as it was before',
        'as before',
        '',
      ].join('\n'),
    );
  },
);
