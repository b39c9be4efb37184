/** Other packet filters: nft, firewalld, ufw, arptables. */
import type { Call } from '../reading/piece.types.ts';
import { listed, shown } from '../say.ts';
import type { Told } from '../told.types.ts';
import { has, option } from './options.ts';
import type { ProgramRow } from './row.types.ts';
import { problem, told, toldWhy } from './told.ts';

const nft = ({ args }: Call): Told => {
  const line = args
    .filter(arg => !arg.startsWith('-'))
    .join(' ')
    .slice(0, 500);
  if (/^flush\b/.test(line))
    return told(
      `Throws away ${line.startsWith('flush ruleset') ? 'all rules of the packet filter' : 'rules of the packet filter'}.`,
      [],
      [{ kind: 'firewall-off' }],
    );
  const mark = /\bmeta mark set (0x[\da-f]{1,8}|\d{1,10})\b/.exec(line)?.[1];
  if (mark !== undefined)
    return told(
      `Gives packets the firewall mark ${shown(mark)}; a service by mark (-f ${Number(mark)}) takes them.`,
      [],
      [{ kind: 'mark', mark: Number(mark) }],
    );
  if (/\b(?:masquerade|snat)\b/.test(line))
    return told(
      'Gives packets another sender on their way out, so that machines of an inner network reach the outside.',
    );
  if (/^(?:add|insert)\b/.test(line)) return told('Adds to the rules of the packet filter.');
  if (/^delete\b/.test(line)) return told('Removes from the rules of the packet filter.');
  return told(
    has(args, '-f')
      ? 'Reads rules of the packet filter out of a file.'
      : 'Shows the rules of the packet filter.',
  );
};

const firewalld = ({ args }: Call): Told => {
  const lasting = has(args, '--permanent');
  const lasts = lasting
    ? ' for every boot; it holds now after firewall-cmd --reload'
    : ' until the next boot';
  const open = args.flatMap(arg => /^--add-(?:port|service)=(.+)$/.exec(arg)?.[1] ?? []);
  if (open.length > 0) return told(`Opens ${listed(open.map(shown))} in firewalld${lasts}.`);
  if (has(args, '--add-masquerade'))
    return told(`Gives everything that goes out this machine’s address${lasts}.`);
  if (option(args, '--add-rich-rule') !== undefined) return told(`Adds a rule to firewalld${lasts}.`);
  if (has(args, '--reload')) return told('firewalld reads its lasting rules again.');
  if (args.some(arg => arg.startsWith('--remove'))) return told(`Closes something in firewalld${lasts}.`);
  if (option(args, '--set-default-zone') === 'trusted')
    return told('Lets everything in.', [], [{ kind: 'firewall-off' }]);
  return told('Shows the rules of firewalld.');
};

const ufw = ({ args }: Call): Told =>
  args[0] === 'disable' || args[0] === 'reset'
    ? told('Stops the packet filter, also for every boot.', [], [{ kind: 'firewall-off' }])
    : told(
        args[0] === 'allow'
          ? `Opens ${shown(args.slice(1).join(' '))} in the packet filter.`
          : 'Changes or shows the packet filter.',
      );

const arptables = ({ args }: Call): Told => {
  if (has(args, '-F', '--flush'))
    return told('Throws away all rules for ARP: a VIP on this machine may be heard again.');
  const vip = option(args, '-d', '--destination-ip') ?? option(args, '-s', '--source-ip');
  const target = option(args, '-j');
  if (vip === undefined || target === undefined) return told('Shows or changes rules for ARP.');
  const outgoing = args.some(arg => arg === 'OUT' || arg === 'OUTPUT');
  if (target === 'DROP' && !outgoing)
    return toldWhy(`Does not hear ARP questions for ${shown(vip)}.`, [
      'So only the director answers for the VIP: one of the three cures of the ARP problem of DR.',
    ]);
  if (target === 'mangle') {
    const by = option(args, '--mangle-ip-s') ?? 'its own address';
    return told(
      `Asks by ARP as ${shown(by)} instead of ${shown(vip)}, so that nobody learns the VIP from a real server.`,
    );
  }
  return told(
    `Adds a rule for ARP about ${shown(vip)}.`,
    target === 'DROP' && outgoing
      ? [
          problem(
            'note',
            'Dropped questions also keep this machine from finding its neighbours; mangle changes only the sender.',
            `-j mangle --mangle-ip-s RIP`,
          ),
        ]
      : [],
  );
};

/** Packet filters other than iptables. */
export const firewallRows: readonly ProgramRow[] = [
  { programs: ['nft'], explain: nft },
  { programs: ['firewall-cmd', 'firewall-offline-cmd'], explain: firewalld },
  { programs: ['ufw'], explain: ufw },
  { programs: ['arptables', 'arptables-legacy', 'arptables-nft', 'arptables-jf'], explain: arptables },
];
