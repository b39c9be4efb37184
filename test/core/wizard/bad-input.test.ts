/** Every field refuses what cannot be, with a reason, and where it is plain with what would be right. */
import { describe, expect, it } from 'vitest';
import type { Answers, Ground, WizardKind } from '../../../src/core/wizard/wizard.types.ts';
import { blank, lan, marked, refusal, server, stepOf, tcp } from './grounds.ts';

const running: Ground = {
  ...lan,
  services: [tcp('10.0.0.200', 80, [server('10.0.0.7', 80)]), marked(7, [server('10.0.0.7', 0)])],
};

type Bad = readonly [text: string, reason: RegExp, better?: string];

/** What every address field refuses, with the words of the reason and what is suggested instead. */
const badAddresses: readonly Bad[] = [
  ['nonsense!', /is no address/],
  ['web1.example.com', /is a name: lvsh resolves none/],
  ['localhost', /is a name/],
  ['10.0.0', /four numbers/],
  ['10.0.0.1.2', /four numbers/],
  ['10.0.0.300', /300 is larger than 255/],
  ['010.0.0.7', /leading zeros/, '10.0.0.7'],
  ['10.0.0.0/24', /whole network/],
  ['10.0.0.7/24', /length of the network is not asked/, '10.0.0.7'],
  ['10.0.0.255/24', /broadcast address of its network/],
  ['255.255.255.255', /broadcast/],
  ['224.0.0.81', /multicast/],
  ['ff02::1', /multicast/],
  ['0.0.0.0', /no address at all/],
  ['::', /no address at all/],
  ['127.0.0.1', /loopback/],
  ['::1', /loopback/],
  ['169.254.7.7', /link-local/],
  ['fe80::7', /link-local/],
  ['fe80::7%eth0', /names an interface/],
  ['::ffff:10.0.0.7', /in the clothes of IPv6/, '10.0.0.7'],
  ['::10.0.0.7', /in the clothes of IPv6/, '10.0.0.7'],
  ['240.0.0.1', /reserved/],
  ['fd00:::7', /no IPv6 address/],
  ['-r', /is no address|is a name/],
  ['10.0.0.7;reboot', /is no address|is a name/],
  ['$(reboot)', /is no address/],
];

/** Ports that every field with a port refuses. */
const badPorts: readonly Bad[] = [
  ['0', /Port 0/],
  ['65536', /largest is 65535/],
  ['99999999999', /largest is 65535/],
  ['080', /leading zeros/, '80'],
  ['-80', /is no port/],
  ['http', /name of a port/, '80'],
  ['', /port is missing/],
  ['8 0', /is no port|port/],
];

const addressRows = badAddresses.map(row => [row[0], row] as const);
const portRows = badPorts.map(row => [row[0], row] as const);

const bracketed = (text: string): string => (text.includes(':') ? `[${text}]` : text);

/** The answers with which a field can be looked at. */
interface Field {
  readonly kind: WizardKind;
  readonly id: string;
  readonly around: Answers;
  readonly ground?: Ground;
}

const look = ({ kind, id, around, ground = lan }: Field, text: string) =>
  stepOf(kind, id, { ...around, [id]: text }, ground);

const expectRefused = (field: Field, text: string, reason: RegExp, better?: string | undefined): void => {
  const step = look(field, text);
  expect(step.state, `${field.kind} ${field.id} ${JSON.stringify(text)}`).toBe('wrong');
  const errors = step.remarks.filter(({ level }) => level === 'error');
  expect(errors.map(({ text: why }) => why).join('\n')).toMatch(reason);
  if (better !== undefined) {
    const offered = errors.map(({ instead }) => instead?.answers[field.id]);
    expect(offered, `${field.id} ${text}`).toContain(better);
    // What is suggested is fit to be taken.
    expect(
      look(field, better).remarks.filter(({ text: why }) => reason.test(why)),
      `${better} in the place of ${text}`,
    ).toEqual([]);
  }
};

const newKinds = ['dr', 'nat', 'tun', 'fullnat'] as const;

