import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptItem } from '../../../src/core/line/accept.ts';
import { checkLine } from '../../../src/core/line/check-line.ts';
import { completeLine } from '../../../src/core/line/complete-line.ts';
import { matchVerb } from '../../../src/core/line/match-verb.ts';
import { readVerb } from '../../../src/core/line/read-verb.ts';
import { splitLine } from '../../../src/core/line/split.ts';
import { type Argument, usageText, type VerbRow } from '../../../src/core/line/verb.types.ts';
import { cursorAt, ground, shown, small } from './grounds.ts';

const server: Argument = { kind: 'server', name: 'SERVER', about: 'a real server' };
const service: Argument = { kind: 'service', name: 'SERVICE', about: 'a virtual service' };
const verb = (name: string, usage: readonly Argument[], summary: string): VerbRow => ({
  name,
  usage,
  summary,
  examples: [],
});

const rows: readonly VerbRow[] = [
  verb(
    'weight',
    [
      server,
      { kind: 'weight', name: 'WEIGHT', about: '0 takes none' },
      { ...service, word: 'in', optional: true },
    ],
    'Sets the weight of a real server',
  ),
  verb('drain', [server, { ...service, optional: true }], 'Lets no new connections to a real server'),
  verb(
    'add server',
    [
      { ...server, fresh: true },
      { ...service, word: 'to' },
      {
        kind: 'ipvsadm-options',
        name: 'OPTIONS',
        about: 'as after -a',
        command: 'add-server',
        optional: true,
      },
    ],
    'Puts a real server behind a service',
  ),
  verb(
    'add service',
    [
      { ...service, fresh: true },
      {
        kind: 'ipvsadm-options',
        name: 'OPTIONS',
        about: 'as after -A',
        command: 'add-service',
        optional: true,
      },
    ],
    'Creates a virtual service',
  ),
  verb('save', [{ kind: 'file', name: 'FILE', about: 'a path', optional: true }], 'Saves the table'),
  verb('note', [{ kind: 'word', name: 'WORD', about: 'any word' }], 'Writes a word into the journal'),
  verb('undo', [], 'Takes back the last change'),
  verb(
    'every',
    [{ kind: 'number', name: 'SECONDS', about: '0.5 to 60', min: 0.5, max: 60 }],
    'Reads the table this often',
  ),
  verb(
    'sort',
    [{ kind: 'choice', name: 'BY', about: 'a column', choices: { name: 'by address', weight: 'by weight' } }],
    'Sorts the table',
  ),
];

const rowOf = (name: string): VerbRow => {
  const row = rows.find(one => one.name === name);
  if (row === undefined) throw new Error(`no verb ${name}`);
  return row;
};

describe('the verb of a line', () => {
  test.each<readonly [text: string, name: string, words: readonly string[]]>([
    ['drain 10.0.0.7', 'drain', ['10.0.0.7']],
    ['add server 10.0.0.9 x', 'add server', ['10.0.0.9', 'x']],
    ['undo', 'undo', []],
  ])('%s', (text, name, words) => {
    const match = matchVerb(rows, text);
    expect(match.kind).toBe('verb');
    if (match.kind !== 'verb') return;
    expect(match.row.name).toBe(name);
    expect(match.words.map(word => word.text)).toEqual(words);
  });

  test('has begun', () => {
    const match = matchVerb(rows, 'add');
    expect(match.kind === 'begun' ? match.rows.map(({ name }) => name) : []).toEqual([
      'add server',
      'add service',
    ]);
  });

  test.each<readonly [text: string, said: string, part: string]>([
    ['wieght 10.0.0.7 5', 'There is no command wieght. Did you mean weight?', 'wieght'],
    ['dran 10.0.0.7', 'There is no command dran. Did you mean drain?', 'dran'],
    ['add sevrer 10.0.0.7', 'There is no command add sevrer. Did you mean add server?', 'add sevrer'],
    ['frobnicate', 'There is no command frobnicate. Tab lists them', 'frobnicate'],
  ])('%s is not known, but what was meant', (text, said, part) => {
    const match = matchVerb(rows, text);
    const problem = match.kind === 'unknown' ? match.problem : undefined;
    expect(problem?.text).toBe(said);
    expect(text.slice(problem?.from, problem?.to)).toBe(part);
  });

  test('is shown with its arguments', () => {
    expect(usageText(rowOf('weight'))).toBe('weight SERVER WEIGHT [in SERVICE]');
    expect(usageText(rowOf('add server'))).toBe('add server SERVER to SERVICE [OPTIONS]');
  });
});

