/** What may stand where the cursor is behind a plain verb. */

import { serverKey } from '../model/service.ts';
import type { SeenService } from '../model/snapshot.ts';
import { serviceLabel } from '../words/labels.ts';
import { count } from '../words/numbers.ts';
import { completeIpvsadm } from './complete.ts';
import { type Completion, type Item, mostItems } from './completion.types.ts';
import { addressServices, endpoints, type Ground, serviceOf } from './ground.ts';
import { serverAbout, serviceAbout } from './offer-places.ts';
import { expected, readVerb } from './read-verb.ts';
import { search } from './search.ts';
import type { LineWord, Place } from './split.ts';
import { findOneService, findTargets, type Targets } from './targets.ts';
import type { Argument, VerbRow } from './verb.types.ts';
import { type ArgumentValue, ipvsadmWords } from './verb-ipvsadm.ts';

/** What an argument is completed from. */
interface Asked {
  readonly argument: Argument;
  readonly letters: string;
  readonly values: readonly ArgumentValue[];
  readonly ground: Ground;
}

const textOf = (values: readonly ArgumentValue[], kind: Argument['kind']): string | undefined =>
  values.find(({ argument }) => argument.kind === kind && argument.fresh !== true)?.text;

const offerServers = ({ argument, letters, values, ground }: Asked): readonly Item[] => {
  const service = textOf(values, 'service');
  const found = service === undefined ? undefined : findOneService(ground.services, service);
  if (found?.ok === true && argument.fresh !== true)
    return search(letters, found.value.servers, { name: ({ key }) => key, strict: true }, mostItems).map(
      server => ({
        text: server.key,
        about: serverAbout(server),
        group: 'server',
      }),
    );
  const about = (services: readonly SeenService[]): string => {
    const [only] = services;
    return services.length === 1 && only !== undefined
      ? `real server of ${serviceLabel(only.key)}`
      : `real server of ${count(services.length, 'service')}`;
  };
  // A port has begun: now each place by itself.
  const names = /\d:|\]/.test(letters) ? endpoints(ground.services) : addressServices(ground.services);
  return search(letters, names, { name: ([name]) => name, strict: true }, mostItems).map(
    ([text, services]) => ({
      text,
      about: about(services),
      group: 'server',
    }),
  );
};

/** The services in which targets stand. */
const placesOf = ({ targets }: Targets, ground: Ground): readonly SeenService[] => [
  ...new Set(targets.flatMap(({ service }) => serviceOf(ground, service) ?? [])),
];

const offerServices = ({ argument, letters, values, ground }: Asked): readonly Item[] => {
  const server = textOf(values, 'server');
  const found = server === undefined ? undefined : findTargets(ground.services, server);
  const all = found?.ok === true ? placesOf(found.value, ground) : ground.services;
  // A new service of every port (0) takes persistence as well, which the line has not got to yet.
  const pool = argument.fresh === true ? all.filter(({ key }) => !/^(tcp|udp|sctp):.*:0$/.test(key)) : all;
  const bare = ({ key }: SeenService): readonly string[] => [key.slice(key.indexOf(':') + 1)];
  return search(letters, pool, { name: ({ key }) => key, others: bare, strict: true }, mostItems).map(
    service => ({
      text: service.key,
      about: serviceAbout(service),
      group: 'service',
    }),
  );
};

const offerWeights = ({ letters, values, ground }: Asked): readonly Item[] => {
  const server = textOf(values, 'server');
  const found =
    server === undefined ? undefined : findTargets(ground.services, server, textOf(values, 'service'));
  const weights = new Set(
    found?.ok === true
      ? found.value.targets.flatMap(target => {
          const seen = serviceOf(ground, target.service)?.servers;
          return seen?.find(({ key }) => key === serverKey(target.server))?.weight ?? [];
        })
      : [],
  );
  const now = [...weights].map(
    (weight): Item => ({
      text: String(weight),
      about: weights.size === 1 ? 'as it is now' : 'as some of them have now',
      group: 'value',
    }),
  );
  const usual: readonly Item[] = [
    { text: '0', about: 'takes no new connections', group: 'value' },
    { text: '1', about: 'ipvsadm’s default', group: 'value' },
  ];
  const items = [...now, ...usual.filter(({ text }) => !now.some(item => item.text === text))];
  return items.filter(({ text }) => text.startsWith(letters)).slice(0, mostItems);
};

/** The word that may stand before an argument. */
const offerWord = ({ argument: { word, about }, letters }: Asked): readonly Item[] =>
  word?.startsWith(letters) === true ? [{ text: word, about, group: 'value' }] : [];

const offerChoices = ({ argument, letters }: Asked): readonly Item[] =>
  search(letters, Object.entries(argument.choices ?? {}), { name: ([word]) => word }, mostItems).map(
    ([text, about]) => ({ text, about, group: 'value' }),
  );

const nothing = (): readonly Item[] => [];

const offers: Readonly<Record<Argument['kind'], (asked: Asked) => readonly Item[]>> = {
  server: offerServers,
  service: offerServices,
  weight: offerWeights,
  choice: offerChoices,
  number: nothing,
  word: nothing,
  file: nothing,
  'ipvsadm-options': nothing,
};

/** Whether nothing but what is offered can stand there. */
const isClosed = ({ kind, fresh }: Argument): boolean =>
  kind === 'choice' || ((kind === 'server' || kind === 'service') && fresh !== true);

const plainWord = (text: string): LineWord => ({ text, from: 0, to: 0, quoted: false });

/** What may stand at a place of a line that begins with this verb; nothing where the words before it are wrong. */
export const completeVerb = (row: VerbRow, place: Place, ground: Ground): Completion => {
  const { piece } = place;
  const range = { from: piece.from, to: piece.to };
  const words = place.before.slice(row.name.split(' ').length);
  const { values, next, problem } = readVerb(row, words, ground);
  const options = row.usage.find(({ kind }) => kind === 'ipvsadm-options');
  const given = values.find(({ argument }) => argument === options)?.words;
  if (
    options?.command !== undefined &&
    (given !== undefined || (next[0] === options && problem === undefined))
  ) {
    const stands = ipvsadmWords(options.command, values, ground).map(plainWord);
    return completeIpvsadm({ ...place, before: [...stands, ...(given ?? [])] }, ground);
  }
  if (problem !== undefined) return { ...range, items: [], hint: problem.text };
  // A word that announces an argument, or an option that waits for its value.
  const pending = words.slice(values.reduce((sum, value) => sum + value.words.length, 0));
  const announced = pending[0]?.text !== undefined && pending[0].text === next[0]?.word;
  const open = announced ? pending.slice(1) : pending;
  const service = next.some(({ kind }) => kind === 'service');
  if (service && (open.length > 0 || piece.text.startsWith('-')))
    return completeIpvsadm({ ...place, before: [plainWord('-Z'), ...open], after: [] }, ground);
  const asked = announced ? next.slice(0, 1) : next;
  const items = asked.flatMap(argument => {
    const of: Asked = { argument, letters: piece.text, values, ground };
    return [...(announced ? [] : offerWord(of)), ...offers[argument.kind](of)];
  });
  const [only] = items;
  const certain = items.length === 1 && only !== undefined && asked.every(isClosed);
  return {
    ...range,
    items: certain ? [{ ...only, certain: true }] : items.slice(0, mostItems),
    hint: asked.length === 0 ? 'nothing more is needed' : expected(asked),
  };
};
