/** A run of iptables or ip6tables, and how it ends: what the programs say of lines that are wrong, and what the kernel refuses. */
import type { Family } from '../../model/address.ts';
import type { KernelNetwork } from './network.types.ts';
import { fails, notModelled, type Said } from './said.ts';

/** A run of one of the two programs. */
export interface FilterRun {
  readonly network: KernelNetwork;
  readonly family: Family;
  readonly program: 'iptables' | 'ip6tables';
}

/** What `-V` prints. */
export const versionOf = ({ program }: FilterRun): string => `${program} v1.8.9 (legacy)`;

const hint = ({ program }: FilterRun): string =>
  `Try \`${program} -h' or '${program} --help' for more information.\n`;

/** Something is wrong with the line: exit code 2. */
export const complain = (run: FilterRun, complaint: string): Said =>
  fails(run.network, 2, `${versionOf(run)}: ${complaint}\n${hint(run)}`);

/** A word stands where none may. */
export const badArgument = (run: FilterRun, word: string): Said =>
  fails(run.network, 2, `Bad argument \`${word}'\n${hint(run)}`);

/** The kernel's tables refuse: exit code 1. */
export const refuse = ({ network, program }: FilterRun, why: string): Said =>
  fails(network, 1, `${program}: ${why}\n`);

/** What is refused when a chain is not there, and when a rule with a target of its own is not. */
export const notThere = 'No chain/target/match by that name.';

/** There is no such table: exit code 3. */
export const noTable = (run: FilterRun, table: string): Said => {
  const { network, program } = run;
  if (table === 'security') return notModelled(network, program, 'the table security');
  const why = 'Table does not exist (do you need to insmod?)';
  return fails(
    network,
    3,
    `${versionOf(run)}: can't initialize ${program} table \`${table}': ${why}\n` +
      `Perhaps ${program} or your kernel needs to be upgraded.\n`,
  );
};
