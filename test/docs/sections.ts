/** The parts of the documents that repeat code: made from the code's own tables, between markers. */
import { columns } from '../../src/app/columns.ts';
import { commands } from '../../src/app/commands.ts';

/** Documents that hold such parts. */
export const documents = ['README.md', 'src/README.md'] as const;

const escaped = (text: string): string => text.replaceAll('|', '\\|');
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map(row => `| ${row.map(escaped).join(' | ')} |`).join('\n');

const keyNames = (keys: Readonly<Record<string, readonly string[] | undefined>>): string =>
  [...new Set(Object.values(keys).flatMap(list => list ?? []))].map(key => `\`${key}\``).join(' ');

/** What stands between `<!-- NAME -->` and `<!-- /NAME -->`. */
export const sections: Readonly<Record<string, () => string>> = {
  keys: () =>
    table(
      ['key', 'what it does'],
      commands.filter(({ keys }) => keyNames(keys) !== '').map(({ keys, summary }) => [keyNames(keys), summary]),
    ),
  columns: () =>
    table(
      ['column', 'what it means'],
      columns.map(({ title, explain }) => [title, explain]),
    ),
};

/** The document with every marked part made anew. Throws on a marker that nobody knows. */
export const refreshed = (text: string): string =>
  text.replace(/<!-- (\w+) -->\n[\s\S]*?<!-- \/\1 -->/g, (_, name: string) => {
    const section = sections[name];
    if (section === undefined) throw new Error(`no section ${name}`);
    return `<!-- ${name} -->\n${section()}\n<!-- /${name} -->`;
  });
