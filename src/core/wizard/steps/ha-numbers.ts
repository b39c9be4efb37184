/** The numbers of a pair of directors. */
import { shown } from '../../explain/say.ts';
import { error, rather } from '../remarks.ts';
import type { WizardStep } from '../wizard.types.ts';
import { isKeepalived } from './ha.ts';

const numberStep = (
  parts: Pick<WizardStep, 'id' | 'label' | 'question' | 'why' | 'words'> & {
    readonly least: number;
    readonly most: number;
    readonly usual: number;
    readonly check?: WizardStep['check'];
  },
): WizardStep => {
  const { least, most, usual, check, ...rest } = parts;
  return {
    ...rest,
    example: String(usual),
    kind: 'text',
    when: isKeepalived,
    suggest: () => String(usual),
    check: (text, answers, ground) => {
      const number = text.trim();
      const good = /^[1-9]\d*$/.test(number) && Number(number) >= least && Number(number) <= most;
      return good
        ? (check?.(number, answers, ground) ?? [])
        : [
            error(
              `${shown(number)} is no ${parts.label}: it is a whole number from ${least} to ${most}`,
              rather(parts.id, String(usual)),
            ),
          ];
    },
  };
};

/** The step that asks for the virtual router's number. */
export const routerIdStep: WizardStep = numberStep({
  id: 'router-id',
  label: 'router id',
  question: 'Which number has the pair (virtual router id)?',
  why: () =>
    'Both directors say it in their adverts, so that they know each other. Another pair on the same link must have another number, or the two pairs fight.',
  least: 1,
  most: 255,
  usual: 51,
  words: text => `virtual router ${text.trim()}`,
});

/** By how much the backup stands below the master. */
const below = 50;

/** The backup's priority for a master's. */
export const backupPriority = (master: number): number =>
  Math.max(1, master > below ? master - below : master - 1);

/** The step that asks for the master's priority. */
export const priorityStep: WizardStep = numberStep({
  id: 'priority',
  label: 'priority',
  question: 'Which priority has this director?',
  why: () =>
    'Of those that are alive the director with the highest priority has the VIPs. This one is to be the master, so the file for the other one gets a lower number.',
  least: 2,
  most: 254,
  usual: 100,
  words: text => `${text.trim()}, the backup ${backupPriority(Number(text.trim()))}`,
});

/** The step that asks for the quorum. */
export const quorumStep: WizardStep = numberStep({
  id: 'quorum',
  label: 'quorum',
  question: 'How much weight must be alive for a service to be served?',
  why: () =>
    'When the weights of the servers that are alive sum up to less, the service counts as down, and the sorry server takes over where there is one. One living server is enough unless few of them would break down under the load of all.',
  least: 1,
  most: 0x7fff_ffff,
  usual: 1,
  words: text => `a sum of weights of ${text.trim()}`,
});
