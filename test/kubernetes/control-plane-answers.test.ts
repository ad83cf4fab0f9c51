import { afterEach, describe, expect, test } from '@jest/globals';
import type { KubernetesObject } from '../../sim/kubernetes/cluster.ts';
import type { RunningCluster } from '../../sim/kubernetes/server.ts';
import type { ControlPlaneAnswers } from '../../src/model/deep.ts';
import type { InputName, Reading } from '../../src/model/snapshot.ts';
import { read } from '../cli/judge-cluster.ts';
import { serve } from '../cli/run-cli.ts';

let cluster: RunningCluster | undefined;
afterEach(async () => {
  await cluster?.close();
  cluster = undefined;
});

const controller = 'osm-controller-rbqrn6w4qz-9z8wp';
const inputs: ReadonlySet<InputName> = new Set(['apiServer', 'clock', 'controlPlaneAnswers']);

async function healthy(name = 'healthy-1.2.4'): Promise<RunningCluster> {
  cluster = await serve(name);
  return cluster;
}

async function answersOf(
  running: RunningCluster,
  as: 'admin' | 'doctor' = 'admin',
  budgetMs = 20_000,
): Promise<Reading<readonly ControlPlaneAnswers[]>> {
  const { inputs: readings } = await read(running, as, { inputs, budgetMs });
  return readings.controlPlaneAnswers;
}

/** What one pod answered; fails where the reading did. */
async function answerOf(running: RunningCluster, pod = controller): Promise<ControlPlaneAnswers | undefined> {
  const reading = await answersOf(running);
  if (!reading.ok) throw new Error(reading.problem.detail);
  return reading.value.find((answers) => answers.pod === pod);
}

function proxied({ requests }: RunningCluster): string[] {
  return requests
    .map(({ path }) => path)
    .filter((path) => path.includes('/proxy'))
    .sort();
}

function podNamed(running: RunningCluster, name: string): KubernetesObject {
  const pod = running.all('Pod').find(({ metadata }) => metadata.name === name);
  if (pod === undefined) throw new Error(`the cluster has no pod ${name}`);
  return pod;
}

describe('a control plane that is well', () => {
  test.each(['healthy-0.11.1', 'healthy-1.0.0', 'healthy-1.1.1', 'healthy-1.2.4'])(
    '%s: every path that its release has answers 200, and the controllers count every sidecar',
    async (name) => {
      const reading = await answersOf(await healthy(name));

      expect(reading.ok).toBe(true);
      const answers = reading.ok ? reading.value : [];
      expect(new Set(answers.flatMap(({ health }) => health.map(({ status }) => status)))).toEqual(
        new Set([200]),
      );
      expect(new Set(answers.map(({ component }) => component)).size).toBe(3);
      const connected = answers.flatMap(({ metrics = [] }) =>
        metrics.filter((metric) => metric.name === 'osm_proxy_connect_count'),
      );
      expect(connected.reduce((sum, { value }) => sum + value, 0)).toBe(4);
    },
  );

  test('each release is asked where it listens', async () => {
    await answersOf(await healthy('healthy-1.1.1'));
    const asked = proxied(cluster as RunningCluster).map((path) =>
      path.replace(/-[a-z0-9]+-[a-z0-9]{5}:/, ':'),
    );

    expect(asked).toEqual([
      '/api/v1/namespaces/osm-system/pods/https:osm-injector:9090/proxy/healthz',
      '/api/v1/namespaces/osm-system/pods/osm-bootstrap:9091/proxy/metrics',
      '/api/v1/namespaces/osm-system/pods/osm-bootstrap:9095/proxy/healthz',
      '/api/v1/namespaces/osm-system/pods/osm-controller:9091/proxy/health/alive',
      '/api/v1/namespaces/osm-system/pods/osm-controller:9091/proxy/health/ready',
      '/api/v1/namespaces/osm-system/pods/osm-controller:9091/proxy/metrics',
      '/api/v1/namespaces/osm-system/pods/osm-injector:9091/proxy/metrics',
    ]);
  });

  test('nothing but the pods of its Deployments is asked, whatever labels others carry', async () => {
    const running = await healthy();
    const real = podNamed(running, controller);
    const forged = { ...real.metadata, uid: 'x', ownerReferences: [] };
    running.put({ ...real, metadata: { ...forged, name: 'osm-controller-forged' } });
    running.put({ ...real, metadata: { ...forged, name: 'osm-controller-other', namespace: 'bookstore' } });
    running.put({ ...real, metadata: { ...real.metadata, uid: 'y', namespace: 'bookbuyer' } });
    await answersOf(running);

    expect(proxied(running)).toHaveLength(12);
    expect(proxied(running).filter((path) => /forged|bookstore|bookbuyer/.test(path))).toEqual([]);
  });
});

