/** What the answers so far come to, as far as they can be read. */
import { parseHostPort } from '../../core/ipvsadm/addresses.ts';
import { type Names, smallNames } from '../../core/ipvsadm/names.ts';
import { wholeNumber } from '../../core/ipvsadm/numbers.ts';
import { type Address, type Family, familyOf } from '../../core/model/address.ts';
import { type Protocol, type ServiceId, serviceFamily } from '../../core/model/service.ts';
import { yes } from './field.types.ts';
import type { Form } from './form.types.ts';
import { answerTo, writtenPort } from './shown.ts';

/** Ports may have names. Hosts may not: a name can be another machine each time it is looked up. */
export const names: Names = { host: () => undefined, port: smallNames.port };

/** The protocol whose port names count; those of TCP for a mark, as in ipvsadm. */
export const protocolOn = ({ ground, answers }: Form): Protocol => {
  const id = ground.service?.id;
  if (id !== undefined) return id.kind === 'address' ? id.protocol : 'tcp';
  if (answers.protocol === 'udp-service') return 'udp';
  return answers.protocol === 'sctp-service' ? 'sctp' : 'tcp';
};

/** Host and port as one word of a command line; without a port, where none is given. */
export const joined = (host: string, port: string): string => {
  if (port === '' || writtenPort(host) !== undefined) return host;
  return host.includes(':') && !host.startsWith('[') ? `[${host}]:${port}` : `${host}:${port}`;
};

/** The address in a field, once it can be read. */
export const addressIn = (form: Form, id: string): Address | undefined =>
  parseHostPort(answerTo(form, id), protocolOn(form), names)?.address;

/** The service that the form is about, or the one that it would make. */
export const serviceOn = (form: Form): ServiceId | undefined => {
  const { ground, answers } = form;
  if (ground.service !== undefined) return ground.service.id;
  if (answers.protocol === 'fwmark-service') {
    const mark = wholeNumber(answers.mark ?? '', 1, 4_294_967_295);
    return mark === undefined ? undefined : { kind: 'fwmark', mark, family: answers.ipv6 === yes ? 6 : 4 };
  }
  const protocol = protocolOn(form);
  const read = parseHostPort(joined(answerTo(form, 'vip'), answerTo(form, 'port')), protocol, names);
  return read === undefined
    ? undefined
    : { kind: 'address', protocol, address: read.address, port: read.port ?? 0 };
};

/** The family of that service, as far as it is known. */
export const familyOn = (form: Form): Family | undefined => {
  if (form.ground.service === undefined && form.answers.protocol === 'fwmark-service')
    return form.answers.ipv6 === yes ? 6 : 4;
  const id = serviceOn(form);
  if (id !== undefined) return serviceFamily(id);
  const address = addressIn(form, 'vip');
  return address === undefined ? undefined : familyOf(address);
};
