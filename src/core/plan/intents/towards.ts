/** A whole table from a file: the smallest plan that makes it. */
import { failed, type Result, success } from '../../model/failure.ts';
import type { Setup } from '../../model/setup.ts';
import type { Intent } from '../intent.types.ts';
import { actionsTowards } from '../towards.ts';
import type { Resolved } from './resolved.types.ts';

/** Resolves the wish for a table; see Intent. Where something would be removed it is confirmed by name. */
export const resolveTowards = (
  { target, title, cautions }: Extract<Intent, { readonly kind: 'towards' }>,
  setup: Setup,
): Result<Resolved> => {
  const actions = actionsTowards(setup, target);
  if (actions.length === 0)
    return failed({ kind: 'value', what: 'What runs is what the file says', why: 'There is nothing to do' });
  const removes = actions.some(
    action =>
      action.kind === 'ipvsadm' &&
      (action.change.name === 'delete-server' || action.change.name === 'delete-service'),
  );
  return success({ title, actions, cautions, ...(removes ? { danger: 'destructive' as const } : {}) });
};
