/** What a real server's answers mean together, and what the service and the table say to them. */
import { parseHostPort } from '../../core/ipvsadm/addresses.ts';
import { readFailure } from '../../core/ipvsadm/errors.ts';
import { kernelRefusals } from '../../core/ipvsadm/messages.ts';
import { wholeNumber } from '../../core/ipvsadm/numbers.ts';
import { type Address, endpoint, familyOf } from '../../core/model/address.ts';
import { serverKey, serviceFamily } from '../../core/model/service.ts';
import { serviceLabel } from '../../core/words/labels.ts';
import { type Check, error, warning } from './checks.types.ts';
import { addressIn, joined, names, protocolOn } from './facts.ts';
import type { Form } from './form.types.ts';
import { answerTo, writtenPort } from './shown.ts';
import { isLoopback, notUnicast } from './unicast.ts';

const numberIn = (form: Form, id: string): number | undefined => {
  const text = answerTo(form, id);
  return text === '' ? 0 : wholeNumber(text, 0, Number.MAX_SAFE_INTEGER);
};

/** The address of the server, new or there, and the field to which it belongs. */
const server = (form: Form): { readonly field: string; readonly address: Address } | undefined => {
  const there = form.ground.server;
  if (form.kind === 'edit-server' && there !== undefined)
    return { field: 'method', address: there.id.address };
  const address = addressIn(form, 'rip');
  return address === undefined ? undefined : { field: 'rip', address };
};

const isNat = (form: Form): boolean => answerTo(form, 'method') === 'masquerading';

const noMachine: Check = form => {
  const address = addressIn(form, 'rip');
  const text = address === undefined ? undefined : notUnicast(address);
  return text === undefined ? undefined : error('rip', `${text}; the kernel takes no such real server`);
};

const there: Check = form => {
  const { service } = form.ground;
  const text = joined(answerTo(form, 'rip'), answerTo(form, 'server-port'));
  const read = parseHostPort(text, protocolOn(form), names);
  if (service === undefined || read === undefined) return undefined;
  const port = read.port ?? (service.id.kind === 'address' ? service.id.port : 0);
  const key = endpoint(read.address, port);
  return service.servers.some(({ id }) => serverKey(id) === key)
    ? error('rip', `${key} is in this service already; esc, then e on its row changes it`)
    : undefined;
};

const otherFamily: Check = form => {
  const { service, daemons } = form.ground;
  const found = server(form);
  if (service === undefined || found === undefined) return undefined;
  const wanted = serviceFamily(service.id);
  const given = familyOf(found.address);
  if (wanted === given) return undefined;
  if (answerTo(form, 'method') !== 'ipip')
    return error(
      found.field,
      `An IPv${given} server behind an IPv${wanted} service: only a tunnel (TUN) can join them`,
    );
  return daemons !== undefined && daemons.length > 0
    ? error(
        found.field,
        'While a sync daemon runs, the kernel takes no IPv4 and IPv6 in one service: stop the daemon first',
      )
    : undefined;
};

/** DR and tunnels with a port of their own, which ipvsadm would replace without a word. */
const otherPort: Check = form => {
  const { service, server: known } = form.ground;
  if (service === undefined || service.id.kind === 'fwmark' || isNat(form)) return undefined;
  const by = answerTo(form, 'method') === 'ipip' ? 'A tunnel' : 'DR';
  const { port } = service.id;
  if (form.kind === 'edit-server')
    return known === undefined || known.id.port === port
      ? undefined
      : error(
          'method',
          `${by} cannot reach port ${known.id.port}: it leaves the port of the service, ${port}, as it is. NAT maps ports`,
        );
  const written = writtenPort(answerTo(form, 'rip'));
  const read = parseHostPort(answerTo(form, 'rip'), protocolOn(form), names);
  return written === undefined || read?.port === undefined || read.port === port
    ? undefined
    : error(
        'rip',
        `${by} does not map ports: the real server must listen on ${port}, as the service. Leave :${written} out, or choose NAT`,
      );
};

const idlePort: Check = form => {
  const port = answerTo(form, 'server-port');
  return form.ground.service?.id.kind === 'fwmark' && !isNat(form) && port !== '' && Number(port) !== 0
    ? warning('server-port', 'Only NAT rewrites the port: here packets keep the one that the client wrote')
    : undefined;
};

const ownAddress: Check = form => {
  const address = addressIn(form, 'rip');
  if (address === undefined) return undefined;
  if (isLoopback(address)) return warning('rip', `${address} is the director itself, not another machine`);
  const service = form.ground.services.find(({ id }) => id?.kind === 'address' && id.address === address);
  return service === undefined
    ? undefined
    : warning(
        'rip',
        `${address} is the VIP of ${serviceLabel(service.key)}: as a real server it would be the director itself`,
      );
};

const networkEnd: Check = form => {
  const address = addressIn(form, 'rip');
  if (address === undefined || familyOf(address) === 6) return undefined;
  if (address.endsWith('.255'))
    return warning('rip', `${address} may be a broadcast address: the kernel then refuses it`);
  return address.endsWith('.0') ? warning('rip', `${address} looks like the name of a network`) : undefined;
};

const limits: Check = form => {
  const upper = numberIn(form, 'u-threshold');
  const lower = numberIn(form, 'l-threshold');
  return upper !== undefined && lower !== undefined && lower > upper
    ? error('l-threshold', readFailure(`${kernelRefusals.outOfRange}\n`, 255).why ?? '')
    : undefined;
};

const noWeight: Check = form => {
  if (numberIn(form, 'weight') !== 0 || answerTo(form, 'weight') === '') return undefined;
  const config = form.ground.service?.config;
  const scheduler = config?.scheduler ?? '';
  const refuses = (scheduler === 'sh' || scheduler === 'mh') && config?.flags.includes('flag-1') === false;
  return warning(
    'weight',
    refuses
      ? `Takes no new connections, and ${scheduler} without ${scheduler}-fallback refuses the clients that belong here`
      : 'Takes no new connections; the open ones stay',
  );
};

const heavy: Check = form =>
  (numberIn(form, 'weight') ?? 0) > 65_535
    ? warning('weight', 'Some builds of ipvsadm take no weight above 65535')
    : undefined;

const packetwise: Check = form =>
  form.ground.service?.config.ops === true && isNat(form)
    ? warning(
        'method',
        'The service is one-packet: with NAT the answers are not translated back and the clients wait in vain',
      )
    : undefined;

/** The checks of a server, the most important first. */
export const serverChecks: readonly Check[] = [
  noMachine,
  otherFamily,
  otherPort,
  there,
  limits,
  packetwise,
  ownAddress,
  networkEnd,
  idlePort,
  noWeight,
  heavy,
];
