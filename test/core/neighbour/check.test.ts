import { describe, expect, it } from 'vitest';
import type { Address } from '../../../src/core/model/address.ts';
import type { ServiceId } from '../../../src/core/model/service.ts';
import { fitCheck, readCheck } from '../../../src/core/neighbour/check.ts';

describe('a check as a person writes it', () => {
  it.each([
    ['none', { kind: 'none' }],
    ['ping', { kind: 'ping' }],
    ['tcp', { kind: 'tcp' }],
    ['tcp:8080', { kind: 'tcp', port: 8080 }],
    ['udp:53', { kind: 'udp', port: 53 }],
    ['http', { kind: 'http', path: '/' }],
    ['http:/health?a=b', { kind: 'http', path: '/health?a=b' }],
    ['http:8080', { kind: 'http', port: 8080, path: '/' }],
    ['https:8443/a%20b', { kind: 'https', port: 8443, path: '/a%20b' }],
  ])('%s', (text, check) => {
    expect(readCheck(text)).toEqual({ ok: true, value: check });
  });

  it.each([
    ['', '"" is no check'],
    ['smtp', '"smtp" is no check'],
    ['ping:7', '"ping:7" is no check'],
    ['tcp:', undefined],
    ['tcp:0', '0 is no port'],
    ['tcp:65536', '65536 is no port'],
    ['tcp:80/x', 'tcp has no path'],
    ['http:health', '"http:health" is no check'],
    ['http:/a b', '"/a b" is no path that can be written'],
    ['http:/a"b', '"/a\\"b" is no path that can be written'],
    ['http:/a\n}', '"/a\\n}" is no path that can be written'],
    ['http:/$x', '"/$x" is no path that can be written'],
    ['http:/ä', '"/ä" is no path that can be written'],
  ])('%j is refused', (text, what) => {
    const read = readCheck(text);
    expect(read.ok ? undefined : read.failure.what).toBe(what);
  });

  it('a path has an end', () => {
    expect(readCheck(`http:/${'a'.repeat(499)}`).ok).toBe(true);
    expect(readCheck(`http:/${'a'.repeat(500)}`).ok).toBe(false);
  });
});

describe('a check as a service takes it', () => {
  const service = (protocol: 'tcp' | 'udp' | 'sctp', port: number): ServiceId => ({
    kind: 'address',
    protocol,
    address: '10.0.0.200' as Address,
    port,
  });
  const mark: ServiceId = { kind: 'fwmark', mark: 1, family: 4 };
  const server = (port: number) => ({ address: '10.0.0.7' as Address, port });
  const http = { kind: 'http', path: '/' } as const;

  it.each([
    [
      'speaks its protocol, on the port of the server',
      http,
      service('tcp', 80),
      8080,
      { ...http, port: 8080 },
      '',
    ],
    ['is UDP for UDP', http, service('udp', 53), 53, { kind: 'udp', port: 53 }, 'checked by UDP'],
    ['is TCP for TCP', { kind: 'udp' }, service('tcp', 80), 80, { kind: 'tcp', port: 80 }, 'checked by TCP'],
    ['is a ping for SCTP', http, service('sctp', 80), 80, { kind: 'ping' }, 'speaks SCTP'],
    ['is a ping for a mark', http, mark, 80, { kind: 'ping' }, 'is not said (http:PORT)'],
    [
      'is a ping for all ports',
      { kind: 'tcp' },
      service('tcp', 0),
      0,
      { kind: 'ping' },
      'is not said (tcp:PORT)',
    ],
    ['is as asked where its port was said', { ...http, port: 1 }, mark, 0, { ...http, port: 1 }, ''],
    ['is none', { kind: 'none' }, mark, 0, { kind: 'none' }, ''],
    ['is a ping', { kind: 'ping' }, service('tcp', 80), 80, { kind: 'ping' }, ''],
  ] as const)('%s', (_, asked, id, port, check, instead) => {
    const fitted = fitCheck(asked, id, server(port));
    expect(fitted.check).toEqual(check);
    if (instead === '') expect(fitted.instead).toBeUndefined();
    else expect(fitted.instead).toContain(instead);
  });
});
