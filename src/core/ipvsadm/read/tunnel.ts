/** How a tunnel is written: in the options of -S, and in the column of --tun-info. */
import type { Tunnel } from '../../model/service.ts';
import type { Scanner } from './scanner.ts';

/** The plain tunnel, and the only one before ipvsadm 1.31. */
export const ipip: Tunnel = { type: 'ipip', port: 0, checksum: 'none' };

const checksums: Readonly<Record<string, Tunnel['checksum']>> = {
  '-c': 'none',
  '+c': 'csum',
  'r+c': 'remcsum',
};

/** `ipip`, `gue:6080:+c`, `gre:-c`; undefined for `n/a` and whatever else. */
export const tunnelInfo = (text: string): Tunnel | undefined => {
  if (text === 'ipip') return ipip;
  const gue = /^gue:(\d{1,5}):(-c|\+c|r\+c)$/.exec(text);
  if (gue !== null) return { type: 'gue', port: Number(gue[1]), checksum: checksums[gue[2] ?? ''] ?? 'none' };
  const gre = /^gre:(-c|\+c)$/.exec(text);
  return gre === null ? undefined : { type: 'gre', port: 0, checksum: checksums[gre[1] ?? ''] ?? 'none' };
};

/** `--tun-type gue --tun-port 6080 --tun-csum` to the end of the line; undefined when -S does not print such. */
export const readTunnel = (scan: Scanner, index: number): Tunnel | undefined => {
  const type = scan.is(index + 1, 'ipip')
    ? 'ipip'
    : scan.is(index + 1, 'gue')
      ? 'gue'
      : scan.is(index + 1, 'gre')
        ? 'gre'
        : undefined;
  if (type === undefined) return undefined;
  let at = index + 2;
  let port = 0;
  if (type === 'gue') {
    port = scan.is(at, '--tun-port') ? scan.natural(at + 1) : -1;
    if (port < 1 || port > 65535) return undefined;
    at += 2;
  }
  if (type === 'ipip') return at === scan.count ? ipip : undefined;
  const checksum = scan.is(at, '--tun-nocsum')
    ? 'none'
    : scan.is(at, '--tun-csum')
      ? 'csum'
      : scan.is(at, '--tun-remcsum')
        ? 'remcsum'
        : undefined;
  return checksum === undefined || at + 1 !== scan.count ? undefined : { type, port, checksum };
};
