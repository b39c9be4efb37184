/** What is written into a file, line by line. */
import type { Problem } from '../explain.types.ts';
import { readKnob } from '../knobs/name.ts';
import { tellSetting } from '../knobs/tell.ts';
import { shown } from '../say.ts';
import type { Fact, Told } from '../told.types.ts';
import { interfaceFacts, readExportLine, readInterfaceLine, readMountLine } from './lines.ts';

/** What lines of a file say. */
export interface ToldBody {
  readonly words: readonly string[];
  readonly why: readonly string[];
  readonly problems: readonly Problem[];
  readonly facts: readonly Fact[];
}

/** More lines than these are not told one by one. */
const mostTold = 40;

const gather = (lines: readonly string[], read: (line: string) => Told | undefined): ToldBody => {
  const found = lines.slice(0, mostTold).flatMap(line => read(line.trim()) ?? []);
  return {
    words: found.flatMap(({ words }) => words),
    why: found.flatMap(({ why }) => why ?? []),
    problems: found.flatMap(({ problems }) => problems ?? []),
    facts: found.flatMap(({ facts }) => facts ?? []),
  };
};

/** Lines of sysctl.conf; the sentence about the file itself is left out. */
export const settingsBody = (lines: readonly string[]): ToldBody =>
  gather(lines, line => {
    if (line === '' || /^[#;]/.test(line)) return undefined;
    const [, name = '', value = ''] = /^-?([\w./*-]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (/[./]/.test(name)) return { kind: 'other', ...tellSetting(readKnob(name), value.trim(), 'file') };
    return {
      kind: 'other',
      words: [],
      problems: [
        {
          level: 'wrong',
          text: `"${shown(line)}" is no setting: a line of this file is NAME = VALUE.`,
          fix: 'net.ipv4.ip_forward = 1',
        },
      ],
    };
  });

/** Lines of /etc/exports. */
export const exportsBody = (lines: readonly string[]): ToldBody => gather(lines, readExportLine);

/** Lines of /etc/fstab. */
export const mountsBody = (lines: readonly string[]): ToldBody => gather(lines, readMountLine);

/** Lines of an interface’s file. */
export const interfaceBody = (lines: readonly string[]): ToldBody => {
  const entries = lines.slice(0, mostTold).flatMap(line => {
    const entry = readInterfaceLine(line.trim());
    return entry === undefined ? [] : [entry];
  });
  return { words: [], why: [], problems: [], facts: interfaceFacts(new Map(entries)) };
};
