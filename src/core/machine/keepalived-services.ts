/**
 * A light look at keepalived.conf: which virtual services it has, and whether it clears the table at its start. It
 * answers who owns what, and is no reader of the whole language. Facts: keepalived.conf(5) of 2.2.
 */
import { familyOf, parseAddress } from '../model/address.ts';
import { type Protocol, type ServiceId, serviceKey } from '../model/service.ts';

/** What a configuration says of the table. */
export interface KeepalivedServices {
  /** Keys of its virtual services; `all` where one of them cannot be told (a group, a variable). */
  readonly services: 'all' | readonly string[];
  /** It clears the whole table at its start (`lvs_flush`). */
  readonly flushes: boolean;
  /** It starts and stops the sync daemons (`lvs_sync_daemon`). */
  readonly syncDaemon: boolean;
}

/** Comments run from `!` or `#` to the end of the line, not within quotes. */
const withoutComments = (text: string): string =>
  text.replace(/"[^"\n]*"|[!#][^\n]*/g, part => (part.startsWith('"') ? part : ''));

const tokensOf = (text: string): readonly string[] =>
  withoutComments(text).match(/"[^"\n]*"|[{}\n]|[^\s{}"]+/g) ?? [];

const protocols: ReadonlySet<string> = new Set<Protocol>(['tcp', 'udp', 'sctp']);

const after = (words: readonly string[], key: string): string | undefined => {
  const at = words.indexOf(key);
  return at < 0 ? undefined : words[at + 1];
};

/** The family of a mark: as said, or that of its real servers. */
const familyOfMark = (body: readonly string[]): 4 | 6 => {
  const said = after(body, 'ip_family');
  const server = parseAddress(after(body, 'real_server') ?? '');
  if (said !== undefined) return said === 'inet6' ? 6 : 4;
  return server === undefined ? 4 : familyOf(server);
};

/** The service of `virtual_server HEAD { BODY }`; undefined where these words alone do not tell. */
const serviceOf = (head: readonly string[], body: readonly string[]): ServiceId | undefined => {
  const [first = '', second] = head;
  if (first === 'fwmark') {
    const mark = Number(second);
    return Number.isInteger(mark) && mark > 0 && mark < 2 ** 32
      ? { kind: 'fwmark', mark, family: familyOfMark(body) }
      : undefined;
  }
  const address = parseAddress(first);
  const port = Number(second ?? 0);
  const protocol = (after(body, 'protocol') ?? 'tcp').toLowerCase();
  return address === undefined ||
    !Number.isInteger(port) ||
    port < 0 ||
    port > 65_535 ||
    !protocols.has(protocol)
    ? undefined
    : { kind: 'address', protocol: protocol as Protocol, address, port };
};

/** Where the block that opens at or after `start` ends (the index of its brace), and where it opens. */
const blockAt = (tokens: readonly string[], start: number): readonly [open: number, close: number] => {
  const open = tokens.indexOf('{', start);
  let depth = 0;
  for (let at = open; at >= 0 && at < tokens.length; at++) {
    if (tokens[at] === '{') depth++;
    if (tokens[at] === '}' && --depth === 0) return [open, at];
  }
  return [open < 0 ? tokens.length : open, tokens.length];
};

/** Looks through the texts of one configuration, in the order in which they are read. Never throws. */
export const readKeepalivedServices = (texts: readonly string[]): KeepalivedServices => {
  const tokens = texts.flatMap(text => [...tokensOf(text), '\n']);
  const keys: string[] = [];
  let unknown = false;
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at] !== 'virtual_server') continue;
    const [open, close] = blockAt(tokens, at);
    const service = serviceOf(
      tokens.slice(at + 1, open).filter(token => token !== '\n'),
      tokens.slice(open, close),
    );
    if (service === undefined) unknown = true;
    else keys.push(serviceKey(service));
    at = close;
  }
  const flushes = tokens.includes('lvs_flush');
  return {
    services: unknown || flushes ? 'all' : [...new Set(keys)],
    flushes,
    syncDaemon: tokens.includes('lvs_sync_daemon'),
  };
};

/** The patterns of the files that a text includes, each on a line of its own: `include conf.d/*.conf`. */
export const includesOf = (text: string): readonly string[] =>
  [...withoutComments(text).matchAll(/^[ \t]*include[rmwba]?[ \t]+"?([^\s"]+)"?[ \t\r]*$/gm)].flatMap(
    match => match[1] ?? [],
  );
