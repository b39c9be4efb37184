/**
 * What the kernel does with a server that is removed, and with clients that persistence holds on it: both depend on a
 * setting, and both settings have their price (measured: kernel-lab.md 28 to 31 and 34 to 36).
 */
import { count, durationWords } from '../words/numbers.ts';
import type { Drain } from './drain.types.ts';
import { entries } from './timers.ts';

/** The value of a kernel setting; absent where it was not read. */
type Setting = string | undefined;

const isOn = (value: string): boolean => value !== '0';

const streams = (open: number, nodest: Setting, tcp: number): string => {
  const what = count(open, 'connection');
  const [are, they] = open === 1 ? ['is', 'it goes'] : ['are', 'they go'];
  if (nodest === undefined)
    return `Removing it now costs ${what}: reset at once with expire_nodest_conn=1, left hanging with 0.`;
  return isOn(nodest)
    ? `Removing it now costs ${what}, which ${are} reset at once (expire_nodest_conn=${nodest}).`
    : `Removing it now lets ${what} hang: packets are dropped in silence, for up to ${durationWords(tcp)}; ${they} on if the server comes back meanwhile (expire_nodest_conn=0).`;
};

const datagrams = (left: number, nodest: Setting, udp: number): string => {
  const what = count(left, 'UDP client');
  if (nodest === undefined)
    return `Removing it now concerns ${what}: with expire_nodest_conn=1 the next datagram goes elsewhere, with 0 it is dropped.`;
  return isOn(nodest)
    ? `Removing it now sends ${what} to another server with the next datagram (expire_nodest_conn=${nodest}).`
    : `Removing it now drops what ${what} ${left === 1 ? 'sends' : 'send'}, in silence, for up to ${durationWords(udp)} (expire_nodest_conn=0).`;
};

/** What removing the server now would do, one sentence. `nodest`: expire_nodest_conn. */
export const removalSentence = (drain: Drain, nodest: Setting): string => {
  const latest = drain.samples.at(-1);
  if (latest === undefined) return 'What removing it now would cost is not known.';
  const left = entries(latest);
  if (left === 0) return 'Removing it now costs nobody a connection.';
  if (drain.protocol === 'udp') return datagrams(left, nodest, drain.timeouts.udp);
  if (latest.active === 0 && drain.protocol !== 'mark')
    return 'Removing it now costs nobody a connection: those that are left are closed already.';
  return streams(drain.protocol === 'mark' ? left : latest.active, nodest, drain.timeouts.tcp);
};

/**
 * What persistence does while the server has weight 0, and what the other setting would do instead: two sentences;
 * none where the service is not persistent. `quiescent`: expire_quiescent_template.
 */
export const persistenceSentences = ({ held }: Drain, quiescent: Setting): readonly string[] => {
  if (held === undefined) return [];
  const time = held.timeout === undefined ? 'the time of persistence' : durationWords(held.timeout);
  if (quiescent === undefined)
    return [
      'Whether persistent clients still come depends on expire_quiescent_template, which was not read.',
      `With 0 they come until ${time} after their latest connection; with 1 they go elsewhere with the next one.`,
    ];
  return isOn(quiescent)
    ? [
        `Persistent clients go to another server with their next connection (expire_quiescent_template=${quiescent}); what this one kept for them is lost to them.`,
        `With 0 they would still come here until ${time} after their latest connection: sessions end in peace, and the drain takes as long.`,
      ]
    : [
        `Persistent clients still come here until ${time} after their latest connection, whatever the weight (expire_quiescent_template=0).`,
        'With 1 they go to another server with their next connection: the drain ends sooner, and what this one kept for them is lost to them.',
      ];
};
