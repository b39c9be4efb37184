import { describe, expect, test } from 'vitest';
import { noNames, servicesFile, smallNames } from '../../../src/core/ipvsadm/names.ts';
import { parseArgs } from '../../../src/core/ipvsadm/parse.ts';
import { printSave } from '../../../src/core/ipvsadm/save.ts';
import { tableFromCommands } from '../../../src/core/ipvsadm/table.ts';

const make = (...lines: string[]) => {
  const result = tableFromCommands(
    lines.map(line => {
      const parsed = parseArgs(line.split(' '), noNames);
      if (!parsed.ok) throw new Error(parsed.stderr);
      return parsed.command;
    }),
  );
  return { text: printSave(result.services, { complete: true }), refused: result.refused };
};

describe('tableFromCommands', () => {
  test('a refused command changes nothing and the next one counts', () => {
    expect(
      make(
        '-A -t 10.0.0.1:80',
        '-A -t 10.0.0.1:80 -s rr',
        '-a -t 10.0.0.9:80 -r 10.0.0.2',
        '-a -t 10.0.0.1:80 -r 10.0.0.2 -x 1 -y 2',
        '-a -t 10.0.0.1:80 -r 10.0.0.2 -x 2 -y 2',
        '-a -t 10.0.0.1:80 -r 10.0.0.2',
        '-e -t 10.0.0.1:80 -r 10.0.0.3',
        '-d -t 10.0.0.1:80 -r 10.0.0.3',
        '-E -f 5',
        '-D -f 5',
        '-Z -f 5',
      ),
    ).toEqual({
      text: '-A -t 10.0.0.1:80 -s wlc\n-a -t 10.0.0.1:80 -r 10.0.0.2:80 -g -w 1 -x 2 -y 2\n',
      refused: [
        { index: 1, message: 'Service already exists' },
        { index: 2, message: 'Service not defined' },
        { index: 3, message: 'Numerical result out of range' },
        { index: 5, message: 'Destination already exists' },
        { index: 6, message: 'No such destination' },
        { index: 7, message: 'No such destination' },
        { index: 8, message: 'No such service' },
        { index: 9, message: 'No such service' },
        { index: 10, message: 'No such service' },
      ],
    });
  });

  test('edits set everything anew', () => {
    expect(
      make(
        '-A -t 10.0.0.1:80 -s rr -p 60',
        '-a -t 10.0.0.1:80 -r 10.0.0.2 -m -w 5 -x 9',
        '-E -t 10.0.0.1:80',
        '-e -t 10.0.0.1:80 -r 10.0.0.2',
      ).text,
    ).toBe('-A -t 10.0.0.1:80 -s wlc\n-a -t 10.0.0.1:80 -r 10.0.0.2:80 -g -w 1\n');
  });

  test('deletes and clears', () => {
    expect(make('-A -f 1', '-A -f 1 -6', '-D -f 1').text).toBe('-A -f 1 -6 -s wlc\n');
    expect(make('-A -f 1', '-C', '-A -f 2').text).toBe('-A -f 2 -s wlc\n');
  });
});

describe('smallNames', () => {
  test('knows http for TCP only, in both directions', () => {
    expect(smallNames.port('http', 'tcp')).toBe(80);
    expect(smallNames.port('http', 'udp')).toBeUndefined();
    expect(smallNames.port('www', 'tcp')).toBe(80);
    expect(smallNames.portName?.(80, 'tcp')).toBe('http');
    expect(smallNames.portName?.(80, 'sctp')).toBeUndefined();
  });

  test('can be written as a services file', () => {
    expect(servicesFile()).toMatch(/^http\t80\/tcp\twww$/m);
    expect(servicesFile()).toMatch(/^domain\t53\/udp$/m);
  });
});
