/** What runs beside a text that was named, or a backup. */
import type { Settings } from '../../core/director/reading.ts';
import type { SeenService } from '../../core/model/snapshot.ts';
import { count } from '../../core/words/numbers.ts';
import { compareText } from '../compare-text.ts';
import { pageKeys } from '../page-keys.ts';
import { piece, type Rich } from '../rich.ts';
import { fileLines } from './file-lines.ts';
import { keyed, pageTitle, sentence } from './parts.ts';
import { rowLines } from './row-lines.ts';

/** The page. `seen`: what runs; undefined before the first read. */
export const diffPage = (
  name: string,
  text: string,
  seen: readonly SeenService[] | undefined,
  settings: Settings | undefined,
  columns: number,
): readonly Rich[] => {
  const title = pageTitle('Compare', `what runs with ${name}`, columns);
  if (seen === undefined) return [...title, [], [piece('   the director was not read yet', 'muted')]];
  const { file, differences } = compareText(text, seen);
  const none = file.lines === 0;
  return [
    ...title,
    [],
    ...(none
      ? sentence(
          ' ! ',
          'It holds no command line that can be read: there is nothing to restore.',
          columns,
          'warn',
        )
      : differences.length === 0
        ? sentence(' ✓ ', 'What runs is what it says.', columns, 'good')
        : sentence(' · ', `${count(differences.length, 'difference')}.`, columns, 'warn')),
    ...(none || differences.length === 0
      ? []
      : keyed('   ', ['', pageKeys.restoreThis, ' makes what runs as it says, as a plan first'], columns)),
    ...(none ? [] : rowLines({ saved: differences }, ['running', 'there'], columns)),
    ...fileLines(file, settings, '', columns),
  ];
};
