import { afterEach, expect, test } from 'vitest';
import { failed } from '../../src/core/model/failure.ts';
import { noon, reading, smallDirector } from '../app/director.ts';
import { Drive } from '../app/drive.ts';
import { Stage } from './stage.tsx';

let stage: Stage | undefined;
afterEach(() => {
  stage?.end();
  stage = undefined;
});

const open = (drive: Drive): Stage => {
  stage = new Stage(drive);
  return stage;
};

test('Ink places every block where the plain painter does', async () => {
  const screen = open(new Drive().read(smallDirector()));
  const text = await screen.until('TCP 10.0.0.200:80');
  expect(text.split('\n')[0]).toMatch(/^ lb1 {2}live/);
  expect(text.split('\n').at(-1)).toContain('q quit');
});

test('a problem is found, gone to, opened, and left', async () => {
  const screen = open(new Drive().read(smallDirector()));
  await screen.until('! problem: TCP 10.0.0.200:443');
  await screen.keys('!').until(/>▾ TCP 10\.0\.0\.200:443/);
  await screen.keys('enter').until('no server can take a connection, so clients');
  await screen.keys('esc').until(/>▾ TCP 10\.0\.0\.200:443/);
});

test('a learner asks what a number is and walks on to the next', async () => {
  const screen = open(new Drive().read(smallDirector()));
  await screen.keys('l l l l ?').until('InActConn: connections that are over but remembered');
  await screen.keys('h').until('ActiveConn: connections in state ESTABLISHED');
  await screen.keys('?').until('All keys and the filter language');
  await screen.keys('esc esc').until('nothing has changed since lvsh was started');
});

test('a filter, then the palette', async () => {
  const screen = open(new Drive().read(smallDirector()));
  await screen.keys('/').type('sched:wlc').until('1 of 5 services');
  await screen.keys('enter').until('1 of 5 fit sched:wlc');
  await screen.keys('esc ctrl-p').type('settings').until('Show the settings');
  await screen.keys('enter').until('How lvsh reads this director');
});

test('a change is seen: the cell, the line, the problem', async () => {
  const screen = open(new Drive().read(smallDirector()));
  await screen.until('refuses clients');
  const next = smallDirector(1);
  const services = next.services.map(service => ({
    ...service,
    servers: service.servers.map(server => ({ ...server, weight: 0 })),
  }));
  screen.send({ type: 'tick', now: noon + 1000 });
  screen.send({
    type: 'read-done',
    generation: 2,
    now: noon + 1000,
    result: { ok: true, value: reading({ ...next, services }) },
  });
  const text = await screen.until('1 of 5 problems');
  expect(text).toContain('0·3');
  expect(text).toContain('weight 1 → 0');
});

test('a director that cannot be read, and practice instead', async () => {
  const screen = open(new Drive());
  await screen.until('reading lb1');
  screen.send({
    type: 'read-done',
    generation: 1,
    now: noon,
    result: failed({ kind: 'no-module', what: 'IPVS is not in this kernel' }),
  });
  await screen.until('modprobe ip_vs');
  screen.keys('p');
  expect(screen.drive.effects.at(-1)).toEqual({ type: 'open-practice' });
  screen.send({ type: 'source', now: noon, source: { name: 'practice', kind: 'practice', readOnly: false } });
  screen.send({
    type: 'read-done',
    generation: 2,
    now: noon,
    result: { ok: true, value: reading(smallDirector()) },
  });
  expect(await screen.until('TCP 10.0.0.200:80')).toMatch(/^ PRACTICE /);
});
