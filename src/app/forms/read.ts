/** Reads one answer as ipvsadm would, and says what is wrong with it. Sentences without a full stop. */
import { inetAton, parseHostPort, parsePort } from '../../core/ipvsadm/addresses.ts';
import { readFailure } from '../../core/ipvsadm/errors.ts';
import { wholeNumber } from '../../core/ipvsadm/numbers.ts';
import { ipv4FromBits, parseAddress } from '../../core/model/address.ts';
import { addressBegun, portNameBegun } from './begun.ts';
import { familyOn, names, protocolOn } from './facts.ts';
import type { Field, Reads } from './field.types.ts';
import type { Form } from './form.types.ts';

/** What is wrong with an answer; `open`: nothing yet, it is only begun. */
export interface Fault {
  readonly level: 'error' | 'open';
  readonly text: string;
  /** What is said instead while it is typed. */
  readonly meanwhile?: string;
}

const error = (text: string): Fault => ({ level: 'error', text });
const open = (text: string): Fault => ({ level: 'open', text });

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: 3600, d: 86_400 };

/** The number that was meant by `6m` or `0x11`, as a piece of advice. */
const meantNumber = (text: string, unit: string | undefined): string => {
  const time = /^(\d+) ?(s|m|min|h|d)$/i.exec(text);
  if (unit === 'seconds' && time !== null)
    return `; ${text} is ${Number(time[1]) * (seconds[(time[2] ?? 's').toLowerCase()] ?? 1)}`;
  return /^0x[0-9a-f]{1,8}$/i.test(text) ? `; ${text} is ${Number(text)}` : '';
};

const readNumber = (text: string, { min, max, unit }: { min: number; max: number; unit?: string }) =>
  wholeNumber(text, min, max) !== undefined
    ? undefined
    : error(
        `A whole number from ${min} to ${max}${unit === undefined ? '' : ` in ${unit}`} goes here${meantNumber(text, unit)}`,
      );

/** Slips that have a better answer than "cannot be read". */
const addressSlips: readonly (readonly [match: RegExp, text: (found: RegExpExecArray) => string])[] = [
  [/\s/, () => 'There is a blank in it: ipvsadm would take no notice of what follows'],
  [/^[a-z]+:\/\//i, () => 'Only the address goes here, without http:// or the like'],
  [/\/\d*$/, () => 'The address of one machine goes here, without a prefix length such as /24'],
  [/%/, () => 'An address with a zone (%eth0) is not possible: take one that is not link-local'],
  [/^\[([^\]]*)\]$/, ([, inside]) => `Without a port write ${inside ?? ''}, with one [${inside ?? ''}]:80`],
  [/^(.*):$/, ([, host]) => `The port behind ${host ?? ''}: is missing`],
  [/^\d+$/, () => 'An address such as 10.0.0.9 goes here, not a number alone'],
];

const nameText =
  'lvsh takes addresses only: a name may stand for another machine each time it is looked up, and at boot for none';

const unfinished = 'An address such as 10.0.0.9 or fd00::9 goes here; this is not all of it';

/** Why an address cannot be read, where there is more to say than that. */
const addressFault = (form: Form, text: string): string | undefined => {
  for (const [match, say] of addressSlips) {
    const found = match.exec(text);
    if (found !== null) return say(found);
  }
  const port = /^(?:\d+\.\d+\.\d+\.\d+|\[[0-9a-f:.]+\]):(.+)$/i.exec(text)?.[1];
  if (port !== undefined) return readPort(form, port)?.text;
  return /^[\w.-]*[a-z][\w.-]*(:\w*)?$/i.test(text) && !/^[0-9a-f]{1,4}$/i.test(text) ? nameText : undefined;
};

