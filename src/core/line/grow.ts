/** What a word that is still being typed may become: with one of these in its place the line may yet be right. */
import { flagWords } from '../ipvsadm/flags.ts';
import { commandRows, optionRows, schedulerNames, type ValueKind } from '../ipvsadm/options.ts';
import { endpoint } from '../model/address.ts';
import { endpoints, type Ground, virtualAddresses } from './ground.ts';
import { type Row, readTokens } from './tokens.ts';

/** Ends that make an address, with a port or without, of nearly any beginning of one. */
const addressEnds = [
  '1',
  '0.0.1:1',
  '0.1:1',
  '1:1',
  ':1',
  '.0.0.1:1',
  '.0.1:1',
  '.1:1',
  '2001:db8::1]:1',
  ':1]:1',
  '1]:1',
  ']:1',
];

const beginning = (names: Iterable<string>, text: string): readonly string[] => {
  const found: string[] = [];
  for (const name of names) {
    if (name.startsWith(text) && name !== text && found.push(name) >= 5) break;
  }
  return found;
};

/** Services and servers of the table, for a line must fit the table, too. */
const serviceNames = function* (ground: Ground): Generator<string> {
  for (const services of virtualAddresses(ground.services).values())
    for (const { id } of services) if (id?.kind === 'address') yield endpoint(id.address, id.port);
};
const markNames = function* (ground: Ground): Generator<string> {
  for (const { id } of ground.services) if (id?.kind === 'fwmark') yield String(id.mark);
};

const allFlags = new Set(schedulerNames.flatMap(name => flagWords(name)));

const grownValue = (value: ValueKind, text: string, ground: Ground): readonly string[] => {
  const added = (ends: readonly string[]): readonly string[] => ends.map(end => `${text}${end}`);
  switch (value.kind) {
    case 'flag':
      return [];
    case 'integer':
      return added(['0', '1']);
    case 'mark':
      return [...beginning(markNames(ground), text), ...added(['0', '1'])];
    case 'service':
      return [...beginning(serviceNames(ground), text), ...added(addressEnds)];
    case 'server':
      return [...beginning(endpoints(ground.services).keys(), text), ...added(addressEnds)];
    case 'mask':
    case 'group':
      return added(addressEnds);
    case 'text':
      return beginning(value.known, text);
    case 'choice':
      return beginning(value.choices, text);
    case 'scheduler-flags': {
      const head = text.slice(0, text.lastIndexOf(',') + 1);
      return beginning(allFlags, text.slice(head.length)).map(flag => `${head}${flag}`);
    }
  }
};

const spellings: readonly string[] = [...commandRows, ...optionRows].flatMap(({ long, short }) => [
  ...[short ?? []].flat().map(letter => `-${letter}`),
  `--${long}`,
]);

/** The value in the last of `argv`, where it is one: the row that it belongs to and how the word begins. */
const lastValue = (
  argv: readonly string[],
): { readonly row: Row; readonly head: string; readonly text: string } | undefined => {
  const word = argv.at(-1) ?? '';
  const last = readTokens(argv).list.at(-1);
  if (last?.value === undefined || last.valueAt !== argv.length - 1) return undefined;
  const attached = last.at === last.valueAt;
  return {
    row: last.row,
    head: attached ? word.slice(0, word.length - last.value.length) : '',
    text: last.value,
  };
};

/** Lines that the one given may become when its last word goes on. */
export const grownLines = (argv: readonly string[], ground: Ground): readonly (readonly string[])[] => {
  const word = argv.at(-1);
  if (word === undefined) return [];
  const value = lastValue(argv);
  const grown =
    value === undefined
      ? spellings.filter(spelling => spelling.startsWith(word) && spelling !== word)
      : grownValue(value.row.value, value.text, ground).map(text => `${value.head}${text}`);
  return grown.map(text => [...argv.slice(0, -1), text]);
};
