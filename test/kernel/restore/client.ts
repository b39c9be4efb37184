/**
 * `node client.mjs ADDRESS`: a client of the lab that holds connections over which data flows both ways without end, and
 * checks every byte. It does what it reads, and answers each line with one line of JSON (said.types.ts).
 *   open COUNT PAUSE PORT...     opens connections, in turns over the ports; answered when over each one answer has come
 *   flow ANSWERS SECONDS   waits until over each connection that stands so many more answers have come
 *   end SECONDS            ends all connections, each after its last answer
 */
import { createInterface } from 'node:readline';
import { type Connection, connect, setPause } from './connection.ts';
import type { Ended, Flow } from './said.types.ts';

const [address = ''] = process.argv.slice(2);
let connections: Connection[] = [];
let numbered = 0;

const until = async (done: () => boolean, seconds: number): Promise<void> => {
  for (const end = Date.now() + seconds * 1000; !done() && Date.now() < end; )
    await new Promise(resolve => setTimeout(resolve, 50));
};

const flowOf = (stuck: (connection: Connection) => boolean): Flow => {
  const why: Record<string, number> = {};
  for (const { lost } of connections) if (lost !== undefined) why[lost] = (why[lost] ?? 0) + 1;
  return {
    opened: connections.length,
    lost: connections.filter(({ lost }) => lost !== undefined).length,
    why,
    stuck: connections.filter(one => one.lost === undefined && stuck(one)).length,
    wrong: connections.filter(({ lost }) => lost === 'wrong byte').length,
    answers: connections.map(({ answers }) => answers),
    silenceMs: Math.max(...connections.map(one => one.silenceMs())),
  };
};

const flow = async (answers: number, seconds: number): Promise<Flow> => {
  const goals = new Map(connections.map(one => [one, one.answers + answers]));
  const short = (one: Connection): boolean => one.answers < (goals.get(one) ?? 0);
  await until(() => !connections.some(one => one.lost === undefined && short(one)), seconds);
  return flowOf(short);
};

const open = (count: number, [pause = 0, ...ports]: readonly number[]): Promise<Flow> => {
  setPause(pause);
  for (let index = 0; index < count; index++)
    connections.push(connect(numbered++, address, ports[index % ports.length] ?? 0));
  return flow(1, 120);
};

const end = async (seconds: number): Promise<Ended> => {
  for (const one of connections) one.end();
  await until(() => connections.every(one => one.lost !== undefined || one.ended), seconds);
  const ended = {
    opened: connections.length,
    whole: connections.filter(one => one.ended).length,
    bytes: connections.reduce((sum, one) => sum + one.bytes, 0),
  };
  for (const one of connections) one.drop();
  connections = [];
  return ended;
};

for await (const line of createInterface({ input: process.stdin })) {
  const [what, ...rest] = line.split(' ');
  const [first = 0, ...numbers] = rest.map(Number);
  const said =
    what === 'open'
      ? await open(first, numbers)
      : what === 'flow'
        ? await flow(first, numbers[0] ?? 0)
        : await end(first);
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
process.exit(0);