const readAddress = (form: Form, text: string, whose: 'real' | 'virtual'): Fault | undefined => {
  if (!/\s/.test(text) && parseHostPort(text, protocolOn(form), names) !== undefined) return undefined;
  const found = addressFault(form, text);
  if (addressBegun(text)) return { level: 'open', text: found ?? unfinished, meanwhile: unfinished };
  const { what, advice } = readFailure(`illegal ${whose} server address[:port] specified\n`, 2);
  return error(found ?? [what, advice].filter(part => part !== undefined).join('. '));
};

const readPort = (form: Form, text: string): Fault | undefined => {
  const protocol = protocolOn(form);
  if (parsePort(text, protocol, names) !== undefined) return undefined;
  const called = protocol.toUpperCase();
  return (portNameBegun(text) ? open : error)(
    `A port from 0 to 65535 goes here, or a name that /etc/services has for ${called} such as ${protocol === 'udp' ? 'domain' : 'http'}`,
  );
};

const readMask = (form: Form, text: string): Fault | undefined => {
  if (familyOn(form) === 6)
    return wholeNumber(text, 1, 128) === undefined
      ? error('For IPv6 a prefix length from 1 to 128 goes here, such as 64')
      : undefined;
  const prefix = /^\/(\d{1,2})$/.exec(text)?.[1];
  if (prefix !== undefined && Number(prefix) <= 32)
    return error(`It must be written in full: ${text} is ${prefixMask(Number(prefix))}`);
  return inetAton(text) === undefined || /\s/.test(text)
    ? (addressBegun(text) ? open : error)('A mask such as 255.255.255.0 goes here')
    : undefined;
};

/** The IPv4 mask of a prefix length: 24 is 255.255.255.0. */
export const prefixMask = (length: number): string =>
  ipv4FromBits(length === 0 ? 0 : (0xffff_ffff << (32 - length)) >>> 0);

const readGroup = (text: string): Fault | undefined => {
  const group = parseAddress(text);
  if (group === undefined && addressBegun(text))
    return open('A multicast address such as 224.0.0.81 goes here');
  // As ipvsadm asks: a colon makes it IPv6, whose multicast addresses begin with ff.
  const fits = text.includes(':') ? group?.startsWith('ff') : /^2(2[4-9]|3\d)\./.test(group ?? '');
  return fits === true
    ? undefined
    : error('A multicast address goes here: 224.0.0.0 to 239.255.255.255, or ff02::81 and the like');
};

const readWord = (text: string, max: number): Fault | undefined => {
  if (/[\s/]|!#:\+/.test(text)) return error('A name goes here, without blanks and slashes');
  return text.length > max ? error(`At most ${max} characters: ipvsadm would cut off the rest`) : undefined;
};

const readPath = (text: string): Fault | undefined =>
  text.startsWith('/') && !text.endsWith('/')
    ? undefined
    : (text === '/' ? open : error)('The whole path of a file goes here, from / on');

const readText = (form: Form, reads: Reads, text: string): Fault | undefined => {
  switch (reads.kind) {
    case 'integer':
    case 'mark':
      return readNumber(text, reads);
    case 'service':
      return readAddress(form, text, 'virtual');
    case 'server':
      return readAddress(form, text, 'real');
    case 'port':
      return readPort(form, text);
    case 'mask':
      return readMask(form, text);
    case 'group':
      return readGroup(text);
    case 'text':
      return readWord(text, reads.max);
    case 'path':
      return readPath(text);
    default:
      return undefined;
  }
};

const missing = (field: Field): Fault | undefined =>
  field.absent === undefined ? open('An answer is needed here') : undefined;

/** What is wrong with the answer to a field by itself; undefined when it can be read. */
export const readAnswer = (form: Form, field: Field, text: string): Fault | undefined => {
  if (field.kind === 'flag') return undefined;
  if (field.kind === 'choice') {
    const choice = field.choices.find(({ value }) => value === text);
    if (choice?.not !== undefined) return error(`Not possible: ${choice.not}`);
    return choice === undefined && field.choices.length > 0
      ? error('One of the choices goes here')
      : undefined;
  }
  return text === '' ? missing(field) : readText(form, field.reads, text);
};
