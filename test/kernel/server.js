// A web server of the lab: answers every request with its name, and keeps requests for /hold open.
import { createServer } from 'node:http';

const [name, address, port] = process.argv.slice(2);
createServer((request, response) => {
  response.setHeader('Connection', 'close');
  if (request.url === '/hold') response.write(`${name} holds\n`);
  else response.end(`${name}\n`);
}).listen(Number(port), address);
