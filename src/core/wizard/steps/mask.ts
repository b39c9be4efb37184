/** The question who counts as one client. */
import { prefixOfMask } from '../../explain/networks.ts';
import { shown } from '../../explain/say.ts';
import { type Family, fullLength } from '../../model/address.ts';
import type { Persistence } from '../../model/service.ts';
import { whole } from '../../words/numbers.ts';
import { type Read, read, refuse } from '../reading/read.types.ts';
import { error, ok, rather, warn } from '../remarks.ts';
import { chosenService, serviceFamilyIn } from '../setting.ts';
import type { Answers, Ground, Remark, WizardStep } from '../wizard.types.ts';

/** Reads the length of the part of an address that counts: `24`, `/24`, `255.255.255.0`; IPv6 1..128. */
export const readMask = (text: string, family: Family): Read<number> => {
  const most = fullLength(family);
  const bare = text.replace(/^\//, '');
  const prefix = /^\d{1,3}$/.test(bare) ? Number(bare) : family === 4 ? prefixOfMask(bare) : undefined;
  if (prefix === undefined)
    return refuse(`${shown(text)} is no mask: a length of 1 to ${most} is one`, String(most));
  if (prefix === 0) return refuse('A length of 0 would make all clients one, on one server', String(most));
  return prefix > most
    ? refuse(`${shown(text)} is more than ${most}, the whole address`, String(most))
    : read(prefix);
};

const lengthOf = (mask: Persistence['mask'] | undefined): number | undefined =>
  typeof mask === 'string' ? prefixOfMask(mask) : mask;

const asOne = (prefix: number, family: Family): string => {
  const bits = fullLength(family) - prefix;
  return bits <= 16 ? `${whole(2 ** bits)} addresses` : `a /${prefix}`;
};

const checkMask = (text: string, answers: Answers, ground: Ground): readonly Remark[] => {
  const family = serviceFamilyIn(answers, ground);
  const found = readMask(text, family);
  if (!found.ok)
    return [error(found.text, found.better === undefined ? undefined : rather('mask', found.better))];
  const prefix = found.value;
  const most = fullLength(family);
  if (prefix === most) return [];
  const text_ = `${asOne(prefix, family)} count as one client and share a server: the fewer clients there are, the less even the load`;
  return prefix < (family === 4 ? 16 : 48) ? [warn(text_)] : [ok(text_)];
};

/** The step that asks who counts as one client. */
export const maskStep: WizardStep = {
  id: 'mask',
  label: 'mask',
  question: 'How much of a client’s address counts?',
  why: () =>
    'With the whole address each client is by itself. With less, neighbours count as one: right where a provider sends one user through several proxies, and uneven, for a whole office or provider then sits on one server.',
  example: '24',
  kind: 'text',
  suggest: (answers, ground) =>
    String(
      lengthOf(chosenService(answers, ground)?.persistence?.mask) ??
        fullLength(serviceFamilyIn(answers, ground)),
    ),
  check: (text, answers, ground) => checkMask(text.trim(), answers, ground),
  words: (text, answers, ground) => {
    const family = serviceFamilyIn(answers, ground);
    const found = readMask(text.trim(), family);
    if (!found.ok) return text;
    return found.value === fullLength(family)
      ? 'each address by itself'
      : `the first ${found.value} bits: ${asOne(found.value, family)} are one client`;
  },
};
