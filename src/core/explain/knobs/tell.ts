/** A kernel setting that a line makes, in words. */
import { shown } from '../say.ts';
import type { Fact } from '../told.types.ts';
import type { Knob } from './name.ts';

/** What setting it to a value means. */
export interface ToldSetting {
  readonly words: readonly string[];
  readonly why: readonly string[];
  readonly facts: readonly Fact[];
}

/**
 * The words for a setting that gets a value; `lasts`: at once and until the next boot, or in a file for every boot.
 * What is wrong with its name is told by the rules, from the fact.
 */
export const tellSetting = (
  knob: Knob,
  value: string,
  lasts: 'now' | 'file',
  as: 'path' | 'name' = 'name',
): ToldSetting => {
  const values = knob.row?.values ?? {};
  const meaning = Object.hasOwn(values, value) ? values[value] : undefined;
  const last = knob.name.slice(knob.name.lastIndexOf('.') + 1);
  return {
    words: [
      `${knob.misspelt === undefined ? 'Sets' : 'Is meant to set'} ${shown(knob.misspelt?.name ?? knob.name)} to ${value === '' ? 'nothing' : shown(value)}${lasts === 'now' ? ' until the next boot' : ' for every boot'}.`,
    ],
    why:
      knob.row === undefined || meaning === undefined
        ? []
        : [`${knob.row.about} (${last}=${value}): ${meaning}.`],
    facts: [{ kind: 'setting', knob, value, lasts, as }],
  };
};
