/** `lvsh config`: the table as keepalived.conf or ldirectord.cf, and a keepalived.conf as the lines of a table. */
import { resolve } from 'node:path';
import { printSave } from '../core/ipvsadm/save.ts';
import { readKeepalived } from '../core/keepalived/read.ts';
import type { KeepalivedReading } from '../core/keepalived/reading.types.ts';
import { type Failure, failed, type Result, success } from '../core/model/failure.ts';
import { type Service, serviceKey } from '../core/model/service.ts';
import { noScope } from '../core/model/setup.ts';
import { keepalivedCautions, keepalivedConf } from '../core/neighbour/keepalived.ts';
import { ldirectordCautions, ldirectordCf } from '../core/neighbour/ldirectord.ts';
import { configured } from '../core/plan/configured.ts';
import { readKeepalivedFiles } from '../host/keepalived.ts';
import { localHost } from '../host/local.ts';
import type { Invocation } from './arguments.ts';
import { refusePlan } from './change.ts';
import { keepalivedOf, watchOf } from './config-want.ts';
import { plain } from './out.ts';
import { type RunVerb, textOf } from './verb-tools.ts';
import { exits } from './verbs.ts';
import { complain, failureLines, oneService, usage, type World } from './world.ts';

/** Services with their servers in the order in which they were added, and keys of those of which not all is known. */
interface Table {
  readonly services: readonly Service[];
  readonly unknown: readonly string[];
}

/** The running table, or that of the text given. */
const tableOf = async (world: World): Promise<Result<Table>> => {
  if (world.changer !== undefined) {
    const setup = await world.changer.setup({ ...noScope, services: 'all' });
    if (!setup.ok) return setup;
    // The kernel has the newest first; whoever makes the table anew adds the oldest first.
    const services = setup.value.services.map(one => ({ ...one, servers: [...one.servers].reverse() }));
    return success({ services, unknown: [] });
  }
  const read = await world.whole();
  if (!read.ok) return read;
  const seen = read.value.snapshot.services;
  const found = seen.map(one => configured(one, () => ({ upper: 0, lower: 0 })));
  return success({
    services: found.flatMap(one => one ?? []),
    unknown: seen.filter((_, index) => found[index] === undefined).map(({ key }) => key),
  });
};

/** Those that were named, or all; the exit code where a name fits none or several. */
const named = (
  world: World,
  services: readonly Service[],
  names: readonly string[],
): readonly Service[] | number => {
  if (names.length === 0) return services;
  const seen = services.map(({ id }) => ({ key: serviceKey(id), id, servers: [] }));
  const keys = new Set<string>();
  for (const name of names) {
    const one = oneService(world, seen, name);
    if (typeof one === 'number') return one;
    keys.add(one.key);
  }
  return services.filter(({ id }) => keys.has(serviceKey(id)));
};

interface Written {
  readonly text: string;
  readonly cautions: readonly string[];
}

const keepalived = async (
  world: World,
  { options }: Invocation,
  services: readonly Service[],
): Promise<Result<Written>> => {
  const network = 'interface' in options ? undefined : await world.around?.network();
  const name = world.director.kind === 'file' ? 'director' : world.director.name;
  const want = keepalivedOf(options, services, name, network?.ok === true ? network.value : undefined);
  if (!want.ok) return want;
  const text = keepalivedConf(want.value);
  return text.ok ? success({ text: text.value, cautions: keepalivedCautions(want.value) }) : text;
};

const onlyKeepalived = ['role', 'interface', 'router-id', 'priority', 'vip', 'peer', 'quorum', 'sync-id'];

const ldirectord = async (
  _: World,
  { options }: Invocation,
  services: readonly Service[],
): Promise<Result<Written>> => {
  const foreign = onlyKeepalived.find(name => name in options);
  if (foreign !== undefined) return failed({ kind: 'usage', what: `ldirectord knows no --${foreign}` });
  const want = watchOf(options, services);
  if (!want.ok) return want;
  const text = ldirectordCf(want.value);
  return text.ok ? success({ text: text.value, cautions: ldirectordCautions(want.value) }) : text;
};

const programs = { keepalived, ldirectord } as const;

const misunderstood = ({ out }: World, failure: Failure): number => {
  out.warn(failureLines(failure));
  return exits.usage;
};

/** The configuration of a program, to standard output. */
const write: RunVerb = async (world, invocation) => {
  const [program = '', ...names] = invocation.words;
  if (program !== 'keepalived' && program !== 'ldirectord')
    return usage(world.out, 'lvsh config writes for keepalived or ldirectord, or reads: --read FILE');
  const complained = complain(world);
  const table = await tableOf(world);
  if (!table.ok) return refusePlan(world, table.failure);
  for (const key of table.value.unknown)
    world.out.warn(`lvsh: ${plain(key)} is left out: not all that it is set to is known\n`);
  const services = named(world, table.value.services, names);
  if (typeof services === 'number') return services;
  if (services.length === 0) {
    // Standard output may be the file.
    world.out.warn('lvsh: there is no service: nothing to write\n');
    return exits.nothing;
  }
  const written = await programs[program](world, invocation, services);
  if (!written.ok) return misunderstood(world, written.failure);
  for (const caution of written.value.cautions) world.out.warn(`lvsh: ${plain(caution)}\n`);
  world.out.write(written.value.text);
  return complained || table.value.unknown.length > 0 ? exits.unread : exits.ok;
};

/** A keepalived.conf with what it includes; what is given on standard input, or in practice, stands alone. */
const readingOf = async (world: World, file: string): Promise<Result<KeepalivedReading>> => {
  const alone = file === '-' || world.director.kind === 'practice';
  const path = alone ? file : resolve(world.folder, file);
  const text = await textOf(world, path);
  if (!text.ok) return text;
  const whole = alone ? undefined : await readKeepalivedFiles(localHost(), path);
  const configId = world.director.name.split('.')[0];
  return success(whole ?? readKeepalived(new Map([[path, text.value.text]]), path, configId));
};

/** The services of a keepalived.conf as lines of a rules file. */
const readBack = async (world: World, file: string): Promise<number> => {
  const reading = await readingOf(world, file);
  if (!reading.ok) return refusePlan(world, reading.failure);
  const { services, problems } = reading.value;
  for (const { file: where, line, reason, text } of problems)
    world.out.warn(`${plain(`${where}:${line}: ${reason}: ${text}`)}\n`);
  world.out.write(
    printSave(
      services.map(({ service }) => service),
      { complete: true },
    ),
  );
  if (problems.length > 0) return exits.unread;
  return services.length === 0 ? exits.nothing : exits.ok;
};

/** Carries out the verb; gives the exit code. */
export const config: RunVerb = async (world, invocation) => {
  const { read } = invocation.options;
  if (typeof read !== 'string') return write(world, invocation);
  return invocation.words.length === 0
    ? readBack(world, read)
    : usage(world.out, 'lvsh config --read FILE takes no words');
};
