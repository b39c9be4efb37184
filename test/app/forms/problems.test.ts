/** What is said against answers, and when. */
import { describe, expect, test } from 'vitest';
import type { Form, Problem } from '../../../src/app/forms/form.types.ts';
import { openForm } from '../../../src/app/forms/open.ts';
import { problemsOf } from '../../../src/app/forms/problems.ts';
import { remarkOf } from '../../../src/app/forms/remarks.ts';
import { at, dns, every, filled, ground, mark, nat, newService, sip, six, web } from './ground.ts';

type Case = readonly [
  form: Form,
  script: string,
  field: string | undefined,
  level: Problem['level'] | 'none',
  text: RegExp,
];

const add = (key: string): Form => openForm('add-server', at(key));
const service = newService;

const cases: Readonly<Record<string, readonly Case[]>> = {
  'a real server’s address': [
    [add(web), '"10.0.0.9"', 'rip', 'none', /./],
    [add(web), '"10.0."', 'rip', 'open', /not all of it/],
    [add(web), '"10.0." tab', 'rip', 'error', /10\.0\.0\.9 or fd00::9/],
    [add(web), '"10.0.0.999"', 'rip', 'error', /cannot be read/],
    [add(web), '"rs1.example.com"', 'rip', 'error', /takes addresses only/],
    [add(web), '"rs1:80"', 'rip', 'error', /takes addresses only/],
    [add(web), '"localhost"', 'rip', 'error', /takes addresses only/],
    [add(web), '"http://10.0.0.9"', 'rip', 'error', /without http/],
    [add(web), '"10.0.0.0/24"', 'rip', 'error', /prefix length/],
    [add(web), '"10.0.0.9 10.0.0.10"', 'rip', 'error', /blank/],
    [add(web), '"8080" tab', 'rip', 'error', /not a number alone/],
    [add(web), '"10.0.0.9:" tab', 'rip', 'error', /port behind 10\.0\.0\.9: is missing/],
    [add(web), '"10.0.0.9:65536"', 'rip', 'error', /from 0 to 65535/],
    [add(web), '"10.0.0.9:htp" tab', 'rip', 'error', /from 0 to 65535.*such as http/],
    [add(six), '"[fd00::9]" tab', 'rip', 'error', /Without a port write fd00::9/],
    [add(six), '"fe80::9%eth0" tab', 'rip', 'error', /zone/],
    [add(web), '"0.0.0.0"', 'rip', 'error', /no address at all.*kernel/],
    [add(web), '"255.255.255.255"', 'rip', 'error', /every machine/],
    [add(web), '"239.1.1.1"', 'rip', 'error', /multicast/],
    [add(six), '"ff02::1"', 'rip', 'error', /multicast/],
    [add(six), '"fe80::9"', 'rip', 'error', /link-local/],
    [add(six), '"febf::9"', 'rip', 'error', /link-local/],
    [add(six), '"::ffff:10.0.0.9"', 'rip', 'error', /IPv4 address/],
    [add(web), '"10.0.0.7"', 'rip', 'error', /10\.0\.0\.7:80 is in this service already/],
    [add(nat), '"192.168.7.31:8080"', 'rip', 'none', /./],
    [add(nat), '"192.168.7.31"', 'rip', 'error', /in this service already/],
    [add(nat), '"192.168.7.31:80"', 'rip', 'error', /in this service already/],
    [add(mark), '"10.0.0.7"', 'rip', 'error', /in this service already/],
    [add(web), '"10.0.0.201"', 'rip', 'warning', /VIP of TCP 10\.0\.0\.201:8080/],
    [add(web), '"127.0.0.1"', 'rip', 'warning', /director itself/],
    [add(web), '"10.0.0.255"', 'rip', 'warning', /broadcast/],
    [add(web), '"10.0.0.0"', 'rip', 'warning', /network/],
    [add(web), '"fd00::9"', 'rip', 'error', /IPv6 server behind an IPv4 service.*TUN/],
    [add(web), '"fd00::9" tab t', 'rip', 'none', /./],
    [add(six), '"10.0.0.9" tab d', 'rip', 'error', /IPv4 server behind an IPv6 service/],
    [add(web), '"10.0.0.9:8080"', 'rip', 'error', /DR does not map ports.*80.*choose NAT/],
    [add(web), '"10.0.0.9:8080" tab t', 'rip', 'error', /A tunnel does not map ports/],
    [add(web), '"10.0.0.9:8080" tab n', 'rip', 'none', /./],
    [add(web), '"10.0.0.9:http"', 'rip', 'none', /./],
    [add(mark), '"10.0.0.9" tab tab "8080"', 'server-port', 'warning', /Only NAT rewrites the port/],
    [add(mark), '"10.0.0.9" tab n tab "8080"', 'server-port', 'none', /./],
  ],
  'a real server’s settings': [
    [add(web), 'tab tab "0"', 'weight', 'warning', /no new connections; the open ones stay/],
    [add(mark), 'tab tab tab "0"', 'weight', 'warning', /sh without sh-fallback refuses/],
    [add(six), 'tab tab tab tab tab "0"', 'weight', 'warning', /the open ones stay/],
    [add(web), 'tab tab "x"', 'weight', 'error', /whole number from 0 to 2147483647/],
    [add(web), 'tab tab "70000"', 'weight', 'warning', /above 65535/],
    [add(web), 'tab tab tab "5" tab "6"', 'l-threshold', 'error', /must not be above the upper/],
    [add(web), 'tab tab tab "5" tab "5"', 'l-threshold', 'none', /./],
    [add(web), 'tab t tab right tab "0"', 'tun-port', 'error', /from 1 to 65535/],
    [add(dns), 'tab n', 'method', 'warning', /one-packet: with NAT/],
    [
      openForm('edit-server', at(nat, '192.168.7.31:80')),
      'up right',
      'method',
      'error',
      /DR cannot reach port 80/,
    ],
    [openForm('edit-server', at(web, '10.0.0.7:80')), 'up right', 'method', 'none', /./],
  ],
  'a virtual service': [
    [service, 'tab "10.0.0.200" tab "80"', 'vip', 'error', /TCP 10\.0\.0\.200:80 exists already/],
    [service, 'tab "10.0.0.200:http"', 'vip', 'error', /exists already/],
    [service, 'u tab "10.0.0.200" tab "80"', 'vip', 'none', /./],
    [service, 'm tab "17"', 'mark', 'error', /FWM 17 exists already/],
    [service, 'm tab "17" tab space', 'mark', 'none', /./],
    [service, 'm tab "0x11"', 'mark', 'error', /0x11 is 17/],
    [service, 'm tab "0"', 'mark', 'error', /from 1 to 4294967295/],
    [service, 'tab "10.0.0.210"', 'port', 'open', /without a port must be persistent/],
    [service, 'tab "10.0.0.210" tab "0"', 'port', 'error', /without a port must be persistent/],
    [service, 'tab "10.0.0.210" tab "0" tab tab space', 'port', 'warning', /every port of 10\.0\.0\.210/],
    [service, 'tab "10.0.0.210" tab "domain"', 'port', 'none', /./],
    [service, 'u tab "10.0.0.210" tab "http" tab', 'port', 'error', /for UDP such as domain/],
    [service, 'tab "0.0.0.0:80"', 'vip', 'warning', /clients do not connect/],
    [service, 'tab "10.0.0.7:80"', 'vip', 'warning', /is a real server of TCP 10\.0\.0\.200:80/],
    [service, 'tab tab tab t', 'scheduler', 'error', /no scheduler twos/],
    [service, 'tab tab tab tab space tab "6m"', 'timeout', 'error', /in seconds goes here; 6m is 360/],
    [service, 'tab tab tab tab space tab "2678401"', 'timeout', 'error', /1 to 2678400/],
    [service, 'tab tab tab tab space tab tab "/24"', 'netmask', 'error', /\/24 is 255\.255\.255\.0/],
    [
      service,
      'tab tab tab tab space tab tab "24"',
      'netmask',
      'warning',
      /0\.0\.0\.24; a \/24 is 255\.255\.255\.0/,
    ],
    [service, 'tab tab tab tab space tab tab "255.0.255.0"', 'netmask', 'warning', /only its 1 bits/],
    [service, 'tab "fd00::1" tab tab tab space tab tab "129"', 'netmask', 'error', /from 1 to 128/],
    [service, 'tab tab tab tab space tab tab tab s', 'pe', 'warning', /UDP packets only/],
    [openForm('edit-service', at(every)), 'tab space', 'persistent', 'error', /must be persistent/],
    [openForm('edit-service', at(nat)), '', undefined, 'open', /Nothing is changed yet/],
    [openForm('edit-service', at(sip)), 'tab tab tab tab tab', 'pe', 'none', /./],
  ],
  'the director': [
    [
      openForm('timeouts', ground),
      'ctrl-u "2h"',
      'tcp',
      'error',
      /0 to 2678400 in seconds goes here; 2h is 7200/,
    ],
    [openForm('start-daemon', ground), 'tab tab "256"', 'syncid', 'error', /0 to 255/],
    [openForm('start-daemon', ground), 'tab tab tab "10.0.0.1"', 'mcast-group', 'error', /multicast/],
    [openForm('start-daemon', ground), 'tab tab tab "224.0" tab', 'mcast-group', 'error', /multicast/],
    [
      openForm('start-daemon', { services: [] }),
      'tab "a-very-long-interface"',
      'mcast-interface',
      'error',
      /15/,
    ],
    [openForm('stop-daemon', ground), '', 'role', 'error', /no master daemon runs/],
  ],
};

