/** Slips that the table itself shows: what is there already, what is not, what a line throws away. */
import { kernelRefusals } from '../../ipvsadm/messages.ts';
import { flagOption, serverConfigWords, serviceConfigWords, thresholdWords } from '../../ipvsadm/print.ts';
import {
  type ServerConfig,
  type ServiceConfig,
  serverKey,
  serviceFamily,
  serviceKey,
} from '../../model/service.ts';
import { serviceLabel } from '../../words/labels.ts';
import { count } from '../../words/numbers.ts';
import { serviceName } from '../command/service.ts';
import type { ReadCommand } from '../explain.types.ts';
import { nearest } from '../nearest.ts';
import { listed } from '../say.ts';
import type { Finding, Script, SlipRule, Step } from './rule.types.ts';
import { commandsOf, finding, none } from './script.ts';

const says = (words: string): string => `ipvsadm says "${words}" and ends with exit code 255`;

const checkTwice = ({ steps }: Script): readonly Finding[] =>
  steps.flatMap(({ placed: { at, read }, refusal }) => {
    const { command } = read;
    if (refusal === kernelRefusals.serviceExists && command.name === 'add-service')
      return [
        finding(
          at,
          'wrong',
          `${serviceName(command.service)} is there already when this line comes: ${says(refusal)}.`,
          '-E to change it',
        ),
      ];
    if (refusal === kernelRefusals.destinationExists && command.name === 'add-server')
      return [
        finding(
          at,
          'wrong',
          `${serverKey(command.server)} is in ${serviceName(command.service)} already when this line comes: ${says(refusal)}.`,
          '-e to change it',
        ),
      ];
    return none;
  });

/** More services than these are not compared with a misspelt one. */
const mostCompared = 50;

const checkService = (script: Script): readonly Finding[] => {
  const added = [
    ...new Set(
      commandsOf(script, 'add-service')
        .slice(0, mostCompared)
        .map(({ command }) => serviceKey(command.service)),
    ),
  ];
  const near = new Map<string, string | undefined>();
  return script.steps.flatMap(({ placed: { at, read }, refusal, whole }) => {
    const { command } = read;
    const missing = refusal === kernelRefusals.serviceNotDefined || refusal === kernelRefusals.noService;
    if (!missing || !('service' in command) || command.service === undefined) return none;
    const key = serviceKey(command.service);
    if (!near.has(key)) near.set(key, nearest(key, added, 2));
    const meant = near.get(key);
    const fix = meant === undefined ? undefined : serviceLabel(meant);
    if (whole || meant !== undefined)
      return [
        finding(
          at,
          'wrong',
          `There is no ${serviceName(command.service)} when this line comes: ${says(refusal)}.`,
          fix === undefined ? 'ipvsadm -A for the service, before it' : `${fix}, which this text adds`,
        ),
      ];
    return command.name === 'add-server'
      ? [
          finding(
            at,
            'note',
            `No line of this text adds ${serviceName(command.service)}: it must be there already.`,
          ),
        ]
      : none;
  });
};

const checkServer = ({ steps }: Script): readonly Finding[] =>
  steps.flatMap(({ placed: { at, read }, refusal, service }) => {
    const { command } = read;
    if (refusal !== kernelRefusals.noDestination || service === undefined || !('server' in command))
      return none;
    const { asked } = read;
    const swapped = asked !== undefined && asked.port !== command.server.port;
    return [
      finding(
        at,
        'wrong',
        `${serviceName(command.service)} has no server ${serverKey(command.server)} when this line comes: ${says(refusal)}.${swapped ? ` Without -m the port ${asked.port} is not looked at.` : ''}`,
        swapped ? '-m on the line' : undefined,
      ),
    ];
  });

const checkThresholds = ({ steps }: Script): readonly Finding[] =>
  steps.flatMap(({ placed: { at }, refusal }) =>
    refusal === kernelRefusals.outOfRange
      ? [
          finding(
            at,
            'wrong',
            `The lower threshold (-y) is above the upper one (-x): ${says(refusal)}.`,
            '-x at least as large as -y',
          ),
        ]
      : none,
  );

const checkClear = ({ steps }: Script): readonly Finding[] =>
  steps.flatMap(({ placed: { at, read }, services, whole }) => {
    if (read.command.name !== 'flush') return none;
    if (services > 0)
      return [
        finding(
          at,
          'danger',
          `${count(services, 'service')} ${services === 1 ? 'is' : 'are'} there when this line comes: every client is cut off, open connections are reset.`,
          'Leave it out: lvsh makes only what differs',
        ),
      ];
    return whole
      ? none
      : [
          finding(
            at,
            'note',
            'If services run already, all their clients are cut off at this line.',
            'Leave it out: lvsh makes only what differs',
          ),
        ];
  });

