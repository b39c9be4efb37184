/**
 * The last minutes, for trends, charts and stepping back. The store has a bound in bytes; when it is reached older
 * frames are thinned out, so that it still spans ten minutes.
 */
import type { SeenService, Snapshot } from '../core/model/snapshot.ts';
import { type Frame, layoutOf, sameRows, sameShape, sameWanted, shapeOf, valuesOf } from './frames.ts';

/** The store; oldest frame first. */
export interface History {
  readonly frames: readonly Frame[];
}

/** Nothing seen yet. */
export const noHistory: History = { frames: [] };

/** Bounds: bytes of numbers, frames, milliseconds. */
const maxBytes = 12 * 1024 * 1024;
const maxFrames = 300;
const spanMs = 10 * 60_000;

const bytes = (frames: readonly Frame[]): number => {
  let sum = 0;
  for (const frame of frames) sum += frame.values.byteLength + frame.shapes.length * 8;
  return sum;
};

/** Which frame tells least: the one whose neighbours stand closest, measured by how long ago it was. */
const leastTelling = (frames: readonly Frame[], now: number): number => {
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 1; at < frames.length - 1; at++) {
    const width = (frames[at + 1]?.at ?? 0) - (frames[at - 1]?.at ?? 0);
    const weight = width / (now - (frames[at]?.at ?? 0) + 30_000);
    if (weight < least) {
      least = weight;
      best = at;
    }
  }
  return best;
};

/** The history with one more read. `wanted`: services whose servers are kept even on a very large director. */
export const record = (history: History, snapshot: Snapshot, wanted: readonly string[]): History => {
  const last = history.frames.at(-1);
  if (last !== undefined && snapshot.at <= last.at) return history;
  const formerAt = (at: number, key: string): SeenService | undefined => {
    const same = last?.shapes[at];
    return same?.key === key ? same : last?.shapes[last.layout.index.get(key) ?? -1];
  };
  const shapes = snapshot.services.map((service, at) => {
    const former = formerAt(at, service.key);
    return former !== undefined && sameShape(former, service) ? former : shapeOf(service);
  });
  const layout =
    last !== undefined && sameRows(last.shapes, shapes) && sameWanted(last.layout, wanted)
      ? last.layout
      : layoutOf(shapes, wanted);
  const unchanged = last !== undefined && shapes.every((shape, at) => shape === last.shapes[at]);
  const { services: _services, counters: _counters, ...rest } = snapshot;
  const frame: Frame = {
    at: snapshot.at,
    shapes: unchanged && last.shapes.length === shapes.length ? last.shapes : shapes,
    layout,
    values: valuesOf(snapshot.services, layout),
    snapshot: rest,
  };
  const frames = [...history.frames.filter(one => snapshot.at - one.at <= spanMs), frame];
  let size = bytes(frames);
  while (frames.length > 4 && (frames.length > maxFrames || size > maxBytes)) {
    const [gone] = frames.splice(leastTelling(frames, snapshot.at), 1);
    size -= gone === undefined ? 0 : gone.values.byteLength + gone.shapes.length * 8;
  }
  return { frames };
};
