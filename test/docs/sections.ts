/** The parts of the documents that repeat code: made from the code's own tables, between markers. */

import { columns } from '../../src/app/columns.ts';
import { commands } from '../../src/app/commands.ts';
import { keyLabel } from '../../src/app/key-label.ts';
import { exitRows, verbs } from '../../src/cli/verbs.ts';
import { shot } from './shot.ts';

/** Documents that hold such parts. */
export const documents = ['README.md', 'src/README.md'] as const;

const escaped = (text: string): string => text.replaceAll('|', '\\|');
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map(row => `| ${row.map(escaped).join(' | ')} |`).join('\n');

const keyNames = (keys: Readonly<Record<string, readonly string[] | undefined>>): string =>
  [...new Set(Object.values(keys).flatMap(list => list ?? []))].map(key => `\`${keyLabel(key)}\``).join(' ');

/** What stands between `<!-- NAME -->` and `<!-- /NAME -->`. */
export const sections: Readonly<Record<string, () => string | Promise<string>>> = {
  shot: async () =>
    `\`\`\`text\n${await shot({ scene: 'dead', columns: 80, rows: 24, seconds: 90, keys: [] })}\n\`\`\``,
  wizard: async () =>
    `\`\`\`text\n${await shot({
      scene: 'calm',
      columns: 80,
      rows: 24,
      seconds: 10,
      keys: ['n', 'enter', ...'10.1.0.90:80', 'enter', ...'10.0.0.11 10.0.0.12=3', 'tab', 'tab', 'f1'].map(
        key => (key === ' ' ? 'space' : key),
      ),
    })}\n\`\`\``,
  keys: () =>
    table(
      ['key', 'what it does'],
      commands
        .filter(({ keys }) => keyNames(keys) !== '')
        .map(({ keys, summary }) => [keyNames(keys), summary]),
    ),
  verbs: () =>
    [
      table(
        ['command', 'what it does'],
        [
          ...verbs.map(({ name, words, summary, practice }) => [
            `\`lvsh ${[practice === 'only' ? 'practice' : '', name, words].filter(word => word !== '').join(' ')}\``,
            summary,
          ]),
          ['`lvsh practice [VERB]`', 'any of these on the practice director; without a verb, its screen'],
        ],
      ),
      table(
        ['exit code', 'what it means'],
        exitRows.map(({ code, about }) => [String(code), about]),
      ),
    ].join('\n\n'),
  columns: () =>
    table(
      ['column', 'what it means'],
      columns.map(({ title, explain }) => [title, explain]),
    ),
};

const marked = /<!-- (\w+) -->\n[\s\S]*?<!-- \/\1 -->/g;

/** The document with every marked part made anew. Throws on a marker that nobody knows. */
export const refreshed = async (text: string): Promise<string> => {
  const made = new Map<string, string>();
  for (const [, name = ''] of text.matchAll(marked)) {
    const section = sections[name];
    if (section === undefined) throw new Error(`no section ${name}`);
    made.set(name, await section());
  }
  return text.replace(marked, (_, name: string) => `<!-- ${name} -->\n${made.get(name)}\n<!-- /${name} -->`);
};
