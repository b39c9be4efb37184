/** A practice kernel under test: ipvsadm lines, connections and time, with the last run at hand. */

import { smallNames } from '../../../src/core/ipvsadm/names.ts';
import { type Connected, connect, type Manner } from '../../../src/core/kernel/connect.ts';
import { ipvsadm, type Run } from '../../../src/core/kernel/front.ts';
import { emptyKernel, type Kernel, type KernelOptions } from '../../../src/core/kernel/state.ts';
import { writeSysctl } from '../../../src/core/kernel/sysctl.ts';
import { advance } from '../../../src/core/kernel/time.ts';
import type { Address } from '../../../src/core/model/address.ts';

export interface Bench {
  kernel: Kernel;
  /** Runs `ipvsadm LINE`; fails the test on a refusal unless `tryRun` is used. */
  run(line: string): string;
  tryRun(line: string, stdin?: string): Run;
  /** Connects from CIP:PORT (or CIP with the next port) to VIP:PORT; gives the real server or how it failed. */
  connect(to: string, options?: Dial): string;
  sleep(seconds: number): void;
  sysctl(name: string, value: string): void;
  /** ActiveConn/InActConn of each server in the order of `-Ln`. */
  counts(): string[];
  /** `STATE expiry client -> server` of each entry, sorted. */
  entries(): string[];
}

interface Dial {
  readonly from?: string;
  readonly port?: number;
  readonly udp?: boolean;
  readonly mark?: number;
  readonly hold?: boolean;
  readonly manner?: Manner;
  readonly callId?: string;
}

const split = (text: string): [Address, number] => {
  const at = text.lastIndexOf(':');
  return [text.slice(0, at).replace(/[[\]]/g, '') as Address, Number(text.slice(at + 1))];
};

export const bench = (lines: readonly string[] = [], options: KernelOptions = {}): Bench => {
  let port = 40000;
  const made: Bench = {
    kernel: emptyKernel(options),
    tryRun(line, stdin) {
      const words = line.split(' ').filter(word => word !== '');
      const run = ipvsadm(made.kernel, words, {
        names: smallNames,
        ...(stdin === undefined ? {} : { stdin }),
      });
      made.kernel = run.kernel;
      return run;
    },
    run(line) {
      const run = made.tryRun(line);
      if (run.exit !== 0) throw new Error(`ipvsadm ${line}: ${run.exit} ${run.stderr}`);
      return run.stdout;
    },
    connect(to, dial = {}) {
      const [virtual, virtualPort] = split(to);
      const request = {
        protocol: dial.udp === true ? ('udp' as const) : ('tcp' as const),
        client: (dial.from ?? (virtual.includes(':') ? 'fd00:1::1' : '10.1.0.1')) as Address,
        clientPort: dial.port ?? port++,
        virtual,
        virtualPort,
        ...(dial.mark === undefined ? {} : { mark: dial.mark }),
        ...(dial.callId === undefined ? {} : { callId: dial.callId }),
      };
      const { manner } = dial;
      const done: Connected = connect(made.kernel, request, {
        hold: dial.hold === true,
        ...(manner === undefined ? {} : { manner: () => manner }),
      });
      made.kernel = done.kernel;
      const { outcome } = done;
      return outcome.kind === 'connected' ? `${outcome.server.address}:${outcome.server.port}` : outcome.kind;
    },
    sleep(seconds) {
      made.kernel = advance(made.kernel, seconds * 1000);
    },
    sysctl(name, value) {
      const written = writeSysctl(made.kernel.sysctls, name, value);
      if (!written.ok) throw new Error(written.failure.why);
      made.kernel = { ...made.kernel, sysctls: written.value };
    },
    counts() {
      return [...made.run('-Ln').matchAll(/-> (\S+) +\S+ +\d+ +(\d+) +(\d+)/g)].map(
        ([, server, active, inactive]) => `${server} ${active}/${inactive}`,
      );
    },
    entries() {
      return made
        .run('-Lnc')
        .split('\n')
        .slice(2, -1)
        .map(row => row.split(/ +/).slice(1).join(' '))
        .sort();
    },
  };
  for (const line of lines) made.run(line);
  return made;
};