describe('the words after a verb', () => {
  const read = (text: string) => {
    const match = matchVerb(rows, text);
    if (match.kind !== 'verb') throw new Error(`no verb in ${text}`);
    const { values, targets, argv, ...rest } = readVerb(match.row, match.words, small);
    return { ...rest, targets, argv, texts: values.map(value => `${value.argument.name} ${value.text}`) };
  };

  test.each<readonly [text: string, texts: readonly string[]]>([
    ['weight 10.0.0.7 5', ['SERVER 10.0.0.7', 'WEIGHT 5']],
    ['weight 10.0.0.7 5 in tcp:10.0.0.200:80', ['SERVER 10.0.0.7', 'WEIGHT 5', 'SERVICE tcp:10.0.0.200:80']],
    ['weight 10.0.0.7 5 tcp:10.0.0.200:80', ['SERVER 10.0.0.7', 'WEIGHT 5', 'SERVICE tcp:10.0.0.200:80']],
    ['weight 10.0.0.7 5 in -t 10.0.0.200:80', ['SERVER 10.0.0.7', 'WEIGHT 5', 'SERVICE tcp:10.0.0.200:80']],
    [
      'weight 10.0.0.7 5 --tcp-service=10.0.0.200:80',
      ['SERVER 10.0.0.7', 'WEIGHT 5', 'SERVICE tcp:10.0.0.200:80'],
    ],
    ['drain 10.0.0.7 -f 17', ['SERVER 10.0.0.7', 'SERVICE fwm:17']],
    ['drain 10.0.0.7:443', ['SERVER 10.0.0.7:443']],
    ['save', []],
    ['save "a b"', ['FILE a b']],
    ['every 0.5', ['SECONDS 0.5']],
    ['sort weight', ['BY weight']],
    ['add server 10.0.0.9 to fwm:17 -m -w 3', ['SERVER 10.0.0.9', 'SERVICE fwm:17', 'OPTIONS -m -w 3']],
  ])('%s', (text, texts) => {
    const { state, texts: found } = read(text);
    expect([state, found]).toEqual(['complete', texts]);
  });

  test('name the targets, all of them', () =>
    expect(read('drain 10.0.0.7').targets?.says).toMatch(/^10\.0\.0\.7 in 3 places: /));

  test.each<readonly [text: string, argv: string]>([
    ['add server 10.0.0.9 to 10.0.0.200:80', '-a -t 10.0.0.200:80 -r 10.0.0.9'],
    ['add server 10.0.0.9 fwm:17 -m -w 3', '-a -f 17 -r 10.0.0.9 -m -w 3'],
    ['add service udp:10.0.0.9:53 -s rr -o', '-A -u 10.0.0.9:53 -s rr -o'],
    ['add service fwm6:9', '-A -f 9 -6'],
  ])('%s stands for a line of ipvsadm', (text, argv) => expect(read(text).argv?.join(' ')).toBe(argv));

  test.each<readonly [text: string, next: readonly string[]]>([
    ['weight', ['SERVER']],
    ['weight 10.0.0.7', ['WEIGHT']],
    ['weight 10.0.0.7 5 in', ['SERVICE']],
    ['drain 10.0.0.7 -t', ['SERVICE']],
    ['add server 10.0.0.9', ['SERVICE']],
    ['every', ['SECONDS']],
  ])('%s is not enough', (text, next) => {
    const { state, next: expected } = read(text);
    expect([state, expected.map(({ name }) => name)]).toEqual(['incomplete', next]);
  });

  test.each<readonly [text: string, part: string, said: RegExp]>([
    ['weight 10.0.0.9 5', '10.0.0.9', /^There is no real server 10.0.0.9 in the table/],
    ['weight 10.0.0.7 x', 'x', /^x does not fit here: expected WEIGHT \(0 takes none\)$/],
    ['weight 10.0.0.7 5 in x', 'x', /^x does not fit here: expected in SERVICE/],
    ['weight 10.0.0.7 2147483648', '2147483648', /does not fit here/],
    ['drain 10.0.0.7 10.0.0.200', '10.0.0.200', /fits 3 services/],
    ['drain 10.0.0.53 tcp:10.0.0.200:80', 'tcp:10.0.0.200:80', /It is in UDP 10.0.0.200:53$/],
    ['undo now', 'now', /^Nothing more is expected here$/],
    ['every 61', '61', /expected SECONDS \(0\.5 to 60\)$/],
    ['sort by', 'by', /expected BY/],
    ['add server 10.0.0.9 to tcp:10.0.0.3:80', 'to tcp:10.0.0.3:80', /^There is no service tcp:10.0.0.3:80/],
    ['add server 10.0.0.7 to tcp:10.0.0.200:80', '10.0.0.7', /is in TCP 10.0.0.200:80 already/],
    ['add server 10.0.0.9 to tcp:10.0.0.200:80 -m -s rr', '-s', /has no option -s$/],
    ['add service tcp:10.0.0.200:80', 'tcp:10.0.0.200:80', /exists already/],
  ])('%s: to blame is %s', (text, part, said) => {
    const { state, problem } = read(text);
    expect([state, text.slice(problem?.from, problem?.to)]).toEqual(['wrong', part]);
    expect(problem?.text).toMatch(said);
  });
});

