import { describe, expect, test } from 'vitest';
import { realServerScript } from '../../../src/core/script/real-server.ts';
import type { ServerWant } from '../../../src/core/script/real-server.types.ts';
import { type Flavour, flavours, type Item } from '../../../src/core/script/script.types.ts';
import { address, scriptOf, wantOf, wants } from './wants.ts';

const brief = ({ do: item }: Item): string => {
  switch (item.what) {
    case 'sysctl':
      return `${item.name}=${item.value}`;
    case 'address':
      return `${item.address}/${item.prefix} on ${item.device}`;
    case 'route':
      return `${item.to === undefined ? 'default' : `${item.to.address}/${item.to.prefix}`} via ${item.via ?? item.device}`;
    case 'device':
      return `${item.name} up, by ${item.module ?? (item.make ?? []).join(' ')}`;
    case 'module':
      return `module ${item.name}`;
    case 'fou':
      return `fou ${item.port} v${item.family}`;
    case 'arptables':
      return `arptables ${item.chain} ${item.words.join(' ')}`;
    case 'file':
      return item.path;
    case 'program':
      return [...item.start, ...item.stop].map(argv => argv.join(' ')).join('; ');
    default:
      return item.what;
  }
};

const briefs = (want: ServerWant, flavour: Flavour = 'iproute2'): readonly string[] =>
  scriptOf(want, flavour).items.map(brief);

const arp = ['net.ipv4.conf.all.arp_ignore=1', 'net.ipv4.conf.all.arp_announce=2'];

describe('the steps', () => {
  test.each<readonly [string, ServerWant, readonly string[]]>([
    ['DR', wantOf('dr', 4), [...arp, '10.0.0.200/32 on lo']],
    ['DR over IPv6 needs no silence', wantOf('dr', 6), ['fd00::200/128 on lo']],
    ['NAT', wantOf('nat', 4), ['default via 10.0.0.10', '10.0.0.100/32 via 10.0.0.10']],
    [
      'NAT over IPv6, with a client beside that redirects would tell of',
      wantOf('nat', 6),
      ['default via fd00::10', 'net.ipv6.conf.eth0.accept_redirects=0', 'fd00::100/128 via fd00::10'],
    ],
    ['SNAT: nothing', wantOf('snat', 4), []],
    [
      'TUN is ipip where nothing is said',
      wantOf('tun', 4),
      ['tunl0 up, by ipip', 'net.ipv4.conf.tunl0.rp_filter=2', ...arp, '10.0.0.200/32 on tunl0'],
    ],
    [
      'gue',
      wantOf('tun', 4, { type: 'gue', port: 6080, checksum: 'csum' }),
      [
        ...['module fou', 'fou 6080 v4', 'tunl0 up, by ipip', 'net.ipv4.conf.tunl0.rp_filter=2'],
        ...[...arp, '10.0.0.200/32 on tunl0'],
      ],
    ],
    [
      'gre',
      wantOf('tun', 4, { type: 'gre', port: 0, checksum: 'none' }),
      ['gre0 up, by ip_gre', 'net.ipv4.conf.gre0.rp_filter=2', ...arp, '10.0.0.200/32 on gre0'],
    ],
    [
      'gre with checksums has a device of its own',
      wantOf('tun', 4, { type: 'gre', port: 0, checksum: 'csum' }),
      [
        'lvs-gre up, by type gre local any remote 10.0.0.10 icsum',
        ...['net.ipv4.conf.lvs-gre.rp_filter=2', ...arp, '10.0.0.200/32 on lvs-gre'],
      ],
    ],
    [
      'gue over IPv6',
      wantOf('tun', 6, { type: 'gue', port: 6080, checksum: 'none' }),
      ['module fou', 'fou 6080 v6', 'ip6tnl0 up, by ip6_tunnel', 'fd00::200/128 on ip6tnl0'],
    ],
    [
      'gre over IPv6',
      wantOf('tun', 6, { type: 'gre', port: 0, checksum: 'none' }),
      ['ip6gre0 up, by ip6_gre', 'fd00::200/128 on ip6gre0'],
    ],
  ])('%s', (_, want, steps) => {
    expect(briefs(want)).toEqual(steps);
  });

  test('several VIPs, the silence before all of them', () => {
    const vips = [address('10.0.0.200'), address('10.0.0.201')];
    expect(briefs({ ...wantOf('dr', 4), vips })).toEqual([
      ...arp,
      '10.0.0.200/32 on lo',
      '10.0.0.201/32 on lo',
    ]);
  });

  test('arptables instead of settings', () => {
    expect(briefs(wantOf('dr', 4), 'arptables')).toEqual([
      'arptables INPUT -d 10.0.0.200 -j DROP',
      'arptables OUTPUT -s 10.0.0.200 -j mangle --mangle-ip-s 10.0.0.11',
      '10.0.0.200/32 on lo',
    ]);
  });

  test('classic adds the route that guides for old systems have', () => {
    expect(briefs(wantOf('dr', 4), 'classic')).toEqual([
      ...arp,
      '10.0.0.200/32 on lo',
      '10.0.0.200/32 via lo',
    ]);
  });

  test('an interface with a dot in its name is one part of a setting’s name', () => {
    expect(briefs({ ...wantOf('nat', 6), device: 'eth0.100' })).toContain(
      'net.ipv6.conf.eth0/100.accept_redirects=0',
    );
  });

  test('every step says why, in one line, and what happens without it', () => {
    for (const [, want] of wants)
      for (const flavour of flavours) {
        const script = realServerScript(want, flavour);
        if (!script.ok) continue;
        for (const { do: item, why, without } of script.value.items) {
          expect(why).toMatch(/^[^\n]{20,}\.$/);
          if (item.what !== 'program') expect(without).toMatch(/^[^\n]{20,}[^.\n]$/);
        }
      }
  });
});

