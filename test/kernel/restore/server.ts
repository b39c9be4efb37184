/**
 * `node server.mjs ADDRESS PORT...`: a server of the lab that checks every byte of every connection. The first four bytes
 * are the connection's number; then each whole chunk that was right is answered by the chunk of the same place. When the
 * client has ended, the server says how many bytes it found right (eight bytes), and ends.
 */
import { createServer, type Socket } from 'node:net';
import { type Checker, checker, chunkBytes, chunkOf } from './bytes.ts';

const serve = (socket: Socket): void => {
  let head = Buffer.alloc(0);
  let connection = 0;
  let check: Checker | undefined;
  let answered = 0;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (data: Buffer) => {
    let piece = data;
    if (check === undefined) {
      head = Buffer.concat([head, data]);
      if (head.length < 4) return;
      connection = head.readUInt32BE(0);
      check = checker(connection, 'question');
      piece = head.subarray(4);
    }
    if (!check.take(piece)) {
      socket.resetAndDestroy();
      return;
    }
    for (; answered < Math.floor(check.good / chunkBytes); answered++)
      socket.write(chunkOf(connection, 'answer', answered));
  });
  socket.on('end', () => {
    const said = Buffer.alloc(8);
    said.writeBigUInt64BE(BigInt(check?.good ?? 0));
    socket.end(said);
  });
};

const [address, ...ports] = process.argv.slice(2);
for (const port of ports) createServer({ allowHalfOpen: true }, serve).listen(Number(port), address);
