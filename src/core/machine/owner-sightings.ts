/** How each owner of the table shows himself in the facts of a machine. */
import { readKeepalivedServices } from './keepalived-services.ts';
import { readLdirectordServices } from './ldirectord-services.ts';
import { hasFlag, longOption } from './options.ts';
import type { Owner, OwnerFacts, Suspect } from './owners.types.ts';

/** One that was recognised. */
export interface Sighting extends Pick<Owner, 'owns' | 'daemons' | 'sure'> {
  /** What stands behind his name: `pid 812`. */
  readonly seen: string;
  /** His configuration, where one was read. */
  readonly path?: string;
  /** His services stay when he ends. */
  readonly keeps?: true;
  /** What is special about this one; sentences. */
  readonly besides?: string;
}

/** keepalived's options that take no value, for what may stand bundled before another. */
export const keepalivedFlags = 'PCBlDGXVIRndaexhv';
/** Whether a command line runs this program, itself or by an interpreter. */
export const runs = (argv: readonly string[], name: string): boolean =>
  argv.slice(0, 4).some(word => word === name || word.endsWith(`/${name}`));

/** A keepalived owns the services of its configuration, and nothing at all with VRRP alone. */
export const keepalived = (process: Suspect): readonly Sighting[] => {
  const seen = `pid ${process.pid}`;
  const balances = !hasFlag(process.argv, 'vrrp', 'P', keepalivedFlags);
  if (process.config === undefined)
    return balances ? [{ seen, owns: 'all', daemons: false, sure: false }] : [];
  const { services, flushes, syncDaemon } = readKeepalivedServices(process.config.texts);
  const owns = balances ? services : [];
  if (owns.length === 0 && !syncDaemon) return [];
  return [
    {
      seen,
      path: process.config.path,
      owns,
      daemons: syncDaemon,
      sure: true,
      ...(hasFlag(process.argv, 'dont-release-ipvs', 'I', keepalivedFlags) ? { keeps: true } : {}),
      ...(flushes && balances ? { besides: 'At its start it clears the whole table (lvs_flush).' } : {}),
    },
  ];
};

/** An ldirectord owns the services of its configuration. */
export const ldirectord = (process: Suspect): readonly Sighting[] => {
  const seen = `pid ${process.pid}`;
  const { config } = process;
  if (config === undefined) return [{ seen, owns: 'all', daemons: false, sure: false }];
  const owns = readLdirectordServices(config.texts.join('\n'));
  return owns.length === 0 ? [] : [{ seen, path: config.path, owns, daemons: false, sure: true }];
};

/** kube-proxy says its mode on its command line or in its configuration; the interface is there in this mode only. */
export const kubeProxy = (facts: OwnerFacts, own: readonly Suspect[]): readonly Sighting[] => {
  const marked = facts.interfaces.includes('kube-ipvs0');
  const found = own.filter(
    ({ argv, config }) =>
      longOption(argv, 'proxy-mode') === 'ipvs' ||
      config?.texts.some(text => /^mode:\s*["']?ipvs\b/m.test(text)) === true ||
      marked,
  );
  if (found.length > 0)
    return found.map(({ pid }) => ({ seen: `pid ${pid}`, owns: 'all', daemons: false, sure: true }));
  return marked ? [{ seen: 'interface kube-ipvs0', owns: 'all', daemons: false, sure: false }] : [];
};
