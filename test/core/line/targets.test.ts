import { describe, expect, test } from 'vitest';
import { findServices, serviceName, serviceOfName } from '../../../src/core/line/services.ts';
import { findOneService, findTargets } from '../../../src/core/line/targets.ts';
import { serverKey, serviceKey } from '../../../src/core/model/service.ts';
import { at, largeDirector, server, service } from '../../app/director.ts';
import { small } from './grounds.ts';

const { services } = small;

describe('the services that a name fits', () => {
  const six = service(at('tcp', 'fd00::1', 80), []);
  const more = [...services, six, service({ kind: 'fwmark', mark: 17, family: 6 }, [])];
  test.each<readonly [name: string, keys: readonly string[]]>([
    ['tcp:10.0.0.200:80', ['tcp:10.0.0.200:80']],
    ['TCP:10.0.0.200:80', ['tcp:10.0.0.200:80']],
    ['10.0.0.200:53', ['udp:10.0.0.200:53']],
    ['10.0.0.200', ['tcp:10.0.0.200:80', 'tcp:10.0.0.200:443', 'udp:10.0.0.200:53']],
    ['17', ['fwm:17', 'fwm6:17']],
    ['fwm6:17', ['fwm6:17']],
    ['[FD00:0::1]:80', ['tcp:[fd00::1]:80']],
    ['fd00::1', ['tcp:[fd00::1]:80']],
    ['10.200:80', ['tcp:10.0.0.200:80']],
    ['10.0.0.200:81', []],
    ['', []],
  ])('%s', (name, keys) => expect(findServices(more, name).map(({ key }) => key)).toEqual(keys));
});

describe('a name of a service', () => {
  test('from the words of a command line', () => {
    expect(serviceName({ words: ['10.0.0.1:80'], options: {} })).toBe('10.0.0.1:80');
    expect(serviceName({ words: ['TCP', '10.0.0.1:80'], options: {} })).toBe('TCP:10.0.0.1:80');
    expect(serviceName({ words: [], options: { 'udp-service': '10.0.0.1:53' } })).toBe('udp:10.0.0.1:53');
    expect(serviceName({ words: [], options: { 'fwmark-service': '17', ipv6: true } })).toBe('fwm6:17');
  });
  test.each<readonly [name: string, key: string | undefined]>([
    ['tcp:10.0.0.1:80', 'tcp:10.0.0.1:80'],
    ['10.0.0.1:80', 'tcp:10.0.0.1:80'],
    ['UDP:[FD00::1]:53', 'udp:[fd00::1]:53'],
    ['sctp:10.0.0.1', 'sctp:10.0.0.1:0'],
    ['fwm:17', 'fwm:17'],
    ['fwm6:4294967295', 'fwm6:4294967295'],
    ['fwm:0', undefined],
    ['fwm:4294967296', undefined],
    ['http:10.0.0.1:80', undefined],
    ['17', undefined],
  ])('%s as an identity', (name, key) => {
    const id = serviceOfName(name);
    expect(id === undefined ? undefined : serviceKey(id)).toBe(key);
  });
});