/** The options of a server's settings: what stands in the one and not in the other. */
const serverOptions = (config: ServerConfig): ReadonlyMap<string, string> => {
  const [method = '', ...rest] = serverConfigWords(config);
  return pairs(['method', method, ...rest, ...thresholdWords(config)]);
};

const serviceOptions = (config: ServiceConfig, family: 4 | 6): ReadonlyMap<string, string> =>
  pairs([...serviceConfigWords(config, family), ...flagOption(config)]);

/** Options with their values; one without a value stands for itself. */
const pairs = (words: readonly string[]): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    if (word === 'method' || (next !== undefined && !next.startsWith('-'))) {
      found.set(word, next ?? '');
      at++;
    } else found.set(word, '');
  }
  return found;
};

/** What a line gives up, as options: those of the former settings that the new ones have not, or have otherwise. */
const lost = (
  former: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
  given: ReadonlySet<string>,
): readonly string[] =>
  [...former].flatMap(([option, value]) => {
    if (now.get(option) === value || given.has(option)) return [];
    return [option === 'method' ? value : value === '' ? option : `${option} ${value}`];
  });

const written: Readonly<Record<string, string>> = {
  '-s': 'scheduler',
  '-p': 'persistent',
  '-M': 'netmask',
  '--pe': 'pe',
  '-o': 'ops',
  '-b': 'sched-flags',
  method: 'forwarding-method',
  '-w': 'weight',
  '-x': 'u-threshold',
  '-y': 'l-threshold',
  '--tun-type': 'tun-type',
  '--tun-port': 'tun-port',
};

const optionsOn = ({ given }: ReadCommand): ReadonlySet<string> => {
  const names: ReadonlySet<string> = given;
  return new Set(Object.entries(written).flatMap(([option, name]) => (names.has(name) ? [option] : [])));
};

const forgotten = ({ placed: { read }, service, server }: Step): readonly string[] | undefined => {
  const { command } = read;
  if (command.name === 'edit-server')
    return server && lost(serverOptions(server), serverOptions(command.config), optionsOn(read));
  if (command.name !== 'edit-service') return [];
  const family = serviceFamily(command.service);
  return (
    service && lost(serviceOptions(service, family), serviceOptions(command.config, family), optionsOn(read))
  );
};

const returns = {
  'edit-server': [
    ['method', 'the method (to -g)'],
    ['-w', 'the weight (to 1)'],
    ['-x', 'the thresholds (to none)'],
  ],
  'edit-service': [
    ['-s', 'the scheduler (to wlc)'],
    ['-p', 'persistence (to none)'],
  ],
} as const;

const checkForgets = ({ steps }: Script): readonly Finding[] =>
  steps.flatMap(step => {
    const { read, at } = step.placed;
    const { command } = read;
    if (command.name !== 'edit-server' && command.name !== 'edit-service') return none;
    const letter = command.name === 'edit-server' ? '-e' : '-E';
    const gone = forgotten(step);
    if (gone === undefined) {
      if (step.whole) return none;
      const on = optionsOn(read);
      const open = returns[command.name].filter(([option]) => !on.has(option)).map(([, words]) => words);
      // Thresholds are rare: they alone are not worth a note.
      return open.every(words => words.startsWith('the thresholds'))
        ? none
        : [
            finding(
              at,
              'note',
              `${letter} sets everything anew. Not on this line, so back at its default: ${listed(open)}.`,
            ),
          ];
    }
    if (gone.length === 0 || step.refusal !== undefined) return none;
    return [
      finding(
        at,
        'danger',
        `${letter} sets everything anew, and forgets what the line does not repeat: ${listed(gone)}. lvsh keeps it; ipvsadm does not.`,
        `${gone.join(' ')} on the same line`,
      ),
    ];
  });

export const tableRules: readonly SlipRule[] = [
  { id: 'added-twice', about: 'A service or server is added that is there already.', check: checkTwice },
  {
    id: 'service-missing',
    about: 'A line is about a service that is neither in the text nor running.',
    check: checkService,
  },
  {
    id: 'server-missing',
    about: 'A line changes or removes a server that the service does not have.',
    check: checkServer,
  },
  { id: 'thresholds', about: 'The lower threshold is above the upper one.', check: checkThresholds },
  { id: 'clear', about: 'The table is cleared while services are in it.', check: checkClear },
  {
    id: 'edit-forgets',
    about: 'An edit does not repeat what is set, and so unsets it.',
    check: checkForgets,
  },
];
