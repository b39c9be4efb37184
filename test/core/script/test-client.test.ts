import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../src/core/cluster/cluster.types.ts';
import { printScript } from '../../../src/core/script/print.ts';
import type { Script } from '../../../src/core/script/script.types.ts';
import { testClientScript } from '../../../src/core/script/test-client.ts';
import * as clusters from './machine-clusters.ts';
import { inNamespace, installed, namespaceSuite, namespaces, suite } from './programs.ts';

const { at, dr, mark, nat6 } = clusters;

const urls = (script: Script): readonly string[] =>
  script.items.flatMap(({ do: item }) =>
    item.what === 'program' ? item.start.flat().filter(word => word.startsWith('http')) : [],
  );

const onPort = (port: number): Cluster => ({
  ...dr,
  services: [clusters.service(clusters.tcp('10.0.0.200', port), [])],
});

describe('what is asked', () => {
  test('is every TCP service, as a browser would be told', () => {
    expect(urls(testClientScript(dr))).toEqual(['http://10.0.0.200/']);
    expect(urls(testClientScript(mark))).toEqual(['http://10.0.0.200/', 'https://10.0.0.200/']);
    expect(urls(testClientScript(onPort(8080)))).toEqual(['http://10.0.0.200:8080/']);
    expect(urls(testClientScript(onPort(0)))).toEqual(['http://10.0.0.200/']);
  });

  test('is not UDP, and the script says so', () => {
    const script = testClientScript(nat6);
    expect(urls(script)).toEqual(['http://[fd00::200]/']);
    expect(script.header.join(' ')).toContain('UDP');
    expect(testClientScript(dr).header.join(' ')).not.toContain('UDP');
  });

  test('so often as is said, at least once and at most a thousand times', () => {
    const times = (wanted: number): string | undefined =>
      testClientScript(dr, { times: wanted })
        .items.flatMap(({ do: item }) => (item.what === 'program' ? item.start : []))[0]
        ?.at(4);
    expect(times(5)).toBe('5');
    expect(times(0)).toBe('1');
    expect(times(1e9)).toBe('1000');
  });
});

/** A web of two servers on the loopback device, one of which answers by turns, and pages as people have them. */
const web = `import http.server, itertools, sys
pages = itertools.cycle([b"real server 10.0.0.7\\n", b"<!DOCTYPE html>\\n<html><body>\\n  <h1>real server 10.0.0.14</h1>\\n"])
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(next(pages))
    def log_message(self, *words): pass
server = http.server.ThreadingHTTPServer(("10.0.0.200", 80), Handler)
open("/run/ready", "w").close()
server.serve_forever()
`;

const serve = `ip link set lo up; ip addr add 10.0.0.200/32 dev lo
python3 "$F/web.py" & web=$!
until [ -e /run/ready ] || ! kill -0 $web; do :; done`;

const script = printScript(testClientScript(dr, { times: 6 }), { explain: false });

describe.skipIf(!namespaces || !installed('curl', 'python3'))(
  namespaceSuite(suite('in a namespace', 'curl', 'python3')),
  () => {
    const asked = (without: readonly string[]): string =>
      inNamespace(
        { 'a.sh': script, 'web.py': web },
        `${serve}
mkdir /run/bin; for name in curl wget python3; do
  case ' ${without.join(' ')} ' in *" $name "*) ;; *) at=$(command -v $name) && ln -s "$at" /run/bin/$name ;; esac
done
for name in sh ip sysctl id cat tr sed head cut sort uniq mkdir rmdir readlink ls rm mv grep; do ln -s "$(command -v $name)" /run/bin/$name; done
PATH=/run/bin; sed -i 's,export LC_ALL=C PATH=.*,export LC_ALL=C,' "$F/a.sh" 2>/dev/null
sh "$F/a.sh" start; sh "$F/a.sh" status | grep answered; sh "$F/a.sh" stop
kill $web`,
      );

    test('counts who answered, and shows the way there', () => {
      const out = asked([]);
      expect(out).toContain('http://10.0.0.200/, 6 requests:');
      expect(out).toMatch(/^ +3 real server 10\.0\.0\.7$/m);
      expect(out).toMatch(/^ +3 real server 10\.0\.0\.14$/m);
      expect(out).toMatch(/^route: local 10\.0\.0\.200 dev lo/m);
      expect(out).toContain('ok    http://10.0.0.200/ is answered');
    });

    test.each([
      ['wget', ['curl']],
      ['python3', ['curl', 'wget']],
    ] as const)('does so with %s where there is nothing better', (program, without) => {
      if (!installed(program)) return;
      expect(asked(without)).toMatch(/^ +3 real server 10\.0\.0\.14$/m);
    });

    test('says that nobody answered', () => {
      const out = inNamespace(
        { 'a.sh': script },
        'ip link set lo up; sh "$F/a.sh" start; sh "$F/a.sh" status | grep WRONG',
      );
      expect(out).toMatch(/^ +6 \(no answer, exit code \d+\)$/m);
      expect(out).toContain('WRONG http://10.0.0.200/ is not answered');
    });
  },
);

describe.skipIf(!namespaces)(namespaceSuite('whose MAC address the VIP has'), () => {
  // Nobody answers there, and nothing should wait for it.
  const link = `mkdir /run/bin; printf '#!/bin/sh\\nexit 7\\n' >/run/bin/curl; chmod +x /run/bin/curl; PATH=/run/bin:$PATH
ip link add eth0 type veth peer name far && ip link set eth0 up && ip link set far up
ip addr add 10.0.0.9/24 dev eth0
neighbour() { ip neigh replace "$1" lladdr "$2" dev eth0 nud permanent; }`;
  const status = (mac: string | undefined, lines: string): string =>
    inNamespace(
      { 'a.sh': printScript(testClientScript(dr, mac === undefined ? {} : { mac }), { explain: false }) },
      `${link}\n${lines}\nsh "$F/a.sh" status | grep 'MAC address'`,
    );
  const right = '02:00:00:00:00:01';
  const other = '02:00:00:00:00:02';

  test('is the one that was told, in capitals as well', () => {
    const told = right.toUpperCase();
    expect(status(told, `neighbour 10.0.0.200 ${right}`)).toMatch(/^ok .*02:00:00:00:00:01/);
    expect(status(told, `neighbour 10.0.0.200 ${other}`)).toMatch(/^WRONG .*02:00:00:00:00:01/);
  });

  test('is the DIP’s where none was told', () => {
    const dip = `neighbour 10.0.0.2 ${right}`;
    expect(status(undefined, `${dip}\nneighbour 10.0.0.200 ${right}`)).toMatch(/^ok /);
    expect(status(undefined, `${dip}\nneighbour 10.0.0.200 ${other}`)).toMatch(/^WRONG /);
  });

  test('is nobody’s business behind a router', () => {
    expect(status(right, 'ip route add 10.0.0.200 via 10.0.0.1 dev eth0')).toMatch(/^ok /);
  });
});

test('a route is set where one is asked for', () => {
  const [item] = testClientScript(dr, { via: at('172.30.0.200') }).items;
  expect(item?.do).toMatchObject({ what: 'route', to: { address: '10.0.0.200', prefix: 32 } });
  expect(testClientScript(nat6, { via: at('172.30.0.200') }).items[0]?.do.what).toBe('program');
});
