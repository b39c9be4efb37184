import { readFileSync, writeFileSync } from 'node:fs';
import { documents, refreshed } from './sections.ts';

for (const document of documents) writeFileSync(document, await refreshed(readFileSync(document, 'utf8')));
