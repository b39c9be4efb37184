/**
 * Reads exactly what a part of a director is set to, for a plan: nothing of it comes from an older picture. Where
 * ipvsadm may be run directly, all listings come from one process (`-R` takes any command line, see batch.ts).
 */
import { serviceWords } from '../core/ipvsadm/print.ts';
import type { ReadService } from '../core/ipvsadm/read/reading.ts';
import { readText } from '../core/ipvsadm/read/recognise.ts';
import { type Failure, failed, type Result, success } from '../core/model/failure.ts';
import { type Service, type ServiceId, serviceKey } from '../core/model/service.ts';
import type { Scope, Setup } from '../core/model/setup.ts';
import { settingPath } from '../core/net/sysctl-name.ts';
import { readDaemonText, readListed, readServices, readTimeoutText } from '../core/plan/setup-text.ts';
import { readRulesFile } from '../core/saved/read.ts';
import { sortRows } from '../core/saved/visible.ts';
import type { Disk } from './disk.ts';
import type { Host } from './host.ts';
import { readItems } from './net-items.ts';
import type { Tool } from './tool.ts';

/** What a setup is read from. */
export interface SetupSources {
  readonly host: Host;
  readonly tool: Tool;
  readonly disk: Disk;
  /**
   * Tables of more services are listed only in part, as far as that is enough; 1,000 when absent. Listing the whole
   * table costs a dump per service (0.3 ms each, measured).
   */
  readonly mostWhole?: number;
}

const usualMostWhole = 1000;
/** The table of a director is read again when it changed in the middle of it, so often. */
const attempts = 4;
/** A whole listing of 10,000 x 10 takes 3 to 4 s on a slow machine (measured). */
const timeoutMs = 60_000;

const sets = [['-Sn'], ['-Ln', '--thresholds', '--nosort']] as const;

const listingHead = /^IP Virtual Server version/m;

/** Both listings of the whole table. */
const listAll = async (tool: Tool): Promise<Result<readonly [saved: string, listed: string]>> => {
  if (tool.access() === 'direct') {
    const stdin = sets.map(words => `${words.join(' ')}\n`).join('');
    const ran = await tool.run(['-R'], { timeoutMs, stdin });
    if (!ran.ok) return ran;
    const { stdout } = ran.value;
    const at = stdout.search(listingHead);
    return success(at < 0 ? [stdout, ''] : [stdout.slice(0, at), stdout.slice(at)]);
  }
  const saved = await tool.run(sets[0], { timeoutMs });
  if (!saved.ok) return saved;
  const listed = await tool.run(sets[1], { timeoutMs });
  return listed.ok ? success([saved.value.stdout, listed.value.stdout]) : listed;
};

const readAll = async (tool: Tool): Promise<Result<readonly Service[]>> => {
  let last: Result<readonly Service[]> | undefined;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const listed = await listAll(tool);
    if (!listed.ok) return listed;
    last = readServices(...listed.value);
    if (last.ok || last.failure.kind !== 'read') return last;
  }
  return last ?? failed({ kind: 'read', what: 'The table could not be read' });
};

/** The listings that together tell all of one service. */
const linesOf = (id: ServiceId): readonly (readonly string[])[] =>
  [[], ['--thresholds'], ['--tun-info']].map(more => ['-Ln', ...serviceWords(id), ...more, '--nosort']);

const goneCode = 1;

/** Services listed one after the other in one process; undefined where one of them has gone meanwhile. */
const readBatch = async (
  tool: Tool,
  ids: readonly ServiceId[],
): Promise<Result<readonly Service[]> | undefined> => {
  const stdin = ids
    .flatMap(linesOf)
    .map(words => `${words.join(' ')}\n`)
    .join('');
  const ran = await tool.run(['-R'], { timeoutMs, stdin }, [goneCode]);
  if (!ran.ok) return ran;
  // Nothing that stands after the one that is gone was listed.
  return ran.value.exit === 0 ? readListed(ran.value.stdout) : undefined;
};

const readOne = async (tool: Tool, id: ServiceId): Promise<Result<readonly Service[]>> => {
  const texts: string[] = [];
  for (const words of linesOf(id)) {
    const ran = await tool.run(words, { timeoutMs }, [goneCode]);
    if (!ran.ok) return ran;
    if (ran.value.exit !== 0) return success([]);
    texts.push(ran.value.stdout);
  }
  return readListed(texts.join(''));
};

/** Services that are there, listed by themselves; those that are not, or went meanwhile, are left out. */
const readSome = async (tool: Tool, ids: readonly ServiceId[]): Promise<Result<readonly Service[]>> => {
  // Whether a mark is there in one family or the other only asking tells, and a no ends a batch.
  const addresses = ids.filter(id => id.kind === 'address');
  const batch =
    tool.access() === 'direct' && addresses.length > 0 ? await readBatch(tool, addresses) : undefined;
  if (batch?.ok === false) return batch;
  const services: Service[] = [...(batch?.value ?? [])];
  for (const id of batch === undefined ? ids : ids.filter(({ kind }) => kind === 'fwmark')) {
    const read = await readOne(tool, id);
    if (!read.ok) return read;
    services.push(...read.value);
  }
  return success(services);
};

/** More services than this are cheaper listed all together than one by one. */
const mostSome = 1500;

