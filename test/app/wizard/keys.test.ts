import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownOf, stepHere } from '../../../src/app/wizard/hand.ts';
import { insteadHere, moveStep, moveUpDown, passStep, takeInstead } from '../../../src/app/wizard/keys.ts';
import { isTypedHere, pasteAnswer, typeKey } from '../../../src/app/wizard/typing.ts';
import type { WizardView } from '../../../src/app/wizard/view.types.ts';
import type { Wizard } from '../../../src/core/wizard/wizard.types.ts';
import { desk, fake, opened } from './fake.ts';

/** Types a text, a key for each character. */
const typed = (view: WizardView, text: string): WizardView =>
  Array.from(text).reduce(
    (next, character) => typeKey(desk, next, character === ' ' ? 'space' : character),
    view,
  );

const pass = (view: WizardView): WizardView => passStep(desk, view).view;

/** The same wizard, which suggests no scheduler. */
const withoutSuggestion: Wizard = {
  ...fake,
  steps: fake.steps.map(step => {
    const { suggest, ...rest } = step;
    return suggest === undefined || step.id !== 'scheduler' ? step : rest;
  }),
};

const stateOf = (view: WizardView, id: string) => shownOf(desk, view).find(({ step }) => step.id === id);

describe('enter', () => {
  test('goes from question to question, takes what is suggested, and tells the end', () => {
    const vip = pass(typed(opened(), '10.0.0.200:80'));
    expect(vip.at).toBe('rs');
    const rs = pass(typed(vip, '10.0.0.7 10.0.0.14'));
    expect(rs.at).toBe('scheduler');
    const last = pass(pass(rs));
    expect(last.at).toBe('note');
    const { view, end } = passStep(desk, last);
    expect(end).toBe(true);
    // What was only passed is no answer of the person's, but it was seen.
    expect(view.answers).toEqual({ vip: '10.0.0.200:80', rs: '10.0.0.7 10.0.0.14' });
    expect(view.seen).toEqual({ scheduler: 'wlc', sticky: 'no', note: '' });
  });

  test('stays where an answer is missing or wrong', () => {
    expect(pass(opened())).toMatchObject({ at: 'vip', tried: true });
    expect(pass(typed(opened(), 'nonsense'))).toMatchObject({ at: 'vip', tried: true });
  });

  test('a suggestion that was passed follows the answers before it', () => {
    const at = opened({ answers: { vip: '10.0.0.200:80', rs: '10.0.0.7' }, at: 'scheduler' });
    const back = moveStep(desk, pass(at), -2);
    expect(back.at).toBe('rs');
    expect(stateOf(typed(back, '=3'), 'scheduler')?.text).toBe('wrr');
  });
});

describe('going back and forth', () => {
  test('loses nothing, also of a question that is not asked any more', () => {
    const at = opened({
      answers: { vip: '10.0.0.200:80', rs: '10.0.0.7', sticky: 'yes', seconds: '99' },
      at: 'sticky',
    });
    const off = typeKey(desk, at, 'n');
    expect(stateOf(off, 'seconds')).toBeUndefined();
    expect(stateOf(typeKey(desk, off, 'y'), 'seconds')?.text).toBe('99');
  });

  test('tab goes on whatever stands there; the ends stop', () => {
    expect(moveStep(desk, opened(), 1).at).toBe('rs');
    expect(moveStep(desk, opened(), -1).at).toBe('vip');
    expect(moveStep(desk, opened({ at: 'note' }), 1).at).toBe('note');
  });

  test('what was wiped out and must be answered is suggested again', () => {
    const at = opened({ answers: { sticky: 'yes' }, at: 'seconds' });
    const wiped = typeKey(desk, at, 'backspace');
    expect(wiped.answers.seconds).toBe('');
    expect(stateOf(moveStep(desk, wiped, 1), 'seconds')).toMatchObject({ text: '360', given: false });
  });

  test('an optional answer can be left empty', () => {
    const emptied = typeKey(desk, typed(opened({ at: 'note' }), 'a'), 'ctrl-u');
    expect(passStep(desk, emptied)).toMatchObject({ end: true, view: { answers: { note: '' } } });
  });

  test('a step that has vanished gives the hand to the first one', () => {
    expect(stepHere(desk, opened({ at: 'seconds' }))?.step.id).toBe('vip');
  });
});

describe('a suggestion in a field', () => {
  const at = opened({ answers: { sticky: 'yes' }, at: 'seconds' });
  test('→ makes a text of it that can be changed', () => {
    expect(typeKey(desk, typeKey(desk, at, 'right'), 'backspace').answers.seconds).toBe('36');
  });
  test('typing takes its place', () => {
    expect(typed(at, '7').answers.seconds).toBe('7');
  });
});

