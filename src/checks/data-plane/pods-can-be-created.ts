import { defineCheck, type Problem } from '../../model/check.ts';
import type { FailedCreate, Job, ReplicaSet } from '../../model/controllers.ts';
import { cutEnd } from '../../model/cut-text.ts';
import { fewOf } from '../../model/few-of.ts';
import type { ObjectMeta, Pod } from '../../model/kubernetes.ts';
import { nameOf } from '../../model/object-ref.ts';
import type { ObjectRef } from '../../model/remedy.ts';
import { causeOf, looksFor, type RefusalCause, refusalWords } from '../../osm/pod-refusals.ts';
import { msSince } from './meshed-pods.ts';

const minuteMs = 60_000;
/** Controllers try again after 16 minutes at the latest (client-go, DefaultControllerRateLimiter). */
const retryMs = 20 * minuteMs;
/** Where no pod shows that the controller is still there, only what is fresh counts: it may be deleted by now. */
const freshMs = 5 * minuteMs;

export const podsCanBeCreated = defineCheck({
  id: 'OSM6009',
  name: 'pods-can-be-created',
  area: 'data-plane',
  severity: 'critical',
  title: 'OSM does not keep workloads from creating pods',
  failTitle: 'Workloads cannot create pods because of OSM',
  why: 'Whatever ends is not replaced: rollouts hang, drained nodes leave gaps, and Jobs do not run.',
  remedy:
    'By the answer of the API server: not reachable is OSM2004, x509 is OSM2003, an annotation is OSM5002, missing images are OSM4006. Pods come by themselves once it is mended.',
  source:
    'pkg/injector/webhook.go and patch.go, v0.11.1 to v1.2.4; openservicemesh/osm#4552 and #4183; ReplicaSet conditions, Kubernetes v1.19 to v1.33',
  explainedBy: ['OSM1003', 'OSM2003', 'OSM2004', 'OSM2007', 'OSM4006', 'OSM5002'],
  reads: ['replicaSets', 'failedCreates', 'jobs', 'pods'],
  itemwise: ['replicaSets', 'failedCreates', 'jobs'],
  run({ replicaSets, failedCreates, jobs, pods }, now) {
    const latest = latestByObject(failedCreates);
    const refusals = [
      ...replicaSets.flatMap((replicaSet) => ofReplicaSet(replicaSet, latest, now)),
      ...jobs.flatMap((job) => ofJob(job, latest, now)),
      ...ofOthers(latest, youngestByOwner(pods, now), now),
    ];
    return byNamespaceAndAnswer(byWorkloadAndCause(refusals)).flatMap(toProblem);
  },
});

/** A workload that is refused pods now. */
interface Refusal {
  readonly on: ObjectRef;
  readonly cause: RefusalCause;
  readonly has: string;
  readonly message: string;
}

/** The newest event of each object. Only that one tells why it fails: what came before may be mended. */
function latestByObject(events: readonly FailedCreate[]): Map<string, FailedCreate> {
  const latest = new Map<string, FailedCreate>();
  for (const event of events) {
    const name = nameOf(event.on);
    const known = latest.get(name);
    if (known === undefined || timeOf(event) >= timeOf(known)) latest.set(name, event);
  }
  return latest;
}

/** One whose time cannot be read is older than any. */
function timeOf({ lastSeen }: FailedCreate): number {
  return Date.parse(lastSeen ?? '') || 0;
}

/**
 * A ReplicaSet that has fewer pods than it wants. Its condition keeps the message of the first failure, so a newer
 * event goes before it (kubernetes, `pkg/controller/replicaset` SetCondition).
 */
function ofReplicaSet(
  { metadata, replicas, existing, failure }: ReplicaSet,
  latest: ReadonlyMap<string, FailedCreate>,
  now: Date,
): Refusal[] {
  if (existing >= replicas || metadata.deletionTimestamp !== undefined) return [];
  const event = latest.get(`ReplicaSet ${metadata.namespace}/${metadata.name}`);
  const message = event !== undefined && isWithin(retryMs, event, now) ? event.message : failure?.message;
  const has = `has ${existing} of ${replicas} ${replicas === 1 ? 'pod' : 'pods'}`;
  return refusal(ownerOf('apps/v1', 'ReplicaSet', metadata), message, has);
}

