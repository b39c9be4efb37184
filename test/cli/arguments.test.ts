import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberOption, readArguments } from '../../src/cli/arguments.ts';
import { helpText } from '../../src/cli/help.ts';
import { allStepOptions } from '../../src/cli/new-options.ts';
import { exitRows, globalOptions, practiceOptions, practiceVerb, verbs } from '../../src/cli/verbs.ts';
import { splitLine } from '../../src/core/line/split.ts';

const read = (line: string) => readArguments(line.split(' ').filter(word => word !== ''));
const understood = (line: string) => {
  const result = read(line);
  if (!result.ok) throw new Error(result.message);
  return result.invocation;
};
const refused = (line: string): string => {
  const result = read(line);
  return result.ok ? 'understood' : result.message;
};

describe('what is understood', () => {
  test('no words: the screen', () => {
    expect(understood('')).toEqual({ practice: false, words: [], options: {} });
    expect(understood('--ascii --theme light')).toMatchObject({ options: { ascii: true, theme: 'light' } });
    expect(understood('--from table.txt').options).toEqual({ from: 'table.txt' });
  });

  test('options stand before, between and after the words', () => {
    for (const line of [
      'ls --json rip:10.0.0.7 --from x',
      '--json ls --from=x rip:10.0.0.7',
      '--from x --json ls rip:10.0.0.7',
    ]) {
      const { verb, words, options } = understood(line);
      expect([verb?.name, words, options]).toEqual(['ls', ['rip:10.0.0.7'], { json: true, from: 'x' }]);
    }
  });

  test('practice has verbs of its own, before or after its options', () => {
    const invocation = understood('practice --scene busy --seed 1 ls --json');
    expect(invocation).toMatchObject({
      practice: true,
      verb: { name: 'ls' },
      options: { scene: 'busy', seed: '1', json: true },
    });
    expect(understood('practice sh -x')).toMatchObject({
      practice: true,
      verb: { name: 'sh' },
      options: { x: true },
    });
  });

  test('short options, attached values, and words after --', () => {
    expect(understood('ls -w2').options).toEqual({ watch: '2' });
    expect(understood('show -t 10.0.0.200:80').options).toEqual({ 'tcp-service': '10.0.0.200:80' });
    expect(understood('show -f 17 -6').options).toEqual({ 'fwmark-service': '17', ipv6: true });
    expect(understood('ls -- -odd-name').words).toEqual(['-odd-name']);
    expect(understood('ls --from -').options).toEqual({ from: '-' });
  });
});

describe('what is not', () => {
  test.each([
    ['ls --jsn', 'unknown option --jsn; did you mean --json?'],
    ['ls -q', 'unknown option -q'],
    // Nothing that could steer a terminal, or turn the direction of its text, comes back.
    ['--a\u001b[31m\u202eb\u2066', 'unknown option --a?[31m?b?'],
    [
      'lss',
      'unknown verb lss; did you mean ls? (verbs: ls, show, conns, settings, weight, drain, resume, run, save, restore, diff, apply, undo, redo, finish, roll-back, history, backups, boot, explain, new, script, path, config, schema, practice)',
    ],
    ['sh', 'sh is not there; it is lvsh practice sh'],
    ['practice schema', 'schema is not there; it is lvsh schema'],
    ['ls --watch', '--watch needs a value: --watch SECONDS'],
    ['ls --json=yes', '--json takes no value'],
    ['ls --json --json', '--json was given twice'],
    ['settings --watch 2', 'lvsh settings has no option --watch'],
    ['ls --scene busy', 'lvsh ls has no option --scene'],
    ['show', 'lvsh show needs SERVICE'],
    ['conns a b', 'lvsh conns takes [SERVICE], not a b'],
    ['practice ls --from x', '--from and practice exclude each other'],
  ])('%s', (line, message) => {
    expect(refused(line)).toBe(message);
  });

  test('a message never holds what could steer a terminal', () => {
    const result = readArguments(['\u001b[2J\u0007', '--x\u001b]0;evil\u0007']);
    expect(result.ok ? '' : result.message).not.toMatch(/[\u0000-\u001f]/);
  });

  test('nothing throws', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('ls', '--json', '-w', '--', 'practice'))),
        words => {
          const result = readArguments(words);
          if (!result.ok) expect(result.message.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

test('numbers of options', () => {
  const seconds = (text: string) =>
    numberOption({ practice: false, words: [], options: { watch: text } }, 'watch', 0.5, 60);
  expect(seconds('2')).toBe(2);
  expect(seconds('0.5')).toBe(0.5);
  for (const wrong of ['0', '61', '-1', 'x', '1e1', ''])
    expect(seconds(wrong)).toMatch(/--watch takes a number from 0.5 to 60/);
});

describe('help', () => {
  test('names every verb, every option and every exit code on its level', () => {
    const top = helpText({ practice: false });
    for (const verb of verbs.filter(one => one.practice !== 'only'))
      expect(top).toContain(verb.summary.slice(0, 40));
    for (const { name } of globalOptions) expect(top).toContain(`--${name}`);
    for (const { code } of exitRows) expect(top).toMatch(new RegExp(`^  ${code}  `, 'm'));
    for (const verb of [...verbs, practiceVerb]) {
      const practice = verb.practice === 'only' || verb === practiceVerb;
      const text = helpText(verb === practiceVerb ? { practice } : { practice, verb });
      for (const option of [...verb.options, ...(practice ? practiceOptions : [])]) {
        expect(text).toContain(option.name.length > 1 ? `--${option.name}` : `-${option.name}`);
      }
      for (const [line] of verb.examples) expect(text).toContain(line);
    }
  });

  test('fits 100 columns', () => {
    const texts = [
      helpText({ practice: false }),
      helpText({ practice: true }),
      ...verbs.map(verb => helpText({ practice: false, verb })),
    ];
    for (const line of texts.join('\n').split('\n')) expect(line.length).toBeLessThanOrEqual(104);
  });

  test('every example is a command line that is understood', () => {
    for (const [line] of [...verbs, practiceVerb].flatMap(verb => verb.examples)) {
      const command = line.replace(/^.*\| /, '').replace(/ [<>].*$/, '');
      const words = splitLine(command).words.map(({ text }) => text);
      expect([line, readArguments(words.slice(1), { new: allStepOptions() }).ok]).toEqual([line, true]);
    }
  });

  test('the table of verbs is in order: no name twice, no option twice on a line', () => {
    const names = verbs.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const verb of verbs) {
      const options = [...globalOptions, ...practiceOptions, ...verb.options];
      const shorts = options.flatMap(({ short }) => short ?? []);
      expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
      expect(new Set(shorts).size).toBe(shorts.length);
      for (const code of verb.exits) expect(exitRows.map(row => row.code)).toContain(code);
    }
  });
});