describe.each(Object.entries(cases))('%s', (_, rows) => {
  test.each(rows)('%#', (form, script, field, level, text) => {
    const found = problemsOf(filled(form, script)).filter(problem => problem.field === field);
    if (level === 'none') expect(found).toEqual([]);
    else
      expect(found).toContainEqual({
        ...(field === undefined ? {} : { field }),
        level,
        text: expect.stringMatching(text),
      });
  });
});

test('what is missing is a fault only once sending was tried; what is begun only once it is left', () => {
  const levels = (form: Form): readonly string[] =>
    problemsOf(form).map(({ field, level }) => `${field} ${level}`);
  expect(levels(add(web))).toEqual(['rip open']);
  expect(levels(filled(add(web), 'ctrl-s'))).toEqual(['rip error']);
  expect(levels(filled(add(web), 'ctrl-s "10."'))).toEqual(['rip open']);
  expect(levels(filled(add(web), 'ctrl-s "10." tab'))).toEqual(['rip error']);
});

test('sending goes to what is wrong first', () => {
  expect(filled(add(web), 'tab tab "x" ctrl-s').at).toBe('rip');
  expect(filled(add(web), '"10.0.0.9" tab tab "x" tab ctrl-s').at).toBe('weight');
});

const remarks: readonly (readonly [form: Form, script: string, field: string, text: string])[] = [
  [add(web), '"10.1"', 'rip', 'read as 10.0.0.1'],
  [add(web), '"10.1:http"', 'rip', 'read as 10.0.0.1:80'],
  [add(six), '"2001:db8::1:443"', 'rip', 'has no port; with one it is [2001:db8::1]:443'],
  [add(web), 'tab n tab "http"', 'server-port', 'port 80'],
  [add(web), 'tab tab "2"', 'weight', 'about 2 in 6 new connections'],
  [add(dns), 'tab tab "2"', 'weight', 'share of new connections'],
  [openForm('edit-server', at(web, '10.0.0.14:80')), '', 'weight', 'about 1 in 4 new connections'],
  [service, 'tab tab tab tab space tab "600"', 'timeout', '10 minutes'],
  [service, 'tab tab tab tab space tab tab "255.255.255.0"', 'netmask', '256 addresses are one client'],
  [
    service,
    'tab "fd00::1" tab tab tab space tab tab "64"',
    'netmask',
    'addresses with the same first 64 bits are one client',
  ],
  [openForm('start-daemon', ground), 'b', 'syncid', 'takes what any master sends'],
  [openForm('start-daemon', ground), '', 'syncid', 'the directors that belong together'],
];
test.each(remarks)('beside an answer %#', (form, script, id, text) => {
  const after = filled(form, script);
  const field = after.fields.find(candidate => candidate.id === id);
  expect(field === undefined ? undefined : remarkOf(after, field)).toBe(text);
});
