import { describe, expect, test } from 'vitest';
import type { ExplainGround, Problem } from '../../../src/core/explain/explain.types.ts';
import { readScript } from '../../../src/core/explain/reading/read.ts';
import { slipRules } from '../../../src/core/explain/rules/index.ts';
import { scriptOf } from '../../../src/core/explain/rules/script.ts';
import { entriesOf, programNames } from '../../../src/core/explain/tell.ts';
import { smallNames } from '../../../src/core/ipvsadm/names.ts';
import { network, problemsOf, running } from './explain-helpers.ts';

interface Planted {
  readonly rule: string;
  readonly text: readonly string[];
  /** The line on which it is told. */
  readonly line: number;
  readonly level: Problem['level'];
  readonly says: RegExp;
  readonly fix?: string | RegExp;
  readonly ground?: Partial<ExplainGround>;
}

const service = 'ipvsadm -A -t 192.168.31.100:80 -s rr';
const dr = (server: string): string => `ipvsadm -a -t 192.168.31.100:80 -r ${server} -g`;
const nat = (server: string): string => `ipvsadm -a -t 192.168.31.100:80 -r ${server} -m`;

/** One slip each, on an otherwise right text. */
const planted: readonly Planted[] = [
  {
    rule: 'server-off-link',
    text: [service, dr('172.16.0.5')],
    line: 2,
    level: 'wrong',
    says: /172\.16\.0\.5 is in no subnet .* MAC address/,
    fix: /^-i/,
    ground: { network },
  },
  {
    rule: 'server-off-link',
    text: ['echo 1 > /proc/sys/net/ipv4/ip_forward', service, nat('172.16.0.5')],
    line: 3,
    level: 'note',
    says: /answers come back through the director/,
    ground: { network },
  },
  {
    rule: 'port-replaced',
    text: [service, dr('192.168.31.30:8080')],
    line: 2,
    level: 'wrong',
    says: /port 80 in the place of 8080 .* exit code 0/,
    fix: '-m for a server on port 8080, or -r 192.168.31.30:80',
  },
  {
    rule: 'port-replaced',
    text: [service, 'ipvsadm -at 192.168.31.100:80 -r 192.168.31.30:8080 -i'],
    line: 2,
    level: 'wrong',
    says: /A tunnel leaves the port/,
  },
  {
    rule: 'server-before-service',
    text: ['sysctl -w net.ipv4.ip_forward=1', service, 'ipvsadm -a -m -r 192.168.31.30 -t 192.168.31.100:80'],
    line: 3,
    level: 'note',
    says: /-r stands before the service.*port 0/,
    fix: 'the service (-t, -u) before -r',
  },
  {
    rule: 'short-address',
    text: ['ipvsadm -A -t 192.168.100:80 -s rr'],
    line: 1,
    level: 'wrong',
    says: /192\.168\.100 has fewer than four numbers: ipvsadm reads it as 192\.168\.0\.100/,
  },
  {
    rule: 'added-twice',
    text: [service, 'ipvsadm -A -t 192.168.31.100:80 -s wrr'],
    line: 2,
    level: 'wrong',
    says: /Service already exists/,
    fix: '-E to change it',
  },
  {
    rule: 'added-twice',
    text: [service, dr('192.168.31.30'), dr('192.168.31.30')],
    line: 3,
    level: 'wrong',
    says: /Destination already exists/,
    fix: '-e to change it',
  },
  {
    rule: 'added-twice',
    text: ['ipvsadm -A -t 10.0.0.200:80 -s rr'],
    line: 1,
    level: 'wrong',
    says: /TCP 10\.0\.0\.200:80 is there already/,
    ground: { services: running },
  },
  {
    rule: 'service-missing',
    text: ['ipvsadm -a -t 10.9.9.9:80 -r 10.0.0.7 -g'],
    line: 1,
    level: 'note',
    says: /it must be there already/,
  },
  {
    rule: 'service-missing',
    text: ['ipvsadm -a -t 10.9.9.9:80 -r 10.0.0.7 -g'],
    line: 1,
    level: 'wrong',
    says: /Service not defined/,
    ground: { services: running },
  },
  {
    rule: 'service-missing',
    text: ['ipvsadm -A -t 192.168.237.10:80 -s rr', 'ipvsadm -a -t 192.168.23.10:80 -r 192.168.79.134:80 -g'],
    line: 2,
    level: 'wrong',
    says: /There is no TCP 192\.168\.23\.10:80/,
    fix: /192\.168\.237\.10:80/,
  },
  {
    rule: 'server-missing',
    text: [service, dr('192.168.31.30'), 'ipvsadm -d -t 192.168.31.100:80 -r 192.168.31.33'],
    line: 3,
    level: 'wrong',
    says: /No such destination/,
  },
  {
    rule: 'server-missing',
    text: ['ipvsadm -e -t 10.0.0.200:80 -r 10.0.0.7:8080 -w 5'],
    line: 1,
    level: 'wrong',
    says: /Without -m the port 8080 is not looked at/,
    fix: '-m on the line',
    ground: { services: running },
  },
  {
    rule: 'thresholds',
    text: [service, `${dr('192.168.31.30')} -x 10 -y 20`],
    line: 2,
    level: 'wrong',
    says: /above the upper one/,
  },
  {
    rule: 'clear',
    text: [service, dr('192.168.31.30'), 'ipvsadm -C'],
    line: 3,
    level: 'danger',
    says: /1 service is there .* cut off/,
  },
  {
    rule: 'clear',
    text: ['ipvsadm -C'],
    line: 1,
    level: 'danger',
    says: /2 services are there/,
    ground: { services: running },
  },
  { rule: 'clear', text: ['ipvsadm -C', service], line: 1, level: 'note', says: /If services run already/ },
  {
    rule: 'edit-forgets',
    text: ['ipvsadm -e -t 10.0.0.200:80 -r 10.0.0.7:8080 -m -w 5'],
    line: 1,
    level: 'danger',
    says: /forgets what the line does not repeat: -x 100/,
    fix: '-x 100 on the same line',
    ground: { services: running },
  },
  {
    rule: 'edit-forgets',
    text: ['ipvsadm -E -t 10.0.0.200:80 -s rr'],
    line: 1,
    level: 'danger',
    says: /-p 600/,
    ground: { services: running },
  },
  {
    rule: 'edit-forgets',
    text: ['ipvsadm -e -t 10.9.9.9:80 -r 10.0.0.7 -w 5'],
    line: 1,
    level: 'note',
    says: /the method \(to -g\)/,
  },
  {
    rule: 'persistent-bare',
    text: ['ipvsadm -A -t 10.0.0.9:80 -s rr -p'],
    line: 1,
    level: 'note',
    says: /360 seconds/,
    fix: '-p 360',
  },
  {
    rule: 'scheduler-unknown',
    text: ['ipvsadm -A -t 10.0.0.9:80 -s wrrr'],
    line: 1,
    level: 'wrong',
    says: /no scheduler wrrr/,
    fix: '-s wrr',
  },
  {
    rule: 'scheduler-unknown',
    text: ['ipvsadm -A -t 10.0.0.9:80 -s RR'],
    line: 1,
    level: 'wrong',
    says: /RR/,
    fix: '-s rr',
  },
  {
    rule: 'weights-unused',
    text: [service, `${dr('192.168.31.30')} -w 3`],
    line: 2,
    level: 'note',
    says: /rr does not look at weights/,
    fix: '-s wrr for the service',
  },
  {
    rule: 'mask-lost',
    text: ['ipvsadm -A -t 10.0.0.9:80 -s rr -M 255.255.255.0'],
    line: 1,
    level: 'wrong',
    says: /nothing without -p/,
  },
  {
    rule: 'mask-lost',
    text: ['ipvsadm -A -M 64 -p 5 -t [fd00::1]:80'],
    line: 1,
    level: 'wrong',
    says: /back to 128/,
    fix: '-M after the service',
  },
  {
    rule: 'names',
    text: ['ipvsadm -L'],
    line: 1,
    level: 'note',
    says: /looked up by name/,
    fix: 'ipvsadm -Ln',
  },
  {
    rule: 'names',
    text: ['ipvsadm -lc'],
    line: 1,
    level: 'note',
    says: /looked up by name/,
    fix: 'ipvsadm -Lnc',
  },
  {
    rule: 'names',
    text: ['ipvsadm -S'],
    line: 1,
    level: 'note',
    says: /names in the place of addresses/,
    fix: 'ipvsadm -Sn',
  },
  {
    rule: 'names',
    text: ['ipvsadm-save > /etc/sysconfig/ipvsadm'],
    line: 1,
    level: 'wrong',
    says: /two servers with one name become one/,
    fix: 'ipvsadm-save -n',
  },
  {
    rule: 'mark-missing',
    text: ['ipvsadm -A -f 7 -s rr'],
    line: 1,
    level: 'note',
    says: /the mark 7/,
    fix: /--set-mark 7$/,
  },
  {
    rule: 'mark-missing',
    text: [
      'iptables -t mangle -A PREROUTING -p tcp --dport 80 -j MARK --set-mark 0x10',
      'ipvsadm -A -f 10 -s rr',
    ],
    line: 2,
    level: 'wrong',
    says: /the mark 16, and none the mark 10/,
  },
  {
    rule: 'setting-misspelt',
    text: ['echo 1 > /proc/sys/net/ipv4/ip_forword'],
    line: 1,
    level: 'wrong',
    says: /No such file or directory/,
    fix: '/proc/sys/net/ipv4/ip_forward',
  },
  {
    rule: 'setting-misspelt',
    text: ['echo 1 > /proc/sys/net/ipv4/conf/all/arp_ingore'],
    line: 1,
    level: 'wrong',
    says: /No such file/,
    fix: '/proc/sys/net/ipv4/conf/all/arp_ignore',
  },
  {
    rule: 'setting-misspelt',
    text: ['echo 1 > proc/sys/net/ipv4/ip_forward'],
    line: 1,
    level: 'wrong',
    says: /slash at the beginning is missing/,
    fix: '/proc/sys/net/ipv4/ip_forward',
  },
  {
    rule: 'setting-misspelt',
    text: ['sysctl -w net.ipv4.conf.all.arp_anounce=2'],
    line: 1,
    level: 'wrong',
    says: /no setting of this name/,
    fix: 'net.ipv4.conf.all.arp_announce',
  },
  {
    rule: 'arp-on-lo-only',
    text: ['echo 1 > /proc/sys/net/ipv4/conf/lo/arp_ignore'],
    line: 1,
    level: 'wrong',
    says: /On lo alone it changes nothing/,
    fix: 'echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore',
  },
  {
    rule: 'arp-on-lo-only',
    text: ['sysctl net.ipv4.conf.lo.arp_announce=2', 'sysctl net.ipv4.conf.default.arp_announce=2'],
    line: 1,
    level: 'wrong',
    says: /On lo alone/,
    fix: 'net.ipv4.conf.all.arp_announce=2',
  },
  {
    rule: 'arp-value',
    text: ['sysctl -w net.ipv4.conf.all.arp_announce=1'],
    line: 1,
    level: 'wrong',
    says: /still given away/,
    fix: 'arp_announce = 2',
  },
  {
    rule: 'arp-value',
    text: ['sysctl -w net.ipv4.conf.all.arp_announce=1 net.ipv4.conf.all.arp_ignore=2'],
    line: 1,
    level: 'wrong',
    says: /look swapped/,
  },
  {
    rule: 'arp-value',
    text: ['sysctl -w net.ipv4.conf.all.arp_ignore=8'],
    line: 1,
    level: 'danger',
    says: /nobody on the network/,
  },
  {
    rule: 'arp-value',
    text: ['sysctl -w net.ipv4.conf.all.arp_ignore=5'],
    line: 1,
    level: 'wrong',
    says: /any other value is like 0/,
  },
  {
    rule: 'arp-value',
    text: ['sysctl -w net.ipv4.conf.all.arp_announce=3'],
    line: 1,
    level: 'wrong',
    says: /any other value is like 0/,
  },
  {
    rule: 'setting-not-loaded',
    text: ['echo "net.ipv4.ip_forward = 1" >> /etc/sysctl.conf'],
    line: 1,
    level: 'note',
    says: /only after the next boot/,
    fix: /^sysctl -p/,
  },
  {
    rule: 'nat-without-forwarding',
    text: [service, nat('10.0.0.7:80'), nat('10.0.0.14:80')],
    line: 2,
    level: 'note',
    says: /No line of this text turns forwarding on/,
    fix: 'sysctl -w net.ipv4.ip_forward=1',
  },
  {
    rule: 'nat-without-forwarding',
    text: ['echo 0 > /proc/sys/net/ipv4/ip_forward', service, nat('10.0.0.7:80')],
    line: 1,
    level: 'wrong',
    says: /need forwarding/,
  },
  {
    rule: 'nat-without-forwarding',
    text: [
      'sysctl -w net.ipv4.ip_forward=1',
      'ipvsadm -A -t [fd00::1]:80',
      'ipvsadm -a -t [fd00::1]:80 -r [fd00::7]:80 -m',
    ],
    line: 3,
    level: 'note',
    says: /turns forwarding on/,
    fix: 'sysctl -w net.ipv6.conf.all.forwarding=1',
  },
  {
    rule: 'lo-netmask',
    text: ['ifconfig lo:0 192.168.31.100 netmask 255.255.255.0 up'],
    line: 1,
    level: 'wrong',
    says: /the whole subnet for its own/,
    fix: 'netmask 255.255.255.255, or /32',
  },
  {
    rule: 'lo-netmask',
    text: ['ip addr add 192.168.31.100/24 dev lo'],
    line: 1,
    level: 'wrong',
    says: /mask of \/24/,
  },
  {
    rule: 'lo-netmask',
    text: ['ifconfig lo:0 192.168.31.100'],
    line: 1,
    level: 'wrong',
    says: /Without a mask it is \/24/,
  },
  {
    rule: 'lo-netmask',
    text: [
      'cat > /etc/sysconfig/network-scripts/ifcfg-lo:0 <<E',
      'DEVICE=lo:0',
      'IPADDR=192.168.31.100',
      'NETMASK=255.255.255.0',
      'E',
    ],
    line: 1,
    level: 'wrong',
    says: /mask of \/24/,
  },
  {
    rule: 'snat-range',
    text: [
      'sysctl -w net.ipv4.ip_forward=1',
      'iptables -t nat -A POSTROUTING -s 192.168.1.0/24 -o eth0 -j SNAT --to-source 12.0.0.1',
      service,
      nat('20.0.0.7:80'),
      nat('20.0.0.8:80'),
    ],
    line: 2,
    level: 'wrong',
    says: /holds none of the NAT servers \(20\.0\.0\.7 and 20\.0\.0\.8\)/,
    fix: '-s 20.0.0.0/24',
  },
  {
    rule: 'snat-range',
    text: [
      'sysctl -w net.ipv4.ip_forward=1',
      'iptables -t nat -A POSTROUTING -s 20.0.0.0 -j MASQUERADE',
      service,
      nat('20.0.0.7:80'),
    ],
    line: 2,
    level: 'wrong',
    says: /Without a mask, iptables takes the one address alone/,
  },
  {
    rule: 'snat-range',
    text: [
      'sysctl -w net.ipv4.ip_forward=1',
      'iptables -t nat -A POSTROUTING -s 20.0.0.0/24 -j MASQUERADE',
      service,
      nat('20.0.0.7:80'),
      nat('20.0.1.8:80'),
    ],
    line: 2,
    level: 'note',
    says: /20\.0\.1\.8 are in no range/,
  },
  {
    rule: 'firewall-off',
    text: ['systemctl stop firewalld', service],
    line: 1,
    level: 'danger',
    says: /no more than its ports let in \(TCP 80\)\.$/,
    fix: /--add-port=80\/tcp/,
  },
  {
    rule: 'firewall-off',
    text: ['iptables -F', 'sysctl -w net.ipv4.ip_forward=1', service, nat('10.0.0.7')],
    line: 1,
    level: 'danger',
    says: /policy of DROP .* and for NAT forwarding/,
    fix: 'iptables -I INPUT -d 192.168.31.100 -p tcp --dport 80 -j ACCEPT',
  },
  {
    rule: 'firewall-off',
    text: ['service iptables stop'],
    line: 1,
    level: 'danger',
    says: /open to everybody/,
  },
  { rule: 'firewall-off', text: ['ufw disable'], line: 1, level: 'danger', says: /open to everybody/ },
  { rule: 'firewall-off', text: ['nft flush ruleset'], line: 1, level: 'danger', says: /open to everybody/ },
  {
    rule: 'selinux-off',
    text: ['setenforce 0'],
    line: 1,
    level: 'danger',
    says: /IPVS does not need it off/,
    fix: /httpd_use_nfs/,
  },
  {
    rule: 'selinux-off',
    text: ["sed -i 's/^SELINUX=.*/SELINUX=disabled/' /etc/selinux/config"],
    line: 1,
    level: 'danger',
    says: /SELinux/,
  },
  {
    rule: 'typeset',
    text: ['ipvsadm \u2013A -t 10.0.0.9:80 -s rr'],
    line: 1,
    level: 'wrong',
    says: /no plain "-"/,
    fix: 'ipvsadm -A -t 10.0.0.9:80 -s rr',
  },
  {
    rule: 'typeset',
    text: ['ipvsadm \u2014\u2014add-service -t 10.0.0.9:80'],
    line: 1,
    level: 'wrong',
    says: /"--" is meant|no plain "-"/,
    fix: 'ipvsadm --add-service -t 10.0.0.9:80',
  },
  {
    rule: 'typeset',
    text: ['ipvsadm -A -t \u201c10.0.0.9:80\u201d -s rr'],
    line: 1,
    level: 'wrong',
    says: /Curved quotes/,
    fix: 'ipvsadm -A -t "10.0.0.9:80" -s rr',
  },
  {
    rule: 'typeset',
    text: ['ipvsadm\u00a0-Ln'],
    line: 1,
    level: 'wrong',
    says: /U\+00A0/,
    fix: 'ipvsadm -Ln',
  },
  {
    rule: 'typeset',
    text: ['ipvsadm-save \u2013n > /etc/sysconfig/ipvsadm'],
    line: 1,
    level: 'wrong',
    says: /in silence/,
  },
  {
    rule: 'not-certain',
    text: ['if [ -f /x ]; then', 'ipvsadm -C', 'fi'],
    line: 2,
    level: 'note',
    says: /It stands in a condition.*left out of a plan/,
  },
];

