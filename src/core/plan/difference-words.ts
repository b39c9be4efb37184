/** A difference as a line: where it is, what stands on either side. */
import { printCommand } from '../ipvsadm/print.ts';
import type { SyncDaemon, Timeouts } from '../model/observe.ts';
import { serverKey, serviceKey } from '../model/service.ts';
import { itemWords } from '../net/words.ts';
import { serviceLabel } from '../words/labels.ts';
import { type Difference, serverSettings, serviceSettings } from './difference.ts';

/** The three parts of a line; a side that is not there is `undefined`. */
export interface DifferenceWords {
  /** `10.0.0.7:80 in TCP 10.0.0.200:80`, `timeouts`, `/etc/sysconfig/ipvsadm`. */
  readonly where: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Options by themselves, each with its value, so that only those that differ need to be shown. */
const options = (text: string): readonly string[] => text.split(/ (?=-)/);

/** Only what differs of two lists of options; all of it where everything does. */
const onlyChanged = (from: string, to: string): readonly [string, string] => {
  const [left, right] = [options(from), options(to)];
  const differ = (these: readonly string[], those: readonly string[]): string =>
    these.filter(option => !those.includes(option)).join(' ');
  const [before, after] = [differ(left, right), differ(right, left)];
  const absent = (own: string, other: string): string =>
    own !== ''
      ? own
      : `no ${options(other)
          .map(option => option.split(' ')[0])
          .join(' ')}`;
  return [absent(before, after), absent(after, before)];
};

const sides = (from: string | undefined, to: string | undefined): Omit<DifferenceWords, 'where'> => {
  if (from === undefined || to === undefined) return { from, to };
  const [before, after] = onlyChanged(from, to);
  return { from: before, to: after };
};

const daemonText = (daemon: SyncDaemon | undefined): string | undefined =>
  daemon === undefined ? undefined : printCommand({ name: 'start-daemon', daemon }).slice(2).join(' ');

const timeoutText = ({ tcp, tcpFin, udp }: Timeouts): string => `${tcp} ${tcpFin} ${udp}`;

const lineCount = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const lines = text.split('\n').filter(line => line.trim() !== '').length;
  return lines === 1 ? '1 line' : `${lines} lines`;
};

/** The words of a difference. */
export const differenceWords = (difference: Difference): DifferenceWords => {
  switch (difference.kind) {
    case 'service': {
      const { service, from, to } = difference;
      const text = (config: typeof from): string | undefined =>
        config === undefined ? undefined : serviceSettings(config, service);
      return { where: serviceLabel(serviceKey(service)), ...sides(text(from), text(to)) };
    }
    case 'server': {
      const { service, server, from, to } = difference;
      const text = (config: typeof from): string | undefined =>
        config === undefined ? undefined : serverSettings(config);
      return {
        where: `${serverKey(server)} in ${serviceLabel(serviceKey(service))}`,
        ...sides(text(from), text(to)),
      };
    }
    case 'timeouts':
      return {
        where: 'timeouts (tcp tcpfin udp)',
        from: timeoutText(difference.from),
        to: timeoutText(difference.to),
      };
    case 'daemon':
      return {
        where: `sync daemon (${difference.role})`,
        ...sides(daemonText(difference.from), daemonText(difference.to)),
      };
    case 'sysctl':
      return { where: difference.name, from: difference.from, to: difference.to };
    case 'item': {
      const { item, from, to } = difference;
      const text = (there: boolean): string | undefined => (there ? 'there' : undefined);
      return { where: itemWords(item), from: text(from), to: text(to) };
    }
    case 'file':
      return { where: difference.path, from: lineCount(difference.from), to: lineCount(difference.to) };
  }
};

/** One sentence of it: `10.0.0.7:80 in TCP 10.0.0.200:80: -w 3 → -w 0`. */
export const differenceLine = (difference: Difference): string => {
  const { where, from, to } = differenceWords(difference);
  if (from === undefined) return `${where}: added, ${to ?? ''}`;
  if (to === undefined) return `${where}: gone, was ${from}`;
  return `${where}: ${from} → ${to}`;
};