describe('what stays over a reboot', () => {
  test('systemd: the same steps, a file of settings, and a unit that does them again', () => {
    const script = scriptOf(wantOf('tun', 4), 'systemd');
    expect(script.items.map(brief)).toEqual([
      ...briefs(wantOf('tun', 4)),
      '/etc/sysctl.d/99-lvs-rs-10.0.0.200.conf',
      'systemctl daemon-reload',
      '/etc/systemd/system/lvs-rs-10.0.0.200.service',
      'systemctl daemon-reload',
      'systemctl enable --now lvs-rs-10.0.0.200.service; systemctl disable --now lvs-rs-10.0.0.200.service',
    ]);
    const texts = script.items.flatMap(({ do: item }) => (item.what === 'file' ? [item.text] : []));
    expect(texts[0]).toContain('\nnet.ipv4.conf.tunl0.rp_filter = 2\nnet.ipv4.conf.all.arp_ignore = 1\n');
    // The settings of a device are set after the device is there.
    expect(texts[1]?.match(/^Exec.*$/gm)).toEqual([
      'ExecStart=-/sbin/modprobe ipip',
      'ExecStart=/sbin/ip link set dev tunl0 up',
      'ExecStart=/sbin/sysctl -q -p /etc/sysctl.d/99-lvs-rs-10.0.0.200.conf',
      'ExecStart=/sbin/ip addr replace 10.0.0.200/32 dev tunl0',
      'ExecStop=-/sbin/ip addr del 10.0.0.200/32 dev tunl0',
      'ExecStop=-/sbin/ip link set dev tunl0 down',
    ]);
  });

  test('systemd over IPv6 has no settings and no file of them', () => {
    expect(briefs(wantOf('dr', 6), 'systemd')).not.toContainEqual(expect.stringContaining('sysctl.d'));
  });

  test('a unit’s words are quoted as systemd reads them', () => {
    const script = scriptOf({ ...wantOf('nat', 4), device: 'a%b"$c\\' }, 'systemd');
    const unit = script.items.flatMap(({ do: item }) => (item.what === 'file' ? [item.text] : [])).at(-1);
    expect(unit).toContain('\nExecStart=/sbin/ip route replace default via 10.0.0.10 dev "a%%b\\"$$c\\\\"\n');
  });

  test('ifcfg: aliases of VIPs do not share a file', () => {
    const vips = ['10.0.0.200', '10.0.1.200', '10.0.0.1', '192.168.31.100'].map(address);
    expect(briefs({ ...wantOf('dr', 4), vips }, 'ifcfg').slice(-4)).toEqual([
      '/etc/sysconfig/network-scripts/ifcfg-lo:200',
      '/etc/sysconfig/network-scripts/ifcfg-lo:1200',
      '/etc/sysconfig/network-scripts/ifcfg-lo:1',
      '/etc/sysconfig/network-scripts/ifcfg-lo:31100',
    ]);
  });

  test('nmcli: one connection with a dummy device for all VIPs; its name is short enough', () => {
    const vips = [address('255.255.255.255'), address('10.0.0.201')];
    const steps = briefs({ ...wantOf('dr', 4), vips }, 'nmcli');
    expect(steps.at(-1)).toContain(
      ' ifname lvsffffffff ipv4.method manual ipv4.addresses 255.255.255.255/32,10.0.0.201/32 ',
    );
    expect(briefs(wantOf('dr', 6), 'nmcli')).toEqual([
      expect.stringContaining(' ifname lvs00000200 ipv6.method manual ipv6.addresses fd00::200/128 '),
    ]);
  });
});

