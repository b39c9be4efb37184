/**
 * The command lines that give a wizard's handouts again, one by one: `lvsh script …` where that comes to the same text, which is
 * tried before it is said, else the wizard itself.
 */
import type { Cluster } from '../core/cluster/cluster.types.ts';
import { quote } from '../core/ipvsadm/print.ts';
import { holderOf } from '../core/model/network.ts';
import { rangeText } from '../core/wizard/reading/ports.ts';
import type { ShownStep } from '../core/wizard/run.ts';
import type { Built, Ground, Handout, Wizard } from '../core/wizard/wizard.types.ts';
import type { Invocation } from './arguments.ts';
import { commandLine } from './new-options.ts';
import { clusterOfFlags } from './script-cluster.ts';
import { readFlags, serverWord } from './script-flags.ts';
import { roleRows } from './script-roles.ts';
import type { ScriptRole } from './verbs-build.ts';

/** What they are made from. */
export interface Given {
  readonly wizard: Wizard;
  readonly shown: readonly ShownStep[];
  readonly built: Built;
  readonly ground: Ground;
  readonly invocation: Invocation;
}

type Words = Readonly<Record<string, string>>;

const methods = { dr: 'dr', nat: 'nat', tun: 'tun', snat: 'fullnat' } as const;

/** The ports of services by address, or of what is marked. */
const portWords = ({ services, marks }: Cluster): readonly string[] => {
  const prefix = (protocol: string): string => (protocol === 'tcp' ? '' : `${protocol}:`);
  const called = services.flatMap(({ id }) =>
    id.kind === 'address' && id.port > 0 ? [`${prefix(id.protocol)}${id.port}`] : [],
  );
  const marked = marks.flatMap(({ protocol, ports }) =>
    ports.length === 0
      ? [`${prefix(protocol)}all`]
      : ports.map(range => `${prefix(protocol)}${rangeText(range)}`),
  );
  return [...new Set([...called, ...marked])];
};

/** The flags that describe a cluster, as far as scripts of other machines depend on them. */
const clusterWords = (cluster: Cluster, { network }: Ground): Words => {
  const { way, tunnel, vips, services, director } = cluster;
  const mark = services.flatMap(({ id }) => (id.kind === 'fwmark' ? [String(id.mark)] : []))[0];
  const rs = services.flatMap(({ id: service, servers }) =>
    servers
      // One that is the director itself needs no script.
      .filter(({ id }) => network === undefined || holderOf(network, id.address) === undefined)
      .map(({ id }) =>
        serverWord(id.address, service.kind === 'address' && service.port === id.port ? 0 : id.port),
      ),
  );
  const ports = portWords(cluster);
  return {
    method: methods[way],
    vip: vips.join(','),
    ...(ports.length === 0 ? {} : { port: ports.join(',') }),
    ...(rs.length === 0 ? {} : { rs: [...new Set(rs)].join(',') }),
    ...(mark === undefined ? {} : { mark }),
    ...(director.dip === undefined ? {} : { dip: `${director.dip.address}/${director.dip.prefix}` }),
    ...(tunnel === undefined ? {} : { tunnel: tunnel.type }),
    ...(tunnel?.type === 'gue' ? { 'tunnel-port': String(tunnel.port) } : {}),
  };
};

const roleOf = ({ id }: Handout): ScriptRole | undefined => {
  if (id === 'rs' || id.startsWith('rs-')) return 'rs';
  return id === 'client' || id === 'router' ? id : undefined;
};

/** What a role's script comes to by these flags; none where it fails. */
const madeBy = (role: ScriptRole, words: Words, explain: boolean): readonly Handout[] => {
  const flags = readFlags(words);
  if (typeof flags === 'string') return [];
  const cluster = clusterOfFlags(flags);
  if (!cluster.ok) return [];
  const printing = { explain, flavour: flags.flavour ?? 'iproute2' };
  const made = roleRows[role].make({
    cluster: cluster.value,
    flags,
    ground: { director: 'director' },
    printing,
  });
  return made.ok ? made.value : [];
};

/** Flags that may do, the shortest first. */
const variants = (role: ScriptRole, { built, ground, shown }: Given): readonly Words[] => {
  const { rs, dip, ...rest } = clusterWords(built.cluster, ground);
  const answer = (id: string): string | undefined => shown.find(({ step }) => step.id === id)?.text;
  const flavour = answer('flavour') ?? 'iproute2';
  const ways = [rest, ...(dip === undefined ? [] : [{ ...rest, dip }])];
  if (role === 'client') {
    const { vip = '', port, mark } = rest;
    const called = { vip, ...(port === undefined ? {} : { port }), ...(mark === undefined ? {} : { mark }) };
    return [called, ...ways];
  }
  if (role !== 'rs') return ways;
  // New servers of a service that has others already are the wizard's own answer.
  return ways.flatMap(words =>
    [rs, answer('rs')].flatMap(list =>
      list === undefined ? [] : [{ ...words, rs: list, ...(flavour === 'iproute2' ? {} : { flavour }) }],
    ),
  );
};

const scriptLine = (handout: Handout, given: Given): string | undefined => {
  const role = roleOf(handout);
  if (role === undefined) return undefined;
  const { options, practice } = given.invocation;
  const explain = 'explain' in options;
  for (const words of variants(role, given)) {
    const made = madeBy(role, words, explain);
    if (!made.some(({ file, text }) => file === handout.file && text === handout.text)) continue;
    return [
      ...['lvsh', ...(practice ? ['practice'] : []), 'script', role],
      ...Object.entries(words).flatMap(([name, value]) => [`--${name}`, value]),
      ...(made.length > 1 ? ['--name', handout.file] : []),
      ...(explain ? ['--explain'] : []),
    ]
      .map(quote)
      .join(' ');
  }
  return undefined;
};

/** The line that gives a handout, to the byte. */
export const commandFor = (given: Given): ((handout: Handout) => string) => {
  const { wizard, shown, invocation } = given;
  const answers = Object.fromEntries(shown.map(({ step, text }) => [step.id, text]));
  const again = [
    commandLine(wizard, answers, invocation.practice),
    ...('explain' in invocation.options ? ['--explain'] : []),
    `--scripts-only --scripts ${invocation.practice ? '-' : 'FOLDER'}`,
  ].join(' ');
  return handout => scriptLine(handout, given) ?? again;
};
