import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { disposeAll, inTerminal } from '../screen/pty.ts';

const readme = readFileSync('README.md', 'utf8');
const commands = [...readme.matchAll(/```sh\n(.*)\n```/g)].map(([, line = '']) => line);
const { scripts, engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
  engines: Record<string, string>;
};

afterEach(disposeAll);

test('there are two commands, and both begin on a machine that has nothing but Node', () => {
  expect(commands).toEqual(['npm ci && npm start -- practice', 'npm ci && npm test']);
  expect(scripts.test).toContain('vitest run');
  expect(readme).toContain(`Node ${engines.node?.replace(/\D/g, '')} or newer`);
});

test('the first one opens the practice director, in an empty home', async () => {
  const home = mkdtempSync(join(tmpdir(), 'lvsh-home-'));
  // Without what `npm ci` does (it needs a registry), and without building again under the other tests' feet.
  const words = commands[0]?.split(' && ')[1]?.replace('start', 'start --ignore-scripts').split(' ') ?? [];
  const [program = '', ...args] = words;
  const env = { HOME: home, XDG_CONFIG_HOME: undefined, npm_config_update_notifier: 'false' };
  const terminal = inTerminal(program, args, { env });
  await terminal.waitFor(/PRACTICE .*11 services/);
  terminal.type('q');
  expect((await terminal.exit()).exitCode).toBe(0);
  rmSync(home, { recursive: true });
});
