/**
 * What can be done to a director, as values. Each is one program with an argument array, or one file replaced; the
 * journal writes them as argv, so that a person can read it and lvsh can do it again.
 */
import type { Command } from '../ipvsadm/command.ts';
import { noNames } from '../ipvsadm/names.ts';
import { parseArgs } from '../ipvsadm/parse.ts';
import { printCommand, quote } from '../ipvsadm/print.ts';
import type { NetItem } from '../model/net-item.ts';
import { addArgv, removeArgv } from '../net/argv.ts';
import { readItemArgv } from '../net/read-argv.ts';

/** The commands of ipvsadm that change a director. */
export type Change = Extract<
  Command,
  {
    readonly name:
      | 'add-service'
      | 'edit-service'
      | 'delete-service'
      | 'add-server'
      | 'edit-server'
      | 'delete-server'
      | 'flush'
      | 'zero'
      | 'set'
      | 'start-daemon'
      | 'stop-daemon';
  }
>;

/** One thing done. */
export type Action =
  | { readonly kind: 'ipvsadm'; readonly change: Change }
  /** `name` is the full one: `net.ipv4.vs.expire_nodest_conn`. */
  | { readonly kind: 'sysctl'; readonly name: string; readonly value: string }
  /** Whether systemd starts a unit at boot. */
  | { readonly kind: 'unit'; readonly unit: string; readonly enabled: boolean }
  /** An address, a route, a rule: added or taken away. Modules are never taken away. */
  | { readonly kind: 'net'; readonly item: NetItem; readonly add: boolean }
  /** The whole text of a file; `undefined` removes it. */
  | { readonly kind: 'file'; readonly path: string; readonly text: string | undefined };

const changing: ReadonlySet<string> = new Set<Change['name']>([
  'add-service',
  'edit-service',
  'delete-service',
  'add-server',
  'edit-server',
  'delete-server',
  'flush',
  'zero',
  'set',
  'start-daemon',
  'stop-daemon',
]);

/** Whether a command changes the director in a way that a plan can hold (`-R` is read line by line instead). */
export const isChange = (command: Command): command is Change => changing.has(command.name);

/** The program and its arguments; undefined for a file, which no program writes. */
export const actionArgv = (action: Action): readonly string[] | undefined => {
  switch (action.kind) {
    case 'ipvsadm':
      return ['ipvsadm', ...printCommand(action.change)];
    case 'sysctl':
      return ['sysctl', '-w', `${action.name}=${action.value}`];
    case 'unit':
      return ['systemctl', action.enabled ? 'enable' : 'disable', action.unit];
    case 'net':
      return action.add ? addArgv(action.item) : removeArgv(action.item);
    case 'file':
      return undefined;
  }
};

/** The action as a line for a person: a command line that a shell takes as it stands, or what happens to a file. */
export const actionLine = (action: Action): string =>
  actionArgv(action)?.map(quote).join(' ') ??
  (action.kind === 'file' && action.text === undefined
    ? `remove ${action.kind === 'file' ? action.path : ''}`
    : `write ${action.kind === 'file' ? action.path : ''}`);

// A device's own dots are written as slashes, as sysctl(8) has it: net.ipv4.conf.eth0/100.rp_filter.
const sysctlName = /^net\.(?!.*\/\/)[A-Za-z0-9_.@/-]{1,80}$/;
const sysctlValue = /^[0-9A-Za-z \t._-]{0,80}$/;
const unitName = /^[A-Za-z0-9@._-]{1,80}$/;

/**
 * Reads what `actionArgv` wrote (the journal's own lines come back through here). Gives undefined for anything that
 * is not exactly an action of ours: a journal that somebody edited cannot make lvsh run another program.
 */
export const readArgv = (argv: readonly string[]): Action | undefined => {
  const [program, ...words] = argv;
  if (program === 'ipvsadm') {
    const parsed = parseArgs(words, noNames);
    return parsed.ok && isChange(parsed.command) ? { kind: 'ipvsadm', change: parsed.command } : undefined;
  }
  if (program === 'sysctl' && words.length === 2 && words[0] === '-w') {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(words[1] ?? '') ?? [];
    return sysctlName.test(name) && sysctlValue.test(value) ? { kind: 'sysctl', name, value } : undefined;
  }
  if (program === 'systemctl' && words.length === 2) {
    const [verb, unit = ''] = words;
    if ((verb === 'enable' || verb === 'disable') && unitName.test(unit) && !unit.startsWith('-'))
      return { kind: 'unit', unit, enabled: verb === 'enable' };
  }
  const read = readItemArgv(argv);
  return read === undefined ? undefined : { kind: 'net', ...read };
};

/**
 * Why an action may not be run; undefined when it may. The last gate before a program gets its arguments: whatever
 * is to be run must read back as itself, so no value can turn into an option, a second command or a control character.
 */
export const objection = (action: Action): string | undefined => {
  if (action.kind === 'file')
    return /^\/[^\u0000-\u001f\u007f]*$/.test(action.path) ? undefined : 'its path is no absolute path';
  const argv = actionArgv(action) ?? [];
  if (argv.some(word => /[\u0000-\u001f\u007f-\u009f]/.test(word))) return 'it holds a control character';
  const read = readArgv(argv);
  if (read === undefined) return 'its arguments do not read back';
  const again = actionArgv(read) ?? [];
  const same = again.length === argv.length && again.every((word, index) => word === argv[index]);
  return same ? undefined : `it reads back as ${again.join(' ')}`;
};
