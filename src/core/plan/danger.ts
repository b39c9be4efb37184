/** How much a single action may hurt. The rules are few, and err on the careful side where a number is not known. */
import { type Server, type ServerConfig, type Service, serverKey } from '../model/service.ts';
import { findServer } from '../model/setup.ts';
import type { Action, Change } from './action.ts';
import type { SetupDraft } from './draft.ts';
import { heldBy, type Loads } from './loads.ts';
import type { Danger } from './plan.types.ts';
import { leavesHole, takers } from './usable.ts';

const isBusy = (service: Service, server: Server, loads: Loads): boolean =>
  heldBy([loads(service.id, server.id)])?.all !== 0;

const editedServer = (service: Service, server: Server, to: ServerConfig): Danger => {
  const from = server.config;
  const moved =
    from.method !== to.method || JSON.stringify(from.tunnel ?? null) !== JSON.stringify(to.tunnel ?? null);
  // New connections take a way that the server may not be set up for.
  if (moved && to.weight > 0) return 'traffic';
  if (from.weight === 0 || to.weight > 0) return 'undoable';
  const others = takers(service).some(other => serverKey(other.id) !== serverKey(server.id));
  return others && !leavesHole(service) ? 'undoable' : 'traffic';
};

const ofChange = (change: Change, before: SetupDraft, loads: Loads): Danger => {
  switch (change.name) {
    case 'zero':
      return 'none';
    case 'flush':
      return before.services().length === 0 ? 'none' : 'destructive';
    case 'add-server':
      return change.config.weight === 0 ? 'none' : 'undoable';
    case 'delete-service': {
      const service = before.service(change.service);
      if (service === undefined || service.servers.length === 0) return 'undoable';
      if (service.servers.some(server => isBusy(service, server, loads))) return 'destructive';
      return takers(service).length > 0 ? 'traffic' : 'undoable';
    }
    case 'edit-server':
    case 'delete-server': {
      const service = before.service(change.service);
      const server = findServer(service, serverKey(change.server));
      if (service === undefined || server === undefined) return 'undoable';
      if (change.name === 'edit-server') return editedServer(service, server, change.config);
      if (isBusy(service, server, loads)) return 'traffic';
      const last = takers(service).every(other => serverKey(other.id) === serverKey(server.id));
      return server.config.weight > 0 && last ? 'traffic' : 'undoable';
    }
    default:
      return 'undoable';
  }
};

/** The danger of one action, applied to `before`. An address or rule that goes may be the one that clients come by. */
export const dangerOf = (action: Action, before: SetupDraft, loads: Loads): Danger =>
  action.kind === 'ipvsadm'
    ? ofChange(action.change, before, loads)
    : action.kind === 'unit' || (action.kind === 'net' && action.item.what === 'module')
      ? 'none'
      : action.kind === 'net' && !action.add
        ? 'traffic'
        : 'undoable';
