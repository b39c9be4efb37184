/** The `:` line: ipvsadm's own syntax, plain verbs, and every command by its name; checked and completed while typed. */
import { acceptItem } from '../core/line/accept.ts';
import { type Checked, checkLine } from '../core/line/check-line.ts';
import { completeLine } from '../core/line/complete-line.ts';
import type { Completion } from '../core/line/completion.types.ts';
import { newerLine, olderLine, remember, searchHistory } from '../core/line/history.ts';
import { splitLine } from '../core/line/split.ts';
import type { VerbRow } from '../core/line/verb.types.ts';
import { readWish } from '../core/verbs/read.ts';
import { verbRows } from '../core/verbs/rows.ts';
import type { Command } from './command.ts';
import { runCommand } from './run.ts';
import { say } from './say.ts';
import type { LinePrompt, State, Step } from './state.ts';
import { insert, type TextInput, textInput, typed } from './textinput.ts';
import { fulfil, showExplained, wishGround } from './wish.ts';

/** The commands of the screen that can be typed by their name, given once: they import what is here. */
let screenCommands: readonly Command[] = [];
let rows: readonly VerbRow[] = verbRows;

/** Says which commands there are. */
export const admitCommands = (commands: readonly Command[]): void => {
  const taken = new Set<string>(verbRows.map(({ name }) => name));
  screenCommands = commands.filter(({ id, group, keys }) => {
    const inPlan = keys.change !== undefined || keys.weights !== undefined;
    return group !== 'move' && !inPlan && !taken.has(id);
  });
  rows = [
    ...verbRows,
    ...screenCommands.map(({ id, summary }) => ({
      name: id,
      usage: [],
      summary: summary.replace(/\.$/, ''),
      examples: [id],
    })),
  ];
};
