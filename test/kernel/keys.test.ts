/** A cluster of each method built through the screen, by keys in a real terminal on a real director, and then asked by a client. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quote } from '../../src/core/ipvsadm/print.ts';
import { inTerminal, type TerminalProgram } from '../screen/pty.ts';
import { apart, clientSide, oneLan } from './cluster/hardware.ts';
import type { Asked } from './cluster/scenario.types.ts';
import { kernelSuite, skipKernel, type TerminalGuest, terminalGuest } from './uml.ts';

const repo = join(import.meta.dirname, '../..');

/** What is built, and what is typed for it. `row`: the place of the wizard in the list. */
const builds = [
  { name: 'dr', row: 0, lab: oneLan, vip: '192.168.31.100', rs: '192.168.31.30 192.168.31.50' },
  { name: 'nat', row: 1, lab: clientSide, vip: '172.30.0.200', rs: '10.0.0.7 10.0.0.14' },
  { name: 'tun', row: 2, lab: apart, vip: '198.51.100.200', rs: '203.0.113.12 203.0.113.13' },
] as const;

const linesOf = ({ name, lab, vip }: (typeof builds)[number]): string => `
lab ${name}
${lab}
lvsh
echo "left ${name} $?"
for web in web1 web2; do on $web sh "$RESULTS/rs.sh" start > "$RESULTS/$web.start" 2>&1; serve $web 80; done
ask client answers.json ${quote(JSON.stringify([{ to: vip, port: 80, times: 4 }]))}
on director ipvsadm -Sn > "$RESULTS/table"
dismantle 2> /dev/null`;

describe.skipIf(skipKernel())(kernelSuite('a cluster built by keys'), () => {
  let guest: TerminalGuest;
  let console: TerminalProgram;

  /** Patience of the harness is for one step on a screen of this machine; the guest’s are slower. */
  const see = async (what: RegExp | (() => boolean)): Promise<void> => {
    for (let left = 6; ; left--) {
      try {
        await console.waitFor(what);
        return;
      } catch (error) {
        if (left === 0) throw error;
      }
    }
  };

  beforeAll(async () => {
    guest = await terminalGuest({
      script: `export NODE=${quote(process.execPath)} REPO=${quote(repo)}
. "$REPO/test/kernel/cluster/lab.sh" 2> lab.err
${builds.map(linesOf).join('\n')}
echo all done`,
      memory: 900,
    });
    console = inTerminal(guest.file, guest.args, { columns: 80, rows: 24 });
  }, 30_000);

  afterAll(async () => {
    if (console?.ending === undefined) {
      try {
        // UML is a group of processes, one for each address space of the guest.
        process.kill(-console.pid, 'SIGKILL');
      } catch {
        // It has ended in between.
      }
    }
    await guest?.remove();
  });

  describe.each(builds)('$name', ({ name, row, vip, rs }) => {
    it('is built with nothing but the screen to go by', { timeout: 200_000 }, async () => {
      await see(() => console.isAlternate);
      await see(/n new/);
      console.type('n');
      await see(/What is to be built/);
      console.type(`${'j'.repeat(row)}\r`);
      await see(/Which address and port/);
      console.type(`${vip}:80\r`);
      await see(/Which real servers/);
      console.type(rs);
      // What the machine told has come: the servers were looked for in it.
      await see(/on the link of|behind the router/);
      console.type('\x12');
      await see(/make a plan of \d+ steps/);
      console.type('\r');
      await see(/enter run/);
      console.type('\r');
      await see(/still to do/);
      console.type('W');
      await see(/\.sh/);
      console.type(`\x15/run/job/${name}/rs.sh\r`);
      await see(/is written/);
      console.type('q');
      await see(new RegExp(`left ${name} 0`));
    });

    it('answers with both servers in turn', { timeout: 120_000 }, async () => {
      await see(() => console.isAlternate || console.text.includes('all done'));
      const text = readFileSync(join(guest.folder, name, 'answers.json'), 'utf8');
      const answers = (JSON.parse(text) as readonly Asked[]).flatMap(asked =>
        asked.answers.map(({ answer }) => answer),
      );
      expect([...answers].sort()).toEqual(['web1', 'web1', 'web2', 'web2']);
    });
  });
});
