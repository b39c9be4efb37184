/** The runs of the hostile test, by what they are about. */
import type { Case } from './case.types.ts';
import { badTexts, oddNames } from './files.ts';
import { escapes, filled, places, values } from './values.ts';

/** Each place with a value, all values in turn. */
export const atPlaces: readonly Case[] = places.map((place, index) => ({
  argv: filled(place, values[index % values.length] ?? ''),
}));

/** The values as texts to be explained. */
export const explained: readonly Case[] = [
  values.map(value => value.slice(0, 1000)).join('\nipvsadm -A -t '),
  values.at(-1) ?? '',
].map(text => ({ argv: ['explain', '--', `ipvsadm -A -t ${text}`] }));

/** Environments that others have filled in; a change is made in each. */
export const surroundings: readonly Case[] = [
  {
    SUDO_USER: `mallory${escapes}`,
    USER: escapes,
    LOGNAME: 'a\nb',
    SSH_CONNECTION: `${escapes} 22 10.0.0.1 22`,
    SSH_CLIENT: '$(touch /run/pwned) 1 2',
  },
  {
    SUDO_USER: 'x\n{"lvsh":1}',
    SSH_CONNECTION: '10.0.0.5\n{} 22 10.0.0.1 22',
    IFS: '/ms',
    BASH_ENV: '/run/evil/rc',
    ENV: '/run/evil/rc',
    SHELL: '/run/evil/sh',
  },
  {
    LANG: escapes,
    LC_ALL: '../../run/pwned',
    LANGUAGE: 'xx',
    TERM: escapes,
    COLORTERM: escapes,
    NO_COLOR: escapes,
    TZ: `:${escapes}`,
    HOME: '/proc/self/mem',
    XDG_STATE_HOME: `/run/pwned${escapes}`,
    XDG_CONFIG_HOME: '/dev/null/x',
  },
  { HOME: null, PATH: '/run/evil:/usr/sbin:/usr/bin' },
].map((env, index) => ({
  argv: `run --yes -- -e -t 10.1.0.1:80 -r 10.0.0.1:80 -w ${index + 10}`.split(' '),
  env,
}));

/** The bad texts through the verbs that read one. */
export const badFiles = [
  ...Object.keys(badTexts).map(name => ['restore --dry-run', name] as const),
  ...(['escapes', 'nul'] as const).flatMap(name => [
    ['diff', name] as const,
    ['apply --dry-run', name] as const,
  ]),
].map(([verb, name]) => ({ name, argv: [...verb.split(' '), `bad-${name}`] }));

/** A text with CRLF is an ordinary one. */
export const crlf: Case = { argv: ['restore', '--dry-run', 'crlf'] };

/** Each odd name, read. */
export const namedFiles: readonly Case[] = oddNames.map(name => ({
  argv: ['restore', '--dry-run', '--', name],
}));

/** Files that are written: by a link, and by an odd name. */
export const saves: readonly Case[] = [
  { argv: ['save', '--yes', 'link'] },
  { argv: ['save', '--yes', '--', '$(touch saved)'] },
  { argv: ['save', '--yes', '--', '-saved'] },
];

/** What the journal holds after all that. */
export const histories: readonly Case[] = [{ argv: ['history'] }, { argv: ['history', '--json'] }];

/** All of them, in the order in which they are run. */
export const runs: readonly Case[] = [
  ...atPlaces,
  ...explained,
  ...surroundings,
  ...badFiles,
  crlf,
  ...namedFiles,
  ...saves,
  ...histories,
];
