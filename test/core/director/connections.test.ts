import { describe, expect, test } from 'vitest';
import { connectionFilter, totalOf } from '../../../src/core/director/connections.ts';
import { readText } from '../../../src/core/ipvsadm/read/recognise.ts';

const { services } = readText(`IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
FWM  17 rr persistent 360
  -> 10.0.0.11:0                  Masq    1      1          2
TCP  10.1.0.200:0 rr persistent 300
  -> 10.0.0.12:0                  Route   1      3          0
TCP  10.1.0.200:80 rr
  -> 10.0.0.11:80                 Masq    1      4          5
  -> 10.0.0.12:80                 Masq    1      0          0
`);

const { connections } = readText(`IPVS connection entries
pro expire state       source             virtual            destination
TCP 14:59  ESTABLISHED 10.1.0.1:40000     10.1.0.200:80      10.0.0.11:80
TCP 14:59  ESTABLISHED 10.1.0.2:40001     10.1.0.200:443     10.0.0.12:443
IP  05:54  ASSURED     10.1.0.3:0         0.0.0.17:0         10.0.0.11:0
TCP 14:59  ESTABLISHED 10.1.0.3:40002     10.1.0.201:8080    10.0.0.11:8080
TCP 00:30  ASSURED     10.1.0.4:0         10.1.0.200:65535   10.0.0.12:65535
UDP 04:59  UDP         10.1.0.5:53        10.1.0.200:80      10.0.0.99:80
`);

const query = { budgetMs: 1, maxRows: 100 };
const clients = (more: { service?: string; server?: string }): readonly string[] =>
  connections
    .filter(connectionFilter(services, { ...query, ...more }))
    .map(row => `${row.client}:${row.clientPort}`);

describe('which connections belong where', () => {
  test('all', () => {
    expect(clients({})).toHaveLength(6);
  });

  test('of an address and port, with the templates that were made invalid', () => {
    expect(clients({ service: 'tcp:10.1.0.200:80' })).toEqual(['10.1.0.1:40000', '10.1.0.4:0']);
  });

  test('of all ports of an address: those that no other service takes', () => {
    expect(clients({ service: 'tcp:10.1.0.200:0' })).toEqual(['10.1.0.2:40001', '10.1.0.4:0']);
  });

  test('of a mark: its templates, and what its servers have from nowhere else', () => {
    expect(clients({ service: 'fwm:17' })).toEqual(['10.1.0.3:0', '10.1.0.3:40002']);
  });

  test('of a real server, also one of port 0', () => {
    expect(clients({ server: '10.0.0.11:80' })).toEqual(['10.1.0.1:40000']);
    expect(clients({ service: 'tcp:10.1.0.200:0', server: '10.0.0.12:0' })).toEqual([
      '10.1.0.2:40001',
      '10.1.0.4:0',
    ]);
  });

  test('of a service that is not there: none', () => {
    expect(clients({ service: 'tcp:10.9.9.9:80' })).toEqual([]);
  });
});

test('how many there should be', () => {
  expect(totalOf(services, query)).toBe(15);
  expect(totalOf(services, { ...query, service: 'tcp:10.1.0.200:80' })).toBe(9);
  expect(totalOf(services, { ...query, service: 'tcp:10.1.0.200:80', server: '10.0.0.12:80' })).toBe(0);
  const { services: unknown } = readText(
    '-A -t 10.0.0.1:80 -s rr\n-a -t 10.0.0.1:80 -r 10.0.0.2:80 -g -w 1\n',
  );
  expect(totalOf(unknown, query)).toBeUndefined();
});
