/** A check of a form: pure, given as a row of a table. */
import type { Form, Problem } from './form.types.ts';

/** What is to be said, or nothing. */
export type Check = (form: Form) => Problem | undefined;

/** It cannot be sent so. */
export const error = (field: string, text: string): Problem => ({ field, level: 'error', text });

/** It can be sent; this should be known first. */
export const warning = (field: string, text: string): Problem => ({ field, level: 'warning', text });
