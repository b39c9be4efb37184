/** Checks of real servers: read from a person, and fitted to a service. */
import { failed, type Result, success } from '../model/failure.ts';
import { type ServerId, type ServiceId, serviceKey } from '../model/service.ts';
import type { Check } from './want.types.ts';

const forms = 'none, ping, tcp, tcp:PORT, udp, udp:PORT, http:/PATH, http:PORT/PATH, https:/PATH';

const wrong = (what: string, why: string): Result<never> =>
  failed({ kind: 'value', what, why, advice: `one of: ${forms}` });

/** What may stand in a path: all that RFC 3986 has, but for signs that configurations take for their own. */
const pathText = /^\/[A-Za-z0-9_.~!&()*+,;=:@%/?-]{0,499}$/;

/** Whether a path can be asked for: what other signs it has are percent-encoded. */
export const isPath = (path: string): boolean => pathText.test(path);

/**
 * Reads `none`, `ping`, `tcp`, `tcp:8080`, `udp:53`, `http:/health`, `http:8080/health` and the same with https. Fails
 * (`value`) with the reason; a path is given back as it was written.
 */
export const readCheck = (text: string): Result<Check> => {
  if (text === 'none' || text === 'ping') return success({ kind: text });
  const [, kind, digits, path] = /^(tcp|udp|https?)(?::(\d{1,6})?(\/.*)?)?$/s.exec(text) ?? [];
  if (kind !== 'tcp' && kind !== 'udp' && kind !== 'http' && kind !== 'https')
    return wrong(`${JSON.stringify(text)} is no check`, 'it begins with none of the known words');
  const port = digits === undefined ? undefined : Number(digits);
  if (port !== undefined && (port < 1 || port > 65_535))
    return wrong(`${port} is no port`, 'ports go from 1 to 65535');
  const where = port === undefined ? {} : { port };
  if (kind === 'tcp' || kind === 'udp')
    return path === undefined
      ? success({ kind, ...where })
      : wrong(`${kind} has no path`, 'only http has one');
  const asked = path ?? '/';
  if (!isPath(asked))
    return wrong(
      `${JSON.stringify(asked.slice(0, 80))} is no path that can be written`,
      "blanks, quotes, #, $, ', braces and letters beyond ASCII are to be percent-encoded, and 500 characters are the most",
    );
  return success({ kind, ...where, path: asked });
};

/** A check as a server of a service can be asked, with its port. */
export interface Fitted {
  readonly check: Check;
  /** Why it is another one than was asked for: a sentence without a full stop, the same for all servers of the service. */
  readonly instead?: string;
}

/**
 * The check of one server. A port that was asked for is asked whatever the service is; otherwise the check must speak the
 * service's protocol, and there must be a port: what has none (marks, services of all ports) is pinged.
 */
export const fitCheck = (check: Check, id: ServiceId, server: ServerId): Fitted => {
  if (check.kind === 'none' || check.kind === 'ping' || check.port !== undefined) return { check };
  const transport = check.kind === 'udp' ? 'udp' : 'tcp';
  const { port } = server;
  const key = serviceKey(id);
  const protocol = id.kind === 'address' ? id.protocol : undefined;
  if (port === 0 || protocol === undefined)
    return {
      check: { kind: 'ping' },
      instead: `the servers of ${key} are only pinged: which port is to be asked is not said (${check.kind}:PORT)`,
    };
  if (protocol === 'sctp')
    return {
      check: { kind: 'ping' },
      instead: `the servers of ${key} are only pinged: there is no check that speaks SCTP`,
    };
  if (protocol === transport) return { check: { ...check, port } };
  return {
    check: { kind: protocol, port },
    instead: `the servers of ${key} are checked by ${protocol.toUpperCase()}, which it speaks, and not by ${check.kind}`,
  };
};