describe('planted slips', () => {
  test.each(planted.map(row => [row.rule, row.text.join(' ; '), row] as const))(
    '%s: %s',
    (rule, _text, row) => {
      const found = problemsOf(row.text.join('\n'), row.ground);
      const one = found.find(
        ({ line, level, text }) => line === row.line && level === row.level && row.says.test(text),
      );
      expect(one, `${rule} in ${JSON.stringify(found, undefined, 1)}`).toBeDefined();
      if (row.fix !== undefined)
        expect(one?.fix).toEqual(typeof row.fix === 'string' ? row.fix : expect.stringMatching(row.fix));
    },
  );

  test.each(planted.map(row => [row.rule, row.text.join(' ; '), row] as const))(
    'are found by their own rule: %s: %s',
    (id, _text, { text, ground }) => {
      const all = { names: smallNames, ...ground };
      const entries = readScript(text.join('\n'), programNames).flatMap(piece =>
        entriesOf(piece, smallNames),
      );
      const rule = slipRules.find(candidate => candidate.id === id);
      expect(rule?.check(scriptOf(entries, all)).length).toBeGreaterThan(0);
    },
  );

  test('there is one for each rule, and each rule has an id of its own', () => {
    const ids = slipRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(planted.map(({ rule }) => rule))).toEqual(new Set(ids));
  });
});

