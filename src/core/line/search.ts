/** Finding by a few letters: what begins with them first, then what holds them, then what has them in this order. */
import fuzzysort from 'fuzzysort';

/** More names than this are searched for the text as it stands only, which is a hundred times as fast. */
const fuzzyNames = 3000;

/** How a thing is found: by its name, by others that it has, and after all those by a part of what is said of it. */
export interface Finding<T> {
  readonly name: (item: T) => string;
  readonly others?: (item: T) => readonly string[];
  readonly also?: (item: T) => string;
  /** Letters in order count only where nothing holds them together: so it is with addresses. */
  readonly strict?: true;
}

const noNames: readonly string[] = [];

/** 0: is the letters, 1: begins with them, 2: holds them, 3: neither. */
const nearness = (name: string, letters: string, lower: string): number => {
  if (name.startsWith(letters)) return name.length === letters.length ? 0 : 1;
  return name.includes(letters) || name.toLowerCase().includes(lower) ? 2 : 3;
};

/** The items that fit the letters, best first, at most `most`; the first ones where there are no letters. */
export const search = <T>(
  letters: string,
  items: Iterable<T>,
  { name, others, also, strict }: Finding<T>,
  most: number,
): readonly T[] => {
  const lower = letters.toLowerCase();
  const near: readonly T[][] = [[], [], []];
  const rest: T[] = [];
  for (const item of items) {
    let how = letters === '' ? 1 : nearness(name(item), letters, lower);
    for (const other of others?.(item) ?? noNames) how = Math.min(how, nearness(other, letters, lower));
    if (how === 3) {
      if (rest.length <= fuzzyNames) rest.push(item);
    } else near[how]?.push(item);
    if ((near[1]?.length ?? 0) >= most) break;
  }
  const sure = near.flat();
  if (sure.length >= most || rest.length > fuzzyNames || (strict === true && sure.length > 0))
    return sure.slice(0, most);
  const text = (item: T): string => [name(item), ...(others?.(item) ?? noNames)].join(' ');
  const fuzzy = fuzzysort.go(letters, rest, { key: text, limit: most, threshold: 0.4 }).map(({ obj }) => obj);
  const said =
    also === undefined || letters.length < 3
      ? []
      : rest.filter(item => !fuzzy.includes(item) && also(item).toLowerCase().includes(lower));
  return [...sure, ...fuzzy, ...said].slice(0, most);
};
