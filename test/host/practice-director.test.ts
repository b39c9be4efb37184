import { expect, test } from 'vitest';
import { openDirector } from '../../src/host/director.ts';
import { practiceHost } from '../../src/host/practice.ts';

const wants = { visible: [], intervalMs: 1000 };

const openPractice = () => {
  let time = 0;
  const host = practiceHost({ scene: 'calm', seed: 7, now: () => time });
  const director = openDirector(host, { cpu: () => 0, defer: work => work() });
  return {
    host,
    director,
    async after(ms: number) {
      time += ms;
      const read = await director.read(wants);
      if (!read.ok) throw new Error(read.failure.what);
      return read.value;
    },
  };
};

test('the practice director shows everything, and its traffic adds up', async () => {
  const { after } = openPractice();
  await after(0);
  let reading = await after(1000);
  for (let turn = 0; turn < 8; turn++) reading = await after(1000);
  const { snapshot, report } = reading;
  expect(report.notes).toEqual([]);
  expect(snapshot.services.length).toBeGreaterThan(5);
  for (const service of snapshot.services) {
    expect(service.counters).toBeDefined();
    expect(service.flags).toBeDefined();
    expect(service.persistence).toBeDefined();
    if (service.persistence) expect(service.persistence.timeout).toBeGreaterThan(0);
    for (const server of service.servers) {
      expect(server.upper).toBeDefined();
      expect(server.persistent).toBeDefined();
      expect(server.method === 'tun').toBe(server.tunnel !== undefined);
    }
  }
  const sum = snapshot.services.reduce((total, { counters }) => total + (counters?.conns ?? 0), 0);
  expect(snapshot.counters?.conns).toBeGreaterThanOrEqual(sum);
});

test('the same practice is read to the same bytes', async () => {
  const run = async () => {
    const { after } = openPractice();
    const readings = [];
    for (let turn = 0; turn < 5; turn++) readings.push((await after(1000)).snapshot);
    return JSON.stringify(readings);
  };
  expect(await run()).toBe(await run());
});

test('connections: the head of the table, of all or of one service', async () => {
  const { after, director } = openPractice();
  const { snapshot } = await after(1000);
  const query = { budgetMs: 1000, maxRows: 20 };
  const all = await director.connections(query);
  if (!all.ok) throw new Error(all.failure.what);
  expect(all.value.rows).toHaveLength(20);
  expect(all.value.complete).toBe(false);
  expect(all.value.total).toBeGreaterThan(20);
  const service = snapshot.services.find(
    ({ id, servers }) => id?.kind === 'address' && servers.some(({ active }) => (active ?? 0) > 0),
  );
  if (service?.id?.kind !== 'address') throw new Error('no busy service');
  const some = await director.connections({ service: service.key, budgetMs: 1000, maxRows: 100_000 });
  if (!some.ok) throw new Error(some.failure.what);
  expect(some.value.complete).toBe(true);
  const { address } = service.id;
  expect(some.value.rows.every(row => row.virtual === address)).toBe(true);
  expect(some.value.rows.length).toBeGreaterThan(0);
});

test('settings', async () => {
  const { director } = openPractice();
  const found = await director.settings();
  if (!found.ok) throw new Error(found.failure.what);
  expect(found.value.timeouts?.tcp).toBe(900);
  expect(found.value.sysctls.map(({ name }) => name)).toContain('expire_quiescent_template');
  expect(found.value.ipvsadm).toBe('1.31');
  expect(found.value.schedulers.map(({ name }) => name)).toContain('wlc');
});
