/** Random changes of a small table, so that two of them often meet. */

/** What makes the table. */
export const tableLines = [
  '-A -t 10.1.0.1:80 -s rr',
  '-a -t 10.1.0.1:80 -r 10.0.0.1:80 -g',
  '-a -t 10.1.0.1:80 -r 10.0.0.2:80 -g -w 2',
  '-A -t 10.1.0.2:443 -s wlc -p 300',
  '-a -t 10.1.0.2:443 -r 10.0.0.1:443 -m -w 4',
  '-A -f 7 -s sh',
  '-a -f 7 -r 10.0.0.1 -g',
];

/** A number from 0 to below `count`. */
export type Pick = (count: number) => number;

/** The same numbers for the same seed (mulberry32). */
export const picks = (seed: number): Pick => {
  let state = seed >>> 0;
  return count => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  };
};

const services = [
  ['-t 10.1.0.1:80', ':80'],
  ['-t 10.1.0.2:443', ':443'],
  ['-u 10.1.0.1:53', ':53'],
  ['-f 7', ''],
] as const;
const schedulers = ['rr', 'wrr', 'wlc', 'sh', 'mh'];

const anyLine = (pick: Pick): string => {
  const [service, port] = services[pick(services.length)] ?? services[0];
  const server = `${service} -r 10.0.0.${pick(3) + 1}${port}`;
  const scheduler = `-s ${schedulers[pick(schedulers.length)]}`;
  switch (pick(10)) {
    case 0:
    case 1:
      return `-A ${service} ${scheduler}`;
    case 2:
      return `-E ${service} ${scheduler} -p ${pick(500) + 1}`;
    case 3:
      return pick(3) === 0 ? `-D ${service}` : `-d ${server}`;
    case 4:
      return pick(3) === 0 ? `--set ${pick(900) + 1} 0 ${pick(300) + 1}` : `-d ${server}`;
    case 5:
    case 6:
      return `-a ${server} -m -w ${pick(9)}`;
    default:
      return `-e ${server} -w ${pick(100)}`;
  }
};

/** Some changes of one to three lines; not all of them are possible. */
export const anyChanges = (pick: Pick): readonly (readonly string[])[] =>
  Array.from({ length: 12 }, () => Array.from({ length: pick(3) + 1 }, () => anyLine(pick)));

/** The lines of each service in a saved text, and the timeouts, by the words that name them. */
export const partsOf = (table: string): ReadonlyMap<string, string> => {
  const parts = new Map<string, string>();
  for (const line of table.split('\n')) {
    const key =
      /^-[Aa] (-[tuf] \S+)/.exec(line)?.[1] ?? (line.startsWith('Timeout') ? 'timeouts' : undefined);
    if (key !== undefined) parts.set(key, `${parts.get(key) ?? ''}${line}\n`);
  }
  return parts;
};
