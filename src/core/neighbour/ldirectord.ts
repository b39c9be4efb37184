/** ldirectord.cf from a table. */
import { flagOption } from '../ipvsadm/print.ts';
import { type Address, familyOf, ipv6Groups } from '../model/address.ts';
import { failed, type Result, success } from '../model/failure.ts';
import {
  type Method,
  type ServerId,
  type Service,
  serviceFamily,
  serviceKey,
  wholeMask,
} from '../model/service.ts';
import { badWatch } from './bounds.ts';
import { comment } from './comment.ts';
import { usualDelay } from './keepalived-services.ts';
import { checkLines, checkOf } from './ldirectord-check.ts';
import { sayableToLdirectord } from './ldirectord-table.ts';
import { isKin, sorryMethod, sorryPort } from './sorry.ts';
import type { LdirectordWant, Sorry } from './want.types.ts';

/** Seconds in which a server has to answer. */
const patience = 3;

const methods: Readonly<Record<Method, string>> = { nat: 'masq', dr: 'gate', tun: 'ipip', local: 'gate' };

/** An address as ldirectord reads it: IPv6 in brackets, and without a dotted quad at its end, which it does not take. */
const host = (address: Address): string =>
  familyOf(address) === 4
    ? address
    : `[${
        address.includes('.')
          ? ipv6Groups(address)
              .map(group => group.toString(16))
              .join(':')
          : address
      }]`;

const endpoint = ({ address, port }: ServerId): string =>
  port === 0 ? host(address) : `${host(address)}:${port}`;

const fallback = (service: Service, sorry: Sorry): readonly string[] => {
  if (!isKin(service, sorry)) return [];
  const six = familyOf(sorry.address) === 6 ? '6' : '';
  const where = endpoint({ address: sorry.address, port: sorryPort(service, sorry) });
  return [`fallback${six}=${where} ${methods[sorryMethod(service, sorry)]}`];
};

const serviceText = (service: Service, { check, sorry }: LdirectordWant): string => {
  const { id, config, servers } = service;
  const six = serviceFamily(id) === 6 ? '6' : '';
  const { persistence } = config;
  const flags = flagOption(config)[1];
  const lines = [
    `protocol=${id.kind === 'fwmark' ? 'fwm' : id.protocol}`,
    `scheduler=${config.scheduler}`,
    ...(flags === undefined ? [] : [`schedflags=${flags}`]),
    ...(persistence === undefined ? [] : [`persistent=${persistence.timeout}`]),
    ...(persistence === undefined || persistence.mask === wholeMask(serviceFamily(id))
      ? []
      : [`netmask=${persistence.mask}`]),
    ...(config.ops ? ['ops=yes'] : []),
    ...checkLines(checkOf(check, service).check, check),
    ...(sorry === undefined ? [] : fallback(service, sorry)),
    ...servers.map(({ id: server, config: { method, weight, lower, upper } }) =>
      [
        `real${six}=${endpoint(server)} ${methods[method]} ${weight}`,
        ...(lower === 0 ? [] : [`l:${lower}`]),
        ...(upper === 0 ? [] : [`u:${upper}`]),
      ].join(' '),
    ),
  ];
  const target = id.kind === 'fwmark' ? String(id.mark) : `${host(id.address)}:${id.port}`;
  return `virtual${six}=${target}\n${lines.map(line => `    ${line}\n`).join('')}`;
};

const servicesOf = (want: LdirectordWant): readonly Service[] =>
  want.services.flatMap(service => sayableToLdirectord(service).service ?? []);

/**
 * What a ldirectord.cf cannot say of the table, or says otherwise: sentences without a full stop, the same that stand in its
 * comments. Empty: ldirectord makes exactly this table.
 */
export const ldirectordCautions = (want: LdirectordWant): readonly string[] => {
  const { check, sorry } = want;
  const services = servicesOf(want);
  const checks = services.map(service => checkOf(check, service));
  const asks = checks.some(({ check: { kind } }) => kind === 'http' || kind === 'https');
  return [
    ...want.services.flatMap(service => sayableToLdirectord(service).cautions),
    ...checks.flatMap(({ instead }) => instead ?? []),
    ...(sorry === undefined
      ? []
      : services
          .filter(service => !isKin(service, sorry))
          .map(
            ({ id }) => `${serviceKey(id)} gets no fallback: ${sorry.address} is not IPv${serviceFamily(id)}`,
          )),
    ...(asks && 'status' in check && check.status !== undefined && check.status !== 200
      ? [`ldirectord takes every status from 200 to 299 as good, not ${check.status} alone`]
      : []),
    ...(asks && services.some(({ id }) => serviceFamily(id) === 6)
      ? ['to ask IPv6 servers by HTTP, ldirectord needs the Perl module Net::INET6Glue']
      : []),
  ];
};

/**
 * The text of a ldirectord.cf: the table with its checks. Services and servers stand in the order given. Fails (`value`,
 * `out-of-range`) with what cannot be written; what is left out or becomes different, ldirectordCautions tells.
 */
export const ldirectordCf = (want: LdirectordWant): Result<string> => {
  const bad = badWatch(want);
  if (bad !== undefined) return failed(bad);
  const head = [
    'ldirectord.cf, written by lvsh.',
    'ldirectord makes the table: nothing else may. The VIPs are for somebody else to bring up.',
    ...ldirectordCautions(want).map(caution => `Caution: ${caution}.`),
  ].map(comment);
  const global = [
    `checktimeout=${patience}`,
    `negotiatetimeout=${patience}`,
    `checkinterval=${want.everySeconds ?? usualDelay}`,
    `quiescent=${want.inhibit === true ? 'yes' : 'no'}`,
  ];
  const top = [...head, '', ...global].map(line => `${line}\n`).join('');
  return success([top, ...servicesOf(want).map(service => serviceText(service, want))].join('\n'));
};
