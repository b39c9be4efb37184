// Scripts as they are run: as root, in a network of their own.
import { describe, expect, test } from 'vitest';
import { printScript } from '../../../src/core/script/print.ts';
import type { Item, Script } from '../../../src/core/script/script.types.ts';
import { inNamespace, installed, namespaceSuite, namespaces, suite } from './programs.ts';
import { address, scriptOf, wantOf } from './wants.ts';

const text = (script: Script): string => printScript(script, { explain: false });

const scriptWith = (items: readonly Item['do'][], name = 'lvs-test'): string =>
  text({
    role: 'director',
    flavour: 'iproute2',
    name,
    header: [],
    items: items.map(item => ({ do: item, why: 'It has a reason.', without: 'it is missed' })),
    checks: [],
  });

/** A machine with a LAN on eth0 and a default route, and a function that shows all of its network. */
const machine = `
ip link set lo up
ip link add eth0 type veth peer name wire
ip link set eth0 up
ip link set wire up
ip addr add 10.0.0.11/24 dev eth0
ip addr add fd00::11/64 dev eth0 nodad
ip route add default via 10.0.0.1
ip route add default via 10.0.0.2 metric 100
ip -6 route add default via fd00::1
ip -6 route add default via fd00::2 metric 100
state() {
  for part in addr link 'neigh show nud permanent' rule 'route show table all' '-6 route show table all'; do
    # The kernel's own address comes and goes by itself, and so do the states of links.
    ip $part | grep -v -e fe80 -e ff00 -e valid_lft -e multicast |
      sed -e 's/ state [A-Z]*//' -e 's/ linkdown//' -e 's/,LOWER_UP//' -e 's/NO-CARRIER,//'
  done
  sysctl -a --pattern '^net.ipv[46].(conf|ip)' 2>/dev/null | grep -v -e stable_secret -e mtu
  iptables-legacy-save 2>/dev/null | grep -v '^#'
  arptables -n -L 2>/dev/null
  nft list tables 2>/dev/null | grep lvsh
  ls -d /run/lvsh*/* /var/lib/lvsh*/*/* 2>/dev/null
}
run() { echo "[$*]"; "$@"; echo "= $?"; }
compare() { state >/run/after; diff /run/before /run/after && echo same; }
`;

const round = (shell: string): string => `${machine}
state >/run/before
run ${shell} "$F/a.sh" status
run ${shell} "$F/a.sh" start
run ${shell} "$F/a.sh" start
run ${shell} "$F/a.sh" status
state >/run/started
cmp -s /run/before /run/started && echo 'nothing was done'
run ${shell} "$F/a.sh" stop
compare
run ${shell} "$F/a.sh" stop
`;

/** The lines of one verb of a round, without the line that names it. */
const verb = (printed: string, name: string, nth = 0): string => {
  const parts = printed.split(/^\[.* (\w+)\]\n/m).slice(1);
  const found = parts.flatMap((part, at) => (at % 2 === 0 && part === name ? [parts[at + 1] ?? ''] : []));
  return found[nth] ?? '';
};

const listens = 'tcp port 80: nothing listens';

