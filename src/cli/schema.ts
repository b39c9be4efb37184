/** The JSON schema (draft 2020-12) of everything that --json prints. A test holds the output against it. */
import { jsonVersion } from './json.ts';
import { backups, drain, history, plan } from './schema-change.ts';
import { built, paths, scripts } from './schema-new.ts';
import { count, object, rate, ref, type Schema, text } from './schema-words.ts';

const head = {
  lvsh: { const: jsonVersion, description: 'version of this shape' },
  at: { type: 'string', format: 'date-time', description: 'when it was read' },
  director: object({
    name: text('host, file or scene'),
    kind: { enum: ['local', 'practice', 'file'], description: 'practice is simulated, file is a saved text' },
  }),
};

const notes: Schema = {
  type: 'array',
  items: text('what could not be read or is slowed down, for a person'),
};

const definitions: Readonly<Record<string, Schema>> = {
  counters: object({
    conns: count('connections since the counters were zeroed'),
    inPkts: count('packets from clients'),
    outPkts: count('packets to clients; not seen with DR and TUN'),
    inBytes: count('bytes from clients'),
    outBytes: count('bytes to clients'),
  }),
  rates: object({
    cps: rate('connections per second'),
    inPps: rate('packets in per second'),
    outPps: rate('packets out per second'),
    inBps: rate('bytes in per second'),
    outBps: rate('bytes out per second'),
  }),
  server: object(
    {
      key: text('unique in its service: address:port, or the name as it stands in the text'),
      address: text('IPv4 or IPv6 address'),
      port: { type: 'integer', minimum: 0, maximum: 65_535 },
      method: { enum: ['nat', 'dr', 'tun', 'local'] },
      weight: count('0 takes no new connections'),
      active: count('ActiveConn'),
      inactive: count('InActConn'),
      persistent: count('persistence templates'),
      upper: count('upper connection threshold, 0 is off'),
      lower: count('lower connection threshold, 0 is off'),
      tunnel: object({
        type: { enum: ['ipip', 'gue', 'gre'] },
        port: { type: 'integer', minimum: 0, maximum: 65_535 },
        checksum: { enum: ['none', 'csum', 'remcsum'] },
      }),
      counters: ref('counters'),
      rates: ref('rates'),
      share: {
        type: ['number', 'null'],
        minimum: 0,
        maximum: 1,
        description: 'of what its service receives; null when nothing moves',
      },
    },
    ['key'],
  ),
  service: object(
    {
      key: text('unique in the table: tcp:10.0.0.200:80, udp:[fd00::1]:53, fwm:17, fwm6:17'),
      protocol: { enum: ['tcp', 'udp', 'sctp', 'fwm'] },
      family: { enum: [4, 6] },
      address: text('virtual address'),
      port: { type: 'integer', minimum: 0, maximum: 65_535, description: '0 is every port' },
      mark: { type: 'integer', minimum: 0, maximum: 4_294_967_295 },
      scheduler: text('rr, wlc, ...'),
      flags: { type: 'array', items: text('sh-port, mh-fallback, flag-1, ...') },
      persistence: {
        description: 'null: not persistent',
        anyOf: [
          { type: 'null' },
          object(
            {
              timeout: count('seconds'),
              mask: { type: ['string', 'integer'], description: 'IPv4 mask or IPv6 prefix length' },
            },
            ['mask'],
          ),
        ],
      },
      pe: { type: ['string', 'null'], description: 'persistence engine; null: none' },
      ops: { type: 'boolean', description: 'one-packet scheduling' },
      counters: ref('counters'),
      rates: ref('rates'),
      servers: { type: 'array', items: ref('server') },
    },
    ['key', 'servers'],
  ),
  connection: object(
    {
      protocol: {
        enum: ['tcp', 'udp', 'sctp', 'ip', 'icmp', 'icmpv6'],
        description: 'ip: a template of a mark',
      },
      state: text('ESTABLISHED, UDP, ASSURED, ...'),
      expires: count('seconds until the entry is dropped'),
      client: text('client address'),
      clientPort: count('client port'),
      virtual: text('virtual address'),
      virtualPort: count('virtual port'),
      server: text('address of the real server'),
      serverPort: count('port of the real server'),
      peName: text('persistence engine'),
      peData: text('what the engine tells connections apart by'),
      origin: { enum: ['LOCAL', 'SYNC'], description: 'made here, or received from another director' },
    },
    [
      'protocol',
      'state',
      'expires',
      'client',
      'clientPort',
      'virtual',
      'virtualPort',
      'server',
      'serverPort',
    ],
  ),
};

const table = object(
  {
    ...head,
    kind: { const: 'table' },
    version: text('of IPVS'),
    tableSize: count('slots of the connection table'),
    counters: ref('counters'),
    rates: ref('rates'),
    services: { type: 'array', items: ref('service') },
    notes,
  },
  [...Object.keys(head), 'kind', 'services', 'notes'],
);

const service = object({ ...head, kind: { const: 'service' }, service: ref('service'), notes });

const connections = object(
  {
    ...head,
    kind: { const: 'connections' },
    complete: { type: 'boolean', description: 'false: only the head of the table was read' },
    total: count('entries there should be'),
    connections: { type: 'array', items: ref('connection') },
  },
  [...Object.keys(head), 'kind', 'complete', 'connections'],
);

const settings = object(
  {
    ...head,
    kind: { const: 'settings' },
    kernel: text('release'),
    ipvs: text('version of IPVS'),
    ipvsadm: text('version of ipvsadm'),
    timeouts: object({ tcp: count('seconds'), tcpFin: count('seconds'), udp: count('seconds') }),
    daemons: {
      type: 'array',
      items: object({
        role: { enum: ['master', 'backup'] },
        interface: text('network interface'),
        syncId: { type: 'integer', minimum: 0, maximum: 255 },
        maxLen: count('bytes'),
        group: text('multicast group'),
        port: count('UDP port'),
        ttl: count('hops'),
      }),
    },
    schedulers: {
      type: 'object',
      additionalProperties: { enum: ['loaded', 'module', 'missing', 'unknown'] },
    },
    sysctls: { type: 'object', additionalProperties: text('value as the kernel prints it') },
    notes,
  },
  [...Object.keys(head), 'kind', 'schedulers', 'sysctls', 'notes'],
);

/** The schema: one document of any of these kinds. Keys that are not required are absent when not readable. */
export const schema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'lvsh --json',
  description:
    'What lvsh prints with --json. A key that is absent was not readable, and is never to be taken for 0.',
  oneOf: [table, service, connections, settings, plan, history, drain, backups, built, scripts, paths],
  $defs: definitions,
};
