/** Content that the real servers of a cluster get from one NFS host. */
import type { Cluster } from '../cluster/cluster.types.ts';
import { type Address, familyOf } from '../model/address.ts';

/** One folder, and who may read it. */
export interface SharedFolder {
  /** Absolute, on the NFS host. */
  readonly path: string;
  readonly servers: readonly Address[];
  /** The text of a test page, which tells by whom a request was answered; it never takes the place of a page that is there. */
  readonly page: string;
}

/** What an NFS host gives to real servers. */
export interface SharedContent {
  readonly host: Address;
  /** The first VIP: scripts and files are named after it. */
  readonly vip: Address;
  readonly folders: readonly SharedFolder[];
}

/** A path without what `..`, doubled and closing slashes would make of it; `/srv/lvs` where it is none. */
const tidy = (path: string): string => {
  const parts = path.split('/').filter(part => part !== '' && part !== '.' && part !== '..');
  return path.startsWith('/') && parts.length > 0 ? `/${parts.join('/')}` : '/srv/lvs';
};

/**
 * The shared content of a cluster: `each`: a folder for every real server (ROOT1, ROOT2, …) whose test page says whose it is, so that a client sees
 * which server answered; `one`: a single folder for all of them.
 */
export const sharedContent = (
  cluster: Cluster,
  host: Address,
  root: string,
  pages: 'each' | 'one',
): SharedContent => {
  const servers = [
    ...new Set(cluster.services.flatMap(service => service.servers.map(({ id }) => id.address))),
  ];
  const path = tidy(root);
  return {
    host,
    vip: cluster.vips[0] ?? host,
    folders:
      pages === 'one'
        ? [{ path, servers, page: 'the page of all real servers\n' }]
        : servers.map((server, index) => ({
            path: `${path}${index + 1}`,
            servers: [server],
            page: `real server ${server}\n`,
          })),
  };
};

const octal = (text: string, signs: RegExp): string =>
  text.replace(signs, letter => `\\${letter.charCodeAt(0).toString(8).padStart(3, '0')}`);

/** A word of /etc/exports or /etc/fstab: blanks, and what begins a comment or a quote, as three octal digits. */
export const tableWord = (text: string): string => octal(text, /[\u0000-\u0020"#\\\u007f]/g);

/** How a line of /proc/mounts begins, in both spellings: older kernels leave `#` as it is there (seen: 6.1 does). */
export const mountedHeads = (source: string, target: string): readonly string[] => [
  ...new Set(
    [/[ \t\n\\]/g, /[ \t\n\\#]/g].map(signs => `${octal(source, signs)} ${octal(target, signs)} nfs`),
  ),
];

/** `10.0.0.40:/opt/web1`, `[fd00::40]:/opt/web1`. */
export const mountSource = (host: Address, path: string): string =>
  `${familyOf(host) === 6 ? `[${host}]` : host}:${path}`;

/** The folder of a real server; undefined where it gets none. */
export const folderOf = ({ folders }: SharedContent, server: Address): SharedFolder | undefined =>
  folders.find(({ servers }) => servers.includes(server));
