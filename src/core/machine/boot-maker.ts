/** Checks of those who make the table instead of ipvsadm's own unit: keepalived and its kin. */
import { serviceKey } from '../model/service.ts';
import { count } from '../words/numbers.ts';
import type { BootAnswer, BootFacts, BootRule, BootView } from './boot.types.ts';
import { starting } from './boot-start.ts';
import type { Owner, OwnerId } from './owners.types.ts';

/** The systemd units of those who make the table instead. The others are started by Kubernetes or Docker. */
export const ownerUnits: Readonly<Partial<Record<OwnerId, string>>> = {
  keepalived: 'keepalived.service',
  ldirectord: 'ldirectord.service',
};

/** Who makes all of the running table, or all that anybody could tell of it. */
export const makerOf = (facts: BootFacts): Owner | undefined =>
  facts.owners.find(
    ({ owns, sure }) =>
      sure &&
      (owns === 'all' ||
        (owns.length > 0 && (facts.running ?? []).every(({ id }) => owns.includes(serviceKey(id))))),
  );

/** What a person calls those who make the table. */
const whose = (owner: Owner): string =>
  owner.owns === 'all' ? owner.name : `${owner.name}, ${count(owner.owns.length, 'service')}`;

/** Whether one of them is started at boot, as far as systemd has a unit of his. */
const checkStart = (owner: Owner, { facts }: BootView): BootAnswer => {
  const unit = ownerUnits[owner.id];
  const word = unit === undefined ? undefined : facts.ownerUnits.get(unit);
  if (unit === undefined || word === undefined || starting.has(word))
    return { level: 'ok', title: `Its services are made by ${whose(owner)}` };
  if (word === 'disabled')
    return {
      level: 'bad',
      title: `${owner.name} makes the table, and ${unit} is not started at boot`,
      fix: {
        title: `Enable ${unit}`,
        actions: [{ kind: 'unit', unit, enabled: true }],
        how: 'systemd starts it at the next boot; nothing is touched now.',
      },
    };
  return {
    level: 'warn',
    title: `What starts ${owner.name} at boot cannot be told`,
    why: `systemctl is-enabled ${unit} says: ${word}.`,
  };
};

/** Whether ipvsadm's loader makes the same table as well. */
const checkBoth = (owner: Owner, { facts, loader, starts, maker }: BootView): readonly BootAnswer[] =>
  owner !== maker || loader === undefined || starts !== true || loader.auto?.on === false
    ? []
    : [
        {
          level: 'warn',
          title: `${loader.unit} and ${owner.name} both make the table at boot`,
          why: 'What the rules file brings of the same services stays: keepalived was seen to leave their scheduler, weights and further servers as it found them.',
          fix: {
            title: `Leave it to ${owner.name}: disable ${loader.unit}`,
            actions: facts.unit === undefined ? [] : [{ kind: 'unit', unit: loader.unit, enabled: false }],
            how: 'The rules file is no longer loaded at boot; nothing is touched now.',
          },
        },
      ];

/** The rows. */
export const makerRules: readonly BootRule[] = [
  {
    id: 'boot-maker',
    title: 'Whoever makes the table instead is started at boot, and alone',
    why: 'Its configuration, and not the rules file, is what the machine comes back with.',
    check: view =>
      view.facts.owners
        .filter(({ owns }) => owns.length > 0)
        .flatMap(owner => [checkStart(owner, view), ...checkBoth(owner, view)]),
  },
];
