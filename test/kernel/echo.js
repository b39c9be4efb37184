// A server of the lab that sends every line back with its name before it, for as long as the connection lives.
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

const [name, address, port] = process.argv.slice(2);
createServer(socket => {
  // The interface passes on what goes wrong on the socket: a client that resets is none of its business.
  const lines = createInterface({ input: socket });
  for (const one of [socket, lines]) one.on('error', () => socket.destroy());
  lines.on('line', line => socket.write(`${name} ${line}\n`));
}).listen(Number(port), address);
