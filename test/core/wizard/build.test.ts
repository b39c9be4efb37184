/** What wizards come to: the director's actions in order, taken by the plan and by the practice kernel, and the handouts. */
import { describe, expect, it } from 'vitest';
import { emptyKernel, type Kernel } from '../../../src/core/kernel/state.ts';
import { serviceKey } from '../../../src/core/model/service.ts';
import type { Setup } from '../../../src/core/model/setup.ts';
import { actionLine } from '../../../src/core/plan/action.ts';
import { makePlan } from '../../../src/core/plan/make.ts';
import type { Plan } from '../../../src/core/plan/plan.types.ts';
import { buildWizard } from '../../../src/core/wizard/run.ts';
import type { Answers, Built, Ground, WizardKind } from '../../../src/core/wizard/wizard.types.ts';
import { act, setupOf } from '../plan/practice.ts';
import {
  address,
  between,
  blank,
  build,
  good,
  lan,
  marked,
  oneLan,
  refusal,
  server,
  stepOf,
  tcp,
  twoNets,
} from './grounds.ts';

const lines = (kind: WizardKind, answers: Answers, ground: Ground = lan): readonly string[] =>
  build(kind, answers, ground).actions.map(actionLine);

const ids = ({ handouts }: Built): readonly string[] => handouts.map(({ id }) => id);

const rs = '10.0.0.7 10.0.0.14=3';

