/** Short messages at the foot of the screen. */
import type { State } from './state.ts';

/** Says something for a while; warnings stay longer. */
export const say = (state: State, text: string, level: 'info' | 'warn' = 'info'): State => ({
  ...state,
  notice: { text, level, until: state.now + (level === 'warn' ? 10_000 : 4000) },
});
