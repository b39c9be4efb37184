/** THE table of slips that are seen in a text. */
import { networkRules } from './network.ts';
import type { SlipRule } from './rule.types.ts';
import { serverRules } from './servers.ts';
import { serviceRules } from './services.ts';
import { settingRules } from './settings.ts';
import { tableRules } from './table.ts';
import { textRules } from './text.ts';

/** All of them; what they find stands with a line in this order. */
export const slipRules: readonly SlipRule[] = [
  ...textRules,
  ...serverRules,
  ...tableRules,
  ...serviceRules,
  ...settingRules,
  ...networkRules,
];
