/** Texts from the wild: every one is read, or refused line by line with the reason; the tables say exactly what. */
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../../src/core/ipvsadm/read/reading.ts';
import { readText } from '../../../../src/core/ipvsadm/read/recognise.ts';
import { fixture, fixtureNames } from './fixtures.ts';

const unknown = 'not recognised as a line of ipvsadm or /proc/net/ip_vs*';
const fullNat = 'partly: unknown forwarding method FullNat';
const noService = 'Service not defined';
const noServer = 'illegal real server address[:port] specified';
const twice = 'Destination already exists';

type Row = readonly [
  name: string,
  formats: string,
  services: number,
  servers: number,
  connections: number,
  notes: number,
  problems: Readonly<Record<number, string>>,
];

const lists: readonly Row[] = [
  ['01-k8s-nq.txt', 'list', 2, 4, 0, 0, {}],
  ['02-nagios-hostnames-local.txt', 'list', 2, 4, 0, 0, {}],
  ['03-dr-8888.txt', 'list', 1, 2, 0, 0, {}],
  ['04-minikube-names.txt', 'list', 5, 7, 0, 1, {}],
  ['05-version-1.0.8.txt', 'list', 1, 2, 0, 0, {}],
  ['06-version-1.0.10-ragged.txt', 'list', 2, 4, 0, 0, {}],
  ['07-version-1.2.0-names.txt', 'list', 1, 2, 0, 0, {}],
  ['08-dpvs-fullnat.txt', 'list', 1, 2, 0, 0, { 5: fullNat, 6: fullNat }],
  [
    '09-dpvs-null-address.txt',
    'list',
    1,
    1,
    0,
    0,
    {
      4: 'partly: an address is missing: the tool and its kernel did not understand each other',
      5: 'partly: unknown forwarding method FullNat; partly: an address is missing: the tool and its kernel did not understand each other',
    },
  ],
  ['10-fullnat-synproxy.txt', 'list', 1, 1, 0, 0, { 4: 'partly: unknown words: synproxy', 5: fullNat }],
  ['11-swarm-fwm256.txt', 'list', 1, 3, 0, 0, {}],
  ['12-swarm-fwm-names-misaligned.txt', 'list', 2, 4, 0, 0, {}],
  ['13-swarm-truncated-names.txt', 'list', 2, 6, 0, 4, {}],
  ['14-persist-odd-mask.txt', 'list', 1, 5, 0, 0, {}],
  ['15-kube-vip-issue-781.txt', 'list', 3, 5, 0, 0, {}],
  ['16-persistent-conn-k8s-pr692.txt', 'persistent-conn', 1, 1, 0, 0, {}],
  ['17-persistent-conn-names.txt', 'persistent-conn', 1, 3, 0, 0, {}],
  ['18-stats-collapsed-spaces.txt', 'stats', 1, 3, 0, 0, {}],
  ['19-rate-dr.txt', 'rate', 1, 3, 0, 0, {}],
  ['20-mh-port-flag.txt', 'list', 1, 2, 0, 0, {}],
  ['21-names-lc-empty-services.txt', 'list', 5, 7, 0, 0, {}],
  ['22-ipv6-and-fwm-tunnel.txt', 'list', 4, 5, 0, 0, {}],
  ['23-sh-persistent-separators.txt', 'list', 1, 2, 0, 0, {}],
  ['24-conns-mixed.txt', 'connections', 0, 0, 3, 0, {}],
  ['25-conns-template-none.txt', 'connections', 0, 0, 1, 0, {}],
  ['26-conns-fwmark-collapsed.txt', 'proc-ip_vs_conn', 0, 0, 4, 0, {}],
  ['27-thresholds.txt', 'thresholds', 1, 3, 0, 0, {}],
  ['28-k8s-empty-backends.txt', 'list', 5, 3, 0, 0, {}],
  ['29-k8s-persist-10800.txt', 'list', 2, 4, 0, 0, {}],
  ['30-daemon-both.txt', 'daemons', 0, 0, 0, 0, {}],
  ['31-rate-handwritten-suffix.txt', 'rate', 1, 2, 0, 0, {}],
  [
    '32-dpvs-pipe-joined.txt',
    'list',
    1,
    2,
    0,
    1,
    { 1: 'partly: unknown forwarding method FullNat; partly: unknown forwarding method FullNat' },
  ],
  ['33-ansible-two-hosts.txt', 'list', 3, 5, 0, 1, {}],
  ['34-watch-banner-rate.txt', 'rate', 2, 3, 0, 0, {}],
  ['35-proc-lvstop-ip_vs.txt', 'proc-ip_vs', 2, 4, 0, 0, {}],
  ['36-proc-lvstop-ip_vs_2.txt', 'proc-ip_vs', 2, 5, 0, 0, {}],
  ['37-proc-ldirectord_manager-ip_vs.txt', 'proc-ip_vs', 1597, 4604, 0, 0, {}],
  ['38-proc-procfs-ip_vs.txt', 'proc-ip_vs', 5, 13, 0, 0, {}],
  ['39-proc-procfs-ip_vs_stats.txt', 'proc-ip_vs_stats', 0, 0, 0, 0, {}],
  [
    '40-keepalived-howto-1.0.4.txt',
    'list',
    1,
    1,
    0,
    0,
    {
      7: unknown,
      9: unknown,
      10: unknown,
      11: unknown,
      12: unknown,
      13: unknown,
      14: unknown,
      15: unknown,
      16: unknown,
      17: unknown,
      18: unknown,
      19: unknown,
      21: unknown,
      22: unknown,
    },
  ],
];

