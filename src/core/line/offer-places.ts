/** What may stand after -t, -u, --sctp-service, -f and -r: services and real servers of the table. */
import { type Address, endpoint } from '../model/address.ts';
import type { Protocol } from '../model/service.ts';
import type { SeenServer, SeenService } from '../model/snapshot.ts';
import { serviceLabel } from '../words/labels.ts';
import { count } from '../words/numbers.ts';
import { type Item, mostItems } from './completion.types.ts';
import { addressServices, endpoints, virtualAddresses } from './ground.ts';
import type { Context, Offer } from './offer.types.ts';
import { familyOn, namedServer, namedService, seenService } from './present.ts';
import { search } from './search.ts';
import { hasOption } from './tokens.ts';

/** A service in a few words. */
export const serviceAbout = ({ scheduler, servers }: SeenService): string =>
  `${scheduler ?? 'scheduler not known'}, ${count(servers.length, 'real server')}`;

const methods = { nat: 'NAT', dr: 'DR', tun: 'TUN', local: 'local' } as const;

/** A real server in a few words. */
export const serverAbout = ({ method, weight, active }: SeenServer): string =>
  [
    ...(method === undefined ? [] : [methods[method]]),
    ...(weight === undefined ? [] : [`weight ${weight}`]),
    ...(active === undefined ? [] : [`${active} active`]),
  ].join(', ');

/** The services by name: `a`, `a and b`, `a, b and 7 more`. */
const named = (services: readonly SeenService[]): string => {
  const names = services.slice(0, services.length > 3 ? 2 : 3).map(({ key }) => serviceLabel(key));
  const more = services.length - names.length;
  const last = more > 0 ? `${more} more` : names.pop();
  return names.length === 0 ? (last ?? '') : `${names.join(', ')} and ${last ?? ''}`;
};

/** How a service is written after its option. */
const written = ({ id }: SeenService): string =>
  id === undefined
    ? ''
    : id.kind === 'fwmark'
      ? `${id.mark}${id.family === 6 ? ' -6' : ''}`
      : endpoint(id.address, id.port);

const taken = (service: SeenService): Item => ({
  text: written(service),
  about: serviceAbout(service),
  group: 'service',
  not: 'exists already; -E changes it',
});

/** Addresses that have services already, for one more port; in brackets where they are IPv6. */
const stem = ([address, services]: Stem): Item => ({
  text: address.includes(':') ? `[${address}]:` : `${address}:`,
  about: `VIP of ${named(services)}`,
  group: 'service',
  open: true,
});

type Stem = readonly [Address, readonly SeenService[]];

const newService = (
  kind: Services,
  fitting: readonly SeenService[],
  letters: string,
  { ground }: Context,
): readonly Item[] => {
  const half = mostItems / 2;
  const stems: readonly Stem[] =
    kind === 'mark'
      ? []
      : search<Stem>(
          letters,
          virtualAddresses(ground.services),
          {
            name: ([address]) => (address.includes(':') ? `[${address}]:` : `${address}:`),
            others: ([address]) => [address],
            strict: true,
          },
          half,
        );
  const existing = search(letters, fitting, { name: written, strict: true }, half);
  return [...stems.map(stem), ...existing.map(taken)];
};

type Services = Protocol | 'mark';

/** After an option that names a service. `letters` is what was typed of the value. */
export const offerServices = (kind: Services, letters: string, context: Context): Offer => {
  const { command, ground } = context;
  const name = kind === 'mark' ? 'mark' : 'VIP:PORT';
  const what = kind === 'mark' ? 'services by firewall mark' : `${kind.toUpperCase()} services`;
  const server = command === 'edit-server' || command === 'delete-server' ? namedServer(context) : undefined;
  const pool = server === undefined ? ground.services : (addressServices(ground.services).get(server) ?? []);
  const fitting = pool.filter(({ id }) =>
    kind === 'mark' ? id?.kind === 'fwmark' : id?.kind === 'address' && id.protocol === kind,
  );
  if (command === 'add-service')
    return {
      items: newService(kind, fitting, letters, context),
      hint: kind === 'mark' ? 'the mark of a new service, 1 to 4294967295' : `VIP:PORT of a new service`,
      closed: false,
    };
  const matching = search(letters, fitting, { name: written, strict: true }, mostItems);
  return {
    items: matching.map(service => ({
      text: written(service),
      about: serviceAbout(service),
      group: 'service',
    })),
    hint: fitting.length === 0 ? `there are no ${what}` : `${name} of one of the ${what}`,
    closed: true,
  };
};

const present = (servers: readonly SeenServer[], letters: string, label: string): Offer => ({
  items: search(letters, servers, { name: ({ key }) => key, strict: true }, mostItems).map(server => ({
    text: server.key,
    about: serverAbout(server),
    group: 'server',
  })),
  hint: servers.length === 0 ? `${label} has no real servers` : `a real server of ${label}`,
  closed: true,
});

/** A real server's name with the services that it stands in. */
type Known = readonly [name: string, services: readonly SeenService[]];

const filtered = function* <T>(items: Iterable<T>, fits: (item: T) => boolean): Generator<T> {
  for (const item of items) if (fits(item)) yield item;
};

const found = (letters: string, known: Iterable<Known>): readonly Item[] =>
  search<Known>(letters, known, { name: ([name]) => name, strict: true }, mostItems).map(
    ([text, services]) => ({
      text,
      about: `real server of ${named(services)}`,
      group: 'server',
    }),
  );

/** Real servers that stand elsewhere: with their port where NAT is meant, else by address alone. */
const elsewhere = (letters: string, context: Context): Offer => {
  const { ground, tokens } = context;
  const id = namedService(context);
  const here = seenService(context)?.servers ?? [];
  const family = familyOn(context);
  const tunnel = hasOption(tokens, 'ipip');
  const method = ['gatewaying', 'ipip', 'masquerading'].find(one => hasOption(tokens, one));
  const nat =
    id?.kind !== 'fwmark' &&
    (method === undefined
      ? here.length > 0 && here.every(server => server.method === 'nat')
      : method === 'masquerading');
  const hint = nat ? 'RIP:PORT of the new real server' : 'RIP of the new real server';
  const here4or6 = (address: string): boolean =>
    id === undefined || tunnel || (address.includes(':') ? 6 : 4) === family;
  if (nat) {
    const keys = new Set(here.map(({ key }) => key));
    const others = filtered(
      endpoints(ground.services),
      ([key]) => !keys.has(key) && (id === undefined || key.startsWith('[') === (family === 6)),
    );
    return { items: found(letters, others), hint, closed: false };
  }
  const addresses = new Set<string>(here.flatMap(server => server.id?.address ?? []));
  const others = filtered(
    addressServices(ground.services),
    ([address]) => !addresses.has(address) && here4or6(address),
  );
  return { items: found(letters, others), hint, closed: false };
};

/** After -r. */
export const offerServers = (letters: string, context: Context): Offer => {
  if (context.command === 'add-server') return elsewhere(letters, context);
  const service = seenService(context);
  if (service !== undefined) return present(service.servers, letters, serviceLabel(service.key));
  return { items: found(letters, endpoints(context.ground.services)), hint: 'a real server', closed: true };
};
