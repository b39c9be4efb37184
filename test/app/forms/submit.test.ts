/** What forms send, and when they do not. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { argvOf } from '../../../src/app/forms/argv.ts';
import type { Answers, Field } from '../../../src/app/forms/field.types.ts';
import type { Form, FormGround, FormKind } from '../../../src/app/forms/form.types.ts';
import { formKey } from '../../../src/app/forms/keys.ts';
import { openForm } from '../../../src/app/forms/open.ts';
import { problemsOf, stops } from '../../../src/app/forms/problems.ts';
import { noNames } from '../../../src/core/ipvsadm/names.ts';
import { parseArgs } from '../../../src/core/ipvsadm/parse.ts';
import { printCommand } from '../../../src/core/ipvsadm/print.ts';
import { splitRestoreLine } from '../../../src/core/ipvsadm/restore.ts';
import { ipvsadm } from '../../../src/core/kernel/front.ts';
import { emptyKernel, type Kernel } from '../../../src/core/kernel/state.ts';
import { familyOf } from '../../../src/core/model/address.ts';
import type { SyncDaemon } from '../../../src/core/model/observe.ts';
import { serviceFamily } from '../../../src/core/model/service.ts';
import { service as anyService } from '../../core/ipvsadm/arbitrary.ts';
import { address } from '../director.ts';
import {
  at,
  dns,
  every,
  ground,
  mark,
  nat,
  newService,
  press,
  rules,
  seen,
  sent,
  serviceAt,
  servicesOf,
  sip,
  six,
  web,
} from './ground.ts';

const cases: readonly (readonly [kind: FormKind, where: FormGround, script: string, argv: string])[] = [
  ['add-server', at(web), '"10.0.0.9"', '-a -t 10.0.0.200:80 -r 10.0.0.9:80 -g -w 1'],
  ['add-server', at(web), '"10.0.0.9" tab tab "2"', '-a -t 10.0.0.200:80 -r 10.0.0.9:80 -g -w 2'],
  ['add-server', at(web), '"10.1"', '-a -t 10.0.0.200:80 -r 10.0.0.1:80 -g -w 1'],
  ['add-server', at(web), '"10.0.0.9:80"', '-a -t 10.0.0.200:80 -r 10.0.0.9:80 -g -w 1'],
  ['add-server', at(web), '"10.0.0.9" tab n', '-a -t 10.0.0.200:80 -r 10.0.0.9:80 -m -w 1'],
  [
    'add-server',
    at(web),
    '"10.0.0.9" tab n tab "http-alt" tab "0" tab "100" tab "75"',
    '-a -t 10.0.0.200:80 -r 10.0.0.9:8080 -m -w 0 -x 100 -y 75',
  ],
  ['add-server', at(web), '"10.0.0.9:0" tab n', '-a -t 10.0.0.200:80 -r 10.0.0.9:0 -m -w 1'],
  [
    'add-server',
    at(web),
    '"fd00::9" tab t tab right tab "6080" tab right right',
    '-a -t 10.0.0.200:80 -r [fd00::9]:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-remcsum',
  ],
  [
    'add-server',
    at(web),
    '"10.0.0.9" tab t tab G G tab right',
    '-a -t 10.0.0.200:80 -r 10.0.0.9:80 -i -w 1 --tun-type gre --tun-csum',
  ],
  ['add-server', at(nat), '"192.168.7.9"', '-a -t 10.0.0.201:8080 -r 192.168.7.9:80 -m -w 1'],
  ['add-server', at(nat), '"192.168.7.9:80"', '-a -t 10.0.0.201:8080 -r 192.168.7.9:80 -m -w 1'],
  ['add-server', at(mark), '"10.0.0.9"', '-a -f 17 -r 10.0.0.9:0 -g -w 1'],
  ['add-server', at(mark), '"10.0.0.9" tab tab "8080"', '-a -f 17 -r 10.0.0.9:8080 -g -w 1'],
  [
    'add-server',
    at(six),
    '"fd00::9"',
    '-a -t [fd00::200]:443 -r [fd00::9]:443 -i -w 1 --tun-type gue --tun-port 6080 --tun-csum',
  ],
  [
    'edit-server',
    at(web, '10.0.0.14:80'),
    'backspace "5"',
    '-e -t 10.0.0.200:80 -r 10.0.0.14:80 -g -w 5 -x 500 -y 400',
  ],
  ['edit-server', at(web, '10.0.0.14:80'), 'tab ctrl-u', '-e -t 10.0.0.200:80 -r 10.0.0.14:80 -g -w 1'],
  ['add-service', ground, 'up tab "10.0.0.210" tab "http"', '-A -t 10.0.0.210:80 -s wlc'],
  ['add-service', ground, 'up tab "[fd00::1]:443" tab s', '-A -t [fd00::1]:443 -s sed'],
  ['add-service', ground, 'up tab "fd00::1" tab "443"', '-A -t [fd00::1]:443 -s wlc'],
  ['add-service', ground, 'up tab "10.0.0.210" tab tab tab space', '-A -t 10.0.0.210:0 -s wlc -p 360'],
  [
    'add-service',
    ground,
    'up tab "10.0.0.210" tab "80" tab s s tab space tab space tab space tab "600" tab "255.255.255.0"',
    '-A -t 10.0.0.210:80 -s sh -p 600 -M 255.255.255.0 -b sh-fallback,sh-port',
  ],
  ['add-service', ground, 'up u tab "10.0.0.210:53" tab tab tab space', '-A -u 10.0.0.210:53 -s wlc -o'],
  ['add-service', ground, 'up M tab "18" tab space', '-A -f 18 -6 -s wlc'],
  ['add-service', ground, 'up M tab "17" tab space', '-A -f 17 -6 -s wlc'],
  ['edit-service', at(nat), 'tab space', '-E -t 10.0.0.201:8080 -s wrr'],
  ['edit-service', at(nat), 'R', '-E -t 10.0.0.201:8080 -s rr -p 600 -M 255.255.255.0'],
  ['edit-service', at(mark), 'R', '-E -f 17 -s rr'],
  ['edit-service', at(mark), 'M', '-E -f 17 -s mh -b mh-port'],
  [
    'edit-service',
    at(sip),
    'tab tab tab space',
    '-E -u 10.0.0.202:5060 -s rr -p 360 --pe sip -b flag-1,flag-3',
  ],
  ['edit-service', at(dns), 'tab tab space', '-E -u 10.0.0.200:53 -s rr'],
  ['timeouts', ground, 'tab tab ctrl-u "30"', '--set 900 120 30'],
  ['timeouts', ground, 'ctrl-u "0" tab tab ctrl-u "30"', '--set 0 120 30'],
  ['timeouts', { services: [] }, '"1800"', '--set 1800 0 0'],
  ['start-daemon', ground, '', '--start-daemon master --mcast-interface eth0'],
  [
    'start-daemon',
    ground,
    'b tab W tab "5" tab "ff02::81" tab "8849" tab "2" tab "1400"',
    '--start-daemon backup --mcast-interface wg0 --syncid 5 --sync-maxlen 1400 --mcast-group ff02::81 --mcast-port 8849 --mcast-ttl 2',
  ],
  ['start-daemon', { services: [] }, 'tab "eth3"', '--start-daemon master --mcast-interface eth3'],
];

test.each(cases)('%s %#', (kind, where, script, argv) => {
  expect(sent(openForm(kind, where), script)).toBe(argv);
});

const daemon = (role: SyncDaemon['role']): SyncDaemon => ({
  role,
  interface: 'eth0',
  syncId: 5,
  maxLen: 1472,
  group: address('224.0.0.81'),
  port: 8848,
  ttl: 1,
});

test('a running daemon is stopped, by its role', () => {
  const daemons = [daemon('backup')];
  expect(sent(openForm('stop-daemon', { ...ground, daemons }), '')).toBe('--stop-daemon backup');
  expect(sent(openForm('start-daemon', { ...ground, daemons }), '')).toBe(
    '--start-daemon master --mcast-interface eth0',
  );
});

test('a single value is sent with its prefix', () => {
  const asked = {
    title: 'Set expire_nodest_conn',
    label: 'value',
    help: 'Connections of a server that was removed',
    reads: { kind: 'integer', min: 0, max: 1 },
    now: '0',
    prefix: 'net.ipv4.vs.expire_nodest_conn=',
    program: 'sysctl -w',
  } as const;
  const form = openForm('value', { ...ground, asked });
  expect(sent(form, '')).toBeUndefined();
  expect(sent(form, 'backspace "2"')).toBeUndefined();
  expect(sent(form, 'backspace "1"')).toBe('net.ipv4.vs.expire_nodest_conn=1');
  expect(press(form, 'backspace "1" enter')).toEqual({ submit: ['net.ipv4.vs.expire_nodest_conn=1'] });
});

describe('an edit that touches nothing', () => {
  const untouched = (form: Form): void => {
    expect(problemsOf(form).filter(stops)).toEqual([{ level: 'open', text: 'Nothing is changed yet' }]);
    expect('submit' in formKey(form, 'ctrl-s')).toBe(false);
  };
  test('of any service sends what is there, and is not sent', () => {
    fc.assert(
      fc.property(anyService, service => {
        const form = openForm('edit-service', { services: [], service });
        expect(argvOf(form)).toEqual(
          printCommand({ name: 'edit-service', service: service.id, config: service.config }),
        );
        untouched(form);
      }),
    );
  });
  test('of any server that ipvsadm can reach sends what is there, and is not sent', () => {
    fc.assert(
      fc.property(anyService, service => {
        for (const server of service.servers) {
          const { method } = server.config;
          const reached =
            method === 'nat' || service.id.kind === 'fwmark' || service.id.port === server.id.port;
          if (!reached || familyOf(server.id.address) !== serviceFamily(service.id)) continue;
          const form = openForm('edit-server', { services: [], service, server });
          expect(argvOf(form)).toEqual(
            printCommand({
              name: 'edit-server',
              service: service.id,
              server: server.id,
              config: server.config,
            }),
          );
          untouched(form);
        }
      }),
    );
  });
});

const texts: Readonly<Record<string, readonly string[]>> = {
  server: [
    '10.0.0.9',
    '10.0.0.7',
    '10.1',
    'fd00::9',
    'fe80::1',
    '224.0.0.1',
    '10.0.0.9:8080',
    '[fd00::9]:443',
    'rs1',
    '80',
  ],
  service: ['10.0.0.210', '10.0.0.200', '10.0.0.210:80', 'fd00::1', '[fd00::200]:443', 'www', '10.0.0.'],
  port: ['', '0', '53', '80', 'http', '65536'],
  integer: ['', '0', '1', '5', '7', '007', '360', '70000', '-1', 'x'],
  mark: ['17', '18', '0x11', ''],
  mask: ['', '255.255.255.0', '64', '24', '/24', '255.0.255.0'],
  group: ['', '224.0.0.82', 'ff02::81', '10.0.0.1'],
};

/** Any answer to a field, of the sort that people give. */
const answerTo = (field: Field): fc.Arbitrary<string> => {
  if (field.kind === 'choice') return fc.constantFrom(...field.choices.map(({ value }) => value));
  if (field.kind === 'flag') return fc.constantFrom('', 'yes');
  return fc.constantFrom(...(texts[field.reads.kind] ?? ['']));
};