const rules: readonly Row[] = [
  [
    '01-sysconfig-names-dupes.rules',
    'save',
    5,
    10,
    0,
    0,
    { 3: twice, 12: twice, 15: 'Service already exists' },
  ],
  [
    '02-ops-notes-endash.rules',
    'rules',
    0,
    0,
    0,
    0,
    {
      1: noService,
      2: noService,
      3: noService,
      5: noService,
      6: noService,
      7: 'another program: ipvsadm-save',
    },
  ],
  ['03-sysconfig-nat-wrr.rules', 'save', 1, 2, 0, 0, {}],
  ['04-localhost-name.rules', 'save', 1, 2, 0, 0, {}],
  ['05-sysconfig-nat-rr.rules', 'save', 1, 2, 0, 0, {}],
  ['06-k8s-grep.rules', 'save', 1, 3, 0, 0, {}],
  ['07-k8s-persist.rules', 'save', 2, 4, 0, 0, {}],
  ['08-short-hostname-vip.rules', 'save', 1, 2, 0, 0, {}],
  ['09-plain.rules', 'save', 1, 2, 0, 0, {}],
  ['10-tcp-udp-mixed.rules', 'save', 2, 4, 0, 0, {}],
  ['11-service-name-radan-http.rules', 'save', 1, 2, 0, 0, {}],
  ['12-fwmark-tunnel.rules', 'save', 2, 3, 0, 0, {}],
  ['13-long-options-fwmark.sh', 'rules', 1, 2, 0, 0, {}],
  ['14-long-options-nat.sh', 'rules', 1, 1, 0, 0, {}],
  ['15-mixed-long-short.sh', 'rules', 1, 2, 0, 1, {}],
  ['16-bundled-At-at.sh', 'rules', 1, 2, 0, 0, {}],
  ['17-shell-variables.sh', 'rules', 1, 2, 0, 0, {}],
  [
    '18-missing-s-option.sh',
    'rules',
    0,
    0,
    0,
    0,
    { 1: 'unexpected argument rr', 2: noService, 3: noService, 4: noService },
  ],
  ['19-redhat-init.sh', 'rules', 1, 2, 0, 0, {}],
  ['20-typo-vip-mismatch.sh', 'rules', 1, 2, 0, 0, {}],
  ['21-typo-service-not-defined.sh', 'rules', 1, 0, 0, 0, { 2: noService, 3: noService }],
  ['22-m-before-t.sh', 'rules', 1, 2, 0, 0, {}],
  ['23-delete-then-edit.sh', 'rules', 1, 2, 0, 0, { 6: twice }],
  ['24-wlc-persist.sh', 'rules', 1, 2, 0, 0, {}],
  ['25-sudo-weights-forward-last.sh', 'rules', 1, 3, 0, 0, {}],
  ['26-backticks-md.sh', 'rules', 1, 2, 0, 0, {}],
  ['27-prompt-prefixed.sh', 'rules', 1, 2, 0, 0, {}],
  ['28-fwmark-iptables.sh', 'rules', 1, 2, 0, 0, { 2: 'another program: iptables' }],
  ['29-fwmark-defaults-names.sh', '', 0, 0, 0, 4, {}],
  [
    '30-fork-options.sh',
    'rules',
    0,
    0,
    0,
    0,
    { 1: '-j: unknown option', 2: 'unexpected argument 1', 3: noService },
  ],
  ['31-non-ascii-dests.sh', 'rules', 2, 0, 0, 0, { 2: noServer, 4: noServer }],
  ['32-crlf-copy-of-03.rules', 'save', 1, 2, 0, 0, {}],
  ['33-zsh-dr.sh', 'rules', 1, 2, 0, 0, {}],
  [
    '34-udp-loop-delete.sh',
    '',
    0,
    0,
    0,
    0,
    {
      1: 'a control structure: only a shell can run it',
      2: 'the variable $p is not set in this file',
      3: 'a control structure: only a shell can run it',
    },
  ],
];

