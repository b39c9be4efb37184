import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fedFile, loaderOf } from '../../../src/core/machine/loader.ts';
import { readOsRelease } from '../../../src/core/machine/os-release.ts';
import { rulesFileOf } from '../../../src/core/machine/rulesfile.ts';
import { withSetting } from '../../../src/core/machine/settings-file.ts';
import { actionText, assignmentsOf, substitute } from '../../../src/core/machine/shell-text.ts';
import { readUnit, scriptsIn } from '../../../src/core/machine/unit.ts';
import { hostileText } from './hostile.ts';
import { alpine, arch, bare, debian, debianSysv, eitherPlace, oldRedhat, redhat, suse } from './systems.ts';

describe('what loads the table, and what its stop does', () => {
  test.each([
    ['RHEL', redhat, 'ipvsadm.service', '/etc/sysconfig/ipvsadm', 'saves clears'],
    ['SUSE', suse, 'ipvsadm.service', '/etc/ipvsadm.rules', 'clears'],
    ['Debian with AUTO', debian('true'), 'ipvsadm.service', '/etc/ipvsadm.rules', 'clears'],
    ['Debian without', debian('false'), 'ipvsadm.service', '/etc/ipvsadm.rules', ''],
    ['Debian without systemd', debianSysv('true'), '/etc/init.d/ipvsadm', '/etc/ipvsadm.rules', 'clears'],
    ['Arch', arch, 'ipvsadm.service', '/etc/ipvsadm.conf', 'clears'],
    ['Alpine', alpine, '/etc/init.d/ipvsadm', '/var/lib/ipvsadm/rules-save', ''],
    ['RHEL 6', oldRedhat('no'), '/etc/rc.d/init.d/ipvsadm', '/etc/sysconfig/ipvsadm', 'clears'],
    [
      'RHEL 6 that saves',
      oldRedhat('yes'),
      '/etc/rc.d/init.d/ipvsadm',
      '/etc/sysconfig/ipvsadm',
      'saves clears',
    ],
    ['ipvsadm’s own script', eitherPlace, '/etc/rc.d/init.d/ipvsadm', '/etc/sysconfig/ipvsadm', 'clears'],
  ])('%s', (_, facts, unit, file, stop) => {
    const loader = loaderOf(facts);
    expect(loader).toMatchObject({ unit, file });
    expect(
      Object.entries(loader?.stop ?? {})
        .flatMap(([what, does]) => (does ? [what] : []))
        .join(' '),
    ).toBe(stop);
    expect(rulesFileOf(facts)).toMatchObject({ path: file, sure: true });
  });

  test('settings move the file', () => {
    const settings = [{ path: '/etc/conf.d/ipvsadm', text: 'RULES=/srv/rules\n' }];
    expect(loaderOf({ ...arch, settings })?.file).toBe('/srv/rules');
    const moved = [{ path: '/etc/sysconfig/ipvsadm', text: 'IPVSADM_CONFIG=/srv/rules # mine\n' }];
    expect(loaderOf({ ...suse, settings: moved })?.file).toBe('/srv/rules');
  });

  test('of several places, the one that is there', () => {
    expect(loaderOf({ ...eitherPlace, present: ['/etc/ipvsadm.rules'] })?.file).toBe('/etc/ipvsadm.rules');
  });

  test('a file fed to the program by systemd, and what was dropped in beside the unit', () => {
    const text = `${redhat.unit?.text ?? ''}\n# /etc/systemd/system/ipvsadm.service.d/x.conf\n[Service]\nExecStop=\nExecStop=/sbin/ipvsadm --clear\nExecStart=\nExecStart=/sbin/ipvsadm-restore\nStandardInput=file:/srv/rules\nUser=lvs\n`;
    expect(loaderOf({ ...bare, unit: { text, enabled: 'enabled', active: 'active' } })).toMatchObject({
      file: '/srv/rules',
      stop: { saves: false, clears: true },
      user: 'lvs',
    });
  });

  test('Debian’s switch and its daemons', () => {
    const path = '/etc/default/ipvsadm';
    expect(loaderOf(debian('false'))).toMatchObject({
      auto: { path, value: 'false', on: false },
      daemons: { path, roles: [], interface: 'eth0', syncId: 0 },
    });
    expect(loaderOf(debian('true', 'DAEMON="both"\nIFACE=eth1\nSYNCID="7"\n'))).toMatchObject({
      auto: { on: true },
      daemons: { roles: ['master', 'backup'], interface: 'eth1', syncId: 7 },
    });
    expect(loaderOf({ ...debian('true'), settings: [] })).toMatchObject({
      auto: { path: '/etc/init.d/ipvsadm', value: 'false', on: false },
    });
    expect(loaderOf(redhat)).not.toHaveProperty('auto');
    expect(loaderOf(alpine)).not.toHaveProperty('daemons');
  });

  test('a unit that goes its own way names no file', () => {
    const text = '[Service]\nExecStart=/bin/bash /etc/ipvsadm.rules\nExecStop=/sbin/ipvsadm -C\n';
    const loader = loaderOf({ ...bare, unit: { text, enabled: 'enabled', active: 'active' } });
    expect(loader).not.toHaveProperty('file');
    expect(loader?.stop).toEqual({ saves: false, clears: true });
  });

  test('nothing at all', () => {
    expect(loaderOf(bare)).toBeUndefined();
  });
});

