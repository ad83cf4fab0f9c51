import { afterEach, describe, expect, test } from '@jest/globals';
import type { RunningCluster } from '../../sim/kubernetes/server.ts';
import { clientOf } from '../../src/kubernetes/client.ts';
import { connectByKubeconfig } from '../../src/kubernetes/kubeconfig.ts';
import type { ProbedPod } from '../../src/model/deep.ts';
import type { InputName, Reading } from '../../src/model/snapshot.ts';
import { judge, read } from '../cli/judge-cluster.ts';
import { scratchFile, serve } from '../cli/run-cli.ts';

let cluster: RunningCluster | undefined;
afterEach(async () => {
  await cluster?.close();
  cluster = undefined;
});

const inputs: ReadonlySet<InputName> = new Set(['apiServer', 'clock', 'probedPod']);

async function healthy(name = 'healthy-1.2.4'): Promise<RunningCluster> {
  cluster = await serve(name);
  return cluster;
}

async function probed(
  running: RunningCluster,
  as: 'admin' | 'doctor' = 'admin',
  budgetMs = 10_000,
): Promise<Reading<ProbedPod>> {
  return (await read(running, as, { inputs, budgetMs })).inputs.probedPod;
}

const posts = ({ requests }: RunningCluster) => requests.filter(({ method }) => method === 'POST');
const podsIn = (running: RunningCluster) => running.all('Pod').map(({ metadata }) => metadata.name);

/** The namespace in which a pod is tried: the first by name. */
const namespace = 'bookbuyer';

function annotate(running: RunningCluster, annotations: Record<string, string>): void {
  const space = running.find('Namespace', undefined, namespace);
  if (space === undefined) throw new Error('no namespace');
  running.put({ ...space, metadata: { ...space.metadata, annotations } });
}

describe('what the API server says', () => {
  test.each(['healthy-0.11.1', 'healthy-1.0.0', 'healthy-1.1.1', 'healthy-1.2.4'])(
    '%s: a pod would be made with its sidecar, and nothing is kept',
    async (name) => {
      const running = await healthy(name);
      const [pods, secrets] = [podsIn(running), running.all('Secret').length];

      expect(await probed(running)).toEqual({
        ok: true,
        value: { namespace, answer: { is: 'created', withSidecar: true } },
      });
      expect(podsIn(running)).toEqual(pods);
      expect(running.all('Secret')).toHaveLength(secrets);
    },
  );

  test('the injector is down: refused in the words of the API server, and not tried again', async () => {
    const running = await healthy('injector-down');
    const reading = await probed(running);

    expect(reading).toMatchObject({ ok: true, value: { answer: { is: 'refused', status: 500 } } });
    expect(reading.ok && reading.value.answer).toMatchObject({
      message: expect.stringMatching(/failed calling webhook "osm-inject\.k8s\.io".*connection refused/),
    });
    expect(posts(running)).toHaveLength(1);
  });

  test('a word in an annotation that the injector does not know', async () => {
    const running = await healthy();
    annotate(running, {
      'openservicemesh.io/sidecar-injection': 'enabled',
      'openservicemesh.io/metrics': 'certainly',
    });

    expect(await probed(running)).toMatchObject({
      ok: true,
      value: {
        answer: {
          is: 'refused',
          status: 400,
          message:
            'admission webhook "osm-inject.k8s.io" denied the request: Invalid annotation value for key "openservicemesh.io/metrics": certainly',
        },
      },
    });
  });

  test('no webhook is left: made without a sidecar', async () => {
    const running = await healthy();
    for (const { metadata } of running.all('MutatingWebhookConfiguration')) {
      running.remove('MutatingWebhookConfiguration', undefined, metadata.name);
    }

    expect(await probed(running)).toMatchObject({
      ok: true,
      value: { answer: { is: 'created', withSidecar: false } },
    });
  });

  test('nowhere to try one: injection is off everywhere, or there is no mesh', async () => {
    expect(await probed(await healthy('nothing-here'))).toMatchObject({
      ok: false,
      problem: { reason: 'notInstalled' },
    });
  });

  test('namespaces that are ignored, being deleted or without injection are passed over', async () => {
    const running = await healthy();
    annotate(running, {});
    const reading = await probed(running);

    expect(reading.ok && reading.value.namespace).not.toBe(namespace);
  });
});

