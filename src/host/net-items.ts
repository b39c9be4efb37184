/** Whether addresses, routes, rules and modules are there, read with the programs that would add them. */

import { type Failure, failed, type Result, success } from '../core/model/failure.ts';
import type { NetItem, RouteItem } from '../core/model/net-item.ts';
import type { Interface } from '../core/model/network.ts';
import type { ItemState, Scope } from '../core/model/setup.ts';
import { filterArgv } from '../core/net/argv.ts';
import { hasRoute, hasRule } from '../core/net/present.ts';
import type { Host, RunResult } from './host.ts';
import { readInterfaces } from './network.ts';
import { runAs } from './rights.ts';

const limits = { timeoutMs: 10_000 };

/** Reads one kind of thing; what several items need is read once. */
interface Look {
  run(argv: readonly string[], root: boolean): Promise<Result<RunResult>>;
  interfaces(): Promise<Result<readonly Interface[]>>;
  modules(): Promise<Result<string>>;
}

const lookAt = (host: Host, sudo: boolean): Look => {
  let interfaces: Promise<Result<readonly Interface[]>> | undefined;
  let modules: Promise<Result<string>> | undefined;
  return {
    run: (argv, root) => runAs(host, sudo && root, argv, limits),
    interfaces: () => (interfaces ??= readInterfaces(host)),
    modules: () =>
      (modules ??= host.readFile('/proc/modules').then(read => (read.ok ? success(read.value.text) : read))),
  };
};

const complaint = (argv: readonly string[], { stderr, exit }: RunResult): Failure => ({
  kind: /denied|not permitted|must be root/i.test(stderr) ? 'no-permission' : 'read',
  what: `${argv.join(' ')} failed`,
  why: stderr.trim().split('\n')[0] || `exit code ${exit}`,
  output: stderr,
});

/** An answer by exit code: 0 is yes, `no` is no, anything else a failure. */
const byExit = async (look: Look, argv: readonly string[], no: RegExp): Promise<Result<boolean>> => {
  const ran = await look.run(argv, true);
  if (!ran.ok) return ran;
  if (ran.value.exit === 0) return success(true);
  return no.test(ran.value.stderr) ? success(false) : failed(complaint(argv, ran.value));
};

const routeThere = async (look: Look, route: RouteItem): Promise<Result<boolean>> => {
  const argv = [
    'ip',
    ...(route.family === 6 ? ['-6'] : []),
    'route',
    'show',
    ...(route.table === undefined ? [] : ['table', String(route.table)]),
  ];
  const ran = await look.run(argv, false);
  if (!ran.ok) return ran;
  if (ran.value.exit === 0) return success(hasRoute(ran.value.stdout, route));
  // A table that nothing was put into does not exist: `Error: ipv4: FIB table does not exist.`
  return /table does not exist/i.test(ran.value.stderr) ? success(false) : failed(complaint(argv, ran.value));
};

const isThere = async (look: Look, item: NetItem): Promise<Result<boolean>> => {
  switch (item.what) {
    case 'address': {
      const read = await look.interfaces();
      if (!read.ok) return read;
      const device = read.value.find(({ name }) => name === item.device);
      return success(
        device?.addresses.some(own => own.address === item.address && own.prefix === item.prefix) ?? false,
      );
    }
    case 'route':
      return routeThere(look, item);
    case 'rule': {
      const argv = ['ip', ...(item.family === 6 ? ['-6'] : []), 'rule', 'show'];
      const ran = await look.run(argv, false);
      if (!ran.ok) return ran;
      return ran.value.exit === 0
        ? success(hasRule(ran.value.stdout, item))
        : failed(complaint(argv, ran.value));
    }
    case 'iptables':
      // Each version has its own words for "no such rule", and a rule whose match module is not loaded yet is none either.
      return byExit(
        look,
        filterArgv('-C', item),
        /does a matching rule exist|No chain\/target\/match|Couldn't load|does not exist/i,
      );
    case 'nft':
      return byExit(look, ['nft', 'list', 'table', item.family, item.name], /No such file or directory/i);
    case 'module': {
      const read = await look.modules();
      return read.ok ? success(new RegExp(`^${item.name} `, 'm').test(read.value)) : read;
    }
  }
};

/** Which of the items are there. Fails as a whole where one of them cannot be looked for. `sudo`: through `sudo -n`. */
export const readItems = async (
  host: Host,
  items: NonNullable<Scope['items']>,
  sudo: boolean,
): Promise<Result<Readonly<Record<string, ItemState>>>> => {
  const look = lookAt(host, sudo);
  const found: Record<string, ItemState> = {};
  for (const [key, item] of Object.entries(items)) {
    const there = await isThere(look, item);
    if (!there.ok) return there;
    found[key] = { item, there: there.value };
  }
  return success(found);
};
