/** Reads the machine's network with `ip`: as JSON where it can, else from the text for people. */
import { readAddrJson, readRouteJson } from '../core/machine/network-json.ts';
import { readAddrText, readRouteText } from '../core/machine/network-text.ts';
import { failed, type Result, success } from '../core/model/failure.ts';
import type { Interface, Network, Route } from '../core/model/network.ts';
import type { Host } from './host.ts';

const limits = { timeoutMs: 5000 };

const ask = async (host: Host, args: readonly string[]): Promise<Result<string>> => {
  const ran = await host.run('ip', args, limits);
  if (!ran.ok) {
    return ran.failure.kind === 'not-found'
      ? failed({ ...ran.failure, advice: 'install iproute2: lvsh asks it for addresses and routes' })
      : ran;
  }
  const { exit, stdout, stderr } = ran.value;
  return exit === 0
    ? success(stdout)
    : failed({ kind: 'read', what: `ip ${args.join(' ')} failed`, output: stderr });
};

/** Routes of one family. A kernel without IPv6 refuses the question: it has no such routes. */
const readRoutes = async (host: Host, family: 4 | 6, json: boolean): Promise<Result<readonly Route[]>> => {
  const flag = family === 6 ? ['-6'] : [];
  const asked = await ask(host, [...flag, ...(json ? ['-j'] : []), 'route']);
  if (!asked.ok) return family === 6 && asked.failure.kind === 'read' ? success([]) : asked;
  const routes = json ? readRouteJson(asked.value, family) : readRouteText(asked.value, family);
  return routes === undefined
    ? failed({ kind: 'parse', what: `ip ${[...flag, '-j', 'route'].join(' ')} printed no JSON` })
    : success(routes);
};

const readAddresses = async (
  host: Host,
): Promise<Result<{ readonly interfaces: readonly Interface[]; readonly json: boolean }>> => {
  const asked = await ask(host, ['-j', 'addr']);
  if (!asked.ok && asked.failure.kind !== 'read') return asked;
  const read = asked.ok ? readAddrJson(asked.value) : undefined;
  if (read !== undefined) return success({ interfaces: read, json: true });
  const plain = await ask(host, ['addr']);
  return plain.ok ? success({ interfaces: readAddrText(plain.value), json: false }) : plain;
};

/** The interfaces with their addresses. Fails where there is no `ip`, or it refuses. */
export const readInterfaces = async (host: Host): Promise<Result<readonly Interface[]>> => {
  const read = await readAddresses(host);
  return read.ok ? success(read.value.interfaces) : read;
};

/**
 * The interfaces with their addresses, and the routes of the main table. Three short runs of `ip` (four where it knows
 * no `-j`: iproute2 before 4.16, busybox). Fails where there is no `ip`, or it refuses.
 */
export const readNetwork = async (host: Host): Promise<Result<Network>> => {
  const addresses = await readAddresses(host);
  if (!addresses.ok) return addresses;
  const { interfaces, json } = addresses.value;
  const [four, six] = await Promise.all([readRoutes(host, 4, json), readRoutes(host, 6, json)]);
  if (!four.ok) return four;
  if (!six.ok) return six;
  return success({ interfaces, routes: [...four.value, ...six.value] });
};
