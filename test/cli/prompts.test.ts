/** The questions of a wizard as plain lines: what is asked, in which order, and what a person may type. */
import { describe, expect, test } from 'vitest';
import { askSteps, settledBy } from '../../src/cli/prompts.ts';
import type { Answers, Ground, Remark, Wizard, WizardStep } from '../../src/core/wizard/wizard.types.ts';

const ground: Ground = { director: 'lb1' };

const step = (id: string, more: Partial<WizardStep> = {}): WizardStep => ({
  id,
  label: id,
  question: `What is ${id}?`,
  why: () => `Because of ${id}.`,
  example: '',
  kind: 'text',
  check: () => [],
  words: text => text,
  ...more,
});

const colours = [
  { value: 'red', title: 'red', about: 'as fire' },
  { value: 'blue', title: 'dark blue', about: 'as the sea', not: 'it is out' },
  { value: '9', title: 'nine', about: 'a number' },
];

const even = (text: string): readonly Remark[] => {
  if (/^\d*[02468]$/.test(text)) return text === '0' ? [{ level: 'warn', text: 'that is little' }] : [];
  const next = { label: 'the next one', answers: { number: String(Number(text) + 1) } };
  return [{ level: 'error', text: `${text} is odd`, instead: next }];
};

const wizard: Wizard = {
  kind: 'dr',
  title: 'Small',
  about: 'a wizard for tests',
  steps: [
    step('number', { example: '4', check: even }),
    step('colour', { kind: 'choice', options: () => colours, suggest: () => 'red' }),
    step('shade', { when: ({ colour }) => colour === 'blue' }),
    step('twice', { suggest: ({ number }) => String(2 * Number(number ?? '0')) }),
    step('note', { optional: true }),
    step('sure', { kind: 'flag', suggest: () => 'no' }),
  ],
};

/** Types lines; gives how it ended, the questions, and everything that was said. */
const talk = async (lines: readonly string[], given: Answers = {}, back = false) => {
  const left = [...lines];
  const questions: string[] = [];
  const said: string[] = [];
  const ask = async (question: string) => {
    questions.push(question);
    return left.shift();
  };
  const end = await askSteps(wizard, settledBy(given), ground, { ask, say: line => said.push(line) }, back);
  return { end, questions, said: said.join('\n'), left };
};

