/** Which wizards there are, and how a person finds the one that fits. */

import { wizards } from '../core/wizard/run.ts';
import { type WizardKind, wizardKinds } from '../core/wizard/wizard.types.ts';
import { nearest } from '../core/words/nearest.ts';
import { plain } from './out.ts';
import type { Person } from './prompts.ts';
import { paragraph } from './prompts-lines.ts';

/** NAT, DR or TUN: what decides it. */
const choosing =
  'Which fits? Servers on the director’s own link, on the port that is called: dr. In other networks: tun. Another port, or nothing on them may change but the gateway: nat (its answers all pass the director). Not even the gateway: fullnat.';

/** The list, in lines: as many as the smallest usual terminal shows. */
export const wizardList = (): readonly string[] => [
  'lvsh new KIND builds a cluster, or adds to one:',
  ...wizards.flatMap(({ kind, about }) => {
    const [first = '', ...rest] = paragraph(about, 15);
    return [`  ${kind.padEnd(13)}${first.slice(15)}`, ...rest];
  }),
  ...paragraph(choosing, 0),
];

/** The wizard that a word names, or a sentence that says that there is none. */
export const kindOf = (word: string): { readonly kind: WizardKind } | { readonly message: string } => {
  const kind = wizardKinds.find(one => one === word.toLowerCase());
  if (kind !== undefined) return { kind };
  const guess = nearest(word.toLowerCase(), wizardKinds);
  const meant = guess === undefined ? '' : `; did you mean ${guess}?`;
  return {
    message: `there is no wizard ${plain(word).slice(0, 40)}${meant} (wizards: ${wizardKinds.join(' ')})`,
  };
};

/** Asks which one; undefined where the person leaves. */
export const askKind = async (person: Person): Promise<{ readonly kind: WizardKind } | undefined> => {
  for (const line of wizardList()) person.say(line);
  person.say('');
  for (;;) {
    const typed = await person.ask('Which one? [dr]: ');
    if (typed === undefined) return undefined;
    const found = kindOf(typed.trim() === '' ? 'dr' : typed.trim());
    if ('kind' in found) return found;
    for (const line of paragraph(found.message, 3)) person.say(line);
  }
};
