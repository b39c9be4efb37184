/** The operations on a tree in memory, with the rules of the real ones as far as lvsh comes to them. */
import { constants } from 'node:fs';
import { failed } from '../../core/model/failure.ts';
import { type DiskCalls, type DiskParts, type Stats, type Surroundings, systemError } from './calls.ts';
import {
  type FileNode,
  type FolderNode,
  type Node,
  nodeMaker,
  type Spot,
  touch,
  walk,
} from './memorytree.ts';
import { bytesOf } from './text.ts';

/** What a disk in memory begins with. */
export interface MemoryOptions {
  /** Texts by path; their folders are made. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folders besides, and those above them: `/etc`. */
  readonly folders?: readonly string[];
  /** The clock of the files, milliseconds since 1970. */
  readonly now?: () => number;
}

const everyone = 0o022;
const has = (flags: number, flag: number): boolean => (flags & flag) !== 0;

interface Handle {
  readonly node: FileNode | FolderNode;
  readonly flags: number;
  position: number;
}

/** A tree with its operations, and a way to lay links, which lvsh itself never does. */
export interface MemoryTree {
  readonly calls: DiskCalls;
  link(target: string, path: string): void;
}

/** A new tree. Everything in it belongs to uid 0. */
export const memoryTree = ({ files = {}, folders = [], now = () => 0 }: MemoryOptions): MemoryTree => {
  const make = nodeMaker(now);
  const root = make.folder(0o755);
  let descriptors = 2;
  const handles = new Map<number, Handle>();

  const found = (path: string, follow: boolean): Node => {
    const { node } = walk(root, path, follow);
    if (node === undefined) throw systemError('ENOENT', path);
    return node;
  };
  const put = ({ folder, name }: Spot, node: Node): void => {
    folder.entries.set(name, node);
    touch(folder, now());
  };
  const handleOf = (fd: number): Handle => {
    const handle = handles.get(fd);
    if (handle === undefined) throw systemError('EBADF', String(fd));
    return handle;
  };
  const sizeOf = (node: Node): number =>
    node.kind === 'file' ? node.bytes.length : node.kind === 'symlink' ? node.target.length : 0;
  const statsOf = (node: Node): Stats => {
    const { kind, modifiedMs, changedMs, mode, uid, gid, inode } = node;
    return { kind, size: sizeOf(node), modifiedMs, changedMs, mode, uid, gid, device: 1, inode };
  };

  const opened = (path: string, flags: number, mode: number): FileNode | FolderNode => {
    const spot = walk(root, path, !has(flags, constants.O_NOFOLLOW));
    const { node } = spot;
    if (node === undefined) {
      if (!has(flags, constants.O_CREAT)) throw systemError('ENOENT', path);
      const made = make.file(mode & ~everyone, new Uint8Array(0));
      put(spot, made);
      return made;
    }
    if (has(flags, constants.O_EXCL)) throw systemError('EEXIST', path);
    if (node.kind === 'symlink') throw systemError('ELOOP', path);
    if (node.kind === 'folder' && has(flags, constants.O_WRONLY | constants.O_RDWR))
      throw systemError('EISDIR', path);
    if (node.kind === 'file' && has(flags, constants.O_DIRECTORY)) throw systemError('ENOTDIR', path);
    return node;
  };

  const calls: DiskCalls = {
    async open(path, flags, mode) {
      const node = opened(path, flags, mode);
      descriptors += 1;
      handles.set(descriptors, { node, flags, position: 0 });
      return descriptors;
    },
    async read(fd, into, position) {
      const { node } = handleOf(fd);
      if (node.kind === 'folder') throw systemError('EISDIR', 'read');
      const part = node.bytes.subarray(position, position + into.length);
      into.set(part);
      return part.length;
    },
    async write(fd, bytes) {
      const handle = handleOf(fd);
      const { node } = handle;
      if (node.kind === 'folder') throw systemError('EISDIR', 'write');
      const at = has(handle.flags, constants.O_APPEND) ? node.bytes.length : handle.position;
      const grown = new Uint8Array(Math.max(node.bytes.length, at + bytes.length));
      grown.set(node.bytes);
      grown.set(bytes, at);
      node.bytes = grown;
      handle.position = at + bytes.length;
      touch(node, now());
      return bytes.length;
    },
    fstat: async fd => statsOf(handleOf(fd).node),
    async fsync(fd) {
      handleOf(fd);
    },
    async fchmod(fd, mode) {
      const { node } = handleOf(fd);
      node.mode = mode;
      touch(node, now(), false);
    },
    async fchown(fd, uid, gid) {
      const { node } = handleOf(fd);
      Object.assign(node, { uid, gid });
      touch(node, now(), false);
    },
    async close(fd) {
      handleOf(fd);
      handles.delete(fd);
    },
    lstat: async path => statsOf(found(path, false)),
    async readlink(path) {
      const node = found(path, false);
      if (node.kind !== 'symlink') throw systemError('EINVAL', path);
      return node.target;
    },
    async realpath(path) {
      const spot = walk(root, path, true);
      if (spot.node === undefined) throw systemError('ENOENT', path);
      return spot.path;
    },
    async readdir(path) {
      const node = found(path, true);
      if (node.kind !== 'folder') throw systemError('ENOTDIR', path);
      return [...node.entries.keys()];
    },
    async mkdir(path, mode) {
      const spot = walk(root, path.replace(/\/+$/, ''), false);
      if (spot.node !== undefined) throw systemError('EEXIST', path);
      put(spot, make.folder(mode & ~everyone));
    },
    async rename(from, to) {
      const source = walk(root, from, false);
      const { node } = source;
      if (node === undefined) throw systemError('ENOENT', from);
      const target = walk(root, to, false);
      if (target.node?.kind === 'folder' && node.kind !== 'folder') throw systemError('EISDIR', to);
      if (target.node !== undefined && target.node.kind !== 'folder' && node.kind === 'folder')
        throw systemError('ENOTDIR', to);
      if (target.node?.kind === 'folder' && target.node.entries.size > 0) throw systemError('ENOTEMPTY', to);
      source.folder.entries.delete(source.name);
      put(target, node);
      touch(source.folder, now());
      touch(node, now(), false);
    },
    async unlink(path) {
      const { folder, name, node } = walk(root, path, false);
      if (node === undefined) throw systemError('ENOENT', path);
      if (node.kind === 'folder') throw systemError('EISDIR', path);
      folder.entries.delete(name);
      touch(folder, now());
    },
  };

  const folderOf = (path: string): FolderNode => {
    let folder = root;
    for (const name of path.split('/').slice(1, -1)) {
      const next = folder.entries.get(name) ?? make.folder(0o755);
      if (next.kind !== 'folder') throw systemError('ENOTDIR', path);
      folder.entries.set(name, next);
      folder = next;
    }
    return folder;
  };
  const lay = (path: string, node: Node): void => {
    folderOf(path).entries.set(path.slice(path.lastIndexOf('/') + 1), node);
  };
  for (const path of folders) folderOf(`${path}/`);
  for (const [path, text] of Object.entries(files)) lay(path, make.file(0o644, bytesOf(text)));
  return { calls, link: (target, path) => lay(path, make.link(target)) };
};

/** One process, which lives as long as the disk does. */
const oneProcess = (): Surroundings => {
  let words = 0;
  let time = 0;
  const mark = { pid: 1, start: '1', boot: '1', space: '1' };
  return {
    uid: 0,
    random: () => {
      words += 1;
      return words.toString(16).padStart(16, '0');
    },
    // Nobody else could end meanwhile what is waited for, but what this process itself does in between.
    pause: async ms => {
      time += ms;
      await new Promise(resolve => setImmediate(resolve));
    },
    clock: () => time,
    self: async () => mark,
    alive: async () => true,
    run: async program => failed({ kind: 'not-found', what: `${program} is not installed` }),
  };
};

/** A disk's parts in memory. */
export const memoryParts = (options: MemoryOptions): DiskParts => ({
  calls: memoryTree(options).calls,
  around: oneProcess(),
});