describe('completion', () => {
  const items = (marked: string): readonly string[] => {
    const { text, at } = cursorAt(marked);
    return shown(completeLine(rows, text, at, small));
  };
  const hint = (marked: string): string | undefined => {
    const { text, at } = cursorAt(marked);
    return completeLine(rows, text, at, small).hint;
  };

  test.each<readonly [marked: string, found: readonly string[]]>([
    ['|', rows.map(({ name }) => name)],
    ['wei|', ['weight!']],
    ['add |', ['server', 'service']],
    ['add server|', ['server!']],
    ['add serve|', ['server!']],
    ['ipvs|', ['ipvsadm']],
    ['-D|', ['-D!']],
    ['ipvsadm -D -u |', ['10.0.0.200:53!']],
    ['weight 192|', ['192.168.7.31', '192.168.7.32']],
    ['weight 10.0.0.7:|', ['10.0.0.7:80', '10.0.0.7:443', '10.0.0.7:0']],
    ['weight 10.0.0.7 |', ['3', '0', '1']],
    ['weight 10.0.0.14:80 |', ['1', '0']],
    ['weight 10.0.0.7 5 |', ['in', 'tcp:10.0.0.200:80', 'tcp:10.0.0.200:443', 'fwm:17']],
    ['weight 10.0.0.7 5 in |', ['tcp:10.0.0.200:80', 'tcp:10.0.0.200:443', 'fwm:17']],
    ['weight 10.0.0.7 5 in 443|', ['tcp:10.0.0.200:443!']],
    ['weight 10.0.0.7 5 in -|', ['-t', '-u', '--sctp-service', '-f']],
    ['weight 10.0.0.7 5 in -f |', ['17!']],
    // Where it stands.
    ['drain 10.0.0.7:443 |', ['tcp:10.0.0.200:443!']],
    ['sort |', ['name', 'weight']],
    ['sort w|', ['weight!']],
    ['undo |', []],
    ['save |', []],
    ['add server 10.0.0.9 to tcp:10.0.0.200:80 |', ['-g', '-i', '-m', '-w', '-x', '-y']],
    ['add server 10.0.0.9 to tcp:10.0.0.200:80 -m -|', ['-w', '-x', '-y']],
    ['add service udp:10.0.0.9:53 -s r|', ['rr', 'wrr', 'lblcr']],
    ['weight 10.0.0.9 5 |', []],
    ['wieght |', []],
  ])('%s', (marked, found) => expect(items(marked)).toEqual(found));

  test.each<readonly [marked: string, said: string]>([
    ['weight 10.0.0.7 |', 'WEIGHT (0 takes none)'],
    ['drain 10.0.0.7 |', 'SERVICE (a virtual service)'],
    ['save |', 'FILE (a path)'],
    ['undo |', 'nothing more is needed'],
    ['wieght |', 'There is no command wieght. Did you mean weight?'],
  ])('%s has a hint', (marked, said) => expect(hint(marked)).toBe(said));
});

