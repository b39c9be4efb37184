import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smallNames } from '../../../src/core/ipvsadm/names.ts';
import { readRules } from '../../../src/core/ipvsadm/rules.ts';
import { printSave } from '../../../src/core/ipvsadm/save.ts';

const read = (...lines: string[]) => readRules(lines.join('\n'), smallNames);
const saved = (...lines: string[]): string => printSave(read(...lines).services);

const corpus = join(import.meta.dirname, '../../contract/corpus');
const files = readdirSync(corpus).filter(name => /^\d\d-.*\.(rules|sh)$/.test(name));

/** What of each file found in the wild is refused, by line, and how many services with how many servers it makes. */
const expected: Readonly<Record<string, readonly [services: string, problems: readonly string[]]>> = {
  '03-sysconfig-nat-wrr.rules': ['2', []],
  '12-fwmark-tunnel.rules': ['2 1', []],
  '13-long-options-fwmark.sh': ['2', []],
  '14-long-options-nat.sh': ['1', []],
  '15-mixed-long-short.sh': ['2', []],
  '16-bundled-At-at.sh': ['2', []],
  '17-shell-variables.sh': ['2', []],
  '18-missing-s-option.sh': [
    '',
    ['1 unexpected argument rr', '2 Service not defined', '3 Service not defined', '4 Service not defined'],
  ],
  '19-redhat-init.sh': ['2', []],
  '21-typo-service-not-defined.sh': ['0', ['2 Service not defined', '3 Service not defined']],
  '23-delete-then-edit.sh': ['2', ['6 Destination already exists']],
  '25-sudo-weights-forward-last.sh': ['3', []],
  '26-backticks-md.sh': ['2', []],
  '27-prompt-prefixed.sh': ['2', []],
  '28-fwmark-iptables.sh': ['2', ['2 another program: iptables']],
  '29-fwmark-defaults-names.sh': ['', []],
  '30-fork-options.sh': ['', ['1 -j: unknown option', '2 unexpected argument 1', '3 Service not defined']],
  '31-non-ascii-dests.sh': [
    '0 0',
    ['2 illegal real server address[:port] specified', '4 illegal real server address[:port] specified'],
  ],
  '32-crlf-copy-of-03.rules': ['2', []],
  '34-udp-loop-delete.sh': [
    '',
    [
      '1 a control structure: only a shell can run it',
      '2 the variable $p is not set in this file',
      '3 a control structure: only a shell can run it',
    ],
  ],
};

describe('rule files from the wild', () => {
  test('are all there', () => {
    expect(files.length).toBeGreaterThanOrEqual(34);
  });

  test.each(files)('%s: each line is read or refused', file => {
    const text = readFileSync(join(corpus, file), 'utf8');
    const rules = readRules(text, smallNames);
    const seen = new Set([
      ...rules.lines.map(line => line.number),
      ...rules.problems.map(problem => problem.line),
    ]);
    for (const [index, line] of text.split('\n').entries()) {
      const silent =
        /^\s*(#|$)/.test(line) || /^\w+=\S*\s*$/.test(line) || /\\$/.test(text.split('\n')[index - 1] ?? '');
      expect(silent || seen.has(index + 1), `${index + 1}: ${line}`).toBe(true);
    }
    const [services, problems] = expected[file] ?? [];
    if (services === undefined) return;
    expect(rules.services.map(service => service.servers.length).join(' ')).toBe(services);
    expect(rules.problems.map(problem => `${problem.line} ${problem.reason}`)).toEqual(problems);
  });
});

describe('readRules', () => {
  test('reads shell scripts as far as their own text tells', () => {
    expect(
      saved(
        'export VIP=10.0.0.1 PORT="80"; OPTIONS="-s rr -p 60" # comment',
        `sudo -n /sbin/ipvsadm -A -t '10.0.0.1:80' $OPTIONS && ipvsadm -a -t $\{VIP}:$PORT \\`,
        '  -r 10.0.0.2 -m > /dev/null 2>&1',
      ),
    ).toBe('-A -t 10.0.0.1:80 -s rr -p 60\n-a -t 10.0.0.1:80 -r 10.0.0.2:80 -m -w 1\n');
  });

  test.each([
    ['ipvsadm -A -t $VIP:80', 'the variable $VIP is not set in this file'],
    ['ipvsadm -A -t $(hostname):80', '$(hostname): only a shell knows its value'],
    ['ipvsadm -A -t $1:80', '$1: only a shell knows its value'],
    ['ipvsadm -A -t `hostname`:80', 'a command between backquotes: only a shell knows what it prints'],
    ['ipvsadm -Ln | grep x', 'a pipe between commands'],
    ['ipvsadm -C || true', 'a command that runs only when another fails'],
    ['ipvsadm -C &', 'a command in the background'],
    ["ipvsadm -A -t '10.0.0.1:80", 'a quote without its end'],
    ['modprobe ip_vs', 'another program: modprobe'],
    ['start() {', 'a control structure: only a shell can run it'],
    ['(ipvsadm -C)', 'a subshell or function'],
    ['ipvsadm \u2013A -t 10.0.0.1:80', '\u2013A begins with a dash that is no plain "-" (U+2013)'],
    ['-A -t 10.0.0.1:80 # mine', 'unexpected argument #'],
    ['-A -t 10.0.0.1:80 -b ,', 'ipvsadm crashes on it'],
  ])('refuses %j', (line, reason) => {
    expect(read('', line).problems).toEqual([{ line: 2, text: line, reason }]);
  });

  test('shows no control characters and no endless lines', () => {
    const [problem] = read(`-A -t ${'x'.repeat(500)}\u001b[2J`).problems;
    expect(problem?.text).not.toContain('\u001b');
    expect(problem?.text.length).toBe(200);
  });

  test('never throws', () => {
    const part = fc.constantFrom(
      'ipvsadm ',
      '-A ',
      '$',
      '"',
      "'",
      '`',
      '\\',
      '\n',
      '=',
      'x',
      '#',
      '>',
      '&',
      ';',
      '(',
      '${',
      '[a@b]# ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ unit: 'binary' }))), parts => {
        const { lines, problems } = readRules(parts.join(''), smallNames);
        expect(lines.length + problems.length).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('lines that are like others', () => {
  const of = fc.constantFrom(
    '-t 10.0.0.1:80',
    '-t 10.0.0.1:443',
    '-u 10.0.0.1:80',
    '--sctp-service 10.0.0.1:80',
  );
  const odd = fc.constantFrom('-t 10.0.0.1:0', '-t 10.0.0.1', '-t 10.0.0.999:80', '-t 10.0.0.1:http', '-f 7');
  const server = fc.constantFrom(
    '10.0.0.7:80',
    '10.0.0.7:443',
    '10.0.0.8:80',
    '10.0.0.8',
    '10.0.0.7:0',
    '10.0.0.7:99999',
  );
  const method = fc.constantFrom(
    '-m',
    '-g',
    '-i',
    '-m -w 3',
    '-g -w 0',
    '-m -w 99999999999',
    '-m -w 1 -x 5',
    '',
  );
  const line = fc
    .tuple(fc.oneof({ weight: 4, arbitrary: of }, odd), server, method)
    .map(([service, rip, how]) => `-a ${service} -r ${rip} ${how}`.trim());

  test('are read as if each stood alone', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), list => {
        const { lines } = read(...list);
        const alone = list.flatMap(one => read(one).lines.map(({ text, command }) => ({ text, command })));
        expect(lines.map(({ text, command }) => ({ text, command }))).toEqual(alone);
      }),
    );
  });
});
