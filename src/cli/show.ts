/** One service as text: its line of the table, then everything about it in sentences. */

import type { Rich } from '../app/rich.ts';
import { counterWords, pathDrawing, serverWords, serviceWords } from '../app/words/detail.ts';
import type { SeenService } from '../core/model/snapshot.ts';
import { plain } from './out.ts';
import { tableLines } from './table.ts';

const textOf = (line: Rich): string => plain(line.map(({ text }) => text).join('')).trimEnd();

/** Lines about one service. */
export const showLines = (service: SeenService): readonly string[] => [
  ...tableLines([{ service, servers: service.servers }]),
  '',
  ...[...serviceWords(service), ...counterWords(service, undefined)].map(textOf),
  ...service.servers.flatMap(server => [
    '',
    ` ${plain(server.key)}`,
    ...[
      ...serverWords(service, server),
      ...counterWords(service, server),
      ...pathDrawing(service, server),
    ].map(line => `  ${textOf(line)}`),
  ]),
];
