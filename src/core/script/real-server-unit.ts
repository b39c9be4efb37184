/** Steps as files that do the same at every boot: a sysctl.d file and a systemd unit. */

import type { AddressItem, RouteItem } from '../model/net-item.ts';
import { addArgv, removeArgv } from '../net/argv.ts';
import type { DeviceItem, Item } from './script.types.ts';

/** What a unit's word is where it is not plain: in double quotes, with systemd's own letters doubled. */
const unitWord = (word: string): string =>
  /^[A-Za-z0-9_@+=:,./-]+$/.test(word)
    ? word
    : `"${word
        .replace(/[\\"]/g, '\\$&')
        .replaceAll('%', '%%')
        .replaceAll('$', '$$$$')
        .replace(/[\u0000-\u001f\u007f]/g, ' ')}"`;

/** Programs by their path, which older systemd asks for; a line with `-` may fail (it was done already). */
const line = (how: 'ExecStart' | 'ExecStop', ...[program = '', ...words]: readonly string[]): string =>
  `${how}=${program.startsWith('-') ? '-' : ''}/sbin/${program.replace(/^-/, '')} ${words.map(unitWord).join(' ')}`;

interface Lines {
  readonly start: readonly string[];
  readonly stop: readonly string[];
}

/** What brings an address or a route, in the form that may find it there; and what takes it away. */
const netLines = (item: AddressItem | RouteItem): Lines => {
  // A default route of IPv6 has to win against those that routers advertise.
  const more = item.what === 'route' && item.family === 6 && item.to === undefined ? ['metric', '1'] : [];
  const replace = addArgv(item).map(word => (word === 'add' ? 'replace' : word));
  const [program = '', ...words] = removeArgv(item) ?? [];
  return {
    start: [line('ExecStart', ...replace, ...more)],
    stop: [line('ExecStop', `-${program}`, ...words, ...more)],
  };
};

const deviceLines = ({ name, module, make }: DeviceItem): Lines => ({
  start: [
    ...(module === undefined ? [] : [line('ExecStart', '-modprobe', module)]),
    ...(make === undefined ? [] : [line('ExecStart', '-ip', 'link', 'add', 'dev', name, ...make)]),
    line('ExecStart', 'ip', 'link', 'set', 'dev', name, 'up'),
  ],
  stop: [
    make === undefined
      ? line('ExecStop', '-ip', 'link', 'set', 'dev', name, 'down')
      : line('ExecStop', '-ip', 'link', 'del', 'dev', name),
  ],
});

const linesOf = (item: Item['do']): Lines => {
  switch (item.what) {
    case 'address':
    case 'route':
      return netLines(item);
    case 'device':
      return deviceLines(item);
    case 'module':
      return { start: [line('ExecStart', '-modprobe', item.name)], stop: [] };
    case 'fou':
      return {
        start: [line('ExecStart', '-ip', `-${item.family}`, 'fou', 'add', 'port', String(item.port), 'gue')],
        stop: [line('ExecStop', '-ip', `-${item.family}`, 'fou', 'del', 'port', String(item.port))],
      };
    default:
      return { start: [], stop: [] };
  }
};

/** The settings among some steps as a sysctl.d file's text; `undefined` when there are none. */
export const sysctlText = (items: readonly Item[], title: string): string | undefined => {
  const lines = items.flatMap(({ do: item }) =>
    item.what === 'sysctl' ? [`${item.name} = ${item.value}`] : [],
  );
  return lines.length === 0 ? undefined : `# ${title}\n${lines.join('\n')}\n`;
};

/**
 * A unit's text that does the steps at boot and takes them back when it is stopped. Every line of it may run
 * when its work is done already. `sysctlFile`: where the settings are; they are set in their place among the
 * steps, for those of a device need the device first.
 */
export const unitText = (items: readonly Item[], title: string, sysctlFile: string): string => {
  const first = items.findIndex(({ do: item }) => item.what === 'sysctl');
  const parts = items.map(
    ({ do: item }, at): Lines =>
      at === first
        ? { start: [line('ExecStart', 'sysctl', '-q', '-p', sysctlFile)], stop: [] }
        : linesOf(item),
  );
  const routes = items.some(({ do: item }) => item.what === 'route');
  return [
    '[Unit]',
    `Description=${title}`,
    // A gateway has to be on a link that is up.
    ...(routes ? ['Wants=network-online.target', 'After=network-online.target'] : ['After=network.target']),
    '',
    '[Service]',
    'Type=oneshot',
    'RemainAfterExit=yes',
    ...parts.flatMap(part => part.start),
    ...[...parts].reverse().flatMap(part => [...part.stop].reverse()),
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
};
