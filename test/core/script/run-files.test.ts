// Scripts whose work is still there after a reboot: files, programs, units.
import { describe, expect, test } from 'vitest';
import { printScript } from '../../../src/core/script/print.ts';
import type { Item, Script } from '../../../src/core/script/script.types.ts';
import { inNamespace, namespaceSuite, namespaces } from './programs.ts';
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

const odd = `it's\n\\n "text" $HOME \`id\`\n\tend without a newline`;

/** All files under /run/x with owner, mode, time and text. */
const listing = 'show() { find /run/x -printf "%p %U %m %T@\\n" -type f -exec cat {} + | sort; }';

describe.skipIf(!namespaces)(namespaceSuite('files'), () => {
  const file = (path: string, body = odd): Item['do'] => ({ what: 'file', path, text: body, mode: '0640' });

  test('get exactly their text and mode, and their former text, owner, mode and time back', () => {
    const printed = inNamespace(
      { 'a.sh': scriptWith([file('/run/x/old'), file('/run/x/new'), file('/run/x/sub/new')]) },
      `${listing}
mkdir /run/x; printf 'former\\n\\n' >/run/x/old; chmod 4711 /run/x/old; chown 65534 /run/x/old; touch -d 2001-01-01 /run/x/old
show | grep -v '^/run/x 0' >/run/before
sh "$F/a.sh" status | cut -c 1-40
sh "$F/a.sh" start; sh "$F/a.sh" start
sh "$F/a.sh" status
cat /run/x/new; echo '|'; stat -c %a /run/x/new /run/x/sub/new
sh "$F/a.sh" stop
show | grep -v '^/run/x 0' | diff /run/before - && echo same`,
    );
    expect(printed).toBe(
      [
        'WRONG file /run/x/old is 390306942 8, no',
        'WRONG file /run/x/new is missing, not ri',
        'WRONG file /run/x/sub/new is no-folder, ',
        'lvs-test: done',
        'lvs-test: done',
        'ok    file /run/x/old is right',
        'ok    file /run/x/new is right',
        'ok    file /run/x/sub/new is right',
        `${odd}|`,
        '640\n640',
        'lvs-test: everything is as it was before',
        'same',
        '',
      ].join('\n'),
    );
  });

  test('come back although somebody changed them in between, and after a reboot', () => {
    const ttl: Item['do'] = { what: 'sysctl', name: 'net.ipv4.ip_default_ttl', value: '9' };
    const printed = inNamespace(
      { 'a.sh': scriptWith([file('/run/x/old'), ttl]) },
      `mkdir /run/x; echo former >/run/x/old
sh "$F/a.sh" start
echo changed >/run/x/old
rm -rf /run/lvsh*
sh "$F/a.sh" stop
cat /run/x/old; sysctl -n net.ipv4.ip_default_ttl; ls /var/lib/lvsh/scripts*`,
    );
    expect(printed).toBe('lvs-test: done\nlvs-test: everything is as it was before\nformer\n64\n');
  });

  test('two scripts with one file: the last that stops gives back the former text', () => {
    const printed = inNamespace(
      { 'a.sh': scriptWith([file('/run/x/old')], 'one'), 'b.sh': scriptWith([file('/run/x/old')], 'two') },
      `mkdir /run/x; echo former >/run/x/old
sh "$F/a.sh" start; sh "$F/b.sh" start
sh "$F/a.sh" stop >/dev/null; tail -n 1 /run/x/old; echo
sh "$F/b.sh" stop; cat /run/x/old`,
    );
    expect(printed).toBe(
      'one: done\ntwo: done\n\tend without a newline\ntwo: everything is as it was before\nformer\n',
    );
  });
});

describe.skipIf(!namespaces)(namespaceSuite('programs'), () => {
  const log = (word: string): readonly string[] => ['sh', '-c', 'echo "$1" >>/run/log', 'sh', word];

  test('are told to start and to stop once; those without a check start each time', () => {
    const items: readonly Item['do'][] = [
      { what: 'program', start: [], stop: [log('reload at the end')], check: [] },
      {
        what: 'program',
        start: [log('one'), ['touch', '/run/up']],
        stop: [log('stop'), ['rm', '/run/up']],
        check: ['test', '-e', '/run/up'],
      },
      { what: 'program', start: [log('each time')], stop: [], check: [] },
    ];
    const printed = inNamespace(
      { 'a.sh': scriptWith(items) },
      `for verb in status start start status stop stop; do sh "$F/a.sh" $verb; done; cat /run/log`,
    );
    expect(printed).toBe(
      [
        'WRONG program sh one is missing, not there: it is missed',
        'lvs-test: done',
        'lvs-test: done',
        'ok    program sh one is there',
        'lvs-test: everything is as it was before',
        'lvs-test: there is nothing to take back',
        'one\neach time\neach time\nstop\nreload at the end',
        '',
      ].join('\n'),
    );
  });

  test('what ran already keeps running; one that does not stop is said, and can be stopped later', () => {
    const service = (name: string, stop: readonly string[]): Item['do'] => ({
      what: 'program',
      start: [['touch', `/run/${name}`]],
      stop: [stop],
      check: ['test', '-e', `/run/${name}`],
    });
    const printed = inNamespace(
      { 'a.sh': scriptWith([service('old', ['rm', '/run/old']), service('stuck', ['rmdir', '/run/busy'])]) },
      `touch /run/old
sh "$F/a.sh" start; sh "$F/a.sh" stop 2>/run/err; echo "= $?"; ls /run/old; grep -c 'not taken back' /run/err
mkdir /run/busy; sh "$F/a.sh" stop; echo "= $?"`,
    );
    expect(printed).toBe('lvs-test: done\n= 1\n/run/old\n1\nlvs-test: everything is as it was before\n= 0\n');
  });
});

