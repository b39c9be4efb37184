import { describe, expect, test } from 'vitest';
import { readProcIpVs } from '../../src/core/ipvsadm/read/proc-table.ts';
import { readText } from '../../src/core/ipvsadm/read/recognise.ts';
import { Assembly } from '../../src/host/assembly.ts';

const titles =
  'IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port Forward Weight ActiveConn InActConn\n';
const rows = (text: string) => readProcIpVs(titles + text).services;
const saved = (text: string) => readText(text).services;
const v6 = (last: string): string => `[fd00:0000:0000:0000:0000:0000:0000:${last}]`;

const keys = (assembly: Assembly): readonly string[] => assembly.services().map(({ key }) => key);

describe('marks, whose family /proc does not say', () => {
  const both = `FWM  00000011 rr  
  -> ${v6('0007')}:0050      Tunnel  1      0          0         
FWM  00000011 wrr  
  -> 0A000007:0050      Masq    1      0          0         
FWM  00000012 rr  
`;

  test('without the rules the real servers decide', () => {
    const assembly = new Assembly();
    assembly.takeTable(rows(both), 0);
    expect([...keys(assembly)].sort()).toEqual(['fwm6:17', 'fwm:17', 'fwm:18']);
  });

  test('the rules say it, also against what the real servers look like', () => {
    const assembly = new Assembly();
    assembly.takeTable(
      rows(
        'FWM  00000011 rr  \n  -> 0A000007:0050      Tunnel  1      0          0         \nFWM  00000012 rr  \n',
      ),
      0,
    );
    assembly.takeRules(saved('-A -f 17 -6 -s rr\n-a -f 17 -6 -r 10.0.0.7:80 -i -w 1\n-A -f 18 -6 -s rr\n'));
    expect(keys(assembly)).toEqual(['fwm6:17', 'fwm6:18']);
    expect(assembly.services()[0]).toMatchObject({
      id: { kind: 'fwmark', mark: 17, family: 6 },
      servers: [{ tunnel: { type: 'ipip' } }],
    });
  });

  test('one mark in both families: the shared real servers decide', () => {
    const assembly = new Assembly();
    assembly.takeTable(rows(both), 0);
    assembly.takeRules(
      saved(
        `-A -f 17 -s wrr\n-a -f 17 -r 10.0.0.7:80 -m -w 1\n-A -f 17 -6 -s rr\n-a -f 17 -6 -r [fd00::7]:80 -i -w 1\n-A -f 18 -s rr\n`,
      ),
    );
    const byKey = new Map(assembly.services().map(service => [service.key, service]));
    expect(byKey.get('fwm:17')?.scheduler).toBe('wrr');
    expect(byKey.get('fwm6:17')?.scheduler).toBe('rr');
  });
});

describe('what the rules add', () => {
  const table =
    'TCP  0A0000C8:0050 sh  persistent 9000 FFFFFF00\n  -> 0A000007:0050      Route   1      0          0         \n';

  test('flags and seconds, and nothing of a former scheduler', () => {
    const assembly = new Assembly();
    assembly.takeTable(rows(table), 0);
    assembly.takeRules(saved('-A -t 10.0.0.200:80 -s sh -p 90 -M 255.255.255.0 -b sh-port\n'));
    expect(assembly.services()[0]).toMatchObject({
      flags: ['flag-2'],
      persistence: { timeout: 90, mask: '255.255.255.0' },
    });
    assembly.takeTable(rows(table.replace(' sh ', ' rr ')), 1000);
    expect(assembly.services()[0]?.flags).toBeUndefined();
  });

  test('one-packet scheduling of an IPv6 service', () => {
    const assembly = new Assembly();
    assembly.takeTable(rows(`UDP  ${v6('0200')}:0035 rr \n`), 0);
    expect(assembly.services()[0]?.ops).toBeUndefined();
    assembly.takeRules(saved('-A -u [fd00::200]:53 -s rr -o\n'));
    expect(assembly.services()[0]?.ops).toBe(true);
  });
});

test('services and servers stand in the order of ipvsadm -L', () => {
  const assembly = new Assembly();
  assembly.takeTable(
    rows(
      'TCP  C0A80001:0050 rr  \nTCP  0A000001:0050 rr  \n  -> 0A00000C:0050      Route   1      0          0         \n  -> 0A000007:0050      Route   1      0          0         \nTCP  AC100001:0050 rr  \n',
    ),
    0,
  );
  expect(keys(assembly)).toEqual(['tcp:172.16.0.1:80', 'tcp:192.168.0.1:80', 'tcp:10.0.0.1:80']);
  expect(assembly.services()[2]?.servers.map(({ key }) => key)).toEqual(['10.0.0.7:80', '10.0.0.12:80']);
});

test('a newer listing of one service stands in for its row until the table is read again', () => {
  const assembly = new Assembly();
  const row = (weight: number) =>
    rows(`TCP  0A0000C8:0050 rr  \n  -> 0A000007:0050      Route   ${weight}      0          0         \n`);
  assembly.takeTable(row(1), 0);
  assembly.takeFocused(
    readText(`${titles}TCP  10.0.0.200:80 rr\n  -> 10.0.0.7:80   Route   5  0  0\n`).services,
    500,
  );
  expect(assembly.services()[0]?.servers[0]?.weight).toBe(5);
  assembly.takeTable(row(6), 1000);
  expect(assembly.services()[0]?.servers[0]?.weight).toBe(6);
});
