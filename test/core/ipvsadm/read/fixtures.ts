/** The texts under fixtures/, by name. */
import { readdirSync, readFileSync } from 'node:fs';

const folder = (name: string): URL => new URL(`fixtures/${name}/`, import.meta.url);

/** One text: `corpus/lists`, `corpus/rules` are from the wild (index.tsv says what each shows), `real` is recorded. */
export const fixture = (where: 'corpus' | 'corpus/lists' | 'corpus/rules' | 'real', name: string): string =>
  readFileSync(new URL(name, folder(where)), 'utf8');

/** The names of all texts of a folder, sorted. */
export const fixtureNames = (where: 'corpus/lists' | 'corpus/rules' | 'real'): readonly string[] =>
  readdirSync(folder(where)).sort();
