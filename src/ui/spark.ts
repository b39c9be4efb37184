/** Trends and bars from block characters, which every terminal font has. */

const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/** A trend never fills its cell: the trends of two rows would run together. */
const trendLevels = levels.slice(0, 7);

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
    else
      text +=
        top === 0 ? trendLevels[0] : (trendLevels[Math.min(6, Math.floor((value / top) * 6.999))] ?? ' ');
  }
  return text;
};

/** A share (0..1) as a bar of `width` cells, in halves of a cell; what is more than nothing is seen. */
export const bar = (share: number, width: number): string => {
  const least = share > 0 ? 1 : 0;
  const halves = Math.max(least, Math.round(Math.max(0, Math.min(1, share)) * width * 2));
  const full = Math.min(width, Math.floor(halves / 2));
  const text = '━'.repeat(full) + (halves % 2 === 1 && full < width ? '╸' : '');
  return text.padEnd(width);
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
