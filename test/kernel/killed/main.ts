/**
 * Runs inside a guest: lets a plan come to its end at each place in turn, looks at what the next lvsh finds, and brings it
 * to an end both ways. Writes down what there was.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Entry } from '../../../src/core/journal/entry.ts';
import type { History } from '../../../src/core/journal/history.types.ts';
import type { Changer } from '../../../src/host/changer.types.ts';
import { changerOn, outcomeWords, planFor } from '../inside/changing.ts';
import { lineHost, lineTool, picture } from '../inside/lines.ts';
import type { After, Death, Ending, Found, Told } from './death.types.ts';
import { mortalChanger, runPlan } from './mortal.ts';
import { planLines, stateFolder, tableLines } from './table.ts';

const { ask, end } = lineTool();
const journal = `${stateFolder}/journal.jsonl`;
const newChanger = (): Changer => changerOn(lineHost(ask), stateFolder, 'bob');

/** The table as it is after so many steps. */
const makeTable = async (steps: number): Promise<void> => {
  const lines = ['-C', '--set 900 120 300', ...tableLines, ...planLines.slice(0, steps)];
  const { text } = await ask(lines.map(line => `${line}\n`).join(''));
  if (text !== '') throw new Error(text);
};

const history = async (changer: Changer): Promise<History> => {
  const read = await changer.history();
  if (!read.ok) throw new Error(read.failure.what);
  return read.value;
};

const foundIn = ({ entries, broken, stack }: History): Found => {
  const [entry] = entries;
  return {
    entries: entries.length,
    ...(entry === undefined ? {} : { outcome: entry.outcome }),
    states: entry?.steps.map(({ state }) => state) ?? [],
    broken,
    unfinished: stack.unfinished !== undefined,
    undo: stack.undo !== undefined,
  };
};

/** As `lvsh undo`: the table after it; undefined where none is offered. */
const undo = async (changer: Changer): Promise<string | undefined> => {
  const entry = (await history(changer)).stack.undo;
  if (entry === undefined) return undefined;
  const plan = await planFor(changer, { kind: 'takeback', entry, how: 'undo' });
  if (plan.ok) await changer.run(plan.value);
  return picture(ask);
};

/** As `lvsh finish` and `lvsh roll-back` (src/cli/verbs-change.ts). */
const bringToEnd = async (entry: Entry, how: 'finish' | 'roll-back', thenUndo: boolean): Promise<Ending> => {
  const changer = newChanger();
  const plan = await planFor(changer, { kind: 'takeback', entry, how });
  let ran: { readonly kind: string; readonly differs: readonly string[] };
  if (plan.ok) ran = outcomeWords(await changer.run(plan.value));
  else if (plan.failure.kind === 'nothing') {
    const settled = await changer.settle(entry, how === 'finish' ? entry.steps.length : 0);
    ran = { kind: settled.ok ? 'settled' : settled.failure.what, differs: [] };
  } else ran = { kind: plan.failure.what, differs: [] };
  const told = { ...ran, picture: await picture(ask), found: foundIn(await history(newChanger())) };
  const undone = thenUndo ? await undo(newChanger()) : undefined;
  return undone === undefined ? told : { ...told, undone };
};

/** Kills a process at the place. To start one costs seconds here. */
const kill = (death: Death): Pick<After, 'signal' | 'stderr'> & { readonly pid?: string } => {
  const ran = spawnSync(process.execPath, ['victim.mjs', JSON.stringify(death)], { encoding: 'utf8' });
  const { signal, stdout, stderr } = ran;
  return { signal, stderr, ...(stdout === '' ? {} : { pid: stdout }) };
};

/**
 * The same without a process of its own: the place is reached and nothing goes on from there. A lock that is left says that
 * a process has it which lives, this one; it is made to be that of one with the same pid long ago.
 */
const halt = async (death: Death | undefined): Promise<string | undefined> => {
  const pid = await new Promise<string | undefined>((resolve, reject) => {
    const changer = mortalChanger(ask, death, left => {
      resolve(left === undefined ? undefined : String(left));
      return new Promise(() => undefined);
    });
    runPlan(changer).then(() => resolve(undefined), reject);
  });
  for (const name of existsSync(stateFolder) ? readdirSync(stateFolder) : [])
    if (name.startsWith('lock.'))
      renameSync(`${stateFolder}/${name}`, `${stateFolder}/${name.replace(/-\d+-/, '-1-')}`);
  return pid;
};

const endOf = async (pid: string): Promise<void> => {
  while (existsSync(`/proc/${pid}/exe`)) await wait(5);
};

const dieAt = async (death: Death | undefined, pictures: readonly string[]): Promise<After> => {
  await makeTable(0);
  rmSync(stateFolder, { recursive: true, force: true });
  const killed = death?.killed === true ? kill(death) : { signal: null, stderr: '', pid: await halt(death) };
  if (killed.pid !== undefined) await endOf(killed.pid);
  const seen = await picture(ask);
  const { entries, ...rest } = await history(newChanger());
  const told = {
    ...(death === undefined ? {} : { death }),
    signal: killed.signal,
    stderr: killed.stderr,
    picture: seen,
    found: foundIn({ entries, ...rest }),
  };
  const { unfinished } = rest.stack;
  if (unfinished === undefined) {
    const undone = await undo(newChanger());
    return undone === undefined ? told : { ...told, undone };
  }
  const text = readFileSync(journal);
  // A half line more in the journal changes nothing here.
  const finish = await bringToEnd(unfinished, 'finish', death?.how !== 'half');
  await makeTable(Math.max(0, pictures.indexOf(seen)));
  rmSync(stateFolder, { recursive: true });
  mkdirSync(stateFolder, { mode: 0o700 });
  writeFileSync(journal, text, { mode: 0o600 });
  return { ...told, finish, rollBack: await bringToEnd(unfinished, 'roll-back', false) };
};

const pictures: string[] = [];
for (let steps = 0; steps <= planLines.length; steps++) {
  await makeTable(steps);
  pictures.push(await picture(ask));
}
const after: After[] = [];
const deaths: readonly Death[] = JSON.parse(readFileSync('deaths.json', 'utf8'));
for (const death of [undefined, ...deaths]) after.push(await dieAt(death, pictures));
end();
writeFileSync('told.json', JSON.stringify({ pictures, after } satisfies Told));
