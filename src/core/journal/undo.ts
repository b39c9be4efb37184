/** What of the journal can be taken back next, and what can be done again. */
import type { Entry } from './entry.ts';

/** The ends of the two stacks. */
export interface UndoStack {
  /** The newest change that stands. */
  readonly undo: Entry | undefined;
  /** The change that was taken back last, while nothing else was changed since. */
  readonly redo: Entry | undefined;
  /**
   * The newest plan that was cut off, or is under way, and that nobody looked into yet. While there is one, nothing is
   * offered: what lies under it cannot be taken back over it.
   */
  readonly unfinished: Entry | undefined;
}

interface Stacks {
  /** The newest last. */
  readonly undo: readonly Entry[];
  readonly redo: readonly Entry[];
  /** Cut-off plans by id. */
  readonly open: ReadonlyMap<string, Entry>;
}

const without = (entries: readonly Entry[], id: string): readonly Entry[] =>
  entries.filter(entry => entry.id !== id);

const stands = ({ outcome, applied }: Entry): boolean => outcome !== 'unfinished' && applied > 0;

/** A change of its own, or one that went only half way back: it stands on top, and nothing can be done again. */
const push = (stacks: Stacks, entry: Entry): Stacks =>
  stands(entry) ? { ...stacks, undo: [...stacks.undo, entry], redo: [] } : stacks;

const close = ({ open }: Stacks, id: string): Stacks['open'] =>
  new Map([...open].filter(([known]) => known !== id));

/**
 * A cut-off plan and the one that finished it, as one change. The step that was under way counts: either it had happened,
 * or the second plan did it, and to take back what never was changes nothing.
 */
const completed = (begun: Entry, rest: Entry): Entry => {
  const unknown = begun.outcome === 'unfinished';
  const stood = begun.steps.flatMap((step): Entry['steps'] =>
    step.state === 'done' || (unknown && step.state === 'begun') ? [{ ...step, state: 'done' }] : [],
  );
  return {
    ...begun,
    ...(rest.endedAt === undefined ? {} : { endedAt: rest.endedAt }),
    steps: [...stood, ...rest.steps],
    outcome: rest.outcome,
    applied: (unknown ? stood.length : begun.applied) + rest.applied,
    differs: [...begun.differs, ...rest.differs],
  };
};

const follow = (stacks: Stacks, entry: Entry, byId: ReadonlyMap<string, Entry>): Stacks => {
  if (entry.outcome === 'unfinished') return { ...stacks, open: new Map(stacks.open).set(entry.id, entry) };
  if (entry.of === undefined) return push(stacks, entry);
  const { entry: id, how } = entry.of;
  const whole = entry.outcome === 'done';
  const target = stacks.undo.find(known => known.id === id) ?? stacks.open.get(id) ?? byId.get(id);
  // To take back what itself took something back is to do that again.
  const origin = target?.of;
  if (how === 'undo' && whole && origin?.how === 'undo' && target?.outcome === 'done') {
    const again = stacks.redo.find(known => known.id === origin.entry);
    const redo = without(stacks.redo, origin.entry);
    return again === undefined ? push(stacks, entry) : { ...stacks, undo: [...stacks.undo, entry], redo };
  }
  if (how === 'undo' && whole)
    return {
      open: close(stacks, id),
      undo: without(stacks.undo, id),
      redo: target === undefined ? stacks.redo : [...without(stacks.redo, id), target],
    };
  if (how === 'roll-back' && whole)
    return { ...stacks, open: close(stacks, id), undo: without(stacks.undo, id) };
  if (how === 'redo' && whole)
    return { ...stacks, undo: [...stacks.undo, entry], redo: without(stacks.redo, id) };
  if (how === 'finish' && (whole || stands(entry)) && target !== undefined) {
    const closed = { ...stacks, open: close(stacks, id), undo: without(stacks.undo, id) };
    return push(closed, completed(target, entry));
  }
  return push(stacks, entry);
};

/** The ends of the undo and the redo stack after these entries, the oldest first. */
export const undoStack = (entries: readonly Entry[]): UndoStack => {
  const byId = new Map(entries.map(entry => [entry.id, entry]));
  let stacks: Stacks = { undo: [], redo: [], open: new Map() };
  for (const entry of entries) stacks = follow(stacks, entry, byId);
  const unfinished = [...stacks.open.values()].at(-1);
  if (unfinished !== undefined) return { undo: undefined, redo: undefined, unfinished };
  return { undo: stacks.undo.at(-1), redo: stacks.redo.at(-1), unfinished };
};
