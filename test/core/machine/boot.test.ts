import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noNames } from '../../../src/core/ipvsadm/names.ts';
import { readRules } from '../../../src/core/ipvsadm/rules.ts';
import { allFixes, bootFindings, bootRules } from '../../../src/core/machine/boot.ts';
import type { BootFacts, Finding } from '../../../src/core/machine/boot.types.ts';
import { loaderOf } from '../../../src/core/machine/loader.ts';
import type { LoaderFacts } from '../../../src/core/machine/loader.types.ts';
import type { Owner } from '../../../src/core/machine/owners.types.ts';
import type { Address } from '../../../src/core/model/address.ts';
import type { SyncDaemon } from '../../../src/core/model/observe.ts';
import { objection } from '../../../src/core/plan/action.ts';
import { hostileText } from './hostile.ts';
import {
  alpine,
  arch,
  bare,
  debian,
  debianSettings,
  debianSysv,
  oldRedhat,
  redhat,
  suse,
} from './systems.ts';

const rules = '-A -t 10.0.0.1:80 -s rr\n-a -t 10.0.0.1:80 -r 10.0.0.2:80 -m -w 1\n';
const table = (text: string) => readRules(text, noNames).services;

/** A machine that comes back, changed by what a test plants. */
const facts = (loader: LoaderFacts, more: Partial<BootFacts> = {}): BootFacts => ({
  ...loader,
  file: { state: 'read', text: rules, mode: 0o600, uid: 0 },
  modules: new Map([
    ['ip_vs', 'module'],
    ['ip_vs_rr', 'module'],
  ]),
  owners: [],
  ownerUnits: new Map(),
  running: table(rules),
  daemons: [],
  ...more,
});

const find = (input: BootFacts, id: string): readonly Finding[] =>
  bootFindings(input).filter(one => one.id === id);
const only = (input: BootFacts, id: string): Finding => {
  const [first, ...more] = find(input, id);
  if (first === undefined || more.length > 0)
    throw new Error(`${id} found ${more.length + (first ? 1 : 0)} things`);
  return first;
};
const file = (text: string): Partial<BootFacts> => ({ file: { state: 'read', text, mode: 0o600, uid: 0 } });

describe('a machine that will come back', () => {
  test.each([
    ['RHEL', redhat],
    ['SUSE', suse],
    ['Debian', debian('true')],
    ['Debian without systemd', debianSysv('true')],
    ['Arch', arch],
    ['Alpine', alpine],
    ['RHEL 6', oldRedhat('yes')],
  ])('%s: nothing is wrong', (_, loader) => {
    const found = bootFindings(facts(loader));
    expect(found.filter(one => one.level !== 'ok')).toEqual([]);
    expect(found.map(one => one.id)).toEqual(
      expect.arrayContaining(['boot-loader', 'boot-enabled', 'boot-file', 'boot-lines', 'boot-modules']),
    );
    expect(allFixes(facts(loader))).toEqual([]);
  });

  test('nothing is said of a machine of which nothing is known', () => {
    const { file: _, running: __, daemons: ___, ...rest } = facts({ ...bare, init: 'unknown' });
    expect(bootFindings(rest)).toEqual([]);
  });
});

