/** How a drain that is waited for is told: one line that is written over on a terminal, a line for each change in a pipe. */
import { cells, cutTo } from '../app/cells.ts';
import type { Drain, Estimate } from '../core/drain/drain.types.ts';
import { estimateLine, leftWords } from '../core/drain/words.ts';
import { clock } from '../core/words/numbers.ts';
import { jsonVersion } from './json.ts';
import { plain, spelled } from './out.ts';
import { printJson, type World } from './world.ts';

/** What a person waits for, at one moment. */
export interface Waiting {
  readonly drains: readonly Drain[];
  readonly estimate: Estimate;
}

/** How far a wait has come, or how it ended. */
export type WaitState = 'waiting' | 'drained' | 'late' | 'interrupted' | 'resumed' | 'gone';

/** Tells progress. `columns`: of the terminal that standard output is; absent in a pipe. */
export interface Progress {
  readonly tell: (waiting: Waiting) => void;
  /** Says that the director could not be read; once, until it could again. */
  readonly unread: (what: string) => void;
  /** Ends the line that is written over. */
  readonly end: (state: WaitState, waiting: Waiting | undefined) => void;
}

const rounded = (ms: number): number => Math.round(ms / 1000);

/** The state of a wait as JSON: one object a line. */
export const waitJson = (state: WaitState, waiting: Waiting | undefined, at: number) => ({
  lvsh: jsonVersion,
  kind: 'drain',
  at: new Date(at).toISOString(),
  state,
  ...(waiting === undefined
    ? {}
    : {
        active: waiting.drains.reduce((sum, { samples }) => sum + (samples.at(-1)?.active ?? 0), 0),
        inactive: waiting.drains.reduce((sum, { samples }) => sum + (samples.at(-1)?.inactive ?? 0), 0),
        persistent: waiting.drains.reduce((sum, { held }) => sum + (held?.templates ?? 0), 0),
        estimate: waiting.estimate.kind,
        ...('leftMs' in waiting.estimate && waiting.estimate.leftMs !== undefined
          ? { leftSeconds: rounded(waiting.estimate.leftMs) }
          : {}),
        ...('perMinute' in waiting.estimate
          ? { perMinute: Math.round(waiting.estimate.perMinute * 100) / 100 }
          : {}),
      }),
});

/** For scripts that read JSON. */
export const jsonProgress = ({ out, now }: World): Progress => {
  let said = '';
  const print = (state: WaitState, waiting: Waiting | undefined): void =>
    printJson(out, waitJson(state, waiting, now()), true);
  return {
    tell(waiting) {
      const text = leftWords(waiting.drains) + waiting.estimate.kind;
      if (text === said) return;
      said = text;
      print('waiting', waiting);
    },
    unread: () => {},
    end: print,
  };
};

/** For a person. `says`: what is drained. */
export const textProgress = (world: World, says: string, columns: (() => number) | undefined): Progress => {
  const { out, now, offsetMinutes } = world;
  let said = '';
  let width = 0;
  let unread = false;
  const over = (text: string): void => {
    const line = cutTo(spelled(plain(text), out.ascii), Math.max(20, (columns?.() ?? 80) - 1), '');
    out.write(`\r${line}${' '.repeat(Math.max(0, width - cells(line)))}`);
    width = cells(line);
  };
  /** What was written over stays as it is; the next line begins below it. */
  const below = (): void => {
    if (width > 0) out.write('\n');
    width = 0;
  };
  return {
    tell({ drains, estimate }) {
      unread = false;
      const left = leftWords(drains);
      const text = `${left}; ${estimateLine(estimate)}`;
      if (columns !== undefined) return over(text);
      // In a pipe the countdown alone is no news.
      if (`${left}${estimate.kind}` === said) return;
      said = `${left}${estimate.kind}`;
      out.write(`${spelled(plain(`${clock(now(), offsetMinutes)}  ${says}: ${text}`), out.ascii)}\n`);
    },
    unread(what) {
      if (unread) return;
      unread = true;
      below();
      out.warn(`lvsh: not read: ${plain(what)}; it is tried again\n`);
    },
    end: below,
  };
};
