/** Running a command. */
import type { Command } from './command.ts';
import { say } from './say.ts';
import type { State, Step } from './state.ts';

/** Runs a command, or says why it is not possible now. */
export const runCommand = (state: State, command: Command): Step => {
  const reason = command.not?.(state);
  return reason === undefined ? command.run(state) : [say(state, `${command.title}: ${reason}`), []];
};
