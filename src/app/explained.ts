/** The script that a page explains: worked out once for the page and for the command that makes a plan of it. */
import { type Explained, type ExplainGround, explainText } from '../core/explain/explain.ts';
import { explainSummary } from '../core/explain/summary.ts';
import type { CommandLine } from '../core/intent/intent.types.ts';
import type { Network } from '../core/model/network.ts';
import type { SeenService } from '../core/model/snapshot.ts';
import { isChange } from '../core/plan/action.ts';
import { configured } from '../core/plan/configured.ts';
import { portNames } from '../core/saved/read.ts';
import { memoLast } from './memo.ts';
import { seenServices } from './seen.ts';
import type { State } from './state.ts';

/** A text, explained, and its commands that a plan can be made of. */
export interface ExplainedScript {
  readonly explained: Explained;
  /** Those that change a director, in the order in which they would run. */
  readonly changes: readonly CommandLine[];
}

const noThresholds = { upper: 0, lower: 0 };

/** A table of which a part is not known would make its services look as if they were not there. */
const groundOf = memoLast(
  (network: Network | undefined, seen: readonly SeenService[] | undefined): ExplainGround => {
    const services = (seen ?? []).flatMap(one => configured(one, () => noThresholds) ?? []);
    return {
      names: portNames,
      ...(network === undefined ? {} : { network }),
      ...(seen === undefined || services.length < seen.length ? {} : { services }),
    };
  },
);

const scriptOf = memoLast((text: string, ground: ExplainGround): ExplainedScript => {
  const explained = explainText(text, ground);
  const changes = explainSummary(explained).commands.filter(({ command }) => isChange(command));
  return { explained, changes };
});

/** A text held against what is known of the director: its network, and the table that runs. */
export const explainedScript = (state: State, text: string): ExplainedScript =>
  scriptOf(text, groundOf(state.network, seenServices(state)));
