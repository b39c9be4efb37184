/** How ldirectord finds out whether servers are alive: one check for all servers of a service. */
import { type Service, serviceFamily, serviceKey } from '../model/service.ts';
import { type Fitted, fitCheck } from './check.ts';
import type { Check } from './want.types.ts';

/** The check of a service, for it has one for all its servers, and why it is another than was asked for. */
export const checkOf = (check: Check, { id, servers }: Service): Fitted => {
  const key = serviceKey(id);
  const fitted = servers.map(server => fitCheck(check, id, server.id));
  const first = fitted.find(one => one.check.kind === 'ping') ?? fitted[0] ?? { check };
  const { kind } = first.check;
  // A connect check of a UDP service is a ping as well.
  const connects = kind === 'tcp' && !(id.kind === 'address' && id.protocol === 'udp');
  if (connects || kind === 'none' || kind === 'http' || kind === 'https') return first;
  if (serviceFamily(id) === 6)
    return {
      check: { kind: 'none' },
      instead: `the servers of ${key} are not checked: ldirectord pings no IPv6 address`,
    };
  return kind === 'ping'
    ? first
    : {
        check: { kind: 'ping' },
        instead: `the servers of ${key} are only pinged: ldirectord has no check for UDP`,
      };
};

/** The lines of a check as it was fitted, of one that was asked for. */
export const checkLines = (check: Check, asked: Check): readonly string[] => {
  // Each server is asked on its own port, unless one was asked for.
  const where = 'port' in asked && asked.port !== undefined ? [`checkport=${asked.port}`] : [];
  switch (check.kind) {
    case 'none':
      // `off` would bring in no server at all.
      return ['checktype=on'];
    case 'ping':
    case 'udp':
      return ['checktype=ping'];
    case 'tcp':
      return ['checktype=connect', ...where];
    default:
      return [
        'checktype=negotiate',
        `service=${check.kind}`,
        `request="${check.path}"`,
        ...(check.host === undefined ? [] : [`virtualhost="${check.host}"`]),
        ...where,
      ];
  }
};
