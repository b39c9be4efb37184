/**
 * What may stand where the cursor is in a line of ipvsadm. Candidates come from the option table and the running table;
 * each is put into the line and judged as the whole line is, and none that would make it wrong is offered.
 */
import type { CommandName } from '../ipvsadm/command.ts';
import { commandRows } from '../ipvsadm/options.ts';
import { type Completion, type Item, mostItems } from './completion.types.ts';
import type { Ground } from './ground.ts';
import { grownLines } from './grow.ts';
import { judge } from './judge.ts';
import type { Context, Offer } from './offer.types.ts';
import { offerCommands, offerOptions } from './offer-options.ts';
import { offerValues } from './offer-values.ts';
import { blame } from './problem.ts';
import { programWords } from './program.ts';
import { type LineWord, type Place, splitLine } from './split.ts';
import { isOption, type Row, readTokens } from './tokens.ts';

/** The words around the place, as ipvsadm would get them. */
interface Around {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The last word after it is still being typed. */
  readonly growing: boolean;
  readonly ground: Ground;
}

const texts = (words: readonly LineWord[]): readonly string[] => words.map(({ text }) => text);

const isWell = (line: readonly string[], ground: Ground): boolean => judge(line, ground).state !== 'wrong';

const grows = (line: readonly string[], ground: Ground): boolean =>
  grownLines(line, ground).some(grown => isWell(grown, ground));

/** Ports that may be free yet: ends of an item that goes on. */
const ends = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

const fits = ({ before, after, growing, ground }: Around, head: string, item: Item): boolean => {
  if (item.not !== undefined) return true;
  const words = texts(splitLine(`${head}${item.text}`).words);
  const line = [...before, ...words, ...after];
  // The end of an open item is still to be typed: there must be one, and nothing behind it that would wait for it.
  if (item.open === true)
    return (
      after.length === 0 &&
      ends.some(end => isWell([...line.slice(0, -1), `${line.at(-1) ?? ''}${end}`], ground))
    );
  return isWell(line, ground) || (growing && grows(line, ground));
};

/** The offer without what cannot stand there. `head`: what of the word stays before the item (`--scheduler=`). */
const fitting = (
  around: Around,
  head: string,
  { items, hint, closed }: Offer,
): Omit<Completion, 'from' | 'to'> => {
  const left = items.filter(item => fits(around, head, item)).slice(0, mostItems);
  const [only] = left;
  const certain = closed && left.length === 1 && only !== undefined && only.not === undefined;
  return {
    items: certain ? [{ ...only, certain: true }] : left,
    ...(hint === '' ? {} : { hint }),
  };
};

const both = (one: Offer, other: Offer): Offer => ({
  items: [...one.items, ...other.items],
  hint: [one.hint, other.hint].filter(hint => hint !== '').join('; or '),
  closed: one.closed && other.closed,
});

/** An option whose value has begun in the same word: `-sw`, `--scheduler=w`. */
interface Attached {
  readonly row: Row;
  readonly letters: string;
  readonly head: string;
}

const attachedTo = (piece: string): Attached | undefined => {
  const last = readTokens([piece]).list.at(-1);
  if (last?.value === undefined) return undefined;
  return {
    row: last.row,
    letters: last.value,
    head: piece.slice(0, piece.length - last.value.length),
  };
};

/** Several letters in one word (`-At`, `-Ln`): the word as it is, with what its last letter means. */
const bundle = (piece: string): Offer | undefined => {
  if (!/^-[^-]./.test(piece)) return undefined;
  const { list, pending } = readTokens([piece]);
  const row = pending?.row ?? list.at(-1)?.row;
  if (row === undefined || list.length + (pending?.arity === 'one' ? 1 : 0) < piece.length - 1)
    return { items: [], hint: '', closed: true };
  const item: Item = { text: piece, about: row.help, group: isOption(row) ? 'option' : 'command' };
  return { items: [item], hint: '', closed: true };
};

const commandIn = (rows: readonly (Row | undefined)[]): CommandName | undefined => {
  const first = rows.find(row => row !== undefined);
  return first === undefined || isOption(first) ? undefined : first.name;
};

/** The kernel's own timeouts, in seconds (ipvsadm.md A7). */
const usualTimeouts: Readonly<Record<string, string>> = { tcp: '900', tcpfin: '120', udp: '300' };

