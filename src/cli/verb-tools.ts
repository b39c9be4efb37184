/** What the verbs that change a director share. */

import { quote } from '../core/ipvsadm/print.ts';
import { failed, type Result, success } from '../core/model/failure.ts';
import { portNames } from '../core/saved/read.ts';
import type { WishGround } from '../core/verbs/read.ts';
import { readTextSource } from '../host/textsource.ts';
import type { Invocation } from './arguments.ts';
import { plain, spelled } from './out.ts';
import type { World } from './world.ts';

/** Carries out a verb; gives the exit code. */
export type RunVerb = (world: World, invocation: Invocation) => Promise<number>;

/** Prints a line. */
export const write = ({ out }: Pick<World, 'out'>, line: string): void =>
  out.write(`${spelled(plain(line), out.ascii).trimEnd()}\n`);

/** The line that the words of a command line make, as it would be typed. */
export const lineOf = (words: readonly string[]): string => words.map(quote).join(' ');

/** What a line is read against. */
export const groundOf = async (world: World): Promise<WishGround> => {
  const read = await world.director.read({ visible: [], intervalMs: 1000 });
  const history = await world.changer?.history();
  const weights = history?.ok === true ? history.value.weights : undefined;
  return {
    services: read.ok ? read.value.snapshot.services : [],
    names: portNames,
    former: (service, server) => weights?.get(`${service}\n${server}`),
  };
};

/** A text that a person names: a file, or `-`; the practice director has files of its own. */
export const textOf = async (
  world: World,
  file: string,
): Promise<Result<{ readonly name: string; readonly text: string }>> => {
  if (file !== '-' && world.director.kind === 'practice' && world.around !== undefined) {
    const inside = await world.around.text(file);
    if (inside.ok) return success({ name: file, text: inside.value });
  }
  const source = await readTextSource(file, process.stdin);
  if (!source.ok) return source;
  if (source.value.cut) return failed({ kind: 'read', what: `${source.value.name} is too long` });
  return success(source.value);
};
