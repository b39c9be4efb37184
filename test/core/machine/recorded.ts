import { readFileSync } from 'node:fs';

/** What `ip` of a real kernel printed, by the name of the recording (record.sh says what its network is). */
export const recorded = (name: string): string =>
  readFileSync(new URL(`recorded/${name}.txt`, import.meta.url), 'utf8');
