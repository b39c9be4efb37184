/** `Timeout (tcp tcpfin udp): 900 120 300` and `master sync daemon (mcast=eth0, syncid=5, …)`. */
import { parseAddress } from '../../model/address.ts';
import type { SyncDaemon } from '../../model/observe.ts';
import type { Gather } from './gather.ts';
import type { Scanner } from './scanner.ts';

/** Reads the current line when it is the output of `-L --timeout`; false when it is not. */
export const readTimeoutLine = (scan: Scanner, gather: Gather): boolean => {
  if (!scan.is(0, 'Timeout') || !scan.is(1, '(tcp')) return false;
  const tcp = scan.natural(4);
  const tcpFin = scan.natural(5);
  const udp = scan.natural(6);
  if (tcp < 0 || tcpFin < 0 || udp < 0) {
    gather.refuse('three timeouts were expected here');
    return true;
  }
  gather.formats.add('timeouts');
  gather.read++;
  gather.timeouts = { tcp, tcpFin, udp };
  if (scan.count > 7) gather.partly(`unknown words: ${scan.words(7).join(' ')}`);
  return true;
};

/** Reads the current line when it is one of `-L --daemon`; false when it is not. */
export const readDaemonLine = (scan: Scanner, gather: Gather): boolean => {
  const role = scan.is(0, 'master') ? 'master' : scan.is(0, 'backup') ? 'backup' : undefined;
  if (role === undefined || !scan.is(1, 'sync') || !scan.is(2, 'daemon')) return false;
  const settings = new Map<string, string>();
  const unknown: string[] = [];
  for (const setting of /\(([^)]*)\)/.exec(scan.lineText())?.[1]?.split(',') ?? []) {
    const [name = '', value] = setting.trim().split('=');
    if (value === undefined) unknown.push(name);
    else settings.set(name, value);
  }
  const daemon = readDaemon(role, settings);
  if (daemon === undefined) {
    gather.refuse('a sync daemon without its interface or with settings that are no numbers');
    return true;
  }
  gather.formats.add('daemons');
  gather.read++;
  gather.daemons = [...(gather.daemons ?? []).filter(other => other.role !== role), daemon];
  for (const name of settings.keys()) if (!known.has(name)) unknown.push(name);
  if (unknown.length > 0) gather.partly(`unknown settings: ${unknown.join(' ')}`);
  return true;
};

const known = new Set(['mcast', 'syncid', 'maxlen', 'group', 'port', 'ttl']);

/** Before 1.28 only mcast and syncid were printed: the rest was fixed to what are the defaults now. */
const readDaemon = (
  role: SyncDaemon['role'],
  settings: ReadonlyMap<string, string>,
): SyncDaemon | undefined => {
  const number = (name: string, otherwise: number): number => Number(settings.get(name) ?? otherwise);
  const group = parseAddress(settings.get('group') ?? '224.0.0.81');
  const name = settings.get('mcast');
  const syncId = number('syncid', 0);
  const maxLen = number('maxlen', 1472);
  const port = number('port', 8848);
  const ttl = number('ttl', 1);
  if (name === undefined || group === undefined) return undefined;
  if (![syncId, maxLen, port, ttl].every(value => Number.isInteger(value) && value >= 0)) return undefined;
  return { role, interface: name, syncId, maxLen, group, port, ttl };
};
