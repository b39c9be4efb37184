/** The practice shell on real streams: a prompt on a terminal, a line at a time from a pipe. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { SceneName } from '../core/kernel/traffic/scene.ts';
import { type Files, type LineRun, runLine, startShell } from './practice-shell.ts';

/** What the shell is started with. */
export interface ShellStreams {
  readonly scene?: SceneName;
  readonly seed?: number;
  /** `-x`. */
  readonly trace: boolean;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

const files: Files = {
  read(name) {
    try {
      return readFileSync(name, 'utf8');
    } catch {
      return undefined;
    }
  },
};

/** Writes the file that a line named; a sentence when that fails. */
const writeNamed = ({ write }: LineRun): string | undefined => {
  if (write === undefined) return undefined;
  try {
    if (write.append) appendFileSync(write.name, write.text);
    else writeFileSync(write.name, write.text);
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `cannot create ${write.name}: ${why}\n`;
  }
};

const welcome =
  'Practice director: nothing here touches this machine. help says what there is, exit leaves.\n';
const prompt = 'practice# ';

/** Runs the shell until its input ends or `exit`; gives the exit code of the last line. */
export const runShell = async (streams: ShellStreams): Promise<number> => {
  const { stdin, stdout, stderr } = streams;
  let state = startShell(streams);
  const interactive = stdin.isTTY === true;
  if (interactive) stdout.write(welcome);
  const lines = createInterface({
    input: stdin,
    ...(interactive ? { output: stdout, prompt, historySize: 1000 } : {}),
    terminal: interactive,
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  // Whoever reads the output may be gone (`| head`): then there is nobody to work for.
  let gone = false;
  const leave = (): void => {
    gone = true;
    lines.close();
  };
  stdout.once('error', leave);
  lines.on('SIGINT', () => {
    lines.write(null, { ctrl: true, name: 'u' });
    stdout.write('\n');
    lines.prompt();
  });
  if (interactive) lines.prompt();
  for await (const line of lines) {
    const ran = runLine(state, line, files);
    const failure = writeNamed(ran);
    state = failure === undefined ? ran.state : { ...ran.state, exit: 2 };
    if (ran.stdout !== '') stdout.write(ran.stdout);
    const complaints = ran.stderr + (failure ?? '');
    if (complaints !== '') stderr.write(complaints);
    if (state.ended || gone) break;
    if (interactive) lines.prompt();
  }
  // The end of input on a terminal (Ctrl-D) leaves the cursor behind the prompt.
  if (interactive && !state.ended && !gone) stdout.write('\n');
  lines.close();
  stdout.off('error', leave);
  return state.exit;
};
