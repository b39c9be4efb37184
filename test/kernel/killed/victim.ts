/**
 * Runs inside a guest as a process of its own: carries out the plan, and kills itself (SIGKILL) where its argument (a
 * Death as JSON) says. Prints the pid of an ipvsadm that it left under way.
 */
import { writeSync } from 'node:fs';
import { lineTool } from '../inside/lines.ts';
import { mortalChanger, runPlan } from './mortal.ts';

const { ask, end } = lineTool();
await runPlan(
  mortalChanger(ask, JSON.parse(process.argv[2] ?? ''), pid => {
    if (pid !== undefined) writeSync(1, String(pid));
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => undefined);
  }),
);
end();
