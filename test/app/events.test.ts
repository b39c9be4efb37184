import { describe, expect, test } from 'vitest';
import { compareSnapshots } from '../../src/app/events.ts';
import { type Changes, noChanges } from '../../src/app/log.ts';
import { eventLine } from '../../src/app/pages/events.ts';
import type { SeenServer, SeenService, Snapshot } from '../../src/core/model/snapshot.ts';
import { address, largeDirector, noon, server, smallDirector } from './director.ts';

const change = (
  snapshot: Snapshot,
  key: string,
  edit: (service: SeenService) => SeenService | undefined,
): Snapshot => ({
  ...snapshot,
  services: snapshot.services.flatMap(service => {
    const edited = service.key === key ? edit(service) : service;
    return edited === undefined ? [] : [edited];
  }),
});

const withServer = (service: SeenService, key: string, edit: Partial<SeenServer>): SeenService => ({
  ...service,
  servers: service.servers.map(one => (one.key === key ? { ...one, ...edit } : one)),
});

const compare = (before: Snapshot, after: Snapshot, changes: Changes = noChanges, now = noon) => {
  const result = compareSnapshots(before, after, changes, now);
  const lines = result.events.map(event =>
    eventLine(event, 0)
      .map(({ text }) => text)
      .join(''),
  );
  return { ...result, lines };
};

const before = smallDirector();
const web = 'tcp:10.0.0.200:80';

