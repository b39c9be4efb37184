/**
 * Looks at a screen: `npx tsx test/screen/shot.ts [--size 80x24] [--keys 'j j enter'] [--wait TEXT] [--for SECONDS]
 * [--svg FILE] [--png FILE] [--light] [--env NAME=VALUE] [--program FILE] [-- ARGUMENTS…]`. Starts the built lvsh (or the program) in a terminal,
 * waits until something is on the screen, types the keys (each when the screen has stood still), prints the screen.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { disposeAll, inTerminal, type TerminalProgram } from './pty.ts';
import { svgOf } from './svg.ts';

const bytesOf: Readonly<Record<string, string>> = {
  enter: '\r',
  esc: '\u001b',
  tab: '\t',
  'shift-tab': '\u001b[Z',
  space: ' ',
  backspace: '\u007f',
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  home: '\u001b[H',
  end: '\u001b[F',
  insert: '\u001b[2~',
  delete: '\u001b[3~',
  pgup: '\u001b[5~',
  pgdn: '\u001b[6~',
  f1: '\u001bOP',
  f2: '\u001bOQ',
  f3: '\u001bOR',
  f4: '\u001bOS',
  f5: '\u001b[15~',
  f6: '\u001b[17~',
  f7: '\u001b[18~',
  f8: '\u001b[19~',
};
/** The bytes of a key by its name; anything that is no name is typed as it stands. */
export const keyBytes = (name: string): string => {
  if (name.startsWith('ctrl-') && name.length === 6) return String.fromCharCode(name.charCodeAt(5) & 31);
  if (name.startsWith('alt-')) return `\u001b${keyBytes(name.slice(4))}`;
  return bytesOf[name] ?? name;
};

const still = (milliseconds: number): Promise<void> => new Promise(done => setTimeout(done, milliseconds));
/** Until nothing was written for a while: a person, too, waits until the screen stands. */
const settled = async (program: TerminalProgram): Promise<void> => {
  for (let before = -1, round = 0; before !== program.bytes && round < 20; round++) {
    before = program.bytes;
    await still(120);
  }
};

const { values, positionals } = parseArgs({
  options: {
    size: { type: 'string', default: '80x24' },
    keys: { type: 'string', default: '' },
    wait: { type: 'string' },
    for: { type: 'string', default: '0' },
    svg: { type: 'string' },
    png: { type: 'string' },
    light: { type: 'boolean', default: false },
    env: { type: 'string', multiple: true, default: [] },
    program: { type: 'string', default: 'bin/lvsh.js' },
  },
  allowPositionals: true,
});
const [columns = 80, rows = 24] = values.size.split('x').map(Number);
const env = Object.fromEntries(
  values.env.map(pair => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
);
const loader = values.program.endsWith('.ts') ? ['--import', 'tsx'] : [];
const program = inTerminal(process.execPath, [...loader, values.program, ...positionals], {
  columns,
  rows,
  env,
});
try {
  await program.waitFor(values.wait ?? (one => one.ending !== undefined || one.text.trim() !== ''));
  await still(Number(values.for) * 1000);
  for (const key of values.keys.split(/\s+/).filter(name => name !== '')) {
    await settled(program);
    program.type(keyBytes(key));
  }
  await settled(program);
  await still(100);
  process.stdout.write(
    `${program.rows
      .map(row => row.trimEnd())
      .join('\n')
      .trimEnd()}\n`,
  );
  if (values.svg !== undefined) writeFileSync(values.svg, svgOf(program.emulator, values.light));
  if (values.png !== undefined) {
    const { execFileSync } = await import('node:child_process');
    // Debian: librsvg2-bin.
    execFileSync('rsvg-convert', ['-o', values.png], { input: svgOf(program.emulator, values.light) });
  }
  const { ending } = program;
  if (ending !== undefined) process.stderr.write(`ended: ${JSON.stringify(ending)}\n`);
} finally {
  disposeAll();
}
process.exit(0);
