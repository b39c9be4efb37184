/** The kernel settings outside of IPVS that the practice machine has. They can be read and set, and change nothing else. */
import type { KernelNetwork } from './network.types.ts';

/** Those that every interface has, under net.ipv4.conf. */
export const confNames = ['arp_announce', 'arp_ignore', 'rp_filter', 'send_redirects'] as const;

/**
 * The value that a number is kept as, or undefined where the kernel says "Invalid argument": proc_dointvec takes one
 * signed number of 32 bits, decimal, 0x… or 0…, and looks at nothing behind it.
 */
const kept = (text: string): string | undefined => {
  const [first = ''] = text.trim().split(/\s+/);
  const [, sign = '', digits = ''] = /^(-?)(0x[0-9a-f]+|0[0-7]*|[1-9]\d*)$/i.exec(first) ?? [];
  if (digits === '') return undefined;
  const octal = /^0[0-7]+$/.test(digits);
  const value = (octal ? Number.parseInt(digits, 8) : Number(digits)) * (sign === '-' ? -1 : 1);
  return value >= -2147483648 && value <= 2147483647 ? String(value) : undefined;
};

/** The network with a setting changed; undefined where the value is none. The setting must be there. */
export const writeSetting = (
  network: KernelNetwork,
  name: string,
  value: string,
): KernelNetwork | undefined => {
  const now = kept(value);
  return now === undefined ? undefined : { ...network, sysctls: { ...network.sysctls, [name]: now } };
};

const folder = '/proc/sys/';

/** The text of a setting's file under /proc/sys; undefined for a path that is none of them. */
export const settingFile = (network: KernelNetwork, path: string): string | undefined => {
  if (!path.startsWith(folder)) return undefined;
  const name = path.slice(folder.length).replaceAll('/', '.');
  return Object.hasOwn(network.sysctls, name) ? `${network.sysctls[name]}\n` : undefined;
};
