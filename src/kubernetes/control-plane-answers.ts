import type { ControlPlaneAnswers, Metric } from '../model/deep.ts';
import type { ComponentName } from '../model/facts.ts';
import type { Pod } from '../model/kubernetes.ts';
import { rights } from '../model/rights.ts';
import type { Reading, ReadProblem } from '../model/snapshot.ts';
import { type HealthPath, healthPathsOf, metricsPort } from '../osm/health-paths.ts';
import { parseImage } from '../osm/images.ts';
import { componentNames } from '../osm/names.ts';
import { parseOsmVersion } from '../osm/versions.ts';
import type { Client, Meter } from './client.ts';
import { metricsIn } from './prometheus-text.ts';
import type { ReadContext } from './ways-to-read.ts';

/** Metrics that checks look at (`pkg/metricsstore/metricsstore.go`). */
const wantedMetrics: ReadonlySet<string> = new Set([
  'osm_error_err_code_count',
  'osm_proxy_connect_count',
  'osm_proxy_max_connections_rejected',
]);

const [rule] = rights.controlPlaneAnswers;

/**
 * Asks each running pod of the control plane for its health and the controllers for their metrics, through the API
 * server (`pods/proxy`): a handful of requests, however large the mesh. Without the right nothing more is tried.
 */
export async function readControlPlaneAnswers(
  { client, read }: ReadContext,
  meter: Meter,
): Promise<Reading<ControlPlaneAnswers[]>> {
  const pods = await read('controlPlanePods');
  if (!pods.ok) return { ok: false, problem: pods.problem };
  const running = pods.value.filter(
    (pod) => pod.phase === 'Running' && pod.metadata.deletionTimestamp === undefined,
  );
  const value: ControlPlaneAnswers[] = [];
  let problem: ReadProblem | undefined;
  await Promise.all(
    running.map(async (pod) => {
      const asked = await askPod(client, pod, meter);
      if (asked === undefined) return;
      if ('reason' in asked) problem ??= asked;
      else value.push(asked);
    }),
  );
  if (problem !== undefined) return { ok: false, problem, ...(value.length === 0 ? {} : { partial: value }) };
  return { ok: true, value: value.sort((one, other) => (one.pod < other.pod ? -1 : 1)) };
}

async function askPod(
  client: Client,
  pod: Pod,
  meter: Meter,
): Promise<ControlPlaneAnswers | ReadProblem | undefined> {
  const component = componentNames.find((name) => name === pod.metadata.labels['app']);
  const image = pod.containers.find(({ name }) => name === component)?.image ?? '';
  const version = parseOsmVersion(parseImage(image).tag ?? '');
  if (component === undefined || version === undefined) return undefined;
  const health: Mutable<ControlPlaneAnswers['health']> = [];
  for (const path of healthPathsOf(component, version)) {
    const answer = await askPath(client, pod, path, meter);
    if ('reason' in answer) return answer;
    health.push({ path: path.path, status: answer.status });
  }
  const metrics = await metricsOf(client, pod, component, meter);
  if (metrics !== undefined && 'reason' in metrics) return metrics;
  return {
    pod: pod.metadata.name,
    namespace: pod.metadata.namespace ?? '',
    component,
    health,
    ...(metrics === undefined ? {} : { metrics }),
  };
}

type Mutable<T extends readonly unknown[]> = T[number][];

/** The controllers alone count errors and proxies. */
async function metricsOf(
  client: Client,
  pod: Pod,
  component: ComponentName,
  meter: Meter,
): Promise<Metric[] | ReadProblem | undefined> {
  if (component !== 'osm-controller') return undefined;
  const answer = await askPath(client, pod, { scheme: 'http', port: metricsPort, path: '/metrics' }, meter);
  if ('reason' in answer) return answer;
  return answer.status === 200 ? metricsIn(answer.body, wantedMetrics) : undefined;
}

async function askPath(
  client: Client,
  { metadata }: Pod,
  { scheme, port, path }: HealthPath,
  meter: Meter,
): Promise<{ status: number; body: string } | ReadProblem> {
  const prefix = scheme === 'https' ? 'https:' : '';
  const pod = `${prefix}${encodeURIComponent(metadata.name)}:${port}`;
  const where = `/api/v1/namespaces/${encodeURIComponent(metadata.namespace ?? '')}/pods/${pod}/proxy${path}`;
  const got = await client.get(
    { path: where, throughProxy: true, ...(rule === undefined ? {} : { rule }) },
    meter,
  );
  if (got.is === 'body') return { status: got.status, body: got.body };
  if (got.is === 'problem') return got.problem;
  return { status: got.is === 'notFound' ? 404 : 410, body: '' };
}
