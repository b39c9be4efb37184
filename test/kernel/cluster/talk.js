/**
 * Both ends of the lab's traffic.
 *   talk.js serve NAME PLACE...     answers with its name and whom it sees
 *   talk.js ask '[{"to": "10.0.0.200", "port": 80, "times": 4}]'    asks one after the other, prints the answers as JSON
 * Of a request: `udp`, `from` (own address), `fromPort` (the same for all: one source port), `bytes` (a body up and down), `waitMs`.
 */
import { createSocket } from 'node:dgram';
import { createServer, request } from 'node:http';

/** `80`: HTTP on every address; `udp@10.0.0.200@53`: datagrams to this address, answered from it. */
const serve = (name, places) => {
  let open = 0;
  const ready = () => {
    open += 1;
    if (open === places.length) console.log('ready');
  };
  for (const place of places) {
    const [kind, address, port] = place.split('@');
    if (kind === 'udp') {
      const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
      socket.on('message', (_data, { address: to, port: toPort }) => socket.send(`${name}\n`, toPort, to));
      socket.bind(Number(port), address, ready);
    } else
      createServer((asked, answer) => {
        let bytes = 0;
        asked.on('data', data => (bytes += data.length));
        asked.on('end', () => {
          answer.setHeader('Connection', 'close');
          answer.setHeader(
            'X-Seen',
            `${asked.socket.remoteAddress} ${asked.socket.localAddress} ${place} ${bytes}`,
          );
          answer.end(`${name}\n${'x'.repeat(bytes)}`);
        });
      }).listen(Number(place), '::', ready);
  }
};

const overTcp = ({ to, port, from, fromPort, bytes = 0, waitMs = 4000 }) =>
  new Promise(resolve => {
    const asked = request(
      {
        host: to,
        port,
        method: 'POST',
        agent: false,
        ...(from ? { localAddress: from } : {}),
        ...(fromPort ? { localPort: fromPort } : {}),
      },
      answer => {
        let text = '';
        answer.on('data', data => (text += data));
        answer.on('end', () => {
          clearTimeout(timer);
          const [name, body] = text.split('\n');
          const whole = body.length === bytes && answer.headers['x-seen'].endsWith(` ${bytes}`);
          resolve({ answer: whole ? name : `${name} cut`, seen: answer.headers['x-seen'] });
        });
      },
    );
    const timer = setTimeout(() => {
      asked.destroy();
      resolve({ answer: 'timeout' });
    }, waitMs);
    asked.on('error', ({ code }) => {
      clearTimeout(timer);
      resolve({ answer: code });
    });
    asked.end('x'.repeat(bytes));
  });

const overUdp = ({ to, port, from, fromPort, waitMs = 4000 }) =>
  new Promise(resolve => {
    const socket = createSocket(to.includes(':') ? 'udp6' : 'udp4');
    const end = answer => {
      clearTimeout(timer);
      socket.close();
      resolve({ answer });
    };
    const timer = setTimeout(() => end('timeout'), waitMs);
    socket.on('message', data => end(String(data).trim()));
    socket.on('error', ({ code }) => end(code));
    // Connected: only an answer from the very address and port that was asked gets through.
    socket.bind(fromPort ?? 0, from, () => socket.connect(port, to, () => socket.send('?')));
  });

const [verb, ...words] = process.argv.slice(2);
if (verb === 'serve') serve(words[0], words.slice(1));
else {
  const found = [];
  for (const asked of JSON.parse(words[0])) {
    const answers = [];
    for (let left = asked.times ?? 1; left > 0; left--)
      answers.push(await (asked.udp ? overUdp(asked) : overTcp(asked)));
    found.push({ ...asked, answers });
  }
  console.log(JSON.stringify(found));
}
