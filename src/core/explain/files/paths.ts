/** The files that guides to LVS write, and what writing them means. */
import type { Problem } from '../explain.types.ts';
import { readKnobPath } from '../knobs/name.ts';
import { tellSetting } from '../knobs/tell.ts';
import { shown } from '../say.ts';
import { exportsBody, interfaceBody, mountsBody, settingsBody, type ToldBody } from './body.ts';

/** A text that is written. */
export interface Writing {
  readonly path: string;
  /** Added at the end instead of put in the place of what is there. */
  readonly append: boolean;
  /** Undefined: not known. */
  readonly lines: readonly string[] | undefined;
}

interface FileRow {
  readonly path: RegExp;
  /** What the file is, a phrase. */
  readonly is: string;
  /** What becomes of it, a sentence. */
  readonly effect?: string;
  readonly body?: (lines: readonly string[]) => ToldBody;
  /** What is lost when it is replaced; `keep` says how nothing is. */
  readonly loss?: string;
  readonly keep?: string;
  /** What is wrong with adding to it. */
  readonly twice?: string;
}

const fileRows: readonly FileRow[] = [
  {
    path: /^\/etc\/sysctl\.conf$/,
    is: 'the file of kernel settings',
    effect: 'The file /etc/sysctl.conf is read at boot, and by sysctl -p.',
    body: settingsBody,
    loss: 'every other setting in it is lost',
  },
  {
    path: /^\/etc\/sysctl\.d\/[^/]+\.conf$/,
    is: 'a file of kernel settings',
    effect: 'Files in /etc/sysctl.d are read at boot, and by sysctl --system.',
    body: settingsBody,
  },
  {
    path: /^\/etc\/(?:rc\.d\/)?rc\.local$/,
    is: 'a script that runs at the end of every boot',
    loss: 'everything else that it starts is lost',
  },
  {
    path: /^\/etc\/(?:modules-load\.d\/[^/]+\.conf|modules|sysconfig\/modules\/[^/]+)$/,
    is: 'a file of kernel modules that are loaded at every boot',
  },
  {
    path: /^\/etc\/exports(?:\.d\/[^/]+)?$/,
    is: 'the file of folders that this machine gives out by NFS',
    effect: 'The file /etc/exports is read when the NFS server starts, and by exportfs -r.',
    body: exportsBody,
    loss: 'every other folder in it is no longer given out',
  },
  {
    path: /^\/etc\/fstab$/,
    is: 'the file of what is mounted at boot',
    body: mountsBody,
    loss: 'the machine may not boot again',
  },
  {
    path: /^\/etc\/sysconfig\/network-scripts\/ifcfg-/,
    is: 'the file of a network interface',
    effect: 'The file of an interface is read when it comes up, at boot or by ifup.',
    body: interfaceBody,
  },
  {
    path: /^\/etc\/(?:sysconfig\/ipvsadm|ipvsadm\.rules)$/,
    is: 'the saved table of IPVS',
    effect: 'The unit ipvsadm makes the saved table at boot.',
    loss: 'what was saved before is lost',
    keep: 'lvsh save, which shows what differs and keeps backups',
    twice: 'The same services then stand in it twice, and the second ones are refused.',
  },
  {
    path: /^\/etc\/default\/ipvsadm$/,
    is: 'the settings of Debian’s unit ipvsadm',
    effect: 'With AUTO="true" Debian’s unit makes the saved table at boot.',
  },
  {
    path: /^\/etc\/(?:selinux\/config|sysconfig\/selinux)$/,
    is: 'the settings of SELinux',
    effect: 'The settings of SELinux are read at boot.',
  },
  { path: /^\/etc\/resolv\.conf$/, is: 'the file of name servers' },
  { path: /^\/etc\/hosts$/, is: 'the file of host names' },
  {
    path: /^\/etc\/keepalived\/.*\.conf$/,
    is: 'the configuration of keepalived',
    effect: 'keepalived makes the table of IPVS from it, and takes back what others change there.',
  },
  {
    path: /ldirectord\.cf$/,
    is: 'the configuration of ldirectord',
    effect: 'ldirectord makes the table of IPVS from it, and takes back what others change there.',
  },
  {
    path: /\.html?$/,
    is: 'a page of a web server',
    effect: 'A page of its own on each server shows who answered.',
  },
  { path: /^\/etc\/yum\.repos\.d\//, is: 'a source of packages' },
];

/** A file that takes no text for good. */
export const isNowhere = (path: string): boolean => /^\/dev\/(?:null|stdout|stderr|tty\w*)$/.test(path);

/** What writing a text into a file means. */
export const tellWriting = ({ path, append, lines }: Writing): ToldBody => {
  const knob = readKnobPath(path);
  if (knob !== undefined) {
    const value = lines?.join(' ').trim();
    if (value !== undefined) return { ...tellSetting(knob, value, 'now', 'path'), problems: [] };
    return {
      words: [`Writes into the kernel setting ${shown(knob.name)}.`],
      why: [],
      problems: [],
      facts: [],
    };
  }
  const row = fileRows.find(candidate => candidate.path.test(path));
  const body = row?.body === undefined || lines === undefined ? undefined : row.body(lines);
  const what = row === undefined ? '' : `, ${row.is}`;
  const problems: Problem[] = [];
  if (append && row?.twice !== undefined)
    problems.push({ level: 'wrong', text: row.twice, fix: `> ${shown(path)}` });
  if (!append && row?.loss !== undefined)
    problems.push({
      level: row.keep === undefined ? 'danger' : 'note',
      text: `The file is replaced as a whole: ${row.loss}.`,
      fix: row.keep ?? `>> ${shown(path)}`,
    });
  return {
    words: [`${append ? 'Adds to' : 'Writes'} ${shown(path)}${what}.`, ...(body?.words ?? [])],
    why: [...(row?.effect === undefined ? [] : [row.effect]), ...(body?.why ?? [])],
    problems: [...problems, ...(body?.problems ?? [])],
    facts: body?.facts ?? [],
  };
};
