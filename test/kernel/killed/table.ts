/** The table of the killed test, and the ten steps of its plan: some of each kind, each to be seen in the table. */

/** What makes the table. */
export const tableLines = [
  '-A -t 10.1.0.1:80 -s rr',
  '-a -t 10.1.0.1:80 -r 10.0.0.1:80 -g',
  '-a -t 10.1.0.1:80 -r 10.0.0.2:80 -g -w 2',
  '-a -t 10.1.0.1:80 -r 10.0.0.3:80 -g -w 3',
  '-A -t 10.1.0.2:443 -s wlc -p 300',
  '-a -t 10.1.0.2:443 -r 10.0.0.1:443 -m -w 4',
  '-a -t 10.1.0.2:443 -r 10.0.0.2:443 -m -x 9 -y 5',
  '-A -u 10.1.0.1:53 -s wrr -o',
  '-a -u 10.1.0.1:53 -r 10.0.0.4:53 -i',
  '-A -f 7 -s sh',
  '-a -f 7 -r 10.0.0.1 -g',
];

/** The plan. */
export const planLines = [
  '-A -t 10.1.0.9:8080 -s sh -b sh-port',
  '-a -t 10.1.0.9:8080 -r 10.0.0.9:8080 -m -w 2',
  '-e -t 10.1.0.1:80 -r 10.0.0.2:80 -w 7 -x 100 -y 50',
  '-d -t 10.1.0.1:80 -r 10.0.0.1:80',
  '-E -t 10.1.0.2:443 -s wrr -p 60',
  '-a -t 10.1.0.1:80 -r 10.0.0.8:80 -g -w 3',
  '-D -u 10.1.0.1:53',
  '--set 100 0 7',
  '-a -f 7 -r 10.0.0.5 -i',
  '-d -t 10.1.0.2:443 -r 10.0.0.2:443',
];

/** Where lvsh keeps what it remembers, in the guest. */
export const stateFolder = '/run/state';
