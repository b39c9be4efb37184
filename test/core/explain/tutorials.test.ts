import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { explainText } from '../../../src/core/explain/explain.ts';
import { explainSummary } from '../../../src/core/explain/summary.ts';
import { smallNames } from '../../../src/core/ipvsadm/names.ts';
import { readRules } from '../../../src/core/ipvsadm/rules.ts';
import { printSave } from '../../../src/core/ipvsadm/save.ts';
import { tableFromCommands } from '../../../src/core/ipvsadm/table.ts';
import { problemsOf } from './explain-helpers.ts';

const scripts = join(import.meta.dirname, 'scripts');
const corpus = join(import.meta.dirname, '../../contract/corpus');
const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');
const names = { names: smallNames };

const wrongOrDangerous = (text: string): readonly string[] =>
  problemsOf(text).flatMap(({ line, level, text: words }) =>
    level === 'note' ? [] : [`${line} ${level}: ${words.split(/[.:(]/, 1)[0] ?? ''}`],
  );

/** The classic guides: the table that each makes, the kinds of its lines, and what is wrong or dangerous in it. */
const guides: Readonly<
  Record<string, { readonly table: string; readonly kinds: string; readonly problems: readonly string[] }>
> = {
  'a1-dr-one-subnet.sh': {
    table:
      '-A -t 192.168.31.100:80 -s rr\n-a -t 192.168.31.100:80 -r 192.168.31.30:80 -g -w 1\n-a -t 192.168.31.100:80 -r 192.168.31.50:80 -g -w 1\n',
    kinds: '5 29 0 0',
    problems: [
      '2 danger: Everything else on this machine is open to everybody as well',
      '3 danger: SELinux then holds nothing back on the whole machine',
    ],
  },
  'a2-nat-two-networks.sh': {
    table:
      '-A -t 12.0.0.1:80 -s rr\n-a -t 12.0.0.1:80 -r 20.0.0.7:80 -m -w 1\n-a -t 12.0.0.1:80 -r 20.0.0.8:80 -m -w 1\n',
    kinds: '6 15 0 7',
    problems: [
      '1 danger: Everything else on this machine is open to everybody as well',
      '2 danger: SELinux then holds nothing back on the whole machine',
      '8 danger: Everything else on this machine is open to everybody as well',
      '12 wrong: Without -n it writes names in the place of addresses',
      '13 danger: The table is empty for a moment',
    ],
  },
  'a3-nat-client-network.sh': {
    table:
      '-A -t 172.30.0.200:80 -s rr\n-a -t 172.30.0.200:80 -r 10.0.0.7:80 -m -w 1\n-a -t 172.30.0.200:80 -r 10.0.0.14:80 -m -w 1\n',
    kinds: '5 6 4 0',
    problems: [],
  },
  'a4-dr-router.sh': {
    table:
      '-A -t 10.0.0.200:80 -s wrr\n-a -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 1\n-a -t 10.0.0.200:80 -r 10.0.0.14:80 -g -w 3\n',
    kinds: '4 16 9 0',
    problems: [],
  },
  'a5-dr-other-subnet.md': {
    table:
      '-A -t 192.168.0.200:80 -s wrr\n-a -t 192.168.0.200:80 -r 10.0.0.7:80 -g -w 1\n-a -t 192.168.0.200:80 -r 10.0.0.14:80 -g -w 1\n',
    kinds: '3 12 0 4',
    problems: [],
  },
  'a6-tun.sh': {
    table:
      '-A -t 198.51.100.100:80 -s wlc\n-a -t 198.51.100.100:80 -r 203.0.113.11:80 -i -w 1 --tun-type ipip\n-a -t 198.51.100.100:80 -r 203.0.113.12:80 -i -w 2 --tun-type ipip\n',
    kinds: '3 9 0 0',
    problems: [],
  },
};

describe('classic guides', () => {
  test('are all told', () => {
    expect(readdirSync(scripts).sort()).toEqual(Object.keys(guides).sort());
  });

  test.each(Object.entries(guides))('%s', (file, { table, kinds, problems }) => {
    const text = read(scripts, file);
    const summary = explainSummary(explainText(text, names));
    const { services } = tableFromCommands(summary.commands.map(({ command }) => command));
    expect(printSave(services)).toBe(table);
    const { ipvsadm, other, shell, unread } = summary.kinds;
    expect([ipvsadm, other, shell, unread].join(' ')).toBe(kinds);
    expect(wrongOrDangerous(text)).toEqual(problems);
  });

  test.each(Object.keys(guides))('%s, with line ends of DOS, says the same', file => {
    const text = read(scripts, file);
    expect(explainText(text.replaceAll('\n', '\r\n'), names)).toEqual(explainText(text, names));
  });
});

/** What must be seen in what was found in the wild, by file: line and the beginning of what is said. */
const seen: Readonly<Record<string, readonly (readonly [line: number, words: RegExp])[]>> = {
  '01-sysconfig-names-dupes.rules': [[2, /address of the real server cannot be read/]],
  '02-ops-notes-endash.rules': [
    [7, /no plain "-".*in silence/],
    [7, /what was saved before is lost/],
    [3, /-e sets everything anew/],
  ],
  '15-mixed-long-short.sh': [[3, /If services run already/]],
  '18-missing-s-option.sh': [[1, /Nothing is known to do with the word rr/]],
  '19-redhat-init.sh': [[8, /Without -n/]],
  '20-typo-vip-mismatch.sh': [[1, /192\.168\.100 .* as 192\.168\.0\.100/]],
  '21-typo-service-not-defined.sh': [[2, /There is no TCP 192\.168\.23\.10:80/]],
  '22-m-before-t.sh': [[2, /turns forwarding on/]],
  '23-delete-then-edit.sh': [[6, /Destination already exists/]],
  '28-fwmark-iptables.sh': [
    [2, /no table mange/],
    [3, /the mark 1/],
    [5, /rr does not look at weights/],
  ],
  '30-fork-options.sh': [
    [1, /fork of IPVS/],
    [2, /fork of IPVS/],
  ],
  '31-non-ascii-dests.sh': [[2, /address of the real server/]],
  '34-udp-loop-delete.sh': [[2, /only a shell knows the value of \$p/]],
};

describe('what was found in the wild', () => {
  const files = readdirSync(corpus).filter(name => /^\d\d-.*\.(rules|sh)$/.test(name));

  test.each(files)('%s: each line is there, and the commands are those that rules have', file => {
    const text = read(corpus, file);
    const explained = explainText(text, names);
    const numbers = new Set(explained.lines.map(({ number }) => number));
    const lines = text.split('\n');
    for (const index of lines.keys()) {
      const goesOn = lines[index - 1]?.endsWith('\\') === true;
      expect(numbers.has(index + 1) || goesOn, String(index + 1)).toBe(true);
    }
    expect(explainSummary(explained).commands.map(({ number, command }) => ({ number, command }))).toEqual(
      readRules(text, smallNames).lines.map(({ number, command }) => ({ number, command })),
    );
  });

  test.each(Object.entries(seen))('%s: its slips are seen', (file, expected) => {
    const found = problemsOf(read(corpus, file));
    for (const [line, words] of expected)
      expect(
        found.some(one => one.line === line && words.test(one.text)),
        `${line} ${words}`,
      ).toBe(true);
  });
});