describe('what programs say', () => {
  test('an error code, a refusal and their numbers', async () => {
    const running = await healthy();
    running.setProgram(controller, { errors: { E2005: 3, E5011: 41 }, connected: 7, rejected: 2 });

    expect((await answerOf(running))?.metrics).toEqual([
      { name: 'osm_error_err_code_count', labels: { err_code: 'E2005' }, value: 3 },
      { name: 'osm_error_err_code_count', labels: { err_code: 'E5011' }, value: 41 },
      { name: 'osm_proxy_connect_count', labels: {}, value: 7 },
      { name: 'osm_proxy_max_connections_rejected', labels: {}, value: 2 },
    ]);
  });

  test('a path that fails comes with its words, and is asked once', async () => {
    const running = await healthy();
    running.setProgram(controller, { unhealthy: ['/health/ready'] });

    expect((await answerOf(running))?.health).toEqual([
      { path: '/health/ready', status: 503, says: 'Readiness probe failed for SMI' },
      { path: '/health/alive', status: 200 },
    ]);
    expect(proxied(running)).toHaveLength(12);
  });

  test('a missing SMI kind makes the controllers unhealthy', async () => {
    const running = await healthy();
    running.remove('CustomResourceDefinition', undefined, 'tcproutes.specs.smi-spec.io');

    expect((await answerOf(running))?.health.map(({ status }) => status)).toEqual([503, 503]);
  });

  test('long words are cut and take one line', async () => {
    const running = await healthy();
    const body = `no\n\u001b[31m${'x'.repeat(50_000)}`;
    running.setProgram(controller, { answer: () => ({ status: 500, body, contentType: 'text/plain' }) });
    const says = (await answerOf(running))?.health[0]?.says ?? '';

    expect(says.length).toBe(200);
    expect(says).not.toContain('\n');
  });

  test('a redirect is not followed', async () => {
    const running = await healthy();
    const headers = { Location: '/api/v1/namespaces/kube-system/secrets' };
    running.setProgram(controller, { answer: () => ({ status: 302, body: '', headers }) });
    const answer = await answerOf(running);

    expect(answer?.health.map(({ status }) => status)).toEqual([302, 302]);
    expect(answer?.noMetrics).toBe('/metrics answered 302.');
    expect(running.requests.filter(({ path }) => path.includes('secrets'))).toEqual([]);
  });

  test('of huge metrics only what is looked at is kept', async () => {
    const running = await healthy();
    const noise = `osm_proxy_xds_request_count{proxy_uuid="a"} 1\n`.repeat(100_000);
    const endless = `osm_proxy_connect_count{x="${'y'.repeat(1_000_000)}"} 1\n`;
    const body = `${noise}${endless}osm_proxy_connect_count 4\n${noise}`;
    running.setProgram(controller, {
      answer: (path) => (path === '/metrics' ? { status: 200, body, contentType: 'text/plain' } : undefined),
    });

    expect((await answerOf(running))?.metrics).toEqual([
      { name: 'osm_proxy_connect_count', labels: {}, value: 4 },
    ]);
  });

  test('what claims to be the API server with a status of 200 is still the program', async () => {
    const running = await healthy();
    const body = JSON.stringify({ kind: 'Status', message: 'error trying to reach service: x', code: 200 });
    running.setProgram(controller, { answer: () => ({ status: 200, body }) });

    expect((await answerOf(running))?.health[0]).toEqual({ path: '/health/ready', status: 200 });
  });
});

describe('pods that do not answer', () => {
  test('nothing listens: said so, and asked once', async () => {
    const running = await healthy();
    const pod = podNamed(running, controller);
    const waiting = { state: { waiting: { reason: 'CrashLoopBackOff' } }, ready: false, restartCount: 6 };
    running.put({
      ...pod,
      status: {
        phase: 'Running',
        podIP: '10.244.0.9',
        conditions: [],
        containerStatuses: [{ name: 'osm-controller', ...waiting }],
      },
    });
    const answer = await answerOf(running);

    expect(answer?.health[0]).toEqual({
      path: '/health/ready',
      refused: true,
      says: 'error trying to reach service: dial tcp 10.244.0.9:9091: connect: connection refused',
    });
    expect(answer?.noMetrics).toContain('connection refused');
    expect(proxied(running)).toHaveLength(12);
  });

  test.each<[string, object]>([
    ['pending', { phase: 'Pending' }],
    ['done', { phase: 'Succeeded' }],
    ['evicted', { phase: 'Failed', reason: 'Evicted' }],
  ])('a pod that is %s is not asked', async (_name, status) => {
    const running = await healthy();
    running.put({ ...podNamed(running, controller), status });

    expect(await answerOf(running)).toBeUndefined();
    expect(proxied(running)).toHaveLength(9);
  });

  test('a pod without an address: unclear, in the words of the API server', async () => {
    const running = await healthy();
    const pod = podNamed(running, controller);
    running.put({ ...pod, status: { phase: 'Running' } });

    expect((await answerOf(running))?.health[0]).toEqual({
      path: '/health/ready',
      says: 'The API server refused it (400): address not allowed',
    });
  });

  test('a pod that is gone when it is asked is left out', async () => {
    const running = await healthy();
    running.addFault({
      on: ({ path }) => {
        if (path.includes('/proxy')) running.remove('Pod', 'kube-system', controller);
        return false;
      },
      is: { kind: 'reset' },
    });
    const reading = await answersOf(running);

    expect(reading.ok && reading.value.map(({ pod }) => pod)).toHaveLength(4);
  });
});

