/**
 * THE table of plain verbs: what can be typed after `:` and after `lvsh`. Completion, checking, help and documents are
 * made from it. How ipvsadm's own syntax is read stands in core/line.
 */
import { maxTimeout } from '../ipvsadm/options.ts';
import type { Argument, VerbRow } from '../line/verb.types.ts';

const server: Argument = {
  kind: 'server',
  name: 'SERVER',
  about: 'a real server: 10.0.0.7 everywhere, or 10.0.0.7:80',
};
const freshServer: Argument = {
  kind: 'server',
  name: 'SERVER',
  about: 'RIP:PORT of the new real server',
  fresh: true,
};
const service: Argument = {
  kind: 'service',
  name: 'SERVICE',
  about: 'a virtual service: tcp:10.0.0.200:80, fwm:17',
};
const freshService: Argument = {
  kind: 'service',
  name: 'SERVICE',
  about: 'the new service: tcp:10.0.0.200:80, fwm:17',
  fresh: true,
};
const inService: Argument = { ...service, word: 'in', optional: true };
const file = (about: string): Argument => ({ kind: 'file', name: 'FILE', about });
const optionalFile = (about: string): Argument => ({ ...file(about), optional: true });
const options = (command: NonNullable<Argument['command']>): Argument => ({
  kind: 'ipvsadm-options',
  name: 'OPTIONS',
  about: 'as ipvsadm takes them',
  optional: true,
  command,
});
const seconds = (name: string, about: string): Argument => ({
  kind: 'number',
  name,
  about,
  min: 0,
  max: maxTimeout,
});
const role: Argument = {
  kind: 'choice',
  name: 'ROLE',
  about: 'master or backup',
  choices: { master: 'Sends its connections', backup: 'Receives connections' },
};

/** Names of the verbs, as `readWish` knows them. */
export const verbNames = [
  'weight',
  'drain',
  'resume',
  'add server',
  'add service',
  'edit server',
  'edit service',
  'remove server',
  'remove service',
  'clear',
  'zero',
  'timeouts',
  'sync start',
  'sync stop',
  'set',
  'undo',
  'redo',
  'save',
  'restore',
  'diff',
  'apply',
  'literal',
  'explain',
  'history',
  'saved',
  'backups',
  'boot',
  'drains',
  'read-only',
] as const;

/** A verb's name. */
export type VerbName = (typeof verbNames)[number];

/** A verb that readWish knows. */
export interface Verb extends VerbRow {
  readonly name: VerbName;
  /** It leads to a change of the director: not there where nothing may be changed. */
  readonly changes: boolean;
}