describe('the address and port that clients call', () => {
  const field = (kind: WizardKind): Field => ({ kind, id: 'vip', around: { rs: '10.0.0.7' } });

  it.each(addressRows)('refuses %s', (_, [text, reason, better]) => {
    for (const kind of newKinds)
      expectRefused(
        field(kind),
        `${bracketed(text)}:80`,
        reason,
        better === undefined ? undefined : `${better}:80`,
      );
  });

  it.each(portRows)('refuses port %j', (_, [port, reason, better]) => {
    for (const kind of newKinds)
      expectRefused(field(kind), `10.0.0.200:${port}`, reason, better && `10.0.0.200:${better}`);
  });

  it.each([
    ['10.0.0.200', /Which port/, '10.0.0.200:80'],
    ['udp:10.0.0.200', /Which port/, 'udp:10.0.0.200:53'],
    ['fd00::200', /Which port/, '[fd00::200]:80'],
    ['fd00::200:80', /stands after brackets/, '[fd00::200:80]:80'],
    ['http://10.0.0.200/', /URL/, undefined],
    ['icmp:10.0.0.200:80', /address/, undefined],
  ])('refuses %s', (text, reason, better) => {
    expectRefused(field('dr'), text, reason, better);
  });

  it('keeps the protocol in what it suggests', () => {
    expectRefused(field('dr'), 'UDP:10.0.0.200:053', /leading zeros/, 'udp:10.0.0.200:53');
  });
});

describe('real servers', () => {
  const field = (kind: WizardKind, vip = '10.0.0.200:80'): Field => ({ kind, id: 'rs', around: { vip } });

  it.each(addressRows)('refuses %s alone and in a list', (_, [text, reason, better]) => {
    for (const kind of newKinds) {
      expectRefused(field(kind), text, reason, better);
      expectRefused(
        field(kind),
        `10.0.0.11, ${text} 10.0.0.12=3`,
        reason,
        better === undefined ? '10.0.0.11 10.0.0.12=3' : `10.0.0.11 ${better} 10.0.0.12=3`,
      );
    }
  });

  it.each(portRows.filter(([port]) => port !== '8 0'))('refuses port %j', (_, [port, reason, better]) => {
    expectRefused(field('nat'), `10.0.0.7:${port}`, reason, better && `10.0.0.7:${better}`);
  });

  it.each([
    ['10.0.0.7=x', /is no weight/],
    ['10.0.0.7=-1', /is no weight/],
    ['10.0.0.7=', /is no weight/],
    ['10.0.0.7=03', /leading zeros/],
    ['10.0.0.7=2147483648', /at most 2147483647/],
  ])('refuses the weight of %s', (text, reason) => expectRefused(field('dr'), text, reason));

  it('refuses another family than that of the service', () => {
    for (const kind of newKinds) {
      expectRefused(field(kind), '10.0.0.7 fd00::7', /fd00::7 is IPv6 and the service IPv4/);
      expectRefused(field(kind, '[fd00::200]:80'), '10.0.0.7', /10.0.0.7 is IPv4 and the service IPv6/);
    }
  });

  it('refuses the same server twice, also where the port is only written once', () => {
    expectRefused(field('dr'), '10.0.0.7 10.0.0.8 10.0.0.7', /10.0.0.7 is given twice/, '10.0.0.7 10.0.0.8');
    expectRefused(field('dr'), '10.0.0.7 10.0.0.7:80', /given twice/);
    expect(look(field('nat'), '10.0.0.7:8080 10.0.0.7:8081').state).toBe('done');
  });

  it('refuses the VIP, a router, and the edges of a subnet', () => {
    expectRefused(field('dr'), '10.0.0.200 10.0.0.7', /is the VIP/, '10.0.0.7');
    expectRefused(field('dr'), '10.0.0.1 10.0.0.7', /is a router of this machine/, '10.0.0.7');
    expectRefused(field('dr'), '10.0.0.0', /network address of 10.0.0.100\/24/);
    expectRefused(field('dr'), '10.0.0.255', /broadcast address of 10.0.0.100\/24/);
    expectRefused(field('dr', '[fd00::200]:80'), 'fd00::', /network address of fd00::100\/64/);
  });

  it('refuses nothing at all', () => {
    expect(look(field('dr'), ' ').state).toBe('open');
    expect(look(field('dr'), ' , ').state).toBe('wrong');
  });

  it('counts problems that are many', () => {
    const list = Array.from({ length: 40 }, (_, at) => `web${at}`).join(' ');
    const { remarks } = look(field('dr'), list);
    expect(remarks.filter(({ level }) => level === 'error')).toHaveLength(7);
    expect(remarks.at(-1)?.text).toBe('34 more of them cannot be read');
  });
});

