/** Plans that touch the director's network, on the real kernel: each thing is added, is known to be there, and is taken back. */
import { describe, expect, it } from 'vitest';
import { itemKey } from '../../src/core/net/argv.ts';
import { items } from './items/items.ts';
import type { Tried } from './items/tried.types.ts';
import { program } from './program.ts';
import { kernelSuite, runGuest, skipKernel } from './uml.ts';

const picture = (file: string): string => `{
  ip -o addr show
  ip route show table all; ip -6 route show table all
  ip rule; ip -6 rule
  iptables-legacy-save | grep -v '^[#:]'; ip6tables-legacy-save | grep -v '^[#:]'
} | sed 's/ qlen.*//' > ${file}`;

const script = `
ip link add eth0 type veth peer name other
ip link set eth0 addrgenmode none; ip link set other addrgenmode none
ip link set eth0 up; ip link set other up
ip addr add 10.0.0.254/24 dev eth0
ip -6 addr add fd00::254/64 dev eth0 nodad
# Tables that were looked at once stay, empty.
iptables-legacy -t mangle -S > /dev/null; iptables-legacy -t nat -S > /dev/null; ip6tables-legacy -t mangle -S > /dev/null
${picture('before')}
'${process.execPath}' program.mjs || exit
${picture('after')}
`;

describe.skipIf(skipKernel())(kernelSuite('the network of a real director'), () => {
  it('is changed by plans, and set back by undo', { timeout: 120_000 }, async () => {
    const guest = await runGuest({
      script,
      files: { 'program.mjs': program('items/main.ts') },
      memory: 512,
      timeoutMs: 110_000,
    });
    try {
      expect([guest.exit, guest.stderr]).toEqual([0, '']);
      const { tried, backs } = JSON.parse(await guest.file('tried.json')) as {
        tried: readonly Tried[];
        backs: readonly string[];
      };
      for (const [index, item] of items.entries()) {
        expect(tried[index]?.add, itemKey(item)).toBe('done');
        if (item.what !== 'module') expect(tried[index]?.again, itemKey(item)).toMatch(/there already/);
      }
      const taken = items.filter(({ what }) => what !== 'module');
      expect(backs.slice(0, taken.length)).toEqual(taken.map(() => 'done'));
      expect(await guest.file('after')).toBe(await guest.file('before'));
    } finally {
      await guest.remove();
    }
  });
});
