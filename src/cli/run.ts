/** Carries out a verb: reads a director once and prints what was asked. */
import { filterService, parseFilter } from '../app/filter.ts';
import { settingsPage } from '../app/pages/settings.ts';
import { clock } from '../app/words/numbers.ts';
import type { DirectorReading } from '../core/director/reading.ts';
import type { Reading } from '../core/ipvsadm/read/reading.ts';
import type { Failure, Result } from '../core/model/failure.ts';
import type { SeenService } from '../core/model/snapshot.ts';
import type { Director } from '../host/director.types.ts';
import { type Invocation, numberOption } from './arguments.ts';
import { connectionLines } from './connections.ts';
import { connectionsJson, settingsJson, showJson, tableJson } from './json.ts';
import { type Out, plain, spelled, strong } from './out.ts';
import { schema } from './schema.ts';
import { findServices, serviceName } from './services.ts';
import { showLines } from './show.ts';
import { type Listed, summaryLine, tableLines } from './table.ts';
import { exits } from './verbs.ts';

/** What a verb works with. */
export interface World {
  readonly out: Out;
  readonly director: Director;
  /** The director, read once and whole. */
  readonly whole: () => Promise<Result<DirectorReading>>;
  /** The text it was read from, where it is one. */
  readonly text?: { readonly name: string; readonly reading: Reading; readonly cut: boolean };
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Minutes that local time is ahead of UTC. */
  readonly offsetMinutes: number;
  /** Waits; false when the person ended it. */
  readonly pause: (ms: number) => Promise<boolean>;
}

/** A failure in lines: what, why, what to do. */
export const failureLines = ({ what, why, advice }: Failure): string =>
  [
    `lvsh: ${what}`,
    ...(why === undefined ? [] : [`  why: ${why}`]),
    ...(advice === undefined ? [] : [`  try: ${advice}`]),
  ]
    .map(line => `${plain(line)}\n`)
    .join('');

/** Says on standard error, line by line, what of a text was not read. True when there was any. */
const complain = ({ out, text }: World): boolean => {
  if (text === undefined) return false;
  const { name, reading, cut } = text;
  for (const note of reading.notes) out.warn(`${plain(`${name}:${note.line}: note: ${note.reason}`)}\n`);
  for (const problem of reading.problems) {
    const part = problem.partly === true ? 'partly read: ' : 'not read: ';
    out.warn(`${plain(`${name}:${problem.line}: ${part}${problem.reason}: ${problem.text}`)}\n`);
  }
  if (reading.unlisted > 0)
    out.warn(`lvsh: ${reading.unlisted} more lines of ${plain(name)} were not read\n`);
  if (cut)
    out.warn(`lvsh: ${plain(name)} is too long: it was read up to line ${reading.lines.total}, 64 MB\n`);
  return cut || reading.problems.length > 0;
};

const printJson = (out: Out, value: unknown, compact = false): void =>
  out.write(`${compact ? JSON.stringify(value) : JSON.stringify(value, null, 2)}\n`);

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

const list = async (world: World, invocation: Invocation): Promise<number> => {
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

/** Says what is wrong with a command line; gives the exit code. */
export const usage = (out: Out, message: string): number => {
  out.warn(`lvsh: ${message}\nTry lvsh --help.\n`);
  return exits.usage;
};

/** The one service that is meant, or the exit code after saying why there is none. */
const oneService = (world: World, services: readonly SeenService[], name: string): SeenService | number => {
  const found = findServices(services, name);
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only;
  if (found.length === 0) {
    world.out.warn(`lvsh: no service ${plain(name)}; lvsh ls lists them\n`);
    return exits.nothing;
  }
  world.out.warn(
    `lvsh: ${plain(name)} fits several services, name one of them: ${found.map(({ key }) => plain(key)).join(' ')}\n`,
  );
  return exits.usage;
};

const show = async (world: World, invocation: Invocation): Promise<number> => {
  const { out, director } = world;
  const complained = complain(world);
  const read = await world.whole();
  if (!read.ok) {
    out.warn(failureLines(read.failure));
    return exits.unread;
  }
  const { snapshot, report } = read.value;
  const service = oneService(world, snapshot.services, serviceName(invocation));
  if (typeof service === 'number') return service;
  const listed = { service, servers: service.servers };
  if ('json' in invocation.options) printJson(out, showJson(snapshot, director, listed, report.notes));
  else {
    if (director.kind === 'practice') out.write(`PRACTICE: a simulated director (${plain(director.name)})\n`);
    for (const line of showLines(service)) out.write(`${spelled(line, out.ascii)}\n`);
  }
  for (const note of report.notes) out.warn(`lvsh: ${plain(note)}\n`);
  return complained ? exits.unread : exits.ok;
};

const conns = async (world: World, invocation: Invocation): Promise<number> => {
  const { out, director } = world;
  const limit = numberOption(invocation, 'limit', 1, 1_000_000);
  const budget = numberOption(invocation, 'budget', 0.1, 600);
  if (typeof limit === 'string') return usage(out, limit);
  if (typeof budget === 'string') return usage(out, budget);
  const complained = complain(world);
  // The table first: it tells which services there are, and how many entries there should be.
  const read = await director.read({ visible: [], intervalMs: 1000 });
  if (!read.ok) {
    out.warn(failureLines(read.failure));
    return exits.unread;
  }
  const name = invocation.words[0];
  const service = name === undefined ? undefined : oneService(world, read.value.snapshot.services, name);
  if (typeof service === 'number') return service;
  const { server } = invocation.options;
  const found = await director.connections({
    ...(service === undefined ? {} : { service: service.key }),
    ...(typeof server === 'string' ? { server } : {}),
    budgetMs: (budget ?? 2) * 1000,
    maxRows: limit ?? 1000,
  });
  if (!found.ok) {
    out.warn(failureLines(found.failure));
    return exits.unread;
  }
  if ('json' in invocation.options) printJson(out, connectionsJson(found.value, director, world.now()));
  else {
    if (director.kind === 'practice') out.write(`PRACTICE: a simulated director (${plain(director.name)})\n`);
    out.write(
      connectionLines(found.value)
        .map(line => `${line}\n`)
        .join(''),
    );
  }
  return complained ? exits.unread : exits.ok;
};

const settings = async (world: World, invocation: Invocation): Promise<number> => {
  const { out, director } = world;
  const complained = complain(world);
  const [read, found] = [await director.read({ visible: [], intervalMs: 1000 }), await director.settings()];
  if (!read.ok || !found.ok) {
    if (!read.ok) out.warn(failureLines(read.failure));
    else if (!found.ok) out.warn(failureLines(found.failure));
    return exits.unread;
  }
  if ('json' in invocation.options) printJson(out, settingsJson(found.value, director, world.now()));
  else {
    const source = { name: director.name, kind: director.kind, readOnly: true };
    const asked = { generation: 0, pending: false, at: world.now(), value: found.value };
    for (const line of settingsPage(asked, undefined, source, read.value.snapshot.version, 100)) {
      out.write(`${spelled(plain(line.map(({ text }) => text).join('')).trimEnd(), out.ascii)}\n`);
    }
  }
  return complained ? exits.unread : exits.ok;
};

/** Every verb that reads a director, by name. */
export const runVerb: Readonly<Record<string, (world: World, invocation: Invocation) => Promise<number>>> = {
  ls: list,
  show,
  conns,
  settings,
};

/** `lvsh schema`. */
export const printSchema = (out: Out): number => {
  printJson(out, schema);
  return exits.ok;
};
