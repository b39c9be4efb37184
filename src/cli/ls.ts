/** `lvsh ls`: the table as text or JSON, once or again and again. */
import { filterService, parseFilter } from '../app/filter.ts';
import { clock } from '../app/words/numbers.ts';
import { type Invocation, numberOption } from './arguments.ts';
import { tableJson } from './json.ts';
import { plain, spelled, strong } from './out.ts';
import { type Listed, summaryLine, tableLines } from './table.ts';
import { exits } from './verbs.ts';
import { complain, failureLines, printJson, usage, type World } from './world.ts';

const never = (): boolean => false;

/** One block of `ls`. */
const listOnce = async (world: World, invocation: Invocation): Promise<number> => {
  const { out, director } = world;
  const { options, words } = invocation;
  const read = await world.whole();
  if (!read.ok) {
    out.warn(failureLines(read.failure));
    return exits.unread;
  }
  const { snapshot, report } = read.value;
  const filter = parseFilter(words.join(' '));
  const listed: Listed[] = snapshot.services.flatMap(service => {
    const servers = filterService(filter, service, never);
    return servers === undefined ? [] : [{ service, servers }];
  });
  const watching = 'watch' in options;
  if ('json' in options) printJson(out, tableJson(snapshot, director, listed, report.notes), watching);
  else {
    if (watching) out.write(`${clock(snapshot.at, world.offsetMinutes)}\n`);
    if (director.kind === 'practice') out.write(`PRACTICE: a simulated director (${plain(director.name)})\n`);
    if (listed.length === 0) out.write(words.length > 0 ? 'No service fits.\n' : 'No virtual services.\n');
    else {
      const [titles = '', ...rows] = tableLines(listed);
      out.write(
        `${strong(titles, out)}\n${rows.map(row => `${spelled(row, out.ascii)}\n`).join('')}\n${summaryLine(listed, snapshot)}\n`,
      );
    }
    if (watching) out.write('\n');
  }
  for (const note of report.notes) out.warn(`lvsh: ${plain(note)}\n`);
  if (report.failure !== undefined) {
    out.warn(failureLines(report.failure));
    return exits.unread;
  }
  return listed.length === 0 && words.length > 0 ? exits.nothing : exits.ok;
};

/** Runs the verb; gives the exit code. */
export const list = async (world: World, invocation: Invocation): Promise<number> => {
  const seconds = numberOption(invocation, 'watch', 0.5, 3600);
  const filter = parseFilter(invocation.words.join(' '));
  const wrong = typeof seconds === 'string' ? seconds : filter.problem;
  if (wrong !== undefined) return usage(world.out, plain(wrong));
  const complained = complain(world);
  let code = await listOnce(world, invocation);
  if (typeof seconds === 'number') {
    while (await world.pause(seconds * 1000)) await listOnce(world, invocation);
    code = exits.ok;
  }
  return complained ? exits.unread : code;
};
