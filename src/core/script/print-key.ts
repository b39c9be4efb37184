/**
 * What a script calls the things it cares for: the step's name, and the name of the file that remembers what
 * was there before. It follows from the thing and not from its place, so a script that was made anew finds
 * what the former one remembered, and two scripts that need the same thing see each other.
 */
import { programLabel } from './print-label.ts';
import type { Item, Script } from './script.types.ts';

/** File names have at most 255 bytes; a person should be able to read these. */
const longest = 60;

/**
 * FNV-1a over UTF-16 units, as eight hex digits: tells texts apart that look alike once they are a file's
 * name.
 */
const digest = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
};

/**
 * The text as a word of `[A-Za-z0-9._:-]`, at most 69 long: a file's name and a pattern of `case` that needs
 * no quotes.
 */
const slug = (text: string): string => {
  const flat = text.replaceAll('/', '_');
  const plain = flat.replace(/[^A-Za-z0-9._:-]+/g, '_');
  return plain.length <= longest && plain === flat ? plain : `${plain.slice(0, longest)}.${digest(text)}`;
};

const words = (item: Item['do']): readonly string[] => {
  switch (item.what) {
    case 'address':
      return [item.device, `${item.address}/${item.prefix}`];
    case 'route': {
      const to = item.to === undefined ? 'default' : `${item.to.address}/${item.to.prefix}`;
      return [String(item.family), String(item.table ?? 'main'), to];
    }
    case 'rule':
      return [String(item.family), String(item.mark), String(item.table)];
    case 'iptables':
      return [item.program, item.table, item.chain, ...item.words];
    case 'nft':
      return [item.family, item.name];
    case 'sysctl':
    case 'module':
    case 'device':
      return [item.name];
    case 'fou':
      return [String(item.family), String(item.port)];
    case 'neighbour':
      return [item.device, item.address];
    case 'arptables':
      return [item.chain, ...item.words];
    case 'file':
      return [item.path.replace(/^\//, '')];
    case 'program':
      return [programLabel(item), digest(JSON.stringify([item.start, item.stop, item.check]))];
  }
};

/**
 * The names of a script's things in their order, `[A-Za-z0-9._:-]+`: `sysctl.net.ipv4.conf.all.arp_ignore`,
 * `address.lo.10.0.0.200_32`. Equal for what is the same thing in the kernel or on the disk, whatever it
 * should become; but a program that leaves nothing to look at is each script's own, and a thing that is there
 * a second time gets a number.
 */
export const keysOf = ({ name, items }: Pick<Script, 'name' | 'items'>): readonly string[] => {
  const seen = new Map<string, number>();
  return items.map(({ do: item }) => {
    const own = item.what === 'program' && item.check.length === 0 ? [name] : [];
    const key = slug([item.what, ...own, ...words(item)].join('.'));
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key}:${count}`;
  });
};