describe('what loads the table', () => {
  test('nothing does: under systemd the fix is a unit', () => {
    const found = only(facts({ ...bare, ...(redhat.os && { os: redhat.os }) }), 'boot-loader');
    expect(found).toMatchObject({ level: 'bad', title: 'Nothing loads the table at boot' });
    const [write, enable] = found.fix?.actions ?? [];
    expect(enable).toEqual({ kind: 'unit', unit: 'ipvsadm.service', enabled: true });
    expect(write).toMatchObject({ kind: 'file', path: '/etc/systemd/system/ipvsadm.service' });
    // The unit that is written is one that lvsh then finds in order.
    const text = write?.kind === 'file' ? (write.text ?? '') : '';
    const made: LoaderFacts = { ...bare, unit: { text, enabled: 'enabled', active: 'inactive' } };
    expect(loaderOf(made)).toMatchObject({
      file: '/etc/sysconfig/ipvsadm',
      stop: { saves: false, clears: false },
    });
    expect(bootFindings(facts(made)).filter(one => one.level !== 'ok')).toEqual([]);
  });

  test('nothing does, and there is no systemd, or no known file', () => {
    expect(only(facts({ ...bare, init: 'sysv' }), 'boot-loader').fix?.actions).toEqual([]);
    expect(only(facts(bare), 'boot-loader').fix?.actions).toEqual([]);
  });

  test('something of the administrator’s own', () => {
    expect(only(facts({ ...bare, others: ['/etc/rc.local'] }), 'boot-loader')).toMatchObject({
      level: 'warn',
      title: 'The table is loaded by /etc/rc.local',
    });
  });

  test('a unit that does not say what it loads', () => {
    const text = '[Service]\nExecStart=/bin/bash /etc/ipvsadm.rules\n';
    expect(
      only(facts({ ...bare, unit: { text, enabled: 'enabled', active: 'active' } }), 'boot-loader'),
    ).toMatchObject({
      level: 'warn',
      title: 'What ipvsadm.service loads cannot be told',
    });
  });
});

describe('whether it is started', () => {
  const withState = (enabled: string): BootFacts =>
    facts({ ...redhat, unit: { text: redhat.unit?.text ?? '', active: 'active', enabled } });

  test('disabled: systemctl enable', () => {
    expect(only(withState('disabled'), 'boot-enabled')).toMatchObject({
      level: 'bad',
      title: 'ipvsadm.service is not started at boot',
      fix: { actions: [{ kind: 'unit', unit: 'ipvsadm.service', enabled: true }] },
    });
  });

  test('masked: a person has to unmask it', () => {
    expect(only(withState('masked'), 'boot-enabled')).toMatchObject({
      level: 'bad',
      fix: { actions: [], how: expect.stringContaining('systemctl unmask ipvsadm.service') },
    });
  });

  test.each(['enabled', 'static', 'generated', 'alias'])('%s is fine', word => {
    expect(only(withState(word), 'boot-enabled').level).toBe('ok');
  });

  test('enabled until the next boot only, and a word that nobody knows', () => {
    expect(only(withState('enabled-runtime'), 'boot-enabled').level).toBe('bad');
    expect(only(withState('unknown'), 'boot-enabled').level).toBe('warn');
  });

  test('init scripts and OpenRC, by their links', () => {
    expect(only(facts({ ...debianSysv('true'), links: [] }), 'boot-enabled')).toMatchObject({
      level: 'bad',
      fix: { how: expect.stringContaining('update-rc.d ipvsadm defaults') },
    });
    expect(only(facts({ ...alpine, links: [] }), 'boot-enabled')).toMatchObject({
      level: 'bad',
      fix: { how: 'As root: rc-update add ipvsadm default.' },
    });
  });

  test('its last start failed', () => {
    const failed = facts({
      ...redhat,
      unit: { text: redhat.unit?.text ?? '', enabled: 'enabled', active: 'failed' },
    });
    expect(only(failed, 'boot-failed')).toMatchObject({ level: 'bad' });
    expect(find(facts(redhat), 'boot-failed')).toEqual([]);
  });
});

describe('Debian’s switch', () => {
  test('off: it is turned on in place', () => {
    const found = only(facts(debian('false')), 'boot-auto');
    expect(found).toMatchObject({
      level: 'bad',
      title: 'AUTO="false" in /etc/default/ipvsadm: the rules file is not loaded',
      fix: { actions: [{ kind: 'file', path: '/etc/default/ipvsadm', text: debianSettings('true') }] },
    });
  });

  test('on, and on other systems', () => {
    expect(only(facts(debian('true')), 'boot-auto').level).toBe('ok');
    expect(find(facts(redhat), 'boot-auto')).toEqual([]);
  });
});

