/** Which tables of keys hold in a context. */
import type { Context } from './command.ts';

/**
 * Where the keys of a context come from, the strongest last. A plan that is shown has keys of its own only: nothing
 * else may happen while it waits for a word. So has a wizard, in whose answers every other key is typed.
 */
export const layers = (context: Context): readonly Context[] => {
  if (context === 'change' || context === 'wizard' || context === 'any') return [context];
  if (context === 'menu') return ['any', 'page', 'menu'];
  return context === 'weights' ? ['any', 'table', 'weights'] : ['any', context];
};
