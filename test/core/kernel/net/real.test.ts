/** The practice machine's programs against the real ones. What cannot be played here is skipped, with the reason in its name. */
import { describe, expect, test } from 'vitest';
import { filterLines, ipLines, nftLines, settingLines } from './lines.ts';
import { randomLines } from './random.ts';
import { type Argv, differences, obstacle, playPractice, playReal } from './real.ts';

interface Group {
  readonly title: string;
  readonly probe: Argv;
  readonly groups: Readonly<Record<string, readonly Argv[]>>;
}

const random = Object.fromEntries(
  [1, 2, 3, 4].map(seed => [`lines by lot, seed ${seed}`, randomLines(seed, 80)]),
);

const groups: readonly Group[] = [
  { title: 'ip', probe: ['ip', '-6', '-j', 'rule'], groups: { ...ipLines, ...random } },
  {
    title: 'iptables',
    probe: ['iptables-legacy', '-w', '-t', 'mangle', '-A', 'PREROUTING', '-j', 'MARK', '--set-mark', '1'],
    groups: filterLines,
  },
  { title: 'nft', probe: ['nft', 'add', 'table', 'ip', 'lvsh'], groups: nftLines },
  { title: 'sysctl', probe: ['sysctl', '-w', 'net.ipv4.ip_forward=1'], groups: settingLines },
];

for (const { title, probe, groups: named } of groups) {
  const why = obstacle(probe);
  describe.skipIf(why !== undefined)(
    `${title} does what the real program does${why === undefined ? '' : ` (skipped: ${why})`}`,
    () => {
      test.each(Object.entries(named))('%s', (_, lines) => {
        expect(differences(playReal(lines), playPractice(lines))).toEqual([]);
      });
    },
  );
}
