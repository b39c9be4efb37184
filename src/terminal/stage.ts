/** Where blocks and Ink's frames become one screen: at most one painted screen for all that happens in one turn. */
import type { Block } from '../ui/block.ts';
import { type Cells, newCells, paintBlock } from './cells.ts';
import { paintFrame } from './frame.ts';

/** Takes blocks and frames, gives screens. */
export class Stage {
  #columns: number;
  #rows: number;
  #frame: string | undefined;
  #blocks: readonly Block[] = [];
  #due = false;
  readonly #show: (cells: Cells) => void;

  constructor(columns: number, rows: number, show: (cells: Cells) => void) {
    this.#columns = columns;
    this.#rows = rows;
    this.#show = show;
  }

  /** The blocks that the next frame places; the sink of the Ink component. */
  readonly put = (blocks: readonly Block[]): void => {
    this.#blocks = blocks;
    this.#paintSoon();
  };

  /** Ink's newest frame. */
  readonly frame = (text: string): void => {
    this.#frame = text;
    this.#paintSoon();
  };

  resize(columns: number, rows: number): void {
    this.#columns = columns;
    this.#rows = rows;
  }

  /** Paints what there is, now. Before Ink's first frame blocks stand where they say. */
  paint(): void {
    this.#due = false;
    const cells = newCells(this.#columns, this.#rows);
    if (this.#frame === undefined)
      for (const block of this.#blocks) paintBlock(cells, block, block.x, block.y);
    else paintFrame(cells, this.#frame, this.#blocks);
    this.#show(cells);
  }

  #paintSoon(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      if (this.#due) this.paint();
    });
  }
}
