/** What wizards are made with. It is large and loaded when a wizard is first asked for, so that the screen opens as fast as without. */
import type { drawPath } from '../../core/path/draw.ts';
import type { hopsOf } from '../../core/path/hops.ts';
import type { buildWizard } from '../../core/wizard/run.ts';
import type { wizardOf, wizards } from '../../core/wizard/wizards.ts';

/** All of it. */
export interface Workshop {
  readonly wizards: typeof wizards;
  readonly wizardOf: typeof wizardOf;
  readonly buildWizard: typeof buildWizard;
  readonly hopsOf: typeof hopsOf;
  readonly drawPath: typeof drawPath;
}
