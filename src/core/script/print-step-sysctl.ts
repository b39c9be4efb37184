/** Kernel settings in steps. */
import { settingFile } from '../net/sysctl-name.ts';
import type { SysctlItem } from './script.types.ts';

/**
 * The settings of which the kernel takes the larger one of the interface's and that of `all` (IN_DEV_MAXCONF
 * of its inetdevice.h).
 */
const largest = /^net\.ipv4\.conf\.(?!all\.|default\.)[^.]+\.(rp_filter|arp_ignore|arp_announce)$/;

/**
 * What stands after `want`, and whether there is a second name that counts when its value is the larger one.
 */
export const sysctlWords = (
  { name, value, atLeast }: SysctlItem,
  classic: boolean,
): { readonly words: readonly string[]; readonly two: boolean } => {
  const all = largest.exec(name)?.[1];
  const names = [name, ...(all === undefined ? [] : [`net.ipv4.conf.all.${all}`])];
  return {
    words: [
      `${value}${atLeast === true ? '+' : ''}`,
      'sysctl',
      ...(classic ? names.map(settingFile) : names),
    ],
    two: all !== undefined,
  };
};