describe('the director’s part of a new service', () => {
  it('DR: the service with its servers, then the VIP as /32', () => {
    const fresh = { ...lan, sysctls: { 'net.ipv4.ip_forward': '0' } };
    expect(lines('dr', { vip: '10.0.0.200:80', rs, scheduler: 'wrr' }, fresh)).toEqual([
      'modprobe ip_vs',
      'ipvsadm -A -t 10.0.0.200:80 -s wrr',
      'ipvsadm -a -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 1',
      'ipvsadm -a -t 10.0.0.200:80 -r 10.0.0.14:80 -g -w 3',
      'ip addr add 10.0.0.200/32 dev eth0',
    ]);
  });

  it('NAT: forwarding, and SNAT where it is wanted', () => {
    const answers = {
      vip: '172.30.0.200:80',
      rs: '10.0.0.7:8080 10.0.0.14',
      snat: 'yes',
      persistence: '10m',
    };
    const loaded = { ...between, sysctls: { ...between.sysctls, 'net.ipv4.vs.conntrack': '0' } };
    expect(lines('nat', answers, loaded)).toEqual([
      'sysctl -w net.ipv4.ip_forward=1',
      'iptables -w -t nat -A POSTROUTING -s 10.0.0.0/24 -o eth0 -j MASQUERADE',
      'ipvsadm -A -t 172.30.0.200:80 -s wlc -p 600',
      'ipvsadm -a -t 172.30.0.200:80 -r 10.0.0.7:8080 -m -w 1',
      'ipvsadm -a -t 172.30.0.200:80 -r 10.0.0.14:80 -m -w 1',
      'ip addr add 172.30.0.200/32 dev eth0',
    ]);
  });

  it('NAT in one subnet: no ICMP redirects past the director [row 37 of the lab]', () => {
    expect(lines('nat', { vip: '10.0.0.200:80', rs }).filter(line => line.startsWith('sysctl'))).toEqual([
      'sysctl -w net.ipv4.ip_forward=1',
      'sysctl -w net.ipv4.conf.all.send_redirects=0',
      'sysctl -w net.ipv4.conf.eth0.send_redirects=0',
    ]);
    const vlan = {
      ...lan,
      network: {
        ...oneLan,
        interfaces: oneLan.interfaces.map(face =>
          face.name === 'eth0' ? { ...face, name: 'eth0.100' } : face,
        ),
        routes: oneLan.routes.map(route => ({ ...route, interface: 'eth0.100' })),
      },
    };
    expect(lines('nat', { vip: '10.0.0.200:80', rs }, vlan)).toContain(
      'sysctl -w net.ipv4.conf.eth0/100.send_redirects=0',
    );
  });

  it('TUN: the tunnel of each server', () => {
    const tail = (tunnel: string) =>
      lines('tun', { vip: '10.0.0.200:80', rs: '10.9.0.7', tunnel, dip: '10.0.0.100/24' }).find(line =>
        line.startsWith('ipvsadm -a'),
      );
    expect(tail('ipip')).toBe('ipvsadm -a -t 10.0.0.200:80 -r 10.9.0.7:80 -i -w 1 --tun-type ipip');
    expect(tail('gue')).toMatch(/-i -w 1 --tun-type gue --tun-port 6080 --tun-nocsum$/);
    expect(tail('gre')).toMatch(/-i -w 1 --tun-type gre --tun-nocsum$/);
  });

  it('full NAT: conntrack, and SNAT by the ipvs match', () => {
    expect(lines('fullnat', { vip: '172.30.0.200:80', rs: '10.0.0.7' }, between)).toEqual([
      'sysctl -w net.ipv4.ip_forward=1',
      'sysctl -w net.ipv4.vs.conntrack=1',
      'iptables -w -t nat -A POSTROUTING -m ipvs --vaddr 172.30.0.200/32 --vport 80 --vproto 6 -j SNAT --to-source 10.0.0.100',
      'ipvsadm -A -t 172.30.0.200:80 -s wlc',
      'ipvsadm -a -t 172.30.0.200:80 -r 10.0.0.7:80 -m -w 1',
      'ip addr add 172.30.0.200/32 dev eth0',
    ]);
  });

  it('by mark: the rules after the table, the VIPs last; or a route where none is held', () => {
    const answers = { vip: '10.0.0.200 10.0.0.201', ports: '80 443', rs, persistence: '6m', mark: '17' };
    expect(lines('mark', answers)).toEqual([
      'ipvsadm -A -f 17 -s wlc -p 360',
      'ipvsadm -a -f 17 -r 10.0.0.7:0 -g -w 1',
      'ipvsadm -a -f 17 -r 10.0.0.14:0 -g -w 3',
      'iptables -w -t mangle -A PREROUTING -d 10.0.0.200/32 -p tcp -m multiport --dports 80,443 -j MARK --set-mark 17',
      'iptables -w -t mangle -A PREROUTING -d 10.0.0.201/32 -p tcp -m multiport --dports 80,443 -j MARK --set-mark 17',
      'ip addr add 10.0.0.200/32 dev eth0',
      'ip addr add 10.0.0.201/32 dev eth0',
    ]);
    const unheld = lines('mark', { ...answers, vip: '10.0.0.200', device: 'none', marker: 'nft' });
    expect(unheld.slice(3, 5)).toEqual([
      'ip rule add fwmark 17 lookup 10017',
      'ip route add local 0.0.0.0/0 dev lo table 10017',
    ]);
    expect(unheld[5]).toMatch(/^nft 'table ip lvsh_mark_17 /);
    expect(unheld.join()).not.toContain('ip addr');
  });

  it('IPv6: /128 without the search for duplicates, forwarding of its own, marks with -6', () => {
    expect(lines('dr', { vip: '[fd00::200]:80', rs: 'fd00::7' }).slice(-2)).toEqual([
      "ipvsadm -a -t '[fd00::200]:80' -r '[fd00::7]:80' -g -w 1",
      'ip -6 addr add fd00::200/128 dev eth0 nodad',
    ]);
    expect(lines('nat', { vip: '[fd00::200]:80', rs: '[fd00::7]:8080' })).toContain(
      'sysctl -w net.ipv6.conf.all.forwarding=1',
    );
    expect(lines('mark', { vip: 'fd00::200', ports: 'udp:53', rs: 'fd00::7' })).toEqual(
      expect.arrayContaining([
        'ipvsadm -A -f 1 -6 -s wlc',
        'ip6tables -w -t mangle -A PREROUTING -d fd00::200/128 -p udp --dport 53 -j MARK --set-mark 1',
      ]),
    );
  });

  it('leaves out what is there already', () => {
    const ready: Ground = {
      ...between,
      network: {
        ...twoNets,
        interfaces: twoNets.interfaces.map(face =>
          face.name === 'eth0'
            ? { ...face, addresses: [...face.addresses, { address: address('172.30.0.200'), prefix: 32 }] }
            : face,
        ),
      },
      services: [tcp('172.30.0.200', 443, [server('10.0.0.7', 443, { method: 'nat' })])],
      sysctls: { 'net.ipv4.ip_forward': '1' },
    };
    expect(lines('nat', { vip: '172.30.0.200:80', rs: '10.0.0.7' }, ready)).toEqual([
      'ipvsadm -A -t 172.30.0.200:80 -s wlc',
      'ipvsadm -a -t 172.30.0.200:80 -r 10.0.0.7:80 -m -w 1',
    ]);
    // The VIP that is the director's own address with its subnet (as in tutorials) is there as well.
    expect(lines('nat', { vip: '172.30.0.100:80', rs: '10.0.0.7' }, between).join()).not.toContain('ip addr');
  });

  it('leads clients there last, and takes them away first when it is undone', () => {
    for (const [kind, answers] of newOnes) {
      const { actions } = build(kind, answers, between);
      const order = actions.map(action =>
        action.kind === 'net' && (action.item.what === 'address' || action.item.what === 'rule')
          ? 2
          : action.kind === 'ipvsadm'
            ? 1
            : 0,
      );
      const firstLead = order.indexOf(2);
      expect(firstLead, kind).toBeGreaterThan(order.lastIndexOf(1));
    }
  });
});

const newOnes: readonly (readonly [WizardKind, Answers])[] = [
  ['dr', { vip: '10.0.0.200:80', rs }],
  ['dr', { vip: 'udp:10.0.0.200:53', rs, persistence: '1h' }],
  ['nat', { vip: '172.30.0.200:80', rs: '10.0.0.7:8080 10.0.0.14', snat: 'yes' }],
  ['tun', { vip: '10.0.0.200:80', rs: '192.0.2.7', tunnel: 'gue' }],
  ['tun', { vip: '10.0.0.200:80', rs: '192.0.2.7', tunnel: 'gre' }],
  ['fullnat', { vip: 'sctp:172.30.0.200:2905', rs }],
  ['mark', { vip: '10.0.0.200', ports: '80,443,udp:53,8000-8100', rs, persistence: '6m' }],
  ['mark', { vip: '10.0.0.200', ports: 'all', rs, device: 'none', method: 'nat' }],
];

/** The setup of a kernel, with what the plans of these tests look for in the network: nothing of it is there. */
const setupWith = (kernel: Kernel, sysctls: Readonly<Record<string, string>> = {}): Setup => ({
  ...setupOf(kernel),
  sysctls,
});

/** The plan of what was built, on a kernel; every action must be printable, readable and not refused. */
const planOf = ({ title, actions, cautions }: Built, kernel: Kernel): Plan =>
  good(
    makePlan({ title, name: 'lb1', cautions }, actions, { setup: setupWith(kernel), loads: () => undefined }),
  );

describe('what is built', () => {
  it.each(newOnes)(
    '%s %o is taken by the plan and by the practice kernel, and comes back',
    (kind, answers) => {
      for (const ground of [between, { ...between, network: undefined } as unknown as Ground]) {
        const known = ground.network === undefined ? { dip: '10.0.0.100/24', ...answers } : answers;
        const { network: _, ...bare } = ground;
        const built = build(kind, known, ground.network === undefined ? bare : ground);
        const plan = planOf(built, emptyKernel());
        expect(plan.danger).not.toBe('destructive');
        const made = built.actions.reduce(act, emptyKernel());
        const [service] = setupOf(made).services;
        const [wanted] = built.cluster.services;
        expect(service?.id).toEqual(wanted?.id);
        expect(service?.config).toEqual(wanted?.config);
        expect([...(service?.servers ?? [])].reverse().map(({ id }) => id)).toEqual(
          wanted?.servers.map(({ id }) => id),
        );
        const undone = [...plan.steps].reverse().flatMap(({ inverse }) => inverse);
        expect(setupOf(undone.reduce(act, made)).services).toEqual([]);
      }
    },
  );

  it('is a complete cluster', () => {
    const { cluster } = build('nat', { vip: '172.30.0.200:80', rs: '10.0.0.7' }, between);
    expect(cluster).toMatchObject({
      way: 'nat',
      family: 4,
      vips: ['172.30.0.200'],
      marks: [],
      director: {
        name: 'lb1',
        outside: 'eth0',
        inside: 'eth1',
        dip: { address: '10.0.0.100', prefix: 24 },
        mtu: 9000,
      },
    });
    expect(cluster.services.map(({ id }) => serviceKey(id))).toEqual(['tcp:172.30.0.200:80']);
    expect(build('tun', { vip: '10.0.0.200:80', rs }).cluster.tunnel).toEqual({
      type: 'ipip',
      port: 0,
      checksum: 'none',
    });
    expect(build('mark', { vip: '10.0.0.200', ports: '443 80 udp:53', rs }).cluster.marks).toEqual([
      {
        mark: 1,
        address: '10.0.0.200',
        protocol: 'tcp',
        ports: [
          [80, 80],
          [443, 443],
        ],
      },
      { mark: 1, address: '10.0.0.200', protocol: 'udp', ports: [[53, 53]] },
    ]);
  });

  it('says what is missing or wrong, by the name of the step', () => {
    expect(refusal('dr', {})).toBe('vip, rs: not answered yet');
    expect(refusal('dr', { vip: '10.0.0.200:80' })).toBe('rs: not answered');
    expect(refusal('dr', { vip: '10.0.0.200:80', rs: '10.0.0.7:8080' })).toMatch(
      /^rs: 10.0.0.7 cannot have port/,
    );
    expect(refusal('nat', { vip: '10.0.0.200:80', rs: '10.0.0.7' }, blank)).toBe('dip: not answered');
  });
});

describe('scripts only', () => {
  const only = { ...blank, scriptsOnly: 'this machine has no IPVS' };
  it('has no actions, and the director’s script first', () => {
    for (const [kind, answers] of newOnes) {
      const built = build(kind, { dip: '10.0.0.100/24', ...answers }, only);
      expect(built.actions).toEqual([]);
      expect(ids(built)[0]).toBe('director');
      expect(built.handouts[0]?.text).toContain('ipvsadm');
    }
  });
});

describe('handouts', () => {
  it('are a script for the real servers, a test client and the director', () => {
    const built = build('dr', { vip: '10.0.0.200:80', rs });
    expect(ids(built)).toEqual(['rs', 'client', 'director']);
    expect(built.handouts[0]).toMatchObject({
      for: 'real servers 10.0.0.7 and 10.0.0.14',
      file: 'lvs-rs-10.0.0.200.sh',
      mode: 0o755,
    });
    expect(built.handouts[0]?.text).toMatch(/^#!\/bin\/sh\n/);
    for (const { for: whom, about } of built.handouts) expect(`${whom}${about}`).not.toMatch(/\.$/);
  });

  it('are written for servers one by one where they differ, and none for the director itself or full NAT', () => {
    const ports = build('nat', { vip: '172.30.0.200:80', rs: '10.0.0.7:8080 10.0.0.8 10.0.0.9' }, between);
    expect(ports.handouts.slice(0, 2).map(({ id, for: whom, file }) => [id, whom, file])).toEqual([
      ['rs-10.0.0.7', 'real server 10.0.0.7', 'lvs-rs-172.30.0.200-10.0.0.7.sh'],
      ['rs-10.0.0.8', 'real servers 10.0.0.8 and 10.0.0.9', 'lvs-rs-172.30.0.200-10.0.0.8.sh'],
    ]);
    const arp = build('dr', { vip: '10.0.0.200:80', rs, flavour: 'arptables' });
    expect(ids(arp)).toEqual(['rs-10.0.0.7', 'rs-10.0.0.14', 'client', 'director']);
    const local = build('dr', { vip: '10.0.0.200:80', rs: '10.0.0.100 10.0.0.7' });
    expect(local.handouts[0]?.for).toBe('real server 10.0.0.7');
    expect(ids(build('fullnat', { vip: '172.30.0.200:80', rs }, between))).toEqual(['client', 'director']);
    for (const { handouts } of [ports, arp, local])
      expect(new Set(handouts.map(({ file }) => file)).size).toBe(handouts.length);
  });

  it('have one for the router where the VIP is in no subnet of the director', () => {
    const built = build('dr', { vip: '192.168.0.200:80', rs });
    expect(ids(built)).toEqual(['rs', 'router', 'client', 'director']);
    expect(built.handouts[1]?.text).toContain('10.0.0.100');
    const held = {
      ...lan,
      network: {
        ...oneLan,
        interfaces: oneLan.interfaces.map(face =>
          face.name === 'lo'
            ? { ...face, addresses: [...face.addresses, { address: address('192.168.0.200'), prefix: 32 }] }
            : face,
        ),
      },
    };
    expect(ids(build('dr', { vip: '192.168.0.200:80', rs }, held))).toContain('router');
  });

  it('take the flavour and the explanations that are asked for', () => {
    const answers = { vip: '10.0.0.200:80', rs };
    const told = good(buildWizard('dr', answers, lan, { explain: true, flavour: 'systemd' }));
    const plain = build('dr', answers);
    expect(told.handouts[0]?.text).toContain('/etc/systemd/system/');
    expect(plain.handouts[0]?.text).not.toContain('/etc/systemd/system/');
    expect(told.handouts[1]?.text.length).toBeGreaterThanOrEqual(plain.handouts[1]?.text.length ?? 0);
    expect(build('dr', { ...answers, flavour: 'systemd' }).handouts[0]?.text).toContain(
      '/etc/systemd/system/',
    );
    const failed = buildWizard('nat', { vip: '172.30.0.200:80', rs }, between, { flavour: 'nmcli' });
    expect(failed.ok).toBe(false);
  });
});

const web = tcp('10.0.0.200', 80, [
  server('10.0.0.7', 80, { weight: 3, upper: 100, lower: 50 }),
  server('10.0.0.8', 80, { weight: 3, upper: 100, lower: 50 }),
]);
const secure = tcp('10.0.0.200', 443, [server('10.0.0.8', 443), server('10.0.0.7', 443)]);
const other = tcp('10.0.0.200', 25, [server('10.0.0.9', 25)]);
const running: Ground = { ...lan, services: [web, secure, other] };

describe('a server for a running service', () => {
  it('is like its siblings, weight, limits and all', () => {
    const built = build('server', { service: 'tcp:10.0.0.200:80', rs: '10.0.0.9 10.0.0.10=0' }, running);
    expect(built.title).toBe('Add 10.0.0.9:80 and 10.0.0.10:80 to TCP 10.0.0.200:80');
    expect(built.actions.map(actionLine)).toEqual([
      'ipvsadm -a -t 10.0.0.200:80 -r 10.0.0.9:80 -g -w 3 -x 100 -y 50',
      'ipvsadm -a -t 10.0.0.200:80 -r 10.0.0.10:80 -g -w 0 -x 100 -y 50',
    ]);
    expect(ids(built)).toEqual(['rs']);
    expect(built.handouts[0]?.for).toBe('real servers 10.0.0.9 and 10.0.0.10');
    expect(built.cluster.services[0]?.servers).toHaveLength(4);
  });

  it('takes the port of NAT siblings, and tunnels of TUN ones', () => {
    const gue = { type: 'gue', port: 7000, checksum: 'csum' } as const;
    const ground = {
      ...between,
      services: [
        tcp('172.30.0.200', 80, [server('10.0.0.7', 8080, { method: 'nat' })]),
        tcp('172.30.0.201', 80, [server('10.0.0.7', 80, { method: 'tun', tunnel: gue })]),
      ],
    };
    expect(lines('server', { service: 'tcp:172.30.0.200:80', rs: '10.0.0.9' }, ground)).toEqual([
      'sysctl -w net.ipv4.ip_forward=1',
      'ipvsadm -a -t 172.30.0.200:80 -r 10.0.0.9:8080 -m -w 1',
    ]);
    expect(lines('server', { service: 'tcp:172.30.0.201:80', rs: '10.0.0.9' }, ground)).toEqual([
      'ipvsadm -a -t 172.30.0.201:80 -r 10.0.0.9:80 -i -w 1 --tun-type gue --tun-port 7000 --tun-csum',
    ]);
  });

  it('asks a service by mark which addresses get the mark, where no rule tells', () => {
    const ground = { ...lan, services: [marked(7, [server('10.0.0.7', 0)])] };
    const answers = { service: 'fwm:7', rs: '10.0.0.9' };
    expect(stepOf('server', 'vip', answers, ground).state).toBe('open');
    const told: Ground = {
      ...ground,
      marked: [{ mark: 7, address: address('10.0.0.200'), protocol: 'tcp', ports: [[80, 80]] }],
    };
    expect(stepOf('server', 'vip', answers, told).text).toBe('10.0.0.200');
    expect(lines('server', answers, told)).toEqual(['ipvsadm -a -f 7 -r 10.0.0.9:0 -g -w 1']);
    expect(build('server', { ...answers, vip: '10.0.0.201' }, ground).handouts[0]?.file).toBe(
      'lvs-rs-10.0.0.201.sh',
    );
  });
});

describe('persistence', () => {
  const service = 'tcp:10.0.0.200:80';

  it('by port edits the service, and keeps the rest of it', () => {
    expect(lines('persistence', { service, timeout: '1h', mask: '24' }, running)).toEqual([
      'ipvsadm -E -t 10.0.0.200:80 -s wrr -p 3600 -M 255.255.255.0',
    ]);
    const kept = {
      ...lan,
      services: [{ ...web, persistence: { timeout: 360, mask: address('255.255.255.255') } }],
    };
    expect(refusal('persistence', { service }, kept)).toBe('TCP 10.0.0.200:80 keeps its clients so already');
  });

  it('by client puts a service of all ports in the place of those with the same servers', () => {
    const built = build('persistence', { service, by: 'client' }, running);
    expect(built.actions.map(actionLine)).toEqual([
      'ipvsadm -A -t 10.0.0.200:0 -s wrr -p 360',
      'ipvsadm -a -t 10.0.0.200:0 -r 10.0.0.7:0 -g -w 3 -x 100 -y 50',
      'ipvsadm -a -t 10.0.0.200:0 -r 10.0.0.8:0 -g -w 3 -x 100 -y 50',
      'ipvsadm -D -t 10.0.0.200:80',
      'ipvsadm -D -t 10.0.0.200:443',
    ]);
    expect(built.cautions[0]).toMatch(
      /^Connections that are open in TCP 10.0.0.200:80 and TCP 10.0.0.200:443/,
    );
    expect(built.cautions.join()).toContain('TCP 10.0.0.200:25: with other real servers');
  });

  it('by mark puts a service by mark before them, and leaves them', () => {
    const built = build('persistence', { service, by: 'mark' }, running);
    expect(built.actions.map(actionLine)).toEqual([
      'ipvsadm -A -f 1 -s wrr -p 360',
      'ipvsadm -a -f 1 -r 10.0.0.7:0 -g -w 3 -x 100 -y 50',
      'ipvsadm -a -f 1 -r 10.0.0.8:0 -g -w 3 -x 100 -y 50',
      'iptables -w -t mangle -A PREROUTING -d 10.0.0.200/32 -p tcp -m multiport --dports 80,443 -j MARK --set-mark 1',
    ]);
    expect(built.cluster.marks).toHaveLength(1);
    expect(built.cautions[0]).toMatch(/^TCP 10.0.0.200:80 and TCP 10.0.0.200:443 stay/);
  });

  it('for several ports is not possible where ports are mapped [measured]', () => {
    const nat = {
      ...between,
      services: [tcp('172.30.0.200', 80, [server('10.0.0.7', 8080, { method: 'nat' })])],
    };
    const step = stepOf('persistence', 'by', { service: 'tcp:172.30.0.200:80' }, nat);
    expect(step.text).toBe('port');
    const options = step.step.options?.({ service: 'tcp:172.30.0.200:80' }, nat) ?? [];
    expect(options.map(({ value, not }) => [value, not === undefined])).toEqual([
      ['port', true],
      ['client', false],
      ['mark', false],
    ]);
  });

  it('of a service by mark or of all ports stays in place', () => {
    const ground = {
      ...lan,
      services: [
        marked(7, [server('10.0.0.7', 0)]),
        tcp('10.0.0.200', 0, [server('10.0.0.7', 0)], {
          persistence: { timeout: 60, mask: address('255.255.255.255') },
        }),
      ],
    };
    expect(lines('persistence', { service: 'fwm:7', vip: '10.0.0.201', timeout: '90s' }, ground)).toEqual([
      'ipvsadm -E -f 7 -s rr -p 90',
    ]);
    expect(lines('persistence', { service: 'tcp:10.0.0.200:0', mask: '16' }, ground)).toEqual([
      'ipvsadm -E -t 10.0.0.200:0 -s wrr -p 60 -M 255.255.0.0',
    ]);
  });

  it('is taken by the practice kernel in each form', () => {
    const kernel = tableOf(running);
    for (const by of ['port', 'client', 'mark']) {
      const built = build('persistence', { service, by }, running);
      expect(planOf(built, kernel).steps.length).toBe(built.actions.length);
      const [kept] = built.cluster.services;
      const after = setupOf(built.actions.reduce(act, kernel)).services;
      const found = after.find(({ id }) => kept !== undefined && serviceKey(id) === serviceKey(kept.id));
      expect(found?.config.persistence).toEqual({ timeout: 360, mask: '255.255.255.255' });
      expect(found?.servers).toHaveLength(2);
    }
  });
});

/** A kernel with the services of a ground. */
const tableOf = ({ services = [] }: Ground): Kernel =>
  services
    .flatMap(({ id, scheduler = 'rr', servers: members }) =>
      id === undefined
        ? []
        : [
            {
              kind: 'ipvsadm' as const,
              change: {
                name: 'add-service' as const,
                service: id,
                config: { scheduler, ops: false, flags: [] },
              },
            },
            ...members.flatMap(member =>
              member.id === undefined
                ? []
                : [
                    {
                      kind: 'ipvsadm' as const,
                      change: {
                        name: 'add-server' as const,
                        service: id,
                        server: member.id,
                        config: {
                          method: member.method ?? 'dr',
                          weight: member.weight ?? 1,
                          upper: member.upper ?? 0,
                          lower: member.lower ?? 0,
                        },
                      },
                    },
                  ],
            ),
          ],
    )
    .reduce<Kernel>(act, emptyKernel());

describe('two directors', () => {
  it('get a keepalived.conf each, the backup with the lower priority', () => {
    const built = build('ha', { check: 'http:/health', sorry: '10.0.0.50', quorum: '2' }, running);
    expect(built.actions).toEqual([]);
    expect(ids(built)).toEqual(['keepalived-master', 'keepalived-backup']);
    const [master = '', backup = ''] = built.handouts.map(({ text }) => text);
    expect(master).toMatch(/state MASTER[\s\S]*virtual_router_id 51[\s\S]*priority 100/);
    expect(backup).toMatch(/state BACKUP[\s\S]*priority 50/);
    for (const text of [master, backup]) {
      expect(text).toContain('10.0.0.200/32 dev eth0');
      expect(text).toContain('HTTP_GET');
      expect(text).toContain('sorry_server 10.0.0.50');
      expect(text).toMatch(/lvs_sync_daemon eth0/);
    }
  });

  it('name each other where a peer is given', () => {
    const [master = '', backup = ''] = build('ha', { peers: '10.0.0.101' }, running).handouts.map(
      ({ text }) => text,
    );
    expect(master).toMatch(/unicast_peer \{\s*10.0.0.101/);
    expect(backup).toMatch(/unicast_peer \{\s*10.0.0.100/);
  });

  it('share a ldirectord.cf, and answer fewer questions', () => {
    const built = build('ha', { program: 'ldirectord', services: 'tcp:10.0.0.200:80' }, running);
    expect(ids(built)).toEqual(['ldirectord']);
    expect(built.handouts[0]?.text).toMatch(/virtual=10.0.0.200:80/);
    expect(built.handouts[0]?.text).not.toContain('10.0.0.200:443');
  });

  it('remember the gateway of NAT servers', () => {
    const nat = {
      ...between,
      services: [tcp('172.30.0.200', 80, [server('10.0.0.7', 80, { method: 'nat' })])],
    };
    expect(stepOf('ha', 'vip', {}, nat).remarks[0]?.text).toMatch(/^The gateway of the NAT servers/);
    expect(stepOf('ha', 'vip', { vip: '172.30.0.200 10.0.0.254' }, nat).remarks).toEqual([]);
  });
});
