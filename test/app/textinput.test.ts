import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insert, type TextInput, textInput, typed } from '../../src/app/textinput.ts';

const press = (keys: readonly string[], from = textInput()): TextInput =>
  keys.reduce((input, key) => typed(input, key) ?? input, from);

test('types, moves, deletes', () => {
  expect(press(['r', 'i', 'p', 'space', 'x'])).toEqual({ text: 'rip x', at: 5 });
  expect(press(['a', 'b', 'left', 'c'])).toEqual({ text: 'acb', at: 2 });
  expect(press(['home', 'delete'], textInput('abc'))).toEqual({ text: 'bc', at: 0 });
  expect(press(['ctrl-w'], textInput('rip:1 port:80 '))).toEqual({ text: 'rip:1 ', at: 6 });
  expect(press(['ctrl-a', 'ctrl-k'], textInput('abc'))).toEqual({ text: '', at: 0 });
});

test('keys that are no text mean nothing here', () => expect(typed(textInput('a'), 'f5')).toBeUndefined());

test('characters outside the basic plane are one', () => {
  expect(press(['é', '😀', 'backspace'])).toEqual({ text: 'é', at: 1 });
});

test('pasted control characters become blanks', () => {
  expect(insert(textInput(), 'a\u001b[31m\nb').text).toBe('a [31m b');
});

test('the cursor stays inside, whatever is typed', () => {
  const keys = fc.constantFrom(
    'a',
    '😀',
    'left',
    'right',
    'home',
    'end',
    'backspace',
    'delete',
    'ctrl-w',
    'ctrl-u',
    'ctrl-k',
  );
  fc.assert(
    fc.property(fc.array(keys), list => {
      const { text, at } = press(list);
      return at >= 0 && at <= text.length;
    }),
  );
});
