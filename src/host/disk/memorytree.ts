/** A tree of files in memory, and where its paths lead. */
import { systemError } from './calls.ts';

interface Base {
  readonly inode: number;
  mode: number;
  uid: number;
  gid: number;
  modifiedMs: number;
  changedMs: number;
}

/** A regular file. */
export type FileNode = Base & { readonly kind: 'file'; bytes: Uint8Array };
/** A folder. */
export type FolderNode = Base & { readonly kind: 'folder'; readonly entries: Map<string, Node> };
/** A symbolic link. */
export type LinkNode = Base & { readonly kind: 'symlink'; readonly target: string };
/** Anything that has a name in a folder. */
export type Node = FileNode | FolderNode | LinkNode;

/** Where a path leads: the folder that holds its last name, and what stands there. */
export interface Spot {
  readonly folder: FolderNode;
  readonly name: string;
  readonly node: Node | undefined;
  /** The path without links. */
  readonly path: string;
}

/** As many as the kernel follows. */
const mostLinks = 40;

/** A maker of nodes; everything belongs to uid 0. `now` is the clock of the files, milliseconds since 1970. */
export const nodeMaker = (now: () => number) => {
  let inodes = 0;
  const base = (mode: number): Base => {
    inodes += 1;
    return { inode: inodes, mode, uid: 0, gid: 0, modifiedMs: now(), changedMs: now() };
  };
  return {
    file: (mode: number, bytes: Uint8Array): FileNode => ({ ...base(mode), kind: 'file', bytes }),
    folder: (mode: number): FolderNode => ({ ...base(mode), kind: 'folder', entries: new Map() }),
    link: (target: string): LinkNode => ({ ...base(0o777), kind: 'symlink', target }),
  };
};

/** Notes that a node was changed: its contents, or only what is known about it. */
export const touch = (node: Base, at: number, contents = true): void => {
  if (contents) node.modifiedMs = at;
  node.changedMs = at;
};

/**
 * Walks a path from `root`; links on its way are followed, the last one where `follow` says so. Throws what the kernel
 * answers: ENOENT, ENOTDIR, ELOOP.
 */
export const walk = (root: FolderNode, path: string, follow: boolean, links = 0): Spot => {
  if (links > mostLinks) throw systemError('ELOOP', path);
  const names = path.split('/').filter(name => name !== '' && name !== '.');
  const above: FolderNode[] = [root];
  const walked: string[] = [];
  let spot: Spot = { folder: root, name: '', node: root, path: '/' };
  for (const [index, name] of names.entries()) {
    const { node } = spot;
    if (node === undefined) throw systemError('ENOENT', path);
    if (node.kind !== 'folder') throw systemError('ENOTDIR', path);
    if (name === '..') {
      walked.pop();
      if (above.length > 1) above.pop();
      const up = above.at(-1) ?? root;
      spot = {
        folder: above.at(-2) ?? root,
        name: walked.at(-1) ?? '',
        node: up,
        path: `/${walked.join('/')}`,
      };
      continue;
    }
    const next = node.entries.get(name);
    const last = index === names.length - 1;
    if (next?.kind === 'symlink' && (!last || follow || /\/\.?$/.test(path))) {
      const start = next.target.startsWith('/') ? '' : `/${walked.join('/')}`;
      return walk(root, [start, next.target, ...names.slice(index + 1)].join('/'), follow, links + 1);
    }
    walked.push(name);
    if (next?.kind === 'folder') above.push(next);
    spot = { folder: node, name, node: next, path: `/${walked.join('/')}` };
  }
  if (/\/\.?$/.test(path) && spot.node !== undefined && spot.node.kind !== 'folder')
    throw systemError('ENOTDIR', path);
  return spot;
};
