/** The reader's own words: what is slowed down and why, what cannot be shown. */
import type { Failure } from '../model/failure.ts';
import { type Beats, foldBeatMs } from './beats.ts';

/** What there is to say something about. */
export interface Facts {
  readonly beats: Beats;
  readonly intervalMs: number;
  readonly services: number;
  /** Processor milliseconds of one read of the table. */
  readonly tableMs: number | undefined;
  /** `none`: ipvsadm refuses this user. `missing`: there is none. */
  readonly tool: 'works' | 'none' | 'missing';
  readonly throughSudo: boolean;
  readonly frozen: boolean;
  /** Marks whose family is a guess. */
  readonly guessedMarks: number;
  /** Lines of /proc/net/ip_vs that were not understood. */
  readonly unread: number;
  /** Read once, not again and again: nothing is slowed down. */
  readonly once: boolean;
  /** Thresholds and template counts were left out because the table is large. */
  readonly withoutLimits: boolean;
  /** Kinds of reads that failed at their last try, in words. */
  readonly failures: readonly Failure[];
}

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

const without =
  'counters, rates, thresholds, template counts, scheduler flags and tunnel types cannot be shown: the kernel gives them to root only';

/** What is slowed down. */
const pace = (facts: Facts): readonly string[] => {
  const { beats } = facts;
  const notes: string[] = [];
  if (beats.table > facts.intervalMs) {
    const cost =
      facts.tableMs === undefined ? '' : `: one read takes ${Math.round(facts.tableMs)} ms of processor time`;
    const following =
      beats.focus === undefined ? '' : ` The services on screen are read every ${seconds(beats.focus)}.`;
    notes.push(`The whole table is read every ${seconds(beats.table)}${cost}.${following}`);
  }
  if (beats.focus !== undefined) {
    notes.push(
      `Counters and rates are read of the services on screen only, every ${seconds(Math.max(beats.focus, foldBeatMs))}: ` +
        `there are ${facts.services.toLocaleString('en')} services.`,
    );
  } else if (beats.stats !== undefined && beats.stats > Math.max(foldBeatMs, facts.intervalMs)) {
    notes.push(`Counters are read every ${seconds(beats.stats)}, to keep below a tenth of one processor.`);
  }
  return notes;
};

/** Sentences for the person, the most important first. */
export const notesOn = (facts: Facts): readonly string[] => {
  const { tool } = facts;
  const notes: string[] = [];
  if (tool === 'none')
    notes.push(`Not root: ${without}. Run lvsh as root, or with --sudo where sudo asks no password.`);
  if (tool === 'missing')
    notes.push(`ipvsadm is not installed: ${without}, through ipvsadm. Install the package ipvsadm.`);
  if (facts.throughSudo) notes.push('ipvsadm is run through sudo -n.');
  for (const { what, why } of facts.failures)
    notes.push(why === undefined ? `${what}.` : `${what} (${why}).`);
  if (facts.frozen)
    notes.push('Rates are not known: the kernel does not count them (net.ipv4.vs.run_estimation is 0).');
  if (!facts.once) notes.push(...pace(facts));
  if (facts.withoutLimits) {
    notes.push(
      `Thresholds and template counts were not read: there are ${facts.services.toLocaleString('en')} services.`,
    );
  }
  if (facts.guessedMarks > 0) {
    notes.push(`Whether a mark is IPv4 or IPv6 is a guess from its real servers (${facts.guessedMarks}).`);
  }
  if (facts.unread > 0) notes.push(`${facts.unread} lines of /proc/net/ip_vs were not understood.`);
  return notes;
};
