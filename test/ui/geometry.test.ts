import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failed } from '../../src/core/model/failure.ts';
import type { SeenServer, SeenService } from '../../src/core/model/snapshot.ts';
import { screen } from '../../src/ui/screen.ts';
import { noon, smallDirector } from '../app/director.ts';
import { Drive } from '../app/drive.ts';
import { misfits, plain } from './paint.ts';

const name = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.constantFrom('10.0.0.7:80', '[2001:db8:85a3:1234:5678:8a2e:370:9999]:65535', '負荷分散😀:80'),
);
const number = fc.option(fc.nat({ max: 2_147_483_647 }), { nil: undefined });
const rates = fc.option(
  fc.record({ cps: fc.nat(), inPps: fc.nat(), outPps: fc.nat(), inBps: fc.nat(1e15), outBps: fc.nat(1e15) }),
  { nil: undefined },
);

const drop = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

const server = fc
  .record({
    key: name,
    weight: number,
    active: number,
    inactive: number,
    upper: number,
    rates,
    method: fc.constantFrom('nat', 'dr', 'tun', 'local', undefined),
  })
  .map(one => drop(one) as SeenServer);
const service = fc
  .record({
    key: name.map(text => `tcp:${text}`),
    scheduler: fc.constantFrom('wrr', 'lblcr', undefined),
    ops: fc.option(fc.boolean(), { nil: undefined }),
    rates,
    servers: fc.array(server, { maxLength: 6 }),
  })
  .map(one => drop(one) as SeenService);

const keys = fc.array(
  fc.constantFrom(
    ...'j k l h G o O > < I S H ? esc enter tab shift-tab / : c m z [ ] 1 2 3 f1 x 0 pgdn pgup down'.split(
      ' ',
    ),
  ),
  { maxLength: 25 },
);

test('no row is wider than the screen, nothing lies outside of it, whatever is shown and pressed', () => {
  fc.assert(
    fc.property(
      fc.array(service, { maxLength: 6 }),
      keys,
      fc.integer({ min: 20, max: 220 }),
      fc.integer({ min: 5, max: 70 }),
      (services, pressed, columns, rows) => {
        const unique = services.map((one, index) => ({ ...one, key: `${one.key}${index}` }));
        const drive = new Drive({ columns, rows }).read({ at: noon, services: unique });
        drive.read({ at: noon + 1000, services: unique.slice(1) });
        for (const key of pressed) {
          drive.keys(key);
          expect(misfits(screen(drive.state, plain), columns, rows)).toEqual([]);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('the same when the terminal is resized over anything that is open', () => {
  fc.assert(
    fc.property(
      keys,
      fc.array(fc.tuple(fc.integer({ min: 1, max: 250 }), fc.integer({ min: 1, max: 80 })), { maxLength: 5 }),
      (pressed, sizes) => {
        const drive = new Drive().read(smallDirector()).read(smallDirector(1));
        for (const key of pressed) drive.keys(key);
        for (const [columns, rows] of sizes) {
          drive.send({ type: 'resize', columns, rows });
          expect(misfits(screen(drive.state, plain), columns, rows)).toEqual([]);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a director that cannot be read fits as well', () => {
  for (const columns of [60, 80, 200]) {
    const failure = {
      kind: 'no-permission',
      what: 'x'.repeat(300),
      why: 'y '.repeat(200),
      advice: 'z',
      output: 'line\n'.repeat(50),
    } as const;
    const drive = new Drive({ columns, rows: 15 }).send({
      type: 'read-done',
      generation: 1,
      now: noon,
      result: failed(failure),
    });
    expect(misfits(screen(drive.state, plain), columns, 15)).toEqual([]);
  }
});
