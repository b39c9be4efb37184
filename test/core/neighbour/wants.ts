/** Wants for tests: tables as the practice director really has them, and what may be asked for around them. */
import fc from 'fast-check';
import { noNames } from '../../../src/core/ipvsadm/names.ts';
import { parseArgs } from '../../../src/core/ipvsadm/parse.ts';
import type { Address } from '../../../src/core/model/address.ts';
import type { Service } from '../../../src/core/model/service.ts';
import type { Check, KeepalivedWant } from '../../../src/core/neighbour/want.types.ts';
import { isChange } from '../../../src/core/plan/action.ts';
import { readRulesFile } from '../../../src/core/saved/read.ts';
import { anyLine, kernelWith, setupOf, tableLines } from '../plan/practice.ts';

/** The services of a random table, with what the kernel refuses gone. */
export const anyTable: fc.Arbitrary<readonly Service[]> = fc
  .tuple(tableLines, fc.array(anyLine, { maxLength: 6 }))
  .map(([lines, more]) => {
    const changes = [...lines, ...more].flatMap(words => {
      const parsed = parseArgs(words, noNames);
      return parsed.ok && isChange(parsed.command) ? [parsed.command] : [];
    });
    return setupOf(kernelWith(changes)).services;
  });

const port = fc.integer({ min: 1, max: 65_535 });
const somePort = fc.oneof(
  fc.constant({}),
  port.map(value => ({ port: value })),
);

/** Any check. */
export const anyCheck: fc.Arbitrary<Check> = fc.oneof(
  fc.constantFrom<Check>({ kind: 'none' }, { kind: 'ping' }),
  somePort.map((where): Check => ({ kind: 'tcp', ...where })),
  somePort.map((where): Check => ({ kind: 'udp', ...where })),
  fc.tuple(fc.constantFrom('http', 'https'), somePort, fc.boolean()).map(
    ([kind, where, named]): Check => ({
      kind,
      ...where,
      path: '/a!b?c=(d);~',
      ...(named ? { host: 'www.example.org', status: 204 } : {}),
    }),
  ),
);

/** Services of a rules file's text, servers as written. */
export const servicesOf = (text: string): readonly Service[] =>
  readRulesFile(text).setup.services.map(one => ({ ...one, servers: [...one.servers].reverse() }));

/** A want that nothing is wrong with; its VIP is there for tables of marks alone. */
export const plainWant = (
  services: readonly Service[],
  more: Partial<KeepalivedWant> = {},
): KeepalivedWant => ({
  role: 'master',
  routerId: 'lb1',
  interface: 'eth0',
  virtualRouterId: 51,
  priority: 150,
  vips: ['192.0.2.200' as Address],
  services,
  check: { kind: 'none' },
  ...more,
});

/** Every method, family, protocol, kind of tunnel, flag, mark and form of persistence. */
export const everything = servicesOf(`-A -t 10.0.0.200:80 -s wrr -p 300 -M 255.255.0.0
-a -t 10.0.0.200:80 -r 10.0.0.7:8080 -m -w 3 -x 100 -y 50
-a -t 10.0.0.200:80 -r 10.0.0.8:80 -g -w 1
-a -t 10.0.0.200:80 -r 10.0.0.9:80 -i -w 1
-A -t 10.0.0.201:0 -s sed -p 600
-a -t 10.0.0.201:0 -r 10.0.0.7:0 -g -w 1
-A -t 10.0.0.202:80 -s lblcr -b flag-1,flag-2,flag-3
-a -t 10.0.0.202:80 -r 10.0.0.7:80 -i -w 1 --tun-type gue --tun-port 6080
-a -t 10.0.0.202:80 -r 10.0.0.8:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-remcsum
-a -t 10.0.0.202:80 -r 10.0.0.9:80 -i -w 1 --tun-type gre --tun-csum
-a -t 10.0.0.202:80 -r [fd00::9]:80 -i -w 1
-A -u 10.0.0.200:53 -s rr -o
-a -u 10.0.0.200:53 -r 10.0.0.7:53 -g -w 1
-A -u 10.0.0.200:5060 -s wlc -p 60 --pe sip
-a -u 10.0.0.200:5060 -r 10.0.0.7:5060 -m -w 2147483647
-A --sctp-service 10.0.0.200:9999 -s lc
-a --sctp-service 10.0.0.200:9999 -r 10.0.0.7:9998 -m -w 1
-A -f 4294967295 -s mh -p 360 -b mh-fallback,mh-port
-a -f 4294967295 -r 10.0.0.7:0 -i -w 1
-a -f 4294967295 -r 10.0.0.8:8080 -m -w 1
-A -f 1 -6 -s rr -o
-a -f 1 -6 -r 10.0.0.7:0 -i -w 1
-A -t [fd00::200]:443 -s sh -p 360 -M 64 -b sh-fallback,sh-port
-a -t [fd00::200]:443 -r [fd00::7]:8443 -m -w 1
-a -t [fd00::200]:443 -r [fd00::8]:443 -g -w 1
`);
