/** Rows of the verbs that build something new: `new`, `script`, `path`. */
import { flavours } from '../core/script/script.types.ts';
import { wizardKinds } from '../core/wizard/wizard.types.ts';
import type { OptionRow, Verb } from './verb.types.ts';

/** What a script is for, in the order of the list. */
export const scriptRoles = [
  'rs',
  'director',
  'router',
  'nfs-host',
  'nfs-client',
  'client',
  'openings',
  'marks',
] as const;

/** Whom a script is for. */
export type ScriptRole = (typeof scriptRoles)[number];

const explain: OptionRow = { name: 'explain', about: 'with the reason for every line as comments' };
const force: OptionRow = { name: 'force', about: 'replace files that hold another text' };

const newOptions = (changing: readonly OptionRow[]): readonly OptionRow[] => [
  ...changing,
  { name: 'answers', value: 'FILE', about: 'a file of answers (- is standard input); options count more' },
  { name: 'save-answers', value: 'FILE', about: 'write the answers to a file, for --answers' },
  {
    name: 'scripts',
    value: 'FOLDER',
    about: 'write what the other machines have to run into this folder; - prints it',
  },
  { name: 'scripts-only', about: 'only that: the director is left as it is' },
  force,
  explain,
];

const scriptOptions: readonly OptionRow[] = [
  {
    name: 'for',
    value: 'SERVICE',
    many: true,
    about: 'for services that run here: tcp:10.0.0.200:80, fwm:17; one script for each method',
  },
  { name: 'method', value: 'METHOD', about: 'dr (when not given), nat, tun or fullnat' },
  { name: 'vip', value: 'ADDRESSES', many: true, about: 'what clients call: 10.0.0.200, or 10.0.0.200:80' },
  {
    name: 'port',
    value: 'PORTS',
    many: true,
    about: 'which ports: 80, udp:53; with a mark 80,443,8000-8010',
  },
  {
    name: 'rs',
    value: 'LIST',
    many: true,
    about: 'real servers: 10.0.0.7, 10.0.0.14:8080=3 with port and weight',
  },
  { name: 'mark', value: 'N', about: 'the mark of the service' },
  {
    name: 'dip',
    value: 'ADDRESS',
    about: 'the director’s address on the side of the real servers: NAT, GRE, router',
  },
  { name: 'tunnel', value: 'TYPE', about: 'ipip (when not given), gue or gre' },
  { name: 'tunnel-port', value: 'PORT', about: 'of gue (6080)' },
  { name: 'scheduler', value: 'NAME', about: 'of a director (wlc)' },
  {
    name: 'device',
    value: 'NAME',
    about: 'the interface of that machine: a director’s outside, a router’s towards the director',
  },
  {
    name: 'servers-device',
    value: 'NAME',
    about: 'a router’s interface towards the real servers, where it is another',
  },
  {
    name: 'mac',
    value: 'MAC',
    about: 'the director’s: a static ARP entry on a router; a client compares it',
  },
  {
    name: 'address',
    value: 'ADDRESS/LENGTH',
    about: 'a second address for a router, in the subnet of the VIP',
  },
  { name: 'host', value: 'ADDRESS', about: 'the NFS host' },
  { name: 'folder', value: 'PATH', about: 'what it gives (/srv/lvs)' },
  { name: 'pages', value: 'HOW', about: 'each (when not given): a folder for every real server; or one' },
  { name: 'target', value: 'PATH', about: 'where a real server mounts it (/var/www/html)' },
  {
    name: 'marker',
    value: 'PROGRAM',
    about: 'what sets marks: iptables (when not given), iptables-legacy or nft',
  },
  {
    name: 'table',
    value: 'N',
    about: 'marked packets are taken in by this routing table: no interface holds the VIP',
  },
  {
    name: 'firewall',
    value: 'PROGRAM',
    about: 'iptables (when not given), iptables-legacy, nft or firewalld',
  },
  { name: 'on', value: 'ROLE', about: 'whose openings: director (when not given) or rs' },
  { name: 'times', value: 'N', about: 'how often a client asks (8)' },
  { name: 'flavour', value: 'FLAVOUR', about: `how it speaks: ${flavours.join(', ')}` },
  explain,
  { name: 'lines', about: 'openings and marks as lines to type, instead of a script' },
  { name: 'name', value: 'FILE', about: 'only this one, where there are several' },
  { name: 'output', short: 'o', value: 'FILE', about: 'into a file that may be run, or a folder (FOLDER/)' },
  force,
  { name: 'copy', about: 'to the clipboard of the terminal (OSC 52)' },
  { name: 'json', about: 'print JSON as `lvsh schema` describes it' },
  { name: 'list', about: 'say which scripts there are' },
];

