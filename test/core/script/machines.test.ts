/** The scripts of the other machines, for every way and family and with values as bad as types admit, as shells read them. */
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../src/core/cluster/cluster.types.ts';
import { directorScript } from '../../../src/core/script/director.ts';
import { marksScript, permanently } from '../../../src/core/script/director-permanent.ts';
import { nfsClientScript } from '../../../src/core/script/nfs-client.ts';
import { nfsHostScript } from '../../../src/core/script/nfs-host.ts';
import { sharedContent } from '../../../src/core/script/nfs-shared.ts';
import { printScript } from '../../../src/core/script/print.ts';
import { type RouterCure, routerFlavours, routerScript } from '../../../src/core/script/router.ts';
import type { Script } from '../../../src/core/script/script.types.ts';
import { testClientScript } from '../../../src/core/script/test-client.ts';
import * as clusters from './machine-clusters.ts';
import { installed, suite, withFiles } from './programs.ts';

const { at, hostile, hostileDevice, marked } = clusters;

const all: Readonly<Record<string, Cluster>> = {
  dr: clusters.dr,
  nat: clusters.nat,
  snat: clusters.snat,
  tun: clusters.tun,
  mark: clusters.mark,
  nat6: clusters.nat6,
};

const curesOf = ({ family }: Cluster): readonly RouterCure[] => [
  { kind: 'static-arp', mac: '02:00:00:00:00:01' },
  { kind: 'host-route', dip: at(family === 6 ? 'fd01::1' : '10.0.0.2') },
  {
    kind: 'second-address',
    address: { address: at(family === 6 ? 'fd00::1' : '10.0.0.1'), prefix: family === 6 ? 64 : 24 },
  },
];

const routers = (cluster: Cluster, device: string): readonly Script[] =>
  curesOf(cluster).flatMap(cure =>
    routerFlavours(cure.kind, cluster.family).map(flavour =>
      routerScript(cluster, { cure, device, flavour }),
    ),
  );

const directors = (cluster: Cluster): readonly Script[] =>
  (['iproute2', 'systemd'] as const).flatMap(flavour => [
    directorScript(cluster, { flavour }),
    directorScript(cluster, { flavour, marker: 'nft', firewall: 'nft' }),
    directorScript(cluster, { flavour, table: 100, firewall: 'iptables' }),
  ]);

const nfs = (cluster: Cluster, root: string, target: string): readonly Script[] =>
  (['each', 'one'] as const).flatMap(pages => {
    const content = sharedContent(cluster, at('10.0.0.40'), root, pages);
    const [server] = cluster.services.flatMap(({ servers }) => servers);
    return [
      nfsHostScript(content),
      ...(server === undefined
        ? []
        : [nfsClientScript(content, server.id.address, { target, permanent: true })]),
    ];
  });

const scriptsOf = (cluster: Cluster): readonly Script[] => [
  ...directors(cluster),
  ...routers(cluster, 'eth0'),
  testClientScript(cluster),
  testClientScript(cluster, {
    times: 3,
    mac: '02:00:00:00:00:01',
    via: cluster.director.dip?.address ?? at('10.0.0.2'),
  }),
  ...(cluster.family === 4 ? nfs(cluster, '/srv/lvs', '/var/www/html') : []),
];

const nasty = (script: Script): Script => ({ ...script, header: [hostile, ...script.header] });

const printed: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...Object.values(all).flatMap(scriptsOf),
    marksScript(marked, 'iptables', 100),
    permanently(marksScript(marked, 'nft')),
    ...[
      ...routers(clusters.dr, hostileDevice),
      ...nfs(clusters.dr, `/srv/${hostile}`, `/var/${hostile}`),
    ].map(nasty),
    nasty(
      directorScript({
        ...clusters.nat,
        director: { ...clusters.nat.director, name: hostile, outside: hostileDevice },
      }),
    ),
  ].map((script, index) => [
    `${String(index).padStart(3, '0')}.sh`,
    printScript(script, { explain: index % 2 === 0 }),
  ]),
);

const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

test('there are scripts for every machine', () => {
  expect(Object.keys(printed).length).toBeGreaterThan(100);
  for (const text of Object.values(printed)) expect(text).toMatch(/^#!\/bin\/sh\n/);
});

describe.skipIf(!installed('shellcheck'))(suite('shellcheck', 'shellcheck'), () => {
  test('has nothing to say', { timeout: 180_000 }, () => {
    withFiles(printed, folder => {
      const paths = Object.keys(printed).map(name => `${folder}/${name}`);
      expect(run('shellcheck', '-f', 'gcc', ...paths)).toBe('');
    });
  });
});

describe.each(['bash', 'dash'])('%s', shell => {
  test.skipIf(!installed(shell))(suite('reads them', shell), { timeout: 60_000 }, () => {
    withFiles(printed, folder => {
      for (const name of Object.keys(printed)) run(shell, '-n', `${folder}/${name}`);
    });
  });
});
