import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filterFields, filterService, parseFilter } from '../../src/app/filter.ts';
import { smallDirector } from './director.ts';

const never = (): boolean => false;

/** What a filter leaves: services with their servers. */
const left = (text: string, changed = never as Parameters<typeof filterService>[2]): readonly string[] =>
  smallDirector().services.flatMap(service => {
    const servers = filterService(parseFilter(text), service, changed);
    return servers === undefined
      ? []
      : [`${service.key} ${servers.map(server => server.key).join(' ')}`.trim()];
  });

const all = left('');

describe('fields', () => {
  test('rip: a server in all its services, and only it', () => {
    expect(left('rip:10.0.0.7')).toEqual([
      'tcp:10.0.0.200:80 10.0.0.7:80',
      'tcp:10.0.0.200:443 10.0.0.7:443',
      'fwm:17 10.0.0.7:0',
    ]);
    expect(left('rip:10.0.0.7:443')).toEqual(['tcp:10.0.0.200:443 10.0.0.7:443']);
  });
  test('rip: stops at a part of the address', () => {
    expect(left('rip:10.0.0.2')).toEqual([]);
    expect(left('rip:192.168')).toHaveLength(1);
  });
  test('vip: keeps all servers', () => {
    expect(left('vip:10.0.0.201')).toEqual(['tcp:10.0.0.201:8080 192.168.7.31:8080 192.168.7.32:8080']);
  });
  test('port: of the service or the server', () => {
    expect(left('port:53')).toHaveLength(1);
    expect(left('port:0')).toEqual(['fwm:17 10.0.0.7:0 10.0.0.14:0']);
  });
  test('proto:', () => {
    expect(left('proto:udp')).toHaveLength(1);
    expect(left('proto:fwm')).toHaveLength(1);
    expect(left('proto:4')).toEqual(all);
    expect(left('proto:6')).toEqual([]);
  });
  test('sched: and method:, also as ipvsadm writes it', () => {
    expect(left('sched:wlc')).toHaveLength(1);
    expect(left('method:tun')).toEqual(['fwm:17 10.0.0.14:0']);
    expect(left('method:masq')).toEqual(left('method:nat'));
  });
  test('state: of servers', () => {
    expect(left('state:zero')).toEqual([
      'tcp:10.0.0.200:80 10.0.0.21:80',
      'tcp:10.0.0.200:443 10.0.0.7:443 10.0.0.14:443',
    ]);
    expect(left('state:drain')).toEqual([
      'tcp:10.0.0.200:80 10.0.0.21:80',
      'tcp:10.0.0.200:443 10.0.0.7:443',
    ]);
    expect(left('state:full')).toEqual(['tcp:10.0.0.201:8080 192.168.7.32:8080']);
    expect(left('state:idle')).toEqual(['tcp:10.0.0.200:443 10.0.0.14:443']);
  });
  test('state: of services', () => {
    expect(left('state:down')).toHaveLength(1);
    expect(left('state:persistent')).toHaveLength(1);
    expect(left('state:ops')).toHaveLength(1);
    expect(left('state:empty')).toEqual([]);
  });
  test('state:changed asks the app', () => {
    const changed = (service: string, server: string | undefined): boolean =>
      service === 'fwm:17' && server === '10.0.0.7:0';
    expect(left('state:changed', changed)).toEqual(['fwm:17 10.0.0.7:0']);
  });
});

describe('terms', () => {
  test('words are looked for in services and servers', () => {
    expect(left('8080')).toEqual(left('vip:10.0.0.201'));
    expect(left('10.0.0.21')).toEqual(['tcp:10.0.0.200:80 10.0.0.21:80']);
    expect(left('WRR')).toHaveLength(2);
  });
  test('all must fit', () =>
    expect(left('port:80 rip:10.0.0.14')).toEqual(['tcp:10.0.0.200:80 10.0.0.14:80']));
  test('! turns round', () => {
    expect(left('!proto:tcp')).toHaveLength(2);
    expect(left('!rip:10.0.0.7 port:443')).toEqual(['tcp:10.0.0.200:443 10.0.0.14:443']);
  });
  test('regular expressions', () => {
    expect(left('/^udp/')).toHaveLength(1);
    expect(left('/\\.(14|21):80$/')).toEqual(['tcp:10.0.0.200:80 10.0.0.14:80 10.0.0.21:80']);
    expect(left('!/200/')).toEqual([
      'tcp:10.0.0.201:8080 192.168.7.31:8080 192.168.7.32:8080',
      'fwm:17 10.0.0.7:0 10.0.0.14:0',
    ]);
  });
  test('what is not understood is named and left out', () => {
    expect(parseFilter('state:sleepy').problem).toMatch(/no state sleepy: there are zero drain/);
    expect(parseFilter('/(/').problem).toMatch(/not a regular expression/);
    expect(left('state:sleepy')).toEqual(all);
  });
  test('a field half typed hides nothing', () => expect(left('rip:')).toEqual(all));
});

test('every field has an example that it understands', () => {
  for (const { example } of filterFields) expect(parseFilter(example).problem, example).toBeUndefined();
});

test('never throws, and not-X and X share the rows out', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), text => {
      parseFilter(text);
      const word = text.replace(/[\s!/:]/g, '');
      if (word === '') return true;
      const rows = (filter: string): number =>
        left(filter).reduce((sum, row) => sum + row.split(' ').length - 1, 0);
      return rows(word) + rows(`!${word}`) === rows('');
    }),
  );
});
