import { describe, expect, test } from 'vitest';
import { commandRows } from '../../../src/core/ipvsadm/options.ts';
import { linesOf, problemsOf, wordsOf } from './explain-helpers.ts';

const cases: readonly (readonly [line: string, ...words: RegExp[]])[] = [
  [
    '-A -t 10.0.0.1:80 -s rr',
    /^Creates the virtual service TCP 10\.0\.0\.1:80\./,
    /TCP port 80/,
    /Scheduler rr, round robin\./,
  ],
  ['-A -t 10.0.0.1:80', /No -s: the scheduler is wlc, weighted least connection\./],
  [
    '-A -t 10.0.0.1:80 -s rr -p 600',
    /stays on its server until 10 minutes after its latest connection \(-p 600\)/,
  ],
  ['-A -t 10.0.0.1:80 -s rr -p', /until 360 seconds \(6 minutes\) after/],
  [
    '-A -t 10.0.0.1:80 -p 60 -M 255.255.255.0',
    /Clients of the same \/24 network count as one \(-M 255\.255\.255\.0\)/,
  ],
  ['-A -t 10.0.0.1:80 -p 60 -M 255.0.255.0', /equal in the bits of 255\.0\.255\.0/],
  ['-A -t 10.0.0.1:80 -p 60 -M 0.0.0.0', /All clients count as one/],
  ['-A -t [fd00::1]:80 -p 60 -M 64', /fd00::1, TCP port 80/, /same \/64 network/],
  ['-A -t 10.0.0.1:0 -p 60', /any TCP port/, /all ports of the address stay together/],
  ['-A -u 10.0.0.1:53 -s rr -o', /UDP port 53/, /every datagram is scheduled by itself/],
  ['-A -u 10.0.0.1:5060 --pe sip -p 60 -o', /engine sip/],
  ['-A -f 7 -s rr', /Packets that carry the firewall mark 7/],
  ['-A -f 7 -6 -s rr', /IPv6 packets that carry/],
  [
    '-A -t 10.0.0.1:80 -s sh -b sh-fallback,sh-port',
    /sh-fallback: where the server of a client takes nothing/,
    /sh-port: the client’s port counts too/,
  ],
  ['-A -t 10.0.0.1:80 -s mh -b mh-port,flag-3', /mh-port: /, /The switch flag-3/],
  ['-A -t 10.0.0.1:80 -s wlc -b flag-1', /The switch flag-1/],
  [
    '-E -t 10.0.0.1:80 -s wrr',
    /^Sets the virtual service TCP 10\.0\.0\.1:80 anew; its servers and open connections stay\./,
    /Not persistent\./,
  ],
  ['-D -t 10.0.0.1:80', /^Removes the virtual service/, /new clients are refused/],
  [
    '-a -t 10.0.0.1:80 -r 10.0.0.7',
    /No -g, -i or -m: it is reached by direct routing \(-g\)\./,
    /No -w: weight 1\./,
    /MAC address/,
  ],
  ['-a -t 10.0.0.1:80 -r 10.0.0.7 -g -w 3', /It is reached by direct routing \(-g\)\./, /Weight 3\./],
  [
    '-a -t 10.0.0.1:80 -r 10.0.0.7:8080 -m',
    /NAT \(-m\)/,
    /Port 80 of the service becomes port 8080 of the server/,
    /default gateway/,
  ],
  ['-a -t 10.0.0.1:80 -r 10.0.0.7:0 -m', /Server port 0: the port that the client asked for/],
  ['-a -t 10.0.0.1:80 -r 10.0.0.7 -i', /a tunnel \(-i\)/, /server unwraps it/],
  [
    '-a -t 10.0.0.1:80 -r 10.0.0.7 -i --tun-type gue --tun-port 6080',
    /UDP \(gue\) to port 6080, without checksums/,
  ],
  ['-a -t 10.0.0.1:80 -r 10.0.0.7 -i --tun-type gre --tun-csum', /GRE, with checksums/],
  ['-a -t 10.0.0.1:80 -r 10.0.0.7 -w 0', /Weight 0: it takes no new connections; open ones stay/],
  [
    '-a -t 10.0.0.1:80 -r 10.0.0.7 -x 100',
    /At 100 connections it takes no more \(-x\), until there are fewer than three quarters/,
  ],
  ['-a -t 10.0.0.1:80 -r 10.0.0.7 -x 100 -y 20', /until there are fewer than 20\./],
  [
    '-e -t 10.0.0.1:80 -r 10.0.0.7 -g -w 1',
    /^Sets the real server 10\.0\.0\.7:80 of TCP 10\.0\.0\.1:80 anew/,
  ],
  ['-d -t 10.0.0.1:80 -r 10.0.0.7', /^Removes the real server/, /set its weight to 0 first/],
  ['-C', /^Removes every service with all its servers, at once\./],
  [
    '-Ln --stats --rate',
    /^Shows all services with their servers, with counters and rates per second\. Nothing is changed\./,
  ],
  ['-Ln -t 10.0.0.1:80', /^Shows TCP 10\.0\.0\.1:80 with its servers\./],
  ['-Lnc', /connections that the director knows/, /square of their number/],
  ['-Z -t 10.0.0.1:80', /counters of TCP 10\.0\.0\.1:80 to zero/],
  ['--set 900 0 0', /15 minutes for an idle TCP connection; 0 keeps the others/],
  ['--set 0 0 0', /Sets no timeout/],
  ['--start-daemon master --mcast-interface eth1 --syncid 5', /uses eth1, and the sync ID 5/],
  ['--start-daemon backup', /uses eth0, for none is named/],
  ['--stop-daemon backup', /^Stops the sync daemon that is backup/],
  ['-Sn', /^Prints the table, .* with numbers/],
  ['-R', /one by one/],
  ['-h', /how ipvsadm is called/],
  ['-v', /version/],
];

