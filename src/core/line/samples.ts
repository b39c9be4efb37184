/** Values that an option would take: with them a line is finished in thought, to see whether it can be finished at all. */
import type { OptionName, ValueKind } from '../ipvsadm/options.ts';
import { optionRows } from '../ipvsadm/options.ts';
import { spelling } from './tokens.ts';

/** Addresses that are kept for documentation (RFC 5737, RFC 3849). */
const places = ['192.0.2.1:1', '[2001:db8::1]:1'];

/** One valid value of a kind, or one of each family where that matters. */
export const sampleValues = (value: ValueKind): readonly string[] => {
  switch (value.kind) {
    case 'flag':
      return [];
    case 'integer':
    case 'mark':
      // The largest, too: an upper threshold must not be under a lower one that stands there.
      return [String(value.min), String(value.max)];
    case 'service':
    case 'server':
      return places;
    case 'mask':
      // A prefix length, and read by inet_aton an IPv4 mask too.
      return ['128'];
    case 'text':
      return value.known.length === 0 ? ['x'] : value.known;
    case 'choice':
      return value.choices;
    case 'scheduler-flags':
      return ['flag-1'];
    case 'group':
      return ['224.0.0.81'];
  }
};

/** Ways to give an option, each as words to put at a line's end. */
export const sampleOptions = (name: OptionName): readonly (readonly string[])[] =>
  optionRows
    .filter(row => row.name === name)
    .flatMap(row => {
      const written = spelling(row);
      return row.arity === 'none'
        ? [[written]]
        : sampleValues(row.value).map((value): readonly string[] => [written, value]);
    });

/** How an option is asked for: `-r host[:port]`; of several that share a name, `-t, -u, --sctp-service or -f`. */
export const askedFor = (name: OptionName): string => {
  const rows = optionRows.filter(row => row.name === name);
  const [only] = rows;
  if (only !== undefined && rows.length === 1)
    return [spelling(only), only.placeholder].filter(part => part !== undefined).join(' ');
  const letters = rows.map(spelling);
  return `${letters.slice(0, -1).join(', ')} or ${letters.at(-1) ?? ''}`;
};
