import { afterEach, describe, expect, test } from '@jest/globals';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import type { Fault, RunningCluster } from '../../sim/kubernetes/server.ts';
import { startKubernetes } from '../../sim/kubernetes/server.ts';
import type { Report } from '../../src/model/report.ts';
import type { ClusterSnapshot } from '../../src/model/snapshot.ts';
import { findings, judge, read } from '../cli/judge-cluster.ts';
import { pinnedSkewSeconds } from '../cli/pinned-clock.ts';
import { clusterFile, serve } from '../cli/run-cli.ts';

let cluster: RunningCluster | undefined;
afterEach(async () => {
  await cluster?.close();
  cluster = undefined;
});

const allPods = ({ path }: { path: string }) => /^\/api\/v1\/pods\?limit=\d+(&continue=.*)?$/.test(path);
const exceptVersion = ({ path }: { path: string }) => path !== '/version';

/** Reads the healthy cluster while these faults are at work. */
async function readWith(
  faults: readonly Fault[],
  options: { budgetMs?: number; cluster?: string } = {},
): Promise<{ snapshot: ClusterSnapshot; report: Report; ms: number; running: RunningCluster }> {
  const running = await serve(options.cluster ?? 'healthy-1.2.4');
  cluster = running;
  for (const fault of faults) running.addFault(fault);
  const started = performance.now();
  const snapshot = await read(running, 'admin', { budgetMs: options.budgetMs ?? 10_000 });
  return { snapshot, report: judge(snapshot), ms: performance.now() - started, running };
}

/** Ids of checks about the cluster that passed. */
function passed({ results }: Report): string[] {
  return results
    .filter(({ area, outcome }) => area !== 'tool' && outcome.is === 'passed')
    .map(({ id }) => id);
}

/** Ids of what was found above info. */
function aboveInfo(report: Report): string[] {
  return findings(report)
    .filter(({ severity }) => severity !== 'info')
    .map(({ id }) => id);
}

function outcomeOf({ results }: Report, wanted: string): string | undefined {
  return results.find(({ id }) => id === wanted)?.outcome.is;
}

describe('passing faults are overcome', () => {
  test.each<[string, Fault]>([
    ['a 500', { on: allPods, times: 1, is: { kind: 'status', status: 500 } }],
    [
      'a 502 with a page of a proxy',
      { on: allPods, times: 2, is: { kind: 'status', status: 502, html: true } },
    ],
    ['a 429', { on: allPods, times: 2, is: { kind: 'status', status: 429 } }],
    ['a reset connection', { on: allPods, times: 1, is: { kind: 'reset' } }],
    ['a body cut short', { on: allPods, times: 1, is: { kind: 'truncate', afterBytes: 500 } }],
    ['a delay', { is: { kind: 'delay', ms: 30 } }],
  ])('%s', async (_name, fault) => {
    const { report } = await readWith([fault]);

    expect(report.counts).toMatchObject({ unknown: 0, broken: 0 });
    expect(report.state).toBe('healthy');
  });

  test('Retry-After is waited for', async () => {
    const { report, ms } = await readWith([
      { on: allPods, times: 1, is: { kind: 'status', status: 429, retryAfterSeconds: 1 } },
    ]);

    expect(report.state).toBe('healthy');
    expect(ms).toBeGreaterThanOrEqual(1_000);
  });
});

describe('lasting faults end within the budget, and nothing unseen passes', () => {
  test.each<[string, Fault['is'], string]>([
    ['429', { kind: 'status', status: 429 }, '429'],
    [
      '429 with a Retry-After beyond the budget',
      { kind: 'status', status: 429, retryAfterSeconds: 60 },
      '429',
    ],
    ['500', { kind: 'status', status: 500 }, '500'],
    ['a page of a proxy', { kind: 'status', status: 502, html: true }, '502'],
    ['no answer at all', { kind: 'hang' }, 'The budget of 1.5 s ran out'],
    ['a trickle', { kind: 'trickle', bytesPerSecond: 200 }, 'The budget of 1.5 s ran out'],
    ['resets', { kind: 'reset' }, 'broke off'],
    ['truncated bodies', { kind: 'truncate', afterBytes: 20 }, 'broke off'],
  ])('%s', async (_name, is, words) => {
    // What is given up by itself must not be overtaken by the budget on a busy machine.
    const budgetMs = words === 'broke off' ? 15_000 : 1_500;
    const { snapshot, report, ms } = await readWith([{ on: exceptVersion, is }], { budgetMs });

    expect(ms).toBeLessThan(25_000);
    expect(passed(report)).toEqual([]);
    expect(report.counts.broken).toBe(0);
    expect(snapshot.inputs.pods).toMatchObject({
      ok: false,
      problem: { detail: expect.stringContaining(words) },
    });
  });

  test('running out of time is told by OSM0003', async () => {
    const { report } = await readWith([{ on: allPods, is: { kind: 'hang' } }], { budgetMs: 2_500 });

    expect(aboveInfo(report)).toEqual(['OSM0003']);
    expect(outcomeOf(report, 'OSM5006')).toBe('unknown');
    expect(outcomeOf(report, 'OSM1002')).toBe('passed');
  });

  test('the API server stops in the middle', async () => {
    const running = await serve('healthy-1.2.4');
    running.addFault({ on: exceptVersion, is: { kind: 'delay', ms: 300 } });
    const reading = read(running, 'admin', { budgetMs: 15_000 });
    setTimeout(() => void running.close(), 150);
    const report = judge(await reading);

    expect(passed(report)).toEqual([]);
    expect(report.counts.unknown).toBeGreaterThan(10);
  });
});