describe('addresses of a service by mark', () => {
  const field: Field = { kind: 'mark', id: 'vip', around: { rs: '10.0.0.7', ports: '80' } };

  it.each(addressRows)('refuses %s', (_, [text, reason, better]) => {
    expectRefused(field, text, reason, better);
    expectRefused(field, `10.0.0.200 ${text}`, reason, better && `10.0.0.200 ${better}`);
  });

  it('refuses both families at once, and ports', () => {
    expectRefused(field, '10.0.0.200 fd00::200', /another family/, '10.0.0.200');
    expectRefused(field, '10.0.0.200:80', /question of their own/, '10.0.0.200');
  });
});

describe('ports of a service by mark', () => {
  const field: Field = { kind: 'mark', id: 'ports', around: { vip: '10.0.0.200', rs: '10.0.0.7' } };

  it.each(portRows.filter(([port]) => port !== '' && port !== '8 0' && port !== '-80'))(
    'refuses %s',
    (_, [port, reason, better]) => expectRefused(field, `443 ${port}`, reason, better && `443 ${better}`),
  );

  it.each([
    ['100-80', /ends before it begins/, '80-100'],
    ['1-2-3', /no range/, undefined],
    ['80-', /port is missing/, undefined],
    ['80-70000', /largest is 65535/, undefined],
    ['icmp', /is no port/, undefined],
  ])('refuses %s', (text, reason, better) => expectRefused(field, text, reason, better));
});

type Row = readonly [WizardKind, string, Answers, string, RegExp, string?];

/** Rows with a title each. */
const rows = (list: readonly Row[]) =>
  list.map(row => [`${row[0]} ${row[1]} refuses ${JSON.stringify(row[3])}`, row] as const);