describe('a line is checked', () => {
  test.each<readonly [text: string, state: string, words: string]>([
    ['', 'empty', ''],
    [
      'drain 10.0.0.14:443',
      'complete',
      'Lets no new connections to a real server: 10.0.0.14:443 in TCP 10.0.0.200:443',
    ],
    ['undo', 'complete', 'Takes back the last change'],
    ['weight 10.0.0.7', 'incomplete', 'Sets the weight of a real server: needs WEIGHT'],
    ['add', 'incomplete', 'One of: add server, add service'],
    [
      'add server 10.0.0.9 to tcp:10.0.0.200:80 -m -w 2',
      'complete',
      'Puts 10.0.0.9:80 behind TCP 10.0.0.200:80 by NAT with weight 2',
    ],
    [
      'add server 10.0.0.9 to tcp:10.0.0.200:80 -w',
      'incomplete',
      'Put a real server behind a virtual service: needs weight after -w',
    ],
    ['-C', 'complete', 'Removes every virtual service with its real servers'],
    ['save "x', 'incomplete', 'A quote is open: needs its other end'],
    ['save $x', 'wrong', ''],
    ['dr', 'wrong', ''],
  ])('%s', (text, state, words) =>
    expect(checkLine(rows, splitLine(text), small)).toMatchObject({ state, words }),
  );

  test.each(['dr', 'add ser', 'ip', 'weight 10.0.', 'drain 10.0.0.7 10.0.0.2', 'sort na', 'add server 10.'])(
    '%s may yet become right while it is typed',
    text => expect(checkLine(rows, splitLine(text), small, true).state).toBe('incomplete'),
  );
  test.each(['dx', 'weight 11.', 'sort nax', 'weight 10.0.0.7 x', 'dr '])('%s may not', text =>
    expect(checkLine(rows, splitLine(text), small, true).state).toBe('wrong'),
  );
});

test('any words, on any table: nothing throws, ranges lie in the line, and items keep it well', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'weight',
      'drain',
      'add',
      'server',
      'service',
      'in',
      'to',
      'sort',
      '-t',
      '-f',
      '-6',
      '-m',
      '-w',
    ),
    fc.constantFrom('10.0.0.7', '10.0.0.200:80', 'fwm:17', 'tcp:10.0.0.200:80', '5', 'x', "'", '10.'),
  );
  const line = fc
    .tuple(fc.array(word, { maxLength: 6 }), fc.constantFrom('', ' '))
    .map(([all, end]) => all.join(' ') + end);
  fc.assert(
    fc.property(line, fc.oneof(fc.constant(small), ground), fc.nat(40), (text, on, cursor) => {
      for (const at of [cursor, text.length]) {
        const completion = completeLine(rows, text, at, on);
        expect(completion.to).toBeLessThanOrEqual(text.length);
        expect(completion.from).toBeLessThanOrEqual(completion.to);
        if (at !== text.length || checkLine(rows, splitLine(text), on, true).state === 'wrong') continue;
        for (const item of completion.items) {
          if (item.not !== undefined) continue;
          const taken = acceptItem(text, completion, item).text;
          expect(checkLine(rows, splitLine(taken), on, true).state, `${text} -> ${taken}`).not.toBe('wrong');
        }
      }
    }),
  );
});
