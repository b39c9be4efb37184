/** The variables of a script, as far as its own text tells. */
import { assign } from '../../ipvsadm/shell.ts';
import type { Doubt } from '../../ipvsadm/shell.types.ts';
import { shown } from '../say.ts';

/** What the lines so far have set. */
export class Variables {
  readonly #values = new Map<string, string>();
  /** Those that have a value that only a shell knows. */
  readonly #veiled = new Set<string>();

  /** The values that are known. */
  get values(): ReadonlyMap<string, string> {
    return this.#values;
  }

  /** A variable gets a value. */
  set(name: string, value: string): void {
    assign(this.#values, name, value);
    this.#veiled.delete(name);
  }

  /** A variable gets a value that only a shell knows. */
  veil(name: string): void {
    this.#values.delete(name);
    this.#veiled.add(name);
  }

  /** A doubt, with what is known of the variable that it is about. */
  about(doubt: Doubt): Doubt {
    const { variable } = doubt;
    return variable !== undefined && this.#veiled.has(variable)
      ? { reason: `only a shell knows the value of $${shown(variable)}` }
      : doubt;
  }
}
