import { afterEach, expect, test } from '@jest/globals';
import { type RunningCluster, type StartOptions, startKubernetes } from '../../sim/kubernetes/server.ts';
import { ask } from './ask.ts';
import { clusterWith, podNamed } from './small-cluster.ts';

const open: RunningCluster[] = [];

async function start(options: StartOptions = {}): Promise<RunningCluster> {
  const cluster = await startKubernetes(clusterWith([podNamed('a', 'one')]), options);
  open.push(cluster);
  return cluster;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((cluster) => cluster.close()));
});

const pods = '/api/v1/pods';

test.each([
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [410, 'Expired'],
  [429, 'TooManyRequests'],
  [500, 'InternalError'],
  [503, 'ServiceUnavailable'],
  [504, 'Timeout'],
] as const)('answers %d with the Status of a real server', async (status, reason) => {
  const cluster = await start();
  cluster.addFault({ is: { kind: 'status', status } });
  const answer = await ask(cluster, 'reader', pods);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ kind: 'Status', status: 'Failure', reason, code: status });
});

test('429 says when to come back, and a fault strikes only as often as it should', async () => {
  const cluster = await start();
  cluster.addFault({ times: 1, is: { kind: 'status', status: 429, retryAfterSeconds: 7 } });
  const first = await ask(cluster, 'reader', pods);
  expect([first.status, first.headers['retry-after']]).toEqual([429, '7']);
  expect((await ask(cluster, 'reader', pods)).status).toBe(200);
});

test('502 may come as the page of a proxy', async () => {
  const cluster = await start();
  cluster.addFault({ is: { kind: 'status', status: 502, html: true } });
  const answer = await ask(cluster, 'reader', pods);
  expect([answer.status, answer.headers['content-type']]).toEqual([502, 'text/html']);
  expect(answer.body).toContain('502 Bad Gateway');
});

test('a fault can choose its requests, and be lifted', async () => {
  const cluster = await start();
  cluster.addFault({ on: ({ path }) => path.startsWith(pods), is: { kind: 'status', status: 500 } });
  expect((await ask(cluster, 'reader', '/api/v1/namespaces')).status).toBe(200);
  expect((await ask(cluster, 'reader', pods)).status).toBe(500);
  cluster.clearFaults();
  expect((await ask(cluster, 'reader', pods)).status).toBe(200);
});

test('a delay comes before the answer', async () => {
  const cluster = await start();
  cluster.addFault({ is: { kind: 'delay', ms: 60 } });
  expect((await ask(cluster, 'reader', pods)).status).toBe(200);
  expect(cluster.requests[0]?.ms).toBeGreaterThan(55);
});

test('a reset ends the connection without an answer', async () => {
  const cluster = await start();
  cluster.addFault({ is: { kind: 'reset' } });
  await expect(ask(cluster, 'reader', pods)).rejects.toThrow(/ECONNRESET|socket hang up/);
});

test('a truncated answer is shorter than it promised', async () => {
  const cluster = await start();
  cluster.addFault({ is: { kind: 'truncate', afterBytes: 20 } });
  await expect(ask(cluster, 'reader', pods)).rejects.toThrow(/aborted|ECONNRESET/);
});

test('an answer that trickles still arrives whole', async () => {
  const cluster = await start();
  cluster.addFault({ is: { kind: 'trickle', bytesPerSecond: 4000 } });
  const started = performance.now();
  const answer = await ask(cluster, 'reader', pods);
  expect(answer.body).toMatchObject({ kind: 'PodList' });
  expect(performance.now() - started).toBeGreaterThan(50);
});

test('a request that hangs is logged but not answered, and closing does not wait for it', async () => {
  const cluster = await start();
  cluster.addFault({ is: { kind: 'hang' } });
  const hanging = expect(ask(cluster, 'reader', pods)).rejects.toThrow(/ECONNRESET|socket hang up/);
  while (cluster.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  expect(cluster.requests[0]).toMatchObject({ path: pods, as: 'reader', status: 0 });
  await cluster.close();
  await hanging;
});

test('the clock of a server may be wrong', async () => {
  const cluster = await start({ clockSkewSeconds: 3600 });
  const { headers } = await ask(cluster, 'reader', '/version');
  const ahead = Date.parse(String(headers['date'])) - Date.now();
  expect(Math.round(ahead / 60_000)).toBe(60);
});
