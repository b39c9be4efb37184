/** What a wizard hands out for other machines: into a folder, to standard output, or told how to get it. */
import { join } from 'node:path';
import { type Result, success } from '../core/model/failure.ts';
import type { Built, Handout } from '../core/wizard/wizard.types.ts';
import type { Invocation } from './arguments.ts';
import { spelled } from './out.ts';
import { paragraph } from './prompts-lines.ts';
import type { Written } from './script-files.ts';
import { writeHere } from './script-write.ts';
import type { World } from './world.ts';

/** Writes them where the person named a folder. */
export const writeHandouts = async (
  world: World,
  { options }: Invocation,
  handouts: readonly Handout[],
): Promise<Result<readonly Written[]>> => {
  const folder = options.scripts;
  if (typeof folder !== 'string' || folder === '-') return success([]);
  const files = handouts.map(({ file, text, mode }) => ({ path: join(folder, file), text, mode }));
  return writeHere(world, options, files);
};

/** Prints them one after another, each under its name. */
export const printHandouts = ({ out }: Pick<World, 'out'>, handouts: readonly Handout[]): void => {
  for (const { file, for: whom, text } of handouts) {
    out.write(spelled(`#### ${file}: for ${whom}\n`, out.ascii));
    out.write(text.endsWith('\n') ? text : `${text}\n`);
  }
};

const hows = { written: '', replaced: ' (replaced)', same: ' (it was there already)' } as const;

/** Where the handouts are, or by which line they come; a line that gives several stands once, after them. */
export const handoutLines = (
  { handouts }: Built,
  written: readonly Written[],
  command: (handout: Handout) => string,
): readonly string[] => {
  if (handouts.length === 0) return [];
  const commands = handouts.map(command);
  return [
    'For the other machines:',
    ...handouts.flatMap(({ file, for: whom, about }, index) => {
      const there = written[index];
      const line = commands[index] ?? '';
      return [
        ...paragraph(`${file}, for ${whom}: ${about}`, 2),
        ...(there === undefined
          ? line === commands[index + 1]
            ? []
            : [`      ${line}`]
          : [`      ${there.path}${hows[there.how]}`]),
      ];
    }),
  ];
};
