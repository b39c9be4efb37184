/** Several drains as one: of a machine that stands in several services. */
import type { Estimate } from './drain.types.ts';

type Of<K extends Estimate['kind']> = Extract<Estimate, { readonly kind: K }>;

/** What keeps a drain from ending goes before what only takes its time. */
const weight: Readonly<Record<Estimate['kind'], number>> = {
  coming: 8,
  sending: 7,
  still: 6,
  unknown: 5,
  falling: 4,
  held: 3,
  silence: 2,
  closing: 1,
  drained: 0,
};

const leftOf = (estimate: Estimate): number =>
  'leftMs' in estimate && estimate.leftMs !== undefined ? estimate.leftMs : 0;

const pace = (estimates: readonly (Of<'falling'> | Of<'coming'>)[]): number =>
  estimates.reduce((sum, { perMinute }) => sum + perMinute, 0);

/** The estimate for all of them together: over when the last one is. Nothing is left of none. */
export const combined = (estimates: readonly Estimate[]): Estimate => {
  const [first] = [...estimates].sort((a, b) => weight[b.kind] - weight[a.kind] || leftOf(b) - leftOf(a));
  if (first === undefined) return { kind: 'drained' };
  const leftMs = Math.max(...estimates.map(leftOf));
  const same = <K extends Estimate['kind']>(kind: K): readonly Of<K>[] =>
    estimates.filter((one): one is Of<K> => one.kind === kind);
  switch (first.kind) {
    case 'coming':
      return { ...first, perMinute: pace(same('coming')) };
    case 'falling':
      return { ...first, perMinute: pace(same('falling')), leftMs };
    case 'still':
      return { kind: 'still', forMs: Math.max(...same('still').map(({ forMs }) => forMs)) };
    case 'held':
      return first.leftMs === undefined ? first : { ...first, leftMs };
    case 'silence':
    case 'closing':
      return { ...first, leftMs };
    default:
      return first;
  }
};
