import { describe, expect, it } from 'vitest';
import { readKeepalived } from '../../../src/core/keepalived/read.ts';
import { serviceKey } from '../../../src/core/model/service.ts';

const read = (text: string) => {
  const { services, problems } = readKeepalived(
    new Map([['k', `virtual_server 10.0.0.1 80 {\nprotocol TCP\n${text}\n}\n`]]),
    'k',
  );
  const [first] = services;
  if (first === undefined) throw new Error('no service');
  expect(problems).toEqual([]);
  return first;
};
const server = (inside: string): string => `real_server 10.1.0.1 80 {\n${inside}\n}`;
const condition = (text: string) => read(text).conditional.servers.get('10.1.0.1:80');
const check = 'TCP_CHECK {\nconnect_timeout 3\n}';

describe('what keepalived may do to a server', () => {
  const plain = { checked: false, onFailure: 'removed', startsDown: false, weightVaries: false };
  it.each([
    ['nothing without a checker', server(''), plain],
    ['remove it', server(check), { ...plain, checked: true }],
    [
      'set weight 0',
      server(`${check}\ninhibit_on_failure`),
      { ...plain, checked: true, onFailure: 'weight-0' },
    ],
    [
      'as its service says',
      `inhibit_on_failure\n${server(check)}`,
      { ...plain, checked: true, onFailure: 'weight-0' },
    ],
    [
      'as it says itself',
      `inhibit_on_failure\n${server(`inhibit_on_failure no\n${check}`)}`,
      { ...plain, checked: true },
    ],
    ['leave it out at start', server(`alpha\n${check}`), { ...plain, checked: true, startsDown: true }],
    ['not without a checker', `alpha\n${server('')}`, plain],
    ['not if it says no', `alpha\n${server(`alpha off\n${check}`)}`, { ...plain, checked: true }],
    [
      'set its weight',
      server('MISC_CHECK {\nmisc_path x\nmisc_dynamic\n}'),
      { ...plain, checked: true, weightVaries: true },
    ],
    [
      'set it by a file',
      server('FILE_CHECK {\ntrack_file f\nweight 2\n}'),
      { ...plain, checked: true, weightVaries: true },
    ],
    ['not by a script alone', server('MISC_CHECK {\nmisc_path x\n}'), { ...plain, checked: true }],
  ])('%s', (_, text, expected) => {
    expect(condition(text)).toEqual(expected);
  });

  it.each([
    'HTTP_GET',
    'SSL_GET',
    'TCP_CHECK',
    'SMTP_CHECK',
    'DNS_CHECK',
    'MISC_CHECK',
    'BFD_CHECK',
    'UDP_CHECK',
    'PING_CHECK',
    'FILE_CHECK',
  ])('%s is a checker, and its block is passed over', name => {
    const text = server(
      `${name} {\nurl {\npath /\nweight 9\n}\nanything {\n weight 8\n}\nweight 3`.replace(
        'anything {\n weight 8\n}\n',
        '}\n',
      ),
    );
    const { service, conditional } = read(text);
    expect(conditional.servers.get('10.1.0.1:80')?.checked).toBe(true);
    expect(service.servers[0]?.config.weight).toBe(3);
  });
});

describe('the quorum', () => {
  it('is 1 without hysteresis, and nothing is suspended', () => {
    expect(read(server('')).conditional).toMatchObject({ quorum: 1, hysteresis: 0, suspends: false });
  });

  it('is as written, but never more than all weights', () => {
    const text = (quorum: number): string =>
      `quorum ${quorum}\nhysteresis 2\nha_suspend\n${server('weight 7')}`;
    expect(read(text(5)).conditional).toMatchObject({ quorum: 5, hysteresis: 2, suspends: true });
    expect(read(text(9)).conditional.quorum).toBe(7);
  });

  it('brings a sorry server, which is not in the table', () => {
    const { service, conditional } = read(`lb_kind DR\nsorry_server 10.1.0.9 8080\n${server('')}`);
    expect(conditional.sorry).toEqual({
      server: {
        id: { address: '10.1.0.9', port: 80 },
        config: { method: 'dr', weight: 1, upper: 0, lower: 0 },
      },
      always: false,
    });
    expect(service.servers.map(({ id }) => id.address)).toEqual(['10.1.0.1']);
    expect([...conditional.servers.keys()]).toEqual(['10.1.0.1:80']);
  });

  it('finds an inhibited sorry server there with weight 0', () => {
    const { service, conditional } = read(`sorry_server 10.1.0.9 80\nsorry_server_inhibit\n${server('')}`);
    expect(conditional.sorry?.always).toBe(true);
    expect(service.servers.map(({ id, config }) => [id.address, config.weight])).toEqual([
      ['10.1.0.1', 1],
      ['10.1.0.9', 0],
    ]);
  });
});

describe('two blocks for one service', () => {
  it('are one service with the settings of the first, the servers of both and both sorry servers', () => {
    const block = (number: number): string =>
      `virtual_server 10.0.0.1 80 {\nprotocol TCP\nquorum ${number}\nsorry_server 10.1.9.${number} 80\nsorry_server_inhibit\n` +
      `real_server 10.1.0.${number} 80 {\nweight 5\n}\n}\n`;
    const { services, problems } = readKeepalived(new Map([['k', block(1) + block(2)]]), 'k');
    expect(problems.map(({ line }) => line)).toEqual([10]);
    const [only] = services;
    expect(services).toHaveLength(1);
    expect(only?.conditional.quorum).toBe(1);
    expect(only?.service.servers.map(({ id, config }) => `${id.address} ${config.weight}`)).toEqual([
      '10.1.0.1 5',
      '10.1.9.1 0',
      '10.1.0.2 5',
      '10.1.9.2 0',
    ]);
    expect(only?.conditional.sorry?.server.id.address).toBe('10.1.9.1');
    expect(only?.conditional.servers.get('10.1.9.2:80')).toEqual({
      checked: false,
      onFailure: 'weight-0',
      startsDown: false,
      weightVaries: true,
    });
  });
});

describe('where it stands', () => {
  it('is the line of its virtual_server, for every member of a group', () => {
    const text =
      'virtual_server_group g {\n10.0.0.1-3 80\nfwmark 5\n}\n\nvirtual_server group g {\nprotocol TCP\nreal_server 10.1.0.1 80 {\n}\n}\n';
    const { services } = readKeepalived(new Map([['k', text]]), 'k');
    expect(services.map(({ where }) => where)).toEqual(new Array(4).fill({ file: 'k', line: 6 }));
    expect(services.map(({ service }) => serviceKey(service.id))).toEqual([
      'tcp:10.0.0.1:80',
      'tcp:10.0.0.2:80',
      'tcp:10.0.0.3:80',
      'fwm:5',
    ]);
  });

  it('is in the included file', () => {
    const files = new Map([
      ['/etc/k.conf', '\ninclude d/*.conf\n'],
      ['/etc/d/b.conf', '#\n#\nvirtual_server 10.0.0.2 80 {\nreal_server 10.1.0.1 80 {\n}\n}\n'],
      ['/etc/d/a.conf', 'virtual_server 10.0.0.1 80 {\nreal_server 10.1.0.1 80 {\n}\n}\n'],
    ]);
    expect(readKeepalived(files, '/etc/k.conf').services.map(({ where }) => where)).toEqual([
      { file: '/etc/d/a.conf', line: 1 },
      { file: '/etc/d/b.conf', line: 3 },
    ]);
  });
});
