/** Runs command lines on a practice director that keeps what is done to it, and gathers what they print. */
import { readArguments } from '../../src/cli/arguments.ts';
import { allStepOptions } from '../../src/cli/new-options.ts';
import { openPracticeDirector } from '../../src/cli/practice.ts';
import type { Talk } from '../../src/cli/prompts-terminal.ts';
import { runVerb } from '../../src/cli/run.ts';
import type { World } from '../../src/cli/world.ts';

const epoch = Date.UTC(2026, 0, 1);

/** What a command line came to. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A person who gives these answers, and then ends the conversation; `asked` gathers the questions. */
export const scripted = (answers: readonly string[], asked: string[] = []): (() => Talk) => {
  const left = [...answers];
  return () => ({
    ask: async question => {
      asked.push(question);
      return left.shift();
    },
    close: () => undefined,
  });
};

/** A practice director; `real`: it passes for one that is none, so that files may be written. */
export const opened = (more: Partial<World> = {}, real = false) => {
  let now = epoch;
  const practice = openPracticeDirector({ seed: 1 }, () => now);
  const director = real ? { ...practice.director, kind: 'local' as const } : practice.director;
  const run = async (argv: readonly string[], also: Partial<World> = {}): Promise<Said> => {
    now += 100;
    const words = real ? argv : ['practice', ...argv];
    const understood = readArguments(words, { new: allStepOptions() });
    if (!understood.ok) return { code: 2, out: '', err: understood.message };
    const { invocation } = understood;
    const verb = runVerb[invocation.verb?.name ?? ''];
    if (verb === undefined) throw new Error('no verb');
    let out = '';
    let err = '';
    const code = await verb(
      {
        out: { write: text => (out += text), warn: text => (err += text), colour: false, ascii: false },
        ...practice,
        director,
        whole: () => practice.director.whole(),
        now: () => now,
        offsetMinutes: 0,
        folder: '/',
        pause: async () => false,
        ...more,
        ...also,
      },
      invocation,
    );
    return { code, out, err };
  };
  const words = (line: string, also: Partial<World> = {}): Promise<Said> => run(line.split(' '), also);
  return { run, words };
};
