/** Slips in the settings of services, and in what is shown and saved of them. */
import { defaultPersistence, schedulerNames } from '../../ipvsadm/options.ts';
import { serviceFamily } from '../../model/service.ts';
import { nearestWithin } from '../../words/nearest.ts';
import { listed, shown } from '../say.ts';
import type { Finding, Script, SlipRule } from './rule.types.ts';
import { commandsOf, factsOf, finding, none } from './script.ts';

const checkBare = (script: Script): readonly Finding[] =>
  commandsOf(script, 'add-service', 'edit-service').flatMap(({ at, words, read }) =>
    read.given.has('persistent') && words.some(({ id, value }) => id === 'persistent' && value === undefined)
      ? [
          finding(
            at,
            'note',
            `-p without a number is ${defaultPersistence} seconds; the manual page says 300.`,
            `-p ${defaultPersistence}`,
          ),
        ]
      : none,
  );

const checkScheduler = (script: Script): readonly Finding[] =>
  commandsOf(script, 'add-service', 'edit-service').flatMap(({ at, command: { config } }) => {
    const { scheduler } = config;
    if (schedulerNames.includes(scheduler)) return none;
    const right =
      schedulerNames.find(name => name === scheduler.toLowerCase()) ??
      nearestWithin(scheduler.toLowerCase(), schedulerNames, 1);
    return [
      finding(
        at,
        'wrong',
        `Linux has no scheduler ${shown(scheduler)}: ipvsadm says "Scheduler or persistence engine not found".`,
        right === undefined ? undefined : `-s ${right}`,
      ),
    ];
  });

const checkWeights = ({ steps }: Script): readonly Finding[] =>
  steps.flatMap(({ placed: { at, read }, service }) => {
    const { command, given } = read;
    const deaf = service?.scheduler === 'rr' || service?.scheduler === 'lc';
    if (!deaf || command.name !== 'add-server' || !given.has('weight') || command.config.weight < 2)
      return none;
    return [
      finding(
        at,
        'note',
        `The scheduler ${service.scheduler} does not look at weights, but for 0: this server gets as much as the others.`,
        `-s w${service.scheduler} for the service`,
      ),
    ];
  });

const checkMask = (script: Script): readonly Finding[] =>
  commandsOf(script, 'add-service', 'edit-service').flatMap(
    ({ at, words, read, command: { config, service } }) => {
      if (!read.given.has('netmask')) return none;
      if (config.persistence === undefined)
        return [
          finding(
            at,
            'wrong',
            '-M means nothing without -p: ipvsadm takes it and forgets it.',
            '-p 360 beside it',
          ),
        ];
      const mask = words.findIndex(({ id }) => id === 'netmask');
      const late = words.findLastIndex(
        ({ id }) =>
          id === 'ipv6' || (id.endsWith('-service') && id !== 'add-service' && id !== 'edit-service'),
      );
      if (
        serviceFamily(service) !== 6 ||
        late < mask ||
        config.persistence.mask !== 128 ||
        words[mask]?.value === '128'
      )
        return none;
      return [
        finding(
          at,
          'wrong',
          '-M stands before the IPv6 address, which sets the mask back to 128: it is lost without a word.',
          '-M after the service',
        ),
      ];
    },
  );

const checkNames = (script: Script): readonly Finding[] => {
  const keeps = (at: number): boolean =>
    script.entries[at]?.calls.some(
      ({ program, redirections }) =>
        program === 'tee' ||
        redirections.some(({ operator, target }) => operator.startsWith('>') && !/^\d$/.test(target)),
    ) === true;
  const saved = (at: number, fix: string): Finding =>
    finding(
      at,
      keeps(at) ? 'wrong' : 'note',
      'Without -n it writes names in the place of addresses: two servers with one name become one, and without DNS the table cannot be made again.',
      fix,
    );
  return [
    ...commandsOf(script, 'list').flatMap(({ at, command: { what, options } }) =>
      options.numeric || what === 'timeouts' || what === 'daemons'
        ? none
        : [
            finding(
              at,
              'note',
              'Without -n every address is looked up by name: it waits where DNS does not answer, and long names are cut.',
              what === 'connections' ? 'ipvsadm -Lnc' : 'ipvsadm -Ln',
            ),
          ],
    ),
    ...commandsOf(script, 'save').flatMap(({ at, command: { numeric } }) =>
      numeric ? [] : [saved(at, 'ipvsadm -Sn')],
    ),
    ...factsOf(script, 'saved-by-name').map(({ at }) => saved(at, 'ipvsadm-save -n')),
  ];
};

const checkMarks = (script: Script): readonly Finding[] => {
  const marks = new Set(factsOf(script, 'mark').map(({ fact }) => fact.mark));
  return commandsOf(script, 'add-service').flatMap(({ at, command: { service } }) => {
    if (service.kind !== 'fwmark' || marks.has(service.mark)) return none;
    return [
      marks.size === 0
        ? finding(
            at,
            'note',
            `Nothing in this text gives packets the mark ${service.mark}: without such a rule the service gets none.`,
            `iptables -t mangle -A PREROUTING -d VIP -p tcp -m multiport --dports 80,443 -j MARK --set-mark ${service.mark}`,
          )
        : finding(
            at,
            'wrong',
            `This text gives packets the mark ${listed([...marks].slice(0, 5).map(String))}, and none the mark ${service.mark}: the service gets no packet.`,
            `--set-mark ${service.mark}`,
          ),
    ];
  });
};

/** Slips about services, what is listed and what is saved. */
export const serviceRules: readonly SlipRule[] = [
  { id: 'persistent-bare', about: '-p stands without a number.', check: checkBare },
  { id: 'scheduler-unknown', about: 'The kernel has no such scheduler.', check: checkScheduler },
  {
    id: 'weights-unused',
    about: 'Weights are given to servers whose scheduler ignores them.',
    check: checkWeights,
  },
  { id: 'mask-lost', about: '-M is ignored for want of -p, or for its place on the line.', check: checkMask },
  { id: 'names', about: '-n is missing where something is shown or saved.', check: checkNames },
  { id: 'mark-missing', about: 'No rule sets the mark of a service by mark.', check: checkMarks },
];
