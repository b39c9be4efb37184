/**
 * Rules files are long and their lines alike: services have the same servers, servers the same settings. What a line
 * says is put together from lines that were read before; it is never read otherwise than parse.ts reads it.
 */
import type { ServerConfig, ServerId, ServiceId } from '../model/service.ts';
import type { Command } from './command.ts';

/**
 * Real servers over IPv4 by NAT, or by DR with a port that is written twice, and nothing but a weight besides: in these
 * lines service, server and settings have nothing to do with one another.
 */
const form = /^-a ((?:-t|-u|--sctp-service) [\d.]+:(\d+)) -r ([\d.]+:(\d+)) (-m|-g)((?: -w \d+)?)$/;

/** A reader of lines, which asks `parse` for what it has not met yet; undefined for what it leaves to others. */
export const familiarReader = (
  parse: (line: string) => Command | undefined,
): ((line: string) => Command | undefined) => {
  const services = new Map<string, ServiceId>();
  const servers = new Map<string, ServerId>();
  const configs = new Map<string, ServerConfig>();
  return line => {
    const match = form.exec(line);
    if (match === null) return undefined;
    const [, of = '', virtual, at = '', real, method = '', weight = ''] = match;
    if (method === '-g' && real !== virtual) return undefined;
    const settings = method + weight;
    const [service, server, config] = [services.get(of), servers.get(at), configs.get(settings)];
    if (service !== undefined && server !== undefined && config !== undefined)
      return { name: 'add-server', service, server, config };
    const command = parse(line);
    if (command?.name !== 'add-server') return undefined;
    services.set(of, command.service);
    servers.set(at, command.server);
    configs.set(settings, command.config);
    return command;
  };
};
