/** How each field's answer is written on a command line. */
import { flagWords } from '../../core/ipvsadm/flags.ts';
import { joined } from './facts.ts';
import { yes } from './field.types.ts';
import type { Form } from './form.types.ts';
import { answerTo } from './shown.ts';
import { optionWord } from './table.ts';

/** Stands in the place of an answer that is missing. */
export const gap = '…';

type Writer = (form: Form, id: string) => readonly string[];

/** `-w 3`; nothing where the answer is empty. */
const value =
  (option: string): Writer =>
  (form, id) => {
    const text = answerTo(form, id);
    const needed = form.fields.find(field => field.id === id)?.absent === undefined;
    return text !== '' ? [optionWord(option), text] : needed ? [optionWord(option), gap] : [];
  };

/** The same for what printCommand always writes: an empty answer is written as what it stands for. */
const always =
  (option: string): Writer =>
  (form, id) => {
    const text = answerTo(form, id);
    return [
      optionWord(option),
      text === '' ? (form.fields.find(field => field.id === id)?.absent?.value ?? gap) : text,
    ];
  };

/** `-o`, where the flag is set. */
const flag =
  (option: string): Writer =>
  (form, id) =>
    answerTo(form, id) === yes ? [optionWord(option)] : [];

/** The option that was chosen. */
const chosen: Writer = (form, id) => {
  const option = answerTo(form, id);
  return option === '' ? [] : [optionWord(option)];
};

const place = (form: Form, host: string, port: string): string =>
  joined(answerTo(form, host) === '' ? gap : answerTo(form, host), answerTo(form, port));

/** The flags that are set, by the names that the scheduler gives them. */
const flagNames = (form: Form): readonly string[] => {
  const [first = '', second = ''] = flagWords(answerTo(form, 'scheduler'));
  const set = (id: string, name: string): readonly string[] => (answerTo(form, id) === yes ? [name] : []);
  return [
    ...set('flag-1', first),
    ...set('flag-2', second),
    ...set('raw-1', 'flag-1'),
    ...set('raw-2', 'flag-2'),
    ...set('raw-3', 'flag-3'),
  ];
};

/** The words of a field, in the order of printCommand. Fields that write nothing of their own are absent. */
export const writers: readonly (readonly [id: string, write: Writer])[] = [
  ['vip', form => [optionWord(answerTo(form, 'protocol')), place(form, 'vip', 'port')]],
  ['mark', value('fwmark-service')],
  ['ipv6', flag('ipv6')],
  ['rip', form => [optionWord('real-server'), place(form, 'rip', 'server-port')]],
  ['server-id', value('real-server')],
  ['scheduler', value('scheduler')],
  [
    'persistent',
    form => {
      if (answerTo(form, 'persistent') !== yes) return [];
      const time = answerTo(form, 'timeout');
      return [optionWord('persistent'), ...(time === '' ? [] : [time])];
    },
  ],
  ['netmask', value('netmask')],
  ['pe', (form, id) => (answerTo(form, id) === '' ? [] : value('pe')(form, id))],
  ['ops', flag('ops')],
  [
    'scheduler',
    form => {
      const set = flagNames(form);
      return set.length === 0 ? [] : [optionWord('sched-flags'), set.join(',')];
    },
  ],
  ['method', chosen],
  ['weight', always('weight')],
  ['tun-type', value('tun-type')],
  ['tun-port', value('tun-port')],
  ['gue-checksum', chosen],
  ['gre-checksum', chosen],
  ['u-threshold', value('u-threshold')],
  ['l-threshold', value('l-threshold')],
  ['mcast-interface', always('mcast-interface')],
  ['syncid', value('syncid')],
  ['sync-maxlen', value('sync-maxlen')],
  ['mcast-group', value('mcast-group')],
  ['mcast-port', value('mcast-port')],
  ['mcast-ttl', value('mcast-ttl')],
];
