/** Reads from the text of `ip route show` and `ip rule show` whether an item is there. The text is the same in every iproute2. */
import { fullLength } from '../model/address.ts';
import type { RouteItem, RuleItem } from '../model/net-item.ts';
import type { NetworkAddress } from '../model/network.ts';

const types: ReadonlySet<string> = new Set([
  'unicast',
  'local',
  'broadcast',
  'multicast',
  'anycast',
  'blackhole',
  'unreachable',
  'prohibit',
  'throw',
]);

const after = (words: readonly string[], word: string): string | undefined => {
  const at = words.indexOf(word);
  return at < 0 ? undefined : words[at + 1];
};

/** How `ip` prints a destination: without the length of a single host, and `default` for all. */
const destinationTexts = (to: NetworkAddress | undefined, family: 4 | 6): readonly string[] => {
  if (to === undefined) return ['default', family === 4 ? '0.0.0.0/0' : '::/0'];
  const whole = fullLength(family);
  return to.prefix === whole ? [to.address, `${to.address}/${whole}`] : [`${to.address}/${to.prefix}`];
};

/** Whether one of the lines of `ip [-6] route show [table N]` is this route. Metrics and sources count for nothing. */
export const hasRoute = (text: string, route: RouteItem): boolean =>
  text.split('\n').some(line => {
    const all = line.trim().split(/\s+/);
    const type = types.has(all[0] ?? '') ? all[0] : 'unicast';
    const words = types.has(all[0] ?? '') ? all.slice(1) : all;
    return (
      type === (route.local === true ? 'local' : 'unicast') &&
      destinationTexts(route.to, route.family).includes(words[0] ?? '') &&
      (route.via === undefined || after(words, 'via') === route.via) &&
      (route.device === undefined || after(words, 'dev') === route.device)
    );
  });

/** Whether one of the lines of `ip [-6] rule show` sends this mark, and no other packets, to this table. */
export const hasRule = (text: string, { mark, table }: RuleItem): boolean =>
  text.split('\n').some(line => {
    const words = line.trim().split(/\s+/);
    const [number, mask] = (after(words, 'fwmark') ?? '').split('/');
    const whole = mask === undefined || Number(mask) === 0xffff_ffff;
    return number !== '' && Number(number) === mark && whole && after(words, 'lookup') === String(table);
  });
