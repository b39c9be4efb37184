/** Key to frame: from the byte in the pty to the last byte of the frame that answers it, Ink and all. */
import { inTerminal, type TerminalProgram } from '../screen/pty.ts';
import { bundle } from './bundle.ts';
import { percentile, type Row } from './row.ts';

const keys = ['\u001b[B', '\u001b[B', '\u001b[B', '\u001b[6~', '\u001b[A', '\u001b[5~'];

/** Milliseconds until the program answers a key: its first bytes after the key (a frame is one write). */
const answerTo = (program: TerminalProgram, key: string): Promise<number> =>
  new Promise(resolve => {
    const begun = performance.now();
    const stop = program.onBytes(() => {
      stop();
      resolve(performance.now() - begun);
    });
    program.type(key);
  });

/** Until no tick is drawn just now, so that an answer is an answer to the key. */
const betweenTicks = (program: TerminalProgram): Promise<void> =>
  new Promise(resolve => {
    let timer = setTimeout(done, 30);
    const stop = program.onBytes(() => {
      clearTimeout(timer);
      timer = setTimeout(done, 30);
    });
    function done(): void {
      stop();
      resolve();
    }
  });

/** Times of 300 keys on 10,000 x 10 at 160x50; `share` of the servers change every second. */
const timesOfKeys = async (file: string, share: number): Promise<readonly number[]> => {
  const program = inTerminal(process.execPath, [file, '10000', '10', `${share}`], { columns: 160, rows: 50 });
  try {
    await program.waitFor('10.0.1.1:443');
    const taken: number[] = [];
    for (let count = 0; count < 320; count++) {
      await betweenTicks(program);
      const time = await answerTo(program, keys[count % keys.length] ?? 'j');
      // The first keys meet code that was never run and Ink on its way in.
      if (count >= 20) taken.push(time);
    }
    return taken;
  } finally {
    program.dispose();
  }
};

/** Key to frame with the state in memory, and, for comparison, while the whole table comes anew every second. */
export const keyToFrame = async (): Promise<readonly Row[]> => {
  const { file, dispose } = await bundle('test/screen/rehearsal.ts');
  try {
    const still = await timesOfKeys(file, 0);
    const moving = await timesOfKeys(file, 0.1);
    const [half, most] = [percentile(still, 0.5), percentile(still, 0.99)];
    const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;
    const what = 'key to frame, 10,000 x 10, 160x50';
    return [
      {
        what: `${what}, median`,
        goal: '< 16 ms',
        measured: milliseconds(half),
        ratio: `${(half / 16).toFixed(2)}x`,
        holds: half < 16,
      },
      {
        what: `${what}, 99 of 100`,
        goal: '< 40 ms',
        measured: milliseconds(most),
        ratio: `${(most / 40).toFixed(2)}x`,
        holds: most < 40,
      },
      {
        what: `${what}, while 110,000 rows come anew every second: median, 90, 99 of 100`,
        goal: 'for comparison',
        measured: [0.5, 0.9, 0.99].map(share => milliseconds(percentile(moving, share))).join(', '),
        ratio: '-',
        holds: true,
      },
    ];
  } finally {
    dispose();
  }
};

if (process.argv[1]?.endsWith('bench/keys.ts')) {
  console.table(await keyToFrame());
  process.exit(0);
}
