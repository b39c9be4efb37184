import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smallNames } from '../../../src/core/ipvsadm/names.ts';
import { parseArgs, parseLine } from '../../../src/core/ipvsadm/parse.ts';
import { recordedLines } from './recorded.ts';

const read = (line: string) => parseLine(line.split(' '), smallNames);

describe('parseLine', () => {
  test('says what parseArgs says, of everything that was recorded', () => {
    for (const { argv } of recordedLines())
      expect(parseLine(argv, smallNames).parsed).toEqual(parseArgs(argv, smallNames));
  });

  test.each([
    ['-A -t 10.0.0.1:80', 'service-address'],
    ['-A -u 10.0.0.1:80 -s rr -o -p', 'ops persistent scheduler service-address'],
    ['-Ln --stats', 'numeric stats'],
    ['-a -t 10.0.0.1:80 -r 10.0.0.2 -g -w 1', 'forwarding-method real-server service-address weight'],
    ['-C', ''],
    ['-A -t 10.0.0.1:80 -w 1', 'service-address weight'],
    ['-A -t 10.0.0.1:80 -s rr -w x', 'scheduler service-address weight'],
    ['foo', ''],
  ])('%s was given: %s', (line, given) => {
    expect([...read(line).given].sort().join(' ')).toBe(given);
  });

  test.each([
    ['-a -t 10.0.0.1:80 -r 10.0.0.2:8080', { address: '10.0.0.2', port: 8080 }],
    ['-a -t 10.0.0.1:80 -r 10.0.0.2:8080 -i', { address: '10.0.0.2', port: 8080 }],
    ['-a -t 10.0.0.1:80 -r 10.0.0.2', { address: '10.0.0.2', port: 80 }],
    ['-e -t 10.0.0.1:80 -r 10.0.0.2:8080 -w 2', { address: '10.0.0.2', port: 8080 }],
    ['-d -t 10.0.0.1:80 -r 10.0.0.2:8080', { address: '10.0.0.2', port: 8080 }],
    // No port was known when the server was named, and none was written: there is nothing to have been replaced.
    ['-a -g -r 10.0.0.2 -t 10.0.0.1:80', undefined],
    ['-a -m -r 10.0.0.2 -t 10.0.0.1:80', { address: '10.0.0.2', port: 0 }],
    ['-A -t 10.0.0.1:80', undefined],
    ['-L', undefined],
  ])('%s asked for %j', (line, asked) => {
    expect(read(line).asked).toEqual(asked);
  });

  test('asked differs from the server exactly where ipvsadm replaces the port', () => {
    const port = fc.integer({ min: 1, max: 65_535 });
    fc.assert(
      fc.property(port, port, fc.constantFrom('-g', '-i', '-m'), (of, at, method) => {
        const { parsed, asked } = read(`-a -t 10.0.0.1:${of} -r 10.0.0.2:${at} ${method}`);
        const server = parsed.ok && parsed.command.name === 'add-server' ? parsed.command.server : undefined;
        expect(asked?.port).toBe(at);
        expect(server?.port).toBe(method === '-m' ? at : of);
      }),
    );
  });
});
