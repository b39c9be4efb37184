/** Explains a text: what each line does, what is wrong or dangerous in it, and which commands of ipvsadm can be read. */
import type { Explained, ExplainedLine, ExplainGround, Problem } from './explain.types.ts';
import { readScript } from './reading/read.ts';
import { slipRules } from './rules/index.ts';
import { runs, scriptOf } from './rules/script.ts';
import { safe } from './say.ts';
import { type Entry, entriesOf, programNames } from './tell.ts';

export type { Explained, ExplainGround } from './explain.types.ts';

const longestText = 200;
const longestSentence = 500;

/**
 * Explains a script, notes, a rule file or a single command line. Nothing of it is run. Never throws; no text of the
 * answer holds control characters.
 */
export const explainText = (text: string, ground: ExplainGround): Explained => {
  const entries = readScript(text, programNames).flatMap(piece => entriesOf(piece, ground.names));
  const script = scriptOf(entries, ground);
  const found = new Map<number, Problem[]>();
  for (const rule of slipRules) {
    for (const { at, problem } of rule.check(script)) {
      const there = found.get(at);
      if (there === undefined) found.set(at, [problem]);
      else there.push(problem);
    }
  }
  const known = new Set<string>();
  const lines: ExplainedLine[] = [];
  let folded: number | undefined;
  for (const [at, entry] of entries.entries()) {
    const line = lineOf(entry, found.get(at) ?? [], known);
    const last = lines.at(-1);
    if (entry.fold !== undefined && entry.fold === folded && last !== undefined)
      lines[lines.length - 1] = joined(last, line);
    else lines.push(line);
    folded = entry.fold;
  }
  return { lines };
};

/** `known` holds what was explained already: it is said once in a text. */
const lineOf = (entry: Entry, found: readonly Problem[], known: Set<string>): ExplainedLine => {
  const { number, text, told, typeset } = entry;
  const { read } = told;
  const why = [...new Set(told.why)].filter(words => !known.has(words));
  for (const words of why) known.add(words);
  return {
    number,
    text: safe(text, longestText),
    kind: told.kind,
    words: [...(typeset === undefined ? [] : ['What is meant:']), ...told.words, ...why].map(words =>
      safe(words, longestSentence),
    ),
    problems: [...(told.problems ?? []), ...found].map(({ level, text: words, fix }) => ({
      level,
      text: safe(words, longestSentence),
      ...(fix === undefined ? {} : { fix: safe(fix, longestText) }),
    })),
    ...(read === undefined || !runs(entry) ? {} : { read }),
  };
};

/** A structure that stands in one line, told as one thing: another program where that is all it runs, else shell. */
const joined = (line: ExplainedLine, next: ExplainedLine): ExplainedLine => ({
  ...line,
  kind: next.kind === 'other' && (line.words.length === 1 || line.kind === 'other') ? 'other' : 'shell',
  words: [...line.words, ...next.words],
  problems: [...line.problems, ...next.problems],
});
