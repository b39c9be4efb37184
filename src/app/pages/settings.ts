/** The settings view: how this director is read, what the kernel is set to, and what each of it means. */
import type { ReaderReport, Settings } from '../../core/director/reading.ts';
import { schedulerByName } from '../../core/kernel/schedulers/table.ts';
import type { SyncDaemon } from '../../core/model/observe.ts';
import { duration, durationWords } from '../../core/words/numbers.ts';
import { left } from '../cells.ts';
import type { Source } from '../message.ts';
import { type Meaning, piece, type Rich, wrap } from '../rich.ts';
import type { Asked } from '../state.ts';

import { isRemarkable, sysctlWords } from '../words/sysctls.ts';

const section = (title: string, note = ''): readonly Rich[] => [
  [],
  [piece(` ${title}`, 'heading'), piece(note === '' ? '' : `  ${note}`, 'muted')],
];

const entry = (
  head: string,
  value: string,
  text: string,
  columns: number,
  meaning?: Meaning,
  name = 13,
): readonly Rich[] => {
  const room = text === '' ? value.length : Math.max(8, Math.min(14, value.length));
  const first: Rich = [
    piece(`   ${left(head, name - 3)}`),
    piece(` ${left(value, room)} `, meaning ?? 'accent'),
    piece(` ${text}`, 'muted'),
  ];
  return wrap(first, columns - 1, name + 11);
};

const every = (milliseconds: number): string =>
  milliseconds < 1000 ? `${milliseconds} ms` : duration(milliseconds / 1000);

const readerLines = (report: ReaderReport | undefined, columns: number): readonly Rich[] => {
  if (report === undefined) return [];
  const of = { all: 'of all services', visible: 'of the services on screen only', none: 'not read' }[
    report.countersOf
  ];
  const lines: Rich[] = [
    ...section('How lvsh reads this director'),
    ...entry(
      'table',
      every(report.beatMs),
      'between two reads of services, weights and connection counts',
      columns,
    ),
    ...entry(
      'counters',
      report.countersBeatMs === undefined ? '–' : every(report.countersBeatMs),
      `${of}; the kernel itself counts every 2 s`,
      columns,
    ),
    ...entry(
      'cost',
      `${report.costPercent.toFixed(1)}%`,
      'of one processor over the last minute; lvsh slows down before it takes 10%',
      columns,
      report.costPercent > 8 ? 'warn' : undefined,
    ),
  ];
  for (const note of report.notes) lines.push(...wrap([piece('   · ', 'warn'), piece(note)], columns - 1, 5));
  return lines;
};

const daemonWords = (daemon: SyncDaemon): string =>
  `${daemon.role === 'master' ? 'sends its connections' : 'receives connections'} on ${daemon.interface}, sync id ${daemon.syncId}${daemon.syncId === 0 && daemon.role === 'backup' ? ' (accepts all)' : ''}, group ${daemon.group} port ${daemon.port}, ttl ${daemon.ttl}, at most ${daemon.maxLen} bytes`;

const timeoutLines = (settings: Settings, columns: number): readonly Rich[] => {
  const { timeouts } = settings;
  if (timeouts === undefined) return [...section('Timeouts'), [piece('   ? could not be read', 'muted')]];
  const line = (name: string, seconds: number, text: string): readonly Rich[] =>
    entry(name, duration(seconds), text, columns);
  return [
    ...section('Timeouts', 'ipvsadm --set; not saved by ipvsadm-save'),
    ...line(
      'tcp',
      timeouts.tcp,
      `an open TCP connection without packets is forgotten after ${durationWords(timeouts.tcp)}; below tcp_keepalive_time (2 hours) idle sessions break`,
    ),
    ...line('tcpfin', timeouts.tcpFin, 'after one side closed'),
    ...line('udp', timeouts.udp, 'after the last datagram of a client'),
  ];
};

const schedulerLines = (settings: Settings, columns: number): readonly Rich[] => {
  if (settings.schedulers.length === 0) return [];
  const word = { loaded: 'loaded', module: 'module', missing: 'missing', unknown: '?' } as const;
  return [
    ...section('Schedulers', 'a module loads when a service asks for it'),
    ...settings.schedulers.flatMap(({ name, state }) => {
      const words = schedulerByName.get(name);
      const text = words === undefined ? '' : `${words.title}: ${words.summary}`;
      return entry(
        name,
        word[state],
        text,
        columns,
        state === 'loaded' ? 'good' : state === 'missing' ? 'muted' : undefined,
      );
    }),
  ];
};

const settingsLines = (settings: Settings, columns: number): readonly Rich[] => [
  ...section('Versions'),
  ...entry('kernel', settings.kernel ?? '?', '', columns),
  ...entry('IPVS', settings.ipvs ?? '?', 'the same on all kernels of the last years', columns),
  ...entry('ipvsadm', settings.ipvsadm ?? '?', '', columns),
  ...timeoutLines(settings, columns),
  ...section('Synchronisation', 'copies connections to a second director'),
  ...(settings.daemons === undefined
    ? [[piece('   ? could not be read', 'muted')]]
    : settings.daemons.length === 0
      ? [[piece('   no daemon runs: a second director would not know the connections', 'muted')]]
      : settings.daemons.flatMap(daemon =>
          entry(daemon.role, `id ${daemon.syncId}`, daemonWords(daemon), columns),
        )),
  ...schedulerLines(settings, columns),
  ...(settings.sysctls.length === 0 ? [] : section('Sysctls', 'net.ipv4.vs.*')),
  ...settings.sysctls.flatMap(({ name, value }) =>
    entry(
      name,
      value.replace(/\s+/g, ' '),
      sysctlWords(name, value.trim()),
      columns,
      isRemarkable(name, value.trim()) ? 'bad' : undefined,
      29,
    ),
  ),
  ...settings.notes.flatMap(note => wrap([piece('   · ', 'warn'), piece(note)], columns - 1, 5)),
];

/** The page. */
export const settingsPage = (
  asked: Asked<Settings> | undefined,
  report: ReaderReport | undefined,
  source: Source,
  version: string | undefined,
  columns: number,
): readonly Rich[] => {
  const where = source.kind === 'practice' ? 'practice director' : source.name;
  const lines: Rich[] = [
    [
      piece(' Settings', 'title'),
      piece(`  of ${where}${version === undefined ? '' : `, IPVS ${version}`}`, 'muted'),
    ],
  ];
  if (asked?.failure !== undefined) {
    const { what, why, advice } = asked.failure;
    lines.push(
      [],
      ...wrap([piece(` ! not read: ${[what, why].filter(Boolean).join(': ')}`, 'bad')], columns - 1, 3),
    );
    if (advice !== undefined) lines.push(...wrap([piece(`   ${advice}`)], columns - 1, 3));
  }
  lines.push(...readerLines(report, columns));
  if (asked?.value !== undefined) lines.push(...settingsLines(asked.value, columns));
  else if (asked?.pending === true) lines.push([], [piece('   reading …', 'muted')]);
  return lines;
};
