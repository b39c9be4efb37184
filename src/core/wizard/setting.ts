/** What a wizard is about: which way packets take, how a person turns to another one, and what clients call. */
import type { Way } from '../cluster/cluster.types.ts';
import { findOneService } from '../line/targets.ts';
import { type Address, type Family, familyOf } from '../model/address.ts';
import { serviceFamily } from '../model/service.ts';
import type { SeenServer, SeenService } from '../model/snapshot.ts';
import { serviceIn, vipsIn } from './reading/vips.ts';
import type { Answers, Ground, Instead, WizardKind } from './wizard.types.ts';

/** What clients call, as far as it was said. */
export interface Called {
  readonly vips: readonly Address[];
  readonly family?: Family;
  /** Of a service by address; a mark has none. 0: every port. */
  readonly port?: number;
}

/** A kind of wizard, for the checks that several share. */
export interface Setting {
  readonly way: (answers: Answers, ground: Ground) => Way;
  /** Turns to another way with all that was answered; undefined where this wizard has no such way. */
  readonly turn: (to: Way, label: string) => Instead | undefined;
  readonly called: (answers: Answers, ground: Ground) => Called;
}

const wizardOfWay: Readonly<Record<Way, WizardKind>> = { dr: 'dr', nat: 'nat', tun: 'tun', snat: 'fullnat' };

const calledByVip = (answers: Answers): Called => {
  const service = serviceIn(answers);
  const vips = vipsIn(answers);
  const [first] = vips;
  return {
    vips,
    ...(first === undefined ? {} : { family: familyOf(first) }),
    ...(service === undefined ? {} : { port: service.port }),
  };
};

/** A new service of one way: another way is another wizard. */
export const newService = (way: Way): Setting => ({
  way: () => way,
  turn: (to, label) => (to === way ? undefined : { label, answers: {}, wizard: wizardOfWay[to] }),
  called: calledByVip,
});

const turnMethod = (to: Way, label: string): Instead | undefined =>
  to === 'snat' ? undefined : { label, answers: { method: to } };

const methodIn = ({ method }: Answers): Way | undefined =>
  method === 'nat' || method === 'tun' || method === 'dr' ? method : undefined;

/** A new service by mark: the method is asked. */
export const newMark: Setting = {
  way: answers => methodIn(answers) ?? 'dr',
  turn: turnMethod,
  called: calledByVip,
};

/** The running service that the answer `service` names. */
export const chosenService = (answers: Answers, ground: Ground): SeenService | undefined => {
  const found = findOneService(ground.services ?? [], answers.service ?? '');
  return found.ok ? found.value : undefined;
};

/** The family of the chosen service; IPv4 where there is none. */
export const serviceFamilyIn = (answers: Answers, ground: Ground): Family => {
  const id = chosenService(answers, ground)?.id;
  return id === undefined ? 4 : serviceFamily(id);
};

/** What most servers of a service have; the first of several that are as frequent. */
export const mostly = <T extends string | number>(
  servers: readonly SeenServer[],
  of: (server: SeenServer) => T | undefined,
): T | undefined => {
  const counts = new Map<T, number>();
  for (const server of servers) {
    const value = of(server);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  let best: T | undefined;
  for (const [value, times] of counts)
    if (best === undefined || times > (counts.get(best) ?? 0)) best = value;
  return best;
};

/** The method of most of a service's servers; DR where there is none yet. */
export const siblingMethod = (service: SeenService | undefined): 'dr' | 'nat' | 'tun' =>
  mostly(service?.servers ?? [], ({ method }) => (method === 'local' ? undefined : method)) ?? 'dr';

/** Servers for a running service: like its others, unless another method is asked for. */
export const runningSetting: Setting = {
  way: (answers, ground) => methodIn(answers) ?? siblingMethod(chosenService(answers, ground)),
  turn: turnMethod,
  called: (answers, ground) => {
    const id = chosenService(answers, ground)?.id;
    if (id === undefined) return { vips: [] };
    return id.kind === 'address'
      ? { vips: [id.address], family: serviceFamily(id), port: id.port }
      : { vips: [], family: id.family };
  },
};
