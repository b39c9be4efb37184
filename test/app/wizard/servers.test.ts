import { expect, test } from 'vitest';
import { shownOf } from '../../../src/app/wizard/hand.ts';
import { type ServerChecks, serverChecks } from '../../../src/app/wizard/servers.ts';
import { allAnswers } from '../../../src/app/wizard/shown.ts';
import { bare, desk, fake, opened } from './fake.ts';

const checks = (text: string): ServerChecks => {
  const view = opened({ answers: { vip: '10.0.0.200:80', rs: text }, at: 'rs' });
  const here = shownOf(desk, view).find(({ step }) => step.id === 'rs');
  if (here === undefined) throw new Error('no step');
  return serverChecks(here.step, text, here.remarks, allAnswers(fake, view.answers, bare), bare);
};

test('each server has its own verdict, without its name, the worst first', () => {
  expect(checks('10.0.0.7, 192.0.2.9=3 10.0.0.8 x').each).toEqual([
    { server: 'x', address: 'x', level: 'error', texts: ['is no address'] },
    {
      server: '192.0.2.9=3',
      address: '192.0.2.9',
      level: 'error',
      texts: ['is behind a router'],
    },
    { server: '10.0.0.7', address: '10.0.0.7', level: 'ok', texts: ['is near'] },
    { server: '10.0.0.8', address: '10.0.0.8', level: 'ok', texts: ['is near'] },
  ]);
});

test('what is said about the list as a whole is told once', () => {
  expect(checks('10.0.0.7 10.0.0.7').together.map(({ text }) => text)).toEqual([
    'One of them stands there twice',
  ]);
  expect(checks('10.0.0.7 10.0.0.8').together).toEqual([]);
});

test('300 servers have 300 verdicts', () => {
  const list = Array.from({ length: 300 }, (_, index) => `${index === 200 ? '192' : '10'}.0.${index}.1`);
  const { each } = checks(list.join(' '));
  expect(each).toHaveLength(300);
  expect(each[0]).toMatchObject({ server: '192.0.200.1', level: 'error' });
});
