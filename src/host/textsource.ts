/** A text given by a person: a file, or standard input. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Failure, failed, type Result, success } from '../core/model/failure.ts';
import { readOrdinaryFile } from './localfiles.ts';

/** A text with where it is from. */
export interface TextSource {
  /** How messages name it: the path as given, or `standard input`. */
  readonly name: string;
  readonly text: string;
  /** It was longer than `textLimit`; `text` ends with the last whole line before that. */
  readonly cut: boolean;
  /** When the file was written, in milliseconds since 1970; undefined for standard input. */
  readonly writtenAt?: number;
}

/** Bytes read of a text: 64 MB are a listing of 80,000 services x 10, which takes some 600 MB of memory to hold. */
export const textLimit = 64 * 1024 * 1024;

const advise = (failure: Failure): Failure =>
  failure.kind === 'not-found' ? { ...failure, advice: 'check the path; - is standard input' } : failure;

const readStdin = async (
  stdin: AsyncIterable<Uint8Array | string>,
  limit: number,
): Promise<Result<TextSource>> => {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of stdin) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece);
      pieces.push(bytes.subarray(0, limit - size));
      size += bytes.length;
      if (size > limit) break;
    }
  } catch (error) {
    return failed({ kind: 'read', what: 'standard input could not be read', why: String(error) });
  }
  const cut = size > limit;
  const text = Buffer.concat(pieces).toString('utf8');
  return success({
    name: 'standard input',
    text: cut ? text.slice(0, text.lastIndexOf('\n') + 1) : text,
    cut,
  });
};

/** Reads `path`, or with `-` what `stdin` gives; at most `limit` bytes. */
export const readTextSource = async (
  path: string,
  stdin: AsyncIterable<Uint8Array | string>,
  limit: number = textLimit,
): Promise<Result<TextSource>> => {
  if (path === '-') return readStdin(stdin, limit);
  const file = await readOrdinaryFile(path, { maxBytes: limit });
  if (!file.ok) return failed(advise(file.failure));
  const { text, cut } = file.value;
  const written = await stat(path).catch(() => undefined);
  return success({
    name: path,
    text,
    cut,
    ...(written === undefined ? {} : { writtenAt: Math.round(written.mtimeMs) }),
  });
};

/** The name by which a screen calls a text. */
export const shortName = (source: Pick<TextSource, 'name'>): string => basename(source.name);
