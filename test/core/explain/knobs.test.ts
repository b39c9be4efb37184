import { describe, expect, test } from 'vitest';
import { knobPath, readKnob, readKnobPath } from '../../../src/core/explain/knobs/name.ts';
import { knobRows } from '../../../src/core/explain/knobs/rows.ts';
import { sysctlDefaults } from '../../../src/core/kernel/sysctl.ts';

describe('names of kernel settings', () => {
  test.each([
    ['net.ipv4.ip_forward', 'net.ipv4.ip_forward', undefined],
    ['net/ipv4/ip_forward', 'net.ipv4.ip_forward', undefined],
    ['net.ipv4.conf.lo.arp_ignore', 'net.ipv4.conf.lo.arp_ignore', 'lo'],
    ['net/ipv4/conf/eth0.100/rp_filter', 'net.ipv4.conf.eth0.100.rp_filter', 'eth0.100'],
    ['net.ipv4.vs.conntrack', 'net.ipv4.vs.conntrack', undefined],
    ['net.ipv4.tcp_tw_reuse', 'net.ipv4.tcp_tw_reuse', undefined],
    ['net.ipv4.tcp_wmem', 'net.ipv4.tcp_wmem', undefined],
    ['net.core.somaxconn', 'net.core.somaxconn', undefined],
    ['net.bridge.bridge-nf-call-iptables', 'net.bridge.bridge-nf-call-iptables', undefined],
    ['vm.swappiness', 'vm.swappiness', undefined],
    ['net.ipv6.conf.all.forwarding', 'net.ipv6.conf.all.forwarding', 'all'],
  ])('%s is right', (text, name, face) => {
    const knob = readKnob(text);
    expect(knob.name).toBe(name);
    expect(knob.interface).toBe(face);
    expect(knob.misspelt).toBeUndefined();
  });

  test.each([
    ['net.ipv4.ip_forword', 'net.ipv4.ip_forward'],
    ['net.ipv4.ip_foward', 'net.ipv4.ip_forward'],
    ['net.ipv4.ip_forwarding', 'net.ipv4.ip_forward'],
    ['net.ip4.ip_forward', 'net.ipv4.ip_forward'],
    ['ner.ipv4.ip_forward', 'net.ipv4.ip_forward'],
    ['net.ipv4.conf.lo.arp_ingore', 'net.ipv4.conf.lo.arp_ignore'],
    ['net.ipv4.conf.all.arp_anounce', 'net.ipv4.conf.all.arp_announce'],
    ['net.ipv4.con.all.arp_ignore', 'net.ipv4.conf.all.arp_ignore'],
    ['net.ipv4.lo.arp_ignore', 'net.ipv4.conf.lo.arp_ignore'],
    ['net.ipv4.arp_announce', 'net.ipv4.conf.all.arp_announce'],
    ['net.ipv4.conf.arp_announce', 'net.ipv4.conf.all.arp_announce'],
    ['net.ipv4.conf.defualt.rp_filter', 'net.ipv4.conf.default.rp_filter'],
    ['net.ipv4.vs.contrack', 'net.ipv4.vs.conntrack'],
    ['net.ipv4.vs.expire_nodest_con', 'net.ipv4.vs.expire_nodest_conn'],
    ['net.ipv4.zzzzzzzzz', undefined],
  ])('%s is misspelt', (text, right) => {
    expect(readKnob(text).misspelt?.name).toBe(right);
    expect(readKnob(text).misspelt).toBeDefined();
  });

  test.each([
    ['/proc/sys/net/ipv4/ip_forward', undefined],
    ['//proc/sys//net/ipv4/ip_forward', undefined],
    ['proc/sys/net/ipv4/ip_forward', '/proc/sys/net/ipv4/ip_forward'],
    ['/proc/net/sys/ipv4/ip_forward', '/proc/sys/net/ipv4/ip_forward'],
    ['/porc/sys/net/ipv4/conf/lo/arp_ignore', '/proc/sys/net/ipv4/conf/lo/arp_ignore'],
    ['/proc/sys/net/ipv4/conf/lo/arp_anounce', '/proc/sys/net/ipv4/conf/lo/arp_announce'],
    ['/proc/sys/net/ip4/ip_forward', '/proc/sys/net/ipv4/ip_forward'],
  ])('the file %s', (path, right) => {
    const knob = readKnobPath(path);
    expect(knob).toBeDefined();
    expect(knob?.misspelt?.name === undefined ? undefined : knobPath(knob.misspelt.name)).toBe(right);
  });

  test.each(['/proc/net/ip_vs', '/etc/sysctl.conf', '/sys/class/net/eth0/address', '/tmp/x'])(
    '%s is none',
    path => {
      expect(readKnobPath(path)).toBeUndefined();
    },
  );

  test('every setting of the table and of IPVS is right as it is written', () => {
    const all = [
      ...knobRows.map(({ name }) => name.replace('*', 'eth0')),
      ...Object.keys(sysctlDefaults).map(name => `net.ipv4.vs.${name}`),
    ];
    for (const name of all) {
      expect(readKnob(name).misspelt, name).toBeUndefined();
      expect(readKnobPath(knobPath(name))?.name).toBe(name);
    }
  });

  test('rows are found for each interface', () => {
    for (const row of knobRows) expect(readKnob(row.name.replace('*', 'ens33')).row).toBe(row);
  });
});