/** Texts that are right: nothing is found that is wrong or dangerous. */
const right: readonly (readonly string[])[] = [
  [service, dr('192.168.31.30'), dr('192.168.31.50:80')],
  [
    'ipvsadm -A -t 192.168.31.100:80 -s wrr -p 600 -M 255.255.255.0',
    `${dr('192.168.31.30')} -w 3 -x 20 -y 10`,
  ],
  ['echo 1 > /proc/sys/net/ipv4/ip_forward', service, nat('10.0.0.7:8080')],
  [
    'sysctl -w net.ipv4.ip_forward=1',
    'iptables -t nat -A POSTROUTING -s 10.0.0.0/24 -j MASQUERADE',
    service,
    nat('10.0.0.7:80'),
  ],
  [
    'sysctl -w net.ipv4.ip_forward=1',
    'iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE',
    service,
    nat('10.0.0.7:80'),
  ],
  [service, 'ipvsadm -a -t 192.168.31.100:80 -r 172.16.0.5 -i'],
  ['ip addr add 172.16.0.1/24 dev eth1', service, dr('172.16.0.5')],
  [
    'ip addr add 192.168.31.100/32 dev lo',
    'ifconfig lo:0 192.168.31.100/32',
    'ip addr add 127.0.0.2/8 dev lo',
  ],
  ['sysctl -w net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.lo.arp_ignore=1'],
  ['sysctl -w net.ipv4.conf.eth0.arp_announce=2 net.ipv4.conf.lo.arp_announce=2'],
  [
    'for i in /proc/sys/net/ipv4/conf/*/arp_ignore; do echo 1 > $i; done',
    'echo 1 > /proc/sys/net/ipv4/conf/lo/arp_ignore',
  ],
  ['echo net.ipv4.ip_forward=1 >> /etc/sysctl.conf', 'sysctl -p'],
  ['iptables -t mangle -A PREROUTING -p tcp --dport 80 -j MARK --set-mark 0x10', 'ipvsadm -A -f 16 -s rr'],
  ['ipvsadm -Ln', 'ipvsadm -Sn', 'ipvsadm-save -n', 'ipvsadm -L --timeout', 'ipvsadm -l --daemon'],
  ['iptables -t nat -F', 'iptables -t nat -L -n'],
  ['ipvsadm -A -p 5 -t [fd00::1]:80 -M 64', 'ipvsadm -A -t [fd00::2]:80 -p 5 -M 128'],
  ['ipvsadm -e -t 10.9.9.9:80 -r 10.0.0.7 -g -w 5'],
  ['systemctl start firewalld', 'setenforce 1', 'getenforce'],
];