describe('rights and faults', () => {
  test('the base role may not: unknown with the rule', async () => {
    const running = await healthy();

    expect(await probed(running, 'doctor')).toEqual({
      ok: false,
      problem: {
        reason: 'forbidden',
        detail: 'User "doctor" may not create pods.',
        rule: { apiGroups: [''], resources: ['pods'], verbs: ['create'] },
      },
    });
  });

  test('a right in one namespace alone is found', async () => {
    const running = await healthy();
    running.addFault({
      on: ({ method, path }) => method === 'POST' && !path.includes('/bookstore/'),
      is: { kind: 'status', status: 403 },
    });

    expect(await probed(running)).toEqual({
      ok: true,
      value: { namespace: 'bookstore', answer: { is: 'created', withSidecar: true } },
    });
  });

  const post = ({ method }: { method: string }) => method === 'POST';

  test('trouble of the API server itself is tried again', async () => {
    const running = await healthy();
    running.addFault({ on: post, times: 2, is: { kind: 'status', status: 500 } });

    expect(await probed(running)).toMatchObject({ ok: true, value: { answer: { is: 'created' } } });
  });

  test.each([500, 503, 429] as const)('lasting trouble (%s) is no refusal of the pod', async (status) => {
    const running = await healthy();
    running.addFault({ on: post, is: { kind: 'status', status } });

    expect(await probed(running, 'admin', 2_500)).toMatchObject({ ok: false });
  });

  test('an API server that says nothing ends with the budget', async () => {
    const running = await healthy();
    running.addFault({ on: post, is: { kind: 'hang' } });

    expect(await probed(running, 'admin', 800)).toMatchObject({ ok: false, problem: { reason: 'timedOut' } });
  });

  test('a page of a proxy is no answer', async () => {
    const running = await healthy();
    running.addFault({ on: post, is: { kind: 'status', status: 403, html: true } });

    expect(await probed(running)).toMatchObject({ ok: false });
  });
});

describe('nothing can come of it', () => {
  test('it is a dry run, and the pod would pass Pod Security and run nowhere', async () => {
    const running = await healthy();
    await probed(running);
    const [sent] = posts(running);

    expect(posts(running)).toHaveLength(1);
    expect(sent?.path).toBe(`/api/v1/namespaces/${namespace}/pods?dryRun=All&fieldManager=osm-doctor`);
    expect(sent?.body).toMatchObject({
      kind: 'Pod',
      spec: {
        automountServiceAccountToken: false,
        nodeSelector: { 'osm-doctor.invalid/dry-run-only': 'true' },
        restartPolicy: 'Never',
        containers: [
          {
            securityContext: {
              allowPrivilegeEscalation: false,
              capabilities: { drop: ['ALL'] },
              runAsNonRoot: true,
              seccompProfile: { type: 'RuntimeDefault' },
            },
          },
        ],
      },
    });
  });

  test.each<[string, object]>([
    ['a pod', { create: { kind: 'Pod' } }],
    ['a patch', { patch: { metadata: { labels: null } } }],
  ])('%s that is not marked as a dry run never leaves', async (_name, sent) => {
    const running = await healthy();
    const kubeconfig = scratchFile(running.kubeconfig('admin'));
    const connection = await connectByKubeconfig({ kubeconfig, env: {} }, 5_000);
    const client = clientOf(connection, { signal: new AbortController().signal, budgetMs: 5_000 });
    const path = '/api/v1/namespaces/bookstore/pods';
    try {
      for (const query of ['', '?dryRun=None', '?dryRun=', '?x=dryRun=All', '#?dryRun=All']) {
        const got = await client.get({ path: `${path}${query}`, ...sent }, { requests: 0, bytes: 0 });

        expect(got).toMatchObject({ is: 'problem' });
      }
    } finally {
      connection.close();
    }
    expect(running.requests).toEqual([]);
  });

  test('it is not tried unless asked for', async () => {
    const running = await healthy();
    const report = judge(await read(running, 'admin'));

    expect(running.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(running.requests.filter(({ path }) => path.includes('/proxy'))).toEqual([]);
    expect(report.results.find(({ id }) => id === 'OSM2008')?.outcome).toEqual({
      is: 'notApplicable',
      because: expect.stringContaining('--probe'),
    });
    expect(report.results.find(({ id }) => id === 'OSM1012')?.outcome).toEqual({
      is: 'notApplicable',
      because: expect.stringContaining('--deep'),
    });
  });
});
