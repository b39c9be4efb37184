/** What operations meet is a value that says what happened, why, and what to try. Only bugs throw. */

/** The kinds of failure that a program can act on; `other` is for the rest. */
export type FailureKind =
  | 'no-ipvsadm'
  | 'no-module'
  | 'no-permission'
  | 'exists'
  | 'not-found'
  | 'no-scheduler'
  | 'out-of-range'
  | 'not-unicast'
  | 'daemon'
  | 'usage'
  | 'value'
  | 'timeout'
  | 'killed'
  | 'read'
  | 'parse'
  /** What is wanted is so already. */
  | 'nothing'
  | 'other';

/** A typed failure. */
export interface Failure {
  readonly kind: FailureKind;
  /** What happened, one sentence without a full stop. */
  readonly what: string;
  /** Why, where it is known. */
  readonly why?: string;
  /** What to try next. */
  readonly advice?: string;
  /** What the tool itself printed, untouched. */
  readonly output?: string;
}

/** Either a value or a failure. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/** A successful result. */
export const success = <T>(value: T): Result<T> => ({ ok: true, value });

/** A failed result. */
export const failed = (failure: Failure): Result<never> => ({ ok: false, failure });
