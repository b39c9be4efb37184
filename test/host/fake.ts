/**
 * A strict fake host: files and programs are exactly those that a test names. A program that nobody expected fails
 * the test, even where the code under test swallows the failure: call `check()` at the end.
 */
import { type Failure, failed, type Result, success } from '../../src/core/model/failure.ts';
import type { Host, Limits, RunResult } from '../../src/host/host.ts';

/** What a program answers: text on stdout, or all of it, or a failure, or something that comes later. */
export type Answer = string | Partial<RunResult> | { readonly failure: Failure } | Promise<string>;

/** What a test says of its machine. */
export interface Machine {
  readonly name?: string;
  readonly files?: Readonly<Record<string, string | Failure>>;
  readonly folders?: Readonly<Record<string, readonly string[]>>;
  /** By command line: `ipvsadm -Sn`. A function is given the limits, with stdin. */
  readonly programs?: Readonly<Record<string, Answer | ((limits: Limits) => Answer)>>;
}

/** A host whose time and contents a test moves. */
export interface FakeHost extends Host {
  /** Every command line run so far. */
  readonly ran: readonly string[];
  machine: Machine;
  time: number;
  /** Fails when something unexpected was run. */
  check(): void;
}

const missing = (what: string): Result<never> => failed({ kind: 'not-found', what });

const isFailure = (value: object): value is Failure => 'kind' in value && 'what' in value;

/** A fake host; it starts no process and opens no file. */
export const fakeHost = (machine: Machine = {}): FakeHost => {
  const ran: string[] = [];
  const unexpected: string[] = [];
  const host: FakeHost = {
    name: machine.name ?? 'lb1',
    kind: 'local',
    ran,
    machine,
    time: 1_000_000,
    now: () => host.time,
    async run(program, args, limits = {}) {
      const line = [program, ...args].join(' ');
      ran.push(line);
      const found = host.machine.programs?.[line];
      if (found === undefined) {
        unexpected.push(line);
        throw new Error(`nobody expected this program to be run: ${line}`);
      }
      const answer = await (typeof found === 'function' ? found(limits) : found);
      if (typeof answer === 'string') return success({ stdout: answer, stderr: '', exit: 0, cpuMs: 1 });
      if ('failure' in answer) return failed(answer.failure);
      return success({ stdout: '', stderr: '', exit: 0, cpuMs: 1, ...answer });
    },
    async readFile(path, limits = {}) {
      const found = host.machine.files?.[path];
      if (found === undefined) return missing(`${path} does not exist`);
      if (typeof found !== 'string') return isFailure(found) ? failed(found) : missing(path);
      const cut = limits.maxBytes !== undefined && found.length > limits.maxBytes;
      const text = cut ? found.slice(0, limits.maxBytes) : found;
      return success({ text: cut ? text.slice(0, text.lastIndexOf('\n') + 1) : text, cut, cpuMs: 1 });
    },
    async listFolder(path) {
      const found = host.machine.folders?.[path];
      return found === undefined ? missing(`${path} does not exist`) : success(found);
    },
    check() {
      if (unexpected.length > 0) throw new Error(`unexpected: ${unexpected.join(', ')}`);
    },
  };
  return host;
};

/** Changes what is on the machine. */
export const change = (host: FakeHost, more: Machine): void => {
  host.machine = {
    files: { ...host.machine.files, ...more.files },
    folders: { ...host.machine.folders, ...more.folders },
    programs: { ...host.machine.programs, ...more.programs },
  };
};
