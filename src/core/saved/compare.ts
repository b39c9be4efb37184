/** The saved file beside what runs: what a restore would change, and what a save would. */

import { type Server, type Service, serverKey, serviceKey } from '../model/service.ts';
import type { Setup } from '../model/setup.ts';
import { type Difference, differences } from '../plan/difference.ts';
import type { RulesFile } from './read.ts';

const withThresholds = (service: Service, running: Service | undefined): Service => {
  // Of a large table, what looks as the file says is the file's own object (visible.ts).
  if (service === running) return service;
  const known = new Map(running?.servers.map(server => [serverKey(server.id), server.config]));
  return {
    ...service,
    servers: service.servers.map((server): Server => {
      const now = known.get(serverKey(server.id));
      return now === undefined
        ? server
        : { ...server, config: { ...server.config, upper: now.upper, lower: now.lower } };
    }),
  };
};

/**
 * The setup that restoring a file is to reach, from what runs: what the file does not speak of stays as it is
 * (thresholds of servers that it names, timeouts, daemons).
 */
export const targetOf = (file: Pick<RulesFile, 'setup' | 'thresholds'>, running: Setup): Setup => {
  if (file.thresholds) return file.setup;
  const now = new Map(running.services.map(service => [serviceKey(service.id), service]));
  return {
    ...file.setup,
    services: file.setup.services.map(service => withThresholds(service, now.get(serviceKey(service.id)))),
  };
};

/** What a save would lose or a restore would change: `from` is what runs, `to` is what the file says. */
export const drift = (running: Setup, file: Pick<RulesFile, 'setup' | 'thresholds'>): readonly Difference[] =>
  differences(running, targetOf(file, running));
