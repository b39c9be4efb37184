/** THE table of commands. Keys, footer, help, palette and documents are made from it; nothing else binds a key. */
import type { Command } from './command.ts';
import { changeCommands } from './commands-change.ts';
import { drainCommands } from './commands-drain.ts';
import { lookCommands } from './commands-look.ts';
import { moveCommands } from './commands-move.ts';
import { pageCommands } from './commands-pages.ts';
import { planCommands } from './commands-plan.ts';
import { programCommands } from './commands-program.ts';
import { reviewCommands } from './commands-review.ts';
import { rowCommands } from './commands-rows.ts';
import { tableCommands } from './commands-table.ts';
import { timeCommands } from './commands-time.ts';
import { wizardCommands } from './commands-wizard.ts';
import { chooseInMenu } from './menu.ts';
import { topView } from './state.ts';

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
  ...moveCommands,
  ...lookCommands,
  {
    id: 'choose',
    title: 'Do this',
    summary: 'In the menu: does what the cursor is on; the key of any line does it as well.',
    hint: 'do it',
    group: 'look',
    keys: { menu: ['enter'] },
    not: state => (topView(state)?.type === 'menu' ? undefined : 'no menu is open'),
    run: state => chooseInMenu(state, commands) ?? [state, []],
    danger: 'none',
  },
  ...rowCommands,
  ...changeCommands,
  ...planCommands,
  ...drainCommands,
  ...wizardCommands,
  ...reviewCommands,
  ...pageCommands,
  ...tableCommands,
  ...timeCommands,
  ...programCommands,
];
