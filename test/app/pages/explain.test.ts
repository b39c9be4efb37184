import { describe, expect, test } from 'vitest';
import { showExplained } from '../../../src/app/wish.ts';
import { success } from '../../../src/core/model/failure.ts';
import { address, noon } from '../director.ts';
import type { Drive } from '../drive.ts';
import { linesOf, onDirector, proseOf } from './given.ts';

const explained = (text: string, drive: Drive = onDirector()): Drive => {
  const [state, effects] = showExplained(drive.state, 'notes.sh', text);
  drive.state = state;
  drive.effects.push(...effects);
  return drive;
};

describe('a script in words', () => {
  test('each line has its number, itself and its words', () => {
    expect(linesOf(explained('modprobe ip_vs\n\nipvsadm -C\n')).slice(5, 9)).toEqual([
      ' 1  modprobe ip_vs',
      '    Loads ip_vs (IPVS itself) until the next boot.',
      expect.stringMatching(/^ {4}\S/),
      expect.stringMatching(/^ {4}\S|^ 3 /),
    ]);
  });

  test('several commands in one line have its number once', () => {
    const lines = linesOf(
      explained('ipvsadm -A -t 10.0.0.9:80 -s rr; ipvsadm -a -t 10.0.0.9:80 -r 10.0.0.7 -g\n'),
    );
    expect(lines.filter(line => /^ 1 {2}/.test(line))).toHaveLength(1);
    expect(lines).toContain('    ipvsadm -a -t 10.0.0.9:80 -r 10.0.0.7 -g');
    expect(lines.join('\n')).toContain('Adds the real server 10.0.0.7:80');
  });

  test('problems stand under their line, with what to write instead', () => {
    const text = proseOf(explained('setenforce 0\nipvsadm-save > /etc/sysconfig/ipvsadm\n'));
    expect(text).toContain('! danger: SELinux then holds nothing back');
    expect(text).toContain('instead: setsebool');
    expect(text).toContain('! wrong: Without -n');
  });

  test('counts what there is', () => {
    const text = proseOf(explained('setenforce 0\nipvsadm -C\nThen the router needs an address, too:\n'));
    expect(text).toMatch(/3 lines, 1 of ipvsadm, 1 not understood, \d dangers?/);
  });

  test('says what enter makes of it, and that the rest is never run', () => {
    expect(proseOf(explained('modprobe ip_vs\nipvsadm -C\nipvsadm -Ln\n'))).toContain(
      'enter makes one plan of the line of ipvsadm that changes the table; nothing else of it is ever run from here.',
    );
    expect(proseOf(explained('ipvsadm -C\n'))).not.toContain('nothing else');
    expect(proseOf(explained('modprobe ip_vs\n'))).toContain(
      'No line of it changes an IPVS table. Nothing else of it is ever run from here.',
    );
    expect(proseOf(explained(''))).toContain('There is nothing in it.');
  });

  test('is held against the network and the table that runs', () => {
    const add = 'ipvsadm -A -t 10.0.0.200:80 -s rr\n';
    const drive = explained(add);
    expect(drive.effects).toContainEqual({ type: 'read-network' });
    expect(proseOf(drive)).toMatch(/exists|is there already|runs already/i);
    const server = 'ipvsadm -a -t 10.0.0.200:80 -r 172.16.9.9 -g\n';
    const before = proseOf(explained(server));
    const after = proseOf(
      explained(server).send({
        type: 'network-done',
        now: noon,
        result: success({
          interfaces: [{ name: 'eth0', up: true, addresses: [{ address: address('10.0.0.1'), prefix: 24 }] }],
          routes: [],
        }),
      }),
    );
    expect(before).not.toMatch(/! (wrong|danger)/);
    expect(after).toContain('172.16.9.9');
    expect(after).toMatch(/! (wrong|danger)/);
  });

  test('of very many lines a part is told', () => {
    const drive = explained(Array.from({ length: 5000 }, (_, index) => `echo line ${index}`).join('\n'));
    expect(proseOf(drive)).toContain('more lines: lvsh explain FILE tells all');
  });
});
