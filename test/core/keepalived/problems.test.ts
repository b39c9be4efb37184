import { describe, expect, it } from 'vitest';
import { readKeepalived } from '../../../src/core/keepalived/read.ts';

const read = (text: string, configId?: string) =>
  readKeepalived(new Map([['/k.conf', text]]), '/k.conf', configId);

/** A virtual server with lines of its own, the first of them in line 2, and of its one real server. */
const block = (lines: string, inServer = ''): string =>
  `virtual_server 10.0.0.1 80 {\n${lines}\nprotocol TCP\nreal_server 10.1.0.1 80 {\n${inServer}\n}\n}\n`;

/** A text, the line of its only problem, and a part of the reason. */
const single: readonly (readonly [string, string, number, string])[] = [
  ['a keyword nobody knows', block('lb_algos rr'), 2, 'lb_algos is no keyword of a virtual server'],
  ['a keyword of the server in the service', block('uthreshold 5'), 2, 'uthreshold is no keyword'],
  [
    'a keyword of the service in the server',
    block('', 'lb_algo rr'),
    5,
    'lb_algo is no keyword of a real server',
  ],
  ['a keyword outside', 'lb_algo rr\n', 1, 'lb_algo is no keyword outside of blocks'],
  ['a value that is missing', block('lb_algo'), 2, 'keepalived does not start'],
  ['a weight that is missing', block('', 'weight'), 5, 'keepalived does not start'],
  ['an address that is missing', `${block('')}virtual_server {\n}\n`, 8, 'keepalived does not start'],
  ['a mark that is missing', `${block('')}virtual_server fwmark {\n}\n`, 8, 'keepalived does not start'],
  ['a server without an address', block('real_server {\n}'), 2, 'keepalived does not start'],
  ['a group without a name', `${block('')}virtual_server_group {\n10.0.0.1 80\n}\n`, 8, 'does not start'],
  ['a group with two names', `${block('')}virtual_server_group a b {\n}\n`, 8, 'does not start'],
  ['a mark 0', `${block('')}virtual_server fwmark 0 {\n}\n`, 8, 'mark 0 is no mark'],
  ['an unknown scheduler', block('lb_algo WRR'), 2, 'WRR is no scheduler'],
  ['an unknown method', block('lb_kind FNAT'), 2, 'FNAT is no method'],
  ['gue without its port', block('lb_kind TUN type gue'), 2, 'gue needs a port'],
  ['a time of 0', block('persistence_timeout 0'), 2, '0 is no time'],
  ['a mask with its length', block('persistence_granularity /24'), 2, '/24 is no mask'],
  ['an unknown protocol', block('protocol ICMP'), 2, 'ICMP is no protocol'],
  ['a number that is a word', block('', 'weight many'), 5, 'many is no number: keepalived takes it as 0'],
  ['a number with a tail', block('', 'weight 12k'), 5, 'keepalived takes it as 12'],
  ['a number out of range', block('', 'weight -1'), 5, '-1 is not in 0..2147483647: ignored'],
  ['words too many', block('lb_algo rr wrr'), 2, 'keepalived reads no more than lb_algo rr'],
  ['a switch that is none', block('', 'alpha perhaps'), 5, 'perhaps is neither yes nor no'],
  ['a name for an address', block('real_server web1 80 {\nweight 1\n}'), 2, 'web1 is no address'],
  ['a name for a port', block('real_server 10.1.0.2 http {\n}'), 2, 'http is not in 1..65535'],
  ['a range for an address', block('real_server 10.1.0.2-5 80 {\n}'), 2, 'takes 10.1.0.2-5 as 10.1.0.2'],
  ['another family', block('real_server fd00::1 80 {\n}'), 2, "not of the service's family (IPv4)"],
  ['no unicast address', block('real_server 224.0.0.1 80 {\n}'), 2, 'the kernel refuses'],
  ['thresholds the wrong way round', block('', 'lthreshold 1'), 4, 'the kernel refuses'],
  ['a server twice', block('real_server 10.1.0.1 80 {\n}'), 5, 'a second time'],
  ['a sorry server that comes too late', block('sorry_server_inhibit'), 2, 'only after sorry_server'],
  ['a flag before its scheduler', block('mh-port'), 2, 'counts only after lvs_sched mh'],
  ['ops with TCP', block('ops'), 1, 'only for UDP'],
  ['no brace', block('real_server 10.1.0.2 80\nweight 2\n}'), 2, 'no { begins this block'],
  ['a block that is none', block('delay_loop 3 {'), 2, 'this { begins no block'],
  ['a brace too many', `${block('')}}\n`, 8, 'no block is open here'],
  ['a brace too few', block('').slice(0, -2), 1, 'no } ends this block'],
  ['a quote that is not closed', block('virtualhost "x'), 2, 'a double quote is not closed'],
  [
    'a group nobody knows',
    'virtual_server group g {\nreal_server 10.1.0.1 80 {\n}\n}\n',
    1,
    'there is no group g',
  ],
  ['a line too long', block(`virtualhost ${'x'.repeat(2_000)}`), 2, 'behind 1023 characters'],
  ['a sequence block', block('~SEQ(I,1,3) real_server 10.1.0.$I 80 { }'), 2, 'are not read'],
  ['a line for a machine', block('@web1 lb_algo rr'), 2, 'which one this is, is not known'],
  ['a definition in itself', `$A=$A\n${block('virtualhost $A')}`, 3, 'itself'],
  ['a definition that grows', `$A=xx$A $A\n${block('virtualhost $A')}`, 3, 'too long'],
  ['a random number', block('', `weight \${_RANDOM 1 9}`), 5, 'a random number'],
  ['a file that is missing', block('include other.conf'), 2, 'this file was not read'],
  ['the same file', block('include k.conf'), 2, 'a file cannot include itself'],
];

