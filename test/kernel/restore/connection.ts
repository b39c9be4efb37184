/** One connection of the client: a chunk goes out, its answer comes in, after a pause the next. */
import { connect as connectSocket } from 'node:net';
import { checker, chunkBytes, chunkOf } from './bytes.ts';

/** A connection and how it is doing. */
export interface Connection {
  /** Whole answers that have come. */
  readonly answers: number;
  /** Why it broke. */
  readonly lost: string | undefined;
  /** It ended as it should: both sides have every byte that the other sent. */
  readonly ended: boolean;
  /** Bytes that came and were right. */
  readonly bytes: number;
  /** The longest time without an answer since this was last asked, until now. */
  silenceMs(): number;
  /** Ends it once the answer that is under way has come. */
  end(): void;
  /** Lets go of it, whatever its state. */
  drop(): void;
}

/** Milliseconds between an answer and the next question: the guest has one slow processor for all. */
let pauseMs = 4000;
/** Questions go out together at these beats: a change from one process to the other is what costs the guest most. */
const beatMs = 100;

/** Sets the pause between an answer and the next question, on every connection. */
export const setPause = (ms: number): void => {
  pauseMs = ms;
};

const due = new Map<() => void, number>();
setInterval(() => {
  const now = performance.now();
  for (const [ask, at] of due) {
    if (at > now) continue;
    due.delete(ask);
    ask();
  }
}, beatMs);

/** Opens connection `number`; data flows over it at once, until it is ended. */
export const connect = (number: number, address: string, port: number): Connection => {
  const socket = connectSocket({ host: address, port, noDelay: true });
  const check = checker(number, 'answer');
  let sent = 0;
  let answers = 0;
  let lost: string | undefined;
  let ending = false;
  let ended = false;
  let tail = Buffer.alloc(0);
  let last = performance.now();
  let silence = 0;

  const lose = (why: string): void => {
    if (!ended) lost ??= why;
    due.delete(ask);
    socket.destroy();
  };
  const ask = (): void => {
    if (ending) socket.end();
    else socket.write(chunkOf(number, 'question', sent++));
  };
  const heard = (): void => {
    const now = performance.now();
    silence = Math.max(silence, now - last);
    last = now;
    answers += 1;
    due.set(ask, now + pauseMs);
  };

  socket.on('error', (error: NodeJS.ErrnoException) => lose(error.code ?? 'error'));
  socket.on('connect', () => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(number);
    socket.write(head);
    ask();
  });
  socket.on('data', (piece: Buffer) => {
    // After the last answer comes what the server found right.
    const expected = sent * chunkBytes - check.good;
    if (!check.take(piece.subarray(0, expected))) return lose('wrong byte');
    tail = Buffer.concat([tail, piece.subarray(expected)]);
    if (answers < sent && check.good === sent * chunkBytes) heard();
  });
  socket.on('end', () => {
    const found = tail.length === 8 ? Number(tail.readBigUInt64BE()) : -1;
    ended = ending && found === sent * chunkBytes && check.good === found;
    if (!ended) lose('ended early');
  });

  return {
    get answers() {
      return answers;
    },
    get lost() {
      return lost;
    },
    get ended() {
      return ended;
    },
    get bytes() {
      return check.good;
    },
    silenceMs() {
      const longest = Math.max(silence, lost === undefined ? performance.now() - last : 0);
      silence = 0;
      return Math.round(longest);
    },
    end() {
      ending = true;
      if (due.delete(ask)) ask();
    },
    drop: () => void socket.destroy(),
  };
};
