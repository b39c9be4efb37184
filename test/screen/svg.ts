/** A screen as an SVG picture, with its colours: for looking at and for the README. */
import type { Emulator } from '../terminal/emulator.ts';

const cellWidth = 8.4;
const cellHeight = 17;
const sixteen = [
  '#000000',
  '#cd3131',
  '#0dbc79',
  '#c5a332',
  '#2472c8',
  '#bc3fbc',
  '#11a8cd',
  '#d0d0d0',
  '#666666',
  '#f14c4c',
  '#23d18b',
  '#f5f543',
  '#3b8eea',
  '#d670d6',
  '#29b8db',
  '#ffffff',
];
const levels = [0, 95, 135, 175, 215, 255];
const hex = (r: number, g: number, b: number): string =>
  `#${[r, g, b].map(value => value.toString(16).padStart(2, '0')).join('')}`;

const paletteHex = (index: number): string => {
  if (index < 16) return sixteen[index] ?? '#000000';
  if (index >= 232) return hex(8 + 10 * (index - 232), 8 + 10 * (index - 232), 8 + 10 * (index - 232));
  const cube = index - 16;
  return hex(
    levels[Math.floor(cube / 36)] ?? 0,
    levels[Math.floor(cube / 6) % 6] ?? 0,
    levels[cube % 6] ?? 0,
  );
};

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`).replaceAll(' ', '\u00a0');

/** The picture. `light`: on a light terminal. */
export const svgOf = (terminal: Emulator, light = false): string => {
  const ownFg = light ? '#24292f' : '#d6deeb';
  const ownBg = light ? '#ffffff' : '#0b1220';
  const boxes: string[] = [];
  const texts: string[] = [];
  const buffer = terminal.buffer.active;
  for (let y = 0; y < terminal.rows; y++) {
    const line = buffer.getLine(buffer.baseY + y);
    for (let x = 0; x < terminal.cols; x++) {
      const cell = line?.getCell(x);
      if (cell === undefined || cell.getWidth() === 0) continue;
      const colour = (own: boolean, rgb: boolean, value: number, otherwise: string): string =>
        own ? otherwise : rgb ? `#${value.toString(16).padStart(6, '0')}` : paletteHex(value);
      let fg = colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor(), ownFg);
      let bg = colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor(), ownBg);
      if (cell.isInverse()) [fg, bg] = [bg, fg];
      const left = (x * cellWidth).toFixed(1);
      if (bg !== ownBg) {
        const width = (cell.getWidth() * cellWidth + 0.3).toFixed(1);
        boxes.push(
          `<rect x="${left}" y="${y * cellHeight}" width="${width}" height="${cellHeight + 0.3}" fill="${bg}"/>`,
        );
      }
      const chars = cell.getChars();
      if (chars === '' || chars === ' ') continue;
      const weight = cell.isBold() ? ' font-weight="bold"' : '';
      const faint = cell.isDim() ? ' opacity="0.6"' : '';
      const line2 = cell.isUnderline() ? ' text-decoration="underline"' : '';
      texts.push(
        `<text x="${left}" y="${y * cellHeight + 13}" fill="${fg}"${weight}${faint}${line2}>${escaped(chars)}</text>`,
      );
    }
  }
  const width = Math.ceil(terminal.cols * cellWidth);
  const height = terminal.rows * cellHeight;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans Mono,Menlo,Consolas,monospace" font-size="14">`,
    `<rect width="${width}" height="${height}" fill="${ownBg}"/>`,
    ...boxes,
    ...texts,
    '</svg>',
    '',
  ].join('\n');
};
