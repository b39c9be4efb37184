/** What a program of the practice machine leaves behind: the network after it, what it printed, its exit code. */
import type { Changed, KernelNetwork } from './network.types.ts';

/** The end of a run. */
export interface Said {
  readonly network: KernelNetwork;
  readonly stdout: string;
  readonly stderr: string;
  /** 0..255. */
  readonly exit: number;
}

/** It did what it was told, and printed this. */
export const says = (network: KernelNetwork, stdout = ''): Said => ({
  network,
  stdout,
  stderr: '',
  exit: 0,
});

/** It failed; `stderr` ends with a newline. */
export const fails = (network: KernelNetwork, exit: number, stderr: string): Said => ({
  network,
  stdout: '',
  stderr,
  exit,
});

const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?').slice(0, 100);

/** The real program knows this, the practice machine does not: it says so rather than doing something else. */
export const notModelled = (network: KernelNetwork, program: string, what: string): Said =>
  fails(network, 1, `${program}: the practice director does not model ${printable(what)}\n`);

/** What comes of a change that the kernel was asked for with `ip`. */
export const changed = (network: KernelNetwork, change: Changed): Said =>
  change.ok ? says(change.network) : fails(change.left ?? network, 2, `${change.says}\n`);
