/** Carries out a verb: reads a director once and prints what was asked. */
import { settingsPage } from '../app/pages/settings.ts';
import { type Invocation, numberOption } from './arguments.ts';
import { connectionLines } from './connections.ts';
import { drain } from './drain.ts';
import { connectionsJson, settingsJson, showJson } from './json.ts';
import { list } from './ls.ts';
import { type Out, plain, spelled } from './out.ts';
import { schema } from './schema.ts';
import { serviceName } from './services.ts';
import { showLines } from './show.ts';
import type { RunVerb } from './verb-tools.ts';
import { exits } from './verbs.ts';
import { changeVerbs } from './verbs-change.ts';
import { fileVerbs } from './verbs-file.ts';
import { lookVerbs } from './verbs-look.ts';
import { complain, failureLines, oneService, printJson, usage, type World } from './world.ts';

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

/** What a mailed text holds when it is not a table: its connections, or timeouts, daemons and totals. */
const verbOfText = ({ text }: World): RunVerb | undefined => {
  if (text === undefined || text.reading.services.length > 0) return undefined;
  const { connections, timeouts, daemons } = text.reading;
  if (connections.length > 0) return conns;
  return timeouts !== undefined || daemons !== undefined ? settings : undefined;
};

/** `lvsh ls --from FILE` shows what the file holds, whichever listing it is. */
const listWhatThereIs: RunVerb = (world, invocation) => (verbOfText(world) ?? list)(world, invocation);

/** Every verb, by name. */
export const runVerb: Readonly<Record<string, RunVerb>> = {
  ls: listWhatThereIs,
  show,
  conns,
  settings,
  drain,
  ...changeVerbs,
  ...fileVerbs,
  config: async (world, invocation) => (await import('./verbs-config.ts')).config(world, invocation),
  ...lookVerbs,
  // The wizards are much to load, and nothing else needs them.
  new: async (world, invocation) => (await import('./new.ts')).newVerb(world, invocation),
  script: async (world, invocation) => (await import('./script.ts')).script(world, invocation),
  path: async (world, invocation) => (await import('./script-path.ts')).path(world, invocation),
};

/** `lvsh schema`. */
export const printSchema = (out: Out): number => {
  printJson(out, schema);
  return exits.ok;
};
