/** What a virtual service's answers mean together, and what the table says to them. */
import { inetAton } from '../../core/ipvsadm/addresses.ts';
import { readFailure } from '../../core/ipvsadm/errors.ts';
import { ipv4FromBits } from '../../core/model/address.ts';
import { serviceKey } from '../../core/model/service.ts';
import { serviceLabel } from '../../core/words/labels.ts';
import { type Check, error, warning } from './checks.types.ts';
import { addressIn, familyOn, serviceOn } from './facts.ts';
import { yes } from './field.types.ts';
import { prefixMask } from './read.ts';
import { answerTo } from './shown.ts';
import { isLoopback, notUnicast } from './unicast.ts';

const there: Check = form => {
  const id = form.kind === 'add-service' ? serviceOn(form) : undefined;
  if (id === undefined) return undefined;
  const key = serviceKey(id);
  return form.ground.services.some(service => service.key === key)
    ? error(
        id.kind === 'fwmark' ? 'mark' : 'vip',
        `${serviceLabel(key)} exists already; esc, then e on its row changes it`,
      )
    : undefined;
};

const anyPort: Check = form => {
  const id = serviceOn(form);
  if (id?.kind !== 'address' || id.port !== 0) return undefined;
  const field = form.kind === 'add-service' ? 'port' : 'persistent';
  if (answerTo(form, 'persistent') !== yes) {
    const { what } = readFailure('Zero port specified for non-persistent service\n', 2);
    return form.kind === 'add-service' && answerTo(form, 'port') === ''
      ? { field, level: 'open', text: `${what}: give a port, or set persistent` }
      : error(field, what);
  }
  return form.kind === 'add-service'
    ? warning(field, `Takes every port of ${id.address} that has no service of its own`)
    : undefined;
};

const vip: Check = form => {
  const address = addressIn(form, 'vip');
  if (address === undefined) return undefined;
  const text = notUnicast(address);
  if (text !== undefined) return warning('vip', `${text}: clients do not connect to it`);
  if (isLoopback(address)) return warning('vip', `Only the director itself connects to ${address}`);
  const home = form.ground.services.find(({ servers }) => servers.some(({ id }) => id?.address === address));
  return home === undefined
    ? undefined
    : warning('vip', `${address} is a real server of ${serviceLabel(home.key)}`);
};

const maskBits: Check = form => {
  const text = answerTo(form, 'netmask');
  const bits = familyOn(form) === 6 ? undefined : inetAton(text);
  if (text === '' || bits === undefined) return undefined;
  if (/^\d{1,2}$/.test(text) && bits <= 32)
    return warning('netmask', `${text} is read as ${ipv4FromBits(bits)}; a /${text} is ${prefixMask(bits)}`);
  const host = ~bits >>> 0;
  return (host & (host + 1)) === 0
    ? undefined
    : warning(
        'netmask',
        `${ipv4FromBits(bits)} is no network’s mask: only its 1 bits of an address are compared`,
      );
};

const sipOverUdp: Check = form =>
  answerTo(form, 'pe') === 'sip' && !['udp-service', 'fwmark-service'].includes(form.answers.protocol ?? '')
    ? warning('pe', 'sip finds the Call-ID in UDP packets only')
    : undefined;

const packetwise: Check = form =>
  answerTo(form, 'ops') === yes && form.ground.service?.servers.some(({ config }) => config.method === 'nat')
    ? warning(
        'ops',
        'It has NAT servers: with one-packet their answers are not translated back and the clients wait in vain',
      )
    : undefined;

/** The checks of a service, the most important first. */
export const serviceChecks: readonly Check[] = [there, anyPort, vip, maskBits, sipOverUdp, packetwise];
