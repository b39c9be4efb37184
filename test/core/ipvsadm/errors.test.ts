import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFailure } from '../../../src/core/ipvsadm/errors.ts';
import { initAdvice, kernelRefusals } from '../../../src/core/ipvsadm/messages.ts';
import { recordedLines } from './recorded.ts';

describe('readFailure', () => {
  test('knows every message that the tool was seen to give', () => {
    const unknown = recordedLines()
      .filter(({ stderr, exit }) => exit !== 0 && readFailure(stderr, exit).kind === 'other')
      .map(({ argv, stderr }) => `${argv.join(' ')}: ${stderr}`);
    expect(unknown).toEqual([]);
  });

  test('keeps the output and leaves out what is not known', () => {
    expect(readFailure(`${kernelRefusals.noDestination}\n`, 255)).toMatchObject({
      kind: 'not-found',
      output: 'No such destination\n',
    });
    expect(readFailure('', 3)).toEqual({ kind: 'other', what: 'ipvsadm failed with exit code 3' });
    expect(readFailure('something new\n', 1)).toEqual({
      kind: 'other',
      what: 'something new',
      output: 'something new\n',
    });
  });

  test.each([
    [`Can't initialize ipvs: Permission denied (you must be root)\n${initAdvice}\n`, 2, 'no-permission'],
    [
      `modprobe: FATAL: Module ip_vs not found\nCan't initialize ipvs: Protocol not available\n${initAdvice}\n`,
      2,
      'no-module',
    ],
    ['bash: ipvsadm: command not found\n', 127, 'no-ipvsadm'],
    ['sh: 1: ipvsadm: not found\n', 127, 'no-ipvsadm'],
    [kernelRefusals.serviceExists, 255, 'exists'],
    [kernelRefusals.noScheduler, 255, 'no-scheduler'],
    [kernelRefusals.outOfRange, 255, 'out-of-range'],
    [kernelRefusals.invalid, 255, 'not-unicast'],
    [kernelRefusals.daemonRuns, 255, 'daemon'],
    ["Illegal 'weight' option with the 'add-service' command\n", 2, 'usage'],
    ['illegal weight specified\n', 2, 'value'],
    ['', 139, 'killed'],
    ['', 137, 'killed'],
  ])('%j with exit code %i is %s', (stderr, exit, kind) => {
    expect(readFailure(stderr, exit).kind).toBe(kind);
  });

  test('never shows control characters, whatever was printed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 255 }), (stderr, exit) => {
        expect(readFailure(stderr, exit).what).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }),
    );
    expect(readFailure('unexpected argument \u001b[2J\n', 2).what).not.toContain('\u001b');
  });
});
