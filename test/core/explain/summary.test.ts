import { expect, test } from 'vitest';
import { explainText } from '../../../src/core/explain/explain.ts';
import { explainSummary } from '../../../src/core/explain/summary.ts';
import { smallNames } from '../../../src/core/ipvsadm/names.ts';

test('counts lines and problems, and gives the commands in their order', () => {
  const text = [
    '# a comment',
    '',
    'VIP=10.0.0.1',
    'setenforce 0',
    'Some text here.',
    'ipvsadm -A -t $VIP:80 -s rr -p',
    'ipvsadm -a -t $VIP:80 -r 10.0.0.7:8080 -g -w 3',
    'ipvsadm -A -t bad',
    'if true; then',
    'ipvsadm -C',
    'fi',
  ].join('\n');
  const summary = explainSummary(explainText(text, { names: smallNames }));
  expect(summary).toMatchObject({
    lines: 9,
    kinds: { ipvsadm: 4, other: 1, shell: 3, unread: 1 },
    problems: { wrong: 2, danger: 1, note: 3 },
  });
  expect(
    summary.commands.map(({ number, command, given, asked }) => [
      number,
      command.name,
      [...given].sort().join(' '),
      asked,
    ]),
  ).toEqual([
    [6, 'add-service', 'persistent scheduler service-address', undefined],
    [
      7,
      'add-server',
      'forwarding-method real-server service-address weight',
      { address: '10.0.0.7', port: 8080 },
    ],
  ]);
});
