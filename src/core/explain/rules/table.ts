/** Slips that the table itself shows: what is there already, what is not, what a line throws away. */
import { kernelRefusals } from '../../ipvsadm/messages.ts';
import { serverKey, serviceKey } from '../../model/service.ts';
import { serviceLabel } from '../../words/labels.ts';
import { nearestWithin } from '../../words/nearest.ts';
import { count } from '../../words/numbers.ts';
import { serviceName } from '../command/service.ts';
import { checkForgets } from './forgets.ts';
import type { Finding, Script, SlipRule } from './rule.types.ts';
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
  const noted = new Set<string>();
  return script.steps.flatMap(({ placed: { at, read }, refusal, whole }) => {
    const { command } = read;
    const missing = refusal === kernelRefusals.serviceNotDefined || refusal === kernelRefusals.noService;
    if (!missing || !('service' in command) || command.service === undefined) return none;
    const key = serviceKey(command.service);
    if (!near.has(key)) near.set(key, nearestWithin(key, added, 2));
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
    if (noted.has(key)) return none;
    noted.add(key);
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

/** Lines that a table like that refuses, or that undo another. */
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
