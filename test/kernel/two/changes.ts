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

/** A line about a service that the table does not refuse. `part`: the service's lines in a saved text, where it is there. */
const anyLine = (
  pick: Pick,
  [service, port]: (typeof services)[number],
  part: string | undefined,
): string => {
  const scheduler = `-s ${schedulers[pick(schedulers.length)]}`;
  if (part === undefined) return `-A ${service} ${scheduler}`;
  const number = pick(3) + 1;
  const server = `${service} -r 10.0.0.${number}${port}`;
  const known = part.includes(` -r 10.0.0.${number}:`);
  switch (pick(12)) {
    case 0:
      return `-D ${service}`;
    case 1:
    case 2:
      return `-E ${service} ${scheduler} -p ${pick(500) + 1}`;
    case 3:
      return `--set ${pick(900) + 1} 0 ${pick(300) + 1}`;
    case 4:
    case 5:
      return known ? `-d ${server}` : `-a ${server} -m`;
    default:
      return known ? `-e ${server} -w ${pick(1000)}` : `-a ${server} -m -w ${pick(9)}`;
  }
};

/** Some changes of a table (a saved text) of one or two lines; what one of them says may be so already. */
export const anyChanges = (pick: Pick, table: string): readonly (readonly string[])[] => {
  const parts = partsOf(table);
  return Array.from({ length: 4 }, () => {
    const first = pick(services.length);
    const places =
      pick(3) === 0 ? [first, (first + 1 + pick(services.length - 1)) % services.length] : [first];
    return places.map(place => {
      const service = services[place] ?? services[0];
      return anyLine(pick, service, parts.get(service[0]));
    });
  });
};

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