describe('a choice', () => {
  const at = opened({ at: 'scheduler' });
  test('down and up go through what is possible here, no further than the ends', () => {
    const down = moveUpDown(desk, at, 1);
    expect(down.answers.scheduler).toBe('wrr');
    expect(moveUpDown(desk, down, 1).answers.scheduler).toBe('sh');
    expect(moveUpDown(desk, moveUpDown(desk, down, 1), 1).answers.scheduler).toBe('sh');
  });
  test('back at what is suggested, nothing was answered', () => {
    expect(moveUpDown(desk, moveUpDown(desk, at, 1), -1).answers).toEqual({});
  });
  test('a letter jumps, j and k move, pasting a name chooses it', () => {
    expect(typeKey(desk, at, 's').answers.scheduler).toBe('sh');
    expect(typeKey(desk, at, 'j').answers.scheduler).toBe('wrr');
    expect(typeKey(desk, at, 'end').answers.scheduler).toBe('sh');
    expect(pasteAnswer(desk, at, ' sh\n').answers.scheduler).toBe('sh');
    expect(pasteAnswer(desk, at, 'twos').answers).toEqual({});
  });
  test('without an answer the cursor is on the first one, and enter takes it', () => {
    const open = { ...desk, wizard: withoutSuggestion };
    expect(passStep(open, at).view.answers.scheduler).toBe('wlc');
    expect(moveUpDown(open, at, 1).answers.scheduler).toBe('wrr');
  });
  test('a flag: y, n and space', () => {
    const flag = opened({ at: 'sticky' });
    expect(typeKey(desk, flag, 'y').answers.sticky).toBe('yes');
    expect(typeKey(desk, flag, 'space').answers.sticky).toBe('yes');
    expect(typeKey(desk, typeKey(desk, flag, 'y'), 'n').answers).toEqual({});
  });
  test('where one is typed, up and down go from question to question', () => {
    expect(moveUpDown(desk, opened(), 1).at).toBe('rs');
  });
});

describe('what is offered instead', () => {
  test('is taken over', () => {
    const view = typed(opened(), '10.0.0.200');
    expect(insteadHere(desk, view)?.label).toBe('10.0.0.200:80');
    expect(takeInstead(desk, view)).toMatchObject({ answers: { vip: '10.0.0.200:80' }, caret: 13 });
  });
  test('may be another wizard, which goes on with the same answers', () => {
    const view = typed(opened({ answers: { vip: '10.0.0.200:80' }, at: 'rs' }), '192.0.2.1');
    expect(takeInstead(desk, view)).toMatchObject({
      kind: 'tun',
      at: 'rs',
      answers: { vip: '10.0.0.200:80', rs: '192.0.2.1' },
    });
  });
  test('is nothing where nothing is', () => {
    const view = opened();
    expect(takeInstead(desk, view)).toBe(view);
  });
});

describe('what is typed and what is a command', () => {
  test('? is a command on an empty field and in a choice, and typed elsewhere', () => {
    expect(isTypedHere(desk, opened(), '?')).toBe(false);
    expect(isTypedHere(desk, opened({ at: 'scheduler' }), '?')).toBe(false);
    expect(isTypedHere(desk, typed(opened(), '1'), '?')).toBe(true);
    expect(isTypedHere(desk, opened(), 'q')).toBe(true);
    expect(isTypedHere(desk, opened(), 'f1')).toBe(false);
  });
});

test('a long list can be pasted, over as many lines as it has', () => {
  const list = Array.from(
    { length: 300 },
    (_, index) => `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}`,
  );
  const view = pasteAnswer(desk, opened({ at: 'rs' }), `${list.join('\n')}\n`);
  expect(view.answers.rs?.split(/\s+/)).toEqual(list);
});

test('any keys: the hand is always on a step, and no answer has a control character', () => {
  const key = fc.constantFrom(
    ...[
      'right',
      'left',
      'backspace',
      'ctrl-u',
      'ctrl-w',
      'home',
      'end',
      'y',
      'n',
      's',
      'j',
      '1',
      '.',
      ':',
      'é',
    ],
    ...['enter', 'tab', 'shift-tab', 'up', 'down', 'ctrl-t', 'paste'],
  );
  fc.assert(
    fc.property(fc.array(key, { maxLength: 60 }), keys => {
      let view = opened();
      for (const one of keys) {
        if (one === 'enter') view = pass(view);
        else if (one === 'tab' || one === 'shift-tab') view = moveStep(desk, view, one === 'tab' ? 1 : -1);
        else if (one === 'up' || one === 'down') view = moveUpDown(desk, view, one === 'up' ? -1 : 1);
        else if (one === 'ctrl-t') view = takeInstead(desk, view);
        else if (one === 'paste') view = pasteAnswer(desk, view, '10.0.0.7\n\u001b[2J 192.0.2.9');
        else view = typeKey(desk, view, one);
        const here = stepHere(desk, view);
        expect(here?.step.id).toBe(view.at);
        expect(view.caret).toBeLessThanOrEqual((view.answers[view.at] ?? '').length);
        for (const text of Object.values(view.answers)) expect(text).not.toMatch(/[\u0000-\u001f\u007f]/);
      }
    }),
  );
});
