/** Services of the system: systemctl, service, chkconfig. */
import type { Level, Problem } from '../explain.types.ts';
import type { Call } from '../reading/piece.types.ts';
import { listed, shown } from '../say.ts';
import type { Fact, Told } from '../told.types.ts';
import { has, plainWords } from './options.ts';
import type { ProgramRow } from './row.types.ts';
import { problem, told } from './told.ts';

type Verb = 'start' | 'stop' | 'restart' | 'reload' | 'enable' | 'disable' | 'mask' | 'save' | 'status';

interface Effect {
  readonly words?: string;
  readonly level?: Level;
  readonly text?: string;
  readonly fix?: string;
  readonly fact?: Fact;
}

interface UnitRow {
  readonly units: RegExp;
  readonly is: string;
  readonly on: Partial<Record<Verb, Effect>>;
}

const open: Effect = { fact: { kind: 'firewall-off' } };

/** What the steps of the RHEL unit do: it saves over the file when it stops, then clears (text of the unit). */
const unitRows: readonly UnitRow[] = [
  {
    units: /^(?:firewalld|iptables|ip6tables|nftables|ufw|SuSEfirewall2?)$/,
    is: 'the packet filter',
    on: { stop: open, disable: open, mask: open },
  },
  {
    units: /^ipvsadm$/,
    is: 'the saved table of IPVS',
    on: {
      start: {
        words:
          'Clears the table and makes it from /etc/sysconfig/ipvsadm (RHEL) or /etc/ipvsadm.rules (Debian). Without the file the unit fails.',
        level: 'danger',
        text: 'The table is empty for a moment: open connections are lost.',
        fix: 'lvsh restore, which changes only what differs',
      },
      stop: {
        words: 'On RHEL it saves the running table over /etc/sysconfig/ipvsadm first, then clears the table.',
        level: 'danger',
        text: 'Every service goes, and every client with it.',
        fix: 'To save: lvsh save, or ipvsadm-save -n > /etc/sysconfig/ipvsadm',
      },
      restart: {
        level: 'danger',
        text: 'On RHEL the stop saves the running table over the file first, so what was edited in the file is lost; then the table is cleared and every client is cut off.',
        fix: 'lvsh restore, which changes only what differs',
      },
      reload: {
        level: 'danger',
        text: 'The table is cleared and made anew: open connections are lost.',
        fix: 'lvsh restore, which changes only what differs',
      },
      enable: { words: 'The saved table is made at every boot; the file must be there.' },
      save: { words: 'Saves the running table over /etc/sysconfig/ipvsadm.' },
    },
  },
  {
    units: /^(?:keepalived|ldirectord|pulse|heartbeat|corosync|pacemaker)$/,
    is: 'a keeper of the table of IPVS',
    on: {
      start: {
        words: 'It makes the table from its own configuration.',
        level: 'note',
        text: 'From then on it takes back what others change in the table: change its configuration instead.',
      },
      restart: {
        level: 'danger',
        text: 'It may clear its services and make them anew: open connections can be lost.',
        fix: 'systemctl reload keepalived',
      },
      stop: { level: 'danger', text: 'It takes its services and its VIP away.' },
    },
  },
  {
    units: /^(?:network|networking|NetworkManager|systemd-networkd)$/,
    is: 'the network',
    on: {
      restart: {
        level: 'danger',
        text: 'Addresses, routes and aliases that were set by hand (ip, ifconfig, route) are gone afterwards; a remote session may be cut.',
      },
      stop: { level: 'danger', text: 'A remote session is cut.' },
    },
  },
  {
    units: /^(?:nfs|nfs-server|nfs-kernel-server|rpcbind|portmap)$/,
    is: 'the server of NFS',
    on: {
      start: { words: 'It gives out the folders of /etc/exports.' },
      restart: { words: 'It reads /etc/exports anew.' },
    },
  },
  { units: /^(?:httpd|apache2|nginx|tomcat\d*|lighttpd)$/, is: 'the web server', on: {} },
];

const verbWords: Readonly<Record<Verb, string>> = {
  start: 'Starts',
  stop: 'Stops',
  restart: 'Stops and starts',
  reload: 'Makes it read its configuration again:',
  enable: 'Starts at every boot from now on:',
  disable: 'No longer starts at boot:',
  mask: 'Can no longer be started at all:',
  save: 'Saves the state of',
  status: 'Shows the state of',
};
const verbs: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ...(Object.keys(verbWords) as Verb[]).map(verb => [verb, verb] as const),
  ['try-restart', 'restart'],
  ['condrestart', 'restart'],
  ['reload-or-restart', 'restart'],
  ['force-reload', 'reload'],
  ['on', 'enable'],
  ['off', 'disable'],
]);

const tellUnits = (verb: Verb, names: readonly string[], now = false): Told => {
  const units = names.map(name => name.replace(/\.(?:service|socket)$/, ''));
  const found = units.map(unit => ({ unit, row: unitRows.find(({ units: pattern }) => pattern.test(unit)) }));
  const named = found.map(({ unit, row }) =>
    row === undefined || units.length > 1 ? shown(unit) : `${shown(unit)}, ${row.is}`,
  );
  const words: string[] = [`${verbWords[verb]} ${listed(named)}.`];
  if (now) words.push(verb === 'enable' ? 'It is started now, too.' : 'It is stopped now, too.');
  const why: string[] = [];
  const problems: Problem[] = [];
  const facts: Fact[] = [];
  const also: readonly Verb[] = !now ? [verb] : verb === 'enable' ? [verb, 'start'] : [verb, 'stop'];
  for (const { row } of found) {
    for (const one of also) {
      const effect = row?.on[one];
      if (effect?.words !== undefined) why.push(effect.words);
      if (effect?.level !== undefined && effect.text !== undefined)
        problems.push(problem(effect.level, effect.text, effect.fix));
      if (effect?.fact !== undefined && facts.length === 0) facts.push(effect.fact);
    }
  }
  return { ...told(words, problems, facts), why };
};

const systemctl = ({ args }: Call): Told => {
  const [verb = '', ...units] = plainWords(args);
  if (verb === 'daemon-reload') return told('systemd reads its units again.');
  const known = verbs.get(verb);
  return known === undefined || known === 'status' || units.length === 0
    ? told('Shows the state of services.')
    : tellUnits(known, units, has(args, '--now'));
};

const service = ({ args }: Call): Told => {
  const [unit = '', verb = ''] = plainWords(args);
  const known = verbs.get(verb);
  return known === undefined ? told('Shows the state of services.') : tellUnits(known, [unit]);
};

const chkconfig = ({ args }: Call): Told => {
  if (has(args, '--list')) return told('Shows which services start at boot.');
  const [unit = '', verb = ''] = plainWords(args);
  const known = verbs.get(verb);
  return known === undefined
    ? told(`Registers ${shown(unit)} among the services.`)
    : tellUnits(known, [unit]);
};

/** systemctl, service, chkconfig: each unit is told by what it does to a table. */
export const unitRowsOfPrograms: readonly ProgramRow[] = [
  { programs: ['systemctl'], explain: systemctl },
  { programs: ['service', 'rc-service', 'invoke-rc.d'], explain: service },
  { programs: ['chkconfig', 'update-rc.d'], explain: chkconfig },
];
