/** The table of the test and the files that are restored into it. */

const vip = '10.1.0.200';
/** The services that carry connections. */
export const busyPorts = [9001, 9002] as const;

const services = 1_000;

const service = (port: number, options = '-s rr'): string => `-A -t ${vip}:${port} ${options}`;
const server = (port: number, last: number, options = '-w 1', to = port): string =>
  `-a -t ${vip}:${port} -r 10.0.0.${last}:${to} -m ${options}`;

/** Services without traffic, two servers each. */
const idle: readonly string[] = Array.from(
  { length: services - busyPorts.length },
  (_, index) => index + 1,
).flatMap(port => [service(port, '-s wlc'), server(port, 11, '-w 1', 8080), server(port, 12, '-w 1', 8080)]);

/** What runs at first. The services that carry connections stand last, as the newest. */
export const table: readonly string[] = [
  ...idle,
  service(9001),
  server(9001, 11),
  server(9001, 12),
  server(9001, 13, '-w 0'),
  service(9002),
  server(9002, 11),
  server(9002, 12),
];

/** What the file has in the place of lines of the table; an empty one is without the line. */
const changed: ReadonlyMap<string, string> = new Map([
  // The services with connections: a weight up, one to nothing, a scheduler, persistence, a threshold, a server less.
  [server(9001, 11), server(9001, 11, '-w 5')],
  [server(9002, 11), server(9002, 11, '-w 0')],
  [service(9002), service(9002, '-s wlc')],
  [service(9001), service(9001, '-s rr -p 300')],
  [server(9001, 12), server(9001, 12, '-w 1 -x 500 -y 400')],
  [server(9001, 13, '-w 0'), ''],
  // A service less.
  [service(5, '-s wlc'), ''],
  [server(5, 11, '-w 1', 8080), ''],
  [server(5, 12, '-w 1', 8080), ''],
]);

/** A service more, and other timeouts. */
const added: readonly string[] = [service(9500, '-s wrr'), server(9500, 12, '-w 7'), '--set 1000 100 200'];

/** The file: ten steps away from the table. */
export const target: readonly string[] = [
  ...table.map(line => changed.get(line) ?? line).filter(line => line !== ''),
  ...added,
];

/** Lines as the text of a file. */
export const textOf = (lines: readonly string[]): string => lines.map(line => `${line}\n`).join('');
