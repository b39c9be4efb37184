/** Starting a scene: the director as it is some minutes into it. */
import { noNames } from '../../ipvsadm/names.ts';
import { type Server, type Service, serviceKey } from '../../model/service.ts';
import { ipvsadm } from '../front.ts';
import { findScheduler, viewOf } from '../scheduling.ts';
import { emptyKernel, type Kernel, type KernelServer, type KernelService } from '../state.ts';
import { newStats } from '../stats.ts';
import { allServices, findService, insertService, replaceService } from '../table.ts';
import { advance } from '../time.ts';
import type { Flow } from './flow.ts';
import { summed } from './past.ts';
import { pastLots, plantService } from './plant.ts';
import { type Practice, runLine, step } from './practice.ts';
import { openingTime, type Scene, type SceneName } from './scene.ts';
import { scenes } from './scenes.ts';
import { settle } from './settle.ts';
import { surrounded } from './surroundings.ts';

/** The last two seconds before the opening are lived through, so that an estimation has seen real traffic. */
const rehearsal = 2_000;

const furnished = (serviceUid: number, uid: number, { id, config }: Server): KernelServer => ({
  uid,
  serviceUid,
  address: id.address,
  port: id.port,
  weight: config.weight,
  lastWeight: config.weight,
  active: 0,
  inactive: 0,
  overloaded: false,
  method: config.method,
  tunnel: config.tunnel,
  upper: config.upper,
  lower: config.lower,
  persistent: 0,
  stats: newStats,
});

/**
 * The kernel with a service and its servers as `-A` and `-a` would make them, each in one go: 110,000 commands one
 * after the other take a second. Its scheduler starts with the servers in place, as after `-E -s`.
 */
const addModel = (kernel: Kernel, { id, config, servers }: Service): Kernel => {
  const uid = kernel.nextUid;
  const bare: KernelService = {
    uid,
    key: serviceKey(id),
    id,
    config,
    schedulerState: undefined,
    servers: servers.map((server, index) => furnished(uid, uid + 1 + index, server)).reverse(),
    stats: newStats,
    restless: false,
  };
  const schedulerState = findScheduler(kernel, config.scheduler)?.start(viewOf(kernel, bare));
  return insertService({ ...kernel, nextUid: uid + 1 + servers.length }, { ...bare, schedulerState });
};

const configured = (scene: Scene, seed: number): Kernel => {
  let kernel = emptyKernel({ seed });
  kernel = ipvsadm(kernel, ['-R'], { stdin: `${scene.rules.join('\n')}\n`, names: noNames }).kernel;
  for (const service of scene.services) kernel = addModel(kernel, service);
  return surrounded(kernel, scene);
};

/**
 * The practice director of a scene at its opening. `seed` is any whole number; the same scene and seed give the
 * same director to the byte, and `step` takes it on from there.
 */
const startScene = (scene: Scene, seed: number): Practice => {
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
