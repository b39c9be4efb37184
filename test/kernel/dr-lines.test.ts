/**
 * The real servers' DR script with each of its lines left out in turn: the fault that the line prevents must be seen, or the
 * line would have no reason to be there. The packets are real, and so are the ARP frames.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quote } from '../../src/core/ipvsadm/print.ts';
import type { Address } from '../../src/core/model/address.ts';
import { printScript } from '../../src/core/script/print.ts';
import { realServerScript } from '../../src/core/script/real-server.ts';
import type { Script } from '../../src/core/script/script.types.ts';
import { readFrames } from './cluster/frames.ts';
import { oneLan } from './cluster/hardware.ts';
import type { Asked, Request } from './cluster/scenario.types.ts';
import { type GuestResult, kernelSuite, runGuest, skipKernel } from './uml.ts';

const repo = join(import.meta.dirname, '../..');
const vip = '192.168.31.100' as Address;
const mac1 = '02:00:00:00:00:03';

const whole = (): Script => {
  const made = realServerScript(
    { way: 'dr', family: 4, vips: [vip], ports: [{ protocol: 'tcp', port: 80 }] },
    'iproute2',
  );
  if (!made.ok) throw new Error(made.failure.what);
  return made.value;
};

const items = whole().items;
const variants = ['whole', ...items.map((_, index) => `without${index}`)];
const textOf = (variant: string): string =>
  printScript(
    { ...whole(), items: items.filter((_, index) => `without${index}` !== variant) },
    { explain: false },
  );

const requests: readonly Request[] = [{ to: vip, port: 80, times: 4, waitMs: 1500 }];

const linesOf = (variant: string): string => `
lab ${variant}
${oneLan}
lvsh new dr --vip ${vip}:80 --rs 192.168.31.30,192.168.31.50 --scheduler rr --yes > "$RESULTS/new.out" 2>&1
echo $? > "$RESULTS/new.exit"
on web1 sh "$LAB/${variant}.sh" start > "$RESULTS/start.out" 2>&1
on web2 sh "$LAB/whole.sh" start >> "$RESULTS/start.out" 2>&1
serve web1 80
serve web2 80
watch_wires wire
ask client answers.json ${quote(JSON.stringify(requests))}
unwatch_wires
dismantle
count=0`;

describe.skipIf(skipKernel())(kernelSuite('the lines of the DR script'), () => {
  let guest: GuestResult;

  beforeAll(async () => {
    guest = await runGuest({
      script: `export NODE=${quote(process.execPath)} REPO=${quote(repo)}
. "$REPO/test/kernel/cluster/lab.sh"
${variants.map(linesOf).join('\n')}`,
      files: Object.fromEntries(variants.map(variant => [`${variant}.sh`, textOf(variant)])),
      memory: 900,
      timeoutMs: 300_000,
    });
  }, 320_000);
  afterAll(() => guest?.remove());

  /** What was wrong: who was not answered, and what the first server said in ARP. */
  const faults = async (variant: string): Promise<readonly string[]> => {
    const out = await guest.file(`${variant}/new.out`);
    expect(await guest.file(`${variant}/new.exit`), out).toBe('0\n');
    const [asked] = JSON.parse(await guest.file(`${variant}/answers.json`)) as readonly Asked[];
    const frames = readFrames(await guest.bytes(`${variant}/wire.client.eth0.pcap`));
    const arp = frames.flatMap(({ arp, fromMac }) => (arp !== undefined && fromMac === mac1 ? [arp] : []));
    return [
      ...(asked?.answers.some(({ answer }) => answer === 'timeout') === true ? ['timeout'] : []),
      ...(arp.some(({ asks, sender }) => !asks && sender === vip) ? ['answers for the VIP'] : []),
      ...(arp.some(({ asks, sender }) => asks && sender === vip) ? ['asks as the VIP'] : []),
    ];
  };

  it('all together: no fault', async () => {
    expect(await faults('whole')).toEqual([]);
  });

  /** The fault that shows when a line is missing. */
  const expected = (index: number): string => {
    const { do: thing } = items[index] ?? {};
    if (thing?.what === 'address') return 'timeout';
    if (thing?.what === 'sysctl' && thing.name.endsWith('arp_ignore')) return 'answers for the VIP';
    if (thing?.what === 'sysctl' && thing.name.endsWith('arp_announce')) return 'asks as the VIP';
    return `nothing known of line ${index}`;
  };

  it.each(items.map((item, index) => [item.without ?? '', index] as const))(
    'without one: %s',
    async (_why, index) => {
      expect(await faults(`without${index}`)).toContain(expected(index));
    },
  );
});