describe('commands of ipvsadm in words', () => {
  test.each(cases)('%s', (line, ...words) => {
    const said = wordsOf(`ipvsadm ${line}`);
    for (const pattern of words) expect(said).toMatch(pattern);
  });

  test('every command has words', () => {
    const told = new Set(cases.map(([line]) => linesOf(`ipvsadm ${line}`)[0]?.read?.command.name));
    expect(commandRows.map(({ name }) => name).filter(name => !told.has(name))).toEqual([]);
  });

  test('what must be known to understand it is said once in a text', () => {
    const text = [
      '-A -t 10.0.0.1:80 -s rr',
      '-a -t 10.0.0.1:80 -r 10.0.0.7',
      '-a -t 10.0.0.1:80 -r 10.0.0.8',
    ].join('\n');
    const [, first, second] = linesOf(text);
    expect(first?.words.join(' ')).toMatch(/MAC address/);
    expect(second?.words.join(' ')).not.toMatch(/MAC address/);
  });

  test('carries what a plan needs', () => {
    const [line] = linesOf('ipvsadm -a -t 10.0.0.1:80 -r 10.0.0.7:8080 -w 3');
    expect(line?.read?.command).toMatchObject({
      name: 'add-server',
      server: { address: '10.0.0.7', port: 80 },
    });
    expect(line?.read?.asked).toEqual({ address: '10.0.0.7', port: 8080 });
    expect([...(line?.read?.given ?? [])].sort()).toEqual(['real-server', 'service-address', 'weight']);
  });
});

describe('what ipvsadm refuses', () => {
  test.each([
    [
      'ipvsadm -A -t 10.0.0.1:80 rr',
      /Nothing is known to do with the word rr/,
      'ipvsadm -A -t 10.0.0.1:80 -s rr',
    ],
    ['ipvsadm -A -t 80', /address of the virtual service cannot be read/, 'Write host:port or [v6]:port'],
    [
      'ipvsadm -a -t 10.0.0.1:80 -r web1.example.com',
      /address of the real server/,
      'The address as a number: a name depends on DNS and /etc/hosts',
    ],
    ['ipvsadm -a -t 10.0.0.1:80', /needs the option real-server/, undefined],
    ['ipvsadm -E -t 10.0.0.1:21 -p 60 -j enable', /fork of IPVS/, undefined],
    ['ipvsadm -a -t 10.0.0.1:80 -r 10.0.0.7 -b -w 1', /fork of IPVS/, undefined],
    ['ipvsadm foo', /not one that ipvsadm takes/, undefined],
    ['ipvsadm -A -t 10.0.0.1:80 -b ,', /crashe/, undefined],
  ])('%s', (line, text, fix) => {
    const [problem] = problemsOf(line);
    expect(problem?.level).toBe('wrong');
    expect(problem?.text).toMatch(text);
    if (fix !== undefined) expect(problem?.fix).toBe(fix);
    expect(linesOf(line)[0]?.read).toBeUndefined();
    expect(linesOf(line)[0]?.words[0]).toMatch(/^Is meant to /);
  });
});
