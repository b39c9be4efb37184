/**
 * As much of a shell as scripts and rule files from the wild need: words, quotes, comments, variables, redirections
 * and what joins commands (POSIX XCU 2). Nothing is run or guessed: what only a running shell could know stays in the
 * words as it is written, with its reason.
 */

import type { Joint, ShellCommand } from './shell.types.ts';
import { ShellReader } from './shell-reader.ts';

/** A line read, or why it cannot be. */
export type ShellLine =
  | { readonly ok: true; readonly commands: readonly ShellCommand[] }
  | { readonly ok: false; readonly reason: string };

const keywords = new Set([
  ...['for', 'while', 'until', 'do', 'done', 'if', 'then', 'elif', 'else', 'fi', 'case', 'esac', 'select'],
  ...['function', '{', '}', '[', '[[', '!'],
]);

/** What a longer value of a variable is not kept for. */
const longestValue = 4096;

/** Reads one line without its newline; `variables` are those that earlier lines set. The first doubt refuses it. */
export const readShellLine = (line: string, variables: ReadonlyMap<string, string>): ShellLine => {
  const reader = new ShellReader(line, variables);
  const commands: ShellCommand[] = [];
  for (let part = reader.next(); part !== undefined; part = reader.next()) {
    const reason = part.doubt?.reason ?? jointReasons[part.joint];
    if (reason !== undefined) return { ok: false, reason };
    if (part.words.length > 0) commands.push(part.words);
  }
  return reader.failure === undefined ? { ok: true, commands } : { ok: false, reason: reader.failure };
};

const jointReasons: Readonly<Partial<Record<Joint, string>>> = {
  '&': 'a command in the background',
  '|': 'a pipe between commands',
  '||': 'a command that runs only when another fails',
};

/** The name and value of a word such as `VIP=10.0.0.1`. */
export const readAssignment = (word: string): readonly [name: string, value: string] | undefined => {
  const match = /^([A-Za-z_]\w*)=(.*)$/s.exec(word);
  return match?.[1] === undefined || match[2] === undefined ? undefined : [match[1], match[2]];
};

/** Keeps what a line assigns; a value that is too long to be of use is forgotten instead. */
export const assign = (variables: Map<string, string>, name: string, value: string): void => {
  if (value.length > longestValue) variables.delete(name);
  else variables.set(name, value);
};

/** Whether a word belongs to the shell's own grammar. */
export const isKeyword = (word: string): boolean => keywords.has(word) || /\(\)$/.test(word);
