/**
 * The table of a director, put together from reads that come at different times. Holds what is needed from one read
 * to the next, and gives a service that did not change as the same object as before.
 */

import { forgetServers, type TrackedService, trackService } from '../core/director/counts.ts';
import { type GuessedService, type Identity, identify } from '../core/director/identity.ts';
import { keepService, sameShape } from '../core/director/keep.ts';
import { mergeService } from '../core/director/mergeservice.ts';
import { sortedServers, sortedServices } from '../core/director/order.ts';
import type { ServiceId } from '../core/model/service.ts';
import type { SeenService } from '../core/model/snapshot.ts';

/** A row of the table with what was made of it. */
interface Slot {
  readonly row: GuessedService;
  readonly identity: Identity;
  /** The merged service, until a part of it changes. */
  merged?: SeenService | undefined;
  /** The merged service before that, to keep it when the change says nothing new. */
  before?: SeenService | undefined;
}

/** A listing of one service that is newer than the table. */
interface Focused {
  readonly service: SeenService;
  readonly at: number;
}

/** The growing picture. Every `take…` gives the picture one more read; `services` looks at it. */
export class Assembly {
  #rows: readonly GuessedService[] = [];
  #slots: readonly Slot[] = [];
  #byKey = new Map<string, Slot>();
  #sorted: readonly SeenService[] | undefined;
  #before: readonly SeenService[] = [];
  #tableAt = 0;
  #rules: ReadonlyMap<string, SeenService> = new Map();
  #thresholds: ReadonlyMap<string, SeenService> = new Map();
  #templates: ReadonlyMap<string, SeenService> = new Map();
  #someLimits = new Map<string, SeenService>();
  #kernelRates: ReadonlyMap<string, SeenService> | undefined;
  #counts = new Map<string, TrackedService>();
  #focused = new Map<string, Focused>();
  #frozen = false;
  /** Counters older than this are not shown as if they were new. */
  #countsSince = Number.NEGATIVE_INFINITY;
  #order: readonly Slot[] = [];

