/** The check of the answer `rs`, the real servers, and its words. */
import { readServers, serverText } from '../reading/servers.ts';
import { error, fromMachine } from '../remarks.ts';
import type { Setting } from '../setting.ts';
import type { Answers, Ground, Remark } from '../wizard.types.ts';
import { type Case, checkList } from './server-list.ts';
import { checkAgainst } from './server-network.ts';

/** What is to be said about a list of servers, or about one of its words alone. */
export const checkServers = (
  text: string,
  given: Answers,
  ground: Ground,
  setting: Setting,
): readonly Remark[] => {
  const list = readServers(text);
  if (list.servers.length === 0 && list.problems.length === 0)
    return [error('At least one real server is needed')];
  const answers = { ...given, rs: text };
  const it: Case = {
    text,
    list,
    answers,
    ground,
    setting,
    way: setting.way(answers, ground),
    called: setting.called(answers, ground),
  };
  return [...checkList(it), ...fromMachine(ground, checkAgainst(it))];
};

/** Servers in words: `10.0.0.7, 10.0.0.14 weight 3`, `10.0.0.1, 10.0.0.2 and 298 more`. */
export const serversWords = (text: string): string => {
  const { servers, problems } = readServers(text);
  const names = servers.map(({ address, port, weight }) => {
    const name = serverText({ address, ...(port === undefined ? {} : { port }) });
    return weight === undefined || weight === 1 ? name : `${name} weight ${weight}`;
  });
  const most = servers.some(({ address }) => address.includes(':')) ? 2 : 3;
  const kept = names.length > most ? names.slice(0, most - 1) : names;
  const more = names.length - kept.length;
  return [
    `${kept.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    ...(problems.length === 0 ? [] : [`${problems.length} unreadable`]),
  ]
    .filter(part => part !== '')
    .join(', ');
};
