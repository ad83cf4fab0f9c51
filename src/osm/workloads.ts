import type { Pod } from '../model/kubernetes.ts';
import { nameOf, refTo } from '../model/object-ref.ts';
import { oncePer } from '../model/once-per.ts';
import type { ObjectRef } from '../model/remedy.ts';

/** A workload and those of its pods that are meant. */
export interface WorkloadPods {
  readonly workload: ObjectRef;
  readonly pods: readonly Pod[];
}

/**
 * The workload a person would change to change this pod. A ReplicaSet named after the pod's
 * `pod-template-hash` belongs to a Deployment (Kubernetes' deployment controller names it so); a pod without
 * an owner stands for itself.
 */
export function workloadOf(pod: Pod): ObjectRef {
  const { owner, namespace = '', labels } = pod.metadata;
  if (owner === undefined) return { apiVersion: 'v1', ...refTo('Pod', pod.metadata) };
  const suffix = `-${labels['pod-template-hash']}`;
  if (owner.kind === 'ReplicaSet' && owner.name.endsWith(suffix)) {
    const name = owner.name.slice(0, -suffix.length);
    return { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name };
  }
  return { apiVersion: owner.apiVersion, kind: owner.kind, namespace, name: owner.name };
}

/** Whether a pod belongs to a Job: it ends by itself. */
export function isOfJob({ metadata: { owner } }: Pod): boolean {
  return owner?.kind === 'Job';
}

/** Groups pods by workload, in the order in which they come. */
export const byWorkload = oncePer((pods: readonly Pod[]): readonly WorkloadPods[] => {
  const groups = new Map<string, { workload: ObjectRef; pods: Pod[] }>();
  for (const pod of pods) {
    const workload = workloadOf(pod);
    const group = groups.get(nameOf(workload));
    if (group === undefined) groups.set(nameOf(workload), { workload, pods: [pod] });
    else group.pods.push(pod);
  }
  return [...groups.values()];
});