describe('the rules file where nothing loads it', () => {
  test.each([
    ['rhel', [], '/etc/sysconfig/ipvsadm'],
    ['rocky', ['rhel', 'fedora'], '/etc/sysconfig/ipvsadm'],
    ['openeuler', [], '/etc/sysconfig/ipvsadm'],
    ['ubuntu', ['debian'], '/etc/ipvsadm.rules'],
    ['opensuse-leap', ['suse', 'opensuse'], '/etc/ipvsadm.rules'],
    ['opensuse-tumbleweed', [], '/etc/ipvsadm.rules'],
    ['manjaro', ['arch'], '/etc/ipvsadm.conf'],
    ['gentoo', [], '/var/lib/ipvsadm/rules-save'],
  ])('%s %j', (id, like, path) => {
    expect(rulesFileOf({ ...bare, os: { id, like, name: 'X 1' } })).toEqual({
      path,
      why: 'On X 1 the package ipvsadm keeps its rules there.',
      sure: false,
    });
  });

  test('an unknown system: the only file that is there, and no guess', () => {
    const os = { id: 'own', like: [], name: 'Own' };
    expect(rulesFileOf({ ...bare, os, present: ['/etc/ipvsadm.rules'] })).toMatchObject({
      path: '/etc/ipvsadm.rules',
      sure: false,
    });
    expect(
      rulesFileOf({ ...bare, os, present: ['/etc/ipvsadm.rules', '/etc/sysconfig/ipvsadm'] }),
    ).toBeUndefined();
    expect(rulesFileOf(bare)).toBeUndefined();
  });
});

