/** The module that is loaded late: nothing that the first frame needs may import it. */
import { drawPath } from '../../core/path/draw.ts';
import { hopsOf } from '../../core/path/hops.ts';
import { buildWizard } from '../../core/wizard/run.ts';
import { wizardOf, wizards } from '../../core/wizard/wizards.ts';
import type { Workshop } from './workshop.types.ts';

/** What wizards are made with. */
export const workshop: Workshop = { wizards, wizardOf, buildWizard, hopsOf, drawPath };
