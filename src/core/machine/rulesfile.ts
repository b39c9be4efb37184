/** Which file of this system holds the rules that are loaded at boot. */

import { loaderOf } from './loader.ts';
import type { LoaderFacts } from './loader.types.ts';
import type { OsRelease } from './os-release.ts';

/** The file, and why it is that one. */
export interface RulesPlace {
  readonly path: string;
  /** A sentence. */
  readonly why: string;
  /** Whether something on this machine reads it; otherwise it is where the system's package would keep it. */
  readonly sure: boolean;
}

interface FileRow {
  /** ID or ID_LIKE of os-release. */
  readonly systems: readonly string[];
  readonly path: string;
}

/**
 * Where the systems' own packages keep it: Debian's init script; the unit of Red Hat, Fedora and openEuler; SUSE's
 * sysconfig variable (its /etc/sysconfig/ipvsadm is no rules file); Arch's script; the OpenRC script of Gentoo and Alpine.
 */
const fileRows: readonly FileRow[] = [
  { systems: ['debian', 'ubuntu'], path: '/etc/ipvsadm.rules' },
  { systems: ['suse', 'opensuse', 'sles', 'sled'], path: '/etc/ipvsadm.rules' },
  { systems: ['rhel', 'fedora', 'centos', 'openeuler'], path: '/etc/sysconfig/ipvsadm' },
  { systems: ['arch'], path: '/etc/ipvsadm.conf' },
  { systems: ['alpine', 'gentoo'], path: '/var/lib/ipvsadm/rules-save' },
];

/** Every path that may be a rules file. */
export const rulesFilePaths: readonly string[] = [...new Set(fileRows.map(row => row.path))];

const usualFile = (os: OsRelease | undefined): string | undefined =>
  fileRows.find(({ systems }) =>
    [os?.id ?? '', ...(os?.like ?? [])].some(name =>
      systems.includes(name.replace(/^opensuse-.*/, 'opensuse')),
    ),
  )?.path;

/**
 * The rules file of this system: what its unit or script reads; else where its package would keep it; else the only
 * one that is there. Undefined where none of this tells: then a person has to name it.
 */
export const rulesFileOf = (facts: LoaderFacts): RulesPlace | undefined => {
  const loader = loaderOf(facts);
  if (loader?.file !== undefined) return { path: loader.file, why: `${loader.says} names it.`, sure: true };
  const usual = usualFile(facts.os);
  if (usual !== undefined)
    return {
      path: usual,
      why: `On ${facts.os?.name ?? 'this system'} the package ipvsadm keeps its rules there.`,
      sure: false,
    };
  const [only, ...more] = facts.present;
  return only === undefined || more.length > 0
    ? undefined
    : { path: only, why: 'It is the only rules file on this machine.', sure: false };
};
