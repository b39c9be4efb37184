/** A setup while the actions of a plan are applied to it one after the other. */

import { kernelRefusals } from '../ipvsadm/messages.ts';
import { TableDraft } from '../ipvsadm/table.ts';
import type { NetItem } from '../model/net-item.ts';
import type { SyncDaemon, Timeouts } from '../model/observe.ts';
import type { Service, ServiceId } from '../model/service.ts';
import type { Setup } from '../model/setup.ts';
import { itemKey } from '../net/argv.ts';
import { itemWords } from '../net/words.ts';
import type { Action, Change } from './action.ts';

/** Services with their servers turned round, and these turned back: one that nothing happened to stays the same object. */
const others = new WeakMap<Service, Service>();

/** In a setup the newest server stands first, as in the kernel; a table of commands has it last. */
const turned = (service: Service): Service => {
  const known = others.get(service);
  if (known !== undefined) return known;
  const other = { ...service, servers: [...service.servers].reverse() };
  others.set(service, other);
  others.set(other, service);
  return other;
};

/** The timeouts after `--set`: 0 keeps one as it is. */
const timeoutsAfter = (now: Timeouts, set: Timeouts): Timeouts => ({
  tcp: set.tcp || now.tcp,
  tcpFin: set.tcpFin || now.tcpFin,
  udp: set.udp || now.udp,
});

/** A setup that actions are applied to. */
export class SetupDraft {
  readonly #table: TableDraft;
  #timeouts: Timeouts | undefined;
  #daemons: readonly SyncDaemon[] | undefined;
  #sysctls: Setup['sysctls'];
  #files: Setup['files'];
  #items: Setup['items'];

  constructor(setup: Setup) {
    this.#table = new TableDraft(setup.services.map(turned));
    this.#timeouts = setup.timeouts;
    this.#daemons = setup.daemons;
    this.#sysctls = setup.sysctls;
    this.#files = setup.files;
    this.#items = setup.items;
  }

  /** The setup as it stands now. */
  setup(): Setup {
    return {
      services: this.#table.services().map(turned),
      ...(this.#timeouts === undefined ? {} : { timeouts: this.#timeouts }),
      ...(this.#daemons === undefined ? {} : { daemons: this.#daemons }),
      ...(this.#sysctls === undefined ? {} : { sysctls: this.#sysctls }),
      ...(this.#files === undefined ? {} : { files: this.#files }),
      ...(this.#items === undefined ? {} : { items: this.#items }),
    };
  }

  service(id: ServiceId): Service | undefined {
    const found = this.#table.service(id);
    return found === undefined ? undefined : turned(found);
  }

  services(): readonly Service[] {
    return this.#table.services().map(turned);
  }

  get timeouts(): Timeouts | undefined {
    return this.#timeouts;
  }

  daemon(role: SyncDaemon['role']): SyncDaemon | undefined {
    return this.#daemons?.find(daemon => daemon.role === role);
  }

  sysctl(name: string): string | undefined {
    return this.#sysctls?.[name];
  }

  file(path: string): string | undefined {
    return this.#files?.[path];
  }

  /** Whether something of the network is there; undefined when it was not looked for. */
  item(item: NetItem): boolean | undefined {
    return this.#items?.[itemKey(item)]?.there;
  }

  /** Applies an action; gives the words with which it would be refused, and then changes nothing. */
  apply(action: Action): string | undefined {
    switch (action.kind) {
      case 'ipvsadm':
        return this.#change(action.change);
      case 'sysctl':
        this.#sysctls = { ...this.#sysctls, [action.name]: action.value };
        return undefined;
      case 'file':
        this.#files = { ...this.#files, [action.path]: action.text };
        return undefined;
      case 'net':
        return this.#netItem(action.item, action.add);
      case 'unit':
        return undefined;
    }
  }

  #netItem(item: NetItem, add: boolean): string | undefined {
    const there = this.item(item);
    // modprobe of what is loaded does nothing, and says nothing.
    if (there === add && item.what !== 'module')
      return `${itemWords(item)} is ${add ? 'there already' : 'not there'}`;
    this.#items = { ...this.#items, [itemKey(item)]: { item, there: add } };
    return undefined;
  }

  #change(change: Change): string | undefined {
    switch (change.name) {
      case 'set':
        if (this.#timeouts !== undefined) this.#timeouts = timeoutsAfter(this.#timeouts, change.timeouts);
        return undefined;
      case 'start-daemon':
        if (this.daemon(change.daemon.role) !== undefined) return kernelRefusals.daemonRuns;
        this.#daemons = [...(this.#daemons ?? []), change.daemon];
        return undefined;
      case 'stop-daemon':
        if (this.daemon(change.role) === undefined) return kernelRefusals.noDaemon;
        this.#daemons = (this.#daemons ?? []).filter(daemon => daemon.role !== change.role);
        return undefined;
      default:
        return this.#table.apply(change);
    }
  }
}
