/** A screen of the practice director as text: the same seed and the same minutes give the same picture. */
import type { Effect } from '../../src/app/effect.ts';
import type { Message } from '../../src/app/message.ts';
import { start } from '../../src/app/start.ts';
import { update } from '../../src/app/update.ts';
import { workshop } from '../../src/app/wizard/workshop.ts';
import type { SceneName } from '../../src/core/kernel/traffic/scene.ts';
import { openDirector } from '../../src/host/director.ts';
import { readGround } from '../../src/host/ground.ts';
import { practiceHost } from '../../src/host/practice.ts';
import { newCells, paintBlock } from '../../src/terminal/cells.ts';
import { lookOf } from '../../src/ui/look.ts';
import { screen } from '../../src/ui/screen.ts';
import { plainStyles } from '../../src/ui/theme.ts';
import { rowTexts } from '../terminal/emulator.ts';

const plainLook = lookOf({ name: 'plain', about: '', styles: plainStyles }, 'none', false);

/** What the picture shows. */
export interface Shot {
  readonly scene: SceneName;
  readonly columns: number;
  readonly rows: number;
  /** Seconds that lvsh has been running. */
  readonly seconds: number;
  readonly keys: readonly string[];
}

/** Lets lvsh run on a practice director, without a terminal and without waiting, and gives its screen. */
export const shot = async ({ scene, columns, rows, seconds, keys }: Shot): Promise<string> => {
  let now = Date.UTC(2026, 0, 5, 12);
  const host = practiceHost({ scene, seed: 1, now: () => now });
  // Costs are real time and would differ from run to run: here nothing costs anything.
  const director = openDirector(host, { defer: work => work(), cpu: () => 0, patienceMs: 10_000 });
  let [state, effects] = start({
    now,
    offsetMinutes: 0,
    columns,
    rows,
    source: { name: scene, kind: 'practice', readOnly: false },
  });
  const answer = async (effect: Effect): Promise<Message | undefined> => {
    if (effect.type === 'read') {
      const { generation } = effect;
      return { type: 'read-done', generation, now, result: await director.read(effect.wants) };
    }
    if (effect.type === 'read-connections') {
      const { generation } = effect;
      return { type: 'connections-done', generation, now, result: await director.connections(effect.query) };
    }
    if (effect.type === 'load-workshop') return { type: 'workshop', now, workshop };
    if (effect.type === 'read-ground')
      return { type: 'ground-done', now, ground: await readGround(host, effect.known) };
    return undefined;
  };
  const send = async (message: Message): Promise<void> => {
    [state, effects] = update(state, message);
    await carryOut();
  };
  const carryOut = async (): Promise<void> => {
    for (const effect of effects) {
      const message = await answer(effect);
      if (message !== undefined) await send(message);
    }
  };
  await carryOut();
  for (let second = 0; second < seconds; second++) {
    now += 1000;
    await send({ type: 'tick', now });
  }
  for (const key of keys) await send({ type: 'key', key, now });
  const cells = newCells(columns, rows);
  for (const block of screen(state, plainLook)) paintBlock(cells, block, block.x, block.y);
  return rowTexts(cells)
    .map(row => row.trimEnd())
    .join('\n');
};
