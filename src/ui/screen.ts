/** The whole screen as blocks: what `App` places and the terminal layer paints. */
import { tableColumns } from '../app/cursor.ts';
import { leastColumns, leastRows, tableFrame, viewRows } from '../app/frame.ts';
import { changePage } from '../app/pages/change.ts';
import { pageOf } from '../app/pages/page.ts';
import { type State, shown, topView } from '../app/state.ts';
import type { Block } from './block.ts';
import { brokenLines } from './broken.ts';
import { detailLines } from './detail.ts';
import { block } from './draw.ts';
import { explainLines } from './explain.ts';
import { footer } from './footer.ts';
import { formView } from './form.ts';
import { header } from './header.ts';
import { lineBlock } from './line.ts';
import { logLines, problemLine } from './log.ts';
import type { Look } from './look.ts';
import { menuLines } from './menu.ts';
import { ownersLine } from './owners.ts';
import { paletteBlock } from './palette.ts';
import { smallBlocks } from './small.ts';
import { tableLines, titles, totals } from './table.ts';

const tableBlocks = (state: State, look: Look): readonly Block[] => {
  const { columns: width } = state;
  const frame = tableFrame(state);
  const rows = tableLines(state, look);
  // The totals follow the last row: a short table is read as one thing.
  const head = 1 + frame.banner;
  const totalsAt = head + 1 + Math.min(frame.rows, rows.length);
  const problem = problemLine(state);
  const last = state.rows - 1;
  const logAt = last - frame.events - frame.explain;
  const blocks = [
    block('titles', look, { y: head, width, height: 1 }, [titles(state, tableColumns(state))]),
    block('table', look, { y: head + 1, width, height: frame.rows }, rows),
    block('totals', look, { y: totalsAt, width, height: 1 }, [totals(state)]),
  ];
  if (frame.banner > 0) blocks.push(block('banner', look, { y: 1, width, height: 1 }, [ownersLine(state)]));
  if (frame.explain > 0) {
    blocks.push(
      block('explain', look, { y: logAt, width, height: frame.explain }, explainLines(state, frame.explain)),
    );
  } else if (frame.events > 0) {
    blocks.push(block('log', look, { y: logAt, width, height: frame.events }, logLines(state, frame.events)));
  }
  if (problem !== undefined)
    blocks.push(block('problem', look, { y: logAt - 1, width, height: 1 }, [problem]));
  return blocks;
};

const bodyBlocks = (state: State, look: Look): readonly Block[] => {
  const width = state.columns;
  const view = topView(state);
  const height = viewRows(state);
  if (state.change !== undefined) {
    const { top } = state.change;
    return [block('change', look, { y: 1, width, height }, changePage(state).slice(top, top + height))];
  }
  if (view === undefined) {
    if (shown(state) !== undefined) return tableBlocks(state, look);
    return [block('broken', look, { y: 1, width, height }, brokenLines(state))];
  }
  if (view.type === 'detail')
    return [block('detail', look, { y: 1, width, height }, detailLines(state, look, view))];
  if (view.type === 'form')
    return [block('form', look, { y: 1, width, height }, formView(view.form, look, width, height))];
  if (view.type === 'menu')
    return [block('menu', look, { y: 1, width, height }, menuLines(state, look, view, height))];
  const top = view.type === 'wizard' ? 0 : view.top;
  return [block('page', look, { y: 1, width, height }, pageOf(state).slice(top, top + height))];
};

/** Draws the state. Blocks lie within the screen, later ones over earlier ones. */
export const screen = (state: State, look: Look): readonly Block[] => {
  const { columns: width, rows } = state;
  if (width < leastColumns || rows < leastRows) return smallBlocks(state, look);
  const blocks = [
    block('header', look, { y: 0, width, height: 1 }, [header(state)]),
    ...bodyBlocks(state, look),
    block('footer', look, { y: rows - 1, width, height: 1 }, [footer(state)]),
  ];
  const over = paletteBlock(state, look) ?? lineBlock(state, look);
  return over === undefined ? blocks : [...blocks, over];
};
