/** Programs that change nothing that matters to a cluster, or that a person works with. */
import type { Call } from '../reading/piece.types.ts';
import { listed, shown } from '../say.ts';
import type { Told } from '../told.types.ts';
import { plainWords } from './options.ts';
import type { ProgramRow } from './row.types.ts';
import { problem, told } from './told.ts';

const editor = ({ args }: Call): Told => {
  const file = plainWords(args)[0];
  return told(
    file === undefined
      ? 'Opens an editor.'
      : `Opens ${shown(file)} in an editor. What is changed there is up to the person.`,
  );
};

const sed = ({ args, program }: Call): Told => {
  const inPlace = program === 'sed' && args.some(arg => /^-[a-zA-Z]*i|^--in-place/.test(arg));
  if (!inPlace) return told('Shows a part of a text.');
  const [script = '', ...rest] = plainWords(args);
  const file = rest.at(-1) ?? '';
  const off = /selinux/.test(file) && /disabled|permissive/i.test(script);
  return told(
    `Edits ${shown(file)} in place${off ? ': SELinux no longer enforces after the next boot' : ''}.`,
    [],
    off ? [{ kind: 'selinux-off' }] : [],
  );
};

const remove = ({ args }: Call): Told => {
  const names = plainWords(args);
  const recursive = args.some(arg => /^-[a-zA-Z]*r/i.test(arg));
  return told(
    `Removes ${listed(names.map(shown))}.`,
    recursive && names.some(name => /^\/\*?$|^\/(?:etc|usr|var|boot|lib|bin|home)\/?\*?$/.test(name))
      ? [problem('danger', 'Everything below it goes.')]
      : [],
  );
};

const script = ({ args }: Call): Told => {
  const file = plainWords(args)[0];
  return told(
    file === undefined
      ? 'Starts another shell.'
      : `Runs the script ${shown(file)}, which is not part of this text.`,
  );
};

/** Programs that are told in one sentence. */
const single: readonly (readonly [words: string, ...programs: string[]])[] = [
  [
    'Shows files.',
    'ls',
    'll',
    'tree',
    'file',
    'stat',
    'less',
    'more',
    'head',
    'tail',
    'find',
    'which',
    'whereis',
    'du',
    'df',
  ],
  [
    'Looks for something in a text.',
    'grep',
    'egrep',
    'fgrep',
    'zgrep',
    'awk',
    'cut',
    'sort',
    'uniq',
    'wc',
    'tr',
    'column',
    'xargs',
    'diff',
  ],
  ['Makes folders.', 'mkdir'],
  ['Makes empty files, or gives them a new date.', 'touch'],
  ['Changes who may use files.', 'chmod', 'chown', 'chgrp', 'setfacl'],
  ['Copies, moves or links files.', 'cp', 'mv', 'ln', 'scp', 'rsync', 'install'],
  ['Packs or unpacks files.', 'tar', 'unzip', 'zip', 'gzip', 'gunzip'],
  ['Builds programs from their source.', 'make', 'gcc', 'cmake', './configure', 'configure'],
  [
    'Shows something about this machine.',
    'uname',
    'date',
    'uptime',
    'free',
    'top',
    'htop',
    'ps',
    'dmesg',
    'journalctl',
    'last',
    'w',
    'who',
    'whoami',
    'id',
    'lscpu',
    'history',
    'sar',
    'vmstat',
    'iostat',
    'lvsh',
  ],
  ['Sets or shows the name of this machine.', 'hostname', 'hostnamectl'],
  ['Waits.', 'sleep'],
  ['Makes users, or sets their passwords.', 'useradd', 'passwd', 'usermod', 'groupadd', 'adduser'],
  ['Becomes another user.', 'su', 'sudo'],
  [
    'Starts the web server or looks at its configuration.',
    'nginx',
    'httpd',
    'apachectl',
    'apache2ctl',
    'a2enmod',
    'php-fpm',
  ],
  ['Ends processes.', 'kill', 'pkill', 'killall'],
  ['Works with keys or certificates.', 'ssh-keygen', 'ssh-copy-id', 'openssl'],
  ['Sets the clock.', 'ntpdate', 'chronyc', 'timedatectl'],
  ['Looks after what runs at fixed times.', 'crontab', 'at'],
  ['Works with containers.', 'docker', 'podman', 'kubectl', 'crictl', 'docker-compose'],
  ['Keeps or checks the table of IPVS by its own configuration.', 'keepalived', 'ldirectord'],
];

/** The shell’s own commands. */
const builtins: readonly (readonly [words: string, ...programs: string[]])[] = [
  ['Goes to another folder.', 'cd', 'pushd', 'popd'],
  ['Ends the script, the function or the session.', 'exit', 'return', 'logout'],
  ['Goes on with the next round, or ends the loop.', 'continue', 'break'],
  ['Does nothing.', 'true', 'false', 'wait'],
  ['Reads another script into this one.', 'source', '.'],
  ['Asks the person for a value.', 'read'],
  [
    'Changes how the shell works.',
    'set',
    'unset',
    'shift',
    'trap',
    'alias',
    'ulimit',
    'umask',
    'shopt',
    'export',
    'declare',
    'local',
    'readonly',
    'typeset',
    'eval',
    'let',
    'hash',
    'getopts',
    'test',
    'type',
  ],
  ['Shows where one is.', 'pwd', 'clear', 'jobs', 'env'],
];

/** Behind a pipe these only choose from what comes in. */
const filters = new Set([
  'grep',
  'egrep',
  'awk',
  'sed',
  'cut',
  'sort',
  'uniq',
  'wc',
  'head',
  'tail',
  'less',
  'more',
  'tr',
  'column',
  'cat',
]);

/** Programs that leave a cluster as it is. */
export const harmlessRows: readonly ProgramRow[] = [
  { programs: ['vim', 'vi', 'nano', 'emacs', 'gedit', 'ed', 'mcedit', 'joe', 'visudo'], explain: editor },
  { programs: ['sed', 'perl'], explain: sed, filter: true },
  { programs: ['rm', 'rmdir'], explain: remove },
  { programs: ['bash', 'sh', 'dash', 'zsh', 'ksh'], explain: script },
  {
    programs: ['reboot', 'shutdown', 'poweroff', 'halt', 'init', 'telinit'],
    explain: () =>
      told('Stops this machine, or starts it anew.', [
        problem(
          'danger',
          'What was set until the next boot is gone: addresses, routes, kernel settings, the table itself if it is not saved.',
        ),
      ]),
  },
  ...single.map(
    ([words, ...programs]): ProgramRow => ({
      programs,
      explain: () => told(words),
      filter: programs.some(program => filters.has(program)),
    }),
  ),
  ...builtins.map(
    ([words, ...programs]): ProgramRow => ({ programs, explain: () => ({ kind: 'shell', words: [words] }) }),
  ),
];