describe('the rules file', () => {
  test('not there', () => {
    expect(only(facts(redhat, { file: { state: 'missing' } }), 'boot-file')).toMatchObject({
      level: 'bad',
      title: '/etc/sysconfig/ipvsadm is not there',
      why: expect.stringContaining('ipvsadm.service names it.'),
      fix: { save: true },
    });
  });

  test('empty: bad where something runs, and nothing to say where nothing does', () => {
    expect(only(facts(redhat, file('# nothing\n')), 'boot-file')).toMatchObject({
      level: 'bad',
      fix: { save: true },
    });
    expect(only(facts(redhat, { ...file(''), running: [] }), 'boot-file').level).toBe('ok');
    expect(only(facts(redhat, file('-A -t 10.0.0.1:80\n\0')), 'boot-file').why).toMatch(/NUL/);
  });

  test('not readable', () => {
    const why = '/etc/sysconfig/ipvsadm may not be read by this user.';
    expect(only(facts(redhat, { file: { state: 'denied', why } }), 'boot-file')).toMatchObject({
      level: 'warn',
      why,
    });
    expect(
      only(facts(redhat, { file: { state: 'unreadable', why: 'It is a folder.' } }), 'boot-file').level,
    ).toBe('bad');
  });

  test('no system that lvsh knows', () => {
    const { file: _, ...rest } = facts({ ...bare, init: 'sysv' });
    expect(only(rest, 'boot-file')).toMatchObject({
      level: 'warn',
      title: 'Which file this system loads is not known',
    });
  });

  test('others may write it', () => {
    const found = only(
      facts(redhat, { file: { state: 'read', text: rules, mode: 0o666, uid: 0 } }),
      'boot-rights',
    );
    expect(found).toMatchObject({ level: 'warn', why: expect.stringContaining('mode 666') });
    expect(
      find(facts(redhat, { file: { state: 'read', text: rules, mode: 0o644, uid: 1000 } }), 'boot-rights')
        .length,
    ).toBe(1);
    expect(find(facts(redhat), 'boot-rights')).toEqual([]);
    expect(find(facts(redhat, { file: { state: 'read', text: rules } }), 'boot-rights')).toEqual([]);
  });

  test('loaded by somebody else than root', () => {
    const text = `${redhat.unit?.text ?? ''}\n[Service]\nUser=lvs\n`;
    expect(
      only(facts({ ...redhat, unit: { text, enabled: 'enabled', active: 'active' } }), 'boot-rights').title,
    ).toBe('ipvsadm.service runs as lvs');
  });
});

describe('its lines', () => {
  test('one that ends the restore, and one that is refused', () => {
    const planted = facts(redhat, file(`${rules}-A -t 10.0.0.1:80\n oops\n${rules}`));
    expect(find(planted, 'boot-lines')).toMatchObject([
      {
        level: 'bad',
        title: 'Line 4 of /etc/sysconfig/ipvsadm stops the restore, 2 lines after it are never read',
        why: 'Line 4, "oops": it begins with no command of ipvsadm.',
      },
      { level: 'bad', title: 'Line 3 of /etc/sysconfig/ipvsadm will be refused' },
    ]);
  });

  test('many of them are counted', () => {
    const text = rules + '-A -t 10.0.0.1:80\n'.repeat(9);
    expect(only(facts(redhat, file(text)), 'boot-lines').title).toBe(
      'Lines 3, 4, 5, 6, 7 and 4 more of /etc/sysconfig/ipvsadm will be refused',
    );
  });

  test('names of hosts and of ports', () => {
    const text = '-A -t 10.0.0.1:http -s rr\n-a -t 10.0.0.1:http -r web1:http -m\n';
    expect(find(facts(redhat, file(text)), 'boot-names')).toMatchObject([
      {
        level: 'bad',
        title: 'Names of hosts stand in line 2 of /etc/sysconfig/ipvsadm',
        fix: { save: true },
      },
      { level: 'warn', title: 'Names of ports stand in lines 1, 2 of /etc/sysconfig/ipvsadm' },
    ]);
    expect(find(facts(redhat), 'boot-names')).toEqual([]);
    expect(find(facts(alpine, file(text)), 'boot-names')[0]?.why).toMatch(/save with lvsh instead/);
  });

  test('a module that this kernel lacks', () => {
    const text = '-A -t 10.0.0.1:80 -s mh\n-A -t 10.0.0.2:80 -s rr\n';
    const modules = new Map([
      ['ip_vs', 'builtin'],
      ['ip_vs_rr', 'module'],
      ['ip_vs_mh', 'none'],
    ] as const);
    expect(only(facts(redhat, { ...file(text), modules }), 'boot-modules')).toMatchObject({
      level: 'bad',
      title: 'This kernel has no module ip_vs_mh',
    });
  });

  test('without a list of modules only a name that no kernel knows is told', () => {
    const modules = new Map();
    expect(find(facts(redhat, { modules }), 'boot-modules')).toEqual([]);
    expect(
      only(facts(redhat, { ...file('-A -t 10.0.0.1:80 -s nosuch\n'), modules }), 'boot-modules').title,
    ).toMatch(/no module ip_vs_nosuch$/);
  });
});