/** As much of systemctl as the scripts use: it runs the lines of a unit. */
const systemctl = `#!/bin/sh
echo "systemctl $*" >>/run/log
unit=; for word; do unit=$word; done
lines() { sed -n "s/^$1=//p" "/etc/systemd/system/$unit" | while read -r line; do
  case $line in -*) sh -c "$(printf '%s' "$line" | tail -c +2)" 2>/dev/null || : ;; *) sh -c "$line" || exit 1 ;; esac
done; }
case "$1 $2" in
  'enable --now') touch "/run/enabled-$unit"; lines ExecStart ;;
  'disable --now') rm "/run/enabled-$unit"; lines ExecStop ;;
  'is-enabled --quiet') [ -e "/run/enabled-$unit" ] ;;
  'daemon-reload '*) ;;
  *) exit 9 ;;
esac
`;

/** A machine whose /etc is empty but for what a script may find there. */
const machine = `
ip link set lo up
ip link add eth0 type veth peer name wire
ip link set eth0 up
ip link set wire up
ip addr add 10.0.0.11/24 dev eth0
ip route add default via 10.0.0.1
mount -t tmpfs none /etc
mkdir -p /etc/sysctl.d /etc/systemd/system /etc/sysconfig/network-scripts /run/bin
cp "$F/systemctl" /run/bin/systemctl; chmod +x /run/bin/systemctl
PATH=/run/bin:$PATH
state() {
  ip -4 addr; ip route; find /etc -type f -exec sh -c 'echo "$1"; cat "$1"' sh {} \\;
  sysctl net.ipv4.conf.all.arp_ignore net.ipv4.conf.all.arp_announce
}
reboot() { # what a kernel forgets, and what is done again at boot
  ip addr flush dev lo scope global; ip route replace default via 10.0.0.1
  sysctl -qw net.ipv4.conf.all.arp_ignore=0 net.ipv4.conf.all.arp_announce=0; rm -rf /run/lvsh*
  for file in /etc/sysctl.d/*; do [ ! -e "$file" ] || sysctl -q -p "$file"; done
  for unit in /run/enabled-*; do [ ! -e "$unit" ] || systemctl enable --now "$(basename "$unit" | cut -c 9-)"; done
}
compare() { state >/run/after; diff /run/before /run/after && echo same; }
`;

describe.skipIf(!namespaces)(namespaceSuite('for good'), () => {
  test.each([
    ['DR', scriptOf(wantOf('dr', 4), 'systemd')],
    ['NAT', scriptOf(wantOf('nat', 4), 'systemd')],
  ])('a systemd unit: %s', (_, script) => {
    const printed = inNamespace(
      { 'a.sh': text(script), systemctl },
      `${machine}
state >/run/before
sh "$F/a.sh" start; sh "$F/a.sh" start
sh "$F/a.sh" status | grep -c '^WRONG'
reboot
sh "$F/a.sh" status | grep -c '^WRONG'
sh "$F/a.sh" stop
compare
tail -n 2 /run/log`,
    );
    const unit = 'lvs-rs-10.0.0.200.service';
    // The one that is wrong is the web server, which is not there.
    expect(printed).toBe(
      [
        ...['lvs-rs-10.0.0.200: done', 'lvs-rs-10.0.0.200: done', '1', '1'],
        ...['lvs-rs-10.0.0.200: everything is as it was before', 'same'],
        ...[`systemctl disable --now ${unit}`, 'systemctl daemon-reload', ''],
      ].join('\n'),
    );
  });

  test('what was there before the unit is there after it', () => {
    const printed = inNamespace(
      { 'a.sh': text(scriptOf(wantOf('dr', 4), 'systemd')), systemctl },
      `${machine}
ip addr add 10.0.0.200/32 dev lo
echo former >/etc/sysctl.d/99-lvs-rs-10.0.0.200.conf
state >/run/before
sh "$F/a.sh" start
sh "$F/a.sh" stop
compare`,
    );
    expect(printed).toMatch(/same\n$/);
  });

  test('ifcfg files', () => {
    const vips = [address('10.0.0.200'), address('10.0.1.200')];
    const printed = inNamespace(
      { 'a.sh': text(scriptOf({ ...wantOf('dr', 4), vips }, 'ifcfg')), systemctl },
      `${machine}
state >/run/before
sh "$F/a.sh" start
cat /etc/sysconfig/network-scripts/ifcfg-lo:1200
sh "$F/a.sh" stop
compare`,
    );
    expect(printed).toContain(
      'DEVICE=lo:1200\nIPADDR=10.0.1.200\nNETMASK=255.255.255.255\nONBOOT=yes\nNAME=lvs-rs-10.0.0.200\n',
    );
    expect(printed).toMatch(/same\n$/);
  });
});
