/** The script of a real server that gets its pages from the NFS host. */
import type { Address } from '../model/address.ts';
import { nameText } from './director.ts';
import { folderOf, mountedHeads, mountSource, type SharedContent, tableWord } from './nfs-shared.ts';
import type { Item, Script } from './script.types.ts';

/** What a real server's script is told besides the content. */
export interface NfsClientOptions {
  /** Where its web server looks for pages: `/var/www/html`. */
  readonly target: string;
  /** Mounted at every boot, by a line of /etc/fstab. */
  readonly permanent?: boolean;
}

/** `_netdev`: mounted after the network is there. `nofail`, in fstab: a host that is down does not keep the machine from booting. */
const mountOptions = 'ro,_netdev';

const mountItem = (source: string, target: string): Item => ({
  do: {
    what: 'program',
    start: [['mount', '-t', 'nfs', '-o', mountOptions, source, target]],
    stop: [['umount', target]],
    check: [
      'grep',
      '-qF',
      ...mountedHeads(source, target).flatMap(head => ['-e', head]),
      '/proc/self/mounts',
    ],
  },
  why: `The pages come from ${source}, the same for every server that mounts it. To read only: a web server has no need to write them.`,
  without: `${source} is not mounted on ${target}: this server shows its own pages, or none`,
});

const removeLine = [
  'cp -p /etc/fstab /etc/fstab.lvsh',
  '{ grep -vxF -e "$1" /etc/fstab >/etc/fstab.lvsh; [ $? -le 1 ]; }',
  'mv -f /etc/fstab.lvsh /etc/fstab',
].join(' && ');

const fstabItem = (source: string, target: string): Item => {
  const line = `${tableWord(source)} ${tableWord(target)} nfs ${mountOptions},nofail 0 0`;
  return {
    do: {
      what: 'program',
      start: [
        [
          'sh',
          '-c',
          // A last line without its end would swallow this one.
          '{ [ -z "$(tail -c 1 /etc/fstab 2>/dev/null)" ] || echo; printf "%s\\n" "$1"; } >>/etc/fstab',
          'sh',
          line,
        ],
      ],
      stop: [['sh', '-c', removeLine, 'sh', line]],
      check: ['grep', '-qxF', '-e', line, '/etc/fstab'],
    },
    why: 'Mounted again at every boot, once the network is there; if the NFS host is down then, the machine comes up all the same.',
    without: 'after the next reboot the pages are not mounted',
  };
};

const selinux = [
  'command -v selinuxenabled >/dev/null || exit 0',
  'selinuxenabled || exit 0',
  'getsebool httpd_use_nfs | grep -q " on$"',
].join('\n');

/**
 * The script of a real server for its folder of the shared content. A server that gets none has a script without steps, whose header says so.
 */
export const nfsClientScript = (
  content: SharedContent,
  server: Address,
  { target: wanted, permanent = false }: NfsClientOptions,
): Script => {
  const folder = folderOf(content, server);
  const target = wanted.length > 1 ? wanted.replace(/\/+$/, '') : wanted;
  const name = `lvs-nfs-client-${nameText(server)}`;
  if (folder === undefined)
    return {
      role: 'NFS client',
      flavour: 'iproute2',
      name,
      header: [`${content.host} gives no folder to ${server}.`],
      items: [],
      checks: [],
    };
  const source = mountSource(content.host, folder.path);
  return {
    role: 'NFS client',
    flavour: 'iproute2',
    name,
    header: [
      `The real server ${server} of ${content.vip}: it gets its pages from ${source}, mounted on ${target}.`,
      permanent
        ? 'It holds over reboots: a line of /etc/fstab.'
        : 'It holds until the next reboot; what is mounted hides what is in the folder itself.',
    ],
    items: [
      {
        do: {
          what: 'program',
          start: [['mkdir', '-p', target]],
          stop: [['sh', '-c', 'rmdir "$1" 2>/dev/null || :', 'sh', target]],
          check: ['test', '-d', target],
        },
        why: 'The folder on which it is mounted.',
        without: `there is no folder ${target}`,
      },
      mountItem(source, target),
      ...(permanent ? [fstabItem(source, target)] : []),
    ],
    checks: [
      {
        run: ['test', '-r', `${target}/index.html`],
        right: `there is a page in ${target}`,
        wrong: `there is no page to read in ${target}: clients get an error or a list of files`,
      },
      {
        run: ['sh', '-c', selinux],
        right: 'SELinux lets web servers read from NFS, or is not in use',
        wrong: 'SELinux does not let web servers read from NFS: setsebool -P httpd_use_nfs on',
      },
    ],
  };
};
