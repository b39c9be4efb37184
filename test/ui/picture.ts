/** Recorded pictures of a screen, in the sizes that people have. */
import { expect } from 'vitest';
import { screen } from '../../src/ui/screen.ts';
import type { Drive } from '../app/drive.ts';
import { misfits, plain, textOf } from './paint.ts';

/** Compares the screen with its picture in views/; no row of it may be wider than it. */
export const picture = async (name: string, drive: Drive): Promise<void> => {
  const { columns, rows } = drive.state;
  expect(misfits(screen(drive.state, plain), columns, rows)).toEqual([]);
  await expect(`${textOf(drive.state)}\n`).toMatchFileSnapshot(`views/${name}-${columns}x${rows}.txt`);
};

/** The least, the usual, and two larger ones. */
export const sizes = [
  [60, 15],
  [80, 24],
  [120, 40],
  [200, 60],
] as const;