describe('what is refused', () => {
  const refusals = wants.flatMap(([name, want]) =>
    flavours.flatMap(flavour => {
      const script = realServerScript(want, flavour);
      return script.ok ? [] : [{ name, flavour, failure: script.failure }];
    }),
  );

  test('flavours that cannot, always with the reason and with what can', () => {
    for (const { failure } of refusals) {
      expect(failure.why).toMatch(/\S/);
      expect(failure.advice).toMatch(/\S/);
    }
    expect(refusals.map(({ name, flavour }) => `${flavour}: ${name}`)).toMatchInlineSnapshot(`
      [
        "arptables: nat v4",
        "nmcli: nat v4",
        "ifcfg: nat v4",
        "nmcli: tun ipip v4",
        "ifcfg: tun ipip v4",
        "classic: tun gue v4",
        "nmcli: tun gue v4",
        "ifcfg: tun gue v4",
        "nmcli: tun gre v4",
        "ifcfg: tun gre v4",
        "classic: tun gre with checksums v4",
        "nmcli: tun gre with checksums v4",
        "ifcfg: tun gre with checksums v4",
        "classic: nat v6",
        "arptables: nat v6",
        "nmcli: nat v6",
        "ifcfg: nat v6",
        "classic: dr v6",
        "arptables: dr v6",
        "ifcfg: dr v6",
        "classic: tun ipip v6",
        "arptables: tun ipip v6",
        "nmcli: tun ipip v6",
        "ifcfg: tun ipip v6",
        "classic: tun gue v6",
        "arptables: tun gue v6",
        "nmcli: tun gue v6",
        "ifcfg: tun gue v6",
        "classic: tun gre v6",
        "arptables: tun gre v6",
        "nmcli: tun gre v6",
        "ifcfg: tun gre v6",
        "classic: tun gre with checksums v6",
        "arptables: tun gre with checksums v6",
        "nmcli: tun gre with checksums v6",
        "ifcfg: tun gre with checksums v6",
      ]
    `);
  });

  test.each<readonly [string, Partial<ServerWant>, Flavour, string]>([
    ['no VIP', { vips: [] }, 'iproute2', 'a real server needs a VIP'],
    ['NAT without a DIP', { way: 'nat' }, 'iproute2', "a NAT server's script needs the director's address"],
    [
      'a real server of the other family',
      { rips: [address('fd00::7')] },
      'iproute2',
      'VIP, DIP and real servers have to be IPv4 all of them',
    ],
    [
      'gre with checksums without a DIP',
      { way: 'tun', tunnel: { type: 'gre', port: 0, checksum: 'csum' } },
      'iproute2',
      "a gre tunnel with checksums needs the director's address",
    ],
    [
      'arptables for several',
      { rips: [address('10.0.0.7'), address('10.0.0.14')] },
      'arptables',
      'an arptables script is for one real server',
    ],
  ])('%s', (_, part, flavour, what) => {
    const { dip: _dip, ...plain } = wantOf('dr', 4);
    expect(realServerScript({ ...plain, ...part }, flavour)).toMatchObject({ ok: false, failure: { what } });
  });

  test('IPv6 clients beside NAT servers without the interface’s name', () => {
    const { device: _device, ...plain } = wantOf('nat', 6);
    expect(realServerScript(plain, 'iproute2')).toMatchObject({ ok: false, failure: { kind: 'value' } });
    expect(realServerScript({ ...plain, clientsBeside: [] }, 'iproute2')).toMatchObject({ ok: true });
  });
});

describe('the name', () => {
  test.each([
    ['10.0.0.200', 4, 'lvs-rs-10.0.0.200'],
    ['fd00::200', 6, 'lvs-rs-fd00--200'],
  ] as const)('of %s', (vip, family, name) => {
    expect(scriptOf({ ...wantOf('dr', family), vips: [address(vip)] }).name).toBe(name);
  });
});
