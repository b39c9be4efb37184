/** One text, several listings: what is recognised, and how it becomes one picture. */
import { describe, expect, it } from 'vitest';
import { readText } from '../../../../src/core/ipvsadm/read/recognise.ts';
import { toSnapshot } from '../../../../src/core/ipvsadm/read/snapshot.ts';

const version = 'IP Virtual Server version 1.2.1 (size=4096)\n';
const titles =
  'Prot LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn\n';
const statsTitles =
  'Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes\n  -> RemoteAddress:Port\n';
const web = (weight = 1, active = 0): string =>
  `TCP  10.0.0.1:80 wlc\n  -> 10.0.0.7:80 Masq ${weight} ${active} 0\n`;
const reasons = (list: readonly { readonly line: number; readonly reason: string }[]) =>
  list.map(({ line, reason }) => `${line}: ${reason}`);

describe('several listings in one text', () => {
  it('adds what each says', () => {
    const reading = readText(
      `lvs1:~# ipvsadm -Sn\n-A -t 10.0.0.1:80 -s wlc -b flag-1\n-a -t 10.0.0.1:80 -r 10.0.0.7:80 -m -w 5\nlvs1:~# ipvsadm -Ln --stats\n${version}${statsTitles}TCP  10.0.0.1:80  1 2 3 4 5\n  -> 10.0.0.7:80  1 2 3 4 5\nlvs1:~# ipvsadm -l --timeout\nTimeout (tcp tcpfin udp): 900 120 300\nlvs1:~#\n`,
    );
    expect(reading.problems).toEqual([]);
    expect(reading.formats).toEqual(['save', 'stats', 'timeouts']);
    expect(reading.services).toEqual([
      expect.objectContaining({
        key: 'tcp:10.0.0.1:80',
        scheduler: 'wlc',
        flags: ['flag-1'],
        counters: { conns: 1, inPkts: 2, outPkts: 3, inBytes: 4, outBytes: 5 },
        servers: [expect.objectContaining({ key: '10.0.0.7:80', weight: 5, counters: expect.anything() })],
      }),
    ]);
    const snapshot = toSnapshot(reading, 1234);
    expect(snapshot).toMatchObject({
      at: 1234,
      version: '1.2.1',
      tableSize: 4096,
      timeouts: { tcp: 900, tcpFin: 120, udp: 300 },
    });
  });

  it('shows the last of a table that is listed again and again, and says so', () => {
    const reading = readText(version + titles + web(1) + version + titles + web(3, 8));
    expect(reading.services).toHaveLength(1);
    expect(reading.services[0]?.servers[0]).toMatchObject({ weight: 3, active: 8 });
    expect(reasons(reading.notes)).toEqual([
      '9: the table of line 4 is listed again; this later one is shown',
    ]);
  });

  it('puts lists of single services together', () => {
    const dns = 'UDP  10.0.0.1:53 rr\n';
    const reading = readText(titles + web() + titles + dns + titles + web(4));
    expect(reading.services.map(({ key, servers }) => [key, servers.length])).toEqual([
      ['tcp:10.0.0.1:80', 1],
      ['udp:10.0.0.1:53', 0],
    ]);
    expect(reading.services[0]?.servers[0]?.weight).toBe(4);
    expect(reading.notes).toEqual([]);
  });

  it('takes the family of a mark from ipvsadm where /proc could only guess', () => {
    const proc = 'FWM  00000011 rr \n';
    const kernelTitles =
      'Prot LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port Forward Weight ActiveConn InActConn\n';
    for (const text of [`-A -f 17 -6 -s rr\n${version}${kernelTitles}${proc}`]) {
      const { services } = readText(text);
      expect(services.map(({ key }) => key)).toEqual(['fwm6:17']);
      expect(services[0]).not.toHaveProperty('familyGuessed');
    }
  });

  it('follows a script that changes what it built', () => {
    const reading = readText(
      [
        'ipvsadm -A -t 10.0.0.1:80 -s rr',
        'ipvsadm -a -t 10.0.0.1:80 -r 10.0.0.7 -m',
        'ipvsadm -a -t 10.0.0.1:80 -r 10.0.0.8 -m',
        'ipvsadm -e -t 10.0.0.1:80 -r 10.0.0.7 -m -w 9',
        'ipvsadm -d -t 10.0.0.1:80 -r 10.0.0.8',
        'ipvsadm -E -t 10.0.0.1:80 -s sh -p 60',
        'ipvsadm -A -t 10.0.0.2:80 -s rr; ipvsadm -D -t 10.0.0.2:80',
        'ipvsadm -D -t 10.0.0.3:80',
        'ipvsadm -a -t 10.0.0.1:80 -r 10.0.0.9 -m -x 3 -y 5',
      ].join('\n'),
    );
    expect(reading.services).toEqual([
      expect.objectContaining({
        key: 'tcp:10.0.0.1:80',
        scheduler: 'sh',
        persistence: { timeout: 60, mask: '255.255.255.255' },
        servers: [expect.objectContaining({ key: '10.0.0.7:80', weight: 9 })],
      }),
    ]);
    expect(reasons(reading.problems)).toEqual(['8: No such service', '9: Numerical result out of range']);
  });

  it('goes on from saved rules with rules of the wild, and clears when told', () => {
    const saved = '-A -t 10.0.0.1:80 -s rr\n-a -t 10.0.0.1:80 -r 10.0.0.7:80 -m -w 1\n';
    const added = readText(
      `${saved}ipvsadm -a -t 10.0.0.1:80 -r 10.0.0.8 -m\nipvsadm -a -t 10.0.0.1:80 -r 10.0.0.7 -m\n`,
    );
    expect(added.services[0]?.servers.map(({ key }) => key)).toEqual(['10.0.0.7:80', '10.0.0.8:80']);
    expect(reasons(added.problems)).toEqual(['4: Destination already exists']);
    expect(readText(`${saved}ipvsadm -C\n`).services).toEqual([]);
    expect(readText(`${saved}ipvsadm -C\n${saved}`).services).toHaveLength(1);
  });

  it('notes rules that were commented out', () => {
    const reading = readText(
      '# our cluster\n#ipvsadm -A -t 10.0.0.1:80 -s rr\nipvsadm -A -t 10.0.0.2:80 -s rr\n',
    );
    expect(reading.services).toHaveLength(1);
    expect(reasons(reading.notes)).toEqual(['2: a rule that was commented out']);
  });
});

