/** The themes that there are: those of this program, and the person's own. */
import dark from '../../themes/dark.json' with { type: 'json' };
import highContrast from '../../themes/high-contrast.json' with { type: 'json' };
import light from '../../themes/light.json' with { type: 'json' };
import mono from '../../themes/mono.json' with { type: 'json' };
import sixteen from '../../themes/sixteen.json' with { type: 'json' };
import type { UserFiles } from '../host/userfiles.ts';
import { readTheme, type Theme } from '../ui/theme.ts';

/** Themes by name, with what was wrong with the person's. */
export interface Themes {
  readonly byName: ReadonlyMap<string, Theme>;
  readonly problems: readonly string[];
}

const builtIn: readonly unknown[] = [dark, light, highContrast, mono, sixteen];

/** The theme that stands in for one that is not there. */
export const standardTheme = 'dark';

/** Reads the themes; one of the person's own takes the place of a built-in one of its name, and keeps its other looks. */
export const readThemes = (own: UserFiles): Themes => {
  const byName = new Map<string, Theme>();
  const problems: string[] = [...own.problems];
  const add = (json: unknown, file: string, base: Theme | undefined): void => {
    const read = readTheme(json, file, base);
    byName.set(read.theme.name, read.theme);
    problems.push(...read.problems);
  };
  for (const json of builtIn) add(json, 'built-in', undefined);
  for (const { path, json } of own.files) {
    const named = path.replace(/^.*\//, '').replace(/\.json$/, '');
    add(json, path, byName.get(named) ?? byName.get(standardTheme));
  }
  return { byName, problems };
};
