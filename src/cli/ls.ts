/** `lvsh ls`: the table as text or JSON, once or again and again. */
import { filterService, parseFilter } from '../app/filter.ts';
import type { DirectorReading } from '../core/director/reading.ts';
import type { Result } from '../core/model/failure.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { clock, short } from '../core/words/numbers.ts';
import { type Invocation, numberOption } from './arguments.ts';
import { tableJson } from './json.ts';
import { plain, spelled, strong } from './out.ts';
import { type Listed, summaryLine, tableLines } from './table.ts';
import { exits } from './verbs.ts';
import { complain, failureLines, printJson, usage, type World } from './world.ts';

const never = (): boolean => false;

/** Services whose counters are followed by themselves on a large director. */
const mostFollowed = 64;

/** What stands where no service does: /proc/net/ip_vs_stats alone has totals. */
const nothingBut = ({ counters }: Snapshot): string => {
  if (counters === undefined) return 'No virtual services.';
  const { conns, inPkts, outPkts, inBytes, outBytes } = counters;
  const all = `${short(conns)} connections, in ${short(inPkts)} packets ${short(inBytes)}B, out ${short(outPkts)} packets ${short(outBytes)}B`;
  return `No virtual services. Director in all: ${all}`;
};

/** One block: its exit code, what was listed, and the notes that go with it. */
interface Block {
  readonly code: number;
  readonly keys: readonly string[];
  readonly notes: readonly string[];
}

/** Prints a block; notes that stood with the block before are not said again. */
const printBlock = (
  world: World,
  invocation: Invocation,
  read: Result<DirectorReading>,
  said: readonly string[],
): Block => {
  const { out, director } = world;
  const { options, words } = invocation;
  if (!read.ok) {
    out.warn(failureLines(read.failure));
    return { code: exits.unread, keys: [], notes: [] };
  }
  const { snapshot, report } = read.value;
  const { notes } = report;
  const filter = parseFilter(words.join(' '));
  const listed: Listed[] = snapshot.services.flatMap(service => {
    const servers = filterService(filter, service, never);
    return servers === undefined ? [] : [{ service, servers }];
  });
  const watching = 'watch' in options;
  if ('json' in options) printJson(out, tableJson(snapshot, director, listed, notes), watching);
  else {
    if (watching) out.write(`${clock(snapshot.at, world.offsetMinutes)}\n`);
    if (director.kind === 'practice') out.write(`PRACTICE: a simulated director (${plain(director.name)})\n`);
    if (listed.length === 0) out.write(`${words.length > 0 ? 'No service fits.' : nothingBut(snapshot)}\n`);
    else {
      const [titles = '', ...rows] = tableLines(listed);
      const body = rows.map(row => `${spelled(row, out.ascii)}\n`).join('');
      out.write(`${strong(titles, out)}\n${body}\n${summaryLine(listed, snapshot)}\n`);
    }
    if (watching) out.write('\n');
  }
  for (const note of notes) if (!said.includes(note)) out.warn(`lvsh: ${plain(note)}\n`);
  const keys = listed.map(({ service }) => service.key);
  if (report.failure !== undefined) {
    out.warn(failureLines(report.failure));
    return { code: exits.unread, keys, notes };
  }
  return { code: listed.length === 0 && words.length > 0 ? exits.nothing : exits.ok, keys, notes };
};

/** Runs the verb; gives the exit code. */
export const list = async (world: World, invocation: Invocation): Promise<number> => {
  const seconds = numberOption(invocation, 'watch', 0.5, 3600);
  const filter = parseFilter(invocation.words.join(' '));
  const wrong = typeof seconds === 'string' ? seconds : filter.problem;
  if (wrong !== undefined) return usage(world.out, plain(wrong));
  if (filter.timed)
    return usage(world.out, 'state:changed is for the screen, which remembers what was before');
  const complained = complain(world);
  const first = await world.whole();
  let block = printBlock(world, invocation, first, []);
  if (typeof seconds !== 'number' || !first.ok) return complained ? exits.unread : block.code;
  const intervalMs = seconds * 1000;
  while (await world.pause(intervalMs)) {
    // From here on the reader goes by its beats, as it does for the screen.
    const read = await world.director.read({ visible: block.keys.slice(0, mostFollowed), intervalMs });
    block = printBlock(world, invocation, read, block.notes);
  }
  return complained ? exits.unread : exits.ok;
};
