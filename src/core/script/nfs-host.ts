/** The script of the machine that gives its folders to the real servers by NFS. */
import { nameText } from './director.ts';
import { type SharedContent, type SharedFolder, tableWord } from './nfs-shared.ts';
import type { Item, Script } from './script.types.ts';

/** Web servers only read, and one that was broken into shall not write; `sync` is what nfs-utils itself asks to be said. */
const exportOptions = 'ro,sync,no_subtree_check';

/** The service has other names on other systems: nfs-server (RHEL, Debian 9 and later), nfs-kernel-server (Debian), nfs (RHEL 6). */
const service = (verb: 'start' | 'stop'): readonly string[] => [
  'sh',
  '-c',
  [
    'for unit in "$2" nfs-kernel-server nfs; do',
    '  systemctl "$1" "$unit" 2>/dev/null && exit',
    '  service "$unit" "$1" 2>/dev/null && exit',
    'done',
    'echo "no NFS service is here: install nfs-kernel-server (nfs-utils)" >&2',
    'exit 1',
  ].join('\n'),
  ...['sh', verb, 'nfs-server'],
];

const serverItem: Item = {
  do: {
    what: 'program',
    start: [service('start')],
    stop: [service('stop')],
    // The kernel's own answer, whatever the service is called.
    check: ['sh', '-c', 'read -r threads </proc/fs/nfsd/threads && [ "$threads" -gt 0 ]'],
  },
  why: 'The NFS server. One that runs already keeps running at stop.',
  without: 'no NFS server runs here, and the real servers cannot mount anything',
};

const folderItems = ({ path, page }: SharedFolder): readonly Item[] => [
  {
    do: {
      what: 'program',
      start: [['mkdir', '-p', path]],
      // It is empty, or it is somebody's by now.
      stop: [['sh', '-c', 'rmdir "$1" 2>/dev/null || :', 'sh', path]],
      check: ['test', '-d', path],
    },
    why: 'The folder that is given to real servers.',
    without: `there is no folder ${path}`,
  },
  {
    do: {
      what: 'program',
      start: [['sh', '-c', 'printf %s "$2" >"$1" && chmod 0644 "$1"', 'sh', `${path}/index.html`, page]],
      stop: [
        [
          'sh',
          '-c',
          '[ "$(cat "$1")" != "$(printf %s "$2")" ] || rm -f "$1"',
          ...['sh', `${path}/index.html`, page],
        ],
      ],
      check: ['test', '-e', `${path}/index.html`],
    },
    why: 'A test page, which shows in a browser whose folder it is. A page that is there already is left as it is.',
    without: `there is no page in ${path}`,
  },
];

const exportsText = ({ folders, vip }: SharedContent): string =>
  [
    `# Folders for the real servers of ${vip}`,
    ...folders.map(
      ({ path, servers }) =>
        `${tableWord(path)} ${servers.map(server => `${server}(${exportOptions})`).join(' ')}`,
    ),
    '',
  ].join('\n');

/** Long paths and their clients stand on two lines in what exportfs prints, so all of it is taken as one. */
const exported = 'exportfs | tr -s "[:space:]" " "';

const exportItem = ({ folders }: SharedContent): Item => {
  const pairs = folders.flatMap(({ path, servers }) => servers.map(server => [path, server] as const));
  return {
    do: {
      what: 'program',
      start: [['exportfs', '-ra']],
      stop: pairs.map(([path, server]) => [
        'exportfs',
        '-u',
        `${server.includes(':') ? `[${server}]` : server}:${path}`,
      ]),
      check: [
        'sh',
        '-c',
        `list=" $(${exported}) " && for pair; do case $list in *" $pair "*) ;; *) exit 1 ;; esac; done`,
        'sh',
        ...pairs.map(([path, server]) => `${path} ${server}`),
      ],
    },
    why: 'The server reads the files of exports again; it does not look at them by itself.',
    without: 'the folders are not given to all real servers, and mounting is refused',
  };
};

/**
 * The script of the NFS host: the server, the folders with a test page each, a file of exports of our own (/etc/exports stays as it is), and its
 * reading. `status` asks showmount what the host gives, as a real server would see it.
 */
export const nfsHostScript = (content: SharedContent): Script => {
  const name = `lvs-nfs-host-${nameText(content.vip)}`;
  return {
    role: 'NFS host',
    flavour: 'iproute2',
    name,
    header: [
      `The NFS host ${content.host}, which gives ${content.folders.map(({ path }) => path).join(', ')} to the real servers of ${content.vip}, to read only.`,
      'The file of exports is there after a reboot, too; whether the NFS server itself starts at boot is left as it is.',
    ],
    items: [
      serverItem,
      ...content.folders.flatMap(folderItems),
      {
        do: {
          what: 'file',
          path: `/etc/exports.d/${name}.exports`,
          text: exportsText(content),
          mode: '0644',
        },
        why: `Who may read which folder: only the real servers, and only read (${exportOptions}). A file of our own beside /etc/exports.`,
        without: 'nothing is given to the real servers',
      },
      exportItem(content),
    ],
    checks: content.folders.map(({ path }) => ({
      run: ['sh', '-c', 'showmount -e localhost | grep -qF -e "$1 "', 'sh', path],
      right: `showmount -e shows ${path}`,
      wrong: `showmount -e does not show ${path}: rpcbind or mountd does not run (a mount by NFS 4 does without them), or it is not exported`,
    })),
  };
};
