/** Reads /etc/os-release. */
import { assignmentsOf } from './shell-text.ts';

/** Which system this is. */
export interface OsRelease {
  /** `debian`, `rhel`, `opensuse-leap`: lower case. */
  readonly id: string;
  /** What it descends from, the closest first. */
  readonly like: readonly string[];
  /** As people call it, with its version. */
  readonly name: string;
}

/** Reads os-release(5); undefined without an `ID`. Never throws. */
export const readOsRelease = (text: string): OsRelease | undefined => {
  const values = assignmentsOf(text);
  const last = (name: string): string => values.get(name)?.at(-1) ?? '';
  const id = last('ID').toLowerCase();
  if (id === '') return undefined;
  return {
    id,
    like: last('ID_LIKE')
      .toLowerCase()
      .split(/\s+/)
      .filter(word => word !== ''),
    name: last('PRETTY_NAME') || last('NAME') || id,
  };
};
