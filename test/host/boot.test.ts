import { describe, expect, test } from 'vitest';
import { bootFindings } from '../../src/core/machine/boot.ts';
import { loaderOf } from '../../src/core/machine/loader.ts';
import type { Owner } from '../../src/core/machine/owners.types.ts';
import { readBootFacts } from '../../src/host/boot.ts';
import type { FileFacts } from '../../src/host/filefacts.ts';
import { findRulesFile, readLoaderFacts } from '../../src/host/loader.ts';
import { alpine, arch, debian, oldRedhat, redhat, suse } from '../core/machine/systems.ts';
import { fakeHost, type Machine } from './fake.ts';

const rules = '-A -t 10.0.0.1:80 -s rr\n';
const root: FileFacts = {
  inodeOf: async () => undefined,
  attributesOf: async () => ({ mode: 0o600, uid: 0 }),
};

/** A machine as its facts have it: files, folders, and what systemctl answers. */
const machineOf = (facts: typeof redhat, more: Machine = {}): Machine => ({
  files: {
    ...Object.fromEntries([...facts.scripts, ...facts.settings].map(({ path, text }) => [path, text])),
    ...(facts.os === undefined
      ? {}
      : {
          '/etc/os-release': `ID="${facts.os.id}"\nID_LIKE="${facts.os.like.join(' ')}"\nPRETTY_NAME="${facts.os.name}"\n`,
        }),
    ...(facts.init === 'sysv' ? { '/proc/1/comm': 'init\n' } : {}),
    ...more.files,
  },
  folders: {
    ...(facts.init === 'systemd'
      ? { '/run/systemd/system': [], '/lib/systemd/system': ['ipvsadm.service'] }
      : {}),
    ...(facts.init === 'openrc' ? { '/run/openrc': [] } : {}),
    ...Object.fromEntries(
      facts.links.map(link => [
        link.slice(0, link.lastIndexOf('/')),
        [link.slice(link.lastIndexOf('/') + 1), 'S01other'],
      ]),
    ),
    ...more.folders,
  },
  programs: {
    ...(facts.unit === undefined
      ? {}
      : {
          'systemctl cat ipvsadm.service': facts.unit.text,
          'systemctl is-enabled ipvsadm.service': `${facts.unit.enabled}\n`,
          'systemctl is-active ipvsadm.service': `${facts.unit.active}\n`,
        }),
    ...more.programs,
  },
});

describe('what loads the table', () => {
  test.each([
    ['RHEL', redhat],
    ['SUSE', suse],
    ['Debian', debian('true')],
    ['Arch', arch],
    ['Alpine', alpine],
    ['RHEL 6', oldRedhat('no')],
  ])('%s: the facts are found on the machine', async (_, wanted) => {
    const host = fakeHost(
      machineOf(wanted, { files: Object.fromEntries(wanted.present.map(path => [path, rules])) }),
    );
    const found = await readLoaderFacts(host);
    host.check();
    expect({ ...found, settings: [...found.settings].sort() }).toEqual({
      ...wanted,
      settings: [...wanted.settings],
    });
    expect(loaderOf(found)).toEqual(loaderOf(wanted));
    expect(await findRulesFile(host)).toMatchObject({ path: loaderOf(wanted)?.file, sure: true });
  });

  test('Debian 13: a unit with scripts of its own; the init script beside it does not count', async () => {
    const script = (name: string, text: string) => ({
      [`/usr/libexec/ipvsadm/${name}`]: `#!/bin/sh\n${text}\n`,
    });
    const settings = '. /etc/default/ipvsadm\n[ "$AUTO" = true ] || exit 0';
    const host = fakeHost(
      machineOf(
        {
          ...debian('true'),
          unit: {
            text: '[Service]\nExecStart=/usr/libexec/ipvsadm/load\nExecStop=/usr/libexec/ipvsadm/flush\n',
            enabled: 'enabled',
            active: 'active',
          },
        },
        {
          files: {
            ...script('load', `${settings}\ngrep -v "^#" /etc/ipvsadm.rules | ipvsadm -R`),
            ...script('flush', `${settings}\nipvsadm -C`),
          },
        },
      ),
    );
    const loader = loaderOf(await readLoaderFacts(host));
    expect(loader).toMatchObject({
      unit: 'ipvsadm.service',
      says: '/usr/libexec/ipvsadm/load',
      file: '/etc/ipvsadm.rules',
      auto: { path: '/etc/default/ipvsadm', on: true },
      stop: { saves: false, clears: true },
    });
  });

  test('a container has the scripts and nobody who runs them', async () => {
    const { unit: _, ...rest } = debian('true');
    const host = fakeHost(
      machineOf(
        { ...rest, init: 'unknown', links: ['/etc/rc2.d/S01ipvsadm'] },
        { files: { '/proc/1/comm': 'bash\n' } },
      ),
    );
    expect((await readLoaderFacts(host)).init).toBe('unknown');
  });

  test('systemd with no such unit is not asked; one that answers nothing is none', async () => {
    const host = fakeHost({
      folders: { '/run/systemd/system': [], '/lib/systemd/system': ['sshd.service'] },
    });
    expect(await readLoaderFacts(host)).toMatchObject({ init: 'systemd', scripts: [], others: [] });
    host.check();
    const silent = fakeHost(
      machineOf(redhat, {
        programs: { 'systemctl cat ipvsadm.service': { exit: 1, stderr: 'Failed to connect to bus' } },
      }),
    );
    expect(await readLoaderFacts(silent)).not.toHaveProperty('unit');
  });

  test('init scripts under systemd: what it says beside the word does not count', async () => {
    const chatty = {
      stdout: 'enabled\n',
      stderr: 'ipvsadm.service is not a native service, redirecting to systemd-sysv-install.\n',
    };
    const host = fakeHost(
      machineOf(debian('true'), { programs: { 'systemctl is-enabled ipvsadm.service': chatty } }),
    );
    expect((await readLoaderFacts(host)).unit?.enabled).toBe('enabled');
  });

  test('rc.local and the administrator’s own units', async () => {
    const host = fakeHost({
      files: {
        '/etc/rc.local': '#!/bin/sh\n# ipvsadm was here\n',
        '/etc/rc.d/rc.local': '#!/bin/sh\n/sbin/ipvsadm-restore < /root/rules\n',
        '/etc/systemd/system/lvs.service': '[Service]\nExecStart=/sbin/ipvsadm -A -t 10.0.0.1:80\n',
        '/etc/systemd/system/other.service': '[Service]\nExecStart=/bin/true\n',
      },
      folders: {
        '/run/systemd/system': [],
        '/etc/systemd/system': ['other.service', 'lvs.service', 'x.wants'],
      },
    });
    expect((await readLoaderFacts(host)).others).toEqual([
      '/etc/rc.d/rc.local',
      '/etc/systemd/system/lvs.service',
    ]);
  });
});

