/** Where a script goes: a file, a folder, the clipboard, JSON, or standard output. */
import { join } from 'node:path';
import type { Handout } from '../core/wizard/wizard.types.ts';
import { refusePlan } from './change.ts';
import { jsonVersion } from './json.ts';
import { handoutJson } from './new-json.ts';
import { plain } from './out.ts';
import { isFolderHere, writeHere } from './script-write.ts';
import { write } from './verb-tools.ts';
import { exits } from './verbs.ts';
import { printJson, usage, type World } from './world.ts';

type Options = Readonly<Record<string, string | true>>;

const severalText = (handouts: readonly Handout[]): string =>
  `these are ${handouts.length} scripts: choose one with --name, or write all into a folder with -o FOLDER/\n${handouts
    .map(({ file, for: whom }) => `  --name ${file}   ${plain(whom)}`)
    .join('\n')}`;

const toFiles = async (
  world: World,
  options: Options,
  output: string,
  handouts: readonly Handout[],
): Promise<number> => {
  const folder = await isFolderHere(world, output);
  if (!folder && handouts.length > 1) return usage(world.out, severalText(handouts));
  const files = handouts.map(({ file, text, mode }) => ({
    path: folder ? join(output, file) : output,
    text,
    mode,
  }));
  const written = await writeHere(world, options, files);
  if (!written.ok) return refusePlan(world, written.failure);
  for (const [index, { path, how }] of written.value.entries())
    write(
      world,
      `${how === 'same' ? 'there already' : how}: ${path}, for ${handouts[index]?.for ?? ''}; sh ${path} start`,
    );
  return exits.ok;
};

const toClipboard = ({ out, copy }: World, [handout]: readonly Handout[]): number => {
  if (copy === undefined) {
    out.warn('lvsh: there is no terminal here whose clipboard could be reached; -o FILE writes it\n');
    return exits.refused;
  }
  const failure = copy(handout?.text ?? '');
  if (failure !== undefined) {
    out.warn(`lvsh: ${failure}; -o FILE writes it\n`);
    return exits.refused;
  }
  out.warn(
    `lvsh: ${handout?.file ?? ''} was sent to the clipboard of the terminal, which must allow that (OSC 52)\n`,
  );
  return exits.ok;
};

/** Gives scripts to where the options say; the exit code. */
export const deliver = async (
  world: World,
  options: Options,
  handouts: readonly Handout[],
): Promise<number> => {
  const { out } = world;
  const { name, output } = options;
  const chosen = typeof name === 'string' ? handouts.filter(({ file }) => file === name) : handouts;
  if (chosen.length === 0 && handouts.length > 0) return usage(out, severalText(handouts));
  if (chosen.length === 0) {
    out.warn('lvsh: no other machine needs a script\n');
    return exits.nothing;
  }
  if ('json' in options) {
    printJson(out, { lvsh: jsonVersion, kind: 'scripts', scripts: chosen.map(handoutJson) });
    return exits.ok;
  }
  if (chosen.length > 1 && (typeof output !== 'string' || 'copy' in options))
    return usage(out, severalText(chosen));
  const written = typeof output === 'string' ? await toFiles(world, options, output, chosen) : exits.ok;
  if (written !== exits.ok) return written;
  if ('copy' in options) return toClipboard(world, chosen);
  if (typeof output !== 'string') out.write(chosen[0]?.text ?? '');
  return exits.ok;
};
