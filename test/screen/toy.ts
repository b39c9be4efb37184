/** The smallest program on the terminal layer: what lvsh does on a terminal, without lvsh. Keys are shown, some do harm. */
import { writeFileSync } from 'node:fs';
import { encoder } from '../../src/terminal/diff.ts';
import { openSession } from '../../src/terminal/session.ts';
import { Stage } from '../../src/terminal/stage.ts';
import { ScreenWriter } from '../../src/terminal/writer.ts';
import type { Line } from '../../src/ui/block.ts';

const keys: string[] = [];
const writer = new ScreenWriter(process.stdout, encoder('256', false));
let frames = 0;

const session = openSession(process.stdin, process.stdout, '0.0.0', {
  inputs(inputs) {
    for (const input of inputs) {
      const name = input.type === 'key' ? input.key : `paste(${input.text})`;
      if (name === 'ctrl-c' || name === 'q') {
        session.close();
        process.exit(name === 'q' ? 0 : 130);
      }
      if (name === 'ctrl-z') session.suspend();
      if (name === 'x') throw new Error('thrown \u001b[31mon purpose');
      if (name === 'r') void Promise.reject(new Error('rejected on purpose'));
      if (name === 'f') {
        for (let more = 0; more < 2000; more++) setImmediate(draw);
        setImmediate(() => writeFileSync(process.env.TOY_DONE ?? '', 'drawn'));
      }
      keys.push(name);
    }
    draw();
  },
  resized(columns, rows) {
    writer.forget();
    stage.resize(columns, rows);
    draw();
  },
  paused: () => writer.pause(),
  resumed() {
    writer.resume();
    stage.paint();
  },
});

const stage = new Stage(session.size().columns, session.size().rows, cells => writer.show(cells));

function draw(): void {
  frames += 1;
  const { columns, rows } = session.size();
  const lines: Line[] = [
    [{ text: `toy ${columns}x${rows} frame ${frames}`, style: { inverse: true } }],
    [{ text: `keys ${keys.join(' ')}` }],
    ...Array.from(
      { length: rows - 3 },
      (_, y): Line => [{ text: `${y} ${frames} `.repeat(40), style: { fg: y % 8 } }],
    ),
    [{ text: `bottom ${writer.statistics.dropped} dropped` }],
  ];
  stage.put([{ name: 'all', x: 0, y: 0, width: columns, height: rows, lines }]);
}
draw();
