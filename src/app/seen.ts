/** The services as they are set, without what moves every second. */
import type { SeenService } from '../core/model/snapshot.ts';
import { type State, shown } from './state.ts';

/** The same object while no setting changes, so that what is made of it can be kept; undefined before the first read. */
export const seenServices = (state: State): readonly SeenService[] | undefined =>
  state.history.frames.at(-1)?.shapes ?? shown(state)?.services;
