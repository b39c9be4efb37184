/**
 * Scripts that do their part again at every boot: the script itself on the disk, and a unit that runs its `start`. What a firewall's own
 * service loads is left alone: several of them may be there (nftables, iptables-services, netfilter-persistent, firewalld), each with a file
 * that holds everybody's rules, and adding to such a file means to overwrite what others keep in it.
 */
import type { Marked, Marker } from '../cluster/cluster.types.ts';
import { markScriptItems } from './marks.ts';
import { printScript } from './print.ts';
import type { FileItem, Script } from './script.types.ts';

/** Services that empty the packet filter, or fill it with their own, when they start. */
const firewallUnits = [
  'nftables.service',
  'iptables.service',
  'ip6tables.service',
  'netfilter-persistent.service',
  'firewalld.service',
  'ufw.service',
] as const;

/** What has to stand on a disk so that a script runs at boot. */
export interface Permanent {
  /** The script and its unit. */
  readonly files: readonly FileItem[];
  /** `lvs-director-10.0.0.200.service`: to be enabled. */
  readonly unit: string;
}

/**
 * A unit without RemainAfterExit: it is not running once `start` is done, so each start of a firewall's service, which wants it, runs it
 * again after that service, and rules of ours that were swept away come back. (After `nft flush ruleset` or a reload of
 * nftables.service nothing starts: `systemctl start UNIT` does.)
 */
const unitText = (title: string, path: string): string =>
  [
    '[Unit]',
    `Description=${title}`,
    `After=network-online.target ${firewallUnits.join(' ')}`,
    'Wants=network-online.target',
    '',
    '[Service]',
    'Type=oneshot',
    `ExecStart=/bin/sh ${path} start`,
    '',
    '[Install]',
    `WantedBy=multi-user.target ${firewallUnits.join(' ')}`,
    '',
  ].join('\n');

/** The script on the disk, and the unit that runs it at boot. */
export const permanent = (script: Script): Permanent => {
  const path = `/usr/local/sbin/${script.name}`;
  return {
    unit: `${script.name}.service`,
    files: [
      { what: 'file', path, text: printScript(script, { explain: false }), mode: '0755' },
      {
        what: 'file',
        path: `/etc/systemd/system/${script.name}.service`,
        text: unitText(`LVS ${script.role}, ${script.name}`, path),
        mode: '0644',
      },
    ],
  };
};

/** A script of flavour `systemd` that does what `script` does, now and at every boot; its `stop` takes all of it back. */
export const permanently = (script: Script): Script => {
  const { files, unit } = permanent(script);
  const [own, unitFile] = files;
  const path = own?.path ?? '';
  return {
    role: script.role,
    flavour: 'systemd',
    // A name of its own: what the inner script remembers is not this one's.
    name: `${script.name}-boot`,
    header: [
      ...script.header,
      `It holds over reboots: ${path} is the script that does it, ${unit} runs its start at boot and after each start of a firewall's service.`,
    ],
    items: [
      ...(own === undefined
        ? []
        : [
            {
              do: own,
              why: 'What has to be done, as a script of its own with start, stop and status.',
              without: 'the script that the unit runs is not there, or is another one',
            },
          ]),
      {
        do: { what: 'program', start: [], stop: [['systemctl', 'daemon-reload']], check: [] },
        why: 'stop goes from the end to the beginning: here the unit is gone again, and systemd has to hear of it.',
      },
      ...(unitFile === undefined
        ? []
        : [
            {
              do: unitFile,
              why: 'It runs the script at boot, after the network and any firewall, which would sweep away rules that were there before it.',
              without: 'after the next reboot nothing of it is there',
            },
          ]),
      {
        do: { what: 'program', start: [['systemctl', 'daemon-reload']], stop: [], check: [] },
        why: 'systemd reads a unit again when it is told to.',
      },
      {
        do: {
          what: 'program',
          start: [['systemctl', 'enable', unit]],
          stop: [['systemctl', 'disable', unit]],
          check: ['systemctl', 'is-enabled', '--quiet', unit],
        },
        why: 'Enabled: it runs at boot.',
        without: 'after the next reboot nothing of it is there',
      },
      {
        do: {
          what: 'program',
          start: [['systemctl', 'start', unit]],
          stop: [['sh', path, 'stop']],
          check: ['sh', path, 'status'],
        },
        why: 'Now as well.',
        without: `not everything is as it should be: sh ${path} status says what`,
      },
    ],
    checks: [],
  };
};

const marksName = (marked: readonly Marked[]): string => {
  const marks = [...new Set(marked.map(({ mark }) => mark))].sort((one, other) => one - other);
  return `lvs-mark${marks.length === 1 ? '' : 's'}-${marks.slice(0, 4).join('-')}${marks.length > 4 ? '-more' : ''}`;
};

/**
 * The rules that set marks as a script of their own, for iptables and nft alike; with a `table` also what takes marked packets in. Made
 * permanent they stand beside whatever keeps the machine's other rules: Debian's iptables-persistent and RHEL's iptables-services keep
 * one file of all rules, and saving anew would freeze into it whatever else is there at that moment.
 */
export const marksScript = (marked: readonly Marked[], marker: Marker, table?: number): Script => ({
  role: 'director',
  flavour: 'iproute2',
  name: marksName(marked),
  header: ['The rules that give packets the firewall mark by which a virtual service knows them.'],
  items: markScriptItems(marked, marker, table),
  checks: [],
});
