/** keepalived.conf for one of two directors, from a table. */
import { familyOf } from '../model/address.ts';
import { type Failure, failed, type Result } from '../model/failure.ts';
import { type Service, serviceFamily, serviceKey } from '../model/service.ts';
import { badText, badWatch, outOfRange } from './bounds.ts';
import { fitCheck } from './check.ts';
import { printConf } from './conf.ts';
import { serviceBlock, sorryFits, weightOf } from './keepalived-services.ts';
import { sayable, versionCautions } from './keepalived-table.ts';
import { mixesFamilies, vipsOf, vrrpLines } from './keepalived-vrrp.ts';
import { sorryPort } from './sorry.ts';
import type { KeepalivedWant, Sorry } from './want.types.ts';

const badWant = (want: KeepalivedWant): Failure | undefined => {
  const device = /^(?!\.{1,2}$)[A-Za-z0-9_.@+~][A-Za-z0-9_.@+~-]{0,14}$/;
  return (
    badText([
      ['the name of the router', want.routerId, /^[A-Za-z0-9._-]{1,64}$/, 'letters, digits, dots and dashes'],
      ['the interface', want.interface, device, 'a name of at most 15 letters and digits'],
      [
        'the interface of the sync daemon',
        want.sync?.interface,
        device,
        'a name of at most 15 letters and digits',
      ],
    ]) ??
    outOfRange([
      ['the number of the virtual router', want.virtualRouterId, 1, 255],
      ['the priority', want.priority, 1, 254],
      // What VRRPv3, which IPv6 speaks, has room for.
      ['the time between two adverts', want.advertSeconds, 1, 40],
      ['the quorum', want.quorum, 1, 0x7fff_ffff],
      ['the sync id', want.sync?.id, 0, 255],
    ]) ??
    (vipsOf(want.services, want.vips).length > 0
      ? undefined
      : {
          kind: 'value',
          what: 'there is no VIP that keepalived could move',
          why: 'services by mark name no address',
          advice: 'say which addresses the marks are set for',
        })
  );
};

const servicesOf = (want: KeepalivedWant): readonly Service[] =>
  want.services.flatMap(service => sayable(service).service ?? []);

/** What becomes of the sorry server in a service. */
const sorryCaution = (service: Service, sorry: Sorry | undefined): string | undefined => {
  if (sorry === undefined) return undefined;
  const key = serviceKey(service.id);
  if (!sorryFits(service, sorry))
    return `${key} gets no sorry server: ${sorry.address} is not IPv${serviceFamily(service.id)}`;
  if (weightOf(service) === 0)
    return `${key}: all its weights are 0, so the sorry server takes its connections at once`;
  return sorry.port === undefined || sorryPort(service, sorry) === sorry.port
    ? undefined
    : `${key}: its sorry server is called on the port of the connection, only NAT leads to another`;
};

/** What is to be known of one service: its check, its quorum, its sorry server. */
const serviceCautions = (
  service: Service,
  { check, quorum = 1, sorry }: KeepalivedWant,
): readonly string[] => {
  const key = serviceKey(service.id);
  const weight = weightOf(service);
  const checks = service.servers.flatMap(({ id }) => fitCheck(check, service.id, id).instead ?? []);
  return [
    ...new Set(checks),
    ...(weight === 0
      ? [
          `${key}: all its weights are 0, which keepalived --config-test complains of; the table is made all the same`,
        ]
      : quorum > weight
        ? [`${key}: a quorum of ${quorum} is more than all its weights, ${weight} is written`]
        : []),
    ...[sorryCaution(service, sorry) ?? []].flat(),
  ];
};

/** What is to be known of the adverts. */
const vrrpCautions = ({ services, vips, peers = [] }: KeepalivedWant): readonly string[] =>
  ([4, 6] as const)
    .filter(family => vipsOf(services, vips).some(vip => familyOf(vip) === family))
    .filter(family => peers.length > 0 && !peers.some(peer => familyOf(peer) === family))
    .map(family => `adverts for the IPv${family} VIPs go by multicast: no peer has an IPv${family} address`);

/**
 * What a keepalived.conf cannot say of the table, or says otherwise, and which versions it needs: sentences without a full
 * stop, the same that stand in its comments. Empty: keepalived makes exactly this table.
 */
export const keepalivedCautions = (want: KeepalivedWant): readonly string[] => {
  const services = servicesOf(want);
  const kinds = new Set(
    services.flatMap(({ id, servers }) =>
      servers.map(server => fitCheck(want.check, id, server.id).check.kind),
    ),
  );
  return [
    ...want.services.flatMap(service => sayable(service).cautions),
    ...services.flatMap(service => serviceCautions(service, want)),
    ...vrrpCautions(want),
    ...(want.sync !== undefined && want.services.some(mixesFamilies)
      ? [
          'no sync daemon is written: the kernel runs none beside servers of another family than their service',
        ]
      : []),
    ...(want.sorry !== undefined && want.check.kind === 'none'
      ? ['nothing is checked, so no failure brings the sorry server in']
      : []),
    ...(kinds.has('udp') || kinds.has('ping') ? ['UDP_CHECK and PING_CHECK need keepalived 2.1'] : []),
    ...versionCautions(services),
  ];
};

/**
 * The text of a keepalived.conf: adverts that move the VIPs (32 or 128 bits long, on the interface), and the table with its
 * checks. Blocks stand in the order of the services, servers in theirs. Fails (`value`, `out-of-range`) with what cannot
 * be written, or when there is no VIP; what is left out or becomes different, keepalivedCautions tells.
 */
export const keepalivedConf = (want: KeepalivedWant): Result<string> => {
  const bad = badWatch(want) ?? badWant(want);
  if (bad !== undefined) return failed(bad);
  const role = want.role === 'master' ? 'MASTER' : 'BACKUP';
  return printConf(
    [
      `keepalived.conf for ${want.routerId}, the ${role} of virtual router ${want.virtualRouterId}; written by lvsh.`,
      'Try it first: keepalived --config-test --use-file FILE',
      'keepalived brings up the VIPs and makes the table: nothing else may do either.',
      ...keepalivedCautions(want).map(caution => `Caution: ${caution}.`),
    ],
    [...vrrpLines(want), ...servicesOf(want).map(service => serviceBlock(service, want))],
  );
};
