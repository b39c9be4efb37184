/**
 * A map that is never changed: `put` and `drop` give a new one that shares all but a few nodes with the old one
 * (a hash trie, Bagwell 2001, 32 ways a level). The practice kernel holds its connections in it: a packet costs
 * microseconds however many there are, and old kernels stay valid. Iteration is in order of the keys' hashes,
 * which depends on the keys alone, so equal histories give equal bytes.
 */

interface Leaf<V> {
  readonly hash: number;
  readonly key: string;
  readonly value: V;
  /** Another key with the same 32-bit hash. */
  readonly next: Leaf<V> | undefined;
}

interface Branch<V> {
  readonly bits: number;
  readonly children: readonly Node<V>[];
}

type Node<V> = Leaf<V> | Branch<V>;

const isLeaf = <V>(node: Node<V>): node is Leaf<V> => 'key' in node;

/** FNV-1a over UTF-16 units, 32 bits, spread once more so that the low bits differ for like keys. */
const hashOf = (key: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
};

const ones = (bits: number): number => {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

const slotOf = (hash: number, shift: number): number => 1 << ((hash >>> shift) & 31);

const pair = <V>(one: Leaf<V>, other: Leaf<V>, shift: number): Branch<V> => {
  const left = slotOf(one.hash, shift);
  const right = slotOf(other.hash, shift);
  if (left === right) return { bits: left, children: [pair(one, other, shift + 5)] };
  return { bits: left | right, children: left >>> 0 < right >>> 0 ? [one, other] : [other, one] };
};

const putChain = <V>(leaf: Leaf<V> | undefined, key: string, value: V, hash: number): Leaf<V> => {
  if (leaf === undefined) return { hash, key, value, next: undefined };
  if (leaf.key === key) return { hash, key, value, next: leaf.next };
  return { ...leaf, next: putChain(leaf.next, key, value, hash) };
};

const putNode = <V>(node: Node<V>, key: string, value: V, hash: number, shift: number): Node<V> => {
  if (isLeaf(node)) {
    if (node.hash === hash) return putChain(node, key, value, hash);
    return pair(node, { hash, key, value, next: undefined }, shift);
  }
  const slot = slotOf(hash, shift);
  const index = ones(node.bits & (slot - 1));
  const children = node.children.slice();
  const child = node.bits & slot ? node.children[index] : undefined;
  if (child === undefined) {
    children.splice(index, 0, { hash, key, value, next: undefined });
    return { bits: node.bits | slot, children };
  }
  children[index] = putNode(child, key, value, hash, shift + 5);
  return { bits: node.bits, children };
};

const dropChain = <V>(leaf: Leaf<V> | undefined, key: string): Leaf<V> | undefined => {
  if (leaf === undefined || leaf.key === key) return leaf?.next;
  return { ...leaf, next: dropChain(leaf.next, key) };
};

const dropNode = <V>(node: Node<V>, key: string, hash: number, shift: number): Node<V> | undefined => {
  if (isLeaf(node)) return node.hash === hash ? dropChain(node, key) : node;
  const slot = slotOf(hash, shift);
  const index = ones(node.bits & (slot - 1));
  const child = node.bits & slot ? node.children[index] : undefined;
  if (child === undefined) return node;
  const rest = dropNode(child, key, hash, shift + 5);
  if (rest !== undefined) {
    const children = node.children.slice();
    children[index] = rest;
    const only = children.length === 1 && isLeaf(rest);
    return only ? rest : { bits: node.bits, children };
  }
  if (node.children.length === 1) return undefined;
  const children = node.children.filter((_, at) => at !== index);
  const last = children[0];
  if (children.length === 1 && last !== undefined && isLeaf(last)) return last;
  return { bits: node.bits & ~slot, children };
};

function* walk<V>(node: Node<V>): Generator<V> {
  if (!isLeaf(node)) {
    for (const child of node.children) yield* walk(child);
    return;
  }
  for (let leaf: Leaf<V> | undefined = node; leaf !== undefined; leaf = leaf.next) yield leaf.value;
}

/** An unchanging map from strings to values. */
export class Dictionary<V> {
  /** How many keys it holds. */
  readonly size: number;
  readonly #root: Node<V> | undefined;

  private constructor(root: Node<V> | undefined, size: number) {
    this.#root = root;
    this.size = size;
  }

  /** The map without keys. */
  static empty<V>(): Dictionary<V> {
    return new Dictionary<V>(undefined, 0);
  }

  /** The value of a key, or undefined. */
  get(key: string): V | undefined {
    const hash = hashOf(key);
    let node = this.#root;
    for (let shift = 0; node !== undefined; shift += 5) {
      if (isLeaf(node)) {
        for (let leaf: Leaf<V> | undefined = node; leaf !== undefined; leaf = leaf.next) {
          if (leaf.key === key) return leaf.value;
        }
        return undefined;
      }
      const slot = slotOf(hash, shift);
      node = node.bits & slot ? node.children[ones(node.bits & (slot - 1))] : undefined;
    }
    return undefined;
  }

  /** This map with the key set to the value. */
  put(key: string, value: V): Dictionary<V> {
    const hash = hashOf(key);
    const known = this.get(key) !== undefined;
    const root =
      this.#root === undefined
        ? { hash, key, value, next: undefined }
        : putNode(this.#root, key, value, hash, 0);
    return new Dictionary(root, known ? this.size : this.size + 1);
  }

  /** This map without the key; the same map when it has none. */
  drop(key: string): Dictionary<V> {
    if (this.#root === undefined || this.get(key) === undefined) return this;
    return new Dictionary(dropNode(this.#root, key, hashOf(key), 0), this.size - 1);
  }

  /** All values, in order of the keys' hashes. */
  *values(): Generator<V> {
    if (this.#root !== undefined) yield* walk(this.#root);
  }
}
