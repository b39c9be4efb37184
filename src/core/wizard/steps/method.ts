/** The question for the forwarding method, where a wizard has several. */
import type { WizardStep } from '../wizard.types.ts';
import { choiceStep } from './choice.ts';

/** The step that asks how packets reach the servers. */
export const methodStep = (suggest?: WizardStep['suggest']): WizardStep =>
  choiceStep({
    id: 'method',
    label: 'method',
    question: 'How do packets reach the real servers?',
    why: () =>
      'With direct routing and tunnelling the servers answer clients by themselves, which costs the director least. Direct routing needs servers on the director’s own link, tunnelling reaches further. With NAT servers need nothing but the director as their gateway, and all answers pass through it.',
    example: 'dr',
    options: () => [
      { value: 'dr', title: 'direct routing', about: 'servers on the same link answer clients themselves' },
      { value: 'nat', title: 'NAT', about: 'servers answer through the director, which is their gateway' },
      {
        value: 'tun',
        title: 'tunnelling',
        about: 'servers anywhere unwrap packets and answer clients themselves',
      },
    ],
    ...(suggest === undefined ? {} : { suggest }),
  });