/** All of them, the most used first. */
export const verbRows: readonly Verb[] = [
  {
    name: 'weight',
    usage: [
      server,
      {
        kind: 'weight',
        name: 'WEIGHT',
        about: 'the new weight: 5, +1, -10, or former',
      },
      inService,
    ],
    summary: 'Gives a real server another weight',
    examples: ['weight 10.0.0.7 5', 'weight 10.0.0.7:80 +1 in tcp:10.0.0.200:80', 'weight 10.0.0.7 former'],
    changes: true,
  },
  {
    name: 'drain',
    usage: [server, inService],
    summary: 'Weight 0: no new connections, open ones end in their own time',
    examples: ['drain 10.0.0.7', 'drain 10.0.0.7:80 in tcp:10.0.0.200:80'],
    changes: true,
  },
  {
    name: 'resume',
    usage: [server, inService],
    summary: 'Gives a drained real server its former weight again',
    examples: ['resume 10.0.0.7'],
    changes: true,
  },
  {
    name: 'add server',
    usage: [freshServer, { ...service, word: 'to' }, options('add-server')],
    summary: 'Puts a real server behind a service',
    examples: ['add server 10.0.0.9 to tcp:10.0.0.200:80 -g -w 3'],
    changes: true,
  },
  {
    name: 'add service',
    usage: [freshService, options('add-service')],
    summary: 'Creates a virtual service',
    examples: ['add service tcp:10.0.0.200:80 -s wrr', 'add service fwm:17 -s rr -p 300'],
    changes: true,
  },
  {
    name: 'edit server',
    usage: [server, { ...service, word: 'in' }, options('edit-server')],
    summary: 'Changes a real server; what is not mentioned stays as it is',
    examples: ['edit server 10.0.0.7:80 in tcp:10.0.0.200:80 -x 100 -y 80'],
    changes: true,
  },
  {
    name: 'edit service',
    usage: [service, options('edit-service')],
    summary: 'Changes a virtual service; what is not mentioned stays as it is',
    examples: ['edit service tcp:10.0.0.200:80 -s wlc', 'edit service tcp:10.0.0.200:80 -p 600'],
    changes: true,
  },
  {
    name: 'remove server',
    usage: [server, inService],
    summary: 'Takes a real server out of its services',
    examples: ['remove server 10.0.0.7', 'remove server 10.0.0.7:80 in tcp:10.0.0.200:80'],
    changes: true,
  },
  {
    name: 'remove service',
    usage: [service],
    summary: 'Takes a virtual service with its real servers out of the table',
    examples: ['remove service tcp:10.0.0.200:80'],
    changes: true,
  },
  {
    name: 'clear',
    usage: [],
    summary: 'Removes every virtual service',
    examples: ['clear'],
    changes: true,
  },
  {
    name: 'zero',
    usage: [{ ...service, optional: true }],
    summary: 'Sets the counters of a service, or of all, to zero',
    examples: ['zero', 'zero tcp:10.0.0.200:80'],
    changes: true,
  },
  {
    name: 'timeouts',
    usage: [
      seconds('TCP', 'seconds of an idle TCP connection; 0 keeps it'),
      seconds('TCPFIN', 'seconds after one side closed; 0 keeps it'),
      seconds('UDP', 'seconds after the last datagram; 0 keeps it'),
    ],
    summary: 'Sets how long connections are remembered',
    examples: ['timeouts 900 120 300', 'timeouts 7200 0 0'],
    changes: true,
  },
  {
    name: 'sync start',
    usage: [role, options('start-daemon')],
    summary: 'Starts sending connections to another director, or receiving them',
    examples: ['sync start master --mcast-interface eth0 --syncid 7'],
    changes: true,
  },
  {
    name: 'sync stop',
    usage: [role],
    summary: 'Stops a sync daemon',
    examples: ['sync stop backup'],
    changes: true,
  },
  {
    name: 'set',
    usage: [
      { kind: 'word', name: 'NAME', about: 'a kernel setting: expire_nodest_conn' },
      { kind: 'word', name: 'VALUE', about: 'its new value' },
    ],
    summary: 'Changes a setting of the kernel (net.ipv4.vs.NAME)',
    examples: ['set expire_quiescent_template 1'],
    changes: true,
  },
  {
    name: 'undo',
    usage: [],
    summary: 'Takes back the latest change that stands',
    examples: ['undo'],
    changes: true,
  },
  {
    name: 'redo',
    usage: [],
    summary: 'Does again what was undone last',
    examples: ['redo'],
    changes: true,
  },
  {
    name: 'save',
    usage: [optionalFile('the rules file of this system where none is named')],
    summary: 'Writes what runs into the rules file, with all that ipvsadm-save drops',
    examples: ['save', 'save /root/before-the-move.rules'],
    changes: true,
  },
  {
    name: 'restore',
    usage: [
      optionalFile('the rules file of this system where none is named'),
      {
        kind: 'choice',
        name: 'MODE',
        about: 'what becomes of bad lines',
        optional: true,
        choices: { 'without-bad-lines': 'Leaves out lines that cannot be read' },
      },
    ],
    summary: 'Makes what runs as the file says, by the fewest steps and without clearing',
    examples: ['restore', 'restore /root/before-the-move.rules'],
    changes: true,
  },
  {
    name: 'diff',
    usage: [optionalFile('the rules file of this system where none is named')],
    summary: 'Shows what differs between what runs and the file',
    examples: ['diff'],
    changes: false,
  },
  {
    name: 'apply',
    usage: [file('a file of ipvsadm command lines, or a script with them')],
    summary: 'Runs the command lines of a file upon what is there, as one plan',
    examples: ['apply /root/add-web3.sh'],
    changes: true,
  },
  {
    name: 'literal',
    usage: [{ kind: 'word', name: 'IPVSADM…', about: 'a command line of ipvsadm' }],
    summary: 'Runs a command line as ipvsadm means it: what an edit does not mention returns to its default',
    examples: ['literal ipvsadm -E -t 10.0.0.200:80 -s rr'],
    changes: true,
  },
  {
    name: 'explain',
    usage: [{ kind: 'word', name: 'TEXT…', about: 'a command line, or a whole pasted script' }],
    summary: 'Puts command lines in words and says what is wrong with them; runs nothing',
    examples: ['explain ipvsadm -a -t 10.0.0.200:80 -r 10.0.0.7:8080 -g'],
    changes: false,
  },
  {
    name: 'history',
    usage: [],
    summary: 'Shows what was changed on this director, when and by whom',
    examples: ['history'],
    changes: false,
  },
  {
    name: 'saved',
    usage: [],
    summary: 'Shows what runs beside the saved file and keepalived.conf',
    examples: ['saved'],
    changes: false,
  },
  {
    name: 'backups',
    usage: [],
    summary: 'Lists the former texts of the rules file',
    examples: ['backups'],
    changes: false,
  },
  {
    name: 'boot',
    usage: [],
    summary: 'Tells whether this machine will come back with its table',
    examples: ['boot'],
    changes: false,
  },
  {
    name: 'drains',
    usage: [],
    summary: 'Watches the servers that are being drained',
    examples: ['drains'],
    changes: false,
  },
  {
    name: 'read-only',
    usage: [
      {
        kind: 'choice',
        name: 'HOW',
        about: 'on or off',
        optional: true,
        choices: { on: 'Nothing can be changed from here', off: 'Changes are possible again' },
      },
    ],
    summary: 'Locks this lvsh against changes, or unlocks it; kept for this host',
    examples: ['read-only on'],
    changes: false,
  },
];
