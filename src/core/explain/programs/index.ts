/** THE table of programs: who tells what a call does. */
import { arpRows } from './arping.ts';
import { firewallRows } from './firewalls.ts';
import { harmlessRows } from './harmless.ts';
import { classicRows } from './ifconfig.ts';
import { interfaceRows } from './interfaces.ts';
import { ipRows } from './ip.ts';
import { iptablesRows } from './iptables.ts';
import { moduleRows } from './modules.ts';
import { packageRows } from './packages.ts';
import { probeRows } from './probes.ts';
import type { ProgramRow } from './row.types.ts';
import { savingRows } from './saving.ts';
import { selinuxRows } from './selinux.ts';
import { sharingRows } from './sharing.ts';
import { sysctlRows } from './sysctl.ts';
import { unitRowsOfPrograms } from './units.ts';
import { writeRows } from './write.ts';

/** All programs that have words of their own, but for ipvsadm. */
export const programRows: readonly ProgramRow[] = [
  ...ipRows,
  ...classicRows,
  ...sysctlRows,
  ...writeRows,
  ...moduleRows,
  ...iptablesRows,
  ...firewallRows,
  ...unitRowsOfPrograms,
  ...selinuxRows,
  ...sharingRows,
  ...packageRows,
  ...savingRows,
  ...interfaceRows,
  ...arpRows,
  ...probeRows,
  ...harmlessRows,
];

const byName: ReadonlyMap<string, ProgramRow> = new Map(
  programRows.flatMap(row => row.programs.map(program => [program, row] as const)),
);

const harmless: ReadonlySet<ProgramRow> = new Set(harmlessRows);

/** Whether a program is one of those that make up a cluster, and not an everyday one whose name may be a plain word. */
export const actsOnCluster = (program: string): boolean => {
  const row = program === '' ? undefined : byName.get(program);
  return row !== undefined && !harmless.has(row);
};

/** The row of a program. */
export const programRow = (program: string): ProgramRow | undefined => byName.get(program);
