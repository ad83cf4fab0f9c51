import { defineCheck, type Problem } from '../../model/check.ts';
import type { Job } from '../../model/controllers.ts';
import type { ContainerStatus, Pod } from '../../model/kubernetes.ts';
import { isSafeRef, nameOf, refTo } from '../../model/object-ref.ts';
import type { ObjectRef, RemedyIntent } from '../../model/remedy.ts';
import { lookAtManifest } from '../../osm/mend-workloads.ts';
import { injectionAnnotation } from '../../osm/names.ts';
import { appContainers, injectedPods } from './meshed-pods.ts';

/** Whoever ends Envoy by a call does so around its own end; kubelet reports within seconds. */
const patienceMs = 120_000;

export const jobsCanEnd = defineCheck({
  id: 'OSM5011',
  name: 'jobs-can-end',
  area: 'injection',
  severity: 'warning',
  title: 'No Job waits for its sidecar to end',
  failTitle: 'Jobs whose work is done wait for their sidecar',
  why: 'Envoy never ends by itself, so the pod stays Running and the Job is neither complete nor failed. A CronJob that forbids overlaps never runs again, and a release that waits for the Job hangs.',
  remedy:
    'Annotate the pods sidecar-injection=disabled if the Job can do without the mesh; else let its last step POST to http://localhost:15000/quitquitquit.',
  source: 'openservicemesh/osm#2316 and #4841; OSM docs, container lifecycle; v0.11.1 to v1.2.4',
  accept:
    'Annotate the pods openservicemesh.io/sidecar-injection: disabled in the template of the Job or CronJob.',
  reads: ['memberships', 'jobs', 'pods'],
  itemwise: ['jobs', 'pods'],
  run({ memberships, jobs, pods }, now) {
    const active = new Map(
      jobs
        .filter(({ active, metadata }) => active > 0 && metadata.deletionTimestamp === undefined)
        .map((job) => [keyOf(job.metadata.namespace, job.metadata.name), job]),
    );
    const stuck = injectedPods(pods, memberships).flatMap((pod) => {
      const { owner, namespace } = pod.metadata;
      const job = owner?.kind === 'Job' ? active.get(keyOf(namespace, owner.name)) : undefined;
      if (job === undefined) return [];
      const ends = endsOf(pod, now);
      return ends === undefined ? [] : [{ job, pod, ends }];
    });
    return [...Map.groupBy(stuck, ({ job }) => nameOf(makerOf(job))).values()].flatMap(judgeMaker);
  },
});

interface StuckPod {
  readonly job: Job;
  readonly pod: Pod;
  readonly ends: readonly NonNullable<ContainerStatus['terminated']>[];
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace}/${name}`;
}

/** How the pod's own containers ended, where all did a while ago and Envoy alone keeps the pod running. */
function endsOf(pod: Pod, now: Date): StuckPod['ends'] | undefined {
  const statuses = new Map(pod.containerStatuses.map((status) => [status.name, status]));
  if (statuses.get('envoy')?.startedAt === undefined) return undefined;
  const ends = appContainers(pod).map(({ name }) => statuses.get(name)?.terminated);
  const all = ends.filter((end) => end !== undefined);
  if (all.length === 0 || all.length < ends.length) return undefined;
  const settled = all.every(({ finishedAt = '' }) => now.getTime() - Date.parse(finishedAt) >= patienceMs);
  return settled ? all : undefined;
}

/** The object that holds the template: the CronJob, where one made the Job. */
function makerOf({ metadata }: Job): ObjectRef {
  const { owner } = metadata;
  if (owner?.kind !== 'CronJob') return { apiVersion: 'batch/v1', ...refTo('Job', metadata) };
  return { apiVersion: owner.apiVersion, ...refTo('CronJob', { ...metadata, name: owner.name }) };
}

function judgeMaker(stuck: readonly StuckPod[]): Problem[] {
  const [first] = stuck;
  if (first === undefined) return [];
  const maker = makerOf(first.job);
  const failed = stuck.flatMap(({ ends }) => ends).find(({ exitCode = 0 }) => exitCode !== 0)?.exitCode;
  const name = first.pod.metadata.name;
  const whose = stuck.length === 1 ? `Pod ${name}` : `${stuck.length} pods, such as ${name},`;
  const ended = failed === undefined ? 'ended well' : `ended (one with exit code ${failed})`;
  const then = failed === undefined ? 'no such Job completes' : 'such a Job neither retries nor fails';
  const deadline = first.job.activeDeadlineSeconds;
  const until = deadline === undefined ? '' : ` before its deadline of ${deadline} s`;
  return [
    {
      what: failed === undefined ? 'neverCompletes' : 'neverFails',
      on: maker,
      says: `${whose} of ${maker.kind} ${maker.name} in namespace ${maker.namespace}: all containers but envoy ${ended}, and while envoy runs ${then}${until}.`,
      mend: mendOf(maker, first.pod),
    },
  ];
}

/** The template of a Job cannot be changed once it is there; a CronJob's next runs follow its own. */
function mendOf(maker: ObjectRef, pod: Pod): RemedyIntent[] {
  const look = lookAtManifest(
    maker,
    'let its last step POST to localhost:15000/quitquitquit, or write sidecar-injection=disabled',
  );
  if (maker.kind !== 'CronJob' || !isSafeRef(maker)) return [look];
  const was = pod.metadata.annotations[injectionAnnotation] ?? null;
  return [
    look,
    {
      do: 'patch',
      object: maker,
      patch: annotated('disabled'),
      undo: annotated(was),
      does: 'If it calls nothing that only the mesh may call: its next runs get no sidecar',
      takesEffect: 'newPods',
    },
  ];
}

function annotated(value: string | null): object {
  const template = { metadata: { annotations: { [injectionAnnotation]: value } } };
  return { spec: { jobTemplate: { spec: { template } } } };
}
