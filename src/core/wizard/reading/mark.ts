/** Firewall marks: read, and free ones found. */
import { shown } from '../../explain/say.ts';
import type { Ground } from '../wizard.types.ts';
import { type Read, read, refuse } from './read.types.ts';

/** The greatest mark: 32 bits. */
const mostMark = 0xffff_ffff;

/** Reads a mark 1..2^32-1, in decimal or as `0x…`, as iptables takes it. */
export const readMark = (text: string): Read<number> => {
  if (!/^(0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text))
    return refuse(`${shown(text)} is no mark: a number from 1 to ${mostMark} is one`);
  const mark = Number(text);
  if (mark === 0) return refuse('Mark 0 is what every packet has: it would tell nothing apart', '1');
  return mark > mostMark ? refuse(`${shown(text)} does not fit into the 32 bits of a mark`, '1') : read(mark);
};

/** Marks that are spoken for: by services of either family, and by rules. */
const usedMarks = (ground: Ground): ReadonlySet<number> =>
  new Set([
    ...(ground.marks ?? []),
    ...(ground.services ?? []).flatMap(({ id }) => (id?.kind === 'fwmark' ? [id.mark] : [])),
  ]);

/** The least mark that nothing uses. */
export const freeMark = (ground: Ground): number => {
  const used = usedMarks(ground);
  let mark = 1;
  while (used.has(mark)) mark++;
  return mark;
};
