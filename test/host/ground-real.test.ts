/** The ground of a real machine: a network namespace of its own. Skipped, with the reason in its name, where none can be made. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ground } from '../../src/core/wizard/wizard.types.ts';
import { readGround } from '../../src/host/ground.ts';
import type { Host } from '../../src/host/host.ts';
import { localHost } from '../../src/host/local.ts';

const setup = `
set -e
ip link set lo up
ip link add eth0 type veth peer name far0
ip link set eth0 addrgenmode none up
ip link set far0 addrgenmode none up
ip addr add 10.0.0.254/24 dev eth0
ip route add default via 10.0.0.1
ip neigh add 10.0.0.7 lladdr 02:00:00:00:00:07 dev eth0 nud permanent
iptables -w -t mangle -A PREROUTING -d 10.0.0.200/32 -p tcp -m tcp --dport 80 -j MARK --set-mark 7
nft 'table ip lvsh_mark_9 { chain c { type filter hook prerouting priority -150; ip daddr 10.0.0.9 meta l4proto tcp meta mark set 9; }; }'
`;

/** Everything that reading could have changed. */
const state = 'ip addr; ip route; ip rule; ip neigh; nft list ruleset; iptables-legacy-save';

const obstacle = (): string | undefined => {
  if (process.geteuid?.() !== 0) return 'namespaces need root here';
  const ran = spawnSync('unshare', ['-n', 'sh', '-c', setup], { encoding: 'utf8' });
  return ran.status === 0 ? undefined : (ran.error?.message ?? ran.stderr.trim());
};

const why = obstacle();

describe.skipIf(why !== undefined)(
  `the ground of a real machine${why === undefined ? '' : ` (skipped: ${why})`}`,
  () => {
    let child: ChildProcess;
    let host: Host;
    let ground: Ground;
    const there = (text: string): string =>
      spawnSync('nsenter', ['-t', String(child.pid), '-n', 'sh', '-c', text], { encoding: 'utf8' }).stdout;
    let before = '';

    beforeAll(async () => {
      child = spawn('unshare', ['-n', 'sh', '-c', 'echo ready; exec sleep 60'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      await new Promise(ready => child.stdout?.once('data', ready));
      there(setup);
      before = there(state);
      const local = localHost();
      host = {
        ...local,
        run: (program, args, limits) =>
          local.run('nsenter', ['-t', String(child.pid), '-n', program, ...args], limits),
      };
      ground = await readGround(host);
    });
    afterAll(() => {
      child.kill();
    });

    test('addresses, routes and neighbours', () => {
      expect(ground.network?.interfaces.find(({ name }) => name === 'eth0')?.addresses[0]).toEqual({
        address: '10.0.0.254',
        prefix: 24,
      });
      expect(ground.network?.routes[0]).toMatchObject({ to: undefined, via: '10.0.0.1', interface: 'eth0' });
      expect(ground.neighbours).toContainEqual({
        address: '10.0.0.7',
        device: 'eth0',
        mac: '02:00:00:00:00:07',
        state: 'PERMANENT',
      });
    });

    test('what gives marks, and which are given', () => {
      expect(ground.markers?.[4]).toBe('iptables');
      expect(ground.marks).toEqual([7, 9]);
    });

    test('reading it left everything as it was', () => {
      expect(before).toContain('10.0.0.254/24');
      expect(there(state)).toBe(before);
    });
  },
);
