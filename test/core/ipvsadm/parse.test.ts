import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/core/ipvsadm/command.ts';
import { kernelRefusals } from '../../../src/core/ipvsadm/messages.ts';
import { noNames, smallNames } from '../../../src/core/ipvsadm/names.ts';
import { commandRows, optionRows } from '../../../src/core/ipvsadm/options.ts';
import { parseArgs } from '../../../src/core/ipvsadm/parse.ts';
import { planRestore } from '../../../src/core/ipvsadm/restore.ts';
import { printSave } from '../../../src/core/ipvsadm/save.ts';
import { tableFromCommands } from '../../../src/core/ipvsadm/table.ts';
import { tableBefore } from './cases.ts';
import { recordedLines } from './recorded.ts';

const commandsOf = (text: string): readonly Command[] =>
  planRestore(text).flatMap(line => {
    const parsed = parseArgs(line.words, smallNames);
    return parsed.ok ? [parsed.command] : [];
  });

describe('the recorded command lines', () => {
  const before = tableFromCommands(commandsOf(tableBefore)).services;
  const refusals = new Set<string>(Object.values(kernelRefusals));
  const recorded = recordedLines();

  test('there are as many as were tried', () => {
    expect(recorded.length).toBeGreaterThan(1_500);
  });

  // Line by line the order depends on the kernel's own, once marks overflow (see sort.ts).
  const sorted = (text: string): string => text.split('\n').sort().join('\n');
  const wrong: unknown[] = [];
  for (const { argv, exit, stderr, after } of recorded) {
    const parsed = parseArgs(argv, smallNames);
    const saved = (commands: readonly Command[]): string =>
      printSave(tableFromCommands(commands, before).services);
    const known = refusals.has(stderr.trimEnd());
    if (!parsed.ok) {
      const same = parsed.exit === exit && parsed.stderr === stderr && after === undefined;
      if (!same) wrong.push({ argv, real: { exit, stderr, after }, ours: parsed });
    } else if (known || exit === 0) {
      // What only the kernel knows (schedulers, unicast addresses) may refuse a line that is right.
      const ours = known ? undefined : saved([parsed.command]);
      const same = known ? after === undefined : sorted(after ?? saved([])) === sorted(ours ?? '');
      if (!same) wrong.push({ argv, real: { exit, stderr, after }, ours });
    } else wrong.push({ argv, real: { exit, stderr, after }, ours: parsed.command });
  }

  test('each is answered as the tool answered it', () => {
    expect(wrong).toEqual([]);
  });
});

describe('parseArgs', () => {
  test('lists the table with names when there is no argument', () => {
    expect(parseArgs([], noNames)).toMatchObject({
      ok: true,
      command: { name: 'list', what: 'services', options: { numeric: false } },
    });
  });

  test('says whether a refusal ends a run of -R', () => {
    expect(parseArgs(['-A', '-w'], noNames)).toMatchObject({ ok: false, ends: false });
    expect(parseArgs(['-A', '--bogus'], noNames)).toMatchObject({ ok: false, ends: false });
    expect(parseArgs(['-A', '-n'], noNames)).toMatchObject({ ok: false, ends: true });
    expect(parseArgs(['x'], noNames)).toMatchObject({ ok: false, ends: true });
  });

  test('the port of -r is the one of the service known so far', () => {
    const server = (...argv: string[]): unknown => {
      const parsed = parseArgs(argv, noNames);
      return parsed.ok && parsed.command.name === 'add-server' ? parsed.command.server.port : parsed;
    };
    expect(server('-a', '-t', '10.0.0.1:80', '-r', '10.0.0.3', '-m')).toBe(80);
    expect(server('-a', '-m', '-r', '10.0.0.3', '-t', '10.0.0.1:80')).toBe(0);
    expect(server('-a', '-g', '-r', '10.0.0.3', '-t', '10.0.0.1:80')).toBe(80);
    expect(server('-a', '-t', '10.0.0.1:80', '-r', '10.0.0.3:8080')).toBe(80);
  });

  test('never throws, whatever the words', () => {
    const spellings = [
      ...commandRows.flatMap(row => [`--${row.long}`, ...row.short.map(letter => `-${letter}`)]),
      ...optionRows.flatMap(row => [
        `--${row.long}`,
        `--${row.long}=`,
        ...(row.short === undefined ? [] : [`-${row.short}`]),
      ]),
    ];
    const values = [
      '10.0.0.1:80',
      '[::1]:80',
      '5',
      '-1',
      '',
      ',',
      'flag-1',
      'rr',
      '!#:+',
      '--',
      '-',
      'master',
      '[',
      ']:',
    ];
    const word = fc.oneof(
      fc.constantFrom(...spellings),
      fc.constantFrom(...values),
      fc.string(),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), argv => {
        const parsed = parseArgs(argv, smallNames);
        if (!parsed.ok) expect([2, 139, 255]).toContain(parsed.exit);
      }),
      { numRuns: 3_000 },
    );
  });
});
