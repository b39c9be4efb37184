/** Programs that try something out. */
import { shown } from '../say.ts';
import { plainWords } from './options.ts';
import type { ProgramRow } from './row.types.ts';
import { told, toldWhy } from './told.ts';

const elsewhere =
  'Try it from a client: the director itself, and a real server that holds the VIP, do not reach the service as a client does.';

/** Clients that show whether a service answers. */
export const probeRows: readonly ProgramRow[] = [
  {
    programs: [
      'curl',
      'wget',
      'elinks',
      'links',
      'lynx',
      'ab',
      'wrk',
      'siege',
      'webbench',
      'httperf',
      'hey',
      'telnet',
      'nc',
      'ncat',
    ],
    explain: ({ args, program }) =>
      /\.(?:tar|tgz|gz|zip|rpm|deb|repo|sh)\b/.test(args.join(' ').slice(0, 500))
        ? told('Fetches a file.')
        : toldWhy(
            /^(?:ab|wrk|siege|webbench|httperf|hey)$/.test(program)
              ? 'Puts load on a service and measures it.'
              : 'Asks a service, to see who answers.',
            [elsewhere],
          ),
  },
  {
    programs: ['ping', 'ping6', 'fping', 'traceroute', 'tracepath', 'mtr'],
    explain: ({ args }) =>
      toldWhy(`Asks whether ${shown(plainWords(args).at(-1) ?? 'a machine')} can be reached.`, [
        'IPVS has no part in ping: for a VIP the machine that holds it answers.',
      ]),
  },
  {
    programs: ['tcpdump', 'tshark', 'wireshark'],
    explain: () =>
      toldWhy('Shows packets as they pass.', [
        'With DR the MAC address changes on the way and the IP addresses stay.',
      ]),
  },
  {
    programs: ['ss', 'netstat', 'lsof', 'fuser'],
    explain: () =>
      told('Shows who listens and which connections are open. The services of IPVS are not among them.'),
  },
  { programs: ['conntrack'], explain: () => told('Shows the connections that netfilter tracks.') },
  { programs: ['nslookup', 'dig', 'host', 'getent'], explain: () => told('Looks a name up.') },
  { programs: ['nmap'], explain: () => told('Tries which ports are open.') },
];