describe('the stop step', () => {
  const edited = file(`${rules}-A -t 10.0.0.9:80 -s rr\n`);

  test('RHEL: it saves over an edit, and a restore is what brings one in', () => {
    const found = only(facts(redhat, edited), 'boot-stop');
    expect(found).toMatchObject({
      level: 'warn',
      title: 'At its stop ipvsadm.service writes the running table over /etc/sysconfig/ipvsadm',
      fix: {
        actions: [],
        how: expect.stringMatching(/restore it with lvsh .*; never restart ipvsadm\.service\.$/),
      },
    });
    expect(found.why).toMatch(/IPVS_SAVE_ON_STOP .* does not read it/);
    expect(only(facts({ ...redhat, settings: [] }, edited), 'boot-stop').why).not.toMatch(/IPVS_SAVE/);
  });

  test('nothing was edited, or it does not run: only told', () => {
    expect(only(facts(redhat), 'boot-stop').level).toBe('ok');
    const idle = {
      ...redhat,
      unit: { text: redhat.unit?.text ?? '', enabled: 'enabled', active: 'inactive' },
    };
    expect(only(facts(idle, edited), 'boot-stop').level).toBe('ok');
  });

  test('the order of lines, and thresholds, which it cannot save, are no edit', () => {
    const text = '-A -t 10.0.0.1:80 -s rr\n-a -t 10.0.0.1:80 -r 10.0.0.2:80 -m -w 1 -x 5\n';
    expect(only(facts(redhat, file(text)), 'boot-stop').level).toBe('ok');
  });

  test('Debian with AUTO clears what was not saved; without, it does nothing', () => {
    expect(only(facts(debian('true'), edited), 'boot-stop')).toMatchObject({
      level: 'warn',
      title: 'At its stop ipvsadm.service clears the table without saving it',
      fix: { save: true },
    });
    expect(find(facts(debian('false'), edited), 'boot-stop')).toEqual([]);
    expect(find(facts(alpine, edited), 'boot-stop')).toEqual([]);
  });

  test('RHEL 6 saves where its settings say so', () => {
    expect(only(facts(oldRedhat('yes'), edited), 'boot-stop').title).toMatch(/writes the running table over/);
    expect(only(facts(oldRedhat('no'), edited), 'boot-stop').title).toMatch(
      /clears the table without saving/,
    );
  });
});

