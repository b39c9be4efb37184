/** What a new service comes to, by address or by mark. */
import type { Cluster, Marker, Way } from '../../cluster/cluster.types.ts';
import { networkOf } from '../../cluster/reach.ts';
import { failed, type Result, success } from '../../model/failure.ts';
import { serviceKey } from '../../model/service.ts';
import type { DirectorOptions } from '../../script/director.ts';
import { serviceLabel } from '../../words/labels.ts';
import { count } from '../../words/numbers.ts';
import { noDevice } from '../steps/device.ts';
import { isYes } from '../steps/flag.ts';
import { markerIn } from '../steps/mark.ts';
import type { Built } from '../wizard.types.ts';
import type { Build } from './build.types.ts';
import { clusterCautions } from './cautions.ts';
import { clusterHandouts } from './cluster-handouts.ts';
import { newCluster } from './clusters.ts';
import { directorActions, tableOfMark } from './director.ts';

const ways: Readonly<Record<Way, string>> = {
  dr: 'DR',
  nat: 'NAT',
  tun: 'TUN',
  snat: 'NAT with SNAT',
};

/** `New service TCP 10.0.0.200:80 by DR with 2 real servers`. */
const titleOf = ({ services, way }: Cluster): string => {
  const names = services.map(({ id }) => serviceLabel(serviceKey(id))).join(', ');
  const servers = new Set(services.flatMap(service => service.servers.map(({ id }) => id.address)));
  return `New service ${names} by ${ways[way]} with ${count(servers.size, 'real server')}`;
};

/** What the director's script is told, so that it does the same as the actions. */
const optionsOf = (cluster: Cluster, device: string, marker: Marker, outbound: boolean): DirectorOptions => {
  const { outside, dip } = cluster.director;
  const [first] = cluster.marks;
  return {
    marker,
    ...(device === noDevice && first !== undefined ? { table: tableOfMark(first.mark) } : {}),
    ...(outbound && outside !== undefined && dip !== undefined
      ? { outbound: { network: networkOf(dip), device: outside } }
      : {}),
  };
};

/** Builds a new service whose packets go by `way`. */
export const buildNew = (way: Way, { answers, ground, printing }: Build): Result<Built> => {
  const cluster = newCluster(way, answers, ground);
  if (cluster === undefined)
    return failed({ kind: 'value', what: 'vip: it names no service', advice: 'such as 10.0.0.200:80' });
  const device = answers.device ?? 'eth0';
  const marker = markerIn(answers, ground, cluster.family);
  const outbound = way === 'nat' && isYes(answers.snat);
  const { outside, dip } = cluster.director;
  const handouts = clusterHandouts(cluster, ground, optionsOf(cluster, device, marker, outbound), printing);
  if (!handouts.ok) return handouts;
  const blind = outbound && (outside === undefined || dip === undefined);
  return success({
    title: titleOf(cluster),
    cluster,
    actions: directorActions({ cluster, ground, device, marker, outbound }),
    cautions: [
      ...(blind
        ? ['The rule for the real servers’ way to the outside is left out: the outer interface is not known.']
        : []),
      ...clusterCautions(cluster, ground),
    ],
    handouts: handouts.value,
  });
};
