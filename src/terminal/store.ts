/** The state and the one way to change it. Forty lines, because nothing more is needed (see README.md). */

/** Holds a state; what follows from a message besides the new state is given to `carryOut`. */
export interface Store<State, Message> {
  readonly state: () => State;
  readonly send: (message: Message) => void;
}

/**
 * Makes a store. Messages that are sent while one is answered wait their turn. `changed` is called once for all the
 * messages of one turn of the event loop: thirty keys in one read are one frame.
 */
export const newStore = <State, Message, Effect>(
  first: State,
  update: (state: State, message: Message) => readonly [State, readonly Effect[]],
  carryOut: (effect: Effect) => void,
  changed: () => void,
): Store<State, Message> => {
  let state = first;
  let busy = false;
  let due = false;
  const queue: Message[] = [];
  const announce = (): void => {
    due = false;
    changed();
  };
  return {
    state: () => state,
    send(message) {
      queue.push(message);
      if (busy) return;
      busy = true;
      const before = state;
      try {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
          const [after, effects] = update(state, next);
          state = after;
          for (const effect of effects) carryOut(effect);
        }
      } finally {
        busy = false;
      }
      if (state === before || due) return;
      due = true;
      setImmediate(announce);
    },
  };
};
