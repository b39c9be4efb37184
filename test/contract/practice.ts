/** Plays contract scripts on the practice director, through the practice shell. */
import { type Files, runLine, type ShellState, startShell } from '../../src/cli/practice-shell.ts';
import type { Outcome, Recording } from './guest.ts';
import { afterLines, type Script } from './script.ts';

/** What the practice director does with a script: the same record that the real kernel leaves. */
export const playOnPractice = (script: Script): Recording => {
  const written = new Map<string, string>(Object.entries(script.files));
  const files: Files = { read: name => written.get(name) };
  let state: ShellState = startShell();
  const play = (line: string): Outcome => {
    const ran = runLine(state, line, files);
    state = ran.state;
    if (ran.write !== undefined) {
      written.set(
        ran.write.name,
        (ran.write.append ? (written.get(ran.write.name) ?? '') : '') + ran.write.text,
      );
    }
    return { line, exit: ran.exit, stdout: ran.stdout, stderr: ran.stderr };
  };
  return { script: script.name, lines: script.lines.map(play), after: afterLines.map(play) };
};
