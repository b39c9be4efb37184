/** What the tests of the pages share: a director with a rules file, a journal, backups, and facts of its boot. */
import type { Command } from '../../../src/app/command.ts';
import { pageCommands } from '../../../src/app/commands-pages.ts';
import { pageOf } from '../../../src/app/pages/page.ts';
import { runCommand } from '../../../src/app/run.ts';
import type { Start } from '../../../src/app/start.ts';
import { showPage } from '../../../src/app/wish.ts';
import { entriesOf } from '../../../src/core/journal/entry.ts';
import type { History } from '../../../src/core/journal/history.types.ts';
import type { JournalLine, Person, PlanLine, WrittenAction } from '../../../src/core/journal/line.types.ts';
import { undoStack } from '../../../src/core/journal/undo.ts';
import { readKeepalived } from '../../../src/core/keepalived/read.ts';
import { success } from '../../../src/core/model/failure.ts';
import type { Service } from '../../../src/core/model/service.ts';
import { configured } from '../../../src/core/plan/configured.ts';
import type { Backup, SavedState } from '../../../src/core/saved/saved.types.ts';
import { rulesText } from '../../../src/core/saved/write.ts';
import type { ShowPage } from '../../../src/core/verbs/wish.types.ts';
import { noon, smallDirector } from '../director.ts';
import { Drive } from '../drive.ts';

/** The services of the small director as they are set. */
export const running: readonly Service[] = smallDirector().services.flatMap(seen => configured(seen) ?? []);

/** Its rules file as a save would write it. */
export const savedText = rulesText({
  services: running,
  timeouts: { tcp: 900, tcpFin: 120, udp: 300 },
  daemons: [],
});

/** A screen on the small director. */
export const onDirector = (change: Partial<Start> = {}): Drive => new Drive(change).read(smallDirector());

/** Opens a page as `:` does. */
export const open = (drive: Drive, page: ShowPage): Drive => {
  const [state, effects] = showPage(drive.state, page);
  drive.state = state;
  drive.effects.push(...effects);
  return drive;
};

const commandOf = (id: string): Command => {
  const found = pageCommands.find(command => command.id === id);
  if (found === undefined) throw new Error(`no command ${id}`);
  return found;
};

/** Why a command is not possible now. */
export const not = (drive: Drive, id: string): string | undefined => commandOf(id).not?.(drive.state);

/** Runs a command by its id. */
export const run = (drive: Drive, id: string): Drive => {
  const [state, effects] = runCommand(drive.state, commandOf(id));
  drive.state = state;
  drive.effects.push(...effects);
  return drive;
};

/** The page on top as lines of text. */
export const linesOf = (drive: Drive): readonly string[] =>
  pageOf(drive.state).map(line =>
    line
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );

/** The same as one text without line breaks: where a sentence is wrapped makes no difference. */
export const proseOf = (drive: Drive): string => linesOf(drive).join(' ').replace(/\s+/g, ' ');

const place = { path: '/etc/ipvsadm.rules', why: '/etc/init.d/ipvsadm names it.', sure: true };

/** Answers what was asked about the rules file. */
export const withSaved = (drive: Drive, saved: Partial<SavedState> = { text: savedText }): Drive =>
  drive.send({
    type: 'saved-done',
    now: drive.state.now,
    saved: { place, modifiedMs: noon - 3_600_000, ...saved },
  });

/** keepalived.conf as it was read. */
export const keepalivedOf = (text: string): NonNullable<SavedState['keepalived']> => {
  const path = '/etc/keepalived/keepalived.conf';
  return { path, reading: readKeepalived(new Map([[path, text]]), path) };
};

/** Answers what was asked about backups. */
export const withBackups = (drive: Drive, backups: readonly Backup[]): Drive =>
  drive.send({ type: 'backups-done', now: drive.state.now, result: success(backups) });

const alice: Person = { user: 'alice', as: 'root', from: '10.9.0.3', tty: 'pts/3' };

/** One plan of a journal. Steps are command lines with what takes them back, or actions as they are written. */
export interface Told {
  readonly id: string;
  readonly title: string;
  /** Minutes before noon. */
  readonly ago: number;
  readonly by?: Person;
  readonly host?: string;
  readonly steps: readonly (readonly [WrittenAction | string, string])[];
  readonly done?: number;
  /** Steps that were begun; one more than `done` is under way. */
  readonly begun?: number;
  readonly failed?: string;
  readonly outcome?: 'done' | 'stopped' | 'settled' | 'unfinished';
  readonly differs?: readonly string[];
  readonly of?: NonNullable<PlanLine['of']>;
}

const written = (action: WrittenAction | string): WrittenAction =>
  typeof action === 'string' ? { run: action.split(' ') } : action;

