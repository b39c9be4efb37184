/** `lvsh path SERVICE`: a packet's way through a service that runs here, drawn. */
import type { Cluster } from '../core/cluster/cluster.types.ts';
import { type Server, serverKey, serviceKey } from '../core/model/service.ts';
import { serviceOf } from '../core/path/call.ts';
import { drawPath } from '../core/path/draw.ts';
import { hopsOf } from '../core/path/hops.ts';
import { readAddress } from '../core/wizard/reading/address.ts';
import { readPort } from '../core/wizard/reading/port.ts';
import { serviceLabel } from '../core/words/labels.ts';
import { jsonVersion } from './json.ts';
import { clustersFor } from './script-clusters.ts';
import { type RunVerb, write } from './verb-tools.ts';
import { exits } from './verbs.ts';
import { printJson, usage, type World } from './world.ts';

const ways = {
  nat: 'NAT',
  dr: 'direct routing (DR)',
  tun: 'tunnelling (TUN)',
  snat: 'NAT of both addresses',
} as const;

/** The server whose way is drawn: the first that gets new connections. */
const exampleOf = (cluster: Cluster): Server | undefined => {
  const servers = cluster.services.flatMap(one => one.servers);
  const away = servers.filter(({ config }) => config.method !== 'local');
  return away.find(({ config }) => config.weight > 0) ?? away[0] ?? servers[0];
};

/** The drawing of one packet's way through a cluster, in lines; none where the cluster has no server. */
export const pathLines = (
  cluster: Cluster,
  { out, columns }: Pick<World, 'out' | 'columns'>,
): readonly string[] => {
  const server = exampleOf(cluster);
  const service = server === undefined ? undefined : serviceOf(cluster, server);
  if (server === undefined || service === undefined) return [];
  // A terminal that does not know its size says 0.
  const told = columns?.() ?? 0;
  const width = told < 20 ? 80 : Math.min(100, told);
  const to = `${serviceLabel(serviceKey(service.id))} to ${serverKey(server.id)} by ${ways[cluster.way]}`;
  const drawn = drawPath(hopsOf(cluster, server), width, { ascii: out.ascii });
  return [to, '', ...drawn.map(line => line.map(({ text }) => text).join(''))];
};

/** Every server's way, as data. */
const pathsOf = (cluster: Cluster, port: number | undefined): readonly object[] =>
  cluster.services.flatMap(({ servers }) =>
    servers.map(server => ({
      server: serverKey(server.id),
      hops: hopsOf(cluster, server, port === undefined ? {} : { port }),
    })),
  );

/** `lvsh path`. */
export const path: RunVerb = async (world, { words, options }) => {
  const client = typeof options.client === 'string' ? readAddress(options.client) : undefined;
  if (client?.ok === false) return usage(world.out, `--client: ${client.text}`);
  const port = typeof options.port === 'string' ? readPort(options.port) : undefined;
  if (port?.ok === false) return usage(world.out, `--port: ${port.text}`);
  const clusters = await clustersFor(world, words, {
    ...(client === undefined ? {} : { client: client.value }),
    ...('fullnat' in options ? { snat: true } : {}),
  });
  if (typeof clusters === 'number') return clusters;
  if ('json' in options) {
    const paths = clusters.flatMap(cluster => pathsOf(cluster, port?.value));
    printJson(world.out, { lvsh: jsonVersion, kind: 'paths', paths });
    return exits.ok;
  }
  for (const [index, cluster] of clusters.entries()) {
    if (index > 0) write(world, '');
    for (const line of pathLines(cluster, world)) write(world, line);
  }
  return exits.ok;
};
