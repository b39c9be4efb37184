import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { openTalk } from '../../src/cli/prompts-terminal.ts';

const opened = () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const signals = new EventEmitter();
  let said = '';
  output.on('data', data => {
    said += String(data);
  });
  return { input, signals, said: () => said, talk: openTalk(input, output, signals) };
};

test('one answer after another; lines that came early wait for their questions', async () => {
  const { input, talk, said } = opened();
  const first = talk.ask('first: ');
  input.write('a\nb\n');
  expect(await first).toBe('a');
  expect(await talk.ask('second: ')).toBe('b');
  const third = talk.ask('third: ');
  input.write('c d \n');
  expect(await third).toBe('c d ');
  // What was typed ahead is shown where it counts; nothing moves the cursor.
  expect(said()).toBe('first: second: b\nthird: ');
  talk.close();
});

test('the end of input and Ctrl-C end it, also later questions', async () => {
  const ended = opened();
  const waiting = ended.talk.ask('? ');
  ended.input.end();
  expect(await waiting).toBeUndefined();
  expect(await ended.talk.ask('again? ')).toBeUndefined();

  const cut = opened();
  const asked = cut.talk.ask('? ');
  cut.signals.emit('SIGINT');
  expect(await asked).toBeUndefined();
  expect(await cut.talk.ask('again? ')).toBeUndefined();
  cut.talk.close();
  expect(cut.signals.listenerCount('SIGINT')).toBe(0);
});
