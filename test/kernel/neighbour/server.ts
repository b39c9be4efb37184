/** A web server on the address and port given; writes the path of each request into the file given, a line each. */
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [address = '', port = '', file = ''] = process.argv.slice(2);
createServer((request, response) => {
  appendFileSync(file, `${request.headers.host} ${request.url}\n`);
  response.end('well\n');
}).listen(Number(port), address);
