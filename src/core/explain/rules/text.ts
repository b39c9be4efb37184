/** Slips of the text itself: signs that no keyboard makes, lines that run only sometimes. */
import { safe } from '../say.ts';
import type { Finding, Script, SlipRule } from './rule.types.ts';
import { finding, none } from './script.ts';

const checkTypeset = ({ entries }: Script): readonly Finding[] =>
  entries.flatMap(({ typeset, calls }, at) => {
    if (typeset === undefined) return none;
    const silent = calls.some(({ program }) => program === 'ipvsadm-save' || program === 'ipvsadm-restore');
    return typeset.what.map(what =>
      finding(
        at,
        'wrong',
        `${what}${silent ? ' This program passes over it in silence.' : ''}`,
        safe(typeset.right, 200),
      ),
    );
  });

const checkWhere = ({ entries }: Script): readonly Finding[] =>
  entries.flatMap(({ told, where, within = 'another place' }, at) => {
    if (told.read === undefined || where === 'plain') return none;
    return [
      finding(
        at,
        'note',
        where === 'inside'
          ? `It stands in ${within}: only a shell knows whether it runs. It is left out of a plan.`
          : `It stands in ${within}, which is not taken: it is left out of a plan.`,
      ),
    ];
  });

/** Slips of a text that was copied. */
export const textRules: readonly SlipRule[] = [
  {
    id: 'typeset',
    about: 'Long dashes, curved quotes or odd blanks stand in a command.',
    check: checkTypeset,
  },
  { id: 'not-certain', about: 'A command of ipvsadm runs only on some occasion.', check: checkWhere },
];