  /**
   * Takes the services of /proc/net/ip_vs as read at `at`; unchanged ones should be the same objects as last time.
   * True when services, servers or settings came, went or changed (not when only weights or connections did).
   */
  takeTable(rows: readonly GuessedService[], at: number): boolean {
    this.#tableAt = at;
    this.#dropFocused();
    if (rows === this.#rows) return false;
    const sameSet =
      rows.length === this.#rows.length && rows.every((row, index) => row.key === this.#rows[index]?.key);
    const former = this.#slots;
    this.#rows = rows;
    if (!sameSet) {
      this.#rebuild();
      return true;
    }
    let shaped = false;
    let changed = false;
    this.#slots = rows.map((row, index) => {
      const slot = former[index];
      if (slot !== undefined && slot.row === row) return slot;
      changed = true;
      const next = this.#slot(row, slot?.identity ?? row, slot);
      if (slot === undefined || !sameShape(slot.row, row)) {
        shaped = true;
        this.#forgetLeft(next.identity.key, row);
      }
      this.#byKey.set(next.identity.key, next);
      return next;
    });
    if (changed) this.#changed(this.#order.map(slot => this.#byKey.get(slot.identity.key) ?? slot));
    return shaped;
  }

  /** Takes `-Sn` of all services. */
  takeRules(services: readonly SeenService[]): void {
    this.#rules = new Map(services.map(service => [service.key, service]));
    this.#rebuild();
  }

  /** Takes a listing of all services with their thresholds, or with the number of templates. */
  takeLimits(services: readonly SeenService[], kind: 'thresholds' | 'templates'): void {
    const listed = new Map(services.map(service => [service.key, service]));
    if (kind === 'thresholds') this.#thresholds = listed;
    else this.#templates = listed;
    this.#someLimits.clear();
    this.#touchAll();
  }

  /** Takes listings of some services with both. */
  takeSomeLimits(services: readonly SeenService[]): void {
    for (const service of services) {
      this.#someLimits.set(service.key, service);
      this.#touch(service.key);
    }
  }

  /** Takes a `--rate` listing. It holds until counters are taken again. */
  takeKernelRates(services: readonly SeenService[]): void {
    this.#kernelRates = new Map(services.map(service => [service.key, service]));
    this.#touchAll();
  }

  /** Takes counters that were read at `at`; `whole`: of all services, so that those not in it are forgotten. */
  takeCounters(services: readonly SeenService[], at: number, whole: boolean): void {
    if (whole) {
      const seen = new Set(services.map(service => service.key));
      for (const key of [...this.#counts.keys()]) if (!seen.has(key)) this.#counts.delete(key);
    }
    if (this.#kernelRates !== undefined) this.#touchAll();
    this.#kernelRates = undefined;
    for (const service of services) {
      if (service.counters === undefined) continue;
      this.#counts.set(service.key, trackService(this.#counts.get(service.key), service, at));
      this.#touch(service.key);
    }
  }

  /** Takes listings of single services, newer than the table: they stand in for their rows until it is read again. */
  takeFocused(services: readonly SeenService[], at: number): void {
    for (const service of services) {
      if (service.scheduler === undefined) continue;
      this.#focused.set(service.key, { service, at });
      this.#touch(service.key);
    }
  }

  /** Whether the kernel's estimator is switched off (net.ipv4.vs.run_estimation=0). */
  setFrozen(frozen: boolean): void {
    if (frozen !== this.#frozen) this.#touchAll();
    this.#frozen = frozen;
  }

  /** Counters that were last sampled before `since` are not shown any more. */
  forgetCountersBefore(since: number): void {
    for (const [key, { at }] of this.#counts) {
      if (at < since && at >= this.#countsSince) this.#touch(key);
    }
    this.#countsSince = since;
  }

  /** The rules' service of a row, for whoever compares the two. */
  ruleOf(row: GuessedService): SeenService | undefined {
    return this.#rules.get(identify(row, this.#rules, new Set()).key);
  }

  /** The identity of a service by its key. */
  idOf(key: string): ServiceId | undefined {
    return this.#byKey.get(key)?.identity.id;
  }

  /** All services in the order of `ipvsadm -L`. The same array as before when nothing changed. */
  services(): readonly SeenService[] {
    if (this.#sorted !== undefined) return this.#sorted;
    const merged = this.#order.map(slot => this.#merge(slot));
    const same =
      merged.length === this.#before.length &&
      merged.every((service, index) => service === this.#before[index]);
    if (!same) this.#before = merged;
    this.#sorted = this.#before;
    return this.#sorted;
  }

  #merge(slot: Slot): SeenService {
    if (slot.merged !== undefined) return slot.merged;
    const { key } = slot.identity;
    const counts = this.#counts.get(key);
    const table = this.#focused.get(key)?.service ?? slot.row;
    const merged = mergeService({
      identity: slot.identity,
      table: { ...table, servers: sortedServers(table.servers) },
      rules: this.#rules.get(key),
      limits: this.#someLimits.has(key)
        ? [this.#someLimits.get(key)]
        : [this.#thresholds.get(key), this.#templates.get(key)],
      kernelRates: this.#kernelRates?.get(key),
      counts: counts !== undefined && counts.at >= this.#countsSince ? counts : undefined,
      frozen: this.#frozen,
    });
    slot.merged = keepService(slot.before, merged);
    slot.before = undefined;
    return slot.merged;
  }

  #slot(row: GuessedService, identity: Identity, former: Slot | undefined): Slot {
    const { key, id } = identity;
    return {
      row,
      identity: id === undefined ? { key } : { key, id },
      before: former?.merged ?? former?.before,
    };
  }

  #rebuild(): void {
    const taken = new Set<string>();
    const former = this.#byKey;
    this.#byKey = new Map();
    this.#slots = this.#rows.map(row => {
      const identity = identify(row, this.#rules, taken);
      taken.add(identity.key);
      const slot = this.#slot(row, identity, former.get(identity.key));
      this.#byKey.set(identity.key, slot);
      return slot;
    });
    for (const key of [...this.#counts.keys()]) if (!taken.has(key)) this.#counts.delete(key);
    for (const key of [...this.#someLimits.keys()]) if (!taken.has(key)) this.#someLimits.delete(key);
    for (const slot of this.#slots) this.#forgetLeft(slot.identity.key, slot.row);
    this.#changed(sortedServices(this.#slots));
  }

  #changed(order: readonly Slot[]): void {
    this.#order = order;
    this.#sorted = undefined;
  }

  /** Counters of servers that are not under this service any more. */
  #forgetLeft(key: string, row: SeenService): void {
    const counts = this.#counts.get(key);
    if (counts === undefined) return;
    const left = new Set(counts.servers.keys());
    for (const server of row.servers) left.delete(server.key);
    if (left.size > 0) this.#counts.set(key, forgetServers(counts, left));
  }

  #touch(key: string): void {
    const slot = this.#byKey.get(key);
    if (slot?.merged === undefined) return;
    slot.before = slot.merged;
    slot.merged = undefined;
    this.#sorted = undefined;
  }

  #touchAll(): void {
    for (const key of this.#byKey.keys()) this.#touch(key);
  }

  #dropFocused(): void {
    for (const [key, { at }] of this.#focused) {
      if (at <= this.#tableAt) {
        this.#focused.delete(key);
        this.#touch(key);
      }
    }
  }
}
