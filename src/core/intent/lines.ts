/** A plan of command lines: typed, pasted, or out of a file. */
import { tableFromCommands } from '../ipvsadm/table.ts';
import { failed, type Result, success } from '../model/failure.ts';
import { serverKey, serviceKey } from '../model/service.ts';
import type { Setup } from '../model/setup.ts';
import { type Action, type Change, isChange } from '../plan/action.ts';
import { SetupDraft } from '../plan/draft.ts';
import { actionsTowards } from '../plan/towards.ts';
import { serviceLabel } from '../words/labels.ts';
import { count } from '../words/numbers.ts';
import type { CommandLine, Intent } from './intent.types.ts';
import { kept, portReplaced } from './keep.ts';
import type { Resolved } from './resolved.types.ts';

type Lines = Extract<Intent, { readonly kind: 'lines' }>;
type ChangeLine = CommandLine & { readonly command: Change };

const isChangeLine = (line: CommandLine): line is ChangeLine => isChange(line.command);

const replacedPort = (line: CommandLine): readonly string[] => {
  const { command, asked } = line;
  if (!portReplaced(line) || asked === undefined || command.name !== 'add-server') return [];
  return [
    `ipvsadm puts port ${command.server.port} in the place of ${asked.port} (${serverKey(asked)}): DR and TUN cannot map ports.`,
  ];
};

const titles: Readonly<Record<Change['name'], string>> = {
  'add-service': 'Add',
  'edit-service': 'Change',
  'delete-service': 'Remove',
  'add-server': 'Add',
  'edit-server': 'Change',
  'delete-server': 'Remove',
  flush: 'Remove all services',
  zero: 'Set counters to zero',
  set: 'Set the timeouts',
  'start-daemon': 'Start the sync daemon',
  'stop-daemon': 'Stop the sync daemon',
};

/** What a single change is called: `Change 10.0.0.7:80 in TCP 10.0.0.200:80`. */
export const changeTitle = (change: Change): string => {
  const verb = titles[change.name];
  if ('server' in change)
    return `${verb} ${serverKey(change.server)} ${change.name === 'add-server' ? 'to' : 'in'} ${serviceLabel(serviceKey(change.service))}`;
  if ('service' in change && change.service !== undefined)
    return `${verb}${change.name === 'zero' ? ' of' : ''} ${serviceLabel(serviceKey(change.service))}`;
  if (change.name === 'start-daemon') return `${verb} (${change.daemon.role})`;
  return change.name === 'stop-daemon' ? `${verb} (${change.role})` : verb;
};

/** A script that clears the table and builds it anew: the same table, without the moment in which it is empty. */
const withoutClearing = (lines: readonly ChangeLine[], setup: Setup): Result<Resolved> => {
  const { services, refused } = tableFromCommands(lines.map(line => line.command));
  const first = refused[0];
  if (first !== undefined)
    return failed({
      kind: 'value',
      what: `line ${first.index + 1} would be refused: ${first.message}`,
    });
  const draft = new SetupDraft(setup);
  const actions: Action[] = [];
  for (const { command } of lines) {
    const aside = command.name === 'set' || command.name === 'start-daemon' || command.name === 'stop-daemon';
    if (aside && draft.apply({ kind: 'ipvsadm', change: command }) === undefined)
      actions.push({ kind: 'ipvsadm', change: command });
  }
  // As added, the newest stands last; in a setup it stands first.
  const target = services.map(service => ({ ...service, servers: [...service.servers].reverse() }));
  return success({
    title: `Make the table of ${count(lines.length, 'line')}`,
    actions: [...actionsTowards({ services: setup.services }, { services: target }), ...actions],
    cautions: [
      'The lines clear the table first. lvsh makes the same table without that, so that open connections stay.',
    ],
  });
};

/** Resolves command lines; see Intent. */
export const resolveLines = ({ lines, keep, title }: Lines, setup: Setup): Result<Resolved> => {
  const changes = lines.filter(isChangeLine);
  const only = changes[0];
  if (changes.length !== lines.length || only === undefined)
    return failed({
      kind: 'usage',
      what: 'This command changes nothing',
      why: 'Only commands that change a director make a plan',
    });
  const clears = changes.findIndex(({ command }) => command.name === 'flush');
  if (clears >= 0 && changes.length > 1) return withoutClearing(changes, setup);
  const draft = new SetupDraft(setup);
  const actions: Action[] = [];
  const cautions: string[] = [];
  for (const [index, line] of changes.entries()) {
    const service =
      'service' in line.command && line.command.service !== undefined
        ? draft.service(line.command.service)
        : undefined;
    const whole = keep ? kept(line, service) : success(line.command);
    if (!whole.ok) {
      const { what } = whole.failure;
      return changes.length === 1
        ? whole
        : failed({
            ...whole.failure,
            what: `command ${index + 1}: ${what.charAt(0).toLowerCase()}${what.slice(1)}`,
          });
    }
    cautions.push(...replacedPort(line));
    const action: Action = { kind: 'ipvsadm', change: whole.value };
    actions.push(action);
    draft.apply(action);
  }
  const first = actions[0];
  const single = actions.length === 1 && first?.kind === 'ipvsadm' ? changeTitle(first.change) : undefined;
  return success({ title: title ?? single ?? `Run ${count(actions.length, 'command')}`, actions, cautions });
};