describe('faults on the way', () => {
  const toController = ({ path }: { path: string }) => path.includes(`${controller}:9091/proxy/health`);

  test('a hanging program costs its own time, not the budget', async () => {
    const running = await healthy();
    running.addFault({ on: toController, is: { kind: 'hang' } });
    const started = performance.now();
    const answer = await answerOf(running);

    expect(performance.now() - started).toBeLessThan(20_000);
    expect(answer?.health).toEqual([
      { path: '/health/ready', says: expect.stringContaining('No answer came in time.') },
      { path: '/health/alive', says: expect.stringContaining('No answer came in time.') },
    ]);
    expect(answer?.noMetrics).toContain('No answer came in time.');
    expect(proxied(running)).toHaveLength(10);
  }, 20_000);

  test('a hanging program ends with a budget that is shorter', async () => {
    const running = await healthy();
    running.addFault({ on: toController, is: { kind: 'hang' } });
    const reading = await answersOf(running, 'admin', 1_000);

    expect(reading).toMatchObject({ ok: false, problem: { reason: 'timedOut' } });
    expect(!reading.ok && reading.partial?.map(({ pod }) => pod)).toHaveLength(4);
  });

  test.each([500, 502, 503] as const)('a passing %s of the API server is overcome', async (status) => {
    const running = await healthy();
    running.addFault({ on: toController, times: 1, is: { kind: 'status', status, html: status === 502 } });

    expect((await answerOf(running))?.health.map((path) => path.status)).toEqual([200, 200]);
  });

  test('throttling in plain text is overcome, and is nobody’s health when it lasts', async () => {
    const running = await healthy();
    let left = 1;
    const answer = () => {
      left -= 1;
      return left < 0 ? undefined : { status: 429, body: 'Too many requests', contentType: 'text/plain' };
    };
    running.setProgram(controller, { answer });

    expect((await answerOf(running))?.health.map((path) => path.status)).toEqual([200, 200]);

    left = 1_000;

    expect(await answersOf(running, 'admin', 1_500)).toMatchObject({
      ok: false,
      problem: { reason: 'timedOut' },
    });
  });

  test('what a program refuses by itself is no missing right', async () => {
    const running = await healthy();
    running.setProgram(controller, {
      answer: () => ({ status: 403, body: 'no', contentType: 'text/plain' }),
    });

    expect((await answerOf(running))?.health[0]).toEqual({ path: '/health/ready', status: 403, says: 'no' });
  });

  test('a lasting page of a proxy is nobody’s health', async () => {
    const running = await healthy();
    running.addFault({ on: toController, is: { kind: 'status', status: 503, html: true } });

    expect((await answerOf(running))?.health[0]).toEqual({
      path: '/health/ready',
      says: 'The API server answered 503 to get pods/proxy.',
    });
  });
});

describe('rights', () => {
  test('the base role is not enough: forbidden with the rule, and no more is asked', async () => {
    const running = await healthy();
    const reading = await answersOf(running, 'doctor');

    expect(reading).toEqual({
      ok: false,
      problem: {
        reason: 'forbidden',
        detail: 'User "doctor" may not get pods/proxy.',
        rule: { apiGroups: [''], resources: ['pods/proxy'], verbs: ['get'] },
      },
    });
    expect(proxied(running)).toHaveLength(4);
  });

  test('without the right to list pods there is nobody to ask', async () => {
    const running = await healthy();
    running.revoke('doctor', { group: '', resource: 'pods' });

    expect(await answersOf(running, 'doctor')).toMatchObject({
      ok: false,
      problem: { reason: 'forbidden', rule: { resources: ['pods'], verbs: ['list'] } },
    });
    expect(proxied(running)).toEqual([]);
  });

  test('without OSM there is nothing to ask', async () => {
    expect(await answersOf(await healthy('nothing-here'))).toMatchObject({
      ok: false,
      problem: { reason: 'notInstalled' },
    });
  });
});
