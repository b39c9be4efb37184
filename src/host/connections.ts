/** The head of the connection table, on demand and within a time budget: reading it whole is quadratic (measured). */

import { connectionFilter, totalOf } from '../core/director/connections.ts';
import type { ConnectionQuery, Connections } from '../core/director/reading.ts';
import { readText } from '../core/ipvsadm/read/recognise.ts';
import { type Result, success } from '../core/model/failure.ts';
import type { Assembly } from './assembly.ts';
import type { Host } from './host.ts';

/** Reads connections of a director. Entries of services and servers that are not wanted count against the budget, too. */
export const readConnections = async (
  host: Host,
  assembly: Assembly,
  query: ConnectionQuery,
): Promise<Result<Connections>> => {
  const startedAt = host.now();
  const file = await host.readFile('/proc/net/ip_vs_conn', { timeoutMs: query.budgetMs });
  if (!file.ok) return file;
  const services = assembly.services();
  const wanted = connectionFilter(services, query);
  const rows = readText(file.value.text).connections.filter(wanted);
  const total = totalOf(services, query);
  return success({
    rows: rows.slice(0, query.maxRows),
    ...(total === undefined ? {} : { total }),
    complete: !file.value.cut && rows.length <= query.maxRows,
    tookMs: host.now() - startedAt,
  });
};
