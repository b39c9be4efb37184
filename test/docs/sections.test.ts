import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { documents, refreshed, sections } from './sections.ts';

test.each(documents)('%s says what the code says (npm run docs)', async document => {
  const text = readFileSync(document, 'utf8');
  expect(await refreshed(text)).toBe(text);
});

test('every section stands in a document', () => {
  const all = documents.map(document => readFileSync(document, 'utf8')).join('\n');
  expect(Object.keys(sections).filter(name => !all.includes(`<!-- ${name} -->`))).toEqual([]);
});