describe('what changed', () => {
  test('nothing, between equal tables', () => expect(compare(before, smallDirector(3)).lines).toEqual([]));

  test('a weight', () => {
    const after = change(before, web, service => withServer(service, '10.0.0.7:80', { weight: 0 }));
    const { lines, changes } = compare(before, after);
    expect(lines).toEqual([' · 12:04:31  10.0.0.7:80  weight 3 → 0  TCP 10.0.0.200:80']);
    expect(changes.former.get(`${web}\n10.0.0.7:80`)).toBe(3);
    expect(changes.recent.get(`${web}\n10.0.0.7:80`)).toEqual({ at: noon, field: 'weight' });
  });

  test('the former weight is forgotten when the server takes connections again', () => {
    const drained = change(before, web, service => withServer(service, '10.0.0.7:80', { weight: 0 }));
    const first = compare(before, drained);
    const second = compare(drained, before, first.changes);
    expect(second.changes.former.size).toBe(0);
  });

  test('servers and services that come and go', () => {
    const more = change(before, web, service => ({
      ...service,
      servers: [server('10.0.0.99', 80, 'dr', 5), ...service.servers],
    }));
    expect(compare(before, more).lines).toEqual([
      ' ' + '  12:04:31  10.0.0.99:80  server added, weight 5  TCP 10.0.0.200:80',
    ]);
    expect(compare(more, before).lines).toEqual(
      [' · 12:04:31  10.0.0.99:80  server removed, 0 connections open  TCP 10.0.0.200:80'].map(line =>
        line.replace(', 0 connections open', ''),
      ),
    );
    const fewer = change(before, web, () => undefined);
    expect(compare(before, fewer).lines).toEqual([' · 12:04:31  TCP 10.0.0.200:80  service removed']);
    expect(compare(fewer, before).lines).toEqual(['   12:04:31  TCP 10.0.0.200:80  service added, wrr']);
  });

  test('scheduler, persistence, flags, method', () => {
    const after = change(before, web, service => ({
      ...withServer(service, '10.0.0.14:80', { method: 'tun' }),
      scheduler: 'sh',
      flags: ['flag-1'],
      persistence: { timeout: 60, mask: address('255.255.255.0') },
    }));
    expect(compare(before, after).events.map(({ text }) => text)).toEqual([
      'scheduler wrr → sh',
      'persist 6m → persist 1m /24',
      'flags none → sh-fallback',
      'DR → TUN',
    ]);
  });

  test('a server that fills up, and the service that then takes nothing', () => {
    const key = 'tcp:10.0.0.201:8080';
    const after = change(before, key, service =>
      withServer(withServer(service, '192.168.7.31:8080', { weight: 0 }), '192.168.7.32:8080', {
        active: 10,
        inactive: 20,
      }),
    );
    const full = change(after, key, service =>
      withServer(service, '192.168.7.32:8080', { active: 60, inactive: 40 }),
    );
    expect(compare(after, full).events.map(({ level, text }) => `${level} ${text}`)).toEqual([
      'warn full: 100 connections, takes no new ones',
      'bad no server takes new connections',
    ]);
    expect(compare(full, after).events.map(({ text }) => text)).toEqual([
      'below its threshold again',
      'takes new connections again',
    ]);
  });

  test('unknown values are no change', () => {
    const { weight: _, ...rest } = before.services[0]?.servers[0] ?? server('10.0.0.7', 80, 'dr', 1);
    const after = change(before, web, service => ({
      ...service,
      servers: [rest, ...service.servers.slice(1)],
    }));
    expect(compare(before, after).lines).toEqual([]);
    expect(compare(after, before).lines).toEqual([]);
  });

  describe('a drain that is over', () => {
    const left = (active: number, inactive: number, persistent: number | undefined, weight = 0) =>
      change(before, web, service => {
        const changed = withServer(service, '10.0.0.21:80', { active, inactive, weight });
        return {
          ...changed,
          servers: changed.servers.map(one => {
            if (one.key !== '10.0.0.21:80') return one;
            const { persistent: _, ...rest } = one;
            return persistent === undefined ? rest : { ...rest, persistent };
          }),
        };
      });
    const said = (one: Snapshot, other: Snapshot, letsGo = false) =>
      compareSnapshots(one, other, noChanges, noon, letsGo).events.map(({ text }) => text);
    const over = 'is drained: nothing is left, x removes it';

    test('is said once, with the server’s name', () => {
      const { lines } = compare(left(1, 0, 0), left(0, 0, 0));
      expect(lines).toEqual([`   12:04:31  10.0.0.21:80  ${over}  TCP 10.0.0.200:80`]);
      expect(said(left(0, 0, 0), left(0, 0, 0))).toEqual([]);
    });

    test.each<readonly [string, Snapshot, Snapshot]>([
      ['closed connections are remembered', left(1, 0, 0), left(0, 1, 0)],
      ['persistence holds clients', left(1, 0, 2), left(0, 0, 2)],
      ['templates are not known', left(1, 0, undefined), left(0, 0, undefined)],
      ['it takes new connections', left(1, 0, 0, 2), left(0, 0, 0, 2)],
    ])('is not said while %s', (_, one, other) => expect(said(one, other)).toEqual([]));

    test('is said when the last template is gone, and when the weight follows', () => {
      expect(said(left(0, 0, 2), left(0, 0, 0))).toEqual([over]);
      expect(said(left(3, 0, 0, 2), left(0, 0, 0))).toEqual(['weight 2 → 0', over]);
    });

    test('is not said of a server that had nothing', () =>
      expect(said(left(0, 0, 0, 2), left(0, 0, 0))).toEqual(['weight 2 → 0']));

    test('is not said when it only became known that nothing is left', () =>
      expect(said(left(0, 0, undefined), left(0, 0, 0))).toEqual([]));

    test('templates of a kernel that lets clients go do not count', () =>
      expect(said(left(0, 1, 2), left(0, 0, 2), true)).toEqual([
        'is drained: nothing is open and its persistent clients may leave, x removes it',
      ]));
  });

  test('very many at once become a line for each kind', () => {
    const large = largeDirector(300, 2);
    const after = {
      ...large,
      services: large.services.map(service => ({
        ...service,
        servers: service.servers.map(one => ({ ...one, weight: 0 })),
      })),
    };
    const { events } = compare(large, after);
    expect(events.map(({ text }) => text.slice(0, 40))).toEqual([
      'weight changed: 600 at once, the first 1',
      'service down: 300 at once, the first TCP',
    ]);
  });
});

describe('a NAT server that answers nothing', () => {
  const key = 'tcp:10.0.0.201:8080';
  const silent = (snapshot: Snapshot): Snapshot =>
    change(snapshot, key, service =>
      withServer(service, '192.168.7.31:8080', {
        rates: { cps: 4, inPps: 12, outPps: 0, inBps: 700, outBps: 0 },
      }),
    );
  test('is said after some seconds, once, and when it answers again', () => {
    let changes = noChanges;
    const lines: string[] = [];
    for (let second = 1; second <= 20; second++) {
      const after = second < 12 ? silent(smallDirector(second)) : smallDirector(second);
      const result = compare(smallDirector(second - 1), after, changes, noon + second * 1000);
      changes = result.changes;
      lines.push(...result.lines);
    }
    expect(lines).toEqual([
      ' ! 12:04:38  192.168.7.31:8080  is sent connections and answers nothing  TCP 10.0.0.201:8080',
      '   12:04:43  192.168.7.31:8080  answers again  TCP 10.0.0.201:8080',
    ]);
  });
  test('is never said of DR, whose answers do not pass', () => {
    let changes = noChanges;
    for (let second = 1; second < 20; second++) {
      changes = compare(
        smallDirector(second - 1),
        smallDirector(second),
        changes,
        noon + second * 1000,
      ).changes;
    }
    expect(changes.silent.size).toBe(0);
  });
});
