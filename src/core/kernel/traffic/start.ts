/** Starting a scene: the director as it is some minutes into it. */
import { noNames } from '../../ipvsadm/names.ts';
import type { Service } from '../../model/service.ts';
import { ipvsadm } from '../front.ts';
import { addServer } from '../servers.ts';
import { addService } from '../services.ts';
import { emptyKernel, type Kernel } from '../state.ts';
import { allServices, findService, replaceService } from '../table.ts';
import { advance } from '../time.ts';
import type { Flow } from './flow.ts';
import { summed } from './past.ts';
import { pastLots, plantService, settle } from './plant.ts';
import { type Practice, runLine, step } from './practice.ts';
import type { Scene, SceneName } from './scene.ts';
import { scenes } from './scenes.ts';

/** Practice time at which a scene opens: it has gone on for four minutes. */
export const openingTime = 240_000;

/** The last seconds before the opening are lived through, so that the estimators hold what really happened. */
const rehearsal = 4_000;

const addModel = (kernel: Kernel, service: Service): Kernel => {
  const added = addService(kernel, service.id, service.config);
  let next = added.ok ? added.kernel : kernel;
  for (const server of service.servers) {
    const outcome = addServer(next, service.id, server.id, server.config);
    if (outcome.ok) next = outcome.kernel;
  }
  return next;
};

const configured = (scene: Scene, seed: number): Kernel => {
  let kernel = emptyKernel({ seed });
  kernel = ipvsadm(kernel, ['-R'], { stdin: `${scene.rules.join('\n')}\n`, names: noNames }).kernel;
  for (const service of scene.services) kernel = addModel(kernel, service);
  return kernel;
};

/**
 * The practice director of a scene at its opening. `seed` is any whole number; the same scene and seed give the
 * same director to the byte, and `step` takes it on from there.
 */
export const startScene = (scene: Scene, seed: number): Practice => {
  const lived = openingTime - rehearsal;
  let kernel = advance(configured(scene, seed), lived);
  const entries = [];
  const flows: (readonly Flow[])[] = [];
  let { nextUid } = kernel;
  for (const [index, load] of scene.loads.entries()) {
    const service = findService(kernel, load.service);
    if (service === undefined) {
      flows.push([]);
      continue;
    }
    const planted = plantService(kernel, service, load, pastLots(seed, index), scene, lived, nextUid);
    nextUid = planted.nextUid;
    for (const entry of planted.entries) entries.push(entry);
    flows.push(planted.flows);
    kernel = replaceService(kernel, planted.service);
  }
  kernel = settle(kernel, entries, nextUid);
  kernel = { ...kernel, stats: summed([...allServices(kernel)].map(({ stats }) => stats)) };
  for (const line of scene.lately) kernel = runLine(kernel, line);
  return step({ scene, seed, kernel, flows, nextBeat: lived + scene.beat }, openingTime);
};

/** The practice director of the scene of this name at its opening. */
export const runScene = (name: SceneName, seed: number): Practice => startScene(scenes[name](), seed);