describe('the sync daemons', () => {
  const daemon = (role: SyncDaemon['role'], more: Partial<SyncDaemon> = {}): SyncDaemon => ({
    role,
    interface: 'eth0',
    syncId: 7,
    maxLen: 1472,
    group: '224.0.0.81' as Address,
    port: 8848,
    ttl: 1,
    ...more,
  });
  const master = daemon('master');
  const line = '--start-daemon master --mcast-interface eth0 --syncid 7\n';

  test('forgotten: on Debian its settings are set as they run', () => {
    const found = only(facts(debian('true'), { daemons: [master, daemon('backup')] }), 'boot-daemons');
    expect(found).toMatchObject({
      level: 'warn',
      title: 'The sync daemons master on eth0 (id 7) and backup on eth0 (id 7) are not started at boot',
    });
    const [write] = found.fix?.actions ?? [];
    const text = write?.kind === 'file' ? (write.text ?? '') : '';
    const mended = { ...debian('true'), settings: [{ path: '/etc/default/ipvsadm', text }] };
    expect(only(facts(mended, { daemons: [master, daemon('backup')] }), 'boot-daemons').level).toBe('ok');
  });

  test.each([
    [
      'with settings that Debian’s do not know',
      debian('true'),
      [daemon('master', { group: '224.0.0.99' as Address })],
    ],
    ['on two interfaces', debian('true'), [master, daemon('backup', { interface: 'eth1' })]],
    ['on other systems', redhat, [master]],
    ['with a name that a shell would run', debian('true'), [daemon('master', { interface: '"$(id)"' })]],
  ])('%s they are saved with the table', (_, loader, daemons) => {
    expect(only(facts(loader, { daemons }), 'boot-daemons')).toMatchObject({
      level: 'warn',
      fix: { actions: [], save: true },
    });
  });

  test('the rules file may start them; with AUTO off it does not', () => {
    const planted = { ...file(line + rules), daemons: [master] };
    expect(only(facts(redhat, planted), 'boot-daemons').level).toBe('ok');
    expect(only(facts(debian('false'), planted), 'boot-daemons').level).toBe('warn');
  });

  test('one that will be started and does not run', () => {
    const loader = debian('true', 'DAEMON="backup"\n');
    expect(only(facts(loader), 'boot-daemons')).toMatchObject({
      level: 'warn',
      title: 'At boot a backup sync daemon is started that does not run now',
    });
  });

  test('none runs and none is started: nothing to say; the same where nobody looked', () => {
    expect(find(facts(debian('true')), 'boot-daemons')).toEqual([]);
    const { daemons: _, ...rest } = facts(redhat);
    expect(find(rest, 'boot-daemons')).toEqual([]);
  });

  test('keepalived has them in hand', () => {
    const owner: Owner = {
      id: 'keepalived',
      name: 'keepalived (pid 1)',
      does: '',
      instead: '',
      owns: [],
      daemons: true,
      sure: true,
    };
    expect(only(facts(redhat, { daemons: [master], owners: [owner] }), 'boot-daemons')).toMatchObject({
      level: 'ok',
      title: 'The sync daemons are started by keepalived (pid 1)',
    });
  });
});

