/**
 * The bytes that flow over the connections of a test: each connection has a number, each way a stream of its own in which
 * every chunk follows from its place, so that either end knows every byte that is to come.
 */

/** Bytes of a chunk. Both sides send whole chunks, in turns. */
export const chunkBytes = 512;

/** `question`: from the client; `answer`: from the server. */
export type Way = 'question' | 'answer';

/** Chunk `place` (from 0) of a connection's stream. */
export const chunkOf = (connection: number, way: Way, place: number): Buffer => {
  const words = new Uint32Array(chunkBytes / 4);
  let state =
    ((connection + 1) * 0x9e3779b1) ^ ((place + 1) * 0x85ebca6b) ^ (way === 'answer' ? 0x27d4eb2f : 0);
  for (let index = 0; index < words.length; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  return Buffer.from(words.buffer);
};

/** Checks a stream as it arrives, in pieces of any length. */
export interface Checker {
  /** Takes a piece; false once a byte was not the one that had to come. */
  take(piece: Buffer): boolean;
  /** Bytes that were as they should be. */
  readonly good: number;
}

/** A checker of one way of a connection. */
export const checker = (connection: number, way: Way): Checker => {
  let good = 0;
  let right = true;
  let chunk = chunkOf(connection, way, 0);
  return {
    take(piece) {
      for (let at = 0; right && at < piece.length; ) {
        const within = good % chunkBytes;
        const length = Math.min(chunkBytes - within, piece.length - at);
        right = piece.subarray(at, at + length).equals(chunk.subarray(within, within + length));
        if (!right) break;
        at += length;
        good += length;
        if (good % chunkBytes === 0) chunk = chunkOf(connection, way, good / chunkBytes);
      }
      return right;
    },
    get good() {
      return good;
    },
  };
};
