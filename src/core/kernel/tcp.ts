/**
 * The TCP states that a director keeps (ip_vs_proto_tcp.c): it follows what passes by, and in DR and TUN only the
 * client's half passes. Without secure_tcp.
 */
import type { Timeouts } from '../model/observe.ts';
import type { ConnectionState } from './state.ts';

/** What matters of a segment's flags, the first that is set in this order: RST, SYN, FIN, ACK. */
export type Segment = 'rst' | 'syn' | 'fin' | 'ack';

/** From which side a packet passes: the client's, the server's, or the client's when the server's never does. */
export type Direction = 'input' | 'output' | 'input-only';

type State = Exclude<ConnectionState, 'UDP' | 'ASSURED'>;

const states: readonly State[] = [
  'NONE',
  'ESTABLISHED',
  'SYN_SENT',
  'SYN_RECV',
  'FIN_WAIT',
  'TIME_WAIT',
  'CLOSE',
  'CLOSE_WAIT',
  'LAST_ACK',
  'LISTEN',
  'SYNACK',
];

const short: Readonly<Record<string, State>> = {
  NO: 'NONE',
  ES: 'ESTABLISHED',
  SS: 'SYN_SENT',
  SR: 'SYN_RECV',
  FW: 'FIN_WAIT',
  TW: 'TIME_WAIT',
  CL: 'CLOSE',
  CW: 'CLOSE_WAIT',
  LA: 'LAST_ACK',
  LI: 'LISTEN',
  SA: 'SYNACK',
};

/** One row: the next state for each present one, in the order of `states`. */
const row = (text: string): Readonly<Record<string, State>> =>
  Object.fromEntries(text.split(' ').map((name, index) => [states[index], short[name] ?? 'CLOSE']));

const transitions: Readonly<Record<Direction, Readonly<Record<Segment, Readonly<Record<string, State>>>>>> = {
  input: {
    syn: row('SR ES ES SR SR SR SR SR SR SR SR'),
    fin: row('CL CW SS TW TW TW CL CW LA LI TW'),
    ack: row('ES ES SS ES FW TW CL CW CL LI ES'),
    rst: row('CL CL CL SR CL CL CL CL LA LI SR'),
  },
  output: {
    syn: row('SS ES SS SR SS SS SS SS SS LI SR'),
    fin: row('TW FW SS TW FW TW CL TW LA LI TW'),
    ack: row('ES ES SS ES FW TW CL CW LA ES ES'),
    rst: row('CL CL SS CL CL TW CL CL CL CL CL'),
  },
  'input-only': {
    syn: row('SR ES ES SR SR SR SR SR SR SR SR'),
    fin: row('CL FW SS TW FW TW CL CW LA LI TW'),
    ack: row('ES ES SS ES FW TW CL CW CL LI ES'),
    rst: row('CL CL CL SR CL CL CL CL LA LI CL'),
  },
};

/** The state after a segment. */
export const nextState = (state: ConnectionState, direction: Direction, segment: Segment): ConnectionState =>
  transitions[direction][segment][state] ?? 'CLOSE';

/** Whether a state counts in ActiveConn (tcp_state_active). */
export const isActive = (state: ConnectionState): boolean =>
  state === 'ESTABLISHED' || state === 'SYN_SENT' || state === 'SYN_RECV' || state === 'SYNACK';

const seconds: Readonly<Record<State, number>> = {
  NONE: 2,
  ESTABLISHED: 900,
  SYN_SENT: 120,
  SYN_RECV: 60,
  FIN_WAIT: 120,
  TIME_WAIT: 120,
  CLOSE: 10,
  CLOSE_WAIT: 60,
  LAST_ACK: 30,
  LISTEN: 120,
  SYNACK: 120,
};

/** How long an entry in this state lives without a packet, in milliseconds; `--set` changes three of them. */
export const stateTimeout = (state: ConnectionState, timeouts: Timeouts): number => {
  switch (state) {
    case 'ESTABLISHED':
      return timeouts.tcp * 1000;
    case 'FIN_WAIT':
      return timeouts.tcpFin * 1000;
    case 'UDP':
      return timeouts.udp * 1000;
    case 'ASSURED':
      return seconds.NONE * 1000;
    default:
      return seconds[state] * 1000;
  }
};
