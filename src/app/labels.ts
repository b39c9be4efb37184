/** How services and servers are named to a person, and how a row is known in maps. */

/** A row of the table: a service, or with `server` one of its servers. */
export interface RowKey {
  readonly service: string;
  readonly server?: string;
}

/** `tcp:10.0.0.200:80` as `TCP 10.0.0.200:80`, `fwm:17` as `FWM 17`, `fwm6:17` as `FWM6 17`: as long as the key. */
export const serviceLabel = (key: string): string => {
  const colon = key.indexOf(':');
  return colon < 0 ? key : `${key.slice(0, colon).toUpperCase()} ${key.slice(colon + 1)}`;
};

/** A text that is the same for the same row and for no other. */
export const rowId = (service: string, server?: string): string =>
  server === undefined ? service : `${service}\n${server}`;
