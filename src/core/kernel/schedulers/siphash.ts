/**
 * SipHash-1-3 of one 32-bit number: the kernel's hsiphash on 64-bit machines (lib/siphash.c; the algorithm is
 * Aumasson and Bernstein, 2012). 64-bit words are pairs of 32-bit halves, as BigInt would be some fifty times slower.
 */

/** A key of two 64-bit words whose upper halves are 0: all that mh uses. */
export interface HalfKey {
  readonly first: number;
  readonly second: number;
}

const oneRound = (v: Int32Array): void => {
  addTo(v, 0, 2);
  rotateXor(v, 2, 0, 13);
  swap(v, 0);
  addTo(v, 4, 6);
  rotateXor(v, 6, 4, 16);
  addTo(v, 0, 6);
  rotateXor(v, 6, 0, 21);
  addTo(v, 4, 2);
  rotateXor(v, 2, 4, 17);
  swap(v, 4);
};

// Word i of the state stands at v[i] (low half) and v[i + 1] (high half).
const addTo = (v: Int32Array, to: number, from: number): void => {
  const low = ((v[to] ?? 0) >>> 0) + ((v[from] ?? 0) >>> 0);
  v[to] = low | 0;
  v[to + 1] = ((v[to + 1] ?? 0) + (v[from + 1] ?? 0) + (low > 0xffffffff ? 1 : 0)) | 0;
};

const rotateXor = (v: Int32Array, word: number, other: number, by: number): void => {
  const low = v[word] ?? 0;
  const high = v[word + 1] ?? 0;
  v[word] = ((low << by) | (high >>> (32 - by))) ^ (v[other] ?? 0);
  v[word + 1] = ((high << by) | (low >>> (32 - by))) ^ (v[other + 1] ?? 0);
};

const swap = (v: Int32Array, word: number): void => {
  const low = v[word] ?? 0;
  v[word] = v[word + 1] ?? 0;
  v[word + 1] = low;
};

/** The lower 32 bits (unsigned) of SipHash-1-3 of the four bytes of `value` (0..2^32-1, little endian). */
export const hsiphash = (value: number, key: HalfKey): number => {
  // The constants spell "somepseudorandomlygeneratedbytes".
  const v = Int32Array.of(
    0x70736575 ^ key.first,
    0x736f6d65,
    0x6e646f6d ^ key.second,
    0x646f7261,
    0x6e657261 ^ key.first,
    0x6c796765,
    0x79746573 ^ key.second,
    0x74656462,
  );
  const low = value | 0;
  const high = 4 << 24;
  v[6] = (v[6] ?? 0) ^ low;
  v[7] = (v[7] ?? 0) ^ high;
  oneRound(v);
  v[0] = (v[0] ?? 0) ^ low;
  v[1] = (v[1] ?? 0) ^ high;
  v[4] = (v[4] ?? 0) ^ 0xff;
  oneRound(v);
  oneRound(v);
  oneRound(v);
  return ((v[0] ?? 0) ^ (v[2] ?? 0) ^ (v[4] ?? 0) ^ (v[6] ?? 0)) >>> 0;
};
