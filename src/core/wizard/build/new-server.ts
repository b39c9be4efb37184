/** What real servers come to that join a running service. */
import { clusterOf, onlyMethod } from '../../cluster/from-service.ts';
import { listed } from '../../explain/say.ts';
import { failed, type Result, success } from '../../model/failure.ts';
import { type Server, type Service, serverKey, serviceKey } from '../../model/service.ts';
import type { SeenService } from '../../model/snapshot.ts';
import type { Action } from '../../plan/action.ts';
import { serviceLabel } from '../../words/labels.ts';
import { count } from '../../words/numbers.ts';
import { serversIn } from '../reading/vips.ts';
import { chosenService, mostly, runningSetting } from '../setting.ts';
import { readDip } from '../steps/dip.ts';
import { portOf, siblingTunnel, weightIn } from '../steps/new-server.ts';
import { tunnelIn } from '../steps/tunnel.ts';
import type { Answers, Built, Ground } from '../wizard.types.ts';
import type { Build } from './build.types.ts';
import { serverOf } from './clusters.ts';
import { serverHandouts } from './handouts.ts';
import { knownService, markedOf } from './running.ts';

/** The limits that most of the others have. */
const limitsOf = ({ servers }: SeenService): { readonly upper: number; readonly lower: number } => ({
  upper: mostly(servers, ({ upper }) => upper) ?? 0,
  lower: mostly(servers, ({ lower }) => lower) ?? 0,
});

const joining = (seen: SeenService, answers: Answers, ground: Ground): readonly Server[] => {
  const way = runningSetting.way(answers, ground);
  const like = siblingTunnel(answers, ground);
  const asked = tunnelIn(answers);
  // Checksums are not asked: they are the siblings' where the tunnel is.
  const tunnel = like?.type === asked.type ? { ...asked, checksum: like.checksum } : asked;
  const limits = limitsOf(seen);
  const weight = weightIn(answers, ground);
  return serversIn(answers).map(typed => {
    const server = serverOf(typed, { port: portOf(typed, seen, way), weight }, way, tunnel);
    return { ...server, config: { ...server.config, ...limits } };
  });
};

const forwarding = (service: Service, { sysctls }: Ground, way: string): readonly Action[] => {
  const { id } = service;
  const six = id.kind === 'address' ? id.address.includes(':') : id.family === 6;
  const name = six ? 'net.ipv6.conf.all.forwarding' : 'net.ipv4.ip_forward';
  // A running NAT service has it; only where it is seen to be off it is set.
  return way === 'nat' && sysctls?.[name] === '0' ? [{ kind: 'sysctl', name, value: '1' }] : [];
};

/** Builds the servers that join. */
export const buildServers = ({ answers, ground, printing }: Build): Result<Built> => {
  const seen = chosenService(answers, ground);
  if (seen === undefined) return failed({ kind: 'not-found', what: 'service: there is no such service' });
  const running = knownService(seen);
  if (!running.ok) return running;
  const way = runningSetting.way(answers, ground);
  const servers = joining(seen, answers, ground);
  const service = { ...running.value, servers };
  const found = clusterOf(service, {
    director: ground.director,
    ...(ground.network === undefined ? {} : { network: ground.network }),
    marked: markedOf(running.value, answers, ground),
  });
  if (!found.ok) return found;
  const dip = answers.dip === undefined ? undefined : readDip(answers.dip);
  const cluster = {
    ...found.value,
    director: { ...found.value.director, ...(dip?.ok === true ? { dip: dip.value } : {}) },
  };
  const handouts = serverHandouts(cluster, ground, printing);
  if (!handouts.ok) return handouts;
  const label = serviceLabel(serviceKey(service.id));
  const names = listed(servers.map(({ id }) => serverKey(id)));
  const { upper, lower } = limitsOf(seen);
  const method = way === 'snat' ? 'nat' : way;
  return success({
    title:
      servers.length > 3
        ? `Add ${count(servers.length, 'real server')} to ${label}`
        : `Add ${names} to ${label}`,
    cluster: {
      ...cluster,
      services: [{ ...service, servers: [...onlyMethod(running.value, method).servers, ...servers] }],
    },
    actions: [
      ...forwarding(service, ground, way),
      ...servers.map(
        (server): Action => ({
          kind: 'ipvsadm',
          change: { name: 'add-server', service: service.id, server: server.id, config: server.config },
        }),
      ),
    ],
    cautions: [
      ...(upper === 0 && lower === 0
        ? []
        : [`They get the limits of the others: at most ${upper} connections, again below ${lower}.`]),
      ...(servers.every(({ config }) => config.weight === 0)
        ? []
        : ['Run the script on them first: clients are sent there at once, unless the weight is 0.']),
      ...(service.config.scheduler === 'wlc' || service.config.scheduler === 'lc'
        ? [
            `${service.config.scheduler} gives every new connection to a server that has none, until it has caught up with the others.`,
          ]
        : []),
    ],
    handouts: handouts.value,
  });
};
