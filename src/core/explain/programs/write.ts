/** Programs that put a text somewhere: echo, printf, cat, tee. And what is written by any other program. */
import { isNowhere, tellWriting, type Writing } from '../files/paths.ts';
import type { Call } from '../reading/piece.types.ts';
import { shown } from '../say.ts';
import type { Told } from '../told.types.ts';
import { plainWords } from './options.ts';
import type { ProgramRow } from './row.types.ts';
import { problem, told } from './told.ts';

/** The text that echo or printf prints, or a here-document holds; undefined where it comes from elsewhere. */
export const printedLines = (call: Call): readonly string[] | undefined => {
  if (call.body !== undefined) return call.body.map(({ text }) => text);
  if (call.program === 'echo') {
    let at = 0;
    while (/^-[neE]+$/.test(call.args[at] ?? '')) at++;
    return call.args
      .slice(at)
      .join(' ')
      .split(/\\n|\n/);
  }
  if (call.program === 'printf') return (call.args[0] ?? '').split(/\\n|\n/).filter(line => line !== '');
  return undefined;
};

/** The files that redirections write, with how. */
const targets = (call: Call): readonly { readonly path: string; readonly append: boolean }[] =>
  call.redirections.flatMap(({ operator, target, stream }) => {
    const writes = operator.startsWith('>') || operator.startsWith('&>');
    if (!writes || (stream ?? 1) !== 1 || /^\d$|^-$/.test(target) || isNowhere(target)) return [];
    return [{ path: target, append: operator.endsWith('>>') }];
  });

const sudoSlip = (call: Call, path: string): readonly ReturnType<typeof problem>[] =>
  call.sudo
    ? [
        problem(
          'wrong',
          `sudo does not reach the redirection: the shell itself opens ${shown(path)}, without root’s rights.`,
          `echo ... | sudo tee ${shown(path)}`,
        ),
      ]
    : [];

const written = (writings: readonly Writing[], call: Call): Told => {
  const parts = writings.map(writing => ({ writing, body: tellWriting(writing) }));
  return {
    kind: 'other',
    words: parts.flatMap(({ body }) => body.words),
    why: parts.flatMap(({ body }) => body.why),
    problems: parts.flatMap(({ body, writing }) => [
      ...(call.program === 'tee' ? [] : sudoSlip(call, writing.path)),
      ...body.problems,
    ]),
    facts: parts.flatMap(({ body }) => body.facts),
  };
};

/** What the redirections of another program mean: where its output goes. Undefined where it goes nowhere. */
export const tellOutput = (call: Call): Told | undefined => {
  const files = targets(call);
  if (files.length === 0) return undefined;
  const output = written(
    files.map(file => ({ ...file, lines: undefined })),
    call,
  );
  return {
    ...output,
    words: output.words.map((words, index) =>
      index === 0
        ? words.replace(/^Writes /, 'Its output becomes ').replace(/^Adds to /, 'Its output is added to ')
        : words,
    ),
  };
};

const prints: ProgramRow['explain'] = call => {
  const files = targets(call);
  const lines = printedLines(call);
  if (files.length > 0)
    return written(
      files.map(file => ({ ...file, lines: call.doubt === undefined ? lines : undefined })),
      call,
    );
  if (call.program !== 'cat') return told('Prints a text.');
  const names = plainWords(call.args).map(shown);
  return told(names.length === 0 ? 'Prints a text.' : `Shows ${names.join(', ')}.`);
};

const tee: ProgramRow['explain'] = (call, { input }) => {
  const append = call.args.some(arg => arg === '-a' || arg === '--append');
  const lines = printedLines(call) ?? (input === undefined ? undefined : printedLines(input));
  const files = plainWords(call.args).filter(path => !isNowhere(path));
  if (files.length === 0) return told('Prints what comes in.');
  return written(
    files.map(path => ({ path, append, lines })),
    call,
  );
};

/** Programs whose redirections are told with them. */
export const writers: ReadonlySet<string> = new Set(['echo', 'printf', 'cat', '', ':']);

/** Programs that write: told by the file that is written. */
export const writeRows: readonly ProgramRow[] = [
  { programs: ['echo', 'printf', 'cat'], explain: prints },
  { programs: ['tee'], explain: tee, takesInput: true },
  {
    // A redirection alone, or of nothing.
    programs: ['', ':'],
    explain: call => {
      const files = targets(call).filter(file => !file.append);
      return files.length === 0
        ? told('Does nothing.')
        : written(
            files.map(file => ({ ...file, lines: [] })),
            call,
          );
    },
  },
];