describe('texts', () => {
  test.each([
    ['/bin/bash -c "exec /sbin/ipvsadm-restore < /a/b"', '/a/b'],
    ["ipvsadm -R <'/a/b'", '/a/b'],
    ['grep -v "^#" /a/b | /sbin/ipvsadm -R || exit 1', '/a/b'],
    ['cat /a/b | ipvsadm-restore', '/a/b'],
    ['/bin/sed -e s/x/y/ /a/b | grep -v ^# | ipvsadm --restore', undefined],
    ['ipvsadm-restore < $FILE', undefined],
    ['ipvsadm-restore', undefined],
  ])('%s is fed %s', (line, file) => {
    expect(fedFile(line)).toBe(file);
  });

  test('units', () => {
    expect(
      readUnit(
        '[Unit]\nExecStart=/no\n[Service]\nExecStartPre=-/bin/a \\\n  b\n#ExecStart=/no\nExecStart=@+/bin/c d\nUser=root\n',
      ),
    ).toEqual({ start: ['/bin/a    b', '/bin/c d'], stop: [], environmentFiles: [] });
    expect(scriptsIn('/bin/bash -c "exec /usr/libexec/x/load < /etc/rules > /tmp/o"')).toEqual([
      '/usr/libexec/x/load',
    ]);
    expect(scriptsIn('/etc/init.d/ipvsadm start')).toEqual(['/etc/init.d/ipvsadm']);
    expect(scriptsIn('/usr/sbin/ipvsadm -C')).toEqual([]);
  });

  test('assignments and variables', () => {
    const found = assignmentsOf('A=1\n export B="two words" # why\nC=\'x\';D=4\n#E=5\nA=$Bs\nF =6\n');
    expect(Object.fromEntries(found)).toEqual({ A: ['1', '$Bs'], B: ['two words'], C: ['x'] });
    const value = (name: string) => ({ A: '$B/x', B: 'b' })[name];
    expect(substitute(['$A $', '{B}y $', '{C:-d} $', '{C-e} $C $1'].join(''), value)).toBe(
      'b/x by d e $C $1',
    );
    expect(substitute('$L', () => '$L$L$L$L$L$L$L$L').length).toBeLessThanOrEqual(4096);
  });

  test('what a script does at its stop', () => {
    const script =
      'stop() {\n  a\n}\nhalt() {\n  b\n}\ncase $1 in\n  start) no ;;\n  "stop"|halt)\n    halt\n  ;;\nesac\n';
    expect(
      actionText(script, 'stop')
        ?.split(/\s+/)
        .filter(word => word !== ''),
    ).toEqual(['halt', 'b']);
    expect(actionText('stop() {\n  stop\n}\n', 'stop')).toMatch(/stop/);
    expect(actionText('ipvsadm -C\n', 'stop')).toBeUndefined();
  });

  test('os-release', () => {
    expect(
      readOsRelease(
        'NAME="Rocky Linux"\nID="rocky"\nID_LIKE="rhel centos fedora"\nPRETTY_NAME="Rocky Linux 9.4"\n',
      ),
    ).toEqual({
      id: 'rocky',
      like: ['rhel', 'centos', 'fedora'],
      name: 'Rocky Linux 9.4',
    });
    expect(readOsRelease('ID=Arch\n')).toEqual({ id: 'arch', like: [], name: 'arch' });
    expect(readOsRelease('NAME=x\n')).toBeUndefined();
  });

  test.each([
    ['AUTO="false" # why\nX=1\n', 'AUTO="true" # why\nX=1\n'],
    ['AUTO=false\nAUTO=no', 'AUTO=false\nAUTO="true"'],
    ['# AUTO="false"\n', '# AUTO="false"\nAUTO="true"\n'],
    ['X=1', 'X=1\nAUTO="true"\n'],
    ['', 'AUTO="true"\n'],
    ['NOAUTO=1\n', 'NOAUTO=1\nAUTO="true"\n'],
  ])('AUTO is set in %j', (before, after) => {
    expect(withSetting(before, 'AUTO', 'true')).toBe(after);
    expect(assignmentsOf(after).get('AUTO')?.at(-1)).toBe('true');
  });

  test('hostile texts never throw, and every setting that is written reads back', () => {
    const text = hostileText(
      ...[
        'ExecStart=',
        '[Service]',
        'ipvsadm-restore',
        '< /',
        '| ipvsadm -R',
        'stop)',
        ';;',
        'case',
        '() {',
        '}',
        '\\',
      ],
      ...['$', '${', 'A=', 'A="', "'", '\nEnvironmentFile=', 'AUTO'],
    );
    fc.assert(
      fc.property(text, input => {
        const facts = {
          ...bare,
          unit: { text: input, enabled: input, active: input },
          scripts: [{ path: '/s', text: input }],
          settings: [{ path: '/t', text: input }],
        };
        loaderOf(facts);
        const { unit: _, ...script } = facts;
        rulesFileOf(script);
        readOsRelease(input);
        scriptsIn(input);
        expect(
          assignmentsOf(withSetting(input, 'AUTO', 'true'))
            .get('AUTO')
            ?.at(-1),
        ).toBe('true');
      }),
    );
  });
});