const summary = (name: string, reading: Reading): Row => {
  const problems: Record<number, string> = {};
  for (const { line, reason, partly } of reading.problems) {
    const text = `${partly ? 'partly: ' : ''}${reason}`;
    problems[line] = problems[line] === undefined ? text : `${problems[line]}; ${text}`;
  }
  const servers = reading.services.reduce((sum, service) => sum + service.servers.length, 0);
  const { formats, services, connections, notes } = reading;
  return [name, formats.join(' '), services.length, servers, connections.length, notes.length, problems];
};

describe('listings from the wild', () => {
  it('has a row for each', () => {
    expect(lists.map(([name]) => name)).toEqual(fixtureNames('corpus/lists'));
  });

  it.each(lists)('%s', (...row) => {
    expect(summary(row[0], readText(fixture('corpus/lists', row[0])))).toEqual(row);
  });
});

describe('rule files from the wild', () => {
  it('has a row for each', () => {
    expect(rules.map(([name]) => name)).toEqual(fixtureNames('corpus/rules'));
  });

  it.each(rules)('%s', (...row) => {
    expect(summary(row[0], readText(fixture('corpus/rules', row[0])))).toEqual(row);
  });

  const recorded = JSON.parse(fixture('corpus', 'rules_restore_expected.json')) as readonly {
    readonly file: string;
    readonly rc: number;
    readonly save_after: string;
    readonly stdout: string;
  }[];
  // `-h` inside a rule file ends the tool's own reading; a person who opens the file wants to see all of it.
  const whole = recorded.filter(({ rc, stdout }) => rc === 0 && !stdout.includes('Usage:'));

  it('has enough files that the real tool restored without a word', () => {
    expect(whole.length).toBeGreaterThanOrEqual(11);
  });

  it.each(whole)('$file gives the table that the real tool made of it', ({ file, save_after }) => {
    const table = (text: string) =>
      readText(text)
        .services.map(({ key, scheduler, persistence, servers }) => ({
          key,
          scheduler,
          persistence,
          servers: servers
            .map(server => `${server.key} ${server.method} ${server.weight} ${server.tunnel?.type}`)
            .sort(),
        }))
        .sort((left, right) => left.key.localeCompare(right.key));
    expect(table(fixture('corpus/rules', file))).toEqual(table(save_after));
  });
});

