/**
 * The whole screen of lvsh over a director that is already in memory: `rehearsal SERVICES SERVERS SHARE`, for benches and
 * tests that ask about the screen alone. With `READS FILE` it reads without a pause, its clock a second further at each
 * read, writes the memory that it holds (bytes) and the processor time that it took (ms) into the file after a tenth of the reads and after all, and ends.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { defaultPreferences } from '../../src/app/preferences.ts';
import { success } from '../../src/core/model/failure.ts';
import { capabilities } from '../../src/terminal/capabilities.ts';
import { runScreen } from '../../src/terminal/run.ts';
import { lookOf } from '../../src/ui/look.ts';
import { readTheme } from '../../src/ui/theme.ts';
import { madeDirector } from './made.ts';

const [services = 100, servers = 10, share = 0.1, reads] = process.argv.slice(2).map(Number);
const report = process.argv[6];
const begun = Date.now();
let count = 0;
const now = (): number => (reads === undefined ? Date.now() : begun + count * 1000);
const onRead = (): void => {
  count += 1;
  if (reads === undefined || report === undefined || (count !== Math.floor(reads / 10) && count !== reads))
    return;
  const { user, system } = process.cpuUsage();
  appendFileSync(report, `${process.memoryUsage().rss} ${(user + system) / 1000}\n`);
  if (count === reads) process.kill(process.pid, 'SIGTERM');
};
const { theme } = readTheme(JSON.parse(readFileSync('themes/dark.json', 'utf8')), 'themes/dark.json');
const can = capabilities(process.env, {}, true);
const look = lookOf(theme, can.colour === '256' ? 'true' : can.colour, can.ascii);
const director = madeDirector(services, servers, share, now, onRead);
const source = { name: 'made', kind: 'local', readOnly: false } as const;

const code = await runScreen({
  machine: {
    director,
    now,
    savePreferences: () => Promise.resolve(success(undefined)),
    loadModule: () => Promise.resolve(success('')),
    openPractice: () => Promise.resolve({ director, source }),
    saveLines: () => Promise.resolve(success(undefined)),
    insideTmux: false,
  },
  source,
  // Without changes to come nothing is read anew: what is measured then is the screen over a state in memory.
  preferences: { ...defaultPreferences, fold: 'open', intervalMs: share === 0 ? 60_000 : 1000 },
  themes: ['dark'],
  look: () => look,
  capabilities: can,
  offsetMinutes: 0,
  version: '0.0.0',
  ...(reads === undefined ? {} : { heartbeatMs: 1 }),
  stdin: process.stdin,
  stdout: process.stdout,
});
process.exit(code);
