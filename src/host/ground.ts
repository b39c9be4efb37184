/** Reads what wizards want to know of a machine. Everything at once, for a person waits; nothing is changed. */
import { readNeighbourJson, readNeighbourText } from '../core/machine/neighbours.ts';
import type { Failure } from '../core/model/failure.ts';
import type { Network } from '../core/model/network.ts';
import type { SeenService } from '../core/model/snapshot.ts';
import { settingPart, settingPath } from '../core/net/sysctl-name.ts';
import { readMarkNumbers, readMarks } from '../core/script/marks-read.ts';
import type { Ground, Neighbour } from '../core/wizard/wizard.types.ts';
import { kernelRelease } from './find.ts';
import type { Host } from './host.ts';
import { findMarkers } from './markers.ts';
import { readNetwork } from './network.ts';
import { readSchedulers } from './settings.ts';
import { ipvsadmOn, type Tool } from './tool.ts';

/** What is known before. */
export interface KnownGround {
  /** The table, from the newest reading. */
  readonly services?: readonly SeenService[];
  /** Schedulers that this kernel has; looked for when absent. */
  readonly schedulers?: readonly string[];
  /** The ipvsadm of this machine: whether it answers, and through what. Without sudo when absent. */
  readonly tool?: Tool;
  /** lvsh was started to read only. */
  readonly readOnly?: boolean;
}

const limits = { timeoutMs: 5000 };

const readNeighbours = async (host: Host): Promise<readonly Neighbour[] | undefined> => {
  const asked = await host.run('ip', ['-j', 'neigh'], limits);
  if (!asked.ok) return undefined;
  const read = asked.value.exit === 0 ? readNeighbourJson(asked.value.stdout) : undefined;
  if (read !== undefined) return read;
  // An older iproute2, or busybox.
  const plain = await host.run('ip', ['neigh'], limits);
  return plain.ok && plain.value.exit === 0 ? readNeighbourText(plain.value.stdout) : undefined;
};

const fixedSettings = [
  'net.ipv4.ip_forward',
  'net.ipv4.vs.conntrack',
  'net.ipv6.conf.all.forwarding',
] as const;

/** Names as sysctl(8) writes them: a dot in an interface's name is a slash. */
const settingNames = (network: Network | undefined): readonly string[] => {
  const devices = (network?.interfaces ?? []).map(({ name }) => settingPart(name));
  return [
    ...fixedSettings,
    ...['all', 'default', ...devices].flatMap(device =>
      ['rp_filter', 'send_redirects'].map(name => `net.ipv4.conf.${device}.${name}`),
    ),
  ];
};

const readSettings = async (
  host: Host,
  names: readonly string[],
): Promise<Readonly<Record<string, string>>> => {
  const read = await Promise.all(
    names.map(async (name): Promise<readonly (readonly [string, string])[]> => {
      const file = await host.readFile(settingPath(name), { maxBytes: 4096 });
      return file.ok ? [[name, file.value.text.trim()]] : [];
    }),
  );
  return Object.fromEntries(read.flat());
};

/** Those that are loaded, built in or could be loaded; absent where nothing tells of all of them. */
const findSchedulers = async (host: Host): Promise<readonly string[] | undefined> => {
  const found = await readSchedulers(host, await kernelRelease(host));
  return found.some(({ state }) => state === 'unknown')
    ? undefined
    : found.filter(({ state }) => state !== 'missing').map(({ name }) => name);
};

/** What happened, and why, in one sentence. */
const sentence = ({ what, why }: Failure): string =>
  why === undefined ? what : `${what}: ${why.replace(/^[A-Z](?=[a-z ])/, letter => letter.toLowerCase())}`;

/** Asks ipvsadm for something small; a failure says why nothing can be done through it. */
const askTool = async (tool: Tool): Promise<Failure | undefined> => {
  const ran = await tool.run(['-Ln', '--timeout'], limits);
  return ran.ok ? undefined : ran.failure;
};

/**
 * The ground under wizards: network, neighbours, settings, what can mark packets, marks in use, schedulers, and why nothing
 * can be done here if so. About twelve short programs, side by side. Never rejects: what could not be found out is absent.
 */
export const readGround = async (host: Host, known: KnownGround = {}): Promise<Ground> => {
  const tool = known.tool ?? ipvsadmOn(host, false);
  const asked = askTool(tool);
  const filters = asked.then(() => findMarkers(host, tool.access() === 'sudo'));
  const net = readNetwork(host);
  const settings = net.then(read => readSettings(host, settingNames(read.ok ? read.value : undefined)));
  const [failure, network, neighbours, sysctls, { markers, listings }, schedulers] = await Promise.all([
    asked,
    net,
    readNeighbours(host),
    settings,
    filters,
    known.schedulers ?? findSchedulers(host),
  ]);
  const reason =
    known.readOnly === true
      ? 'lvsh was started to read only'
      : failure !== undefined
        ? sentence(failure)
        : network.ok
          ? undefined
          : sentence(network.failure);
  return {
    director: host.name,
    ...(network.ok ? { network: network.value } : {}),
    ...(neighbours === undefined ? {} : { neighbours }),
    ...(known.services === undefined ? {} : { services: known.services }),
    ...(schedulers === undefined ? {} : { schedulers }),
    ...(Object.keys(sysctls).length === 0 ? {} : { sysctls }),
    ...(markers === undefined ? {} : { markers }),
    ...(listings.length === 0
      ? {}
      : { marks: readMarkNumbers(listings.join('\n')), marked: readMarks(listings.join('\n')) }),
    ...(reason === undefined ? {} : { scriptsOnly: reason }),
  };
};
