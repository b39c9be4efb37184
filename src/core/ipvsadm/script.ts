/**
 * What rule files, shell scripts and notes have in common: lines that go on on the next one, prompts and quotes around
 * a command, `sudo` and variables before it.
 */
import { readAssignment } from './shell.ts';

/** A line with those that it goes on with. */
export interface LogicalLine {
  /** 1 for the first line of the text; of a line continued with `\`, its first. */
  readonly number: number;
  readonly text: string;
  /** How many lines of the text it takes. */
  readonly length: number;
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
const goesOn = (line: string): boolean => line.endsWith('\\') && !line.endsWith('\\\\');

/** The line at `index` (from 0) of `lines`; joined to the next while it ends in a backslash, unless `-R` would read it. */
export const logicalLine = (lines: readonly string[], index: number): LogicalLine => {
  let at = index;
  let piece = withoutReturn(lines[at] ?? '');
  const pieces: string[] = [];
  let first = piece.trimStart().charAt(0);
  while (goesOn(piece) && first !== '-' && first !== '#' && at + 1 < lines.length) {
    at++;
    pieces.push(piece.slice(0, -1));
    piece = withoutReturn(lines[at] ?? '').trimStart();
    if (first === '\\') first = piece.charAt(0);
  }
  return { number: index + 1, text: [...pieces, piece].join(' '), length: at - index + 1 };
};

/** All lines of a text. */
export function* logicalLines(text: string): Generator<LogicalLine> {
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; ) {
    const line = logicalLine(lines, index);
    index += line.length;
    yield line;
  }
}

/** What surrounds a command in notes. */
const prompts = [
  /^\[[^\]@]*@[^\]]*\]\s*[#$%]\s*/,
  /^[\w.-]+@[\w.-]+[:\s][^#$%]*[#$%]\s+/,
  /^[$%>]\s+/,
] as const;

/** Whether a line begins with a prompt of a shell. */
export const hasPrompt = (line: string): boolean => prompts.some(prompt => prompt.test(line.trimStart()));

/** Takes off what surrounds a command in notes: a prompt, backquotes around the whole line. */
export const undress = (line: string): string => {
  let bare = line.replace(/^\ufeff/, '').trim();
  for (const prompt of prompts) bare = bare.replace(prompt, '');
  return /^`[^`]*`$/.test(bare) ? bare.slice(1, -1).trim() : bare;
};

/** A command taken apart into what stands before the program, and the program with its arguments. */
export interface Invocation {
  /** Variables that are set, here for the program or, where there is none, from here on. */
  readonly assignments: readonly (readonly [name: string, value: string])[];
  readonly sudo: boolean;
  /** As it is written, with its folder; undefined where only variables are set. */
  readonly program: string | undefined;
  readonly args: readonly string[];
}

/** Options of sudo(8) whose value is a word of its own. */
const sudoValues = new Set(['-u', '-g', '-h', '-p', '-C', '-r', '-t', '-T', '-U', '-D', '-R']);

/** Takes a command's words apart. */
export const invocation = (command: readonly string[]): Invocation => {
  let at = command[0] === 'export' ? 1 : 0;
  const assignments: (readonly [string, string])[] = [];
  for (let word = command[at]; word !== undefined; word = command[++at]) {
    const assignment = readAssignment(word);
    if (assignment === undefined) break;
    assignments.push(assignment);
  }
  const sudo = command[at] === 'sudo';
  if (sudo) {
    at++;
    while (command[at]?.startsWith('-') === true) at += sudoValues.has(command[at] ?? '') ? 2 : 1;
  }
  return { assignments, sudo, program: command[at], args: command.slice(at + 1) };
};

/** The text without control characters: it comes from anywhere, and it goes to a screen. */
export const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
