/** Hostile values, and every place of the command line that takes one. */

/** The folder that lvsh runs in, in the guest. */
export const workFolder = '/run/hostile';

/** Sets the title of a terminal, and a colour. */
export const escapes = '\u001b]0;pwned\u0007\u001b[31m';

const long = 'A'.repeat(100_000);

/** Whoever hands one of these to a shell makes a file /run/pwned. */
export const values: readonly string[] = [
  '$(touch /run/pwned)',
  '`touch /run/pwned`',
  ';touch /run/pwned;',
  '|touch /run/pwned',
  '&touch /run/pwned&',
  "';touch /run/pwned;'",
  '10.0.0.1\ntouch /run/pwned\n',
  '10.0.0.1\n-C',
  '\u0000touch /run/pwned',
  '\u001b]0;pwned\u0007\u001b[2J\u009b31m',
  '\u202egnp.exe\u2066',
  '-R',
  '-C',
  '%s%n%x$HOME$IFS*',
  '../../../../run/pwned',
  long,
];

/** Command lines with the place of the value as `?`. */
export const places: readonly string[] = [
  'run -- -A -t ?',
  'run -- -A -u ?',
  'run -- -A -f ?',
  'run -- -A -t 10.1.0.5:80 -s ?',
  'run -- -A -t 10.1.0.5:80 -p ?',
  'run -- -A -t 10.1.0.5:80 -p 60 -M ?',
  'run -- -A -t 10.1.0.5:80 --pe ?',
  'run -- -A -t 10.1.0.5:80 -s sh -b ?',
  'run -- -a -t 10.1.0.1:80 -r ?',
  'run -- -a -t 10.1.0.1:80 -r 10.0.0.9 -w ?',
  'run -- -a -t 10.1.0.1:80 -r 10.0.0.9 -x ?',
  'run -- -a -t 10.1.0.1:80 -r 10.0.0.9 -y ?',
  'run -- -a -t 10.1.0.1:80 -r 10.0.0.9 -i --tun-type ?',
  'run -- -a -t 10.1.0.1:80 -r 10.0.0.9 -i --tun-type gue --tun-port ?',
  'run -- --set ? 1 1',
  'run -- --start-daemon ?',
  'run -- --start-daemon master --mcast-interface ?',
  'run -- --start-daemon master --syncid ?',
  'run -- --start-daemon master --mcast-group ?',
  'run -- ?',
  'run --literal -- ? ?',
  'weight ? 3',
  'weight 10.0.0.1 ?',
  'weight 10.0.0.1 3 in ?',
  'drain ?',
  'drain 10.0.0.1 in ?',
  'drain 10.0.0.1 --wait --timeout ?',
  'resume ?',
  'restore ?',
  'restore --backup ?',
  'restore rules --backup ?',
  'save ? --read-only',
  'apply ?',
  'diff ?',
  'diff rules --backup ?',
  'undo ?',
  'redo ?',
  'show ?',
  'conns --server 10.0.0.1:80 ?',
  'ls --from ?',
  'history --limit ?',
  '?',
  '--?',
];

/** Words of a place with a value in it. */
export const filled = (place: string, value: string): readonly string[] =>
  place.split(' ').map(word => word.replace('?', () => value));