describe('right texts', () => {
  test.each(right.map(text => [text.join(' ; '), text] as const))('%s', (_name, text) => {
    expect(problemsOf(text.join('\n'), { network }).filter(({ level }) => level !== 'note')).toEqual([]);
  });

  test('an edit that repeats everything forgets nothing', () => {
    const edits = [
      'ipvsadm -e -t 10.0.0.200:80 -r 10.0.0.7:8080 -m -w 5 -x 100',
      'ipvsadm -E -t 10.0.0.200:80 -s rr -p 600',
    ];
    expect(problemsOf(edits.join('\n'), { services: running })).toEqual([]);
  });

  test('after -C the table is known: what is added anew is no slip', () => {
    const found = problemsOf(['ipvsadm -C', 'ipvsadm -A -t 10.0.0.200:80 -s wrr'].join('\n'), {
      services: running,
    });
    expect(found.map(({ level, line }) => [line, level])).toEqual([[1, 'danger']]);
  });

  test('what stands in a branch that is not taken does not count', () => {
    const text = [
      'case $1 in',
      'stop)',
      'ipvsadm -C',
      'echo 0 > /proc/sys/net/ipv4/ip_forward;;',
      'esac',
      service,
      nat('10.0.0.7:80'),
    ];
    expect(problemsOf(text.join('\n')).map(({ line, level }) => [line, level])).toEqual([
      [3, 'note'],
      [7, 'note'],
    ]);
  });
});