describe.skipIf(!namespaces)(namespaceSuite('start, start, status, stop, stop'), () => {
  describe.each(['dash', 'bash', 'busybox ash'])('in %s', shell => {
    const [program = ''] = shell.split(' ');

    test.skipIf(!installed(program))(suite('a DR server', program), () => {
      const printed = inNamespace({ 'a.sh': text(scriptOf(wantOf('dr', 4))) }, round(shell));
      expect(verb(printed, 'status')).toContain(
        'WRONG sysctl net.ipv4.conf.all.arp_ignore is 0, not 1: this server answers ARP requests',
      );
      expect(verb(printed, 'status')).toMatch(
        /WRONG address 10\.0\.0\.200\/32 lo is missing, not there: .*\n/,
      );
      expect(verb(printed, 'start')).toBe('lvs-rs-10.0.0.200: done\n= 0\n');
      expect(verb(printed, 'start', 1)).toBe('lvs-rs-10.0.0.200: done\n= 0\n');
      expect(verb(printed, 'status', 1)).toBe(
        [
          'ok    sysctl net.ipv4.conf.all.arp_ignore is 1',
          'ok    sysctl net.ipv4.conf.all.arp_announce is 2',
          'ok    address 10.0.0.200/32 lo is there',
          `WRONG ${listens} on the VIP, so clients that come to this server are refused`,
          'ok    answers do not go through the director',
          'ok    there is a route to 10.0.0.100',
          '= 1',
          '',
        ].join('\n'),
      );
      expect(verb(printed, 'stop')).toBe('lvs-rs-10.0.0.200: everything is as it was before\n= 0\nsame\n');
      expect(verb(printed, 'stop', 1)).toBe('lvs-rs-10.0.0.200: there is nothing to take back\n= 0\n');
    });
  });

  test.each([
    ['DR over IPv6', scriptOf(wantOf('dr', 6)), 1],
    ['NAT: the best default route makes room, the other one stays', scriptOf(wantOf('nat', 4)), 2],
    ['NAT over IPv6: those that routers advertise stay', scriptOf(wantOf('nat', 6)), 3],
  ])('%s', (_, script, steps) => {
    const printed = inNamespace({ 'a.sh': text(script) }, round('sh'));
    expect(verb(printed, 'status').match(/^WRONG (sysctl|address|route)/gm)).toHaveLength(steps);
    expect(verb(printed, 'status', 1).match(/^WRONG .*/gm)).toEqual([expect.stringContaining(listens)]);
    expect(printed).not.toContain('nothing was done');
    expect(verb(printed, 'stop')).toMatch(/everything is as it was before\n= 0\nsame\n$/);
  });

  describe.skipIf(!installed('ifconfig', 'route'))(suite('the classic tools', 'ifconfig', 'route'), () => {
    test.each([
      ['DR', scriptOf(wantOf('dr', 4), 'classic'), 4],
      ['NAT', scriptOf(wantOf('nat', 4), 'classic'), 2],
    ])('%s', (_, script, steps) => {
      const printed = inNamespace({ 'a.sh': text(script) }, round('sh'));
      expect(verb(printed, 'status').match(/^WRONG (sysctl|address|route)/gm)).toHaveLength(steps);
      expect(verb(printed, 'status', 1).match(/^WRONG .*/gm)).toEqual([expect.stringContaining(listens)]);
      expect(printed).not.toContain('nothing was done');
      expect(verb(printed, 'stop')).toMatch(/everything is as it was before\n= 0\nsame\n$/);
    });

    test('an alias that is in use stays as it is', () => {
      const printed = inNamespace(
        { 'a.sh': text(scriptOf(wantOf('dr', 4), 'classic')) },
        `${machine}
ifconfig lo:0 10.0.0.199 netmask 255.255.255.255 up
state >/run/before
sh "$F/a.sh" start
ip addr show lo | grep -o 'inet 10.*'
sh "$F/a.sh" stop
compare`,
      );
      expect(printed).toContain(
        'inet 10.0.0.199/32 scope global lo:0\ninet 10.0.0.200/32 scope global lo:1\n',
      );
      expect(printed).toMatch(/same\n$/);
    });
  });

  test.skipIf(!installed('busybox'))(suite('with nothing but BusyBox', 'busybox'), () => {
    const files = {
      'a.sh': text(scriptOf(wantOf('dr', 4))),
      'b.sh': text(scriptOf(wantOf('dr', 6))),
      'c.sh': text(scriptOf(wantOf('nat', 4))),
      'd.sh': text(scriptOf(wantOf('nat', 6))),
    };
    const printed = inNamespace(
      files,
      `${machine}
mkdir /run/programs; busybox --install -s /run/programs
state >/run/before
busybox=$(command -v busybox)
for name in a b c d; do for verb in start start status stop; do
  PATH=/run/programs "$busybox" ash "$F/$name.sh" $verb | grep -v -e ' port 80' -e ': done$'
done; done
compare`,
    );
    expect(printed.match(/^WRONG.*/gm)).toBeNull();
    expect(printed.match(/^ok /gm)).toHaveLength(5 + 3 + 3 + 4);
    expect(printed.match(/everything is as it was before/g)).toHaveLength(4);
    expect(printed).toMatch(/\nsame\n$/);
  });

  test.skipIf(!installed('arptables'))(suite('a DR server with arptables', 'arptables'), () => {
    const printed = inNamespace({ 'a.sh': text(scriptOf(wantOf('dr', 4), 'arptables')) }, round('sh'));
    expect(verb(printed, 'status', 1)).toMatch(
      /^ok {4}arptables INPUT -d 10\.0\.0\.200 -j DROP is there\nok {4}arptables OUTPUT .* is there\nok /,
    );
    expect(verb(printed, 'stop')).toMatch(/everything is as it was before\n= 0\nsame\n$/);
  });

  test.skipIf(!installed('iptables-legacy', 'nft'))(
    suite('rules, marks, routes of other tables, neighbours', 'iptables-legacy', 'nft'),
    () => {
      const words = ['-d', '10.0.0.200', '-p', 'tcp', '-m', 'multiport', '--dports', '80,443'];
      const nat = ['-s', '10.0.0.0/24', '-j', 'RETURN'];
      const items: readonly Item['do'][] = [
        {
          what: 'iptables',
          program: 'iptables-legacy',
          table: 'mangle',
          chain: 'PREROUTING',
          words: [...words, '-m', 'comment', '--comment', "it's a mark", '-j', 'MARK', '--set-mark', '17'],
        },
        { what: 'iptables', program: 'iptables-legacy', table: 'nat', chain: 'POSTROUTING', words: nat },
        {
          what: 'nft',
          family: 'inet',
          name: 'lvsh_test',
          body: 'chain c { type filter hook input priority 0; };',
        },
        { what: 'rule', family: 4, mark: 17, table: 100 },
        { what: 'rule', family: 6, mark: 17, table: 100 },
        { what: 'route', family: 4, to: undefined, local: true, device: 'lo', table: 100 },
        { what: 'route', family: 6, to: undefined, local: true, device: 'lo', table: 100 },
        {
          what: 'route',
          family: 4,
          to: { address: address('10.9.9.9'), prefix: 32 },
          via: address('10.0.0.2'),
        },
        { what: 'neighbour', address: address('10.0.0.77'), mac: '02:00:00:00:00:AA', device: 'eth0' },
        { what: 'neighbour', address: address('10.0.0.78'), mac: '02:00:00:00:00:BB', device: 'eth0' },
        {
          what: 'address',
          address: address('fd00::200'),
          prefix: 128,
          device: 'eth0',
          nodad: true,
          deprecated: true,
        },
        { what: 'device', name: 'lvs0', make: ['type', 'bridge'] },
        { what: 'device', name: 'wire2' },
        { what: 'sysctl', name: 'net.ipv4.ip_default_ttl', value: '60', atLeast: true },
      ];
      // One neighbour is held already, at another address; one device is there, and down.
      const before = [
        'ip neigh add 10.0.0.78 lladdr 02:00:00:00:00:cc dev eth0 nud permanent',
        'ip link add wire2 type veth peer name wire3',
        // The first time that a device is up gives it settings and a queue that stay.
        'ip link set wire2 up; ip link set wire2 down',
        'iptables-legacy -t mangle -L -n >/dev/null; iptables-legacy -t nat -A POSTROUTING -j RETURN',
        'ip route add 10.9.9.9 via 10.0.0.1',
      ].join('\n');
      const printed = inNamespace(
        { 'a.sh': scriptWith(items) },
        round('sh')
          .replace('state >/run/before', `${before}\nstate >/run/before`)
          .replace('cmp -s', 'ip addr show eth0\ncmp -s'),
      );
      expect(verb(printed, 'status').match(/^WRONG/gm)).toHaveLength(items.length - 1);
      expect(verb(printed, 'start', 1)).toBe('lvs-test: done\n= 0\n');
      expect(printed).toContain('inet6 fd00::200/128 scope global nodad deprecated');
      expect(verb(printed, 'status', 1).match(/^ok/gm)).toHaveLength(items.length);
      expect(verb(printed, 'status', 1)).toContain('\n= 0\n');
      expect(verb(printed, 'stop')).toMatch(/everything is as it was before\n= 0\nsame\n$/);
    },
  );
});

