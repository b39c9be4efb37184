/** Lists of real servers as a person types them: `10.0.0.7 10.0.0.14:8080=3`. */
import { shown } from '../../explain/say.ts';
import { maxWeight } from '../../ipvsadm/options.ts';
import { type Address, endpoint } from '../../model/address.ts';
import { readHostPort } from './endpoint.ts';
import { type Read, read, refuse } from './read.types.ts';

/** A real server as it was typed. */
export interface TypedServer {
  readonly address: Address;
  /** Where it differs from the service's own, or was written although it does not. */
  readonly port?: number;
  /** 0..2147483647, where it was written. */
  readonly weight?: number;
  /** The word itself. */
  readonly word: string;
}

/** A word that is no server. */
export interface ServerProblem {
  readonly word: string;
  readonly text: string;
  readonly better?: string;
}

/** What a list comes to. */
export interface ServerList {
  readonly servers: readonly TypedServer[];
  readonly problems: readonly ServerProblem[];
}

/** The words of a list: blanks and commas part them. */
export const wordsOf = (text: string): readonly string[] => text.split(/[\s,]+/).filter(word => word !== '');

const readWeight = (text: string): Read<number> => {
  if (!/^\d+$/.test(text)) return refuse(`${shown(text)} is no weight: a whole number from 0 on is one`);
  const weight = Number(text);
  if (weight > maxWeight) return refuse(`A weight is at most ${maxWeight}`, String(maxWeight));
  return /^0\d/.test(text)
    ? refuse(`The weight ${shown(text)} has leading zeros`, String(weight))
    : read(weight);
};

const readServer = (word: string): Read<TypedServer> => {
  const equals = word.indexOf('=');
  const place = equals < 0 ? word : word.slice(0, equals);
  const suffix = equals < 0 ? '' : word.slice(equals);
  const found = readHostPort(place);
  if (!found.ok)
    return refuse(found.text, found.better === undefined ? undefined : `${found.better}${suffix}`);
  if (equals < 0) return read({ ...found.value, word });
  const weight = readWeight(word.slice(equals + 1));
  if (weight.ok) return read({ ...found.value, weight: weight.value, word });
  return refuse(weight.text, weight.better === undefined ? place : `${place}=${weight.better}`);
};

const readList = (text: string): ServerList => {
  const servers: TypedServer[] = [];
  const problems: ServerProblem[] = [];
  for (const word of wordsOf(text)) {
    const found = readServer(word);
    if (found.ok) servers.push(found.value);
    else
      problems.push({
        word,
        text: found.text,
        ...(found.better === undefined ? {} : { better: found.better }),
      });
  }
  return { servers, problems };
};

// Each step asks again with every key, and what it gives hangs on the text alone.
let last: { readonly text: string; readonly list: ServerList } | undefined;

/** Reads a list. That a server stands there twice is no problem here, only in the check of the list. */
export const readServers = (text: string): ServerList => {
  if (last?.text !== text) last = { text, list: readList(text) };
  return last.list;
};

/** A server as it stands in a list: `10.0.0.7`, `10.0.0.14:8080=3`. */
export const serverText = ({ address, port, weight }: Omit<TypedServer, 'word'>): string =>
  `${port === undefined ? address : endpoint(address, port)}${weight === undefined ? '' : `=${weight}`}`;
