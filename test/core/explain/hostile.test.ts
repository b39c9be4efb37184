import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainText } from '../../../src/core/explain/explain.ts';
import type { Explained } from '../../../src/core/explain/explain.types.ts';
import { explainSummary } from '../../../src/core/explain/summary.ts';
import { smallNames } from '../../../src/core/ipvsadm/names.ts';
import { network, running } from './explain-helpers.ts';

const ground = { names: smallNames, network, services: running };

/** Everything that may reach a screen. */
const textsOf = ({ lines }: Explained): readonly string[] =>
  lines.flatMap(({ text, words, problems }) => [
    text,
    ...words,
    ...problems.flatMap(problem => [problem.text, problem.fix ?? '']),
  ]);

const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

const check = (text: string): Explained => {
  const explained = explainText(text, ground);
  for (const one of textsOf(explained)) {
    expect(one).not.toMatch(unsafe);
    expect(one.length).toBeLessThanOrEqual(500);
  }
  const last = text.split('\n').length;
  for (const { text: line, number } of explained.lines) {
    expect(line.length).toBeLessThanOrEqual(200);
    expect(number).toBeGreaterThanOrEqual(1);
    expect(number).toBeLessThanOrEqual(last);
  }
  explainSummary(explained);
  return explained;
};

const pieces = [
  'ipvsadm ',
  '-A ',
  '-a ',
  '-e ',
  '-C',
  '-t 10.0.0.200:80 ',
  '-r 10.0.0.7:8080 ',
  '-m ',
  '-p ',
  '-R ',
  '-f 1 ',
  '-w ',
  '$',
  '"',
  "'",
  '`',
  '\\',
  '\n',
  '\n',
  '=',
  'x',
  '#',
  '>',
  '>>',
  '<<E',
  '\nE\n',
  '&',
  '&&',
  '||',
  ';',
  ';;',
  '|',
  '(',
  ')',
  '{',
  '}',
  '${',
  '$(',
  '[a@b]# ',
  'for i in ',
  'a b c',
  '; do ',
  '; done',
  'if ',
  'then ',
  'fi',
  'else ',
  'case $1 in ',
  'start) ',
  'esac',
  'f() ',
  'while ',
  'sudo ',
  'sh -c ',
  'echo 1 ',
  '/proc/sys/net/ipv4/ip_forword',
  'sysctl -w ',
  'net.ipv4.conf.lo.arp_ignore=1 ',
  'ip ',
  'addr ',
  'add ',
  'route ',
  'ifconfig lo:0 ',
  'netmask ',
  'iptables ',
  '-j ',
  'SNAT ',
  'MARK ',
  '--set-mark ',
  '-s ',
  '10.0.0.0/99 ',
  'systemctl ',
  'stop ',
  'firewalld ',
  'modprobe ',
  'cat ',
  'tee ',
  'mount ',
  '\u2013',
  '\u201c',
  '\u00a0',
  '\u202e',
  '\ud800',
  '\u001b[2J',
  '\0',
  '\u0085',
  '\u2028',
  '1. ',
  '```\n',
  'DEVICE=lo:0\n',
  'IPADDR=1.2.3.4\n',
  'NETMASK=',
] as const;

describe('any text', () => {
  test('made of what scripts are made of never throws, and nothing unsafe comes out', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'binary' })),
          { maxLength: 40 },
        ),
        parts => {
          check(parts.join(''));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('cut anywhere and put together anew, scripts never throw', () => {
    const folder = join(import.meta.dirname, 'scripts');
    const lines = readdirSync(folder).flatMap(file => readFileSync(join(folder, file), 'utf8').split('\n'));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...lines), fc.nat({ max: 60 })), { maxLength: 30 }),
        parts => {
          check(parts.map(([line, cut]) => line.slice(cut % 7, 200 - cut)).join('\n'));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('names that only objects have are no programs, tables or settings', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      check(
        [
          name,
          `sudo ${name}`,
          `iptables -t ${name} -A ${name} -j ${name}`,
          `systemctl ${name} ${name}`,
          `ip ${name} ${name}`,
          `sysctl -w ${name}=${name}`,
          `sysctl -w net.ipv4.ip_forward=${name}`,
          `modprobe ${name}`,
          `ipvsadm -A -t 10.0.0.1:80 -s ${name}`,
          `${name}=1`,
          `echo 1 > ${name}`,
          `for ${name} in a b; do ipvsadm -D -t 10.0.0.1:$${name}; done`,
          `case x in`,
          `${name}) :;;`,
          `esac`,
        ].join('\n'),
      );
    }
  });
});

/** Texts of 200 kB that a reader who looks back too often would not finish. */
const size = 200_000;
const repeat = (part: string): string => part.repeat(Math.ceil(size / part.length));
const count = (line: (index: number) => string): string => {
  let text = '';
  for (let index = 0; text.length < size; index++) text += line(index);
  return text;
};
const long: Readonly<Record<string, string>> = {
  'one line': repeat('a '),
  'continued lines': repeat('\\\n'),
  'a bracket and many @': `[${repeat('@')}`,
  'open quotes': repeat('"\n'),
  'open substitutions': repeat(`echo ${'$('.repeat(4_000)}\n`),
  'variables that double': `A=xxxxxxxxxxxxxxxx\n${repeat('A=$A$A\nB=$A$A$A$A$A$A$A$A\n')}`,
  'documents without end': count(index => `cat <<E${index}\n`),
  'open conditions': repeat('if [ x ]; then\n'),
  'open loops': repeat('for i in a b c; do\n'),
  loops: repeat('for i in a b c; do echo $i; done\n'),
  branches: repeat('case x in a) b;; c|d) e;;\n'),
  functions: count(index => `f${index}() {\n`),
  'servers of a missing service': `ipvsadm -C\n${count(index => `ipvsadm -a -t 10.0.${(index >> 8) & 255}.${index & 255}:80 -r 1.1.1.1\n`)}`,
  'servers and ranges': count(index =>
    index % 2 === 0
      ? `ipvsadm -a -t 10.0.0.200:80 -r 10.1.${(index >> 8) & 255}.${index & 255} -m\n`
      : `iptables -t nat -A POSTROUTING -s 10.${index & 255}.0.0/16 -j MASQUERADE\n`,
  ),
  'misspelt settings': count(index => `echo 1 > /proc/sys/net/ipv4/conf/e${index}/arp_ingore\n`),
  'services and clears': count(
    index => `ipvsadm -A -t 10.0.${(index >> 8) & 255}.${index & 255}:80\nipvsadm -C\n`,
  ),
};

describe('long texts', () => {
  test.each(Object.entries(long))(
    '%s: are read to their end',
    (_name, text) => {
      const { lines } = explainText(text, ground);
      expect(lines.length).toBeGreaterThan(0);
    },
    60_000,
  );

  test('loops do not make commands without end', () => {
    const { lines } = explainText(repeat(`for i in ${'a '.repeat(60)}; do echo $i; done\n`), ground);
    expect(lines.length).toBeLessThan(10_000);
  });
});
