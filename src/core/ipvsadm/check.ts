/** Whether a command, or a type of tunnel, admits the options that were given with it. */
import type { CommandName } from './command.ts';
import { fail, type Refusal } from './messages.ts';
import { type Admission, admission, type OptionName, optionNames, tunnelAdmission } from './options.ts';

/**
 * Goes through all options in ipvsadm's order and gives the first objection: a required one that is missing, one
 * that the command does not know, or a second one of those that exclude each other. Undefined when all is well.
 */
export const checkOptions = (command: CommandName, given: ReadonlySet<OptionName>): Refusal | undefined =>
  firstObjection(optionNames, name => admission(command, name), given, `'${command}' command`);

/** The same question for the options that describe a tunnel of this type. */
export const checkTunnel = (
  type: 'ipip' | 'gue' | 'gre',
  given: ReadonlySet<OptionName>,
): Refusal | undefined =>
  firstObjection(tunnelNames, name => tunnelAdmission[type][name], given, `'${type}' tunnel type`);

const tunnelNames = ['tun-port', 'tun-nocsum', 'tun-csum', 'tun-remcsum'] as const;

const firstObjection = (
  names: readonly OptionName[],
  admit: (name: OptionName) => Admission | undefined,
  given: ReadonlySet<OptionName>,
  where: string,
): Refusal | undefined => {
  let exclusive: OptionName | undefined;
  for (const name of names) {
    const admitted = admit(name);
    if (!given.has(name)) {
      if (admitted === 'required') return fail(`You need to supply the '${name}' option for the ${where}`);
    } else if (admitted === undefined) {
      return fail(`Illegal '${name}' option with the ${where}`);
    } else if (admitted === 'exclusive') {
      if (exclusive !== undefined) {
        return fail(`The option '${name}' conflicts with the '${exclusive}' option in the ${where}`);
      }
      exclusive = name;
    }
  }
  return undefined;
};
