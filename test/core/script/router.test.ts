import { describe, expect, test } from 'vitest';
import { addArgv } from '../../../src/core/net/argv.ts';
import { printScript } from '../../../src/core/script/print.ts';
import {
  type RouterCure,
  type RouterOptions,
  routerFlavours,
  routerScript,
} from '../../../src/core/script/router.ts';
import type { Script } from '../../../src/core/script/script.types.ts';
import { at, dr, hostileDevice, nat, nat6, tun } from './machine-clusters.ts';
import { inNamespace, namespaceSuite, namespaces } from './programs.ts';

const mac = '02:00:00:00:00:01';
const staticArp: RouterCure = { kind: 'static-arp', mac };
const hostRoute: RouterCure = { kind: 'host-route', dip: at('10.0.0.2') };
const second: RouterCure = {
  kind: 'second-address',
  address: { address: at('192.168.0.1'), prefix: 24 },
};

const whats = ({ items }: Script): readonly string[] => items.map(({ do: item }) => item.what);

const lines = ({ items }: Script): readonly string[] =>
  items.flatMap(({ do: item }) =>
    item.what === 'address' || item.what === 'route' ? [addArgv(item).join(' ')] : [],
  );

const loose = (options: Partial<RouterOptions>, cluster = dr): readonly string[] =>
  routerScript(cluster, { cure: hostRoute, device: 'eth0', ...options }).items.flatMap(({ do: item }) =>
    item.what === 'sysctl' ? [`${item.name}=${item.value}`] : [],
  );

describe('cures', () => {
  test('static ARP: the VIP is on the link, at the director’s MAC address', () => {
    const script = routerScript(dr, { cure: staticArp, device: 'eth0' });
    expect(whats(script)).toEqual(['route', 'neighbour']);
    expect(lines(script)).toEqual(['ip route add 10.0.0.200/32 dev eth0']);
  });

  test('a host route to the DIP, for every VIP', () => {
    const cure: RouterCure = { kind: 'host-route', dip: at('fd01::1') };
    expect(lines(routerScript(nat6, { cure, device: 'eth0' }))).toEqual([
      'ip -6 route add fd00::200/128 via fd01::1 dev eth0',
      'ip -6 route add fd00::201/128 via fd01::1 dev eth0',
    ]);
  });

  test('a second address, which other flavours keep over a reboot', () => {
    const script = (flavour: 'iproute2' | 'nmcli' | 'ifcfg'): Script =>
      routerScript(dr, { cure: second, device: 'eth0', flavour });
    expect(lines(script('iproute2'))).toEqual(['ip addr add 192.168.0.1/24 dev eth0']);
    expect(whats(script('nmcli'))).toEqual(['program']);
    expect(whats(script('ifcfg'))).toEqual(['address', 'file']);
    expect(routerFlavours('second-address', 4)).toContain('ifcfg');
    expect(routerFlavours('second-address', 6)).not.toContain('ifcfg');
    expect(routerFlavours('host-route', 4)).toEqual(['iproute2', 'systemd']);
  });

  test('an alias has at most fifteen letters, and no name of a device ends a line of its file', () => {
    for (const device of ['enp0s31f6', `${hostileDevice}\nX=1`]) {
      const [file] = routerScript(dr, { cure: second, device, flavour: 'ifcfg' }).items.flatMap(
        ({ do: item }) => (item.what === 'file' ? [item] : []),
      );
      expect(file?.path).toMatch(/^\/etc\/sysconfig\/network-scripts\/ifcfg-[\w.@-]+:\d+$/);
      expect(file?.text.split('\n')).toHaveLength(5);
      if (device === 'enp0s31f6') expect(file?.text).toMatch(/^DEVICE=.{1,15}\n/);
    }
  });
});

describe('the test of sources', () => {
  test('is loose where answers of DR and TUN come in by another interface than the one to the VIP', () => {
    expect(loose({ serversDevice: 'eth1.7' })).toEqual(['net.ipv4.conf.eth1/7.rp_filter=2']);
    expect(loose({ serversDevice: 'eth1' }, tun)).toEqual(['net.ipv4.conf.eth1.rp_filter=2']);
  });

  test('stays as it is otherwise', () => {
    expect(loose({})).toEqual([]);
    expect(loose({ serversDevice: 'eth0' })).toEqual([]);
    expect(loose({ serversDevice: 'eth1' }, nat)).toEqual([]);
    expect(loose({ serversDevice: 'eth1' }, nat6)).toEqual([]);
  });
});

const network = `for device in eth0 eth1; do
  ip link add $device type veth peer name far-$device && ip link set $device up && ip link set far-$device up
done
ip addr add 10.0.0.1/24 dev eth0; ip addr add 172.30.0.1/24 dev eth1
state() { ip -4 addr show; ip route; ip neigh show nud permanent; sysctl net.ipv4.conf.eth1.rp_filter; }`;

describe.skipIf(!namespaces)(namespaceSuite('started twice, asked, and stopped'), () => {
  test.each([
    ['static-arp', staticArp, '10.0.0.200 dev eth0 lladdr 02:00:00:00:00:01 PERMANENT'],
    ['host-route', hostRoute, '10.0.0.200 via 10.0.0.2 dev eth0'],
    ['second-address', second, 'inet 192.168.0.1/24 scope global eth0'],
  ] as const)('%s', (_, cure, seen) => {
    const text = printScript(routerScript(dr, { cure, device: 'eth0', serversDevice: 'eth1' }), {
      explain: true,
    });
    const out = inNamespace(
      { 'a.sh': text },
      `${network}
before=$(state)
sh "$F/a.sh" start; sh "$F/a.sh" start; sh "$F/a.sh" status | grep WRONG; state
sh "$F/a.sh" stop; [ "$before" = "$(state)" ] && echo as before`,
    );
    expect(out).not.toContain('WRONG');
    expect(out).toContain(seen);
    expect(out).toContain('net.ipv4.conf.eth1.rp_filter = 2');
    expect(out).toMatch(/as before\n$/);
  });
});
