import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/core/ipvsadm/command.ts';
import { smallNames } from '../../../src/core/ipvsadm/names.ts';
import { parseArgs } from '../../../src/core/ipvsadm/parse.ts';
import { printCommand } from '../../../src/core/ipvsadm/print.ts';
import { planRestore } from '../../../src/core/ipvsadm/restore.ts';
import { tableFromCommands } from '../../../src/core/ipvsadm/table.ts';
import type { Ground } from '../../../src/core/line/ground.ts';
import { judge } from '../../../src/core/line/judge.ts';
import type { ServiceConfig } from '../../../src/core/model/service.ts';
import { command } from '../ipvsadm/arbitrary.ts';
import { tableBefore } from '../ipvsadm/cases.ts';
import { recordedLines } from '../ipvsadm/recorded.ts';
import { ground, seen, word } from './grounds.ts';

const commands = planRestore(tableBefore).flatMap(line => {
  const parsed = parseArgs(line.words, smallNames);
  return parsed.ok ? [parsed.command] : [];
});
const recordedGround: Ground = {
  services: tableFromCommands(commands).services.map(seen),
  interfaces: ['lo'],
  names: smallNames,
};

describe('the recorded command lines, on the table on which they were tried', () => {
  const lines = recordedLines();
  const judged = lines.map(line => ({ ...line, state: judge(line.argv, recordedGround).state }));
  const spelled = (argv: readonly string[]): string => argv.join(' ');

  test('what the tool took is complete', () => {
    const wrong = judged.filter(({ exit, state }) => exit === 0 && state !== 'complete');
    expect(wrong.map(({ argv }) => spelled(argv))).toEqual([]);
  });

  // popt's `!#:+` takes a word from further on: without that word the line means something else.
  test('each first part of it is not wrong', () => {
    const wrong = judged
      .filter(({ exit, argv }) => exit === 0 && !spelled(argv).includes('!#:+'))
      .flatMap(({ argv }) => argv.map((_, at) => argv.slice(0, at + 1)))
      .filter(argv => judge(argv, recordedGround).state === 'wrong');
    expect(wrong.map(spelled)).toEqual([]);
  });

  // What the kernel alone knows; and an edit with a port that the only server of its address has not: lvsh means that one.
  const unknowable = /^(?:Scheduler or persistence engine not found|No daemon is running)$/;
  test('what the tool refused is not complete', () => {
    const complete = judged
      .filter(
        ({ exit, state, stderr }) => exit !== 0 && state === 'complete' && !unknowable.test(stderr.trim()),
      )
      .map(({ argv }) => spelled(argv));
    expect(complete).toEqual(['-e -t 10.0.0.1:80 -r 10.0.0.3:8080 -m']);
  });
});

/** A table on which a command can be carried out: with what it changes, without what it adds. */
const groundFor = (one: Command): Ground => {
  if (!('service' in one) || one.service === undefined || one.name === 'add-service') return { services: [] };
  const config: ServiceConfig = { scheduler: 'rr', ops: false, flags: [] };
  const server =
    one.name === 'edit-server'
      ? { id: one.server, config: one.config }
      : one.name === 'delete-server'
        ? { id: one.server, config: { method: 'nat', weight: 1, upper: 0, lower: 0 } as const }
        : undefined;
  return { services: [seen({ id: one.service, config, servers: server === undefined ? [] : [server] })] };
};

/** The kernel refuses these whatever the table is. */
const refused = (one: Command): boolean =>
  'server' in one &&
  'config' in one &&
  (one.config.lower > one.config.upper ||
    /^(?:0\.0\.0\.0|22[4-9]|23\d|255|::$|fe[89ab]|ff)/.test(one.server.address));

describe('any command', () => {
  test('is complete where it can be carried out, and each first part of it is not wrong', () =>
    fc.assert(
      fc.property(
        command.filter(one => !refused(one)),
        one => {
          const argv = printCommand(one);
          const on = groundFor(one);
          expect(judge(argv, on).state).toBe('complete');
          for (let count = 1; count < argv.length; count++)
            expect(judge(argv.slice(0, count), on).state, argv.slice(0, count).join(' ')).not.toBe('wrong');
        },
      ),
    ));

  test('has a verdict on any table, whatever the words are', () =>
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ maxLength: 6 }), word), { maxLength: 8 }),
        ground,
        (argv, on) => {
          const verdict = judge(argv, on);
          if (verdict.state === 'wrong') expect(verdict.objection.failure().what).not.toBe('');
          if (verdict.state === 'incomplete') expect(verdict.missing.length).toBeGreaterThan(0);
        },
      ),
    ));
});
