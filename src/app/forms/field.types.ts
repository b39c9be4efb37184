/**
 * A field of a form is data: what is asked, what may be answered, when it is asked at all. Conditions are data too, so a
 * field knows nothing of the answers, and forms and wizards can share it.
 */
import type { ValueKind } from '../../core/ipvsadm/options.ts';

/** How a field is answered. Numbers and texts are typed; choices and flags are not. */
export type FieldKind = 'text' | 'number' | 'choice' | 'flag';

/** How an answer is read: as the option table says, or as what the table knows only as part of something else. */
export type Reads =
  | ValueKind
  /** 0..65535 or a service name; part of `host:port` in the table. */
  | { readonly kind: 'port' }
  /** An absolute path. */
  | { readonly kind: 'path' }
  /** One line of text. */
  | { readonly kind: 'line' };

/** One of the answers of a choice. */
export interface Choice {
  /** The answer; where it stands for a spelling, the id of a row of the option table. */
  readonly value: string;
  /** As it is shown: `DR`. */
  readonly label: string;
  /** What it is called in words: `direct routing`. */
  readonly title: string;
  /** One sentence without a full stop. */
  readonly about: string;
  /** Why this director would refuse it. */
  readonly not?: string;
}

/** Something that an answer must fulfil. A flag answers `yes` or nothing. */
export type Condition =
  | { readonly field: string; readonly is: readonly string[] }
  | { readonly field: string; readonly isNot: readonly string[] }
  /** The answer is an address with a port written behind it. */
  | { readonly field: string; readonly writes: 'port' };

/** What stands in a field, and why it cannot be changed, while all its conditions hold. */
export interface Fixed {
  readonly when: readonly Condition[];
  /** The value, or the field whose address has the port that stands here. */
  readonly value: string | { readonly portOf: string };
  /** Short: it stands behind the value. */
  readonly why: string;
}

/** What an empty field means. */
export interface Absent {
  /** The value that it stands for, where there is one. */
  readonly value?: string;
  readonly words: string;
}

/** One question. */
export interface Field {
  /** Unique in its form; answers are kept by it. */
  readonly id: string;
  /** At most 12 cells. */
  readonly label: string;
  readonly kind: FieldKind;
  readonly reads: Reads;
  /** The rows of the option table that it fills in; none for what is no option. */
  readonly options: readonly string[];
  /** The answers of a choice; empty for other kinds. */
  readonly choices: readonly Choice[];
  /** What holds when it is left empty; absent where it must be answered. */
  readonly absent?: Absent;
  /** A few words beside the answer. */
  readonly brief: string;
  /** One sentence without a full stop. */
  readonly help: string;
  /** The long explanation, a paragraph each. */
  readonly more: readonly string[];
  /** It is asked only while all of these hold. */
  readonly when: readonly Condition[];
  /** The first that holds decides; none: it can be answered. */
  readonly fixed: readonly Fixed[];
}

/** Answers by the fields' ids, as typed. What was never answered is absent; what is hidden stays. */
export type Answers = Readonly<Record<string, string>>;

/** The answer of a flag that is set. */
export const yes = 'yes';