describe('what is asked', () => {
  test('everything that is not given, in order, with what Enter takes', async () => {
    const { end, questions, said } = await talk(['4', '', '', '', 'y']);
    expect(end).toMatchObject({ kind: 'done', answers: { number: '4', note: '', sure: 'yes' } });
    expect(questions).toEqual([
      'number: ',
      'colour [red]: ',
      'twice [8]: ',
      'note: ',
      'sure (yes or no) [no]: ',
    ]);
    expect(said).toContain('Small: a wizard for tests.');
    expect(said).toContain('(1 of 5) What is number?\n   Such as 4');
    expect(said).toContain('   1  red: as fire\n   2  blue, dark blue: not possible here, it is out\n');
    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  test('nothing where everything is given, and not a word is said', async () => {
    const given = { number: '4', colour: 'red', twice: '1', note: '', sure: 'no' };
    expect(await talk([], given)).toMatchObject({ end: { kind: 'done', answers: given }, said: '' });
  });

  test('what is given and wrong, with what is wrong', async () => {
    const given = { number: '3', colour: 'red', twice: '1', note: '', sure: 'no' };
    const { end, questions, said } = await talk(['6'], given);
    expect(questions).toEqual(['number: ']);
    expect(said).toContain('   3\n   error: 3 is odd\n   = takes this instead: the next one');
    expect(end.answers.number).toBe('6');
  });

  test('a step that another answer brings', async () => {
    const { questions } = await talk(['4', 'blue', 'dark', '', '', ''], {});
    expect(questions.slice(0, 4)).toEqual(['number: ', 'colour [red]: ', 'shade: ', 'twice [8]: ']);
  });
});

describe('what may be typed', () => {
  test('? says why, ?N about one answer; neither is an answer', async () => {
    const { end, said } = await talk(['?', '4', '?2', '?red', '', '', '', '']);
    expect(said).toContain('   Because of number.');
    expect(said.match(/^ {3}2 {2}blue, dark blue/gm)).toHaveLength(2);
    expect(end).toMatchObject({ kind: 'done', answers: { number: '4' } });
  });

  test.each([
    ['1', 'red'],
    ['blue', 'blue'],
    // A number that is an answer itself means itself.
    ['9', '9'],
    ['3', '9'],
    ['77', '77'],
  ])('%s as an answer to a choice is %s', async (typed, value) => {
    const { end } = await talk(['4', typed]);
    expect(end.answers.colour).toBe(value);
  });

  test('what is refused is asked again; = takes what is offered', async () => {
    const { end, questions, said } = await talk(['=', '3', '=', '', '', '', '']);
    expect(said).toContain('Nothing was suggested that could be taken.');
    expect(said).toContain('error: 3 is odd');
    expect(said).toContain('Taken: the next one');
    expect(questions.filter(question => question === 'number: ')).toHaveLength(3);
    expect(end).toMatchObject({ kind: 'done', answers: { number: '4' } });
  });

  test('a warning is said and the answer taken', async () => {
    const { end, said } = await talk(['0', '', '', '', '']);
    expect(said).toContain('careful: that is little');
    expect(end).toMatchObject({ kind: 'done', answers: { number: '0' } });
  });

  test('empty where there must be an answer', async () => {
    const { end, said } = await talk(['', '-', '4', '', '', '-', '']);
    expect(said.match(/This needs an answer, such as 4\./g)).toHaveLength(2);
    expect(end).toMatchObject({ kind: 'done', answers: { number: '4', note: '' } });
  });

  test('< goes back and loses nothing; a suggestion follows what is changed', async () => {
    const { end, questions } = await talk(['4', '9', '<', '<', '6', '', '', '']);
    expect(questions).toEqual([
      'number: ',
      'colour [red]: ',
      'twice [8]: ',
      'colour [9]: ',
      'number [4]: ',
      'twice [12]: ',
      'note: ',
      'sure (yes or no) [no]: ',
    ]);
    expect(end).toMatchObject({ kind: 'done', answers: { number: '6', colour: '9' } });
    const first = await talk(['<', '4']);
    expect(first.said).toContain('This is the first question.');
  });

  test('the end of input leaves, with what was answered', async () => {
    expect((await talk(['4', '9'])).end).toMatchObject({
      kind: 'left',
      answers: { number: '4', colour: '9' },
    });
  });

  test('back from the end it begins with the last question', async () => {
    const given = { number: '4', colour: 'red', twice: '1', note: '', sure: 'yes' };
    expect((await talk([''], given, true)).questions).toEqual(['sure (yes or no) [yes]: ']);
  });
});

describe('another wizard', () => {
  const offer: Wizard = {
    ...wizard,
    steps: [
      step('number', { check: even }),
      step('place', {
        check: text =>
          text === 'far'
            ? [
                {
                  level: 'error',
                  text: 'too far',
                  instead: { label: 'by train', answers: {}, wizard: 'tun' },
                },
              ]
            : [],
      }),
    ],
  };

  test('takes over all answers, the refused one as well', async () => {
    const lines = ['4', 'far', '='];
    const person = { ask: async () => lines.shift(), say: () => undefined };
    const end = await askSteps(offer, settledBy({}), ground, person);
    expect(end).toMatchObject({ kind: 'other', wizard: 'tun', answers: { number: '4', place: 'far' } });
    expect([...end.steps]).toEqual(['number', 'place']);
  });
});

test('a long choice is listed by name, and fits the smallest usual terminal', async () => {
  const many = Array.from({ length: 16 }, (_, index) => ({
    value: `v${index}`,
    title: `value ${index}`,
    about: 'a long story. '.repeat(12).trim(),
  }));
  const long: Wizard = { ...wizard, steps: [step('pick', { kind: 'choice', options: () => many })] };
  const said: string[] = [];
  const lines = ['?16', 'v3'];
  const person = { ask: async () => lines.shift(), say: (line: string) => said.push(line) };
  const end = await askSteps(long, settledBy({}), ground, person);
  const at = said.findIndex(line => line.startsWith('(1 of 1)'));
  const told = said.findIndex(line => line.includes('?1 says more about v0'));
  expect(told - at).toBeLessThan(22);
  expect(said.slice(told + 1).join(' ')).toContain('value 15: a long story.');
  for (const line of said) expect(line.length).toBeLessThanOrEqual(78);
  expect(end.answers).toEqual({ pick: 'v3' });
});
