/** What an answer comes to, in a few words: they stand beside it. */
import { inetAton, parseHostPort, parsePort } from '../../core/ipvsadm/addresses.ts';
import { leadingNumber, wholeNumber } from '../../core/ipvsadm/numbers.ts';
import { endpoint, ipv4FromBits, parseAddress } from '../../core/model/address.ts';
import { serverKey } from '../../core/model/service.ts';
import { durationWords, whole } from '../../core/words/numbers.ts';
import { sysctlWords } from '../words/sysctls.ts';
import { familyOn, names, protocolOn } from './facts.ts';
import type { Field } from './field.types.ts';
import type { Form } from './form.types.ts';
import { answerTo, fixedOf, writtenPort } from './shown.ts';

type Remark = (form: Form, text: string, field: Field) => string | undefined;

/** `10.1` is 10.0.0.1 to ipvsadm; what is read as it is written needs no remark. */
const address: Remark = (form, text) => {
  const read = parseHostPort(text, protocolOn(form), names);
  if (read === undefined) return undefined;
  const written = writtenPort(text);
  if (written === undefined)
    return parseAddress(text) === undefined ? `read as ${read.address}` : ambiguous(text);
  const canonical = endpoint(read.address, read.port ?? 0);
  return canonical === text ? undefined : `read as ${canonical}`;
};

/** `2001:db8::1:80` has no port, though it may be meant to have one. */
const ambiguous = (text: string): string | undefined => {
  const [, host, port] = /^(.*[^:]):(\d+)$/.exec(text) ?? [];
  return host !== undefined && text.includes(':') && parseAddress(host) !== undefined
    ? `has no port; with one it is [${host}]:${port ?? ''}`
    : undefined;
};

const port: Remark = (form, text) => {
  const read = parsePort(text, protocolOn(form), names);
  return read === undefined || String(read) === text ? undefined : `port ${read}`;
};

const number: Remark = (_, text, { reads }) => {
  const value = wholeNumber(text, 0, Number.MAX_SAFE_INTEGER);
  if (value === undefined) return undefined;
  if (reads.kind === 'integer' && reads.unit === 'seconds' && value > 0) return durationWords(value);
  return String(value) === text ? undefined : `read as ${value}`;
};

const mask: Remark = (form, text) => {
  if (familyOn(form) === 6) return `addresses with the same first ${leadingNumber(text)} bits are one client`;
  const bits = inetAton(text);
  if (bits === undefined) return undefined;
  const size = (~bits >>> 0) + 1;
  const read = ipv4FromBits(bits) === text ? '' : `read as ${ipv4FromBits(bits)}: `;
  return Number.isInteger(Math.log2(size))
    ? `${read}${whole(size)} addresses are one client`
    : read.slice(0, -2);
};

/** Schedulers that give shares by weight. */
const weighing = new Set(['wrr', 'wlc', 'sed', 'sh', 'mh', 'twos']);

const weight: Remark = (form, text) => {
  const value = wholeNumber(text, 1, Number.MAX_SAFE_INTEGER);
  const { service, server } = form.ground;
  if (value === undefined || service === undefined) return undefined;
  if (!weighing.has(service.config.scheduler)) return undefined;
  const own = server === undefined ? undefined : serverKey(server.id);
  const others = service.servers.filter(({ id }) => serverKey(id) !== own);
  const sum = others.reduce((total, { config }) => total + config.weight, value);
  return sum === value ? 'all new connections' : `about ${whole(value)} in ${whole(sum)} new connections`;
};

const syncId: Remark = (form, text) =>
  text !== '' && Number(text) === 0 && answerTo(form, 'role') === 'backup'
    ? 'takes what any master sends'
    : undefined;

const sysctl: Remark = (form, text) => {
  const name = form.ground.asked?.sysctl;
  return name === undefined ? undefined : sysctlWords(name, text);
};

const byId: Readonly<Record<string, Remark>> = { weight, syncid: syncId, value: sysctl };
const byKind: Readonly<Record<string, Remark>> = {
  service: address,
  server: address,
  port,
  mask,
  integer: number,
  mark: number,
};

/** What an answer comes to; undefined where there is nothing to add to it. */
export const meaningOf = (form: Form, field: Field): string | undefined => {
  const text = answerTo(form, field.id);
  if (field.kind === 'choice') return field.choices.find(({ value }) => value === text)?.title || undefined;
  if (field.kind === 'flag' || (text === '' && field.id !== 'syncid')) return undefined;
  const value = text === '' ? (field.absent?.value ?? '') : text;
  return byId[field.id]?.(form, value, field) ?? byKind[field.reads.kind]?.(form, value, field);
};

/** What stands beside a field: why it is fixed, what its answer comes to, or what it is for. */
export const remarkOf = (form: Form, field: Field): string =>
  fixedOf(field, form.answers)?.why ?? meaningOf(form, field) ?? field.brief;
