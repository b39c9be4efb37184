/** Tables for the tests of the line: a small believable one, and arbitrary ones. */
import fc from 'fast-check';
import { commandRows, optionRows } from '../../../src/core/ipvsadm/options.ts';
import { completeIpvsadm } from '../../../src/core/line/complete.ts';
import type { Completion } from '../../../src/core/line/completion.types.ts';
import type { Ground } from '../../../src/core/line/ground.ts';
import { placeAt, splitLine } from '../../../src/core/line/split.ts';
import { type Service, serverKey, serviceKey } from '../../../src/core/model/service.ts';
import type { SeenService } from '../../../src/core/model/snapshot.ts';
import { smallDirector } from '../../app/director.ts';
import { service } from '../ipvsadm/arbitrary.ts';

/** The small director: DR, NAT, UDP, a mark; a kernel without twos, two interfaces. */
export const small: Ground = {
  services: smallDirector().services,
  schedulers: [
    { name: 'wrr', state: 'loaded' },
    { name: 'twos', state: 'missing' },
  ],
  interfaces: ['ens3', 'ens4'],
};

/** A configured service as it is seen where everything is known. */
export const seen = ({ id, config, servers }: Service): SeenService => ({
  key: serviceKey(id),
  id,
  scheduler: config.scheduler,
  persistence: config.persistence ?? null,
  pe: config.pe ?? null,
  ops: config.ops,
  flags: config.flags,
  servers: servers.map(server => ({ key: serverKey(server.id), id: server.id, ...server.config })),
});

/** Arbitrary tables, each service once. */
export const ground: fc.Arbitrary<Ground> = fc
  .uniqueArray(service, { maxLength: 4, selector: ({ id }) => serviceKey(id) })
  .map(services => ({ services: services.map(seen) }));

/** A text with `|` where the cursor is. */
export const cursorAt = (marked: string): { readonly text: string; readonly at: number } => {
  const at = marked.indexOf('|');
  return at < 0
    ? { text: marked, at: marked.length }
    : { text: marked.slice(0, at) + marked.slice(at + 1), at };
};

/** What completes at the `|` of a text. */
export const completed = (marked: string, on: Ground = small): Completion => {
  const { text, at } = cursorAt(marked);
  return completeIpvsadm(placeAt(splitLine(text), at), on);
};

/** The items' texts: `!` behind a certain one, `…` behind an open one, those that cannot be taken left out. */
export const shown = ({ items }: Completion): readonly string[] =>
  items
    .filter(item => item.not === undefined)
    .map(item => `${item.text}${item.certain === true ? '!' : ''}${item.open === true ? '…' : ''}`);

const values = [
  '10.0.0.200:80',
  '10.0.0.9',
  '10.0.0.7:80',
  '[fd00::1]:80',
  'fd00::7',
  '17',
  '0',
  '3',
  '300',
  'x',
  '10.',
];
const words = [
  'rr',
  'sh',
  'mh',
  'sh-port',
  'sip',
  'gue',
  'gre',
  'master',
  '255.255.255.0',
  'ens3',
  '--',
  '-',
  '',
];
const options = [...commandRows, ...optionRows].flatMap(row => [
  `--${row.long}`,
  ...[row.short ?? []].flat().map(letter => `-${letter}`),
]);

/** A word as lines have them. */
export const word: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...options) },
  fc.constantFrom(...values, ...words),
  fc
    .tuple(fc.constantFrom(...options), fc.constantFrom(...values, ...words))
    .map(([one, other]) => `${one}${other}`),
  fc
    .tuple(fc.constantFrom(...options), fc.constantFrom(...values, ...words))
    .map(([one, other]) => `${one}=${other}`),
);
