/** What a line is about, and how that is set now. */
import { parseHostPort } from '../ipvsadm/addresses.ts';
import { wholeNumber } from '../ipvsadm/numbers.ts';
import type { OptionName } from '../ipvsadm/options.ts';
import { printCommand } from '../ipvsadm/print.ts';
import { type Address, familyOf } from '../model/address.ts';
import { type ServiceId, serverKey } from '../model/service.ts';
import type { SeenServer, SeenService } from '../model/snapshot.ts';
import { configuredService, namesOf, serviceOf } from './ground.ts';
import type { Context } from './offer.types.ts';
import { hasOption, isOption, optionValue, readTokens } from './tokens.ts';

/** The service that a line names, where its words can be read. */
export const namedService = ({ tokens, ground }: Context): ServiceId | undefined => {
  for (const { row, value } of tokens.list) {
    if (!isOption(row) || value === undefined) continue;
    if (row.value.kind === 'mark') {
      const mark = wholeNumber(value, row.value.min, row.value.max);
      const family = hasOption(tokens, 'ipv6') ? 6 : 4;
      return mark === undefined ? undefined : { kind: 'fwmark', mark, family };
    }
    if (row.value.kind !== 'service') continue;
    const { protocol } = row.value;
    const read = parseHostPort(value, protocol, namesOf(ground));
    return read === undefined
      ? undefined
      : { kind: 'address', protocol, address: read.address, port: read.port ?? 0 };
  }
  return undefined;
};

/** The service that a line names, as it stands in the table. */
export const seenService = (context: Context): SeenService | undefined => {
  const id = namedService(context);
  return id === undefined ? undefined : serviceOf(context.ground, id);
};

/** The address of the real server that a line names. */
export const namedServer = ({ tokens, ground }: Context): Address | undefined => {
  const written = optionValue(tokens, 'real-server');
  return written === undefined ? undefined : parseHostPort(written, 'tcp', namesOf(ground))?.address;
};

/** The real server that a line names in its service: as written, or the only one with this address. */
export const seenServer = (context: Context): SeenServer | undefined => {
  const address = namedServer(context);
  const written = optionValue(context.tokens, 'real-server');
  const servers = seenService(context)?.servers.filter(({ id }) => id?.address === address) ?? [];
  return servers.find(({ key }) => key === written) ?? (servers.length === 1 ? servers[0] : undefined);
};

/** The family of a line's service, 4 where it names none. */
export const familyOn = (context: Context): 4 | 6 => {
  const id = namedService(context);
  if (id === undefined) return 4;
  return id.kind === 'fwmark' ? id.family : familyOf(id.address);
};

/** The value that an option of an edit has now, as it is written; undefined where it has none or is not known. */
export const presentValue = (context: Context, name: OptionName): string | undefined => {
  const seen = seenService(context);
  const service = seen === undefined ? undefined : configuredService(seen);
  if (context.command === 'edit-service') {
    if (service === undefined) return undefined;
    const words = printCommand({ name: 'edit-service', service: service.id, config: service.config });
    return valueIn(words, name);
  }
  if (context.command !== 'edit-server') return undefined;
  const server = seenServer(context);
  const known = service?.servers.find(({ id }) => serverKey(id) === server?.key);
  if (service === undefined || known === undefined)
    return name === 'weight' && server?.weight !== undefined ? String(server.weight) : undefined;
  const words = printCommand({
    name: 'edit-server',
    service: service.id,
    server: known.id,
    config: known.config,
  });
  return valueIn(words, name);
};

const valueIn = (words: readonly string[], name: OptionName): string | undefined =>
  readTokens(words).list.find(({ row }) => isOption(row) && row.name === name)?.value;