function ofJob(
  { metadata, active, succeeded }: Job,
  latest: ReadonlyMap<string, FailedCreate>,
  now: Date,
): Refusal[] {
  if (active > 0 || succeeded > 0 || metadata.deletionTimestamp !== undefined) return [];
  const event = latest.get(`Job ${metadata.namespace}/${metadata.name}`);
  if (event === undefined || !isWithin(retryMs, event, now)) return [];
  return refusal(ownerOf('batch/v1', 'Job', metadata), event.message, 'has no pod');
}

/** StatefulSets and DaemonSets: of them only the events and the pods are read. */
function ofOthers(
  latest: ReadonlyMap<string, FailedCreate>,
  youngest: ReadonlyMap<string, number>,
  now: Date,
): Refusal[] {
  return [...latest.values()].flatMap((event) => {
    if (!['StatefulSet', 'DaemonSet'].includes(event.on.kind)) return [];
    const age = youngest.get(nameOf(event.on));
    if (!isWithin(age === undefined ? freshMs : retryMs, event, now)) return [];
    if ((age ?? Number.POSITIVE_INFINITY) <= msSince(event.lastSeen, now)) return [];
    return refusal(event.on, event.message, `was refused a pod at ${event.lastSeen}`);
  });
}

/** Milliseconds since the youngest pod of each owner was created. */
function youngestByOwner(pods: readonly Pod[], now: Date): Map<string, number> {
  const youngest = new Map<string, number>();
  for (const { metadata } of pods) {
    const { owner, namespace = '', creationTimestamp } = metadata;
    // Those of a ReplicaSet are judged by its condition.
    if (owner === undefined || owner.kind === 'ReplicaSet') continue;
    const name = nameOf({ kind: owner.kind, namespace, name: owner.name });
    const age = msSince(creationTimestamp, now);
    // A pod whose age nobody told says nothing about the others.
    if (Number.isNaN(age)) continue;
    youngest.set(name, Math.min(youngest.get(name) ?? age, age));
  }
  return youngest;
}

function isWithin(ms: number, { lastSeen }: FailedCreate, now: Date): boolean {
  return msSince(lastSeen, now) <= ms;
}

function refusal(on: ObjectRef, message: string | undefined, has: string): Refusal[] {
  if (message === undefined) return [];
  const cause = causeOf(message);
  return cause === undefined ? [] : [{ on, cause, has, message }];
}

/** The Deployment of a ReplicaSet, the CronJob of a Job: what a person would change. */
function ownerOf(apiVersion: string, kind: string, { owner, namespace = '', name }: ObjectMeta): ObjectRef {
  return owner === undefined ? { apiVersion, kind, namespace, name } : { ...owner, namespace };
}

function byWorkloadAndCause(refusals: readonly Refusal[]): Refusal[] {
  return [...new Map(refusals.map((found) => [`${found.cause} ${nameOf(found.on)}`, found])).values()];
}

/** What one cause refuses to all workloads of a namespace is one finding: none of them is to blame. */
function byNamespaceAndAnswer(refusals: readonly Refusal[]): Refusal[][] {
  const keyOf = ({ on, cause, message }: Refusal) => JSON.stringify([on.namespace, cause, answerIn(message)]);
  return [...Map.groupBy(refusals, keyOf).values()];
}

/** What the injector itself answered, where it did. */
function answerIn(message: string): string | undefined {
  return message.split('denied the request: ')[1];
}

function toProblem(refusals: readonly Refusal[]): Problem[] {
  const [first, another] = refusals;
  if (first === undefined) return [];
  const { on, cause, has, message } = first;
  const { kind, namespace = '', name } = on;
  const answer = answerIn(message);
  const said = answer === undefined ? '' : `, for ${JSON.stringify(cutEnd(answer, 200))}`;
  const who =
    another === undefined
      ? `${kind} ${name} in namespace ${namespace} ${has}`
      : `${refusals.length} workloads of namespace ${namespace} lack pods (${fewOf(refusals.map(toldOf))})`;
  return [
    {
      what: cause,
      on: another === undefined ? on : { apiVersion: 'v1', kind: 'Namespace', name: namespace },
      says: `${who}: ${refusalWords[cause]}${said}.`,
      mend: looksFor(cause, namespace),
    },
  ];
}

function toldOf({ on, has }: Refusal): string {
  return `${on.kind} ${on.name} ${has}`;
}
