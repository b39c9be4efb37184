/**
 * Firewalls that are closed on the director and on the real servers, and opened by what lvsh says is needed: everything is answered. Then each
 * opening is taken away in turn: somebody waits in vain, or it would have no reason to be there. The packets are real.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/core/cluster/cluster.types.ts';
import { quote } from '../../src/core/ipvsadm/print.ts';
import { directorScript } from '../../src/core/script/director.ts';
import { type OpeningRole, openings } from '../../src/core/script/openings.ts';
import { openingItems } from '../../src/core/script/openings-rules.ts';
import { printScript } from '../../src/core/script/print.ts';
import { realServerScript } from '../../src/core/script/real-server.ts';
import type { ProgramItem, Script } from '../../src/core/script/script.types.ts';
import { at, dr, nat, server, service, snat, tcp } from '../core/script/machine-clusters.ts';
import { type GuestResult, kernelSuite, runGuest, skipKernel } from './uml.ts';

const repo = join(import.meta.dirname, '../..');
const ipip = { type: 'ipip', port: 0, checksum: 'none' } as const;

/** One real server is enough to see what is closed. */
const alone = (cluster: Cluster): Cluster => ({
  ...cluster,
  services: cluster.services.map(one => ({ ...one, servers: one.servers.slice(0, 1) })),
});

const clusters: Readonly<Record<string, Cluster>> = {
  dr: alone(dr),
  tun: {
    ...dr,
    way: 'tun',
    tunnel: ipip,
    services: [service(tcp('10.0.0.200', 80), [server('10.0.0.7', 80, 'tun', ipip)])],
  },
  nat: alone(nat),
  snat: alone(snat),
};

const print = (script: Script): string => printScript(script, { explain: false });

const itemsOf = (cluster: Cluster, role: OpeningRole): readonly ProgramItem[] =>
  openingItems(openings(cluster, role, { output: role === 'director' }), 'iptables-legacy').flatMap(
    ({ do: item }) => (item.what === 'program' ? [item] : []),
  );

const openingScript = (cluster: Cluster, role: OpeningRole): string =>
  print({
    role,
    flavour: 'iproute2',
    name: 'openings',
    header: [],
    items: openingItems(openings(cluster, role, { output: role === 'director' }), 'iptables-legacy'),
    checks: [],
  });

const serverScript = ({ way, vips, director, tunnel }: Cluster): string => {
  const made = realServerScript(
    {
      way,
      family: 4,
      vips,
      ...(director.dip === undefined ? {} : { dip: director.dip.address }),
      ...(tunnel === undefined ? {} : { tunnel }),
    },
    'iproute2',
  );
  if (!made.ok) throw new Error(made.failure.what);
  return print(made.value);
};

const files = Object.fromEntries(
  Object.entries(clusters).flatMap(([name, cluster]) => [
    [`${name}-director.sh`, print(directorScript(cluster, { marker: 'iptables-legacy' }))],
    [`${name}-server.sh`, serverScript(cluster)],
    [`${name}-open-director.sh`, openingScript(cluster, 'director')],
    [`${name}-open-server.sh`, openingScript(cluster, 'real server')],
  ]),
);

const line = (words: readonly string[]): string => words.map(quote).join(' ');

/** Machines of every cluster: a LAN for all, and a second one to the client for NAT. */
const hardware = `lab \${way}
machine director; machine web1; machine client
switch lan; switch out
plug director eth0 lan 10.0.0.2/24 10.0.0.100/24; plug director eth1 out 172.30.0.1/24
plug web1 eth0 lan 10.0.0.7/24
plug client eth0 lan 10.0.0.9/24; plug client eth1 out 172.30.0.9/24
for machine in director web1; do
  ip netns exec $machine iptables-legacy -P INPUT DROP
  ip netns exec $machine iptables-legacy -A INPUT -p udp -j ACCEPT
  ip netns exec $machine iptables-legacy -A INPUT -p tcp -j REJECT
done
ip netns exec director iptables-legacy -P FORWARD DROP
ip netns exec director iptables-legacy -P OUTPUT DROP
filters() { for machine in director web1; do ip netns exec $machine iptables-legacy -S; done; }`;

