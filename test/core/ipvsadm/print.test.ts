import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/core/ipvsadm/command.ts';
import { noNames } from '../../../src/core/ipvsadm/names.ts';
import { parseArgs } from '../../../src/core/ipvsadm/parse.ts';
import { printCommand, printCommandLine } from '../../../src/core/ipvsadm/print.ts';
import { planRestore } from '../../../src/core/ipvsadm/restore.ts';
import { printSave } from '../../../src/core/ipvsadm/save.ts';
import { readShellLine } from '../../../src/core/ipvsadm/shell.ts';
import { tableFromCommands } from '../../../src/core/ipvsadm/table.ts';
import type { Address } from '../../../src/core/model/address.ts';
import { type Service, serviceKey } from '../../../src/core/model/service.ts';
import { command, service } from './arbitrary.ts';

describe('printCommand', () => {
  test('gives what parseArgs reads back', () => {
    fc.assert(
      fc.property(command, original => {
        expect(parseArgs(printCommand(original), noNames)).toEqual({ ok: true, command: original });
      }),
      { numRuns: 2_000 },
    );
  });

  test('gives the form of -S', () => {
    const added: Command = {
      name: 'add-service',
      service: { kind: 'fwmark', mark: 9, family: 6 },
      config: {
        scheduler: 'sh',
        persistence: { timeout: 120, mask: 64 },
        ops: false,
        flags: ['flag-1', 'flag-3'],
      },
    };
    expect(printCommand(added).join(' ')).toBe('-A -f 9 -6 -s sh -p 120 -M 64 -b sh-fallback,flag-3');
  });

  test('as a line, it is what a shell reads', () => {
    fc.assert(
      fc.property(command, original => {
        const read = readShellLine(printCommandLine(original), new Map());
        expect(read).toEqual({ ok: true, commands: [['ipvsadm', ...printCommand(original)]] });
      }),
    );
  });
});

describe('printSave', () => {
  const tables = fc.uniqueArray(service, { maxLength: 8, selector: ({ id }) => serviceKey(id) });
  const commandsOf = (text: string): readonly Command[] =>
    planRestore(text).map(({ words }) => {
      const parsed = parseArgs(words, noNames);
      if (!parsed.ok) throw new Error(`${words.join(' ')}: ${parsed.stderr}`);
      return parsed.command;
    });

  test('complete, it loses nothing that a table made by commands can hold', () => {
    fc.assert(
      fc.property(tables, table => {
        // Ports of DR and TUN servers are those of their service, as the tool makes them.
        const normal = table.map((entry): Service => {
          const { id } = entry;
          const servers = entry.servers.map(server =>
            id.kind === 'fwmark' || server.config.method === 'nat'
              ? server
              : { ...server, id: { ...server.id, port: id.port } },
          );
          const keys = new Set<string>();
          const unique = servers.filter(server => {
            const key = `${server.id.address} ${server.id.port}`;
            return !keys.has(key) && keys.add(key);
          });
          return { ...entry, servers: unique };
        });
        const text = printSave(normal, { complete: true });
        const again = tableFromCommands(commandsOf(text));
        expect(again.refused).toEqual([]);
        // Not line by line: with overflowing marks the order depends on the order before (see sort.ts).
        const sorted = (lines: string): readonly string[] => lines.split('\n').sort();
        expect(sorted(printSave(again.services, { complete: true }))).toEqual(sorted(text));
        expect(new Map(again.services.map(entry => [serviceKey(entry.id), entry.config]))).toEqual(
          new Map(normal.map(entry => [serviceKey(entry.id), entry.config])),
        );
      }),
    );
  });

  test('as the tool does it, thresholds and the names of flags get lost', () => {
    const table: readonly Service[] = [
      {
        id: { kind: 'fwmark', mark: 4_294_967_295, family: 4 },
        config: { scheduler: 'sh', ops: false, flags: ['flag-3'] },
        servers: [
          {
            id: { address: '10.0.0.1' as Address, port: 0 },
            config: { method: 'dr', weight: 1, upper: 5, lower: 2 },
          },
        ],
      },
    ];
    expect(printSave(table)).toBe('-A -f -1 -s sh -b \n-a -f -1 -r 10.0.0.1:0 -g -w 1\n');
    expect(printSave(table, { complete: true })).toBe(
      '-A -f 4294967295 -s sh -b flag-3\n-a -f 4294967295 -r 10.0.0.1:0 -g -w 1 -x 5 -y 2\n',
    );
    expect(printSave([])).toBe('');
  });
});