const linesOfPlan = (told: Told): readonly JournalLine[] => {
  const { id, title, ago, by = alice, host = 'lb1', steps, done = steps.length, begun = done } = told;
  const { outcome = 'done', differs = [], of, failed } = told;
  const base = { lvsh: 1 as const, at: new Date(noon - ago * 60_000).toISOString(), plan: id, by, host };
  const planned = steps.map(([action, undo]) => ({
    do: written(action),
    undo: undo === '' ? [] : [written(undo)],
  }));
  return [
    { ...base, kind: 'plan', title, steps: planned, ...(of === undefined ? {} : { of }) },
    ...planned.slice(0, begun).flatMap((step, index): readonly JournalLine[] => {
      const number = { ...base, step: index + 1, ...step };
      const began: JournalLine = { ...number, kind: 'begin' };
      if (index < done) return [began, { ...number, kind: 'done', result: { exit: 0, output: '' } }];
      return failed === undefined
        ? [began]
        : [began, { ...number, kind: 'failed', result: { exit: 255, output: failed } }];
    }),
    ...(outcome === 'unfinished' ? [] : [{ ...base, kind: 'end' as const, outcome, applied: done, differs }]),
  ];
};

/** A journal of these plans, the oldest first. */
export const journalOf = (plans: readonly Told[], more: Partial<History> = {}): History => {
  const entries = entriesOf(plans.flatMap(linesOfPlan));
  return {
    entries,
    stack: undoStack(entries),
    weights: new Map(),
    broken: 0,
    path: '/var/lib/lvsh/4026531840/journal.jsonl',
    ...more,
  };
};

/** Answers what was asked about the journal. */
export const withJournal = (drive: Drive, history: History): Drive =>
  drive.send({ type: 'journal-done', now: drive.state.now, result: success(history) });

/** A few days of a director. */
export const someDays: readonly Told[] = [
  {
    id: 'a1',
    title: 'Add TCP 10.0.0.201:8080',
    ago: 60 * 27,
    by: { user: 'root', tty: 'tty1' },
    steps: [
      ['ipvsadm -A -t 10.0.0.201:8080 -s wlc', 'ipvsadm -D -t 10.0.0.201:8080'],
      [
        'ipvsadm -a -t 10.0.0.201:8080 -r 192.168.7.31:8080 -m -w 2 -x 0 -y 0',
        'ipvsadm -d -t 10.0.0.201:8080 -r 192.168.7.31:8080',
      ],
    ],
  },
  {
    id: 'a2',
    title: 'Save to /etc/ipvsadm.rules',
    ago: 60 * 26,
    steps: [[{ file: '/etc/ipvsadm.rules', text: '-A -t 10.0.0.201:8080 -s wlc\n' }, '']],
  },
  {
    id: 'b1',
    title: 'Weight of 192.168.7.32:8080 in TCP 10.0.0.201:8080: 2 → 5',
    ago: 40,
    steps: [
      [
        'ipvsadm -e -t 10.0.0.201:8080 -r 192.168.7.32:8080 -m -w 5 -x 100 -y 75',
        'ipvsadm -e -t 10.0.0.201:8080 -r 192.168.7.32:8080 -m -w 2 -x 100 -y 75',
      ],
    ],
  },
  {
    id: 'b2',
    title: 'Undo “Weight of 192.168.7.32:8080 in TCP 10.0.0.201:8080: 2 → 5”',
    ago: 38,
    by: { user: 'bob', as: 'root', from: '2001:db8:85a3::8a2e:370:7334' },
    of: { entry: 'b1', how: 'undo' },
    steps: [
      [
        'ipvsadm -e -t 10.0.0.201:8080 -r 192.168.7.32:8080 -m -w 2 -x 100 -y 75',
        'ipvsadm -e -t 10.0.0.201:8080 -r 192.168.7.32:8080 -m -w 5 -x 100 -y 75',
      ],
    ],
  },
  {
    id: 'b3',
    title: 'Remove 10.0.0.99:80 everywhere',
    ago: 20,
    outcome: 'stopped',
    done: 1,
    begun: 2,
    failed: 'No such destination\n',
    steps: [
      ['ipvsadm -d -t 10.0.0.200:80 -r 10.0.0.99:80', 'ipvsadm -a -t 10.0.0.200:80 -r 10.0.0.99:80 -g -w 1'],
      ['ipvsadm -d -f 17 -r 10.0.0.99:0', 'ipvsadm -a -f 17 -r 10.0.0.99:0 -g -w 1'],
    ],
  },
  {
    id: 'b4',
    title: 'Drain 10.0.0.21:80 in TCP 10.0.0.200:80',
    ago: 4,
    differs: ['10.0.0.21:80 in TCP 10.0.0.200:80: port 8080 → 80'],
    steps: [
      [
        'ipvsadm -e -t 10.0.0.200:80 -r 10.0.0.21:80 -g -w 0',
        'ipvsadm -e -t 10.0.0.200:80 -r 10.0.0.21:80 -g -w 2',
      ],
    ],
  },
];

/** A plan of four steps that was cut off in its third. */
export const cutOff: Told = {
  id: 'c1',
  title: 'Drain 10.0.0.7 in 2 services',
  ago: 1,
  outcome: 'unfinished',
  done: 1,
  begun: 2,
  steps: [
    [
      'ipvsadm -e -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 0',
      'ipvsadm -e -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 3',
    ],
    ['ipvsadm -e -f 17 -r 10.0.0.7:0 -g -w 0', 'ipvsadm -e -f 17 -r 10.0.0.7:0 -g -w 1'],
    [
      'sysctl -w net.ipv4.vs.expire_quiescent_template=1',
      'sysctl -w net.ipv4.vs.expire_quiescent_template=0',
    ],
  ],
};
