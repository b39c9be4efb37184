import { describe, expect, test } from 'vitest';
import { entriesOf } from '../../../src/core/journal/entry.ts';
import { formerWeights } from '../../../src/core/journal/weights.ts';
import { planLines } from './arbitrary.ts';

const vip = '-t 10.0.0.200:80';
const key = 'tcp:10.0.0.200:80\n10.0.0.7:80';
const edit = (weight: number) => `ipvsadm -e ${vip} -r 10.0.0.7:80 -m -w ${weight}`;
const add = (weight: number) => `ipvsadm -a ${vip} -r 10.0.0.7:80 -m -w ${weight}`;
const remove = `ipvsadm -d ${vip} -r 10.0.0.7:80`;
const drain = [edit(0), edit(5)] as const;
const weightsAfter = (...steps: (readonly [string, string])[]) =>
  Object.fromEntries(
    formerWeights(entriesOf(steps.flatMap((step, index) => planLines(`p${index}`, [step])))),
  );

describe('the weight before it was 0', () => {
  test.each([
    { what: 'drained', steps: [drain], known: { [key]: 5 } },
    { what: 'edited while drained', steps: [drain, [edit(0), edit(0)]], known: { [key]: 5 } },
    { what: 'raised again', steps: [drain, [edit(3), edit(0)]], known: {} },
    { what: 'drained again', steps: [drain, [edit(3), edit(0)], [edit(0), edit(3)]], known: { [key]: 3 } },
    { what: 'removed', steps: [drain, [remove, add(0)]], known: { [key]: 5 } },
    { what: 'removed and back', steps: [drain, [remove, add(0)], [add(0), remove]], known: { [key]: 5 } },
    {
      what: 'removed and added with a weight',
      steps: [drain, [remove, add(0)], [add(2), remove]],
      known: {},
    },
    {
      what: 'never drained',
      steps: [
        [remove, add(5)],
        [add(0), remove],
      ],
      known: {},
    },
    { what: 'its service removed', steps: [drain, [`ipvsadm -D ${vip}`, '']], known: { [key]: 5 } },
    {
      what: 'another service removed',
      steps: [drain, ['ipvsadm -D -t 10.0.0.201:80', '']],
      known: { [key]: 5 },
    },
    { what: 'everything cleared', steps: [drain, ['ipvsadm -C', '']], known: { [key]: 5 } },
    { what: 'without what was before', steps: [[edit(0), '']], known: {} },
    {
      what: 'something else',
      steps: [drain, ['sysctl -w net.ipv4.vs.expire_nodest_conn=1', '']],
      known: { [key]: 5 },
    },
  ] as const)('$what', ({ steps, known }) => {
    expect(weightsAfter(...steps)).toEqual(known);
  });

  test('of a mark in IPv6', () => {
    const server = 'ipvsadm -e -f 7 -6 -r [fd00::7]:0 -g -w';
    expect(weightsAfter([`${server} 0`, `${server} 9`])).toEqual({ 'fwm6:7\n[fd00::7]:0': 9 });
  });

  test('steps that failed or never began do not count; one that was under way does', () => {
    const cut = (begun: number) =>
      formerWeights(entriesOf(planLines('a', [drain], { done: 0, begun, outcome: 'unfinished' })));
    expect(cut(0).size).toBe(0);
    expect(cut(1).get(key)).toBe(5);
    const failed = planLines('a', [drain]).map(line =>
      line.kind === 'done' ? { ...line, kind: 'failed' as const } : line,
    );
    expect(formerWeights(entriesOf(failed)).size).toBe(0);
  });
});
