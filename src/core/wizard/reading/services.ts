/** Several services of the running table, as a person names them. */
import { findOneService } from '../../line/targets.ts';
import type { SeenService } from '../../model/snapshot.ts';
import { type Read, read, refuse } from './read.types.ts';
import { wordsOf } from './servers.ts';

/** Reads `all`, or names of services; each once, in the order of the table. */
export const readServices = (
  text: string,
  services: readonly SeenService[],
): Read<readonly SeenService[]> => {
  const words = wordsOf(text);
  if (words.length === 0) return refuse('Which services?', 'all');
  if (words.length === 1 && words[0]?.toLowerCase() === 'all') return read(services);
  const chosen = new Set<string>();
  for (const word of words) {
    const found = findOneService(services, word);
    if (!found.ok) {
      const { what, advice } = found.failure;
      return refuse(advice === undefined ? what : `${what}. ${advice}`);
    }
    chosen.add(found.value.key);
  }
  return read(services.filter(({ key }) => chosen.has(key)));
};