describe('problems', () => {
  it.each(single)('%s', (_, text, line, reason) => {
    const { problems } = read(text);
    expect(problems.map(problem => [problem.file, problem.line])).toEqual([['/k.conf', line]]);
    expect(problems[0]?.reason).toContain(reason);
  });

  it('there are none in a configuration that says everything', () => {
    const text = block(
      'lb_algo wrr\nlb_kind DR\ndelay_loop 6\nquorum 1\nsmtp_alert',
      'weight 2\nTCP_CHECK {\n}',
    );
    expect(read(text).problems).toEqual([]);
  });

  it('a file that was not given is one', () => {
    const reading = readKeepalived(new Map(), '/k.conf');
    expect(reading.unread).toEqual(['/k.conf']);
    expect(reading.problems).toHaveLength(1);
  });

  it('never carry control characters', () => {
    const { problems } = read('a\u001b[31m\u0007b c\nlb_algo \u009b\n');
    expect(problems).toHaveLength(2);
    expect(problems.map(({ text, reason }) => text + reason).join('')).not.toMatch(
      /[\u0000-\u001f\u007f-\u009f]/,
    );
  });
});

describe('what does not come from virtual_server', () => {
  it('is the network namespace, and that of ipvs before it', () => {
    expect(read('net_namespace a\n').namespace).toBe('a');
    expect(read('net_namespace a\nnet_namespace_ipvs b\n').namespace).toBe('b');
    expect(read(block('')).namespace).toBeUndefined();
  });

  it('is whether there is VRRP', () => {
    expect(read('vrrp_instance V {\nvirtual_ipaddress {\n10.0.0.1\n}\n}\n')).toMatchObject({
      vrrp: true,
      problems: [],
    });
    expect(read('vrrp_script x {\n}\n').vrrp).toBe(false);
  });

  it('is nftables_ipvs: groups then have marks that only the table tells', () => {
    const group = 'virtual_server_group g {\n10.0.0.1 80\n}\n';
    const text = `global_defs {\nnftables_ipvs\n}\n${group}virtual_server group g {\nreal_server 10.1.0.1 80 {\n}\n}\n`;
    expect(read(text)).toMatchObject({ services: [], problems: [{ line: 7 }] });
  });
});
