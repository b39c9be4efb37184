import type {
  Scheduler,
  SchedulerServer,
  SchedulerState,
  SchedulerView,
  ServerChange,
} from '../../../../src/core/kernel/scheduler.ts';
import { schedulers } from '../../../../src/core/kernel/schedulers/index.ts';
import type { Address } from '../../../../src/core/model/address.ts';
import { ipv4FromBits } from '../../../../src/core/model/address.ts';
import type { SchedulerFlag } from '../../../../src/core/model/service.ts';

export interface Setup {
  readonly flags?: readonly SchedulerFlag[];
  /** Connections stay open (they count as active); closed ones count as inactive. */
  readonly held?: boolean;
  readonly port?: number;
  readonly protocolPort?: number;
}

/** A service with servers rs1, rs2, ... (10.0.0.11, .12, ...), as the kernel would keep it: newest first. */
export class Bench {
  #servers: SchedulerServer[] = [];
  #state: SchedulerState;
  readonly #algorithm: Scheduler;
  readonly #setup: Setup;
  now = 0;

  constructor(name: string, weights: readonly number[], setup: Setup = {}) {
    const algorithm = schedulers.get(name);
    if (algorithm === undefined) throw new Error(`no scheduler ${name}`);
    this.#algorithm = algorithm;
    this.#setup = setup;
    this.#state = algorithm.start(this.view());
    for (const [index, weight] of weights.entries()) this.add(index + 1, weight);
  }

  view(): SchedulerView {
    return {
      servers: this.#servers,
      flags: this.#setup.flags ?? [],
      now: this.now,
      lblcExpiration: 86_400_000,
      lblcrExpiration: 86_400_000,
      seed: 7,
    };
  }

  add(number: number, weight: number): void {
    this.#servers = [
      {
        uid: 100 + number,
        address: ipv4FromBits(0x0a00000a + number),
        port: this.#setup.port ?? 80,
        weight,
        lastWeight: weight,
        active: 0,
        inactive: 0,
        overloaded: false,
      },
      ...this.#servers,
    ];
    this.#tell('add', 100 + number, 0);
  }

  edit(number: number, change: Partial<SchedulerServer>): void {
    const index = this.#servers.findIndex(server => server.uid === 100 + number);
    this.#servers = this.#servers.map((server, at) => {
      if (at !== index) return server;
      const edited = { ...server, ...change };
      return { ...edited, lastWeight: edited.weight || server.lastWeight };
    });
    this.#tell('edit', 100 + number, index);
  }

  /** Changes what was counted, without an edit. */
  load(number: number, change: Partial<SchedulerServer>): void {
    this.#servers = this.#servers.map(server =>
      server.uid === 100 + number ? { ...server, ...change } : server,
    );
  }

  drop(number: number): void {
    const index = this.#servers.findIndex(server => server.uid === 100 + number);
    this.#servers = this.#servers.filter((_, at) => at !== index);
    this.#tell('delete', 100 + number, index);
  }

  #tell(kind: ServerChange['kind'], uid: number, index: number): void {
    this.#state = this.#algorithm.changed(this.#state, this.view(), { kind, uid, index });
  }

  /** The number of the server that gets the next connection; 0 for none. */
  connect(source = '10.1.0.1', sourcePort = 40000, destination = '10.1.0.200'): number {
    const { uid, state } = this.#algorithm.pick(this.#state, this.view(), {
      family: source.includes(':') ? 6 : 4,
      protocol: 'tcp',
      source: source as Address,
      sourcePort,
      destination: destination as Address,
      destinationPort: 80,
    });
    this.#state = state;
    const counted = this.#setup.held === false ? 'inactive' : 'active';
    this.#servers = this.#servers.map(server =>
      server.uid === uid ? { ...server, [counted]: server[counted] + 1 } : server,
    );
    return uid === undefined ? 0 : uid - 100;
  }

  connects(count: number): string {
    return Array.from({ length: count }, () => this.connect()).join(' ');
  }
}
