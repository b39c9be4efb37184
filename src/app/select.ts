/** What a change is about: the marked rows, or the row under the cursor. */
import type { Target } from '../core/intent/intent.types.ts';
import type { ServiceId } from '../core/model/service.ts';
import type { SeenServer, SeenService } from '../core/model/snapshot.ts';
import { cursorRow } from './cursor.ts';
import { rowId } from './labels.ts';
import { detailServer, detailServers, detailService, topDetail } from './moves.ts';
import { type State, shown } from './state.ts';

/** A server row that can be changed. */
export interface ChosenServer extends Target {
  readonly seen: SeenServer;
  readonly of: SeenService;
}

/** The rows of a selection. */
export interface Selection {
  readonly servers: readonly ChosenServer[];
  readonly services: readonly { readonly id: ServiceId; readonly seen: SeenService }[];
  /** Whether they were marked, or are the row under the cursor. */
  readonly marked: boolean;
}

const chosenServer = (of: SeenService, seen: SeenServer): readonly ChosenServer[] =>
  of.id === undefined || seen.id === undefined ? [] : [{ service: of.id, server: seen.id, seen, of }];

const chosenService = (seen: SeenService): Selection['services'] =>
  seen.id === undefined ? [] : [{ id: seen.id, seen }];

const none: Selection = { servers: [], services: [], marked: false };

const marked = (state: State): Selection => {
  const services = shown(state)?.services ?? [];
  return {
    servers: services.flatMap(service =>
      service.servers
        .filter(server => state.marks.has(rowId(service.key, server.key)))
        .flatMap(server => chosenServer(service, server)),
    ),
    services: services.filter(({ key }) => state.marks.has(key)).flatMap(chosenService),
    marked: true,
  };
};

const here = (service: SeenService | undefined, server: SeenServer | undefined): Selection => {
  if (service === undefined) return none;
  return server === undefined
    ? { ...none, services: chosenService(service) }
    : { ...none, servers: chosenServer(service, server) };
};

/** What the next change is about. In a detail: the server that it shows, or the one under its cursor. */
export const selection = (state: State): Selection => {
  const view = topDetail(state);
  if (view !== undefined) {
    const listed = view.page === 'overview' ? detailServers(state)[view.row] : undefined;
    return here(detailService(state), view.server === undefined ? listed : detailServer(state));
  }
  if (state.marks.size > 0) return marked(state);
  const row = cursorRow(state);
  return here(row?.service, row?.server);
};

/** The servers that a change of weights is about: those chosen, and all of a service that is chosen itself. */
export const chosenServers = (state: State): readonly ChosenServer[] => {
  const { servers, services } = selection(state);
  const all = [
    ...servers,
    ...services.flatMap(({ seen }) => seen.servers.flatMap(server => chosenServer(seen, server))),
  ];
  return [...new Map(all.map(one => [rowId(one.of.key, one.seen.key), one])).values()];
};
