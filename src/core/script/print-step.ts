/** One thing of a script as the lines of its step: `want STATE KIND WORDS`, with every value quoted. */
import type { AddressItem, NetItem } from '../model/net-item.ts';
import { programLabel } from './print-label.ts';
import type { Piece } from './print-pieces.ts';
import { classicRouteStep, netmask, routeStep } from './print-step-route.ts';
import { sysctlWords } from './print-step-sysctl.ts';
import { assignment, shellWords } from './print-words.ts';
import type {
  ArpItem,
  DeviceItem,
  FileItem,
  Flavour,
  Item,
  ProgramItem,
  SysctlItem,
} from './script.types.ts';

/** A step: its lines, the pieces of the library that they call, and the programs that these run. */
export interface Step {
  readonly lines: readonly string[];
  readonly pieces: readonly Piece[];
  readonly programs: readonly string[];
}

const step = (piece: Piece, programs: readonly string[], ...lines: readonly string[]): Step => ({
  lines,
  pieces: [piece],
  programs,
});

const want = (state: string, ...words: readonly string[]): string => shellWords(['want', state, ...words]);

const address = (item: AddressItem, classic: boolean): Step => {
  const { address: own, prefix, device: link, nodad, deprecated } = item;
  if (classic)
    return step(
      'classicAddress',
      ['ifconfig'],
      want('there', 'address', own, link, 'netmask', netmask(prefix)),
    );
  const more = [...(nodad === true ? ['nodad'] : []), ...(deprecated === true ? ['preferred_lft', '0'] : [])];
  return step(
    more.length === 0 ? 'address' : 'wordyAddress',
    ['ip'],
    want('there', 'address', `${own}/${prefix}`, link, ...more),
  );
};

const sysctl = (item: SysctlItem, classic: boolean): Step => {
  const { words, two } = sysctlWords(item, classic);
  if (classic) return step(two ? 'classicLargerSysctl' : 'classicSysctl', [], shellWords(['want', ...words]));
  return step(two ? 'largerSysctl' : 'sysctl', ['sysctl'], shellWords(['want', ...words]));
};

const device = ({ name, module, make }: DeviceItem, classic: boolean): Step => {
  const bring =
    make !== undefined
      ? ['ip', 'link', 'add', 'dev', name, ...make]
      : module === undefined
        ? []
        : ['modprobe', module];
  return step(
    classic ? 'classicDevice' : 'device',
    [classic ? 'ifconfig' : 'ip', ...bring.slice(0, 1)],
    want('up', 'device', name, ...bring),
  );
};

/** A rule as `arptables -L` shows it: the target first, its own options last, whatever the order was. */
const arptablesLine = (words: readonly string[]): string => {
  const at = words.indexOf('-j');
  return at < 0
    ? words.join(' ')
    : [...words.slice(at, at + 2), ...words.slice(0, at), ...words.slice(at + 2)].join(' ');
};

const arptables = ({ chain, words }: ArpItem): Step =>
  step(
    'arptables',
    ['arptables'],
    assignment('line', arptablesLine(words)),
    want('there', 'arptables', chain, ...words),
  );

/** The text stands in the script line for line, so no line of it may be indented. */
const file = ({ path, text, mode }: FileItem): Step =>
  step('file', [], assignment('mode', mode), assignment('text', text), want('right', 'file', path));

const chain = (commands: readonly (readonly string[])[]): string =>
  commands.length === 0 ? ':' : commands.map(shellWords).join(' && ');

/**
 * A step whose three functions are written out; it is called what it runs first. With nothing to look at,
 * start runs each time, stop once after it, and status says nothing.
 */
const program = (item: ProgramItem): Step => {
  const { start, stop, check } = item;
  const looked = check.length > 0;
  const call = want('there', 'program', programLabel(item));
  return step(
    'program',
    [...start, ...stop, check].flatMap(argv => argv.slice(0, 1)),
    looked
      ? `program_there() { ${shellWords(check)}; } >/dev/null 2>&1`
      : 'program_there() { [ "$verb" = stop ]; }',
    `program_start() { ${chain(start)}; }`,
    `program_stop() { ${chain(stop)}; }`,
    looked ? call : `[ "$verb" = status ] || ${call}`,
  );
};

const net = (item: NetItem, classic: boolean): Step => {
  switch (item.what) {
    case 'address':
      return address(item, classic);
    case 'route': {
      const { variables, words } = classic ? classicRouteStep(item) : routeStep(item);
      const line = variables.map(([name, value]) => assignment(name, value)).join(' ');
      return classic
        ? step('classicRoute', ['route'], line, want('there', 'route', ...words))
        : step('route', ['ip'], line, want('there', 'route', ...words));
    }
    case 'rule':
      return step(
        'rule',
        ['ip'],
        want('there', 'rule', String(item.family), String(item.mark), String(item.table)),
      );
    case 'iptables':
      return step(
        'filter',
        [item.program],
        want('there', 'filter', item.program, item.table, item.chain, ...item.words),
      );
    case 'nft':
      return step(
        'nft',
        ['nft'],
        assignment('body', item.body),
        want('there', 'nft', item.family, item.name),
      );
    case 'module':
      return step('module', ['modprobe'], want('there', 'module', item.name));
  }
};

/** The lines of a thing's step, without indentation. */
export const stepOf = (item: Item['do'], flavour: Flavour): Step => {
  const classic = flavour === 'classic';
  switch (item.what) {
    case 'sysctl':
      return sysctl(item, classic);
    case 'device':
      return device(item, classic);
    case 'fou':
      return step('fou', ['ip'], want('there', 'fou', String(item.port), String(item.family)));
    case 'neighbour':
      return step('neighbour', ['ip'], want(item.mac.toLowerCase(), 'neighbour', item.address, item.device));
    case 'arptables':
      return arptables(item);
    case 'file':
      return file(item);
    case 'program':
      return program(item);
    default:
      return net(item, classic);
  }
};
