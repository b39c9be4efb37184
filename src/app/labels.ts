/** How services and servers are named to a person, and how a row is known in maps. */

/** A row of the table: a service, or with `server` one of its servers. */
export interface RowKey {
  readonly service: string;
  readonly server?: string;
}

/** A text that is the same for the same row and for no other. */
export const rowId = (service: string, server?: string): string =>
  server === undefined ? service : `${service}\n${server}`;
