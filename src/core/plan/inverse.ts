/** What takes an action back: the same command with what was there before, in full. */
import type { Timeouts } from '../model/observe.ts';
import type { Service } from '../model/service.ts';
import type { Action, Change } from './action.ts';
import type { SetupDraft } from './draft.ts';

const ipvsadm = (change: Change): Action => ({ kind: 'ipvsadm', change });

/** A service with its servers, made anew: the oldest server first, so that the newest again stands at the head. */
const again = (service: Service): readonly Action[] => [
  ipvsadm({ name: 'add-service', service: service.id, config: service.config }),
  ...[...service.servers]
    .reverse()
    .map(server =>
      ipvsadm({ name: 'add-server', service: service.id, server: server.id, config: server.config }),
    ),
];

/** Only what was set is set back: 0 keeps what somebody else may have set meanwhile. */
const formerTimeouts = (set: Timeouts, former: Timeouts): Change => ({
  name: 'set',
  timeouts: {
    tcp: set.tcp === 0 ? 0 : former.tcp,
    tcpFin: set.tcpFin === 0 ? 0 : former.tcpFin,
    udp: set.udp === 0 ? 0 : former.udp,
  },
});

const ofChange = (change: Change, before: SetupDraft): readonly Action[] => {
  switch (change.name) {
    case 'add-service':
      return [ipvsadm({ name: 'delete-service', service: change.service })];
    case 'edit-service':
    case 'delete-service': {
      const former = before.service(change.service);
      if (former === undefined) return [];
      if (change.name === 'delete-service') return again(former);
      return [ipvsadm({ name: 'edit-service', service: change.service, config: former.config })];
    }
    case 'add-server':
      return [ipvsadm({ name: 'delete-server', service: change.service, server: change.server })];
    case 'edit-server':
    case 'delete-server': {
      const { service, server } = change;
      const former = before
        .service(service)
        ?.servers.find(({ id }) => id.address === server.address && id.port === server.port);
      if (former === undefined) return [];
      const name = change.name === 'edit-server' ? 'edit-server' : 'add-server';
      return [ipvsadm({ name, service, server, config: former.config })];
    }
    case 'flush':
      return before.services().flatMap(again);
    case 'zero':
      return [];
    case 'set':
      return before.timeouts === undefined ? [] : [ipvsadm(formerTimeouts(change.timeouts, before.timeouts))];
    case 'start-daemon':
      return [ipvsadm({ name: 'stop-daemon', role: change.daemon.role, syncId: change.daemon.syncId })];
    case 'stop-daemon': {
      const former = before.daemon(change.role);
      return former === undefined ? [] : [ipvsadm({ name: 'start-daemon', daemon: former })];
    }
  }
};

/**
 * The actions that take `action` back, run in this order, when it is applied to `before`. Empty where nothing can:
 * counters that were zeroed, and what was not there.
 */
export const inverseOf = (action: Action, before: SetupDraft): readonly Action[] => {
  switch (action.kind) {
    case 'ipvsadm':
      return ofChange(action.change, before);
    case 'sysctl': {
      const value = before.sysctl(action.name);
      return value === undefined ? [] : [{ ...action, value }];
    }
    case 'unit':
      return [{ ...action, enabled: !action.enabled }];
    case 'net':
      // What was there before stays there; a module that somebody else may use by now is not taken out.
      return action.item.what === 'module' || before.item(action.item) === action.add
        ? []
        : [{ ...action, add: !action.add }];
    case 'file':
      return [{ ...action, text: before.file(action.path) }];
  }
};
