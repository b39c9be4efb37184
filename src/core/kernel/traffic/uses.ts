/** What clients do with a service of each kind: how long they stay, how often they ask, how much goes each way. */
import { type Address, familyOf } from '../../model/address.ts';
import type { Method } from '../../model/service.ts';
import type { Traffic } from '../stats.ts';

/** How one kind of service is used. Means; sizes are bytes of payload. */
export interface Use {
  readonly protocol: 'tcp' | 'udp';
  /** How long a connection stays open, in milliseconds. */
  readonly lasts: number;
  /** Requests per second of an open connection after its first one. */
  readonly asks: number;
  /** Payload of a request and of its answer. */
  readonly request: number;
  readonly answer: number;
  /** Payload each way when a connection opens (a TLS handshake, a login). */
  readonly greeting: { readonly request: number; readonly answer: number };
}

/** The kinds of service. */
export type UseName = 'web' | 'tls' | 'dns' | 'database' | 'mail' | 'push' | 'radius' | 'files';

/** The numbers of each kind: what an ordinary site sees, not measured anywhere. */
export const uses: Readonly<Record<UseName, Use>> = {
  web: {
    protocol: 'tcp',
    lasts: 6_000,
    asks: 0.7,
    request: 620,
    answer: 24_000,
    greeting: { request: 0, answer: 0 },
  },
  tls: {
    protocol: 'tcp',
    lasts: 9_000,
    asks: 0.6,
    request: 850,
    answer: 15_000,
    greeting: { request: 900, answer: 4_200 },
  },
  dns: { protocol: 'udp', lasts: 0, asks: 0, request: 38, answer: 140, greeting: { request: 0, answer: 0 } },
  database: {
    protocol: 'tcp',
    lasts: 400_000,
    asks: 6,
    request: 190,
    answer: 1_900,
    greeting: { request: 420, answer: 600 },
  },
  mail: {
    protocol: 'tcp',
    lasts: 3_000,
    asks: 0.3,
    request: 38_000,
    answer: 350,
    greeting: { request: 200, answer: 420 },
  },
  push: {
    protocol: 'tcp',
    lasts: 240_000,
    asks: 0.08,
    request: 40,
    answer: 310,
    greeting: { request: 1_400, answer: 4_400 },
  },
  radius: {
    protocol: 'udp',
    lasts: 0,
    asks: 0,
    request: 150,
    answer: 90,
    greeting: { request: 0, answer: 0 },
  },
  files: {
    protocol: 'tcp',
    lasts: 20_000,
    asks: 1.5,
    request: 380,
    answer: 160_000,
    greeting: { request: 900, answer: 4_200 },
  },
};

/** Payload of a full TCP segment on Ethernet with timestamps. */
const segmentSize = 1448;

/**
 * What the director counts of data both ways along a TCP connection: every segment and, for each two of the other
 * side, an acknowledgement. In DR and TUN the answers do not pass.
 */
export const tcpTraffic = (
  virtual: Address,
  method: Method,
  request: number,
  answer: number,
): Omit<Traffic, 'conns'> => {
  const header = familyOf(virtual) === 4 ? 52 : 72;
  const segmentsIn = Math.ceil(request / segmentSize);
  const segmentsOut = Math.ceil(answer / segmentSize);
  const inPkts = segmentsIn + Math.ceil(segmentsOut / 2);
  const inBytes = Math.round(request) + inPkts * header;
  if (method !== 'nat') return { inPkts, inBytes };
  const outPkts = segmentsOut + Math.ceil(segmentsIn / 2);
  return { inPkts, inBytes, outPkts, outBytes: Math.round(answer) + outPkts * header };
};
