/**
 * The journal on the disk: `journal.jsonl` in the state folder of one IPVS table, and up to nine older files beside
 * it, `journal.1.jsonl` the newest of them. Every line is safe on the disk before the next thing is done. It is written
 * only by who holds the lock, and a new file is begun only between two plans.
 */
import { randomBytes } from 'node:crypto';
import { type Entry, entriesOf } from '../core/journal/entry.ts';
import type { EndLine, JournalLine, Person, PlanLine, StepLine } from '../core/journal/line.types.ts';
import { personText } from '../core/journal/person.ts';
import { type BrokenLine, readLines } from '../core/journal/read.ts';
import { writeLine } from '../core/journal/write.ts';
import { briefOf, writtenOf } from '../core/journal/written.ts';
import { type Result, success } from '../core/model/failure.ts';
import type { Plan } from '../core/plan/plan.types.ts';
import type { Disk, Held } from './disk.ts';

/** Who writes, where and when. */
export interface JournalOptions {
  readonly by: Person;
  /** The director's name. */
  readonly host: string;
  /** Milliseconds since 1970. */
  now(): number;
  /** A plan's id, new each time: letters, digits and hyphens. Twelve hexadecimal digits when absent. */
  newId?(): string;
}

/** What happened to a plan that is under way. Steps are counted from 1. */
export type PlanEvent =
  | { readonly kind: 'begin'; readonly step: number }
  | {
      readonly kind: 'done' | 'failed';
      readonly step: number;
      readonly result?: NonNullable<StepLine['result']>;
    }
  | ({ readonly kind: 'end' } & Pick<EndLine, 'outcome' | 'applied' | 'differs'>);

/** The part of the journal that one plan writes. */
export interface PlanLog {
  /** The entry's id. */
  readonly id: string;
  /** Writes what happened, all in one write; when it succeeds, it is on the disk. */
  note(...events: readonly PlanEvent[]): Promise<Result<void>>;
}

/** What a journal holds. */
export interface JournalContents {
  /** The newest last. */
  readonly entries: readonly Entry[];
  /** Lines that could not be read. */
  readonly broken: readonly (BrokenLine & { readonly file: string })[];
}

/** The journal of one IPVS table. */
export interface Journal {
  /** The file that is written to. */
  readonly path: string;
  /** Takes the lock of this table, waiting `waitMs` for another holder; makes the folder where there is none. */
  lock(waitMs: number): Promise<Result<Held>>;
  /** Who holds the lock; undefined when nobody does. */
  holder(): Promise<Result<string | undefined>>;
  /** Writes down a plan before anything of it is done, with what happens first. */
  start(
    held: Held,
    plan: Pick<Plan, 'title' | 'steps' | 'of'>,
    ...first: readonly PlanEvent[]
  ): Promise<Result<PlanLog>>;
  /** Closes an entry that was cut off: `applied` of its steps were found to stand. */
  settle(
    held: Held,
    entry: Pick<Entry, 'id' | 'host'>,
    applied: number,
    differs?: readonly string[],
  ): Promise<Result<void>>;
  /** The newest entries, at most so many; needs no lock, and may be read while another writes. */
  read(newest: number): Promise<Result<JournalContents>>;
}

/** A new file is begun when the present one has this many bytes: some 1,000 changes. */
const fullBytes = 1024 * 1024;
const olderFiles = 9;

/** The names of the files, the newest first. */
const fileNames = (folder: string): readonly string[] => [
  `${folder}/journal.jsonl`,
  ...Array.from({ length: olderFiles }, (_, index) => `${folder}/journal.${index + 1}.jsonl`),
];

/**
 * Begins a new file when the present one is full. Files move from the far end, one name each; the process may die
 * between two moves, which leaves a gap, and the next time only what is before the gap moves.
 */
const rotate = async (disk: Disk, names: readonly string[]): Promise<Result<void>> => {
  const sizes: (number | undefined)[] = [];
  for (const name of names) {
    const info = await disk.fileInfo(name);
    if (!info.ok) return info;
    sizes.push(info.value?.size);
  }
  if ((sizes[0] ?? 0) < fullBytes) return success(undefined);
  const gap = sizes.indexOf(undefined);
  const last = gap === -1 ? names.length - 1 : gap;
  for (let index = last; index > 0; index--) {
    const moved = await disk.renameFile(names[index - 1] ?? '', names[index] ?? '');
    if (!moved.ok) return moved;
  }
  return success(undefined);
};

const readNewest = async (
  disk: Disk,
  names: readonly string[],
  newest: number,
): Promise<Result<JournalContents>> => {
  let lines: readonly JournalLine[] = [];
  let entries: readonly Entry[] = [];
  const broken: (BrokenLine & { readonly file: string })[] = [];
  // From the newest on: a file that moves meanwhile moves to where it is still to be read, and twice is no harm.
  for (const file of names) {
    const text = await disk.readFile(file, { own: true });
    if (!text.ok) return text;
    if (text.value === undefined) continue;
    const read = readLines(text.value);
    lines = [...read.lines, ...lines];
    broken.push(...read.broken.map(one => ({ ...one, file })));
    entries = entriesOf(lines);
    if (entries.length >= newest) break;
  }
  return success({ entries: entries.slice(Math.max(0, entries.length - newest)), broken });
};

/** The journal in a folder. Nothing is made or read before it is asked for. */
export const openJournal = (disk: Disk, folder: string, options: JournalOptions): Journal => {
  const { by, host, now, newId = () => randomBytes(6).toString('hex') } = options;
  const names = fileNames(folder);
  const path = names[0] ?? '';
  const lockPath = `${folder}/lock`;
  const append = (lines: readonly JournalLine[]): Promise<Result<void>> =>
    disk.appendLines(path, lines.map(writeLine).join(''));
  const head = (plan: string) => ({ lvsh: 1 as const, at: new Date(now()).toISOString(), plan, by, host });

  const eventLine = (id: string, steps: PlanLine['steps'], event: PlanEvent): JournalLine => {
    if (event.kind === 'end') return { ...head(id), ...event };
    const step = steps[event.step - 1];
    if (step === undefined) throw new Error(`the plan has no step ${event.step}`);
    return { ...head(id), ...event, do: briefOf(step.do), undo: step.undo.map(briefOf) };
  };

  return {
    path,
    async lock(waitMs) {
      const made = await disk.makeFolder(folder, 0o700);
      return made.ok ? disk.lock(lockPath, { who: personText(by), waitMs }) : made;
    },
    holder: () => disk.holder(lockPath),
    async start(_held, { title, steps: planned, of }, ...first) {
      const rotated = await rotate(disk, names);
      if (!rotated.ok) return rotated;
      const id = newId();
      const steps = planned.map(({ action, inverse }) => ({
        do: writtenOf(action),
        undo: inverse.map(writtenOf),
      }));
      const line: PlanLine = {
        ...head(id),
        kind: 'plan',
        title,
        steps,
        ...(of === undefined ? {} : { of }),
      };
      const note = (...events: readonly PlanEvent[]) =>
        append(events.map(event => eventLine(id, steps, event)));
      const written = await append([line, ...first.map(event => eventLine(id, steps, event))]);
      return written.ok ? success({ id, note }) : written;
    },
    settle: (_held, entry, applied, differs = []) =>
      append([{ ...head(entry.id), host: entry.host, kind: 'end', outcome: 'settled', applied, differs }]),
    read: newest => readNewest(disk, names, newest),
  };
};
