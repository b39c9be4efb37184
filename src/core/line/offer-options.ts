/** Which commands and options may stand at a place. */
import { flagWords } from '../ipvsadm/flags.ts';
import {
  admission,
  commandRows,
  defaultScheduler,
  type OptionRow,
  optionRows,
  tunnelAdmission,
} from '../ipvsadm/options.ts';
import { type Item, mostItems } from './completion.types.ts';
import type { Context, Offer } from './offer.types.ts';
import { presentValue } from './present.ts';
import { search } from './search.ts';
import { hasOption, isOption, optionValue, type Row, spelling } from './tokens.ts';

/** As it is typed: a letter where there is one, the long name after `--`. */
const spelled = (row: Row, letters: string): string =>
  letters.startsWith('--') ? `--${row.long}` : spelling(row);

const aboutRow = (row: Row): string =>
  isOption(row) && row.absent !== undefined ? `${row.help}; without it ${row.absent}` : row.help;

const itemOf =
  (letters: string) =>
  (row: Row): Item => ({
    text: spelled(row, letters),
    about: aboutRow(row),
    group: isOption(row) ? 'option' : 'command',
  });

const namesOf = (row: Row): readonly string[] => [
  ...(isOption(row) ? [row.short ?? []].flat() : row.short).map(letter => `-${letter}`),
  `--${row.long}`,
];

const finding = {
  name: (row: Row): string => row.long,
  also: ({ help }: Row): string => help,
};

/** Rows by what was typed: a letter after one dash means itself, a beginning of long names all of these. */
const found = <T extends Row>(letters: string, rows: readonly T[]): readonly T[] => {
  if (/^-[^-]/.test(letters)) return rows.filter(row => namesOf(row).includes(letters));
  const begun = letters.startsWith('--') ? rows.filter(row => `--${row.long}`.startsWith(letters)) : [];
  return begun.length > 0 ? begun : search(letters.replace(/^-+/, ''), rows, finding, mostItems);
};

/** Only this may stand first. */
export const offerCommands = (letters: string): Offer => ({
  items: found(letters, commandRows).map(itemOf(letters)),
  hint: 'a command',
  closed: true,
});

const tunnelType = ({ tokens }: Context): string | undefined => optionValue(tokens, 'tun-type');

const admitsTunnel = (row: OptionRow, type: string | undefined): boolean =>
  row.name !== undefined &&
  (type === 'gue' || type === 'gre') &&
  tunnelAdmission[type][row.name] !== undefined;

/** Options that ipvsadm admits and that would do nothing, or not yet: by id, whether they are worth offering. */
const worth: Readonly<Record<string, (context: Context, row: OptionRow) => boolean>> = {
  sort: () => false,
  exact: ({ tokens }) => hasOption(tokens, 'stats') || hasOption(tokens, 'rate'),
  syncid: ({ command }) => command !== 'list',
  // Without -p on the line itself a mask is lost, and an edit ends the persistence that the service has.
  netmask: ({ tokens }) => hasOption(tokens, 'persistent'),
  pe: context => hasOption(context.tokens, 'persistent') || presentValue(context, 'persistent') !== undefined,
  // A mask that stands before it would be forgotten.
  ipv6: ({ tokens }) =>
    hasOption(tokens, 'fwmark-service') && !hasOption(tokens, 'ipv6') && !hasOption(tokens, 'netmask'),
  'sched-flags': context => {
    const scheduler =
      optionValue(context.tokens, 'scheduler') ?? presentValue(context, 'scheduler') ?? defaultScheduler;
    return flagWords(scheduler).length > flagWords('').length;
  },
  'tun-type': ({ tokens }) => hasOption(tokens, 'ipip'),
  'tun-port': (context, row) => admitsTunnel(row, tunnelType(context)),
  'tun-nocsum': (context, row) => admitsTunnel(row, tunnelType(context)),
  'tun-csum': (context, row) => admitsTunnel(row, tunnelType(context)),
  'tun-remcsum': (context, row) => admitsTunnel(row, tunnelType(context)),
};

const isRequired = (row: OptionRow, { command }: Context): boolean =>
  row.name !== undefined && admission(command, row.name) === 'required';

/** Options of this command, what it needs first; whether the rest of the line lets them stand is for the caller. */
export const offerOptions = (letters: string, context: Context): Offer => {
  const admitted = optionRows.filter(
    row => row.name === undefined || admission(context.command, row.name) !== undefined,
  );
  const typed = (row: OptionRow): boolean => namesOf(row).includes(letters);
  const useful = admitted.filter(row => typed(row) || (worth[row.id]?.(context, row) ?? true));
  const ordered = [
    ...useful.filter(row => isRequired(row, context)),
    ...useful.filter(row => !isRequired(row, context)),
  ];
  return { items: found(letters, ordered).map(itemOf(letters)), hint: '', closed: true };
};
