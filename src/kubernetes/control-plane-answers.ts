import type { ControlPlaneAnswers, HealthAnswer, Metric } from '../model/deep.ts';
import type { ComponentName, Mesh } from '../model/facts.ts';
import { optional } from '../model/json.ts';
import type { Pod } from '../model/kubernetes.ts';
import type { Reading, ReadProblem } from '../model/snapshot.ts';
import { meshesAmong } from '../osm/facts/mesh.ts';
import { type HealthPath, healthPathsOf, metricsPort } from '../osm/health-paths.ts';
import { parseImage } from '../osm/images.ts';
import { componentNames } from '../osm/names.ts';
import { parseOsmVersion } from '../osm/versions.ts';
import { workloadOf } from '../osm/workloads.ts';
import { askProgram, type ProgramAnswer } from './ask-program.ts';
import type { Client, Meter } from './client.ts';
import { metricsIn } from './prometheus-text.ts';
import type { ReadContext } from './ways-to-read.ts';

/** Metrics that checks look at (`pkg/metricsstore/metricsstore.go`). */
const wantedMetrics: ReadonlySet<string> = new Set([
  'osm_error_err_code_count',
  'osm_proxy_connect_count',
  'osm_proxy_max_connections_rejected',
]);

/** A large mesh has two dozen pods of the control plane; whoever has more is not asked to the end. */
const mostPods = 50;

/**
 * Asks each running pod of the mesh's control plane for its health and its metrics, through the API server
 * (`pods/proxy`): a handful of requests, however large the mesh. Anybody may give a pod OSM's labels, so only pods of
 * the mesh's own Deployments are asked.
 */
export async function readControlPlaneAnswers(
  { client, read }: ReadContext,
  meter: Meter,
): Promise<Reading<ControlPlaneAnswers[]>> {
  const [deployments, pods] = await Promise.all([read('controlPlaneDeployments'), read('controlPlanePods')]);
  if (!deployments.ok) return { ok: false, problem: deployments.problem };
  if (!pods.ok) return { ok: false, problem: pods.problem };
  const [mesh] = meshesAmong(deployments.value);
  if (mesh === undefined) return { ok: false, problem: noMesh };
  const programs = pods.value.flatMap((pod) => programIn(pod, mesh) ?? []);
  const { value, problem = programs.length > mostPods ? tooMany : undefined } = await askAll(
    client,
    programs.slice(0, mostPods),
    meter,
  );
  if (problem !== undefined) return { ok: false, problem, ...(value.length === 0 ? {} : { partial: value }) };
  return { ok: true, value: value.sort((one, other) => (one.pod < other.pod ? -1 : 1)) };
}

const noMesh: ReadProblem = {
  reason: 'notInstalled',
  detail: 'No control plane of Open Service Mesh was found on this cluster.',
};

const tooMany: ReadProblem = {
  reason: 'incomplete',
  detail: `The control plane has more pods than the ${mostPods} that are asked.`,
};

/** A pod that runs a program of the control plane. */
interface Program {
  readonly pod: Pod;
  readonly component: ComponentName;
}

function programIn(pod: Pod, mesh: Mesh): Program | undefined {
  const { metadata, phase } = pod;
  if (phase !== 'Running' || metadata.deletionTimestamp !== undefined) return undefined;
  if (metadata.namespace !== mesh.namespace) return undefined;
  const { kind, name } = workloadOf(pod);
  const component = componentNames.find((each) => mesh.components[each]?.metadata.name === name);
  return kind === 'Deployment' && component !== undefined ? { pod, component } : undefined;
}

/** Pods asked at once: pods that say nothing must not hold every connection while the lists are read. */
const atOnce = 4;

/** Ends at the first problem for which asking more is in vain. */
async function askAll(
  client: Client,
  programs: readonly Program[],
  meter: Meter,
): Promise<{ value: ControlPlaneAnswers[]; problem?: ReadProblem }> {
  const left = [...programs];
  const value: ControlPlaneAnswers[] = [];
  let problem: ReadProblem | undefined;
  const askInTurn = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined && problem === undefined; next = left.shift()) {
      const asked = await ask(client, next, meter);
      if ('pod' in asked) value.push(asked);
      else if (asked.is === 'problem') problem ??= asked.problem;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, askInTurn));
  return { value, ...optional('problem', problem) };
}

/** What one program answers, path by path; of one that does not answer no more is asked. */
async function ask(
  client: Client,
  program: Program,
  meter: Meter,
): Promise<ControlPlaneAnswers | Extract<ProgramAnswer, { is: 'gone' | 'problem' }>> {
  const { pod, component } = program;
  const health: HealthAnswer[] = [];
  let silent: ProgramAnswer | undefined;
  for (const path of healthPathsIn(program)) {
    const answer = silent ?? (await askProgram(client, pod, path, meter));
    if (answer.is === 'gone' || answer.is === 'problem') return answer;
    if (answer.is === 'unreached') silent = answer;
    health.push(healthOf(path.path, answer));
  }
  const metrics = silent ?? (await askProgram(client, pod, metricsPath, meter, isWanted));
  if (metrics.is === 'gone' || metrics.is === 'problem') return metrics;
  const { name, namespace = '' } = pod.metadata;
  return { pod: name, namespace, component, health, ...metricsOf(metrics) };
}

const metricsPath: HealthPath = { scheme: 'http', port: metricsPort, path: '/metrics' };

/** Without a version in the image's tag nobody knows where its health is told. */
function healthPathsIn({ pod, component }: Program) {
  const image = pod.containers.find(({ name }) => name === component)?.image ?? '';
  const version = parseOsmVersion(parseImage(image).tag ?? '');
  return version === undefined ? [] : healthPathsOf(component, version);
}

function healthOf(path: string, answer: ProgramAnswer): HealthAnswer {
  if (answer.is === 'answered') {
    const { status, says } = answer;
    return { path, status, ...(status < 300 ? {} : { says }) };
  }
  return answer.is === 'refused' ? { path, refused: true, says: answer.says } : { path, ...saysOf(answer) };
}

function saysOf(answer: ProgramAnswer): { says?: string } {
  return optional('says', 'says' in answer ? answer.says : undefined);
}

/** The line of a metric begins with its name. */
function isWanted(line: string): boolean {
  return wantedMetrics.has(/^\w+/.exec(line)?.[0] ?? '');
}

function metricsOf(answer: ProgramAnswer): { metrics: readonly Metric[] } | { noMetrics: string } {
  if (answer.is !== 'answered') return { noMetrics: saysOf(answer).says ?? 'The pod is gone.' };
  if (answer.status !== 200) return { noMetrics: `/metrics answered ${answer.status}.` };
  if (answer.cut) return { noMetrics: 'There was more text than is read.' };
  return { metrics: metricsIn(answer.kept, wantedMetrics) };
}
