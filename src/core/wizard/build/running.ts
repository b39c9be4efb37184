/** Running services as they are set, for wizards that begin with one. */
import type { Marked } from '../../cluster/cluster.types.ts';
import { failed, type Result, success } from '../../model/failure.ts';
import type { Service } from '../../model/service.ts';
import type { SeenService } from '../../model/snapshot.ts';
import { configured } from '../../plan/configured.ts';
import { serviceLabel } from '../../words/labels.ts';
import { vipsIn } from '../reading/vips.ts';
import type { Answers, Ground } from '../wizard.types.ts';

/** What of a running service is not known counts as not set: thresholds are not in every source. */
export const knownService = (seen: SeenService): Result<Service> => {
  const service = configured(seen, () => ({ upper: 0, lower: 0 }));
  return service === undefined
    ? failed({
        kind: 'read',
        what: `service: not everything of ${serviceLabel(seen.key)} is known`,
        advice: 'read the table as root, with ipvsadm installed',
      })
    : success(service);
};

/** Which addresses get the mark of a service: answered, or found in the rules. */
export const markedOf = ({ id }: Service, answers: Answers, ground: Ground): readonly Marked[] => {
  if (id.kind === 'address') return [];
  const vips = vipsIn(answers);
  const found = (ground.marked ?? []).filter(({ mark }) => mark === id.mark);
  const missing = vips.filter(vip => !found.some(({ address }) => address === vip));
  return [
    ...found,
    ...missing.map(address => ({ mark: id.mark, address, protocol: 'tcp', ports: [] }) as const),
  ];
};
