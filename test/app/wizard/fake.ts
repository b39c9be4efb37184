/** A wizard of its own for tests of what keys do: few steps of every kind, and nothing of a network. */

import { type Desk, goTo } from '../../../src/app/wizard/hand.ts';
import type { WizardView } from '../../../src/app/wizard/view.types.ts';
import type { Ground, Remark, Wizard } from '../../../src/core/wizard/wizard.types.ts';

const error = (text: string, instead?: Remark['instead']): Remark =>
  instead === undefined ? { level: 'error', text } : { level: 'error', text, instead };

/** Its steps: `vip`, `rs`, `scheduler`, `sticky`, then `seconds` only where sticky, and `note`. */
export const fake: Wizard = {
  kind: 'dr',
  title: 'New service · fake',
  about: 'A wizard for tests',
  steps: [
    {
      id: 'vip',
      label: 'address',
      kind: 'text',
      question: 'Which address and port do clients call?',
      example: '10.0.0.200:80',
      why: () => 'It is the address that the name of a site stands for.',
      check: text =>
        /^\d+\.\d+\.\d+\.\d+$/.test(text)
          ? [error('Which port?', { label: `${text}:80`, answers: { vip: `${text}:80` } })]
          : /^\d+\.\d+\.\d+\.\d+:\d+$/.test(text)
            ? [{ level: 'ok', text: 'nobody holds it' }]
            : [error('That is no address')],
      words: text => `TCP ${text}`,
    },
    {
      id: 'rs',
      label: 'servers',
      kind: 'servers',
      question: 'Which real servers answer?',
      example: '10.0.0.7 10.0.0.14=3',
      why: () => 'They do the work.',
      check: text => {
        const words = text.split(/[\s,]+/).filter(word => word !== '');
        const far = words.filter(word => word.startsWith('192.'));
        const near = words.filter(word => word.startsWith('10.'));
        const bad = words.filter(word => !far.includes(word) && !near.includes(word));
        return [
          ...bad.map(word => error(`${word} is no address`)),
          ...far.map(word =>
            error(`${word.replace(/=.*/, '')} is behind a router`, {
              label: 'tunnelling',
              answers: {},
              wizard: 'tun',
            }),
          ),
          ...(new Set(words).size < words.length ? [error('One of them stands there twice')] : []),
          ...near.map((word): Remark => ({ level: 'ok', text: `${word} is near` })),
        ];
      },
      words: text => text.split(/[\s,]+/).join(', '),
    },
    {
      id: 'scheduler',
      label: 'scheduler',
      kind: 'choice',
      question: 'Who gets the next connection?',
      example: 'wlc',
      why: () => 'A scheduler picks.',
      suggest: ({ rs = '' }) => (rs.includes('=') ? 'wrr' : 'wlc'),
      options: () => [
        { value: 'wlc', title: 'weighted least connection', about: 'the least load' },
        { value: 'wrr', title: 'weighted round robin', about: 'in turn' },
        { value: 'twos', title: 'two choices', about: 'two drawn', not: 'this kernel lacks it' },
        { value: 'sh', title: 'source hashing', about: 'by the client' },
      ],
      check: () => [],
      words: text => text,
    },
    {
      id: 'sticky',
      label: 'persistence',
      kind: 'flag',
      question: 'Does a client stay on its server?',
      example: '',
      why: () => 'Some sites want it.',
      suggest: () => 'no',
      check: () => [],
      words: text => text,
    },
    {
      id: 'seconds',
      label: 'timeout',
      kind: 'text',
      question: 'For how many seconds?',
      example: '360',
      why: () => 'After that it may go elsewhere.',
      when: ({ sticky }) => sticky === 'yes',
      suggest: () => '360',
      check: text => (/^\d+$/.test(text) ? [] : [error('A number goes here')]),
      words: text => `${text} s`,
    },
    {
      id: 'note',
      label: 'note',
      kind: 'text',
      question: 'What is it for?',
      example: 'the shop',
      why: () => 'So that others know.',
      optional: true,
      check: text => (text === 'careful' ? [{ level: 'warn', text: 'take care' }] : []),
      words: text => text,
    },
  ],
};

/** A machine that tells nothing. */
export const bare: Ground = { director: 'lb1' };

/** The wizard on that machine. */
export const desk: Desk = { wizard: fake, ground: bare };

/** It as it is opened. */
export const opened = (change: Partial<WizardView> = {}): WizardView =>
  goTo(
    {
      type: 'wizard',
      kind: 'dr',
      draft: 1,
      answers: {},
      seen: {},
      at: 'vip',
      caret: 0,
      tried: false,
      scroll: 0,
      explain: false,
      ...change,
    },
    change.at ?? 'vip',
  );
