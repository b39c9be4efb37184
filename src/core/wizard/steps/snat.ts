/** The question whether NAT servers reach the outside through the director. */
import { familyIn } from '../reading/vips.ts';
import { error, fromMachine } from '../remarks.ts';
import type { Setting } from '../setting.ts';
import type { Answers, Ground, Remark, WizardStep } from '../wizard.types.ts';
import { flagStep } from './flag.ts';

/** Why nothing here can rewrite or mark packets of the family in question. */
export const withoutFilter = (answers: Answers, ground: Ground): readonly Remark[] => {
  const family = familyIn(answers) ?? 4;
  return ground.markers === undefined || ground.markers[family] !== undefined
    ? []
    : fromMachine(ground, [
        error(
          `Neither ${family === 4 ? 'iptables' : 'ip6tables'} nor nft works here for IPv${family}: install one of them`,
        ),
      ]);
};

/** The step. */
export const snatStep = (setting: Setting): WizardStep =>
  flagStep({
    id: 'snat',
    label: 'SNAT',
    question: 'Shall the real servers reach the outside through the director?',
    why: () =>
      'The director is their gateway, and nobody outside knows the way back to their addresses: updates, names and mail would get no answer. SNAT puts the director’s outer address in the place of theirs on what they begin themselves. IPVS does not need it for clients.',
    suggest: 'no',
    when: (answers, ground) => setting.way(answers, ground) === 'nat',
    yes: 'servers reach the outside by the director’s outer address',
    no: 'none: servers begin nothing to the outside, or others route it',
    checkYes: withoutFilter,
  });