/** The plain words of `--set`. */
const offerTimeouts = (letters: string, names: readonly string[], given: number): Offer => {
  const name = names[given];
  if (name === undefined) return { items: [], hint: 'nothing more', closed: true };
  const items: readonly Item[] = [
    { text: '0', about: `keeps the ${name} timeout as it is`, group: 'value' },
    { text: usualTimeouts[name] ?? '0', about: 'the kernel’s default, in seconds', group: 'value' },
  ];
  return {
    items: items.filter(({ text }) => text.startsWith(letters)),
    hint: `${name}: seconds, 0 keeps it as it is`,
    closed: false,
  };
};

/** What is missing of the line so far, as a hint. */
const missing = (argv: readonly string[], ground: Ground): string => {
  const verdict = judge(argv, ground);
  return verdict.state === 'incomplete' ? `needs ${verdict.missing.join(', ')}` : '';
};

/** An offer, and what of the word stays before its items. */
interface Placed {
  readonly offer: Offer;
  readonly head: string;
}

const offerAt = (letters: string, { before, after, ground }: Around): Placed => {
  const so = readTokens(before);
  const whole = (offer: Offer): Placed => ({ offer, head: '' });
  if (so.ended) return whole({ items: [], hint: 'after -- nothing is an option', closed: true });
  const waiting = so.pending?.arity === 'one' ? so.pending.row : undefined;
  const attached = waiting === undefined ? attachedTo(letters) : undefined;
  const here = attached === undefined ? [] : readTokens([letters]).list.slice(0, -1);
  const list = [...so.list, ...here, ...readTokens(after).list];
  const command = commandIn([so.list[0]?.row, waiting, here[0]?.row, attached?.row]);
  if (command === undefined) return whole(bundle(letters) ?? offerCommands(letters));
  const context: Context = { command, tokens: { list, rest: [], ended: false }, ground };
  if (attached !== undefined)
    return { offer: offerValues(attached.row, attached.letters, context), head: attached.head };
  if (waiting !== undefined) return whole(offerValues(waiting, letters, context));
  const names = commandRows.find(row => row.name === command)?.words;
  if (names !== undefined) return whole(offerTimeouts(letters, names, so.rest.length));
  const options = bundle(letters) ?? {
    ...offerOptions(letters, context),
    hint: missing([...before, ...after], ground),
  };
  return whole(
    so.pending === undefined || letters.startsWith('-')
      ? options
      : both(offerValues(so.pending.row, letters, context), options),
  );
};

const programItem: Item = {
  text: 'ipvsadm',
  about: 'ipvsadm’s own syntax; the word may be left out',
  group: 'command',
};

/**
 * What may stand at a place of a line of ipvsadm, with or without its name and sudo. Nothing where the words before it
 * are wrong already; the hint then says what is wrong with them. Taking an item that has no `not` never makes a line
 * wrong that was right or unfinished.
 */
export const completeIpvsadm = (place: Place, ground: Ground): Completion => {
  const { piece, word } = place;
  const range = { from: piece.from, to: piece.to };
  const all = [...place.before, ...(word === undefined ? [] : [word]), ...place.after];
  const program = programWords(all);
  const beginning = place.before.every(({ text }) => text === 'sudo');
  if (beginning && piece.text !== '' && programItem.text.startsWith(piece.text))
    return { ...range, items: [programItem] };
  if (place.before.length < program) return { ...range, items: [], hint: 'the command follows ipvsadm' };
  const before = texts(place.before.slice(program));
  const verdict = judge(before, ground);
  if (before.length > 0 && verdict.state === 'wrong')
    return { ...range, items: [], hint: blame(before, ground, verdict.objection).text };
  const rest = texts(place.after);
  const now = [...before, ...(word === undefined ? [] : [word.text]), ...rest];
  const growing = rest.length > 0 && !isWell(now, ground);
  // What is wrong already behind the cursor does not narrow what may stand at it.
  const after = growing && !grows(now, ground) ? [] : rest;
  const around: Around = { before, after, growing, ground };
  const { offer, head } = offerAt(piece.text, around);
  // In a quoted word it cannot be told where its value begins.
  if (head !== '' && piece.quoted) return { ...range, items: [], hint: offer.hint };
  return { from: piece.from + head.length, to: piece.to, ...fitting(around, head, offer) };
};