const filledIn = (form: Form): fc.Arbitrary<Form> =>
  fc
    .record(
      Object.fromEntries(
        form.fields.map(field => [field.id, fc.option(answerTo(field), { nil: undefined })]),
      ),
    )
    .map(given => {
      const answers = Object.fromEntries(Object.entries(given).filter(([, text]) => text !== undefined));
      return { ...form, answers: { ...form.answers, ...(answers as Answers) } };
    });

const director = (): Kernel =>
  rules
    .trim()
    .split('\n')
    .reduce(
      (kernel, line) => ipvsadm(kernel, splitRestoreLine(line), { names: noNames }).kernel,
      emptyKernel(),
    );

const forms: readonly Form[] = [
  ...[web, nat, dns, mark, six, every, sip].flatMap(key => [
    openForm('add-server', at(key)),
    openForm('edit-service', at(key)),
    ...serviceAt(key).servers.map(server =>
      openForm('edit-server', { ...ground, service: serviceAt(key), server }),
    ),
  ]),
  newService,
  openForm('timeouts', ground),
  openForm('start-daemon', { ...ground, interfaces: ['eth0', 'lo'] }),
];

test('whatever is sent is complete, is read back as it is, and is taken by the director', () => {
  const without = director();
  let taken = 0;
  fc.assert(
    fc.property(fc.constantFrom(...forms).chain(filledIn), form => {
      const step = formKey(form, 'ctrl-s');
      if (!('submit' in step)) {
        expect(problemsOf(form).some(stops)).toBe(true);
        return;
      }
      const read = parseArgs(step.submit, noNames);
      expect(read.ok && printCommand(read.command)).toEqual(step.submit);
      const run = ipvsadm(without, step.submit, { names: noNames });
      expect([run.exit, run.stderr]).toEqual([0, '']);
      taken += 1;
    }),
    { numRuns: 1500 },
  );
  expect(taken).toBeGreaterThan(200);
});

test('a sync daemon and a service of both families do not go together, and the forms know', () => {
  const running = openForm('add-server', { ...at(web), daemons: [daemon('master')] });
  expect(sent(running, '"fd00::9" tab t')).toBeUndefined();
  expect(sent(running, '"10.0.0.9" tab t')).toBeDefined();
  const services = seen(servicesOf(`${rules}-a -t 10.0.0.200:80 -r [fd00::9]:80 -i\n`));
  expect(sent(openForm('start-daemon', { ...ground, services }), '')).toBeUndefined();
});
