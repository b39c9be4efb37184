/** Builds main.ts into one file and starts it as often as a test wants. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Failure } from '../../../src/core/model/failure.ts';
import type { Orders } from './main.ts';

/** How a process ended. `result` is the last line it printed, where it printed one. */
export interface Ended {
  readonly signal: string | null;
  readonly exit: number | null;
  readonly result: { readonly ok: boolean; readonly value?: unknown; readonly failure?: Failure } | undefined;
  /** The names of the operations, where it came to its end. */
  readonly calls?: readonly string[];
  readonly stderr: string;
}

/** Builds the program into a folder; gives its path. */
export const buildVictim = (folder: string): string => {
  const outfile = join(folder, 'victim.mjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
  });
  return outfile;
};

/** Starts it; `uid` is another user than the test's. */
export const startVictim = (program: string, orders: Orders, uid?: number): ChildProcess =>
  spawn(process.execPath, [program, JSON.stringify(orders)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: '/',
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });

/** The end of a process. */
export const ended = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', chunk => {
      stdout += chunk;
    });
    child.stderr?.on('data', chunk => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (exit, signal) => {
      const last = stdout.trim().split('\n').at(-1);
      const result = last ? JSON.parse(last) : undefined;
      resolve({
        signal,
        exit,
        stderr,
        result,
        ...(result?.calls === undefined ? {} : { calls: result.calls }),
      });
    });
  });

/** Runs it to its end. */
export const runVictim = (program: string, orders: Orders, uid?: number): Promise<Ended> =>
  ended(startVictim(program, orders, uid));
