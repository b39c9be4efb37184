/** Reads keepalived's configuration with all that it includes. */
import { matchesPattern } from '../core/keepalived/glob.ts';
import { readKeepalived } from '../core/keepalived/read.ts';
import type { KeepalivedReading } from '../core/keepalived/reading.types.ts';
import type { Host } from './host.ts';

/** Where the packages of all distributions have it. */
export const keepalivedPath = '/etc/keepalived/keepalived.conf';

/** Includes that include, so often; and files in all. */
const mostRounds = 8;
const mostFiles = 200;
const maxBytes = 4 * 1024 * 1024;

/** The files that a pattern names: wildcards count in its last part only, as nearly everybody writes them. */
const filesOf = async (host: Host, pattern: string): Promise<readonly string[]> => {
  const slash = pattern.lastIndexOf('/');
  const folder = slash <= 0 ? '/' : pattern.slice(0, slash);
  if (!/[*?[{]/.test(pattern)) return [pattern];
  const names = await host.listFolder(folder);
  return names.ok
    ? names.value
        .map(name => `${folder === '/' ? '' : folder}/${name}`)
        .filter(path => matchesPattern(pattern, path))
        .sort()
    : [];
};

/**
 * The configuration; undefined where there is none that can be read, or it has no virtual servers. What could not be
 * read of its includes is named in the reading.
 */
export const readKeepalivedFiles = async (
  host: Host,
  main: string = keepalivedPath,
): Promise<KeepalivedReading | undefined> => {
  const first = await host.readFile(main, { maxBytes });
  if (!first.ok) return undefined;
  const files = new Map([[main, first.value.text]]);
  const tried = new Set<string>();
  let reading = readKeepalived(files, main, host.name);
  for (let round = 0; round < mostRounds; round++) {
    const open = reading.unread.filter(pattern => !tried.has(pattern));
    if (open.length === 0) break;
    for (const pattern of open) {
      tried.add(pattern);
      for (const path of await filesOf(host, pattern)) {
        if (files.has(path) || files.size >= mostFiles) continue;
        const file = await host.readFile(path, { maxBytes });
        if (file.ok) files.set(path, file.value.text);
      }
    }
    reading = readKeepalived(files, main, host.name);
  }
  return reading.services.length === 0 ? undefined : reading;
};
