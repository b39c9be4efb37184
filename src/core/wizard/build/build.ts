/** What each wizard comes to. */
import type { Result } from '../../model/failure.ts';
import { newMark } from '../setting.ts';
import type { Built, WizardKind } from '../wizard.types.ts';
import type { Build } from './build.types.ts';
import { buildPair } from './ha.ts';
import { buildServers } from './new-server.ts';
import { buildNew } from './new-service.ts';
import { buildPersistence } from './persistence.ts';

/** Builds a wizard from answers that were checked. */
export const buildOf = (kind: WizardKind, build: Build): Result<Built> => {
  switch (kind) {
    case 'dr':
    case 'nat':
    case 'tun':
      return buildNew(kind, build);
    case 'fullnat':
      return buildNew('snat', build);
    case 'mark':
      return buildNew(newMark.way(build.answers, build.ground), build);
    case 'server':
      return buildServers(build);
    case 'persistence':
      return buildPersistence(build);
    case 'ha':
      return buildPair(build);
  }
};
