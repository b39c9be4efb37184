/** Reads what tcpdump caught (pcap, Ethernet): who sent the frame to whom, and the IP headers in it, outer ones first. */
import { type Address, ipv4FromBits, ipv6FromGroups } from '../../../src/core/model/address.ts';

/** One IP header. */
export interface Header {
  readonly from: Address;
  readonly to: Address;
  readonly protocol: 'tcp' | 'udp' | 'ipip' | 'gre' | 'gue' | 'icmp' | 'other';
  readonly fromPort?: number;
  readonly toPort?: number;
  /** TCP only. */
  readonly flags?: { readonly syn: boolean; readonly ack: boolean; readonly rst: boolean };
}

/** One frame. */
export interface Frame {
  readonly fromMac: string;
  readonly toMac: string;
  /** `0x0806`: ARP. */
  readonly type: number;
  /** The outermost first. */
  readonly headers: readonly Header[];
  /** The question of an ARP frame: who asks for which address, as whom. */
  readonly arp?: { readonly asks: boolean; readonly sender: Address; readonly target: Address };
}

const mac = (bytes: Buffer): string => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join(':');

const address6 = (bytes: Buffer): Address =>
  ipv6FromGroups(Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(2 * index)));

const protocols: Readonly<Record<number, Header['protocol']>> = {
  1: 'icmp',
  4: 'ipip',
  6: 'tcp',
  17: 'udp',
  41: 'ipip',
  47: 'gre',
  58: 'icmp',
};

/** GUE, version 0: a word of flags with the length of what follows and the protocol inside (draft-ietf-intarea-gue). */
const gueInside = (bytes: Buffer): readonly Header[] => {
  const first = bytes.readUInt8(0);
  const inside = bytes.subarray(4 + 4 * (first & 0x1f));
  return bytes.readUInt8(1) === 4 ? read4(inside, 0) : bytes.readUInt8(1) === 41 ? read6(inside, 0) : [];
};

const greInside = (bytes: Buffer, gue: number): readonly Header[] => {
  const flags = bytes.readUInt16BE(0);
  const inside = bytes.subarray(
    4 + (flags & 0x8000 ? 4 : 0) + (flags & 0x2000 ? 4 : 0) + (flags & 0x1000 ? 4 : 0),
  );
  return bytes.readUInt16BE(2) === 0x86dd ? read6(inside, gue) : read4(inside, gue);
};

const withPayload = (
  ends: Pick<Header, 'from' | 'to'>,
  number: number,
  payload: Buffer,
  gue: number,
): readonly Header[] => {
  const protocol = protocols[number] ?? 'other';
  if (protocol === 'tcp' || protocol === 'udp') {
    if (payload.length < 8) return [{ ...ends, protocol }];
    const ports = { fromPort: payload.readUInt16BE(0), toPort: payload.readUInt16BE(2) };
    if (protocol === 'tcp') {
      const bits = payload.readUInt8(13);
      return [
        {
          ...ends,
          ...ports,
          protocol,
          flags: { syn: (bits & 2) > 0, ack: (bits & 16) > 0, rst: (bits & 4) > 0 },
        },
      ];
    }
    if (gue > 0 && ports.toPort === gue)
      return [{ ...ends, ...ports, protocol: 'gue' }, ...gueInside(payload.subarray(8))];
    return [{ ...ends, ...ports, protocol }];
  }
  if (protocol === 'ipip')
    return [{ ...ends, protocol }, ...(number === 4 ? read4(payload, gue) : read6(payload, gue))];
  if (protocol === 'gre') return [{ ...ends, protocol }, ...greInside(payload, gue)];
  return [{ ...ends, protocol }];
};

function read4(bytes: Buffer, gue: number): readonly Header[] {
  if (bytes.length < 20) return [];
  const ends = { from: ipv4FromBits(bytes.readUInt32BE(12)), to: ipv4FromBits(bytes.readUInt32BE(16)) };
  return withPayload(ends, bytes.readUInt8(9), bytes.subarray(4 * (bytes.readUInt8(0) & 15)), gue);
}

function read6(bytes: Buffer, gue: number): readonly Header[] {
  if (bytes.length < 40) return [];
  const ends = { from: address6(bytes.subarray(8, 24)), to: address6(bytes.subarray(24, 40)) };
  // Destination options (60) may stand before what is inside: IPv6 tunnels write their limit there.
  if (bytes.readUInt8(6) === 60) {
    const options = bytes.subarray(40);
    return withPayload(ends, options.readUInt8(0), options.subarray(8 * (options.readUInt8(1) + 1)), gue);
  }
  return withPayload(ends, bytes.readUInt8(6), bytes.subarray(40), gue);
}

const readFrame = (bytes: Buffer, gue: number): Frame => {
  const type = bytes.readUInt16BE(12);
  const body = bytes.subarray(14);
  const ends = { toMac: mac(bytes.subarray(0, 6)), fromMac: mac(bytes.subarray(6, 12)), type };
  if (type === 0x0800) return { ...ends, headers: read4(body, gue) };
  if (type === 0x86dd) return { ...ends, headers: read6(body, gue) };
  if (type !== 0x0806 || body.length < 28) return { ...ends, headers: [] };
  const arp = {
    asks: body.readUInt16BE(6) === 1,
    sender: ipv4FromBits(body.readUInt32BE(14)),
    target: ipv4FromBits(body.readUInt32BE(24)),
  };
  return { ...ends, headers: [], arp };
};

/** The frames of a pcap file, in their order. `gue`: the UDP port that means GUE, 0 for none. */
export const readFrames = (pcap: Buffer, gue = 0): readonly Frame[] => {
  const little = pcap.readUInt32LE(0) === 0xa1b2c3d4;
  const length = (at: number): number => (little ? pcap.readUInt32LE(at) : pcap.readUInt32BE(at));
  const frames: Frame[] = [];
  for (let at = 24; at + 16 <= pcap.length; ) {
    const size = length(at + 8);
    const bytes = pcap.subarray(at + 16, at + 16 + size);
    if (bytes.length >= 14) frames.push(readFrame(bytes, gue));
    at += 16 + size;
  }
  return frames;
};
