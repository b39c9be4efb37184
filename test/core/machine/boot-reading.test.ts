import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printSave } from '../../../src/core/ipvsadm/save.ts';
import { modulesFor, readAtBoot } from '../../../src/core/machine/boot-reading.ts';
import { hostileText } from './hostile.ts';

const saved = (text: string): string => printSave(readAtBoot(text).services);

// What the machine made of each of these was seen on a real kernel, by Debian's init script.
describe('a rules file at boot', () => {
  test('comments in the first column, carriage returns and blank lines do no harm', () => {
    const text = '# rules\r\n\r\n-A -t 10.0.0.1:80 -s rr\r\n-a -t 10.0.0.1:80 -r 10.0.0.2:80 -m -w 2\r\n';
    expect(readAtBoot(text)).toMatchObject({ commands: 2, refused: [], names: [], nul: false });
    expect(readAtBoot(text)).not.toHaveProperty('stops');
    expect(saved(text)).toBe('-A -t 10.0.0.1:80 -s rr\n-a -t 10.0.0.1:80 -r 10.0.0.2:80 -m -w 2\n');
  });

  test('an indented comment ends the restore; lines keep their numbers in the file', () => {
    const text =
      '# one\n-A -t 10.0.0.1:80 -s rr\n# three\n # four\n-A -t 10.0.0.3:80 -s rr\n-A -t 10.0.0.4:80 -s rr\n';
    expect(readAtBoot(text).stops).toEqual({
      line: 4,
      text: '# four',
      reason: 'it begins with no command of ipvsadm',
      lost: 2,
    });
    expect(saved(text)).toBe('-A -t 10.0.0.1:80 -s rr\n');
  });

  test.each([
    ['-A -t 10.0.0.1:80 -w 3', "Illegal 'weight' option with the 'add-service' command"],
    ['-A -t 10.0.0.1:80 -b ,', 'ipvsadm crashes on it'],
    ['-R', '-R within -R'],
    ['-h', 'it only prints, and ends'],
  ])('%j ends it', (line, reason) => {
    expect(readAtBoot(`${line}\n-A -t 10.0.0.3:80\n`)).toMatchObject({
      stops: { line: 1, reason, lost: 1 },
      services: [],
    });
  });

  test.each([
    ['-A -t 10.0.0.1:80 --bogus', '--bogus: unknown option'],
    ['-A -t 10.0.0.3:80', 'Service already exists'],
    ['-a -t 10.0.0.9:80 -r 10.0.0.2 -m', 'Service not defined'],
  ])('%j is refused, and the next line read', (line, reason) => {
    const read = readAtBoot(`-A -t 10.0.0.3:80\n${line}\n-A -t 10.0.0.4:80\n`);
    expect(read.refused).toEqual([{ line: 2, text: line, reason }]);
    expect(read.services.length).toBe(2);
  });

  test('names are told by kind; one name is one server', () => {
    const read = readAtBoot(
      '-A -t 10.0.0.1:http -s rr\n-a -t 10.0.0.1:80 -r web1:80 -m\n-a -t 10.0.0.1:80 -r web1:80 -m\n-a -t 10.0.0.1:80 -r web2:80 -m\n',
    );
    expect(read.names.map(({ line, kind, name }) => `${line} ${kind} ${name}`)).toEqual([
      '1 port http',
      '2 host web1',
      '3 host web1',
      '4 host web2',
    ]);
    const numeric = readAtBoot(
      '-A -t 10.0.0.1:80\n-a -t 10.0.0.1:80 -r web1:80 -m\n-a -t 10.0.0.1:80 -r web1:80 -m\n',
    );
    expect(numeric.refused.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '3 Destination already exists',
    ]);
  });

  test('a last line without its end, and one that ends in two blanks', () => {
    expect(saved('-A -t 10.0.0.1:80 -s rr')).toBe('-A -t 10.0.0.1:80 -s rr\n');
    expect(readAtBoot('-A -t 10.0.0.1:80 -s rr  ').commands).toBe(1);
  });

  test('sync daemons that it starts, and the modules that it needs', () => {
    const read = readAtBoot(
      '--start-daemon master --mcast-interface eth0 --syncid 5\n-A -t 10.0.0.1:80 -s mh\n-A -u 10.0.0.1:5060 -s rr -p 60 --pe sip\n-A -f 1 -s none\n-A -f 2 -s rr\n',
    );
    expect(read.daemons).toMatchObject([{ role: 'master', interface: 'eth0', syncId: 5 }]);
    expect(modulesFor(read.services)).toEqual(['ip_vs_mh', 'ip_vs_rr', 'ip_vs_pe_sip']);
  });

  test('a NUL byte: nothing of it is read', () => {
    expect(readAtBoot('-A -t 10.0.0.1:80\n\0')).toMatchObject({ commands: 0, nul: true });
  });

  test('hostile files never throw, and give nothing that breaks a screen', () => {
    const text = hostileText(
      '-A -t ',
      '-a -t ',
      '10.0.0.1:80',
      ' -r ',
      'name',
      ' -m',
      '#',
      '-R',
      '-h',
      '-b ,',
      '--',
      '-x 1 -y 2',
    );
    fc.assert(
      fc.property(text, input => {
        const { stops, refused, names } = readAtBoot(input);
        for (const one of [...refused, ...names, ...(stops === undefined ? [] : [stops])]) {
          expect(one.text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
          expect(one.line).toBeGreaterThan(0);
          expect(one.line).toBeLessThanOrEqual(input.split('\n').length);
        }
      }),
    );
  });
});
