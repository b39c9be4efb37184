/** A line after an item of a completion was taken. */
import type { Completion, Item } from './completion.types.ts';

/** Puts an item in, with a blank after it unless the word goes on or one is there; the cursor stands behind both. */
export const acceptItem = (
  text: string,
  { from, to }: Pick<Completion, 'from' | 'to'>,
  item: Item,
): { readonly text: string; readonly at: number } => {
  const rest = text.slice(to);
  const blank = item.open === true || /^[ \t]/.test(rest) ? '' : ' ';
  const behind = item.open === true ? 0 : 1;
  return {
    text: `${text.slice(0, from)}${item.text}${blank}${rest}`,
    at: from + item.text.length + behind,
  };
};