describe.skipIf(!namespaces)(namespaceSuite('what start finds'), () => {
  const dr = { 'a.sh': text(scriptOf(wantOf('dr', 4))) };

  test('what was there already stays at stop, and is not added twice', () => {
    const printed = inNamespace(
      dr,
      `${machine}
ip addr add 10.0.0.200/32 dev lo
sysctl -qw net.ipv4.conf.all.arp_ignore=8 net.ipv4.conf.all.arp_announce=2
state >/run/before
sh "$F/a.sh" start
sysctl -n net.ipv4.conf.all.arp_ignore
sh "$F/a.sh" stop
compare`,
    );
    expect(printed).toBe(
      'lvs-rs-10.0.0.200: done\n1\nlvs-rs-10.0.0.200: everything is as it was before\nsame\n',
    );
  });

  test('a second start puts right what somebody changed, and stop still gives back what was first', () => {
    const printed = inNamespace(
      dr,
      `${machine}
state >/run/before
sh "$F/a.sh" start
sysctl -qw net.ipv4.conf.all.arp_ignore=8
ip addr del 10.0.0.200/32 dev lo
sh "$F/a.sh" start
sh "$F/a.sh" status | grep -c '^ok'
sh "$F/a.sh" stop
compare`,
    );
    expect(printed).toMatch(/done\n5\n.*\nsame\n$/);
  });

  test('a start that fails says where, takes back what it did, and nothing else', () => {
    const missing: Item['do'] = { what: 'sysctl', name: 'net.ipv4.conf.nowhere.rp_filter', value: '2' };
    const vip: Item['do'] = { what: 'address', address: address('10.0.0.200'), prefix: 32, device: 'lo' };
    const ttl: Item['do'] = { what: 'sysctl', name: 'net.ipv4.ip_default_ttl', value: '99' };
    const printed = inNamespace(
      { 'good.sh': scriptWith([ttl]), 'bad.sh': scriptWith([ttl, vip, missing]) },
      `${machine}
state >/run/before
run sh "$F/bad.sh" start
compare
sh "$F/good.sh" start
state >/run/before
run sh "$F/bad.sh" start
compare
sh "$F/good.sh" stop
sysctl -n net.ipv4.ip_default_ttl`,
    );
    expect(verb(printed, 'start')).toContain(
      'lvs-test: start failed at sysctl.net.ipv4.conf.nowhere.rp_filter; what it did is taken back\n= 1\nsame\n',
    );
    // What an earlier start had done stays done, and is still remembered.
    expect(verb(printed, 'start', 1)).toMatch(/= 1\nsame\n/);
    expect(printed).toMatch(/\n64\n$/);
  });

  test.each([
    ['the first', 'a', 'b'],
    ['the second', 'b', 'a'],
  ])('two scripts that need the same thing: stop of %s leaves it to the other', (_, one, other) => {
    const script = (vip: string): string => text(scriptOf({ ...wantOf('dr', 4), vips: [address(vip)] }));
    const printed = inNamespace(
      { 'a.sh': script('10.0.0.200'), 'b.sh': script('10.0.0.201') },
      `${machine}
state >/run/before
sh "$F/a.sh" start
sh "$F/b.sh" start
run sh "$F/${one}.sh" stop
sh "$F/${other}.sh" status | grep -c '^ok'
run sh "$F/${other}.sh" stop
compare`,
    );
    expect(verb(printed, 'stop')).toMatch(
      /arp_ignore stays, for another script needs it: .*\n.*\n= 0\n5\n$|arp_announce stays, .*\n.*arp_ignore stays, .*\n.*\n= 0\n5\n$/,
    );
    expect(verb(printed, 'stop', 1)).toMatch(/everything is as it was before\n= 0\nsame\n$/);
  });

  test('the larger one of all and the interface counts', () => {
    const item: Item['do'] = { what: 'sysctl', name: 'net.ipv4.conf.eth0.rp_filter', value: '2' };
    const printed = inNamespace(
      { 'a.sh': scriptWith([item]) },
      `${machine}
sysctl -qw net.ipv4.conf.eth0.rp_filter=0 net.ipv4.conf.all.rp_filter=2
run sh "$F/a.sh" status
sysctl -qw net.ipv4.conf.all.rp_filter=1
run sh "$F/a.sh" status
sh "$F/a.sh" start
sh "$F/a.sh" stop
sysctl -n net.ipv4.conf.eth0.rp_filter`,
    );
    expect(verb(printed, 'status')).toMatch(/^ok {4}.* is 2\n= 0\n/);
    expect(verb(printed, 'status', 1)).toMatch(/^WRONG .* is 1, not 2: it is missed\n= 1\n/);
    expect(printed).toMatch(/\n0\n$/);
  });

  test('at least: more is as good', () => {
    const item: Item['do'] = { what: 'sysctl', name: 'net.ipv4.ip_default_ttl', value: '60', atLeast: true };
    const printed = inNamespace(
      { 'a.sh': scriptWith([item]) },
      `${machine}
sh "$F/a.sh" start
sysctl -n net.ipv4.ip_default_ttl
sysctl -qw net.ipv4.ip_default_ttl=9
run sh "$F/a.sh" status
sh "$F/a.sh" start
sysctl -n net.ipv4.ip_default_ttl`,
    );
    expect(printed).toContain('done\n64\n');
    expect(verb(printed, 'status')).toContain(
      'WRONG sysctl net.ipv4.ip_default_ttl is 9, not 60+: it is missed',
    );
    expect(printed).toMatch(/\n60\n$/);
  });
});

