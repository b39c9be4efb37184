/**
 * Runs inside a guest: two processes (peer.ts) change one table, round after round at random. Looks at the table in
 * between, at the end does again what the journal says, and writes all of it down.
 */
import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { localDisk } from '../../../src/host/disk/make.ts';
import { openJournal } from '../../../src/host/journal.ts';
import { quickCalls } from '../inside/calls.ts';
import { lineTool, picture } from '../inside/lines.ts';
import { anyChanges, picks, tableLines } from './changes.ts';
import type { Order, Previewed, Ran, Round, Told, Turn } from './round.types.ts';

const { seed, rounds }: { readonly seed: number; readonly rounds: number } = JSON.parse(
  readFileSync('wanted.json', 'utf8'),
);
const { ask, end } = lineTool();
const pick = picks(seed);
const look = async (): Promise<string> => (await ask('-Sn\n-Ln --timeout\n')).text;

/** A peer, of which one thing at a time is asked. */
const peer = (user: string): (<Answer>(order: Order) => Promise<Answer>) => {
  const child = fork('peer.mjs', [user]);
  child.on('exit', code => code === 0 || process.exit(1));
  return order =>
    new Promise(resolve => {
      child.once('message', answer => resolve(answer as never));
      child.send(order);
    });
};

const makeTable = async (): Promise<void> => {
  await ask(['-C', '--set 900 120 300', ...tableLines].map(line => `${line}\n`).join(''));
};

const peers = [peer('alice'), peer('bob')] as const;
const turns: readonly Turn[] = ['one', 'after each other', 'after each other', 'at once'];

const playRound = async (before: string): Promise<Round> => {
  const turn = turns[pick(turns.length)] ?? 'one';
  const [first, second] = pick(2) === 0 ? peers : [peers[1], peers[0]];
  const preview = { what: 'preview', changes: anyChanges(pick, before) } as const;
  const plans = await Promise.all([
    first<Previewed>(preview),
    second<Previewed>({ what: 'preview', changes: anyChanges(pick, before) }),
  ]);
  if (turn === 'at once') {
    const ran = await Promise.all([first<Ran>({ what: 'run' }), second<Ran>({ what: 'run' })]);
    return { turn, plans, ran, tables: [before, await look()] };
  }
  const ran = [await first<Ran>({ what: 'run' })];
  const tables = [before, await look()];
  if (turn === 'after each other') {
    ran.push(await second<Ran>({ what: 'run' }));
    tables.push(await look());
  }
  return { turn, plans, ran, tables };
};

await makeTable();
const played: Round[] = [];
let table = await look();
for (let round = 0; round < rounds; round++) {
  const one = await playRound(table);
  played.push(one);
  table = one.tables.at(-1) ?? table;
}
for (const one of peers) void one({ what: 'end' });
const last = await picture(ask);
const nobody = localDisk(async () => {
  throw new Error('nothing is run here');
}, quickCalls);
const journal = openJournal(nobody, '/run/state', { by: { user: 'carol' }, host: 'uml', now: Date.now });
const read = await journal.read(10_000);
if (!read.ok || read.value.broken.length > 0) throw new Error(JSON.stringify(read));
await makeTable();
for (const { steps } of read.value.entries) {
  const lines = steps.flatMap(step => ('run' in step.do ? [step.do.run.slice(1).join(' ')] : []));
  await ask(lines.map(line => `${line}\n`).join(''));
}
writeFileSync(
  'told.json',
  JSON.stringify({
    rounds: played,
    entries: read.value.entries.map(({ id, outcome }) => ({ id, outcome })),
    replayed: await look(),
    pictures: [last, await picture(ask)],
  } satisfies Told),
);
end();