describe('targets', () => {
  const found = (name: string, of?: string): readonly string[] => {
    const result = findTargets(services, name, of);
    if (!result.ok) return [`${result.failure.what}. ${result.failure.advice ?? ''}`];
    const rows = result.value.targets.map(
      target => `${serviceKey(target.service)} ${serverKey(target.server)}`,
    );
    return [...rows, result.value.says];
  };

  test.each<readonly [name: string, of: string | undefined, said: readonly string[]]>([
    // A bare address is all of its rows, and this is said.
    [
      '10.0.0.7',
      undefined,
      [
        'tcp:10.0.0.200:80 10.0.0.7:80',
        'tcp:10.0.0.200:443 10.0.0.7:443',
        'fwm:17 10.0.0.7:0',
        '10.0.0.7 in 3 places: TCP 10.0.0.200:80, TCP 10.0.0.200:443 and FWM 17',
      ],
    ],
    ['10.0.0.7:443', undefined, ['tcp:10.0.0.200:443 10.0.0.7:443', '10.0.0.7:443 in TCP 10.0.0.200:443']],
    ['10.0.0.7', 'tcp:10.0.0.200:80', ['tcp:10.0.0.200:80 10.0.0.7:80', '10.0.0.7:80 in TCP 10.0.0.200:80']],
    ['10.0.0.7', 'fwm:17', ['fwm:17 10.0.0.7:0', '10.0.0.7:0 in FWM 17']],
    [
      '10.0.0.9',
      undefined,
      ['There is no real server 10.0.0.9 in the table. Did you mean 10.0.0.7, 10.0.0.14 or 10.0.0.21?'],
    ],
    [
      '10.0.0.7:8443',
      undefined,
      [
        'There is no real server 10.0.0.7:8443 in the table. Did you mean 10.0.0.7:80, 10.0.0.7:443 or 10.0.0.7:0?',
      ],
    ],
    [
      '10.0.0.53',
      'tcp:10.0.0.200:80',
      ['There is no real server 10.0.0.53 in TCP 10.0.0.200:80. It is in UDP 10.0.0.200:53'],
    ],
    ['172.16.5.5', 'fwm:17', ['There is no real server 172.16.5.5 in FWM 17. Name one that is in FWM 17']],
    [
      'web1',
      undefined,
      ['web1 is no address of a real server. Write it as 10.0.0.7, 10.0.0.7:80, fd00::7 or [fd00::7]:80'],
    ],
    [
      '10.0.0.7',
      'tcp:10.0.0.200:8',
      ['There is no service tcp:10.0.0.200:8. Did you mean tcp:10.0.0.200:80?'],
    ],
    // Never one of several in silence.
    [
      '10.0.0.7',
      '10.0.0.200',
      [
        '10.0.0.200 fits 3 services: TCP 10.0.0.200:80, TCP 10.0.0.200:443 and UDP 10.0.0.200:53. Name one of them: tcp:10.0.0.200:80, tcp:10.0.0.200:443 and udp:10.0.0.200:53',
      ],
    ],
  ])('%s in %s', (name, of, said) => expect(found(name, of)).toEqual(said));

  test('of IPv6, with and without brackets', () => {
    const six = [service(at('tcp', 'fd00::1', 80), [server('fd00::7', 80, 'dr', 1)])];
    for (const name of ['fd00::7', '[fd00::7]', '[fd00::7]:80', 'FD00:0::7'])
      expect(findTargets(six, name)).toMatchObject({
        ok: true,
        value: { says: '[fd00::7]:80 in TCP [fd00::1]:80' },
      });
  });

  test('with several ports in one service', () => {
    const twice = [
      service(at('tcp', '10.0.0.1', 80), [
        server('10.0.0.7', 8080, 'nat', 1),
        server('10.0.0.7', 8081, 'nat', 1),
      ]),
    ];
    expect(findTargets(twice, '10.0.0.7')).toMatchObject({
      ok: true,
      value: { says: '10.0.0.7 with 2 ports in TCP 10.0.0.1:80' },
    });
  });

  test('in very many services are counted', () => {
    const many = Array.from({ length: 9 }, (_, port) =>
      service(at('tcp', '10.0.0.1', port + 1), [server('10.0.0.7', 80, 'nat', 1)]),
    );
    expect(findTargets(many, '10.0.0.7')).toMatchObject({
      ok: true,
      value: { says: '10.0.0.7 in 9 places: TCP 10.0.0.1:1, TCP 10.0.0.1:2, TCP 10.0.0.1:3 and 6 more' },
    });
  });

  test('known by name only are not guessed', () => {
    const named = [{ key: 'tcp:web:http', servers: [{ key: 'rs1:http' }] }];
    expect(findTargets(named, '10.0.0.7').ok).toBe(false);
  });
});

test('a service among 10,000 is found, and its neighbours named', () => {
  const large = largeDirector(10_000, 1).services;
  expect(findOneService(large, '10.100.39.15:80')).toMatchObject({
    ok: true,
    value: { key: 'tcp:10.100.39.15:80' },
  });
  const failure = findOneService(large, 'tcp:10.100.39.15:81');
  expect(failure.ok ? '' : failure.failure.advice).toContain('tcp:10.100.39.15:80');
});
