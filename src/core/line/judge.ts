/**
 * Whether a command line is right, unfinished, or wrong.
 *
 * The tool knows no unfinished line: it refuses `-a -t 10.0.0.200:80` as it refuses `-a -w x`. A second grammar beside
 * the tool's would tell them apart and would sooner or later disagree with it. So there is none: a line counts as
 * unfinished when words can be put behind it with which the real reader (parseArgs) and the running table accept it,
 * and such words are looked for by what the refusals say (objection.ts). What is found is a proof; where nothing is
 * found the line is wrong. It follows that each first part of a right or unfinished line is unfinished, and that the
 * shortest wrong first part ends in the word that is to blame.
 */

import type { CommandLine } from '../intent/intent.types.ts';
import { parseLine } from '../ipvsadm/parse.ts';
import { tableObjection } from './against.ts';
import { type Ground, namesOf } from './ground.ts';
import { type Objection, objectionOf } from './objection.ts';
import { givenOptions, readTokens, type Tokens } from './tokens.ts';

/** What is to be said of a line. */
export type Verdict =
  | { readonly state: 'complete'; readonly line: CommandLine }
  /** `line` is finished with sample values; `line.given` has only what was written. */
  | { readonly state: 'incomplete'; readonly missing: readonly string[]; readonly line: CommandLine }
  | { readonly state: 'wrong'; readonly objection: Objection };

/** More words than this no line lacks: service, server, method, type, port, threshold. */
const mostCures = 7;

interface Case {
  readonly ground: Ground;
  /** Of the line as it was written. */
  readonly tokens: Tokens;
}

const read = (argv: readonly string[], { ground, tokens }: Case): CommandLine | Objection => {
  const { parsed, ...said } = parseLine(argv, namesOf(ground));
  if (!parsed.ok) return objectionOf(parsed, readTokens(argv));
  const { command } = parsed;
  const line = { ...said, command, given: givenOptions(tokens) };
  return tableObjection(line, ground) ?? line;
};

const search = (argv: readonly string[], of: Case, depth: number): Verdict => {
  const found = read(argv, of);
  if ('command' in found) return { state: 'complete', line: found };
  const given = givenOptions(readTokens(argv));
  let deeper: Objection | undefined;
  for (const cure of depth < mostCures ? found.cures : []) {
    // What stands there cannot be said once more.
    if ([...givenOptions(readTokens(cure))].some(name => given.has(name))) continue;
    const verdict = search([...argv, ...cure], of, depth + 1);
    if (verdict.state !== 'wrong') {
      const missing = verdict.state === 'complete' ? [] : verdict.missing;
      return { state: 'incomplete', missing: [...new Set([found.needs, ...missing])], line: verdict.line };
    }
    // What remains once the missing words are there is the reason.
    deeper ??= verdict.objection;
  }
  return { state: 'wrong', objection: found.final === true ? found : (deeper ?? found) };
};

/** Judges the arguments of ipvsadm (without its name) against its own reader and the running table. */
export const judge = (argv: readonly string[], ground: Ground): Verdict =>
  search(argv, { ground, tokens: readTokens(argv) }, 0);