/** The whole of a large table, of which only that is listed which may differ from a rules text. */
const readAgainst = async (
  tool: Tool,
  rows: readonly ReadService[],
  text: string,
): Promise<Result<readonly Service[]>> => {
  const file = readRulesFile(text);
  // Only this listing shows thresholds. It takes as long as any, so there is no second one.
  const limits = file.thresholds ? await tool.run(sets[1], { timeoutMs }) : undefined;
  if (limits?.ok === false) return limits;
  const { same, look } = sortRows(
    rows,
    file,
    limits === undefined ? [] : readText(limits.value.stdout).services,
  );
  if (look.length > mostSome) return readAll(tool);
  const wanted = new Set(look);
  const ids = rows.flatMap(({ key, id }) => (wanted.has(key) && id !== undefined ? [id] : []));
  // /proc does not tell the family of a mark.
  const both = ids.flatMap((id): readonly ServiceId[] =>
    id.kind === 'fwmark'
      ? [
          { ...id, family: 4 },
          { ...id, family: 6 },
        ]
      : [id],
  );
  const unique = [...new Map(both.map(id => [serviceKey(id), id])).values()];
  const listed = await readSome(tool, unique);
  return listed.ok ? success([...same, ...listed.value]) : listed;
};

const textOf = async (disk: Disk, against: NonNullable<Scope['against']>): Promise<string | undefined> => {
  if ('text' in against) return against.text;
  const read = await disk.readFile(against.file);
  return read.ok ? read.value : undefined;
};

const readServicesOf = async (
  { host, tool, disk, mostWhole = usualMostWhole }: SetupSources,
  { services: wanted, against }: Scope,
): Promise<Result<readonly Service[]>> => {
  if (wanted !== 'all' && wanted.length === 0) return success([]);
  const file = await host.readFile('/proc/net/ip_vs');
  const count = file.ok ? (file.value.text.match(/^(?:TCP|UDP|SCTP|FWM) /gm)?.length ?? 0) : 0;
  const text = against === undefined || count <= mostWhole ? undefined : await textOf(disk, against);
  if (wanted === 'all' && file.ok && text !== undefined)
    return readAgainst(tool, readText(file.value.text).services, text);
  if (wanted === 'all' || !file.ok || count <= mostWhole) {
    const all = await readAll(tool);
    if (!all.ok || wanted === 'all') return all;
    const keys = new Set(wanted.map(serviceKey));
    return success(all.value.filter(({ id }) => keys.has(serviceKey(id))));
  }
  // /proc does not tell the family of a mark: every mark that is asked for is looked for itself.
  const there = new Set(readText(file.value.text).services.map(({ key }) => key));
  return readSome(
    tool,
    wanted.filter(id => id.kind === 'fwmark' || there.has(serviceKey(id))),
  );
};

const readSetting = async <T>(
  tool: Tool,
  option: string,
  read: (text: string) => Result<T>,
): Promise<Result<T>> => {
  const ran = await tool.run(['-Ln', option], { timeoutMs });
  return ran.ok ? read(ran.value.stdout) : ran;
};

/** Kernel settings by full name; those that do not exist are left out. */
const readSysctls = async (
  host: Host,
  names: readonly string[],
): Promise<Readonly<Record<string, string>>> => {
  const found: Record<string, string> = {};
  for (const name of names) {
    const file = await host.readFile(settingPath(name), { maxBytes: 4096 });
    if (file.ok) found[name] = file.value.text.trim();
  }
  return found;
};

/**
 * The setup of a scope, read now. Fails as a whole where a part of it cannot be read: what cannot be seen is not
 * changed. (Kernel settings that do not exist are left out.)
 */
export const readSetup = async (sources: SetupSources, scope: Scope): Promise<Result<Setup>> => {
  const { host, tool, disk } = sources;
  const probe = await probeAccess(tool, scope);
  if (probe !== undefined) return failed(probe);
  const services = await readServicesOf(sources, scope);
  if (!services.ok) return services;
  const timeouts = scope.timeouts ? await readSetting(tool, '--timeout', readTimeoutText) : undefined;
  if (timeouts?.ok === false) return timeouts;
  const daemons = scope.daemons ? await readSetting(tool, '--daemon', readDaemonText) : undefined;
  if (daemons?.ok === false) return daemons;
  const files: Record<string, string | undefined> = {};
  for (const path of scope.files) {
    const text = await disk.readFile(path);
    if (!text.ok) return text;
    files[path] = text.value;
  }
  const items =
    scope.items === undefined ? undefined : await readItems(host, scope.items, tool.access() === 'sudo');
  if (items?.ok === false) return items;
  return success({
    services: services.value,
    ...(timeouts === undefined ? {} : { timeouts: timeouts.value }),
    ...(daemons === undefined ? {} : { daemons: daemons.value }),
    ...(scope.sysctls.length === 0 ? {} : { sysctls: await readSysctls(host, scope.sysctls) }),
    ...(scope.files.length === 0 ? {} : { files }),
    ...(items === undefined ? {} : { items: items.value }),
  });
};

/** The first run finds out whether ipvsadm answers, and how; undefined when it does, or is not needed. */
const probeAccess = async (tool: Tool, scope: Scope): Promise<Failure | undefined> => {
  const needed = scope.services === 'all' || scope.services.length > 0 || scope.timeouts || scope.daemons;
  if (!needed || tool.access() === 'direct' || tool.access() === 'sudo') return undefined;
  const ran = await tool.run(['-Ln', '--timeout'], { timeoutMs });
  return ran.ok ? undefined : ran.failure;
};
