/**
 * Names of kernel settings as sysctl(8) takes them: parts with dots between them, and a slash where a part has a dot of its
 * own (`net.ipv4.conf.eth0/100.rp_filter` of the interface `eth0.100`).
 */

/** An interface as a part of such a name. */
export const settingPart = (device: string): string => device.replaceAll('.', '/');

/** The file of a setting, from /proc/sys on: `net/ipv4/conf/eth0.100/rp_filter`. */
export const settingFile = (name: string): string =>
  name.replaceAll(/[./]/g, sign => (sign === '.' ? '/' : '.'));

/** The whole path of that file. */
export const settingPath = (name: string): string => `/proc/sys/${settingFile(name)}`;
