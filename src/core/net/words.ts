/** Things of the network in words. */
import type { NetItem, RouteItem } from '../model/net-item.ts';

const routeText = ({ to, local, via, device, table }: RouteItem): string => {
  const target =
    to === undefined ? (local === true ? 'everything' : 'the default') : `${to.address}/${to.prefix}`;
  const way = [
    ...(via === undefined ? [] : [`through ${via}`]),
    ...(device === undefined ? [] : [`on ${device}`]),
    ...(table === undefined ? [] : [`in table ${table}`]),
  ].join(' ');
  return `${local === true ? 'local route of' : 'route to'} ${target}${way === '' ? '' : ` ${way}`}`;
};

/** What an item is called in a sentence: `10.0.0.200/32 on eth0`, `rule for mark 17`, `module ip_vs`. */
export const itemWords = (item: NetItem): string => {
  switch (item.what) {
    case 'address':
      return `${item.address}/${item.prefix} on ${item.device}`;
    case 'route':
      return routeText(item);
    case 'rule':
      return `rule for mark ${item.mark} to table ${item.table}`;
    case 'iptables':
      return `${item.program} rule in ${item.table} ${item.chain}: ${item.words.join(' ')}`;
    case 'nft':
      return `nft table ${item.family} ${item.name}`;
    case 'module':
      return `module ${item.name}`;
  }
};
