/** Gathers what tells how this machine loads its IPVS table at boot, and where its rules file is. */
import type { InitSystem, LoaderFacts, TextFile } from '../core/machine/loader.types.ts';
import { readOsRelease } from '../core/machine/os-release.ts';
import { type RulesPlace, rulesFileOf, rulesFilePaths } from '../core/machine/rulesfile.ts';
import { readUnit, scriptsIn } from '../core/machine/unit.ts';
import type { Host } from './host.ts';

const unitName = 'ipvsadm.service';
const limits = { timeoutMs: 5000 };
/** Scripts, units and settings are small; of one that is larger the beginning is enough. */
const textBytes = 64 * 1024;

const unitFolders = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/run/systemd/generator.late',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
];
const scriptPaths = ['/etc/init.d/ipvsadm', '/etc/rc.d/init.d/ipvsadm'];
const settingPaths = ['/etc/default/ipvsadm', '/etc/sysconfig/ipvsadm-config', '/etc/conf.d/ipvsadm'];
const linkFolders = [
  ...[2, 3, 4, 5].flatMap(level => [`/etc/rc${level}.d`, `/etc/rc.d/rc${level}.d`]),
  ...['boot', 'default'].map(level => `/etc/runlevels/${level}`),
];
const localScripts = [
  '/etc/rc.local',
  '/etc/rc.d/rc.local',
  '/etc/conf.d/local',
  '/etc/local.d/ipvsadm.start',
];

const read = async (host: Host, path: string): Promise<readonly TextFile[]> => {
  const file = await host.readFile(path, { maxBytes: textBytes });
  return file.ok ? [{ path, text: file.value.text }] : [];
};

const readAll = async (host: Host, paths: readonly string[]): Promise<readonly TextFile[]> =>
  (await Promise.all([...new Set(paths)].map(path => read(host, path)))).flat();

const isFolder = async (host: Host, path: string): Promise<boolean> => (await host.listFolder(path)).ok;

/**
 * systemd and OpenRC each have a folder that is there exactly while they run the machine (sd_booted(3)). Init scripts
 * are run by a process 1 called init only: a container may have all of them, and nobody who runs them.
 */
const initSystem = async (host: Host): Promise<InitSystem> => {
  if (await isFolder(host, '/run/systemd/system')) return 'systemd';
  if (await isFolder(host, '/run/openrc')) return 'openrc';
  const [first] = await read(host, '/proc/1/comm');
  return first?.text.trim() === 'init' ? 'sysv' : 'unknown';
};

/** Whether systemd runs this machine and has a unit for ipvsadm, its own or one made of an init script. Runs no program. */
export const unitIsThere = async (host: Host): Promise<boolean> => {
  if (!(await isFolder(host, '/run/systemd/system'))) return false;
  for (const folder of unitFolders) {
    const names = await host.listFolder(folder);
    if (names.ok && names.value.includes(unitName)) return true;
  }
  return false;
};

/** The first word that systemctl answers; `unknown` where it does not. (`is-enabled` says `disabled` with exit code 1.) */
const ask = async (host: Host, verb: string, unit: string): Promise<string> => {
  const ran = await host.run('systemctl', [verb, unit], limits);
  const word = ran.ok ? (/^[a-z-]+$/m.exec(ran.value.stdout)?.[0] ?? '') : '';
  return word === '' ? 'unknown' : word;
};

/** Whether systemd holds ipvsadm's unit to be active: its stop step will run. */
export const isUnitActive = async (host: Host): Promise<boolean> =>
  (await ask(host, 'is-active', unitName)) === 'active';

/** What `systemctl is-enabled` says of a unit: `enabled`, `disabled`, `masked`, ...; `unknown` where it says nothing. */
export const unitState = (host: Host, unit: string): Promise<string> => ask(host, 'is-enabled', unit);

const readUnitFacts = async (host: Host): Promise<LoaderFacts['unit']> => {
  if (!(await unitIsThere(host))) return undefined;
  const cat = await host.run('systemctl', ['cat', unitName], limits);
  if (!cat.ok || cat.value.exit !== 0) return undefined;
  const [enabled, active] = await Promise.all([
    ask(host, 'is-enabled', unitName),
    ask(host, 'is-active', unitName),
  ]);
  return { text: cat.value.stdout, enabled, active };
};

/** Files of settings that a script reads in: `. /etc/default/ipvsadm`. */
const sourced = ({ text }: TextFile): readonly string[] =>
  [
    ...text.matchAll(/(?:^|[\s;&])(?:\.|source)[ \t]+["']?(\/etc\/(?:default|sysconfig|conf\.d)\/[\w.-]+)/g),
  ].flatMap(match => match[1] ?? []);

const readLinks = async (host: Host): Promise<readonly string[]> => {
  const found = await Promise.all(
    linkFolders.map(async folder => {
      const names = await host.listFolder(folder);
      return names.ok
        ? names.value.filter(name => /^(?:S\d\d)?ipvsadm$/.test(name)).map(name => `${folder}/${name}`)
        : [];
    }),
  );
  return found.flat().sort();
};

/** What else is run at boot and speaks of ipvsadm: rc.local, and the administrator's own units. */
const readOthers = async (host: Host): Promise<readonly string[]> => {
  const folder = '/etc/systemd/system';
  const names = await host.listFolder(folder);
  const units = (names.ok ? names.value : []).filter(name => name.endsWith('.service') && name !== unitName);
  const files = await readAll(host, [...localScripts, ...units.sort().map(name => `${folder}/${name}`)]);
  return files.filter(({ text }) => /^[^#\n]*\bipvsadm\b/m.test(text)).map(({ path }) => path);
};

/** A file is there when it can be read, or when only its rights are in the way. */
const isThere = async (host: Host, path: string): Promise<boolean> => {
  const file = await host.readFile(path, { maxBytes: 1 });
  return file.ok || file.failure.kind === 'no-permission';
};

/** Gathers the facts. Never fails: what cannot be read is absent. Runs systemctl three times, where systemd has the unit. */
export const readLoaderFacts = async (host: Host): Promise<LoaderFacts> => {
  const init = await initSystem(host);
  const unit = init === 'systemd' ? await readUnitFacts(host) : undefined;
  const parsed = unit === undefined ? undefined : readUnit(unit.text);
  const named = [...(parsed?.start ?? []), ...(parsed?.stop ?? [])].flatMap(scriptsIn);
  const candidates = parsed === undefined ? scriptPaths : named;
  // A program that is no script has no text that anybody could read.
  const scripts = (await readAll(host, candidates)).filter(({ text }) => text.startsWith('#!'));
  const settings = await readAll(host, [
    ...(parsed?.environmentFiles ?? []),
    ...scripts.flatMap(sourced),
    ...settingPaths,
  ]);
  const present: string[] = [];
  // SUSE's /etc/sysconfig/ipvsadm sets a variable; it is no rules file.
  const free = rulesFilePaths.filter(path => !settings.some(one => one.path === path));
  for (const path of free) if (await isThere(host, path)) present.push(path);
  const [release] = await readAll(host, ['/etc/os-release', '/usr/lib/os-release']);
  const os = release === undefined ? undefined : readOsRelease(release.text);
  return {
    init,
    scripts,
    settings,
    present,
    links: init === 'systemd' ? [] : await readLinks(host),
    others: await readOthers(host),
    ...(os === undefined ? {} : { os }),
    ...(unit === undefined ? {} : { unit }),
  };
};

/** The rules file of this machine and why it is that one; undefined where nothing tells. */
export const findRulesFile = async (host: Host): Promise<RulesPlace | undefined> =>
  rulesFileOf(await readLoaderFacts(host));
