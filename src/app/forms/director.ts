/** The fields of what a director has once: timeouts, sync daemons, single values. */
import { maxTimeout } from '../../core/ipvsadm/options.ts';
import type { SyncDaemon, Timeouts } from '../../core/model/observe.ts';
import { roles } from './choices.ts';
import type { Answers, Choice, Field } from './field.types.ts';
import type { Asked } from './form.types.ts';
import { absentOf, field, optionField, optionRow } from './table.ts';

/** The three words of --set, in their order. */
export const timeoutIds = ['tcp', 'tcpfin', 'udp'] as const;

/** The fields of --set. */
export const timeoutFields: readonly Field[] = timeoutIds.map(id =>
  field(id, {
    kind: 'number',
    reads: { kind: 'integer', min: 0, max: maxTimeout, unit: 'seconds' },
    options: [],
    absent: { value: '0', words: 'as it is now' },
  }),
);

/** The timeouts as they are; empty where they are not known. */
export const timeoutAnswers = (now: Timeouts | undefined): Answers => ({
  tcp: now === undefined ? '' : String(now.tcp),
  tcpfin: now === undefined ? '' : String(now.tcpFin),
  udp: now === undefined ? '' : String(now.udp),
});

/** The roles, with the reason where one cannot be started, or stopped. */
const rolesNow = (daemons: readonly SyncDaemon[] | undefined, start: boolean): readonly Choice[] =>
  roles.map(choice => {
    const runs = daemons?.some(({ role }) => role === choice.value);
    if (runs === undefined || runs !== start) return choice;
    const not = start
      ? `a ${choice.value} daemon runs already; stop it first`
      : `no ${choice.value} daemon runs`;
    return { ...choice, not };
  });

const roleField = (daemons: readonly SyncDaemon[] | undefined, start: boolean): Field =>
  field('role', { kind: 'choice', reads: { kind: 'flag' }, options: [], choices: rolesNow(daemons, start) });

const interfaceChoice = (name: string): Choice => ({
  value: name,
  label: name,
  title: '',
  about: `The messages go over ${name}`,
});

/** Interfaces that reach another machine: messages over lo come to nobody. */
const reaching = (interfaces: readonly string[] = []): readonly string[] =>
  interfaces.filter(name => name !== 'lo');

/** The fields of --start-daemon. Known interfaces are offered, and no others. */
export const startFields = (
  daemons: readonly SyncDaemon[] | undefined,
  interfaces: readonly string[] | undefined,
): readonly Field[] => [
  roleField(daemons, true),
  optionField(
    'mcast-interface',
    reaching(interfaces).length === 0 ? {} : { choices: reaching(interfaces).map(interfaceChoice) },
  ),
  optionField('syncid'),
  optionField('mcast-group'),
  optionField('mcast-port'),
  optionField('mcast-ttl'),
  optionField('sync-maxlen'),
];

/** The field of --stop-daemon. Its --syncid is left out: the kernel stops the role whatever the number (measured). */
export const stopFields = (daemons: readonly SyncDaemon[] | undefined): readonly Field[] => [
  roleField(daemons, false),
];

/** The first role that can be started, or stopped. */
const roleAnswer = (daemons: readonly SyncDaemon[] | undefined, start: boolean): string =>
  rolesNow(daemons, start).find(({ not }) => not === undefined)?.value ?? 'master';

/** The first answers for a daemon to start: the default interface where it is there, else the first that is. */
export const startAnswers = (
  daemons: readonly SyncDaemon[] | undefined,
  interfaces: readonly string[] | undefined,
): Answers => {
  const usual = absentOf(optionRow('mcast-interface'))?.value ?? '';
  const known = reaching(interfaces);
  return {
    role: roleAnswer(daemons, true),
    'mcast-interface': known.includes(usual) ? usual : (known[0] ?? ''),
  };
};

/** The first answer for a daemon to stop. */
export const stopAnswers = (daemons: readonly SyncDaemon[] | undefined): Answers => ({
  role: roleAnswer(daemons, false),
});

/** The field of a single value. */
export const valueField = ({ label, help, more = [], reads, choices = [] }: Asked): Field => ({
  id: 'value',
  label,
  kind: choices.length > 0 ? 'choice' : reads.kind === 'integer' ? 'number' : 'text',
  reads,
  options: [],
  choices,
  brief: '',
  help,
  more,
  when: [],
  fixed: [],
});
