/** Fields from the option table: range, default, help and spelling come from its rows. */

import { type OptionRow, optionRows } from '../../core/ipvsadm/options.ts';
import { spelling } from '../../core/line/tokens.ts';
import type { Absent, Choice, Condition, Field, FieldKind, Fixed, Reads } from './field.types.ts';
import { type FieldId, type FieldWords, fieldWords } from './words.ts';

/** What a field is besides its words; everything may be left out. */
interface Part {
  readonly choices?: readonly Choice[];
  readonly absent?: Absent;
  readonly when?: readonly Condition[];
  readonly fixed?: readonly Fixed[];
}

/** What a field that is not one option is. */
interface Whole extends Part {
  readonly kind: FieldKind;
  readonly reads: Reads;
  readonly options: readonly string[];
}

/** The row of the option table with an id. */
export const optionRow = (id: string): OptionRow => {
  const row = optionRows.find(candidate => candidate.id === id);
  if (row === undefined) throw new Error(`no ipvsadm option '${id}'`);
  return row;
};

/** How an option is written: `-w`, `--tun-type`. */
export const optionWord = (id: string): string => spelling(optionRow(id));

/** What it means to leave an option out: `0, no limit` is a value with what it means, other texts are words. */
export const absentOf = ({ absent }: OptionRow): Absent | undefined => {
  if (absent === undefined) return undefined;
  const [, value, words] = /^(\S+?)(?:, (.*))?$/.exec(absent) ?? [];
  return value === undefined ? { words: absent } : { value, words: words ?? value };
};

const kindOf = ({ value }: OptionRow, choices: readonly Choice[] | undefined): FieldKind => {
  if (choices !== undefined) return 'choice';
  if (value.kind === 'flag') return 'flag';
  return value.kind === 'integer' || value.kind === 'mark' ? 'number' : 'text';
};

/** A field with its words, whatever it writes. */
export const field = (
  id: FieldId,
  { kind, reads, options, choices = [], absent, when = [], fixed = [] }: Whole,
): Field => {
  const { label, brief = '', help, empty, more }: FieldWords = fieldWords[id];
  const row = options[0] === undefined ? undefined : optionRow(options[0]);
  return {
    id,
    label,
    kind,
    reads,
    options,
    choices,
    ...(absent === undefined ? {} : { absent: { ...absent, words: empty ?? absent.words } }),
    brief,
    help: help ?? row?.help ?? '',
    more,
    when,
    fixed,
  };
};

/** The field of one option; the option's id is the field's unless another is given. */
export const optionField = (id: FieldId, part: Part = {}, option: string = id): Field => {
  const row = optionRow(option);
  const absent = part.absent ?? absentOf(row);
  return field(id, {
    ...part,
    kind: kindOf(row, part.choices),
    reads: row.value,
    options: [option],
    ...(absent === undefined ? {} : { absent }),
  });
};
