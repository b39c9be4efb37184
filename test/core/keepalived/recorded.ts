/** What record.ts found with the real keepalived, and what the reader has to say about the same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printList } from '../../../src/core/ipvsadm/list.ts';
import { printSave } from '../../../src/core/ipvsadm/save.ts';
import type { KeepalivedReading, KeepalivedService } from '../../../src/core/keepalived/reading.types.ts';
import { zeroCounters, zeroRates } from '../../../src/core/model/observe.ts';
import { type Server, type Service, serverKey } from '../../../src/core/model/service.ts';
import { casePath, type Made } from './guest.ts';

/** The recording of all cases in one. */
export const recordedCases = (): Made =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'recorded', 'all.json'), 'utf8')) as Made;

/** A table as `ipvsadm -Ln --thresholds` prints it when nothing is connected. */
export const thresholdsText = (services: readonly Service[]): string => {
  const observed = { counters: zeroCounters, rates: zeroRates };
  const listed = services.map(({ servers, ...service }) => ({
    ...service,
    ...observed,
    servers: servers.map(server => ({ ...server, ...observed, active: 0, inactive: 0, persistent: 0 })),
  }));
  return printList(listed, {
    numeric: true,
    exact: false,
    nosort: false,
    stats: false,
    rate: false,
    thresholds: true,
    persistentConn: false,
    tunInfo: false,
  });
};

/** A table as `ipvsadm -Sn` prints it. */
export const saveText = (services: readonly Service[]): string => printSave(services);

/**
 * What a service comes to when the servers of `fail` have failed: what the comment on `Conditional` says, carried out.
 * keepalived regains the quorum in the same way; of hysteresis nothing is needed here.
 */
export const afterFailures = (
  { service, conditional }: KeepalivedService,
  fail: (key: string) => boolean,
): Service => {
  const conditionOf = (server: Server) => conditional.servers.get(serverKey(server.id));
  const failed = (server: Server): boolean =>
    conditionOf(server)?.checked === true && fail(serverKey(server.id));
  const living = service.servers.filter(server => conditionOf(server) !== undefined && !failed(server));
  const weight = living.reduce((sum, server) => sum + server.config.weight, 0);
  const lost = conditional.sorry !== undefined && weight < conditional.quorum;
  const servers = service.servers.flatMap(server => {
    if (!failed(server) && !lost) return [server];
    const condition = conditionOf(server);
    return condition?.onFailure === 'removed' ? [] : [{ ...server, config: { ...server.config, weight: 0 } }];
  });
  return {
    ...service,
    servers: lost && conditional.sorry !== undefined ? [...servers, conditional.sorry.server] : servers,
  };
};

/**
 * The table of a reading of all cases at the moment at which it is recorded: in failing.conf every check has failed, in
 * alpha.conf what starts down is still down.
 */
export const tableAtRecording = ({ services }: KeepalivedReading): readonly Service[] =>
  services.map(service => {
    const { file } = service.where;
    const startsDown = (key: string): boolean => service.conditional.servers.get(key)?.startsDown === true;
    const fails =
      file === casePath('failing') ? () => true : file === casePath('alpha') ? startsDown : () => false;
    return afterFailures(service, fails);
  });
