/** What persistence of a running service comes to: a setting of it, or another service in its place. */

import type { Marked } from '../../cluster/cluster.types.ts';
import { clusterOf, onlyMethod } from '../../cluster/from-service.ts';
import { prefixMask } from '../../cluster/reach.ts';
import { fullLength } from '../../model/address.ts';
import { failed, type Result, success } from '../../model/failure.ts';
import {
  type Persistence,
  type Service,
  type ServiceConfig,
  serviceFamily,
  serviceKey,
} from '../../model/service.ts';
import type { SeenService } from '../../model/snapshot.ts';
import { serviceLabel } from '../../words/labels.ts';
import { durationWords } from '../../words/numbers.ts';
import { chosenService, siblingMethod } from '../setting.ts';
import { byIn } from '../steps/kept.ts';
import { readMask } from '../steps/mask.ts';
import { readTimeout } from '../steps/persistence.ts';
import type { Answers, Built, Ground } from '../wizard.types.ts';
import type { Build } from './build.types.ts';
import { outcomeOf } from './persistence-kinds.ts';
import { knownService } from './running.ts';

const persistenceOf = (answers: Answers, family: 4 | 6): Persistence => {
  const timeout = readTimeout((answers.timeout ?? '').toLowerCase());
  const mask = readMask(answers.mask ?? '', family);
  const prefix = mask.ok ? mask.value : fullLength(family);
  return { timeout: timeout.ok ? timeout.value : 360, mask: family === 4 ? prefixMask(prefix) : prefix };
};

/** Where a server with weight 0 keeps what comes back to it. */
const quiescent = ({ sysctls }: Ground): readonly string[] =>
  sysctls?.['net.ipv4.vs.expire_quiescent_template'] === '1'
    ? []
    : [
        'A server with weight 0 goes on getting the clients that were with it while net.ipv4.vs.expire_quiescent_template is 0; lvsh drain offers to set it.',
      ];

const clusterFor = (service: Service, marked: readonly Marked[], ground: Ground, seen: SeenService) =>
  clusterOf(onlyMethod(service, siblingMethod(seen)), {
    director: ground.director,
    ...(ground.network === undefined ? {} : { network: ground.network }),
    marked,
  });

/** Builds persistence. */
export const buildPersistence = ({ answers, ground }: Build): Result<Built> => {
  const seen = chosenService(answers, ground);
  if (seen === undefined) return failed({ kind: 'not-found', what: 'service: there is no such service' });
  const running = knownService(seen);
  if (!running.ok) return running;
  const service = running.value;
  const persistence = persistenceOf(answers, serviceFamily(service.id));
  const config: ServiceConfig = { ...service.config, persistence };
  const outcome = outcomeOf({ service, seen, answers, ground, config });
  if (!outcome.ok) return outcome;
  const { service: kept, marked, actions, cautions } = outcome.value;
  const cluster = clusterFor(kept, marked, ground, seen);
  if (!cluster.ok) return cluster;
  const label = serviceLabel(serviceKey(service.id));
  return success({
    title: `Clients of ${label} stay for ${durationWords(persistence.timeout)}, by ${byIn(answers, ground)}`,
    cluster: cluster.value,
    actions,
    cautions: [...cautions, ...quiescent(ground)],
    handouts: [],
  });
};