describe('one line', () => {
  const one = (line: string) => readText(titles + line);
  const problem = (line: string) => one(line).problems.map(({ reason, partly }) => [partly ?? false, reason]);

  it('is refused with its reason when it cannot be read', () => {
    expect(problem('  -> 10.0.0.7:80 Masq 1 0 0\n')).toEqual([
      [false, 'a real server without a virtual service above it'],
    ]);
    expect(problem('TCP  10.0.0.1:80 rr\n  -> 10.0.0.7:80 Masq 1 0')).toEqual([
      [false, 'the line is cut off: columns are missing'],
    ]);
    expect(problem('TCP  10.0.0.1:80 rr\n  -> 10.0.0.7:80 Masq one 0 0\n')).toEqual([
      [false, 'a column holds something else than a number'],
    ]);
    expect(problem('TCP  10.0.0.1:80\n')).toEqual([[false, 'no scheduler stands here']]);
    expect(problem('FWM  4294967296 rr\n')).toEqual([[false, expect.stringContaining('not recognised')]]);
  });

  it('is read except for the words that nobody knows', () => {
    expect(problem('TCP  10.0.0.1:80 rr persistent 60 mask bogus\n')).toEqual([
      [true, 'unknown words: mask bogus'],
    ]);
    expect(problem('TCP  10.0.0.1:80 sh (sh-bogus)\n')).toEqual([[true, 'unknown words: (sh-bogus)']]);
    const tunneled = readText(
      `${titles.replace('Weight', 'TunnelInfo    Weight')}TCP  10.0.0.1:80 rr\n  -> 10.0.0.7:80 Tunnel vxlan:1 1 0 0\n`,
    );
    expect(reasons(tunneled.problems)).toEqual(['4: unknown tunnel vxlan:1']);
  });

  it('has no real servers of a service that was refused', () => {
    const reading = one('TCP  10.0.0.1:80 rr\nTCP  10.0.0.2:80\n  -> 10.0.0.7:80 Masq 1 0 0\n');
    expect(reading.services).toEqual([expect.objectContaining({ key: 'tcp:10.0.0.1:80', servers: [] })]);
    expect(reading.problems).toHaveLength(2);
  });

  it('is told apart without titles as far as the words themselves tell', () => {
    expect(readText(web()).services[0]?.servers[0]).toMatchObject({ method: 'nat', weight: 1 });
    const bare = readText('TCP 10.0.0.1:80 1 2 3 4 5\n  -> 10.0.0.7:80 1 2 3 4 5\n');
    expect(reasons(bare.problems)).toEqual([
      '1: no title says whether these numbers are counters or rates',
      '2: no title says whether these numbers are counters or rates',
    ]);
    const four = readText('TCP 10.0.0.1:80 rr\n  -> 10.0.0.7:80 9 8 7 6\n');
    expect(four.services[0]?.servers[0]).toEqual({
      key: '10.0.0.7:80',
      id: expect.anything(),
      active: 7,
      inactive: 6,
    });
  });

  it('of a sync daemon is read in the old short form, and kept out when it makes no sense', () => {
    expect(readText('master sync daemon (mcast=eth0, syncid=1)\n').daemons).toEqual([
      { role: 'master', interface: 'eth0', syncId: 1, maxLen: 1472, group: '224.0.0.81', port: 8848, ttl: 1 },
    ]);
    expect(readText('master sync daemon (syncid=1)\n').problems).toHaveLength(1);
    expect(reasons(readText('backup sync daemon (mcast=eth0, syncid=1, colour=red)\n').problems)).toEqual([
      '1: unknown settings: colour',
    ]);
    expect(readText('Timeout (tcp tcpfin udp): 900 x 300\n').problems).toHaveLength(1);
  });

  it('of a connection with an engine, a name, or half of it', () => {
    const head = 'pro expire state       source             virtual            destination\n';
    const row = 'UDP 04:58  UDP         10.1.0.4:5060      10.1.0.200:5060    10.0.0.11:5060';
    expect(readText(`${head}${row} sip 1234@host\n`).connections[0]).toMatchObject({
      peName: 'sip',
      peData: '1234@host',
      expires: 298,
    });
    expect(reasons(readText(`${head}${row.replace('10.1.0.4:', 'host.example:')}\n`).problems)).toEqual([
      '2: an address is missing: connections are read from a numeric listing (-Lnc)',
    ]);
    expect(reasons(readText(`${head}${row.slice(0, 60)}`).problems)).toEqual([
      '2: the line is cut off: columns are missing',
    ]);
    const synced =
      'Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Origin Expires\nTCP 0A010001 0000 0A0100C8 0050 0A00000C 0050 ASSURED     SYNC       294\n';
    expect(readText(synced).connections[0]).toMatchObject({
      origin: 'SYNC',
      state: 'ASSURED',
      expires: 294,
      virtual: '10.1.0.200',
    });
    // %pI6 of the kernel writes colons; without them the digits are as plain.
    const six =
      'TCP fd00:0001:0000:0000:0000:0000:0000:0001 C350 fd00:0001:0000:0000:0000:0000:0000:0200 0050 fd00:0000:0000:0000:0000:0000:0000:0011 0050 ESTABLISHED 900\n';
    for (const text of [six, six.replace(/:/g, '')]) {
      expect(readText(text).connections[0]).toMatchObject({
        client: 'fd00:1::1',
        virtual: 'fd00:1::200',
        server: 'fd00::11',
        clientPort: 50_000,
      });
    }
  });
});

it('a row that stands a hundred thousand times: each copy has a key of its own', () => {
  const { services } = readText('TCP  10.0.0.1:80 rr\n'.repeat(100_000));
  expect(new Set(services.map(({ key }) => key)).size).toBe(100_000);
  expect(services.at(-1)?.key).toBe('tcp:10.0.0.1:80 (100000)');
  const rows = '  -> 10.0.0.2:80 Masq 1 0 0\n'.repeat(20_000);
  const servers = readText(`TCP  10.0.0.1:80 rr\n${rows}`).services[0]?.servers ?? [];
  expect(new Set(servers.map(({ key }) => key)).size).toBe(20_000);
});
