/** No scheduler: `-s none` makes a service that takes configuration and no connections. */
import type { Algorithm } from '../scheduler.ts';

/** Never picks anyone. */
export const none: Algorithm<undefined> = {
  name: 'none',
  start: () => undefined,
  changed: () => undefined,
  pick: () => ({ uid: undefined, state: undefined }),
};