describe('somebody else makes the table', () => {
  const owner: Owner = {
    id: 'keepalived',
    name: 'keepalived (pid 812)',
    does: '',
    instead: '',
    owns: ['tcp:10.0.0.1:80'],
    daemons: false,
    sure: true,
  };
  const disabled = {
    ...redhat,
    unit: { text: redhat.unit?.text ?? '', enabled: 'disabled', active: 'inactive' },
  };
  const unit = (word: string) => new Map([['keepalived.service', word]]);
  const owned = (loader: LoaderFacts, word: string, more: Partial<BootFacts> = {}): BootFacts =>
    facts(loader, { owners: [owner], ownerUnits: unit(word), ...more });

  test('then the rules file does not matter', () => {
    const found = bootFindings(owned(disabled, 'enabled', { file: { state: 'missing' } }));
    expect(found).toMatchObject([
      { id: 'boot-maker', level: 'ok', title: 'Its services are made by keepalived (pid 812), 1 service' },
    ]);
  });

  test('it is not started at boot', () => {
    expect(only(owned(disabled, 'disabled'), 'boot-maker')).toMatchObject({
      level: 'bad',
      fix: { actions: [{ kind: 'unit', unit: 'keepalived.service', enabled: true }] },
    });
    expect(only(owned(disabled, 'not-found'), 'boot-maker').level).toBe('warn');
  });

  test('both make it', () => {
    expect(find(owned(redhat, 'enabled'), 'boot-maker')).toMatchObject([
      { level: 'ok' },
      {
        level: 'warn',
        title: 'ipvsadm.service and keepalived (pid 812) both make the table at boot',
        fix: { actions: [{ kind: 'unit', unit: 'ipvsadm.service', enabled: false }] },
      },
    ]);
    expect(find(owned(debian('false'), 'enabled'), 'boot-maker').length).toBe(1);
    const script = find(owned(debianSysv('true'), 'enabled'), 'boot-maker')[1];
    expect(script?.fix?.actions).toEqual([]);
  });

  test('a service that is not his is still the business of the rules file', () => {
    const running = table(`${rules}-A -t 10.0.0.7:80 -s rr\n`);
    const found = bootFindings(owned(disabled, 'enabled', { running }));
    expect(found.filter(one => one.level === 'bad').map(one => one.id)).toEqual(['boot-enabled']);
  });

  test('one of whom it is not known whether he has services makes nothing', () => {
    const unsure: Owner = { ...owner, owns: 'all', sure: false };
    expect(only(owned(disabled, 'enabled', { owners: [unsure] }), 'boot-enabled').level).toBe('bad');
  });
});

describe('all of them', () => {
  test('two fixes of one file are one file with both', () => {
    const daemons: readonly SyncDaemon[] = [
      {
        role: 'master',
        interface: 'eth1',
        syncId: 3,
        maxLen: 1472,
        group: '224.0.0.81' as Address,
        port: 8848,
        ttl: 1,
      },
    ];
    const loader = debian('false');
    const off = {
      ...loader,
      unit: { text: loader.unit?.text ?? '', enabled: 'disabled', active: 'inactive' },
    };
    const actions = allFixes(facts(off, { daemons }));
    expect(actions.map(one => one.kind)).toEqual(['unit', 'file']);
    const text = actions.flatMap(one => (one.kind === 'file' ? [one.text ?? ''] : []))[0] ?? '';
    for (const set of ['AUTO="true"', 'DAEMON="master"', 'IFACE="eth1"', 'SYNCID="3"'])
      expect(text).toContain(`\n${set}`);
    const mended = { ...loader, settings: [{ path: '/etc/default/ipvsadm', text }] };
    expect(bootFindings(facts(mended, { daemons })).filter(one => one.level !== 'ok')).toEqual([]);
  });

  test('every action may be run', () => {
    const planted = [
      facts({ ...bare, ...(suse.os && { os: suse.os }) }),
      facts(debian('false')),
      facts({ ...redhat, unit: { text: '', enabled: 'disabled', active: 'inactive' } }),
    ];
    for (const action of planted.flatMap(allFixes)) expect(objection(action)).toBeUndefined();
  });

  test('ids are there once, titles and reasons are sentences', () => {
    expect(new Set(bootRules.map(rule => rule.id)).size).toBe(bootRules.length);
    for (const { title, why } of bootRules) {
      expect(title).not.toMatch(/\.$/);
      expect(why).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('hostile machines never throw, and nothing of them breaks a screen', () => {
    const text = hostileText(
      'ExecStart=',
      '[Service]',
      'ipvsadm-restore < /a',
      'AUTO="',
      '$AUTO',
      '-A -t x:y',
      '--start-daemon',
      '$DAEMON',
    );
    fc.assert(
      fc.property(text, text, (one, other) => {
        const planted = facts({
          ...bare,
          os: { id: one, like: [other], name: one },
          unit: { text: `[Service]\n${one}`, enabled: other, active: other },
          scripts: [{ path: '/s', text: one }],
          settings: [{ path: '/t', text: other }],
        });
        for (const { title, why } of bootFindings({ ...planted, ...file(one) }))
          expect(title + why).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        allFixes(planted);
      }),
    );
  });
});
