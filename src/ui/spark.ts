/** Trends and bars from block characters, which every terminal font has. */

const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** One character for each value, scaled to the largest; unknown values are blank, zero is the lowest mark. */
export const sparkline = (values: ArrayLike<number>): string => {
  let top = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN;
    if (value > top) top = value;
  }
  let text = '';
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN;
    if (Number.isNaN(value)) text += ' ';
    else text += top === 0 ? levels[0] : (levels[Math.min(7, Math.floor((value / top) * 7.999))] ?? ' ');
  }
  return text;
};

/** A share (0..1) as a bar of `width` cells, in eighths of a cell. */
export const bar = (share: number, width: number): string => {
  const total = Math.round(Math.max(0, Math.min(1, share)) * width * 8);
  const full = Math.floor(total / 8);
  const rest = eighths[total % 8] ?? '';
  const text = '█'.repeat(full) + rest;
  return text + ' '.repeat(Math.max(0, width - full - (rest === '' ? 0 : 1)));
};

/** `values` as columns of `height` rows, top row first; `top` is the value of a full column. */
export const columnChart = (values: ArrayLike<number>, top: number, height: number): readonly string[] => {
  const rows: string[] = [];
  for (let row = height - 1; row >= 0; row--) {
    let text = '';
    for (let at = 0; at < values.length; at++) {
      const value = values[at] ?? Number.NaN;
      if (Number.isNaN(value)) {
        text += ' ';
        continue;
      }
      const filled = top <= 0 ? 0 : Math.max(value > 0 ? 1 : 0, Math.round((value / top) * height * 8));
      const here = filled - row * 8;
      text += here >= 8 ? '█' : here > 0 ? (levels[here - 1] ?? ' ') : row === 0 ? '▁' : ' ';
    }
    rows.push(text);
  }
  return rows;
};

/** A round number at or above a value, for the top of a scale: 1, 2, 3, 5, 8 times a power of ten. */
export const niceTop = (value: number): number => {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  for (const step of [1, 1.5, 2, 3, 4, 5, 6, 8]) if (step * power >= value) return step * power;
  return 10 * power;
};
