/** Routes as `ip route` of iproute2 6.1 prints them [measured]. */
import type { KernelRoute } from './network.types.ts';
import { networkText } from './prefixes.ts';

/** A route as a line; what goes without saying is left out unless `details` are asked for. */
export const routeText = (route: KernelRoute, details: boolean): string => {
  const { type, to, via, device, protocol, scope, source, metric } = route;
  const words = [
    ...(details || type !== 'unicast' ? [type] : []),
    networkText(to),
    ...(via === undefined ? [] : ['via', via]),
    ...['dev', device],
    ...(details || protocol !== 'boot' ? ['proto', protocol] : []),
    ...(details || scope !== 'global' ? ['scope', scope] : []),
    ...(source === undefined ? [] : ['src', source]),
    ...(metric === undefined ? [] : ['metric', String(metric), 'pref', 'medium']),
  ];
  // IPv4 lines end with a blank.
  return `${words.join(' ')}${metric === undefined ? ' ' : ''}\n`;
};

/** The same as an object of `-j`. */
export const routeJson = (route: KernelRoute, details: boolean): object => {
  const { type, to, via, device, protocol, scope, source, metric } = route;
  return {
    ...(details || type !== 'unicast' ? { type } : {}),
    dst: networkText(to),
    ...(via === undefined ? {} : { gateway: via }),
    dev: device,
    ...(details || protocol !== 'boot' ? { protocol } : {}),
    ...(details || scope !== 'global' ? { scope } : {}),
    ...(source === undefined ? {} : { prefsrc: source }),
    ...(metric === undefined ? {} : { metric }),
    flags: [],
    ...(metric === undefined ? {} : { pref: 'medium' }),
  };
};
