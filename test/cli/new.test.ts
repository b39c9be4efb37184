/** `lvsh new` from the command line to the exit code, on the practice director. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { helpText } from '../../src/cli/help.ts';
import { allStepOptions, optionsOfWizard } from '../../src/cli/new-options.ts';
import { schema } from '../../src/cli/schema.ts';
import { globalOptions, practiceOptions, verbs } from '../../src/cli/verbs.ts';
import { splitLine } from '../../src/core/line/split.ts';
import { wizards } from '../../src/core/wizard/wizards.ts';
import { opened, scripted } from './said.ts';
import { validate } from './validate.ts';

const top = mkdtempSync(join(tmpdir(), 'lvsh-new-'));
let folder = '';
let count = 0;
beforeEach(() => {
  folder = join(top, String(++count));
  mkdirSync(folder);
});
afterAll(() => rmSync(top, { recursive: true }));

const dr = 'new dr --vip 10.1.0.90:80 --rs 10.0.0.7,10.0.0.14=3';
const verb = verbs.find(({ name }) => name === 'new');

interface Handout {
  readonly id: string;
  readonly file: string;
  readonly text: string;
  readonly mode: string;
}

describe('which wizard', () => {
  test('without a word they are listed, with how to choose', async () => {
    const { code, out } = await opened().words('new');
    expect(code).toBe(0);
    for (const { kind } of wizards) expect(out).toMatch(new RegExp(`^  ${kind} `, 'm'));
    expect(out).toMatch(/Which fits\?/);
    expect(out.split('\n').length).toBeLessThanOrEqual(23);
  });

  test('without a word at a terminal it is asked', async () => {
    const asked: string[] = [];
    const { code, err } = await opened({ talk: scripted(['drr', 'server'], asked) }).words('new');
    expect(code).toBe(3);
    expect(err).toContain('did you mean dr?');
    expect(err).toContain('Which service gets them?');
    expect(asked.slice(0, 2)).toEqual(['Which one? [dr]: ', 'Which one? [dr]: ']);
  });

  test('one that is not there', async () => {
    expect(await opened().words('new nta')).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no wizard nta; did you mean nat?'),
    });
  });
});

describe('options', () => {
  test('every step of every wizard is one, and none is another option of the line', () => {
    const taken = [...globalOptions, ...practiceOptions, ...(verb?.options ?? [])].map(({ name }) => name);
    for (const { kind, steps } of wizards) {
      const names = optionsOfWizard(kind).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const { id } of steps) expect(names).toContain(id);
      expect(names.filter(name => taken.includes(name))).toEqual([]);
    }
    // One name takes a value in all wizards, or in none.
    for (const row of wizards.flatMap(({ kind }) => optionsOfWizard(kind)))
      expect(allStepOptions().find(({ name }) => name === row.name)?.value === undefined).toBe(
        row.value === undefined,
      );
  });

  test('the help of a wizard lists its questions', () => {
    if (verb === undefined) throw new Error('no verb');
    for (const { kind, steps } of wizards) {
      const text = helpText({ practice: false, verb, words: [kind] });
      for (const { id, question } of steps) {
        expect(text).toContain(`--${id}`);
        expect(text.replace(/\s+/g, ' ')).toContain(question);
      }
      for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(104);
    }
    expect(helpText({ practice: false, verb })).toMatch(/^ {2}fullnat /m);
  });

  test('what a wizard does not ask is refused', async () => {
    expect(await opened().words(`${dr} --tunnel gue --yes`)).toMatchObject({
      code: 2,
      err: expect.stringContaining('lvsh new dr does not ask for --tunnel'),
    });
  });
});

describe('from flags', () => {
  test('--yes runs the plan, and undo takes all of it back', async () => {
    const { words } = opened();
    const before = (await words('ls')).out.match(/^TCP \S+/gm);
    const { code, out } = await words(`${dr} --yes`);
    expect(code).toBe(0);
    expect(out).toContain('ipvsadm -A -t 10.1.0.90:80 -s wlc');
    expect(out).toContain('ip addr add 10.1.0.90/32 dev eth1');
    expect(out).toContain('done: 4 steps');
    expect((await words('ls')).out).toMatch(/TCP 10\.1\.0\.90:80/);
    expect((await words('undo --yes')).code).toBe(0);
    expect((await words('ls')).out.match(/^TCP \S+/gm)).toEqual(before);
  });

  test('--dry-run runs nothing; without --yes and a terminal nothing is run either', async () => {
    const { words } = opened();
    expect((await words(`${dr} --dry-run`)).code).toBe(0);
    expect(await words(dr)).toMatchObject({ code: 3, err: expect.stringContaining('--yes runs it') });
    expect((await words('ls')).out).not.toContain('10.1.0.90');
  });

  test('what is missing is named, with an example', async () => {
    expect(await opened().words('new dr --vip 10.1.0.90:80 --yes')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/--rs is missing: Which real servers answer\?.*10\.0\.0\.7/),
    });
  });

  test.each([
    ['--vip 10.1.0.90', /--vip 10\.1\.0\.90: Which port.*\n {2}try: --vip 10\.1\.0\.90:80/],
    [
      '--vip 10.1.0.82:443',
      /is a service.*\n {2}try: lvsh practice new server --service tcp:10\.1\.0\.82:443 --rs 10\.0\.0\.7/,
    ],
    ['--vip 10.1.0.90:80 --scheduler wlk', /--scheduler wlk: .*\n {2}try: --scheduler wlc/],
    ['--vip www.example.net:80', /is a name/],
    ['--vip 10.1.0.90:80 --device eth7', /no interface eth7.*\n {2}try: --device eth/],
  ])('%s is refused with the reason, and what would be right', async (flags, message) => {
    const { code, out, err } = await opened().words(`new dr ${flags} --rs 10.0.0.7 --yes`);
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(message);
  });

  test('no hostile value comes through, on no step of no wizard', async () => {
    const hostile = [
      '$(reboot)',
      "';reboot;'",
      'a\nreboot',
      '--help',
      '\u001b[2J\u0007',
      '`id`',
      '../../etc',
    ];
    const { run } = opened();
    for (const { kind, steps } of wizards) {
      for (const { id, kind: way } of steps) {
        if (way === 'flag') continue;
        for (const value of hostile) {
          const said = await run(['new', kind, `--${id}=${value}`, '--yes', '--scripts', '-']);
          expect([kind, id, value, said.code > 1, said.out]).toEqual([kind, id, value, true, '']);
          expect(said.err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
        }
      }
    }
  });

  test('yes and no as flags', async () => {
    const { words } = opened();
    const nat = 'new nat --vip 10.1.0.90:80 --rs 10.0.0.7:8080';
    expect((await words(`${nat} --snat --dry-run`)).out).toContain('POSTROUTING');
    expect((await words(`${nat} --no-snat --dry-run`)).out).not.toContain('POSTROUTING');
    expect((await words(`${nat} --snat --no-snat --dry-run`)).code).toBe(2);
  });
});

describe('at a terminal', () => {
  const answers = ['10.1.0.90:80', '10.0.0.7 10.0.0.14', '', '', '', ''];

  test('what is not given is asked, and the plan is run when that is confirmed', async () => {
    const asked: string[] = [];
    const { words } = opened({ talk: scripted([...answers, 'y'], asked) });
    const { code, out, err } = await words('new dr');
    expect(code).toBe(0);
    expect(asked).toHaveLength(7);
    expect(asked.at(-1)).toBe('Run it? [y/N] ');
    expect(err).toContain('Which real servers answer?');
    expect(out).not.toContain('Which real servers answer?');
    expect((await words('ls')).out).toContain('10.1.0.90:80');
  });

  test('given flags are not asked for', async () => {
    const asked: string[] = [];
    await opened({ talk: scripted([], asked) }).words(`${dr} --device eth1 --scheduler rr`);
    expect(asked[0]).toBe('persistence: ');
  });

  test('no ends it, and the line that goes on from here is told', async () => {
    const { code, out } = await opened({ talk: scripted([...answers, 'n']) }).words('new dr');
    expect(code).toBe(3);
    expect(out).toContain("  lvsh practice new dr --vip 10.1.0.90:80 --rs '10.0.0.7 10.0.0.14'");
  });

  test('so is it when the person leaves; the line understands itself', async () => {
    const { code, err } = await opened({ talk: scripted(answers.slice(0, 2)) }).words('new dr');
    expect(code).toBe(3);
    const line = /^ {2}lvsh practice (new dr .*)$/m.exec(err)?.[1] ?? '';
    const { run } = opened();
    expect((await run([...splitLine(line).words.map(({ text }) => text), '--dry-run'])).code).toBe(0);
  });

  test('< at the plan goes back to the questions', async () => {
    const asked: string[] = [];
    const talk = scripted([...answers, '<', '<', '<', 'rr', 'y'], asked);
    const { code, out } = await opened({ talk }).words('new dr');
    expect(code).toBe(0);
    expect(asked.slice(6)).toEqual([
      'Run it? [y/N] ',
      'script [iproute2]: ',
      'persistence: ',
      'scheduler [wlc]: ',
      'Run it? [y/N] ',
    ]);
    expect(out).toContain('ipvsadm -A -t 10.1.0.90:80 -s rr');
  });

  test('another wizard takes over with all that was said', async () => {
    const talk = scripted(['10.1.0.90:80', '10.0.0.7:8080', '=', '', '', '', '', '', '', 'y']);
    const { code, out } = await opened({ talk }).words('new dr');
    expect(code).toBe(0);
    expect(out).toContain('ipvsadm -a -t 10.1.0.90:80 -r 10.0.0.7:8080 -m -w 1');
  });
});

describe('answers in a file', () => {
  test('are kept, and give the same again', async () => {
    const real = opened({ folder }, true);
    expect((await real.words(`${dr} --persistence 6m --dry-run --save-answers a.txt`)).code).toBe(0);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toMatch(/^vip: 10\.1\.0\.90:80$/m);
    const again = await real.words(`new --answers ${join(folder, 'a.txt')} --dry-run`);
    expect(again.code).toBe(0);
    expect(again.out).toContain('-p 360');
    const other = await real.words(`new --answers ${join(folder, 'a.txt')} --scheduler rr --dry-run`);
    expect(other.out).toContain('ipvsadm -A -t 10.1.0.90:80 -s rr -p 360');
    expect((await real.words(`new nat --answers ${join(folder, 'a.txt')} --dry-run`)).code).toBe(2);
  });

  test('a person who leaves keeps them as well', async () => {
    const real = opened({ folder, talk: scripted(['10.1.0.90:80']) }, true);
    expect((await real.words('new dr --save-answers a.txt')).code).toBe(3);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toMatch(/^vip: 10\.1\.0\.90:80$/m);
  });

  test('a line that is none is named', async () => {
    writeFileSync(join(folder, 'b.txt'), 'vip: 10.1.0.90:80\nvipp: 1\n');
    expect(await opened().words(`new dr --answers ${join(folder, 'b.txt')} --yes`)).toMatchObject({
      code: 3,
      err: expect.stringContaining('line 2'),
    });
    expect((await opened().words(`new dr --answers ${join(folder, 'none')} --yes`)).code).toBe(3);
  });
});

describe('scripts', () => {
  test('into a folder, that may be run; another text stays unless forced', async () => {
    const real = opened({ folder }, true);
    const { code, out } = await real.words(`${dr} --dry-run --scripts out/a`);
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'out/a'))).toEqual([
      'lvs-client-10.1.0.90.sh',
      'lvs-director-10.1.0.90.sh',
      'lvs-rs-10.1.0.90.sh',
    ]);
    const path = join(folder, 'out/a/lvs-rs-10.1.0.90.sh');
    expect(statSync(path).mode & 0o777).toBe(0o755);
    expect(out).toContain(path);
    writeFileSync(path, 'mine\n');
    const refused = await real.words(`${dr} --yes --scripts out/a`);
    expect([refused.code, refused.out]).toEqual([3, '']);
    expect(readFileSync(path, 'utf8')).toBe('mine\n');
    // Nothing was run either.
    expect((await real.words('ls')).out).not.toContain('10.1.0.90');
    expect((await real.words(`${dr} --dry-run --scripts out/a --force`)).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toMatch(/^#!\/bin\/sh\n/);
  });

  test('practice and --read-only touch nothing here', async () => {
    const practice = await opened({ folder }).words(`${dr} --dry-run --scripts .`);
    expect(practice).toMatchObject({ code: 3, err: expect.stringContaining('practice does not touch') });
    const locked = 'lvsh was started with --read-only';
    const real = await opened({ folder, locked }, true).words(`${dr} --read-only --scripts .`);
    expect(real).toMatchObject({ code: 3, err: expect.stringContaining('--read-only') });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('where nothing can be done there are scripts only, and that is said', async () => {
    const { words } = opened({ locked: 'it was locked on the screen' });
    const { code, out } = await words(`${dr} --yes`);
    expect(code).toBe(0);
    expect(out).toContain('Nothing is done on this machine: it was locked on the screen.');
    expect(out).not.toContain('danger:');
    expect(out).toContain('lvs-director-10.1.0.90.sh');
    expect((await words('ls')).out).not.toContain('10.1.0.90');
    const asked = await opened().words(`${dr} --scripts-only --scripts -`);
    expect(asked.out).toMatch(/^#### lvs-director-10\.1\.0\.90\.sh: for the director\n#!\/bin\/sh\n/);
    expect(asked.err).toContain('--scripts-only');
  });

  test('--explain puts the reasons into them, and draws the way of a packet', async () => {
    const { words } = opened();
    const plain = await words(`${dr} --scripts-only --scripts -`);
    const explained = await words(`${dr} --scripts-only --scripts - --explain`);
    expect(explained.out.length).toBeGreaterThan(plain.out.length + 500);
    expect(explained.err).toContain('client → router');
    expect(plain.err).not.toContain('client → router');
  });
});

const lines: readonly (readonly [string, string])[] = [
  ['dr', '--vip 10.1.0.90:80 --rs 10.0.0.7,10.0.0.14=3'],
  ['dr', '--vip udp:[fd00:1::90]:53 --rs fd00::7 --explain'],
  ['dr', '--vip 10.1.0.90:80 --rs 10.0.0.7,10.0.0.14 --flavour arptables'],
  ['nat', '--vip 10.1.0.90:80 --rs 10.0.0.7:8080,10.0.0.14:8081'],
  ['tun', '--vip 10.1.0.90:80 --rs 198.51.100.7 --tunnel gue --tunnel-port 7000'],
  ['tun', '--vip 10.1.0.90:80 --rs 198.51.100.7 --tunnel gre --flavour systemd'],
  ['fullnat', '--vip 10.1.0.90:80 --rs 10.0.0.7:8080'],
  ['mark', '--vip 10.1.0.90 --ports 80,443,8000-8010 --rs 10.0.0.7'],
  ['server', '--service tcp:10.1.0.80:80 --rs 10.0.0.77'],
  ['ha', ''],
];

describe('the lines that are told for the scripts', () => {
  test.each(lines)('%s %s: each gives its script to the byte', async (kind, flags) => {
    const { words, run } = opened();
    const line = `new ${kind} ${flags} --dry-run`.replace(/ {2,}/g, ' ');
    const { out } = await words(line);
    const { handouts } = JSON.parse((await words(`${line} --json`)).out) as { handouts: Handout[] };
    const told = [...out.matchAll(/^ {6}lvsh practice (.*)$/gm)].map(([, text = '']) => text);
    expect(told.length).toBeGreaterThan(0);
    const texts: string[] = [];
    for (const one of told) {
      const said = await run(splitLine(one).words.map(({ text }) => text));
      expect([one, said.code]).toEqual([one, 0]);
      texts.push(said.out);
    }
    for (const { text } of handouts) expect(texts.some(one => one.includes(text))).toBe(true);
    // Scripts of single machines come by lvsh script, alone.
    const single = handouts.filter(({ id }) => id.startsWith('rs') || id === 'client');
    for (const { text } of single) expect(texts).toContain(text);
  });
});

describe('--json', () => {
  test.each(lines)('%s %s fits the schema', async (kind, flags) => {
    const { words } = opened();
    for (const end of ['--dry-run', '--scripts-only', '--yes']) {
      const line = `new ${kind} ${flags} ${end} --json`.replace(/ {2,}/g, ' ');
      const { code, out } = await words(line);
      expect([line, code]).toEqual([line, 0]);
      expect(validate(schema, JSON.parse(out))).toEqual([]);
      expect(JSON.parse(out)).toMatchObject({ kind: 'new', wizard: kind });
    }
  });

  test('holds the plan and its end, and the answers', async () => {
    const { words } = opened();
    const document: unknown = JSON.parse((await words(`${dr} --yes --json`)).out);
    expect(document).toMatchObject({
      answers: { vip: '10.1.0.90:80', scheduler: 'wlc' },
      plan: { kind: 'plan', outcome: { kind: 'done' } },
      handouts: [{ id: 'rs', mode: '0755' }, {}, {}],
    });
    const only: unknown = JSON.parse((await words(`${dr} --scripts-only --json`)).out);
    expect(only).toMatchObject({ scriptsOnly: expect.any(String), written: [] });
    expect(only).not.toHaveProperty('plan');
  });

  test('what is wrong leaves standard output empty', async () => {
    expect(await opened().words('new dr --vip 10.1.0.90:80 --json')).toMatchObject({ code: 2, out: '' });
  });
});
