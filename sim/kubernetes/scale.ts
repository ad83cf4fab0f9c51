import { type Answer, jsonAnswer } from './answer.ts';
import type { KubernetesObject } from './cluster.ts';
import type { ServedKind } from './kinds.ts';
import { patched } from './patch.ts';
import { isRecord, recordAt, valueAt } from './record.ts';
import type { ResourcePath } from './route.ts';
import { badRequest, methodNotAllowed, Refusal } from './status.ts';
import { jsonBody, targetOf, type WriteRequest, writeContext } from './write-answers.ts';
import { update } from './writes.ts';

const scalable = ['deployments', 'replicasets', 'statefulsets'];

/** Whether a path is that of a workload's number of replicas. */
export function isScale(kind: ServedKind, path: ResourcePath): boolean {
  return kind.group === 'apps' && path.name !== '' && scalable.includes(kind.resource);
}

/** `autoscaling/v1` Scale of a workload. */
function scaleOf({ metadata, ...workload }: KubernetesObject): KubernetesObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  const labels = Object.entries(recordAt(workload, 'spec', 'selector', 'matchLabels'));
  return {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: JSON.parse(JSON.stringify({ name, namespace, uid, resourceVersion, creationTimestamp })),
    spec: { replicas: valueAt(workload, 'spec', 'replicas') ?? 1 },
    status: {
      replicas: valueAt(workload, 'status', 'replicas') ?? 0,
      selector: labels.map(([key, value]) => `${key}=${value}`).join(','),
    },
  };
}

/** GET, PUT and PATCH of a workload's number of replicas: what `kubectl scale` uses. */
export function scaleAnswer(request: WriteRequest, method: string): Answer {
  const { manners } = request;
  const { object: workload } = targetOf(request, request.path);
  const before = scaleOf(workload);
  if (method === 'GET') return jsonAnswer(200, before);
  if (method !== 'PUT' && method !== 'PATCH') throw new Refusal(methodNotAllowed);
  const after =
    method === 'PUT'
      ? jsonBody(request.body)
      : patched(before, request.contentType, request.body, false, manners);
  const replicas = isRecord(after) ? valueAt(after, 'spec', 'replicas') : undefined;
  if (typeof replicas !== 'number' || replicas < 0)
    throw new Refusal(badRequest('spec.replicas must be a number that is not negative'));
  const wanted = { ...workload, spec: { ...recordAt(workload, 'spec'), replicas } };
  return jsonAnswer(200, scaleOf(update(writeContext(request, 'patch'), workload, wanted, '').object));
}