/** They. `changing`: the options of every verb that changes something, `changed`: what such a verb exits with. */
export const buildVerbs = ({
  changing,
  changed,
}: {
  readonly changing: readonly OptionRow[];
  readonly changed: readonly number[];
}): readonly Verb[] => [
  {
    name: 'new',
    words: '[KIND]',
    least: 0,
    most: 1,
    summary: 'build a cluster: the director’s part as a plan, and scripts for the other machines',
    about: [
      `KIND is ${wizardKinds.join(', ')}; without it they are listed.`,
      'What is not given is asked at the terminal; without one, or with --yes or --json, the suggestions are taken. Every question is an option: lvsh new dr --help lists those of DR.',
      'The plan is shown, and run when it is confirmed; without a terminal it takes --yes. Where nothing can be done on this machine there are scripts only.',
    ],
    options: newOptions(changing),
    examples: [
      ['lvsh new', 'which there are, and how to choose'],
      ['lvsh new dr', 'asks its questions'],
      ['lvsh new dr --vip 10.0.0.200:80 --rs 10.0.0.7,10.0.0.14 --yes --scripts .', 'asks nothing'],
      ['lvsh new tun --help', 'the questions of TUN as options'],
    ],
    exits: changed,
    practice: 'also',
  },
  {
    name: 'script',
    words: '[ROLE]',
    least: 0,
    most: 1,
    summary: 'what another machine has to run, as a script with start, stop and status',
    about: [
      `ROLE is ${scriptRoles.join(', ')}, or path (as lvsh path); without it they are listed.`,
      'It is made from options, or with --for from a service that runs here. Nothing is run and nothing is changed.',
    ],
    options: scriptOptions,
    examples: [
      ['lvsh script rs --method dr --vip 10.0.0.200', 'for a real server behind direct routing'],
      ['lvsh script rs --for tcp:10.0.0.200:80 -o rs.sh', 'of a service that runs, into a file'],
      ['lvsh script marks --mark 1 --vip 10.0.0.200 --port 80,443 --marker nft', 'mark rules'],
      ['lvsh script openings --for tcp:10.0.0.200:80 --firewall firewalld --lines', 'as lines to type'],
    ],
    exits: [0, 1, 2, 3],
    practice: 'also',
  },
  {
    name: 'path',
    words: 'SERVICE',
    least: 1,
    most: 1,
    summary: 'a packet’s way through a service, there and back, with the addresses at every hop',
    about: ['SERVICE is tcp:10.0.0.200:80, 10.0.0.200:80, udp:[fd00::1]:53, fwm:17 or fwm6:17.'],
    options: [
      { name: 'client', value: 'ADDRESS', about: 'who calls; an address of documentation when absent' },
      { name: 'port', value: 'PORT', about: 'the port that is called, where the service takes several' },
      { name: 'fullnat', about: 'the servers see the director as the client (lvsh new fullnat)' },
      { name: 'json', about: 'every server’s way, as JSON' },
    ],
    examples: [
      ['lvsh path tcp:10.0.0.200:80', 'drawn'],
      ['lvsh path fwm:17 --port 443 --client 172.30.0.100', 'of one client and port'],
    ],
    exits: [0, 1, 2, 3],
    practice: 'also',
  },
];
