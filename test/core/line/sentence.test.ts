import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noNames } from '../../../src/core/ipvsadm/names.ts';
import { parseArgs } from '../../../src/core/ipvsadm/parse.ts';
import { commandSentence } from '../../../src/core/line/sentence.ts';
import { command } from '../ipvsadm/arbitrary.ts';

const sentence = (line: string): string => {
  const parsed = parseArgs(line.split(' '), noNames);
  if (!parsed.ok) throw new Error(`${line}: ${parsed.stderr}`);
  return commandSentence(parsed.command);
};

describe('a command in one sentence', () => {
  test.each<readonly [line: string, sentence: string]>([
    ['-A -t 10.0.0.1:80 -s rr', 'Creates TCP 10.0.0.1:80: round robin (rr)'],
    [
      '-A -u 10.0.0.1:53 -s mh -b mh-port -p 300 -M 255.255.255.0 -o',
      'Creates UDP 10.0.0.1:53: Maglev hashing (mh), flags mh-port, persistent for 5 minutes, clients grouped by 255.255.255.0, every packet scheduled on its own',
    ],
    [
      '-E -f 3 -6 -p 90 -M 64 --pe sip -s abc',
      'Sets FWM6 3 to scheduler abc, persistent for 1 minute 30 seconds, clients grouped by /64, persistence engine sip',
    ],
    ['-D --sctp-service [fd00::1]:3868', 'Removes SCTP [fd00::1]:3868 and its real servers'],
    [
      '-a -t 10.0.0.1:80 -r 10.0.0.9:80 -m -w 2',
      'Puts 10.0.0.9:80 behind TCP 10.0.0.1:80 by NAT with weight 2',
    ],
    [
      '-a -t 10.0.0.1:80 -r 10.0.0.9 -g -w 0 -x 1 -y 1',
      'Puts 10.0.0.9:80 behind TCP 10.0.0.1:80 by DR with weight 0 (no new connections), at most 1 connection, taking new ones again below 1',
    ],
    [
      '-e -t 10.0.0.1:80 -r 10.0.0.9 -i --tun-type gue --tun-port 6080 --tun-remcsum',
      'Sets 10.0.0.9:80 in TCP 10.0.0.1:80 to a gue tunnel to port 6080 with remote checksums, weight 1',
    ],
    ['-a -f 1 -r 10.0.0.9 -i', 'Puts 10.0.0.9:0 behind FWM 1 by an ipip tunnel with weight 1'],
    ['-d -t 10.0.0.1:80 -r 10.0.0.9', 'Takes 10.0.0.9:80 out of TCP 10.0.0.1:80'],
    ['-Z', 'Sets all counters to zero'],
    ['-Z -f 1', 'Sets the counters of FWM 1 to zero'],
    ['-Lnc', 'Shows the connections'],
    [
      '-L -t 10.0.0.1:80 --stats --rate --thresholds',
      'Shows TCP 10.0.0.1:80 with counters, rates and thresholds',
    ],
    ['--set 900 0 300', 'Sets the timeout of TCP to 15 minutes and UDP to 5 minutes'],
    ['--set 0 0 0', 'Keeps the three timeouts as they are'],
    [
      '--start-daemon master --mcast-interface ens3 --syncid 5',
      'Starts the master sync daemon on ens3, id 5, group 224.0.0.81 port 8848',
    ],
    [
      '--start-daemon backup --mcast-ttl 2 --sync-maxlen 1000',
      'Starts the backup sync daemon on eth0, id 0, group 224.0.0.81 port 8848, across up to 2 hops, messages of at most 1 000 bytes',
    ],
    ['--stop-daemon backup', 'Stops the backup sync daemon'],
  ])('%s', (line, words) => expect(sentence(line)).toBe(words));

  test('whatever it is', () =>
    fc.assert(
      fc.property(command, one => {
        expect(commandSentence(one)).toMatch(/^[A-Z][^\n]*[^.\n]$/);
      }),
    ));
});
