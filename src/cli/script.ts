/** `lvsh script`: what another machine has to run, from flags or from services that run here. */
import type { Cluster } from '../core/cluster/cluster.types.ts';
import { type Result, success } from '../core/model/failure.ts';
import type { Ground, Handout } from '../core/wizard/wizard.types.ts';
import { nearest } from '../core/words/nearest.ts';
import { refusePlan } from './change.ts';
import { plain } from './out.ts';
import { paragraph } from './prompts-lines.ts';
import { clustersFor } from './script-clusters.ts';
import { deliver } from './script-deliver.ts';
import { type FlagName, type Flags, readFlags } from './script-flags.ts';
import { linesOf } from './script-lines.ts';
import { pathLines } from './script-path.ts';
import { clusterFlags, roleRows } from './script-roles.ts';
import { clustersOf } from './script-which.ts';
import { type RunVerb, write } from './verb-tools.ts';
import { exits } from './verbs.ts';
import { type ScriptRole, scriptRoles } from './verbs-build.ts';
import { usage, type World } from './world.ts';

type Options = Readonly<Record<string, string | true>>;

/** What a running service says by itself. */
const known: readonly FlagName[] = ['mark', 'tunnel', 'tunnel-port', 'scheduler'];

/** Why these flags do not go together with this script. */
const objection = (role: ScriptRole, flags: Flags): string | undefined => {
  const { takes, needs } = roleRows[role];
  const names = Object.keys(flags) as FlagName[];
  const foreign = names.find(name => !clusterFlags.includes(name) && !takes.includes(name));
  if (foreign !== undefined) return `lvsh script ${role} does not take --${foreign}`;
  if (flags.for !== undefined) {
    const twice = names.find(name => known.includes(name));
    return twice === undefined ? undefined : `--for and --${twice} exclude each other`;
  }
  const missing = needs.filter(name => flags[name] === undefined).map(name => `--${name}`);
  return missing.length === 0
    ? undefined
    : `lvsh script ${role} needs ${missing.join(' and ')}, or --for with a service that runs here`;
};

const refuse = (world: World, result: Result<unknown>): number => {
  if (result.ok) return exits.ok;
  const { kind, what, why, advice } = result.failure;
  const more = [
    ...(why === undefined ? [] : [`  why: ${why}`]),
    ...(advice === undefined ? [] : [`  try: ${advice}`]),
  ];
  return kind === 'usage'
    ? usage(world.out, [what, ...more].map(plain).join('\n'))
    : refusePlan(world, result.failure);
};

/** What tells the scripts of a cluster from those of others with the same VIP: how its packets go. */
const endings = (clusters: readonly Cluster[]): readonly string[] => {
  const plainly = clusters.map(({ way, tunnel }) => (tunnel === undefined ? way : `${way}-${tunnel.type}`));
  return plainly.map((end, index) => {
    const before = plainly.slice(0, index).filter(one => one === end).length;
    return before === 0 ? end : `${end}-${before + 1}`;
  });
};

const ended = (handout: Handout, end: string): Handout => {
  const file = handout.file.replace(/\.sh$/, `-${end}.sh`);
  // The name stands in the script's own words on how it is used.
  return {
    ...handout,
    id: `${handout.id}-${end}`,
    file,
    text: handout.text.replaceAll(handout.file, file),
  };
};

const scriptsFor = (
  role: ScriptRole,
  clusters: readonly Cluster[],
  flags: Flags,
  ground: Ground,
  explain: boolean,
): Result<readonly Handout[]> => {
  const handouts: Handout[] = [];
  const printing = { explain, flavour: flags.flavour ?? 'iproute2' };
  const ends = endings(clusters);
  for (const [index, cluster] of clusters.entries()) {
    const made = roleRows[role].make({ cluster, flags, ground, printing });
    if (!made.ok) return made;
    const end = clusters.length < 2 ? undefined : ends[index];
    handouts.push(...(end === undefined ? made.value : made.value.map(one => ended(one, end))));
  }
  return success(handouts);
};

const list = (world: World): number => {
  write(world, 'lvsh script ROLE writes a script for:');
  for (const role of scriptRoles) {
    const [first = '', ...rest] = paragraph(roleRows[role].about, 14);
    write(world, `  ${role.padEnd(12)}${first.slice(14)}`);
    for (const line of rest) write(world, line);
  }
  write(world, '');
  write(world, 'lvsh script ROLE --help says what it is made from.');
  return exits.ok;
};

const writeScript = async (world: World, role: ScriptRole, options: Options): Promise<number> => {
  const flags = readFlags(options);
  if (typeof flags === 'string') return usage(world.out, flags);
  const wrong = objection(role, flags);
  if (wrong !== undefined) return usage(world.out, wrong);
  const clusters = await clustersOf(world, flags);
  if (typeof clusters === 'number') return clusters;
  if (!clusters.ok) return refuse(world, clusters);
  const explain = 'explain' in options;
  if ('lines' in options) {
    const other = ['output', 'copy', 'json'].find(name => name in options);
    if (other !== undefined) return usage(world.out, `--lines and --${other} exclude each other`);
    const lines = clusters.value.map(cluster => linesOf(role, cluster, flags, explain));
    if (lines.includes(undefined)) return usage(world.out, `lvsh script ${role} does not take --lines`);
    for (const line of lines.flatMap(one => one ?? [])) write(world, line);
    return exits.ok;
  }
  const network = flags.for === undefined ? undefined : await world.around?.network();
  const ground = {
    director: world.director.name,
    ...(network?.ok === true ? { network: network.value } : {}),
  };
  const made = scriptsFor(role, clusters.value, flags, ground, explain);
  return made.ok ? deliver(world, options, made.value) : refuse(world, made);
};

/** `lvsh script`. */
export const script: RunVerb = async (world, { words, options }) => {
  const [word] = words;
  if (word === undefined || 'list' in options) return list(world);
  if (word === 'path') {
    const flags = readFlags(options);
    if (typeof flags === 'string' || flags.for === undefined)
      return usage(world.out, typeof flags === 'string' ? flags : 'lvsh script path needs --for');
    const clusters = await clustersFor(world, flags.for);
    if (typeof clusters === 'number') return clusters;
    for (const line of clusters.flatMap(cluster => pathLines(cluster, world))) write(world, line);
    return exits.ok;
  }
  const role = scriptRoles.find(one => one === word);
  if (role !== undefined) return writeScript(world, role, options);
  const guess = nearest(word, scriptRoles);
  return usage(
    world.out,
    `there is no script ${plain(word).slice(0, 40)}${guess === undefined ? '' : `; did you mean ${guess}?`} (scripts: ${scriptRoles.join(' ')})`,
  );
};
