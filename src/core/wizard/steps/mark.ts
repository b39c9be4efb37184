/** The questions how packets get their firewall mark: the number, and the program that sets it. */
import type { Marker } from '../../cluster/cluster.types.ts';
import type { Family } from '../../model/address.ts';
import { serviceLabel } from '../../words/labels.ts';
import { count } from '../../words/numbers.ts';
import { runningService } from '../around.ts';
import { freeMark, readMark } from '../reading/mark.ts';
import { error, fromMachine, ok, rather, warn } from '../remarks.ts';
import type { Answers, Ground, Option, Remark, WizardStep } from '../wizard.types.ts';
import { choiceStep } from './choice.ts';
import { withoutFilter } from './snat.ts';

const checkMark = (text: string, family: Family, ground: Ground): readonly Remark[] => {
  const found = readMark(text);
  const free = String(freeMark(ground));
  if (!found.ok) return [error(found.text, rather('mark', free))];
  const mark = found.value;
  const service = runningService(ground, { kind: 'fwmark', mark, family });
  if (service !== undefined)
    return fromMachine(ground, [
      error(
        `Mark ${mark} has a service already, with ${count(service.servers.length, 'real server')}`,
        rather('mark', free),
      ),
    ]);
  if (ground.marks?.includes(mark) === true)
    return [
      warn(
        `A rule of this machine sets mark ${mark} already: its packets would come here, too`,
        rather('mark', free),
      ),
    ];
  const other = runningService(ground, { kind: 'fwmark', mark, family: family === 4 ? 6 : 4 });
  return other === undefined
    ? []
    : [
        ok(
          `Mark ${mark} is that of ${serviceLabel(other.key)} as well, in the other family: they stay apart`,
        ),
      ];
};

/** The step that asks for the number. */
export const markStep = (
  family: (answers: Answers, ground: Ground) => Family,
  when?: WizardStep['when'],
): WizardStep => ({
  id: 'mark',
  label: 'mark',
  question: 'Which number marks the packets?',
  why: () =>
    'The mark is a number that the packet filter writes beside a packet in this machine’s memory; it is on no wire. Any number does that nothing else here uses.',
  example: '1',
  kind: 'text',
  ...(when === undefined ? {} : { when }),
  suggest: (_, ground) => String(freeMark(ground)),
  check: (text, answers, ground) => checkMark(text.trim(), family(answers, ground), ground),
  words: text => {
    const found = readMark(text.trim());
    return found.ok ? `mark ${found.value}` : text;
  },
});

const markers = (family: Family): readonly (Option & { readonly value: Marker })[] => [
  {
    value: family === 4 ? 'iptables' : 'ip6tables',
    title: family === 4 ? 'iptables' : 'ip6tables',
    about: 'a rule in mangle PREROUTING for each address and fifteen ports',
  },
  { value: 'nft', title: 'nft', about: 'a table of its own, which nothing else touches' },
  {
    value: family === 4 ? 'iptables-legacy' : 'ip6tables-legacy',
    title: family === 4 ? 'iptables-legacy' : 'ip6tables-legacy',
    about: 'for kernels without nft, or where all other rules stand there',
  },
];

/** The marker of the answers, for a family. */
export const markerIn = (answers: Answers, ground: Ground, family: Family): Marker => {
  const all = markers(family);
  const given = all.find(({ value }) => value === answers.marker?.trim().toLowerCase())?.value;
  return given ?? ground.markers?.[family] ?? all[0]?.value ?? 'iptables';
};

/** The step that asks which program sets the mark. */
export const markerStep = (
  family: (answers: Answers, ground: Ground) => Family,
  when?: WizardStep['when'],
): WizardStep =>
  choiceStep({
    id: 'marker',
    label: 'marked by',
    question: 'Which program sets the mark?',
    why: () =>
      'One packet filter should hold all rules of a machine: take the one that this machine uses already. All of them mark at the same place, where packets come in and nothing is decided yet.',
    example: 'nft',
    ...(when === undefined ? {} : { when }),
    options: (answers, ground) => markers(family(answers, ground)),
    suggest: (answers, ground) => ground.markers?.[family(answers, ground)],
    check: (_, answers, ground) => withoutFilter(answers, ground),
  });