describe.skipIf(!namespaces)(namespaceSuite('a script says'), () => {
  const dr = { 'a.sh': text(scriptOf(wantOf('dr', 4))) };

  test('how it is used', () => {
    const printed = inNamespace(
      dr,
      'for word in "" restart "start stop"; do sh "$F/a.sh" $word; echo "= $?"; done',
    );
    expect(printed.replaceAll(/\/\S*a\.sh/g, 'a.sh')).toBe(
      'usage: a.sh start | stop | status\n= 2\n'.repeat(2).concat('lvs-rs-10.0.0.200: done\n= 0\n'),
    );
  });

  test.skipIf(!installed('setpriv'))(suite('that it needs root, but not to look', 'setpriv'), () => {
    const printed = inNamespace(
      dr,
      `chmod 755 "$F"
for verb in start stop status; do setpriv --reuid 65534 --clear-groups sh "$F/a.sh" $verb; echo "= $?"; done`,
    );
    expect(printed.match(/needs root: sudo sh .* (start|stop)\n= 1\n/g)).toHaveLength(2);
    expect(printed).toContain('WRONG sysctl net.ipv4.conf.all.arp_ignore is 0, not 1');
    expect(printed).toMatch(/= 1\n$/);
  });

  test('all programs that are missing, before it does anything', () => {
    const printed = inNamespace(
      {
        'a.sh': scriptWith([
          { what: 'sysctl', name: 'net.ipv4.ip_default_ttl', value: '9' },
          { what: 'program', start: [['frobnicate-it']], stop: [['unfrobnicate-it']], check: [] },
        ]),
      },
      'run() { sh "$F/a.sh" $1; echo "= $?"; }; run start; run status; sysctl -n net.ipv4.ip_default_ttl',
    );
    const both = 'lvs-test: frobnicate-it not found\nlvs-test: unfrobnicate-it not found\n= 1\n';
    expect(printed).toBe(`${both}${both}64\n`);
  });

  test('that it cannot tell, when a check’s program is missing', () => {
    const script = scriptOf(wantOf('dr', 4));
    const printed = inNamespace(
      {
        'a.sh': text({
          ...script,
          items: [],
          checks: [
            { run: ['frobnicate-it'], wrong: 'it is bad', right: 'it is good' },
            { run: ['false'], wrong: 'it is bad', right: 'it is good' },
            { run: ['true'], wrong: 'it is bad' },
          ],
        }),
      },
      'sh "$F/a.sh" status; echo "= $?"; sh "$F/a.sh" start',
    );
    expect(printed).toBe(
      [
        'WRONG not known, for a program is missing: it is good',
        'WRONG it is bad',
        'ok    true',
        '= 1',
        'lvs-rs-10.0.0.200: there is nothing to do on this machine',
        '',
      ].join('\n'),
    );
  });
});
