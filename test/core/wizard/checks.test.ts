/** What is said about an answer by what the machine knows: nothing where nothing is known, and the right thing else. */
import { describe, expect, it } from 'vitest';
import type { Ground } from '../../../src/core/wizard/wizard.types.ts';
import { address, between, blank, lan, marked, oneLan, remarksOn, server, stepOf, tcp } from './grounds.ts';

const vip = '10.0.0.200:80';

const withAddress = (text: string, prefix: number, device = 'eth0'): Ground => ({
  ...lan,
  network: {
    ...oneLan,
    interfaces: oneLan.interfaces.map(face =>
      face.name === device
        ? { ...face, addresses: [...face.addresses, { address: address(text), prefix }] }
        : face,
    ),
  },
});

const neighbour = (text: string, state: string): Ground => ({
  ...lan,
  neighbours: [{ address: text, device: 'eth0', mac: '02:00:00:00:00:07', state }],
});

describe('nothing is known', () => {
  it('says nothing about what it cannot know', () => {
    for (const kind of ['dr', 'nat', 'tun', 'fullnat'] as const)
      for (const id of ['vip', 'rs', 'scheduler'])
        expect(remarksOn(kind, id, { vip, rs: '10.0.0.7 192.0.2.9' }, blank)).toEqual([]);
  });

  it('takes any interface, and says that it cannot look', () => {
    expect(remarksOn('dr', 'device', { vip, rs: '10.0.0.7', device: 'ens33' }, blank)).toEqual([
      'warn: The interfaces of this machine are not known: make sure that the director has one of this name',
    ]);
  });
});

