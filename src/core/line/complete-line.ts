/** What may stand where the cursor is, on any line: verbs, and ipvsadm's own syntax. */

import { completeIpvsadm } from './complete.ts';
import { completeVerb } from './complete-verb.ts';
import type { Completion } from './completion.types.ts';
import type { Ground } from './ground.ts';
import { completeVerbName, matchVerb } from './match-verb.ts';
import { isIpvsadmLine } from './program.ts';
import { placeAt, splitLine } from './split.ts';
import type { VerbRow } from './verb.types.ts';

/** The completion of a line at a cursor. An empty line offers the verbs; one that begins with `-` is ipvsadm's. */
export const completeLine = (
  rows: readonly VerbRow[],
  text: string,
  cursor: number,
  ground: Ground,
): Completion => {
  const line = splitLine(text);
  const place = placeAt(line, cursor);
  if (isIpvsadmLine([...place.before, place.piece])) return completeIpvsadm(place, ground);
  const before = text.slice(0, place.piece.from);
  const match = matchVerb(rows, before);
  if (match.kind === 'verb') return completeVerb(match.row, place, ground);
  if (match.kind === 'unknown' && place.before.length > 0)
    return { from: place.piece.from, to: place.piece.to, items: [], hint: match.problem.text };
  const verbs = completeVerbName(rows, place);
  if (place.before.length > 0 || place.piece.text === '') return verbs;
  const tool = completeIpvsadm(place, ground).items.filter(item => item.text === 'ipvsadm');
  return { ...verbs, items: [...verbs.items, ...tool] };
};
