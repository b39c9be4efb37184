/**
 * The objects that done actions touched, as they were before and as they were left: what undo goes back to, and what it
 * compares with the present to see whether somebody else was there since. Of an object that was touched several times,
 * the first `former` and the last `left` count.
 */
import type { SyncDaemon, Timeouts } from '../model/observe.ts';
import {
  type Server,
  type ServerConfig,
  type ServerId,
  type ServiceConfig,
  type ServiceId,
  serverKey,
  serviceKey,
} from '../model/service.ts';
import type { ItemState } from '../model/setup.ts';
import { itemKey } from '../net/argv.ts';
import type { Action, Change } from './action.ts';

/** An action that was carried out, with what takes it back. */
export interface Done {
  readonly action: Action;
  readonly inverse: readonly Action[];
}

/** States of objects by key; `undefined`: the object is not there. */
export interface States {
  readonly services: ReadonlyMap<
    string,
    { readonly id: ServiceId; readonly config: ServiceConfig | undefined }
  >;
  readonly servers: ReadonlyMap<
    string,
    { readonly service: ServiceId; readonly id: ServerId; readonly config: ServerConfig | undefined }
  >;
  readonly timeouts?: Timeouts;
  readonly daemons: ReadonlyMap<SyncDaemon['role'], SyncDaemon | undefined>;
  readonly sysctls: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly units: ReadonlyMap<string, boolean>;
  readonly items: ReadonlyMap<string, ItemState>;
}

type Draft = {
  readonly services: Map<string, { readonly id: ServiceId; readonly config: ServiceConfig | undefined }>;
  readonly servers: Map<
    string,
    { readonly service: ServiceId; readonly id: ServerId; readonly config: ServerConfig | undefined }
  >;
  timeouts?: Timeouts;
  readonly daemons: Map<SyncDaemon['role'], SyncDaemon | undefined>;
  readonly sysctls: Map<string, string>;
  readonly files: Map<string, string | undefined>;
  readonly units: Map<string, boolean>;
  readonly items: Map<string, ItemState>;
};

const noStates = (): Draft => ({
  services: new Map(),
  servers: new Map(),
  daemons: new Map(),
  sysctls: new Map(),
  files: new Map(),
  units: new Map(),
  items: new Map(),
});

/** The key of a server in a map of states. */
export const placeKey = (service: ServiceId, server: ServerId): string =>
  `${serviceKey(service)}\n${serverKey(server)}`;

const noteService = (draft: Draft, id: ServiceId, config: ServiceConfig | undefined): void =>
  void draft.services.set(serviceKey(id), { id, config });

const noteServer = (draft: Draft, service: ServiceId, id: ServerId, config: ServerConfig | undefined): void =>
  void draft.servers.set(placeKey(service, id), { service, id, config });

/** Timeouts after another `--set`: 0 says nothing. */
const laterTimeouts = (before: Timeouts | undefined, { tcp, tcpFin, udp }: Timeouts): Timeouts => ({
  tcp: tcp || (before?.tcp ?? 0),
  tcpFin: tcpFin || (before?.tcpFin ?? 0),
  udp: udp || (before?.udp ?? 0),
});

/** What a change leaves behind by itself. */
const noteChange = (draft: Draft, change: Change): void => {
  switch (change.name) {
    case 'add-service':
    case 'edit-service':
      noteService(draft, change.service, change.config);
      break;
    case 'delete-service':
      noteService(draft, change.service, undefined);
      break;
    case 'add-server':
    case 'edit-server':
      noteServer(draft, change.service, change.server, change.config);
      break;
    case 'delete-server':
      noteServer(draft, change.service, change.server, undefined);
      break;
    case 'set':
      draft.timeouts = laterTimeouts(draft.timeouts, change.timeouts);
      break;
    case 'start-daemon':
      draft.daemons.set(change.daemon.role, change.daemon);
      break;
    case 'stop-daemon':
      draft.daemons.set(change.role, undefined);
      break;
    case 'flush':
    case 'zero':
      break;
  }
};

const note = (draft: Draft, action: Action): void => {
  switch (action.kind) {
    case 'ipvsadm':
      noteChange(draft, action.change);
      break;
    case 'sysctl':
      draft.sysctls.set(action.name, action.value);
      break;
    case 'file':
      draft.files.set(action.path, action.text);
      break;
    case 'net':
      draft.items.set(itemKey(action.item), { item: action.item, there: action.add });
      break;
    case 'unit':
      draft.units.set(action.unit, action.enabled);
      break;
  }
};

const isNamed = (action: Action, ...names: readonly Change['name'][]): boolean =>
  action.kind === 'ipvsadm' && names.includes(action.change.name);

/** A service that was removed whole, or the table that was cleared: what its inverse makes was there, and then was not. */
const noteRemoval = (draft: Draft, { action, inverse }: Done): void => {
  if (!isNamed(action, 'delete-service', 'flush')) return;
  for (const made of inverse) {
    if (made.kind !== 'ipvsadm') continue;
    if (made.change.name === 'add-service') noteService(draft, made.change.service, undefined);
    if (made.change.name === 'add-server')
      noteServer(draft, made.change.service, made.change.server, undefined);
  }
};

/** How the touched objects were left, and how they had been. */
export const touched = (done: readonly Done[]): { readonly former: States; readonly left: States } => {
  const former = noStates();
  const left = noStates();
  for (const one of done) {
    note(left, one.action);
    noteRemoval(left, one);
  }
  for (const one of [...done].reverse()) for (const action of one.inverse) note(former, action);
  return { former, left };
};

/** The servers of a service in a map of states, the newest first: they are noted in the order in which they are added. */
export const serversIn = (states: States, service: ServiceId): readonly Server[] => {
  const key = serviceKey(service);
  return [...states.servers.values()]
    .filter(one => serviceKey(one.service) === key)
    .flatMap(({ id, config }) => (config === undefined ? [] : [{ id, config }]))
    .reverse();
};