const asked = (name: string, vip: string): string =>
  `ip netns exec client curl -s -m 1 http://${vip}/ > "$RESULTS/${name}" || echo "no answer" > "$RESULTS/${name}"`;

const linesOf = ([way, cluster]: readonly [string, Cluster]): string => {
  const vip = cluster.vips[0] ?? '';
  const parts = [
    ...itemsOf(cluster, 'director').map(item => ({ machine: 'director', item })),
    ...itemsOf(cluster, 'real server').map(item => ({ machine: 'web1', item })),
  ];
  const all = (verb: string): string =>
    [
      `on director sh "$LAB/${way}-open-director.sh" ${verb}`,
      `on web1 sh "$LAB/${way}-open-server.sh" ${verb}`,
    ].join('\n');
  const each = ({ machine }: (typeof parts)[number], argvs: readonly (readonly string[])[]): string =>
    argvs.map(argv => `on ${machine} ${line(argv)}`).join('\n');
  return `way=${way}
${hardware}
{ on director sh "$LAB/${way}-director.sh" start
on web1 sh "$LAB/${way}-server.sh" start; } > "$RESULTS/start.out" 2>&1
serve web1 80 8080
filters > "$RESULTS/closed"
${asked('shut', vip)}
{ ${all('start')}
${all('status')}
} > "$RESULTS/open.out" 2>&1
${asked('open', vip)}
${parts
  .map(
    (part, index) =>
      `${each(part, part.item.stop)}\n${asked(`without${index}`, vip)}\n${each(part, part.item.start)}`,
  )
  .join('\n')}
{ ${all('stop')}
} > "$RESULTS/stop.out" 2>&1
filters > "$RESULTS/stopped"
dismantle`;
};

describe.skipIf(skipKernel())(kernelSuite('openings of firewalls'), () => {
  let guest: GuestResult;

  beforeAll(async () => {
    guest = await runGuest({
      script: `export NODE=${quote(process.execPath)} REPO=${quote(repo)}
. "$REPO/test/kernel/cluster/lab.sh"
${Object.entries(clusters).map(linesOf).join('\n')}`,
      files,
      memory: 900,
      timeoutMs: 300_000,
    });
  }, 320_000);
  afterAll(() => guest?.remove());

  const answer = (way: string, name: string): Promise<string> => guest.file(`${way}/${name}`);

  it.each(Object.entries(clusters))('%s: with all of them, and with none', async (way, { way: forwards }) => {
    expect(await answer(way, 'shut')).toBe('no answer\n');
    const log = `${await guest.file(`${way}/start.out`)}${await guest.file(`${way}/open.out`)}${guest.stderr}`;
    expect(log, forwards).not.toContain('WRONG');
    expect(await answer(way, 'open'), log).toBe('web1\n');
  });

  it.each(Object.entries(clusters))('%s: none can be left out', async (way, cluster) => {
    const count = itemsOf(cluster, 'director').length + itemsOf(cluster, 'real server').length;
    expect(count).toBeGreaterThanOrEqual(3);
    for (let index = 0; index < count; index++)
      expect(await answer(way, `without${index}`), `${way} ${index}`).toBe('no answer\n');
  });

  it.each(Object.keys(clusters))('%s: at stop the rules are those of before', async way => {
    expect(await guest.file(`${way}/stopped`)).toBe(await guest.file(`${way}/closed`));
  });
});

/** The addresses of the lab above are those of the clusters. */
it('the clusters are in the lab', () => {
  for (const { director, services } of Object.values(clusters)) {
    expect([at('10.0.0.2'), at('10.0.0.100')]).toContain(director.dip?.address);
    for (const { servers } of services) expect(servers.map(({ id }) => id.address)).toEqual(['10.0.0.7']);
  }
});
