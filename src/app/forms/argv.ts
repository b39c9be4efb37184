/**
 * The command line of a form. The answers are put in words as a person would type them, and ipvsadm's own reader makes
 * the command of it; what is sent is that command printed again, complete and in one order.
 */
import type { CommandName } from '../../core/ipvsadm/command.ts';
import { commandRow } from '../../core/ipvsadm/options.ts';
import { type ParsedLine, parseLine } from '../../core/ipvsadm/parse.ts';
import { printCommand, serviceWords } from '../../core/ipvsadm/print.ts';
import { timeoutIds } from './director.ts';
import { names } from './facts.ts';
import type { Form, FormKind } from './form.types.ts';
import { answerTo, isShown } from './shown.ts';
import { writers } from './writers.ts';

/** Words that belong together, and the field whose answer they are. */
export interface Group {
  readonly field?: string;
  readonly words: readonly string[];
}

/** The commands that forms fill in. */
export const commandNames: Readonly<Record<Exclude<FormKind, 'value'>, CommandName>> = {
  'add-server': 'add-server',
  'edit-server': 'edit-server',
  'add-service': 'add-service',
  'edit-service': 'edit-service',
  timeouts: 'set',
  'start-daemon': 'start-daemon',
  'stop-daemon': 'stop-daemon',
};

const commandWord = (name: CommandName): string => {
  const { short, long } = commandRow(name);
  return short[0] === undefined ? `--${long}` : `-${short[0]}`;
};

/** The words of the answers as they stand, right or wrong. */
export const draftGroups = (form: Form): readonly Group[] => {
  const { kind, ground, fields, answers } = form;
  if (kind === 'value')
    return [{ field: 'value', words: [`${ground.asked?.prefix ?? ''}${answers.value ?? ''}`] }];
  const command: Group = { words: [commandWord(commandNames[kind])] };
  if (kind === 'timeouts')
    return [
      command,
      ...timeoutIds.map(id => ({ field: id, words: [answers[id] === '' ? '0' : (answers[id] ?? '0')] })),
    ];
  const asked = new Set(fields.filter(field => isShown(field, answers)).map(({ id }) => id));
  return [
    command,
    ...(asked.has('role') ? [{ field: 'role', words: [answerTo(form, 'role')] }] : []),
    ...(ground.service === undefined ? [] : [{ words: serviceWords(ground.service.id) }]),
    ...writers.flatMap(([id, write]): readonly Group[] => {
      if (!asked.has(id)) return [];
      const words = write(form, id);
      return words.length === 0 ? [] : [{ field: id, words }];
    }),
  ];
};

/** What ipvsadm makes of the answers; undefined for a form that is no command of it. */
export const readForm = (form: Form): ParsedLine | undefined =>
  form.kind === 'value'
    ? undefined
    : parseLine(
        draftGroups(form).flatMap(({ words }) => words),
        names,
      );

/** The arguments of ipvsadm in full, or the value with its prefix; undefined where ipvsadm would refuse them. */
export const argvOf = (form: Form): readonly string[] | undefined => {
  const read = readForm(form);
  if (read === undefined) return draftGroups(form).flatMap(({ words }) => words);
  return read.parsed.ok ? printCommand(read.parsed.command) : undefined;
};

/** The arguments for what the director has now, where the form changes something that is there. */
export const argvBefore = (form: Form): readonly string[] | undefined =>
  form.before === undefined ? undefined : argvOf({ ...form, answers: form.before });