describe('what the listings say', () => {
  const list = (name: string) => readText(fixture('corpus/lists', `${name}.txt`));
  const service = (name: string, key: string) => list(name).services.find(one => one.key === key);

  it('reads ports by name where every machine has the same', () => {
    expect(service('04-minikube-names', 'tcp:10.96.0.1:443')?.servers).toEqual([
      { key: 'control-plane.minikube.inter', method: 'nat', weight: 1, active: 0, inactive: 0 },
    ]);
    expect(service('04-minikube-names', 'udp:10.96.0.10:53')).toBeDefined();
  });

  it('reads names, Local and columns that do not line up', () => {
    const found = service('02-nagios-hostnames-local', 'tcp:194.yoolink.fr:www');
    expect(found).toMatchObject({ scheduler: 'wlc', persistence: { timeout: 50, mask: '255.255.255.255' } });
    expect(found?.id).toBeUndefined();
    expect(found?.servers[1]).toEqual({
      key: 'web2.weborama.fr:www',
      method: 'local',
      weight: 2,
      active: 191,
      inactive: 374,
    });
    expect(service('06-version-1.0.10-ragged', 'tcp:212.204.230.98:80')?.servers[1]).toMatchObject({
      weight: 200,
      inactive: 27,
    });
  });

  it('keeps what forks say and main line does not', () => {
    const found = service('10-fullnat-synproxy', 'tcp:10.2.1.197:443');
    expect(found).toMatchObject({ scheduler: 'rr', extra: ['synproxy'] });
    expect(found?.servers[0]).toMatchObject({ key: '10.2.1.230:443', forward: 'FullNat', weight: 10 });
    expect(found?.servers[0]).not.toHaveProperty('method');
  });

  it('knows an abbreviated counter for what it is', () => {
    const found = service('18-stats-collapsed-spaces', 'tcp:192.168.112.10:80');
    expect(found).toMatchObject({ counters: { conns: 113786, inBytes: 2_110_000_000 }, rough: ['inBytes'] });
    expect(service('31-rate-handwritten-suffix', 'tcp:203.0.113.10:80')).toMatchObject({
      rates: { cps: 412, inPps: 18320, outPps: 0, inBps: 14_000_000, outBps: 0 },
      rough: ['inBps'],
    });
  });

  it('reads odd masks, flags, thresholds and templates', () => {
    expect(service('14-persist-odd-mask', 'tcp:169.55.8.94:0')?.persistence).toEqual({
      timeout: 360,
      mask: '169.55.8.94',
    });
    expect(service('20-mh-port-flag', 'tcp:172.16.42.170:2222')?.flags).toEqual(['flag-2']);
    expect(service('27-thresholds', 'tcp:172.25.116.175:80')?.servers[2]).toMatchObject({
      upper: 10_000,
      lower: 100,
    });
    expect(service('16-persistent-conn-k8s-pr692', 'tcp:10.11.12.13:6379')?.servers[0]).toMatchObject({
      weight: 1,
      persistent: 1,
    });
  });

  it('takes a mark of eight digits for hexadecimal only in /proc', () => {
    const marks = (reading: Reading) =>
      reading.services.flatMap(({ id }) => (id?.kind === 'fwmark' ? [id.mark] : []));
    expect(marks(list('38-proc-procfs-ip_vs'))).toEqual([0x10001000]);
    expect(marks(list('35-proc-lvstop-ip_vs'))).toEqual([0x50, 0x52]);
    expect(marks(list('22-ipv6-and-fwm-tunnel'))).toEqual([52587]);
    expect(marks(readText('FWM  10001000 rr\n  -> 10.0.0.1:0 Masq 1 0 0\n'))).toEqual([10_001_000]);
    expect(marks(readText('FWM  10001000 rr\n  -> 0A000001:0000 Masq 1 0 0\n'))).toEqual([0x10001000]);
  });

  it('shows the tables of two hosts beside each other', () => {
    const found = list('33-ansible-two-hosts').services;
    expect(found.map(({ key, host, servers }) => [key, host, servers.length])).toEqual([
      ['tcp:172.168.2.33:80', '172.168.2.32', 2],
      ['tcp:172.168.2.33:80@172.168.2.31', '172.168.2.31', 1],
      ['tcp:172.168.2.33:443@172.168.2.31', '172.168.2.31', 2],
    ]);
  });

  it('reads connections, with seconds where somebody lost the colon', () => {
    expect(list('24-conns-mixed').connections[0]).toEqual({
      protocol: 'tcp',
      expires: 231,
      state: 'ESTABLISHED',
      client: '192.168.56.1',
      clientPort: 56954,
      virtual: '192.168.56.200',
      virtualPort: 80,
      server: '192.168.56.102',
      serverPort: 80,
    });
    expect(list('25-conns-template-none').connections[0]).toMatchObject({
      expires: 10_793,
      state: 'NONE',
      clientPort: 0,
    });
    expect(list('26-conns-fwmark-collapsed').connections[2]).toMatchObject({
      protocol: 'ip',
      virtual: '0.0.0.10',
      expires: 948,
    });
  });

  it('reads totals of 64 bits', () => {
    expect(list('39-proc-procfs-ip_vs_stats')).toMatchObject({
      counters: { conns: 0x16aa370, inPkts: 0xe33656e5, outPkts: 0, inBytes: 0x51d8c8883ab3, outBytes: 0 },
      rates: { cps: 4, inPps: 0x1fb3c, outPps: 0, inBps: 0x1282a8f, outBps: 0 },
    });
  });
});
