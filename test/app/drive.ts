/** Drives the app in tests: keys and readings in, states and effects out. */
import type { Effect } from '../../src/app/effect.ts';
import type { Message } from '../../src/app/message.ts';
import { type Start, start } from '../../src/app/start.ts';
import type { State } from '../../src/app/state.ts';
import { update } from '../../src/app/update.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import { noon, reading } from './director.ts';

/** The start of a test unless it says otherwise. */
export const given: Start = {
  now: noon,
  offsetMinutes: 0,
  columns: 80,
  rows: 24,
  source: { name: 'lb1', kind: 'local', readOnly: false },
  themes: ['dark', 'light', 'mono'],
};

/** The app with every effect that it ever asked for. */
export class Drive {
  state: State;
  readonly effects: Effect[] = [];

  constructor(change: Partial<Start> = {}) {
    const [state, effects] = start({ ...given, ...change });
    this.state = state;
    this.effects.push(...effects);
  }

  send(message: Message): this {
    const [state, effects] = update(this.state, message);
    this.state = state;
    this.effects.push(...effects);
    return this;
  }

  /** Presses keys, apart by blanks: `j j enter`. */
  keys(keys: string): this {
    for (const key of keys.split(' ')) this.send({ type: 'key', key, now: this.state.now });
    return this;
  }

  /** Types a text, a key for each character. */
  type(text: string): this {
    for (const character of text)
      this.send({ type: 'key', key: character === ' ' ? 'space' : character, now: this.state.now });
    return this;
  }

  /** Answers the read under way with a snapshot at its own time, asking for one first if none is. */
  read(snapshot: Snapshot): this {
    const now = Math.max(this.state.now, snapshot.at);
    if (!this.state.reading.pending)
      this.send({ type: 'tick', now: Math.max(now, this.state.reading.askedAt + 60_000) });
    const generation = this.state.reading.generation;
    return this.send({
      type: 'read-done',
      generation,
      now: this.state.now,
      result: { ok: true, value: reading(snapshot) },
    });
  }
}
