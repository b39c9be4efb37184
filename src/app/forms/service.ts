/** The fields of a virtual service, and what their answers are to begin with. */
import type { SchedulerState } from '../../core/director/reading.ts';
import { flagWords } from '../../core/ipvsadm/flags.ts';
import { defaultPersistence, defaultScheduler, schedulerNames } from '../../core/ipvsadm/options.ts';
import {
  type Service,
  type ServiceId,
  serviceFamily,
  serviceKey,
  wholeMask,
} from '../../core/model/service.ts';
import { serviceLabel } from '../../core/words/labels.ts';
import { durationWords } from '../../core/words/numbers.ts';
import { engines, protocols, schedulers } from './choices.ts';
import { type Answers, type Condition, type Field, yes } from './field.types.ts';
import { field, optionField } from './table.ts';

const addressed: Condition = {
  field: 'protocol',
  is: ['tcp-service', 'udp-service', 'sctp-service'],
};
const marked: Condition = { field: 'protocol', is: ['fwmark-service'] };
const packetwise: Condition = { field: 'protocol', is: ['udp-service', 'fwmark-service'] };
const persists: Condition = { field: 'persistent', is: [yes] };

/** Schedulers that give flags names of their own. */
const flagged = schedulerNames.filter(name => flagWords(name).length > flagWords('').length);

/** The options that stand for a protocol. */
const protocolOptions = { tcp: 'tcp-service', udp: 'udp-service', sctp: 'sctp-service' } as const;

const flagField = (id: 'flag-1' | 'flag-2' | 'raw-1' | 'raw-2' | 'raw-3', names: readonly string[]): Field =>
  field(id, {
    kind: 'flag',
    reads: { kind: 'scheduler-flags' },
    options: ['sched-flags'],
    when: [{ field: 'scheduler', is: names }],
  });

/** Flags that are set and that the scheduler has no name for: they are kept as long as it stays. */
const rawFlags = (service: Service | undefined): readonly Field[] => {
  if (service === undefined) return [];
  const { scheduler, flags } = service.config;
  const named = flagged.includes(scheduler) ? ['flag-1', 'flag-2'] : [];
  return (['flag-1', 'flag-2', 'flag-3'] as const).flatMap((flag, index) =>
    flags.includes(flag) && !named.includes(flag)
      ? [flagField((['raw-1', 'raw-2', 'raw-3'] as const)[index] ?? 'raw-3', [scheduler])]
      : [],
  );
};

const schedulingFields = (
  states: readonly SchedulerState[] | undefined,
  service: Service | undefined,
): readonly Field[] => {
  const engineAlone = service?.config.pe !== undefined && service.config.persistence === undefined;
  const now = service?.config.pe;
  const otherEngine = now === undefined || engines.some(({ value }) => value === now) ? [] : [now];
  return [
    optionField('scheduler', { choices: schedulers(states, service?.config.scheduler) }),
    flagField('flag-1', flagged),
    flagField('flag-2', flagged),
    ...rawFlags(service),
    field('persistent', { kind: 'flag', reads: { kind: 'flag' }, options: ['persistent'] }),
    optionField(
      'timeout',
      {
        when: [persists],
        absent: {
          value: String(defaultPersistence),
          words: `${defaultPersistence}, ${durationWords(defaultPersistence)}`,
        },
      },
      'persistent',
    ),
    optionField('netmask', { when: [persists] }),
    optionField('pe', {
      // An engine without persistence does nothing; where it is set, it must be possible to see it and to keep it.
      when: engineAlone ? [] : [persists],
      choices: [
        ...engines,
        ...otherEngine.map(name => ({
          value: name,
          label: name,
          title: 'not known to lvsh',
          about: 'An engine that this director has and lvsh does not know',
        })),
      ],
    }),
    optionField('ops', { when: [packetwise] }),
  ];
};

/** The fields of a service that is made. */
export const newServiceFields = (states: readonly SchedulerState[] | undefined): readonly Field[] => [
  field('protocol', {
    kind: 'choice',
    reads: { kind: 'flag' },
    options: protocols.map(({ value }) => value),
    choices: protocols,
  }),
  field('vip', {
    kind: 'text',
    reads: { kind: 'service', protocol: 'tcp' },
    options: Object.values(protocolOptions),
    when: [addressed],
  }),
  field('port', {
    kind: 'text',
    reads: { kind: 'port' },
    options: Object.values(protocolOptions),
    absent: { value: '0', words: '0, every port' },
    when: [addressed],
    fixed: [
      { when: [{ field: 'vip', writes: 'port' }], value: { portOf: 'vip' }, why: 'written with the address' },
    ],
  }),
  optionField('mark', { when: [marked] }, 'fwmark-service'),
  optionField('ipv6', { when: [marked] }),
  ...schedulingFields(states, undefined),
];

/** The fields of a service that is there. */
export const serviceFields = (
  service: Service,
  states: readonly SchedulerState[] | undefined,
): readonly Field[] => [
  field('service-id', {
    kind: 'text',
    reads: { kind: 'line' },
    options: [...Object.values(protocolOptions), 'fwmark-service', 'ipv6'],
    fixed: [
      {
        when: [],
        value: serviceLabel(serviceKey(service.id)),
        why: `another ${service.id.kind === 'fwmark' ? 'mark' : 'address'} is another service`,
      },
    ],
  }),
  ...schedulingFields(states, service),
];

/** The first answers for a new service. */
export const newServiceAnswers: Answers = { protocol: 'tcp-service', scheduler: defaultScheduler, pe: '' };

const protocolAnswer = (id: ServiceId): string =>
  id.kind === 'fwmark' ? 'fwmark-service' : protocolOptions[id.protocol];

/** The answers that give a service as it is. */
export const serviceAnswers = ({ id, config }: Service): Answers => {
  const { scheduler, persistence, pe, ops, flags } = config;
  const whole = persistence === undefined || persistence.mask === wholeMask(serviceFamily(id));
  const named = flagged.includes(scheduler);
  const flag = (name: (typeof flags)[number], own: boolean): string =>
    flags.includes(name) && own ? yes : '';
  return {
    protocol: protocolAnswer(id),
    scheduler,
    'flag-1': flag('flag-1', named),
    'flag-2': flag('flag-2', named),
    'raw-1': flag('flag-1', !named),
    'raw-2': flag('flag-2', !named),
    'raw-3': flag('flag-3', true),
    persistent: persistence === undefined ? '' : yes,
    timeout: persistence === undefined ? '' : String(persistence.timeout),
    netmask: whole ? '' : String(persistence.mask),
    pe: pe ?? '',
    ops: ops ? yes : '',
  };
};
