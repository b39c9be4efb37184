/** One beat of the traffic: clients come, ask, close and give up. */
import type { Address } from '../../model/address.ts';
import { close, connect, transfer } from '../connect.ts';
import type { Kernel } from '../state.ts';
import { drawRequest, type Flow, patience, tide } from './flow.ts';
import { type Lots, lots } from './lots.ts';
import type { Load, Scene } from './scene.ts';
import { tcpTraffic, type Use, uses } from './uses.ts';

/** What a beat works on. `now` is the kernel's time. */
export interface Move {
  readonly kernel: Kernel;
  readonly flows: readonly (readonly Flow[])[];
  readonly scene: Scene;
  readonly seed: number;
  readonly now: number;
}

/** What it leaves. */
type Moved = Pick<Move, 'kernel' | 'flows'>;

interface Turn {
  readonly load: Load;
  readonly use: Use;
  readonly silent: ReadonlySet<Address | string>;
  readonly draw: Lots;
  readonly now: number;
  /** Milliseconds that this turn stands for. */
  readonly span: number;
  /** New connections of this turn on average. */
  readonly arrivals: number;
}

/** A size around a mean: half of it to five times, small ones more often. */
const around = (mean: number, draw: Lots): number => Math.round(mean * (0.4 + Math.min(draw.wait(0.6), 4.6)));

const talk = (kernel: Kernel, flow: Flow, request: number, answer: number): Kernel =>
  transfer(kernel, flow.key, tcpTraffic(flow.request.virtual, flow.method, request, answer));

/** A client gives up in silence; its half-open entry stays until its timer fires. */
const resend = (kernel: Kernel, flow: Flow, now: number): { kernel: Kernel; flow: Flow } => {
  if (flow.retry === undefined || flow.retry.at > now) return { kernel, flow };
  const { at, wait } = flow.retry;
  const header = flow.request.virtual.includes(':') ? 80 : 60;
  return {
    kernel: transfer(kernel, flow.key, { inPkts: 1, inBytes: header }),
    flow: { ...flow, retry: { at: at + wait, wait: wait * 2 } },
  };
};

const arrive = (kernel: Kernel, turn: Turn): { kernel: Kernel; flow?: Flow } => {
  const { load, use, draw, now } = turn;
  const request = drawRequest(load, use.protocol, draw);
  const lasts = draw.wait(use.lasts);
  const [ask, answer] = [around(use.request, draw), around(use.answer, draw)];
  const came = connect(kernel, request, {
    hold: true,
    manner: server => (turn.silent.has(server.address) ? 'silence' : 'accept'),
  });
  const key = `${request.protocol} ${request.client} ${request.clientPort} ${request.virtual} ${request.virtualPort}`;
  const method = came.kernel.connections.get(key)?.method ?? 'dr';
  if (came.outcome.kind === 'refused') return { kernel: came.kernel };
  if (came.outcome.kind === 'timeout') {
    const flow: Flow = { request, key, method, until: now + patience, retry: { at: now + 1000, wait: 2000 } };
    return use.protocol === 'tcp' ? { kernel: came.kernel, flow } : { kernel: came.kernel };
  }
  if (use.protocol === 'udp') return { kernel: came.kernel };
  const flow: Flow = { request, key, method, until: now + lasts };
  const { greeting } = use;
  const talked = talk(came.kernel, flow, greeting.request + ask, greeting.answer + answer);
  return lasts < turn.span ? { kernel: close(talked, request) } : { kernel: talked, flow };
};

/** Some of the open connections carry what all of them ask for. */
const chat = (kernel: Kernel, flows: readonly Flow[], turn: Turn): Kernel => {
  const { use, draw, span } = turn;
  let left = draw.times((flows.length * use.asks * span) / 1000);
  let next = kernel;
  const speakers = Math.min(left, 3);
  for (let speaker = speakers; speaker > 0; speaker--) {
    const count = Math.ceil(left / speaker);
    left -= count;
    const flow = flows[draw.below(flows.length)];
    if (flow === undefined || flow.retry !== undefined) continue;
    next = talk(next, flow, around(use.request, draw) * count, around(use.answer, draw) * count);
  }
  return next;
};

const turnOf = (
  kernel: Kernel,
  flows: readonly Flow[],
  turn: Turn,
): { kernel: Kernel; flows: readonly Flow[] } => {
  const { now } = turn;
  let next = kernel;
  const open: Flow[] = [];
  for (const flow of flows) {
    if (flow.until <= now) {
      if (flow.retry === undefined) next = close(next, flow.request);
    } else {
      const resent = resend(next, flow, now);
      next = resent.kernel;
      open.push(resent.flow);
    }
  }
  next = chat(next, open, turn);
  for (let arrivals = turn.draw.times(turn.arrivals); arrivals > 0; arrivals--) {
    const came = arrive(next, turn);
    next = came.kernel;
    if (came.flow !== undefined) open.push(came.flow);
  }
  return { kernel: next, flows: open };
};

/** The phase of a load's tide: 0 to a full turn. */
const phase = (seed: number, index: number): number => lots(seed, 0x71de, index).share() * 2 * Math.PI;

/** A beat in which every load moves. */
export const move = (state: Move): Moved => {
  const { scene, seed, now } = state;
  const silent = new Set(scene.silent);
  let { kernel } = state;
  const flows = scene.loads.map((load, index) => {
    const arrivals = (load.perSecond * tide(phase(seed, index), now) * scene.beat) / 1000;
    const turn: Turn = {
      load,
      use: uses[load.use],
      silent,
      draw: lots(seed, index, now),
      now,
      span: scene.beat,
      arrivals,
    };
    const moved = turnOf(kernel, state.flows[index] ?? [], turn);
    kernel = moved.kernel;
    return moved.flows;
  });
  return { kernel, flows };
};

/**
 * A beat in which only `movesPerBeat` loads move, drawn so that each of the busiest hundredth moves often and any
 * other now and then; a turn makes up for the time that the load stood still on average.
 */
export const moveSlow = (state: Move): Moved => {
  const { scene, seed, now } = state;
  const draw = lots(seed, 0x510, now);
  const silent = new Set(scene.silent);
  const flows = state.flows.slice();
  const count = scene.movesPerBeat ?? 0;
  let { kernel } = state;
  for (let moved = 0; moved < count; moved++) {
    const number = draw.below(scene.loads.length);
    const index = moved % 2 === 0 ? number - (number % 100) : number;
    const load = scene.loads[index];
    if (load === undefined) continue;
    const turn: Turn = {
      load,
      use: uses[load.use],
      silent,
      draw: lots(seed, index, now, moved),
      now,
      span: scene.beat * (moved % 2 === 0 ? 4 : 8),
      arrivals: moved % 2 === 0 ? 1.2 : 0.6,
    };
    const next = turnOf(kernel, flows[index] ?? [], turn);
    kernel = next.kernel;
    flows[index] = next.flows;
  }
  return { kernel, flows };
};
