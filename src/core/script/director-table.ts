/** The lines of ipvsadm as parts of a script. */
import { printCommand } from '../ipvsadm/print.ts';
import { printSave } from '../ipvsadm/save.ts';
import { type Server, type Service, serverKey, serviceKey } from '../model/service.ts';
import { serviceLabel } from '../words/labels.ts';
import type { Item, ProgramItem, Script } from './script.types.ts';

const program = (part: Omit<ProgramItem, 'what'>): ProgramItem => ({ what: 'program', ...part });

const ipvsadm = (command: Parameters<typeof printCommand>[0]): readonly string[] => [
  'ipvsadm',
  ...printCommand(command),
];

/** `-a -t 10.0.0.200:80 -r 10.0.0.7:80 `, as `ipvsadm -Sn` begins a server's line whatever its settings are. */
const savedHead = (service: Service, server: Server): string => {
  const [, line = ''] = printSave([{ ...service, servers: [server] }]).split('\n');
  return line
    .split(' ')
    .slice(0, line.split(' ').indexOf('-r') + 2)
    .join(' ');
};

/** Exit code 0 when a line of `ipvsadm -Sn` matches; a fixed text, of the whole line with `-x`. */
const saved = (how: '-qF' | '-qxF', text: string): readonly string[] => [
  'sh',
  '-c',
  `ipvsadm -Sn | grep ${how} -e "$1"`,
  'sh',
  text,
];

/**
 * A service and its servers. What is there already is left as it is, its settings too, and stays at `stop`: only what `start` added is removed.
 * (`ipvsadm -Ln -t VIP:PORT` ends with 1 when there is no such service.)
 */
const serviceItems = (service: Service): readonly Item[] => {
  const { id } = service;
  const label = serviceLabel(serviceKey(id));
  return [
    {
      do: program({
        start: [ipvsadm({ name: 'add-service', service: id, config: service.config })],
        stop: [ipvsadm({ name: 'delete-service', service: id })],
        check: ['ipvsadm', '-Ln', ...printCommand({ name: 'delete-service', service: id }).slice(1)],
      }),
      why: `The virtual service ${label}: what clients call.`,
      without: `there is no service ${label}: clients are refused`,
    },
    ...service.servers.map((server): Item => {
      const key = serverKey(server.id);
      return {
        do: program({
          start: [ipvsadm({ name: 'add-server', service: id, server: server.id, config: server.config })],
          stop: [ipvsadm({ name: 'delete-server', service: id, server: server.id })],
          check: saved('-qF', `${savedHead(service, server)} `),
        }),
        why: `The real server ${key} of ${label}.`,
        without: `${key} is not in ${label} and gets no connections`,
      };
    }),
  ];
};

/** Services and servers (with `ipvsadm -A` and `-a`), in their order. */
export const tableItems = (services: readonly Service[]): readonly Item[] => services.flatMap(serviceItems);

/** Whether services and servers that are there have the settings that are meant; thresholds are not among what -S prints. */
export const tableChecks = (services: readonly Service[]): Script['checks'] =>
  services.flatMap(service =>
    printSave([service])
      .split('\n')
      .filter(line => line !== '')
      .map(line => ({
        run: saved('-qxF', line),
        right: `ipvsadm has: ${line}`,
        wrong: `ipvsadm has not exactly this, but another setting or nothing: ${line}`,
      })),
  );