describe('other fields', () => {
  const around = { vip: '10.0.0.200:80', rs: '10.0.0.7' };
  const markAround = { vip: '10.0.0.200', ports: '80 443', rs: '10.0.0.7' };

  it.each(
    rows([
      ['dr', 'device', around, 'eth9', /There is no interface eth9 here/, 'eth0'],
      ['dr', 'device', around, 'eht0', /There is no interface/, 'eth0'],
      ['dr', 'device', around, 'eth0:0', /alias/, 'eth0'],
      ['dr', 'device', around, 'eth0/../x', /no name of an interface/],
      ['dr', 'device', around, '--help', /no name of an interface/],
      ['dr', 'device', around, 'a-name-that-is-too-long', /no name of an interface/],
      ['dr', 'device', around, 'none', /There is no interface none/],
      ['dr', 'scheduler', around, 'wlcc', /is no scheduler/, 'wlc'],
      ['dr', 'scheduler', around, 'none', /everybody is refused/],
      ['dr', 'scheduler', around, 'twos', /this kernel has no module ip_vs_twos/, 'wlc'],
      ['dr', 'persistence', around, 'long', /is no time/, '6m'],
      ['dr', 'persistence', around, '0', /would keep nobody/, '6m'],
      ['dr', 'persistence', around, '40d', /more than 31 days/, '1h'],
      ['dr', 'flavour', around, 'ansible', /none of the answers/, 'iproute2'],
      ['nat', 'flavour', around, 'nmcli', /not possible here/, 'iproute2'],
      ['nat', 'snat', around, 'maybe', /neither yes nor no/, 'no'],
      ['nat', 'dip', around, '10.0.0.100', /length of its subnet is missing/, '10.0.0.100/24'],
      ['nat', 'dip', around, '10.0.0.100/32', /no subnet/, '10.0.0.100/24'],
      ['nat', 'dip', around, '10.0.0.100/99', /no length/, '10.0.0.100/24'],
      ['nat', 'dip', around, '10.0.0.255/24', /broadcast address/],
      ['nat', 'dip', around, '10.0.0.100/16', /has the length 24/, '10.0.0.100/24'],
      ['nat', 'dip', around, 'gateway/24', /is a name/],
      ['nat', 'dip', around, 'fd00::100/64', /another family/],
      ['tun', 'tunnel', around, 'vxlan', /none of the answers/, 'ipip'],
      ['tun', 'tunnel-port', { ...around, tunnel: 'gue' }, '0', /Port 0/, '6080'],
      ['tun', 'tunnel-port', { ...around, tunnel: 'gue' }, '65536', /largest/, '6080'],
      ['mark', 'mark', markAround, '0', /Mark 0/, '1'],
      ['mark', 'mark', markAround, '4294967296', /32 bits/, '1'],
      ['mark', 'mark', markAround, '-1', /is no mark/, '1'],
      ['mark', 'mark', markAround, 'web', /is no mark/, '1'],
      ['mark', 'method', markAround, 'fullnat', /none of the answers/],
      ['mark', 'marker', markAround, 'pf', /none of the answers/, 'iptables'],
    ]),
  )('%s', (_, [kind, id, given, text, reason, better]) => {
    expectRefused({ kind, id, around: given }, text, reason, better);
  });

  it.each(
    rows([
      ['server', 'service', { rs: '10.0.0.9' }, 'tcp:10.0.0.201:80', /There is no service/],
      ['server', 'rs', { service: 'tcp:10.0.0.200:80' }, '10.0.0.7', /in TCP 10.0.0.200:80 already/],
      ['server', 'rs', { service: 'tcp:10.0.0.200:80' }, '10.0.0.9:8080', /cannot have port 8080/],
      ['server', 'weight', { service: 'tcp:10.0.0.200:80', rs: '10.0.0.9' }, 'much', /is no weight/, '1'],
      ['server', 'weight', { service: 'tcp:10.0.0.200:80', rs: '10.0.0.9' }, '01', /leading zeros/, '1'],
      ['server', 'vip', { service: 'fwm:7', rs: '10.0.0.9' }, 'fd00::200', /another family/],
      ['persistence', 'by', { service: 'fwm:7', vip: '10.0.0.200' }, 'port', /one by mark/, 'mark'],
      ['persistence', 'timeout', { service: 'tcp:10.0.0.200:80' }, '0', /would keep nobody/, '6m'],
      ['persistence', 'mask', { service: 'tcp:10.0.0.200:80' }, '33', /more than 32/, '32'],
      ['persistence', 'mask', { service: 'tcp:10.0.0.200:80' }, '0', /all clients one/, '32'],
      ['persistence', 'mask', { service: 'tcp:10.0.0.200:80' }, '255.0.255.0', /is no mask/, '32'],
      ['ha', 'services', {}, 'tcp:10.0.0.1:80', /There is no service/],
      ['ha', 'program', {}, 'heartbeat', /none of the answers/, 'keepalived'],
      ['ha', 'vip', {}, 'vip1', /is a name/],
      ['ha', 'device', {}, 'lo', /hears nothing there/],
      ['ha', 'router-id', {}, '256', /from 1 to 255/, '51'],
      ['ha', 'router-id', {}, '0', /from 1 to 255/, '51'],
      ['ha', 'priority', {}, '255', /from 2 to 254/, '100'],
      ['ha', 'quorum', {}, '0', /from 1 to/, '1'],
      ['ha', 'peers', {}, '10.0.0.100', /address of this director/],
      ['ha', 'peers', {}, 'lb2', /is a name/],
      ['ha', 'check', {}, 'telnet', /is no check/, 'tcp'],
      ['ha', 'check', {}, '/health', /is no check/, 'http:/health'],
      ['ha', 'sorry', {}, '10.0.0.9:0', /Port 0/],
      ['ha', 'sorry', {}, 'fd00::9', /another family/],
      ['ha', 'sync', {}, 'sometimes', /neither yes nor no/, 'yes'],
      ['ha', 'device', {}, 'bond7', /There is no interface/],
    ]),
  )('%s', (_, [kind, id, given, text, reason, better]) => {
    expectRefused({ kind, id, around: given, ground: running }, text, reason, better);
  });

  it('says what is missing where there is no table to begin with', () => {
    for (const kind of ['server', 'persistence'] as const) {
      expect(stepOf(kind, 'service', { service: 'tcp:10.0.0.200:80' }, blank).remarks[0]?.text).toMatch(
        /running table is not known/,
      );
      expect(stepOf(kind, 'service', { service: 'tcp:10.0.0.200:80' }, lan).remarks[0]?.instead?.wizard).toBe(
        'dr',
      );
    }
    expect(refusal('ha', {}, lan)).toMatch(/^services: There is no service yet/);
  });
});