describe('refusals are final', () => {
  test('a 403 is asked once and names the rule', async () => {
    const { snapshot, report, running } = await readWith([
      { on: allPods, is: { kind: 'status', status: 403 } },
    ]);

    expect(running.requests.filter(({ path }) => allPods({ path }))).toHaveLength(1);
    expect(snapshot.inputs.pods).toMatchObject({
      ok: false,
      problem: { reason: 'forbidden', rule: { apiGroups: [''], resources: ['pods'], verbs: ['list'] } },
    });
    expect(aboveInfo(report)).toEqual(['OSM0002']);
  });

  test.each(['wrongToken', 'expired'] as const)(
    'a sign-in that is refused (%s) stops everything at once',
    async (as) => {
      cluster = await serve('healthy-1.2.4');
      const snapshot = await read(cluster, as);
      const report = judge(snapshot);

      expect(snapshot.inputs.apiServer).toMatchObject({
        ok: false,
        problem: { detail: expect.stringContaining('401') },
      });
      expect(passed(report)).toEqual([]);
      expect(aboveInfo(report)).toEqual(['OSM0001']);
    },
  );
});

describe('lists in pages', () => {
  const manyPods = async (): Promise<RunningCluster> => {
    const small = loadCluster(clusterFile('healthy-1.2.4'));
    const pod = small.objects.find(
      ({ kind, metadata }) => kind === 'Pod' && metadata.namespace === 'outside',
    );
    if (pod === undefined) throw new Error('the cluster has no pod to copy');
    const copies = Array.from({ length: 1_200 }, (_, index) => {
      const copy = structuredClone(pod);
      copy.metadata.name = `copy-${String(index).padStart(4, '0')}`;
      delete copy.metadata.uid;
      return copy;
    });
    return startKubernetes(
      { ...small, objects: [...small.objects, ...copies] },
      { clockSkewSeconds: pinnedSkewSeconds },
    );
  };

  test('are read whole', async () => {
    cluster = await manyPods();
    const snapshot = await read(cluster, 'admin');
    const record = snapshot.reads.find(({ input }) => input === 'pods');

    expect(record).toMatchObject({ ok: true, requests: 3 });
    expect(record?.items).toBeGreaterThan(1_200);
  });

  test('a continue token that expired starts the list anew', async () => {
    cluster = await manyPods();
    cluster.addFault({
      on: ({ path }) => allPods({ path }) && path.includes('continue='),
      times: 1,
      is: { kind: 'status', status: 410 },
    });
    const snapshot = await read(cluster, 'admin');
    const pods = snapshot.inputs.pods;

    expect(pods.ok).toBe(true);
    const names = pods.ok ? pods.value.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`) : [];
    expect(new Set(names).size).toBe(names.length);
  });

  test('a packed page cut short is asked for again', async () => {
    cluster = await manyPods();
    cluster.addFault({ on: allPods, times: 1, is: { kind: 'truncate', afterBytes: 2_000 } });
    const snapshot = await read(cluster, 'admin', { budgetMs: 15_000 });

    expect(snapshot.reads.find(({ input }) => input === 'pods')).toMatchObject({ ok: true, requests: 4 });
  });

  test('a packed page that trickles ends with the budget', async () => {
    cluster = await manyPods();
    cluster.addFault({ on: allPods, is: { kind: 'trickle', bytesPerSecond: 500 } });
    const started = performance.now();
    const snapshot = await read(cluster, 'admin', { budgetMs: 1_000 });

    expect(performance.now() - started).toBeLessThan(10_000);
    expect(snapshot.inputs.pods).toMatchObject({ ok: false, problem: { reason: 'timedOut' } });
  });

  test('a page that does not come makes the list incomplete: it may fail a check, never pass one', async () => {
    cluster = await manyPods();
    cluster.addFault({
      on: ({ path }) => allPods({ path }) && path.includes('continue='),
      is: { kind: 'status', status: 500 },
    });
    const snapshot = await read(cluster, 'admin', { budgetMs: 15_000 });
    const report = judge(snapshot);

    expect(snapshot.inputs.pods).toMatchObject({ ok: false, problem: { reason: 'incomplete' } });
    expect(snapshot.inputs.pods.ok === false && snapshot.inputs.pods.partial).toHaveLength(500);
    expect(outcomeOf(report, 'OSM5006')).toBe('unknown');
    expect(aboveInfo(report)).toEqual(['OSM0005']);
  });
});
