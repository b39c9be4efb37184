/**
 * The whole screen of lvsh over a director that is already in memory: `rehearsal SERVICES SERVERS SHARE`. For benches
 * and tests that ask about the screen alone.
 */
import { readFileSync } from 'node:fs';
import { defaultPreferences } from '../../src/app/preferences.ts';
import { success } from '../../src/core/model/failure.ts';
import { capabilities } from '../../src/terminal/capabilities.ts';
import { runScreen } from '../../src/terminal/run.ts';
import { lookOf } from '../../src/ui/look.ts';
import { readTheme } from '../../src/ui/theme.ts';
import { madeDirector } from './made.ts';

const [services = 100, servers = 10, share = 0.1] = process.argv.slice(2).map(Number);
const now = (): number => Date.now();
const { theme } = readTheme(JSON.parse(readFileSync('themes/dark.json', 'utf8')), 'themes/dark.json');
const can = capabilities(process.env, {}, true);
const look = lookOf(theme, can.colour === '256' ? 'true' : can.colour, can.ascii);
const director = madeDirector(services, servers, share, now);
const source = { name: 'made', kind: 'local', readOnly: false } as const;

const code = await runScreen({
  machine: {
    director,
    now,
    savePreferences: () => Promise.resolve(success(undefined)),
    loadModule: () => Promise.resolve(success('')),
    openPractice: () => Promise.resolve({ director, source }),
    insideTmux: false,
  },
  source,
  preferences: { ...defaultPreferences, fold: 'open' },
  themes: ['dark'],
  look: () => look,
  capabilities: can,
  offsetMinutes: 0,
  version: '0.0.0',
  stdin: process.stdin,
  stdout: process.stdout,
});
process.exit(code);