describe('the VIP', () => {
  const on = (ground: Ground, kind: 'dr' | 'nat' | 'tun' = 'dr', text = vip, rs = '10.0.0.7') =>
    remarksOn(kind, 'vip', { vip: text, rs }, ground);

  it('is free on a link', () => {
    expect(on(lan)).toEqual(['ok: 10.0.0.200 is on the link of eth0, and nobody is known to hold it']);
    expect(on(neighbour('10.0.0.200', 'FAILED'))).toEqual(on(lan));
  });

  it('is held here as a host address', () => {
    expect(on(withAddress('10.0.0.200', 32))).toEqual([
      'ok: 10.0.0.200 is on eth0 already: nothing is to be added',
    ]);
    expect(on(withAddress('10.0.0.200', 32, 'lo'))[0]).toContain('on lo already');
  });

  it('is the address that the director speaks from: good for NAT only [measured: DR servers never answer it]', () => {
    for (const kind of ['dr', 'tun'] as const) {
      const [first] = on(lan, kind, '10.0.0.100:80');
      expect(first).toMatch(/^error: 10.0.0.100\/24 on eth0 is the address from which this machine speaks/);
    }
    expect(on(lan, 'nat', '10.0.0.100:80')[0]).toMatch(/^ok: .*own address/);
    // A second address of the subnet is not the one that is spoken from.
    expect(on(withAddress('10.0.0.200', 24))[0]).toMatch(/^ok: 10.0.0.200\/24 on eth0 is this machine's own/);
    // The outer one is not, either, where servers are inside.
    expect(on(between, 'dr', '172.30.0.100:80')[0]).toMatch(/^ok/);
  });

  it('is held by a neighbour', () => {
    for (const state of ['REACHABLE', 'DELAY', 'PROBE'])
      expect(on(neighbour('10.0.0.200', state))[0]).toBe(
        'error: 10.0.0.200 is taken: 02:00:00:00:00:07 on eth0 answers for it. Take another address, or take it away there first',
      );
    expect(on(neighbour('10.0.0.200', 'STALE'))[0]).toMatch(/^warn: 10.0.0.200 was held by/);
  });

  it('lies in no subnet of the machine', () => {
    expect(on(lan, 'dr', '192.168.0.200:80')).toEqual([
      "warn: 192.168.0.200 lies in no subnet of this machine, so nobody here asks for it by ARP: the router needs a host route to 10.0.0.100, or an address in the VIP's subnet. A script for the router is made",
    ]);
    expect(on(lan, 'dr', '[fd07::200]:80', 'fd00::7')[0]).toContain('neighbour discovery');
  });

  it('is an edge of a subnet, a router, or a real server', () => {
    expect(on(lan, 'dr', '10.0.0.255:80')[0]).toMatch(/^error: .*broadcast address of 10.0.0.100\/24/);
    expect(on(lan, 'dr', '10.0.0.0:80')[0]).toMatch(/^error: .*network address/);
    expect(on(lan, 'dr', '10.0.0.1:80')[0]).toMatch(/^error: 10.0.0.1 is the router of this machine/);
    const served = { ...lan, services: [tcp('10.0.0.201', 80, [server('10.0.0.200', 80)])] };
    expect(on(served)[0]).toMatch(/^error: 10.0.0.200 is a real server of TCP 10.0.0.201:80/);
  });

  it('has a service already, or one of all ports', () => {
    const same = { ...lan, services: [tcp('10.0.0.200', 80, [server('10.0.0.7', 80)])] };
    const step = stepOf('dr', 'vip', { vip, rs: '10.0.0.9' }, same);
    expect(step.remarks).toEqual([
      {
        level: 'error',
        text: 'There is a service TCP 10.0.0.200:80 already, with 1 real server',
        instead: {
          label: 'add real servers to it',
          wizard: 'server',
          answers: { service: 'tcp:10.0.0.200:80', rs: '10.0.0.9' },
        },
      },
    ]);
    expect(on(same, 'dr', 'udp:10.0.0.200:80')[0]).toMatch(/^ok/);
    const all = { ...lan, services: [tcp('10.0.0.200', 0, [server('10.0.0.7', 0)])] };
    expect(on(all)[0]).toMatch(/^warn: TCP 10.0.0.200:0 takes all ports/);
  });

  it('holds nobody up where this machine is not the director', () => {
    const elsewhere = { ...neighbour('10.0.0.200', 'REACHABLE'), scriptsOnly: 'there is no IPVS here' };
    expect(on(elsewhere)[0]).toMatch(/^warn: 10.0.0.200 is taken/);
    expect(stepOf('dr', 'rs', { vip, rs: '192.0.2.9' }, elsewhere).state).toBe('done');
    expect(stepOf('dr', 'device', { vip, rs: '10.0.0.7', device: 'ens33' }, elsewhere).state).toBe('done');
    expect(stepOf('dr', 'rs', { vip, rs: '127.0.0.1' }, elsewhere).state).toBe('wrong');
  });
});

describe('real servers', () => {
  it('are on the link, or DR offers tunnelling', () => {
    expect(remarksOn('dr', 'rs', { vip, rs: '10.0.0.7 10.0.0.14' })).toEqual([
      'ok: 10.0.0.7 and 10.0.0.14 are on the link of eth0',
    ]);
    const { remarks } = stepOf('dr', 'rs', { vip, rs: '10.0.0.7 10.1.0.9' });
    expect(remarks[0]).toEqual({
      level: 'error',
      text: '10.1.0.9 is behind the router 10.0.0.1: direct routing changes the MAC address alone, so it reaches servers on its own link only',
      instead: { label: 'tunnelling, which crosses routers', answers: {}, wizard: 'tun' },
    });
    const inMark = stepOf('mark', 'rs', { vip: '10.0.0.200', ports: '80', rs: '10.1.0.9' });
    expect(inMark.remarks[0]?.instead?.answers).toEqual({ method: 'tun' });
  });

  it('may be anywhere in TUN', () => {
    expect(remarksOn('tun', 'rs', { vip, rs: '10.0.0.7 10.1.0.9' })).toEqual([
      'ok: 10.0.0.7 is on the link of eth0',
      'ok: 10.1.0.9 is behind the router 10.0.0.1',
    ]);
    const lost = { ...lan, network: { ...oneLan, routes: [] } };
    expect(remarksOn('tun', 'rs', { vip, rs: '10.1.0.9' }, lost)[0]).toMatch(/^warn: .*no route/);
    expect(remarksOn('dr', 'rs', { vip, rs: '10.1.0.9' }, lost)[0]).toMatch(/^error: .*no route/);
  });

  it('need the director as their gateway in NAT', () => {
    const { remarks } = stepOf('nat', 'rs', { vip: '172.30.0.200:80', rs: '10.1.0.9' }, between);
    expect(remarks[0]?.level).toBe('warn');
    expect(remarks[0]?.text).toMatch(/^10.1.0.9 is behind the router 172.30.0.1: answers must come back/);
    expect(remarks[0]?.instead?.wizard).toBe('fullnat');
    const dip = stepOf('nat', 'dip', { vip: '172.30.0.200:80', rs: '10.0.0.7 10.1.0.9' }, between);
    expect(dip.text).toBe('10.0.0.100/24');
    expect(dip.remarks.map(({ text }) => text)).toContain(
      "10.1.0.9 is not in 10.0.0.100/24: a gateway must be in the server's own subnet",
    );
  });

  it('share a subnet with clients: NAT warns of those [row 10 of the lab], full NAT does not', () => {
    const trap = stepOf('nat', 'rs', { vip, rs: '10.0.0.7' }).remarks[0];
    expect(trap?.level).toBe('warn');
    expect(trap?.text).toMatch(/^VIP and servers are in one subnet \(10.0.0.100\/24\)/);
    expect(trap?.instead?.wizard).toBe('fullnat');
    expect(remarksOn('fullnat', 'rs', { vip, rs: '10.0.0.7' })).toEqual([
      'ok: 10.0.0.7 is on the link of eth0',
    ]);
    expect(remarksOn('nat', 'rs', { vip: '172.30.0.200:80', rs: '10.0.0.7' }, between)).toEqual([
      'ok: 10.0.0.7 is on the link of eth1',
    ]);
  });

  it('map ports in NAT only', () => {
    for (const kind of ['dr', 'tun'] as const) {
      const { remarks } = stepOf(kind, 'rs', { vip, rs: '10.0.0.7:8080' });
      expect(remarks[0]?.text).toMatch(
        /^10.0.0.7 cannot have port 8080: .*listens on the port that clients call, 80/,
      );
      expect(remarks[0]?.instead?.wizard).toBe('nat');
      expect(stepOf(kind, 'rs', { vip, rs: '10.0.0.7:80' }).state).toBe('done');
    }
    for (const kind of ['nat', 'fullnat'] as const)
      expect(stepOf(kind, 'rs', { vip: '172.30.0.200:80', rs: '10.0.0.7:8080' }, between).state).toBe('done');
  });

  it('are the director itself, are dead, answer, or take nothing', () => {
    expect(remarksOn('dr', 'rs', { vip, rs: '10.0.0.100' })[0]).toMatch(
      /^ok: .*this machine itself.*local node/,
    );
    expect(remarksOn('dr', 'rs', { vip, rs: '10.0.0.7' }, neighbour('10.0.0.7', 'FAILED'))[0]).toBe(
      'warn: 10.0.0.7 does not answer on eth0: is it switched on?',
    );
    expect(remarksOn('dr', 'rs', { vip, rs: '10.0.0.7' }, neighbour('10.0.0.7', 'REACHABLE'))).toContain(
      'ok: 10.0.0.7 answers on eth0',
    );
    expect(remarksOn('dr', 'rs', { vip, rs: '10.0.0.7=0 10.0.0.8' })[0]).toMatch(
      /^warn: 10.0.0.7 has weight 0/,
    );
    expect(remarksOn('dr', 'rs', { vip, rs: '10.0.0.7=0 10.0.0.8=0' })[0]).toMatch(
      /^warn: All weights are 0/,
    );
  });

  it('lose their port behind a persistent mark, and share it without [measured]', () => {
    const given = { vip: '10.0.0.200', ports: '80 443', rs: '10.0.0.7:8080', method: 'nat' };
    const persistent = stepOf('mark', 'rs', { ...given, persistence: '6m' }).remarks[0];
    expect(persistent?.level).toBe('error');
    expect(persistent?.instead?.answers).toEqual({ rs: '10.0.0.7' });
    expect(remarksOn('mark', 'rs', given).join()).toMatch(/all ports of the mark would end on port 8080/);
    expect(remarksOn('mark', 'rs', { ...given, ports: '80' }).join()).not.toMatch(/would end/);
  });
});

describe('tunnels', () => {
  it.each([
    ['ipip', '10.0.0.200:80', '10.0.0.7', 20, 1480, 1440],
    ['gue', '10.0.0.200:80', '10.0.0.7', 32, 1468, 1428],
    ['gre', '10.0.0.200:80', '10.0.0.7', 24, 1476, 1436],
    ['ipip', '[fd00::200]:80', 'fd00::7', 40, 1460, 1400],
    ['gue', '[fd00::200]:80', 'fd00::7', 52, 1448, 1388],
    ['gre', '[fd00::200]:80', 'fd00::7', 44, 1456, 1396],
  ])('%s for %s costs what the kernel tells clients [measured]', (tunnel, called, rs, cost, room, mss) => {
    expect(remarksOn('tun', 'tunnel', { vip: called, rs, tunnel })).toEqual([
      `warn: the tunnel costs ${cost} bytes of the MTU of 1500 towards the servers: clients learn by ICMP to send ${room} at most, and hang where that is filtered. Raise the MTU there to ${1500 + cost}, or let the servers' routes to clients say advmss ${mss}`,
    ]);
  });

  it('fit where the MTU is large', () => {
    expect(remarksOn('tun', 'tunnel', { vip: '172.30.0.200:80', rs: '10.0.0.7' }, between)).toEqual([
      'ok: an MTU of 9000 towards the servers has room for the 20 bytes of the tunnel',
    ]);
  });

  it('ask for a port with GUE only, and for the DIP with GRE only', () => {
    const asked = (tunnel: string) =>
      ['tunnel-port', 'dip'].filter(id => {
        try {
          return stepOf('tun', id, { vip, rs: '10.0.0.7', tunnel }) !== undefined;
        } catch {
          return false;
        }
      });
    expect([asked('ipip'), asked('gue'), asked('gre')]).toEqual([[], ['tunnel-port'], ['dip']]);
  });
});

describe('marks', () => {
  const given = { vip: '10.0.0.200', ports: '80 443', rs: '10.0.0.7' };
  const used: Ground = { ...lan, marks: [1, 3], services: [marked(2, [server('10.0.0.7', 0)])] };

  it('are the first free number, and say who has the others', () => {
    expect(stepOf('mark', 'mark', given, used).text).toBe('4');
    expect(stepOf('mark', 'mark', { ...given, mark: '2' }, used).remarks[0]).toMatchObject({
      level: 'error',
      text: 'Mark 2 has a service already, with 1 real server',
      instead: { answers: { mark: '4' } },
    });
    expect(remarksOn('mark', 'mark', { ...given, mark: '3' }, used)[0]).toMatch(
      /^warn: A rule of this machine/,
    );
    expect(
      remarksOn('mark', 'mark', { vip: 'fd00::200', ports: '80', rs: 'fd00::7', mark: '2' }, used)[0],
    ).toMatch(/^ok: Mark 2 is that of FWM 2/);
  });

  it('go before services by address', () => {
    const ground = { ...lan, services: [tcp('10.0.0.200', 443, [server('10.0.0.7', 443)])] };
    expect(remarksOn('mark', 'ports', given, ground)).toEqual([
      'warn: TCP 10.0.0.200:443 gets no new connections from then on: a service by mark goes first. What is open stays',
    ]);
    expect(remarksOn('mark', 'ports', { ...given, ports: '80' }, ground)).toEqual([]);
  });

  it('need a program that sets them', () => {
    const none: Ground = { ...lan, markers: { 4: undefined, 6: undefined } };
    expect(stepOf('mark', 'marker', given, none).state).toBe('wrong');
    expect(stepOf('mark', 'marker', given, { ...lan, markers: { 4: 'nft', 6: undefined } }).text).toBe('nft');
    expect(stepOf('mark', 'marker', { ...given, vip: 'fd00::200', rs: 'fd00::7' }).text).toBe('ip6tables');
  });
});

describe('schedulers', () => {
  it('are those of this kernel', () => {
    const few = { ...lan, schedulers: ['rr', 'sh'] };
    const step = stepOf('dr', 'scheduler', { vip, rs: '10.0.0.7' }, few);
    expect(step.text).toBe('rr');
    const options = step.step.options?.({ vip, rs: '10.0.0.7' }, few) ?? [];
    expect(options.filter(({ not }) => not === undefined).map(({ value }) => value)).toEqual(['rr', 'sh']);
    expect(stepOf('dr', 'scheduler', { vip, rs: '10.0.0.7', scheduler: 'wlc' }, few).state).toBe('wrong');
  });

  it('say what they would do with these servers', () => {
    const answers = { vip, rs: '10.0.0.7=3 10.0.0.14' };
    const options = stepOf('dr', 'scheduler', answers).step.options?.(answers, lan) ?? [];
    const wrr = options.find(({ value }) => value === 'wrr');
    expect(wrr?.about).toMatch(
      /^the first 12 connections: \.14 \.7 \.7 \.7 .*in turn, each as often as its weight says/,
    );
    expect(options.map(({ value }) => value)).not.toContain('none');
  });

  it('warn where weights are passed over', () => {
    expect(remarksOn('dr', 'scheduler', { vip, rs: '10.0.0.7=3 10.0.0.14', scheduler: 'rr' })).toEqual([
      'warn: rr passes over the weights that were given',
    ]);
    expect(remarksOn('dr', 'scheduler', { vip, rs: '10.0.0.7=3 10.0.0.14', scheduler: 'wrr' })).toEqual([]);
    expect(remarksOn('dr', 'scheduler', { vip, rs: '10.0.0.7 10.0.0.14', scheduler: 'rr' })).toEqual([]);
  });
});

describe('interfaces', () => {
  it('are suggested by where the VIP is, lies, or would come from', () => {
    const device = (called: string, ground = between) =>
      stepOf('nat', 'device', { vip: called, rs: '10.0.0.7' }, ground).text;
    expect(device('172.30.0.200:80')).toBe('eth0');
    expect(device('10.0.0.200:80')).toBe('eth1');
    expect(device('192.0.2.1:80')).toBe('eth0');
    expect(device('172.30.0.200:80', blank)).toBe('eth0');
    expect(device('10.0.0.200:80', withAddress('10.0.0.200', 32, 'lo'))).toBe('lo');
  });

  it('are down, or not those of the VIP', () => {
    const on = (device: string) =>
      remarksOn('nat', 'device', { vip: '172.30.0.200:80', rs: '10.0.0.7', device }, between);
    expect(on('eth2')[0]).toMatch(/^warn: eth2 is down/);
    expect(on('eth1')[0]).toMatch(/^warn: 172.30.0.200 belongs to the link of eth0/);
    expect(on('lo')).toEqual([]);
  });
});
