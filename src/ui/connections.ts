/** The connections of a service or server: states, top clients, persistence, and the first rows. */
import { left, right } from '../app/cells.ts';
import { type Counted, digest, isPileUp } from '../app/digest.ts';
import { piece, type Rich, wrap } from '../app/rich.ts';
import type { AskedConnections, State } from '../app/state.ts';
import { connectionStates } from '../app/words/states.ts';
import { isInvalid, isTemplate } from '../core/director/connections.ts';
import { endpoint } from '../core/model/address.ts';
import type { Connection } from '../core/model/observe.ts';
import { clock, count, duration, whole } from '../core/words/numbers.ts';
import type { Line } from './block.ts';
import { overlaid } from './draw.ts';
import type { Look } from './look.ts';
import { bar } from './spark.ts';

const status = (state: State, asked: AskedConnections): Rich => {
  if (asked.pending && asked.value === undefined) return [piece('   reading …', 'muted')];
  if (asked.value === undefined) return [];
  const { rows, total, complete, tookMs } = asked.value;
  const many = complete
    ? count(rows.length, 'entry', 'entries')
    : `the first ${whole(rows.length)} of ${total === undefined ? 'more' : `about ${whole(Math.max(total, rows.length))}`} entries`;
  const at = clock(asked.at, state.offsetMinutes);
  return [
    piece(` States`, 'heading'),
    piece(
      `  ${many}, read ${at} in ${Math.round(tookMs)} ms${asked.pending ? ', reading again …' : ''}`,
      'muted',
    ),
  ];
};

const stateRows = (states: readonly Counted[], all: number, height: number, width: number): readonly Rich[] =>
  states.slice(0, height).map(({ name, count: number }) => {
    const about = connectionStates[name] ?? '';
    const barWidth = 10;
    return [
      piece(`   ${left(name, 12)}`, name.startsWith('SYN') ? 'warn' : undefined),
      piece(right(whole(number), 7)),
      piece('  '),
      piece(bar(all === 0 ? 0 : number / all, barWidth), 'bar'),
      piece(left(`  ${about}`, Math.max(0, width - 34)), 'muted'),
    ];
  });

const clientRows = (clients: readonly Counted[], all: number, height: number): readonly Rich[] =>
  clients
    .slice(0, height)
    .map(({ name, count: number }) => [
      piece(`   ${left(name, 26)}`),
      piece(right(whole(number), 7)),
      piece(right(`${Math.round((number / Math.max(1, all)) * 100)}%`, 6), 'muted'),
    ]);

/** The columns of the rows: the virtual address only where there is room for it. */
interface Layout {
  readonly name: number;
  readonly virtual: boolean;
  readonly note: number;
}

const layoutOf = (width: number): Layout => {
  const virtual = width >= 110;
  const name = Math.max(22, Math.min(48, Math.floor((width - 46) / (virtual ? 3 : 2))));
  return { name, virtual, note: Math.max(0, width - name * (virtual ? 3 : 2) - 26) };
};

const rowOf = (layout: Layout, texts: readonly string[]): readonly string[] => {
  const [client = '', virtual = '', server = '', state = '', expires = '', note = ''] = texts;
  return [
    ` ${left(client, layout.name)}`,
    layout.virtual ? ` ${left(virtual, layout.name)}` : '',
    ` ${left(server, layout.name)}`,
    ` ${left(state, 11)}`,
    right(expires, 8),
    layout.note > 8 ? left(`  ${note}`, layout.note) : '',
  ];
};

const rowLine = (row: Connection, layout: Layout): Rich => {
  const template = isTemplate(row);
  const note = isInvalid(row) ? 'made invalid' : template ? 'holds this client' : '';
  const [client = '', virtual = '', server = '', state = '', expires = '', words = ''] = rowOf(layout, [
    template ? row.client : endpoint(row.client, row.clientPort),
    endpoint(row.virtual, row.virtualPort),
    endpoint(row.server, row.serverPort),
    template ? 'template' : row.state,
    duration(row.expires),
    note,
  ]);
  return [
    piece(client),
    piece(virtual, 'muted'),
    piece(server),
    piece(state, template ? 'accent' : row.state.startsWith('SYN') ? 'warn' : undefined),
    piece(expires, 'muted'),
    piece(words, 'muted'),
  ];
};

/** The lines under the title; `row` is the row under the cursor. */
export const connectionLines = (
  state: State,
  look: Look,
  asked: AskedConnections,
  rows: readonly Connection[],
  row: number,
  height: number,
): readonly (Rich | Line)[] => {
  const width = state.columns;
  const lines: (Rich | Line)[] = [[], status(state, asked)];
  if (asked.failure !== undefined) {
    const { what, why, advice } = asked.failure;
    lines.push([], ...wrap([piece(`   ${[what, why].filter(Boolean).join(': ')}`, 'bad')], width - 2, 3));
    if (advice !== undefined) lines.push(...wrap([piece(`   ${advice}`)], width - 2, 3));
    return lines;
  }
  if (asked.value === undefined) return lines;
  const facts = digest(asked.value);
  if (rows.length === 0) return [...lines, [], [piece('   there are none', 'muted')]];
  const most = Math.max(2, Math.min(6, Math.floor((height - 10) / 3)));
  lines.push(...stateRows(facts.states, facts.connections, most, width));
  if (isPileUp(facts)) {
    lines.push(
      ...wrap(
        [
          piece(
            ` ! ${facts.halfOpen} are half-open: the server gets the SYN but the handshake does not end. Is its service up, does it have the VIP, does the answer find its way?`,
            'bad',
          ),
        ],
        width - 1,
        3,
      ),
    );
  }
  if (facts.clients.length > 0) {
    lines.push([
      piece(' Top clients', 'heading'),
      piece(`  of ${whole(facts.clients.length)} addresses`, 'muted'),
    ]);
    lines.push(...clientRows(facts.clients, facts.connections, Math.max(2, most - 1)));
  }
  if (facts.templates > 0) {
    const invalid =
      facts.invalid === 0
        ? ''
        : `; ${whole(facts.invalid)} with port 65535 were made invalid and wait for their end`;
    lines.push(
      ...wrap(
        [
          piece(' Persistence', 'heading'),
          piece(
            `  ${count(facts.templates, 'template')} (client port 0), each holds a client on its server${invalid}`,
            'muted',
          ),
        ],
        width - 1,
        3,
      ),
    );
  }
  const layout = layoutOf(width);
  const head = rowOf(layout, ['CLIENT', 'VIRTUAL', 'REAL SERVER', 'STATE', 'EXPIRES']).join('');
  lines.push([], [piece(head, 'heading')]);
  const room = Math.max(1, height - lines.length);
  const at = Math.min(row, rows.length - 1);
  const from = Math.max(0, Math.min(at - Math.floor(room / 2), rows.length - room));
  for (let index = from; index < Math.min(rows.length, from + room); index++) {
    const one = rows[index];
    if (one === undefined) break;
    const line = rowLine(one, layout);
    lines.push(index === at ? overlaid(look, [piece('>'), ...trimFirst(line)], 'select', width) : line);
  }
  return lines;
};

const trimFirst = (line: Rich): Rich =>
  line.map((one, index) => (index === 0 ? { ...one, text: one.text.slice(1) } : one));
