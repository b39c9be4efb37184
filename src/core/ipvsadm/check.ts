/** Whether a command admits the options that were given with it. */
import type { CommandName } from './command.ts';
import { fail, type Refusal } from './messages.ts';
import { admission, type OptionName, optionNames } from './options.ts';

/**
 * Goes through all options in ipvsadm's order and gives the first objection: a required one that is missing, one
 * that the command does not know, or a second one of those that exclude each other. Undefined when all is well.
 */
export const checkOptions = (command: CommandName, given: ReadonlySet<OptionName>): Refusal | undefined => {
  let exclusive: OptionName | undefined;
  for (const name of optionNames) {
    const admitted = admission(command, name);
    if (!given.has(name)) {
      if (admitted === 'required') {
        return fail(`You need to supply the '${name}' option for the '${command}' command`);
      }
    } else if (admitted === undefined) {
      return fail(`Illegal '${name}' option with the '${command}' command`);
    } else if (admitted === 'exclusive') {
      if (exclusive !== undefined) {
        return fail(`The option '${name}' conflicts with the '${exclusive}' option in the '${command}' command`);
      }
      exclusive = name;
    }
  }
  return undefined;
};
