/** Checks of what the rules file does not hold or does not keep: edits at the stop, and the sync daemons. */
import { printSave } from '../ipvsadm/save.ts';
import type { SyncDaemon } from '../model/observe.ts';
import type { BootAnswer, BootRule, BootView, Fix } from './boot.types.ts';
import type { DaemonSettings } from './loader.types.ts';
import { plainWord, withSetting } from './settings-file.ts';

/** What Red Hat's settings for the old init script say; its unit reads none of them. */
const unreadSetting = ({ facts, loader }: BootView): string =>
  loader?.kind === 'unit' &&
  facts.scripts.length === 0 &&
  facts.settings.some(({ path, text }) => path.endsWith('/ipvsadm-config') && /^\s*IPVS_SAVE_ON_/m.test(text))
    ? ' IPVS_SAVE_ON_STOP in /etc/sysconfig/ipvsadm-config changes nothing: the unit does not read it.'
    : '';

const checkStop = (view: BootView): readonly BootAnswer[] => {
  const { facts, loader, rules, reading, maker } = view;
  if (loader === undefined || maker !== undefined || (!loader.stop.saves && !loader.stop.clears)) return [];
  const file = rules?.path ?? 'the rules file';
  const same =
    facts.running === undefined || reading === undefined
      ? undefined
      : printSave(facts.running) === printSave(reading.services);
  const idle = facts.unit !== undefined && facts.unit.active !== 'active';
  const level = same === true || idle ? 'ok' : 'warn';
  const how: Fix = loader.stop.saves
    ? {
        title: 'Bring an edit in with a restore',
        actions: [],
        how: `After an edit of ${file} restore it with lvsh (or ipvsadm-restore < ${file}); never restart ${loader.unit}.`,
      }
    : {
        title: 'Save before a stop',
        actions: [],
        how: `Save the running table to ${file} before ${loader.unit} is stopped or restarted.`,
        save: true,
      };
  const words = loader.stop.saves
    ? {
        title: `At its stop ${loader.unit} writes the running table over ${file}`,
        why: `A restart, and every shutdown, saves first${loader.stop.clears ? ' and then clears' : ''}: an edit of the file that was not restored is lost, and thresholds, timeouts and sync daemons are not in what it writes.${unreadSetting(view)}`,
      }
    : {
        title: `At its stop ${loader.unit} clears the table without saving it`,
        why: `A restart, or an upgrade of the package, brings back what is in ${file}: what runs and was not saved is lost.`,
      };
  return [{ level, ...words, ...(level === 'ok' ? {} : { fix: how }) }];
};

const place = ({ role, interface: name, syncId }: SyncDaemon): string => `${role} on ${name} (id ${syncId})`;

/** Debian's settings know one interface and one id, and nothing of group, port and ttl. */
const settingsFor = (
  text: string,
  settings: DaemonSettings,
  running: readonly SyncDaemon[],
): Fix | undefined => {
  const [first, second] = running;
  if (first === undefined) return undefined;
  const plain = running.every(one => one.group === '224.0.0.81' && one.port === 8848 && one.ttl === 1);
  if (
    !plain ||
    (second !== undefined && (second.interface !== first.interface || second.syncId !== first.syncId))
  )
    return undefined;
  const values: readonly (readonly [string, string])[] = [
    ['DAEMON', second === undefined ? first.role : 'both'],
    ['IFACE', first.interface],
    ['SYNCID', String(first.syncId)],
  ];
  if (!values.every(([, value]) => plainWord(value))) return undefined;
  return {
    title: `Set DAEMON, IFACE and SYNCID in ${settings.path}`,
    actions: [
      {
        kind: 'file',
        path: settings.path,
        text: values.reduce((now, [name, value]) => withSetting(now, name, value), text),
      },
    ],
    how: 'The daemons are started at the next boot as they run now.',
  };
};

const checkDaemons = ({ facts, loader, rules, reading }: BootView): readonly BootAnswer[] => {
  const { daemons } = facts;
  const master = facts.owners.find(owner => owner.daemons);
  if (daemons === undefined) return [];
  if (master !== undefined) return [{ level: 'ok', title: `The sync daemons are started by ${master.name}` }];
  const settings = loader?.daemons;
  const starts = (role: SyncDaemon['role'], name: string, syncId: number): boolean =>
    (settings?.roles.includes(role) === true && settings.interface === name && settings.syncId === syncId) ||
    (reading?.daemons.some(one => one.role === role && one.interface === name && one.syncId === syncId) ===
      true &&
      loader?.auto?.on !== false);
  const forgotten = daemons.filter(one => !starts(one.role, one.interface, one.syncId));
  const others = (settings?.roles ?? []).filter(role => !daemons.some(one => one.role === role));
  const text = facts.settings.find(({ path }) => path === settings?.path)?.text;
  const fix: Fix = (settings === undefined || text === undefined
    ? undefined
    : settingsFor(text, settings, daemons)) ?? {
    title: 'Save the daemons with the table',
    actions: [],
    how: `A line --start-daemon in ${rules?.path ?? 'the rules file'} is carried out by the restore like any other.`,
    save: true,
  };
  return [
    ...(forgotten.length === 0
      ? []
      : [
          {
            level: 'warn' as const,
            title: `The sync ${forgotten.length === 1 ? 'daemon' : 'daemons'} ${forgotten.map(place).join(' and ')} ${forgotten.length === 1 ? 'is' : 'are'} not started at boot`,
            fix,
          },
        ]),
    ...(others.length === 0
      ? []
      : [
          {
            level: 'warn' as const,
            title: `At boot a ${others.join(' and a ')} sync daemon is started that does not run now`,
            why: `DAEMON in ${settings?.path ?? ''} says so.`,
          },
        ]),
    ...(forgotten.length === 0 && others.length === 0 && daemons.length > 0
      ? [{ level: 'ok' as const, title: 'The sync daemons are started at boot as they run' }]
      : []),
  ];
};

/** The rows. */
export const keepRules: readonly BootRule[] = [
  {
    id: 'boot-stop',
    title: 'The stop step loses nothing',
    why: 'What a unit does at its stop decides what the next start finds.',
    check: checkStop,
  },
  {
    id: 'boot-daemons',
    title: 'The sync daemons come back, too',
    why: 'What ipvsadm -S saves has no sync daemon; without one the other director learns of no connection after a reboot.',
    check: checkDaemons,
  },
];
