/** What a reader of /proc/net/ip_vs remembers of the table before, to tell what stands unchanged in the next. */
import type { Endpoints } from './endpoint.ts';
import type { ReadServer, ReadService } from './reading.ts';

/** A table as it was read: its text and the place of every service in it. Holds one generation. */
export interface Memory {
  readonly text: string;
  readonly hz: number | undefined;
  readonly endpoints: Endpoints;
  /** Service by service: where its lines start and end in `text`; -1 where it cannot be taken over. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly services: readonly ReadService[];
}

/** The previous table, walked along beside the new text. */
export class OldTable {
  readonly #memory: Memory;
  #next = 0;
  #byHeader: Map<string, number> | undefined;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** How many characters the lines of `match`'s service have. */
  length = 0;

  /** The old service whose very lines stand at `at`, and end there; undefined when something changed. */
  match(text: string, at: number): ReadService | undefined {
    const index = this.#whole(text, at, this.#next) ? this.#next : this.#find(text, at);
    if (index < 0) return undefined;
    this.#next = index;
    if (!this.#whole(text, at, index)) return undefined;
    this.#next++;
    return this.#memory.services[index];
  }

  /** After `match` found none: the old service with the same first line, to take unchanged real servers from. */
  resume(text: string, at: number): OldServers | undefined {
    const { text: before, starts, ends, services } = this.#memory;
    const index = this.#next;
    const start = starts[index] ?? -1;
    const length = text.indexOf('\n', at) + 1 - at;
    const service = services[index];
    if (start < 0 || length <= 0 || service === undefined) return undefined;
    if (!sameRange(before, start, text, at, length)) return undefined;
    this.#next++;
    return new OldServers(before, start + length, ends[index] ?? 0, service.servers);
  }

  #whole(text: string, at: number, index: number): boolean {
    const memory = this.#memory;
    const start = memory.starts[index] ?? -1;
    if (start < 0) return false;
    const end = memory.ends[index] ?? 0;
    const after = at + end - start;
    if (after > text.length || (after < text.length && text.charCodeAt(after) === 32)) return false;
    // Without its line end the last line may have been cut off.
    if (memory.text.charCodeAt(end - 1) !== 10 || !sameRange(memory.text, start, text, at, end - start))
      return false;
    this.length = end - start;
    return true;
  }

  /** Where a service with this first line was; the next place when that is it. -1 when there was none. */
  #find(text: string, at: number): number {
    const lineEnd = text.indexOf('\n', at);
    if (lineEnd < 0) return -1;
    const start = this.#memory.starts[this.#next] ?? -1;
    if (start >= 0 && sameRange(this.#memory.text, start, text, at, lineEnd + 1 - at)) return this.#next;
    // Services came or went: find where to go on. The order of those that stay does not change.
    this.#byHeader ??= this.#headers();
    return this.#byHeader.get(text.slice(at, lineEnd)) ?? -1;
  }

  #headers(): Map<string, number> {
    const { text, starts } = this.#memory;
    const headers = new Map<string, number>();
    for (const [index, start] of starts.entries()) {
      if (start >= 0) headers.set(text.slice(start, text.indexOf('\n', start)), index);
    }
    return headers;
  }
}

/** The real server lines of an old service, in order. */
export class OldServers {
  /** Length of the line that `next` matched. */
  length = 0;
  readonly #text: string;
  readonly #end: number;
  readonly #servers: readonly ReadServer[];
  #at: number;
  #index = 0;

  constructor(text: string, start: number, end: number, servers: readonly ReadServer[]) {
    this.#text = text;
    this.#at = start;
    this.#end = end;
    this.#servers = servers;
  }

  /** The old server whose line stands the same at `at` in the new text, if there is one. */
  next(text: string, at: number): ReadServer | undefined {
    const found = this.#here(text, at);
    if (found !== undefined || this.#at >= this.#end) return found;
    // The kernel puts a new server before the others; of one that went, the line is passed over.
    const name = text.slice(at, text.indexOf(' ', at + '  -> '.length));
    if (this.#text.startsWith(name, this.#at)) {
      this.#skip();
      return undefined;
    }
    const place = this.#text.slice(this.#at, this.#end).indexOf(`\n${name} `);
    if (place < 0) return undefined;
    const target = this.#at + place + 1;
    while (this.#at < target) this.#skip();
    const same = this.#here(text, at);
    if (same === undefined) this.#skip();
    return same;
  }

  #here(text: string, at: number): ReadServer | undefined {
    const lineEnd = this.#at < this.#end ? this.#text.indexOf('\n', this.#at) : -1;
    if (lineEnd < 0 || !sameRange(this.#text, this.#at, text, at, lineEnd + 1 - this.#at)) return undefined;
    this.length = lineEnd + 1 - this.#at;
    this.#at = lineEnd + 1;
    return this.#servers[this.#index++];
  }

  #skip(): void {
    const lineEnd = this.#text.indexOf('\n', this.#at);
    this.#at = lineEnd < 0 ? this.#end : lineEnd + 1;
    this.#index++;
  }
}

/** Whether `length` characters are the same in both texts. */
const sameRange = (a: string, aStart: number, b: string, bStart: number, length: number): boolean =>
  bStart + length <= b.length && b.startsWith(a.slice(aStart, aStart + length), bStart);