describe('will it come back?', () => {
  const check = async (
    machine: Machine,
    known: Partial<Parameters<typeof readBootFacts>[2]> = {},
    facts = root,
  ) => {
    const host = fakeHost(machine);
    const found = await readBootFacts(host, facts, { owners: [], ...known });
    host.check();
    return {
      facts: found,
      bad: bootFindings(found)
        .filter(one => one.level !== 'ok')
        .map(one => one.id),
    };
  };
  const kernel = {
    '/proc/sys/kernel/osrelease': '6.1.0\n',
    '/lib/modules/6.1.0/modules.dep':
      'kernel/net/netfilter/ipvs/ip_vs.ko.xz:\nkernel/net/netfilter/ipvs/ip_vs_rr.ko.xz:\n',
  };
  const files = { '/etc/sysconfig/ipvsadm': rules, ...kernel };

  test('yes', async () => {
    const { facts, bad } = await check(machineOf(redhat, { files }), { running: [], daemons: [] });
    expect(facts.file).toEqual({ state: 'read', text: rules, mode: 0o600, uid: 0 });
    expect([...facts.modules]).toEqual([
      ['ip_vs', 'module'],
      ['ip_vs_rr', 'module'],
    ]);
    // The file has what does not run: a restart would save over it.
    expect(bad).toEqual(['boot-stop']);
  });

  test('no file, no right to read it, no module', async () => {
    expect((await check(machineOf(redhat))).bad).toContain('boot-file');
    const denied = { kind: 'no-permission', what: 'it may not be read by this user' } as const;
    const { facts } = await check(machineOf(redhat, { files: { '/etc/sysconfig/ipvsadm': denied } }));
    expect(facts.file).toEqual({ state: 'denied', why: 'it may not be read by this user.' });
    const mh = { ...files, '/etc/sysconfig/ipvsadm': '-A -t 10.0.0.1:80 -s mh\n' };
    expect((await check(machineOf(redhat, { files: mh }))).bad).toContain('boot-modules');
  });

  test('owner and mode, where they are known', async () => {
    const open: FileFacts = { ...root, attributesOf: async () => ({ mode: 0o666, uid: 0 }) };
    expect((await check(machineOf(redhat, { files }), {}, open)).bad).toContain('boot-rights');
    const blind: FileFacts = { ...root, attributesOf: async () => undefined };
    expect((await check(machineOf(redhat, { files }), {}, blind)).facts.file).toEqual({
      state: 'read',
      text: rules,
    });
  });

  test('the units of those who make the table are asked for; ipvsadm’s own unit is none of them', async () => {
    const owner = (id: Owner['id']): Owner => ({
      id,
      name: id,
      does: '',
      instead: '',
      owns: 'all',
      daemons: false,
      sure: true,
    });
    const programs = { 'systemctl is-enabled keepalived.service': { stdout: 'disabled\n', exit: 1 } };
    const { facts, bad } = await check(machineOf(redhat, { files, programs }), {
      owners: [owner('keepalived'), owner('kube-proxy'), owner('ipvsadm-unit')],
    });
    expect([...facts.ownerUnits]).toEqual([['keepalived.service', 'disabled']]);
    expect(facts.owners.map(one => one.id)).toEqual(['keepalived', 'kube-proxy']);
    expect(bad).toEqual(['boot-maker', 'boot-maker']);
  });

  test('a host of which nothing can be read has no facts and no findings', async () => {
    const { facts, bad } = await check({});
    expect(facts).toMatchObject({ init: 'unknown', scripts: [], present: [] });
    expect(bad).toEqual([]);
  });
});
