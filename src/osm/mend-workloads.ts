import { isSafeRef } from '../model/object-ref.ts';
import type { ObjectRef, RemedyIntent } from '../model/remedy.ts';
import type { WorkloadPods } from './workloads.ts';

/** `3 pods of Deployment orders in namespace shop, such as orders-7d9f-abcde`: how a sentence begins. */
export function describePods({ workload, pods }: WorkloadPods): string {
  const { kind, namespace, name } = workload;
  const example = pods[0]?.metadata.name ?? '';
  if (kind === 'Pod') return `Pod ${name} in namespace ${namespace}`;
  if (pods.length === 1) return `Pod ${example} of ${kind} ${name} in namespace ${namespace}`;
  return `${pods.length} pods of ${kind} ${name} in namespace ${namespace}, such as ${example}`;
}

/** Kinds of `apps` that `kubectl rollout restart` takes; it would not find another group's. */
const restartable: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet'];

/**
 * Gives a workload's pods successors, as far as a command can: each kind in its own way. `cutsTraffic` where old and
 * new pods cannot talk to each other meanwhile.
 */
export function restartWorkload(
  workload: ObjectRef,
  how: { readonly cutsTraffic?: boolean } = {},
): RemedyIntent {
  const { apiVersion = '', kind, namespace = '', name } = workload;
  if (!isSafeRef(workload)) return lookAtPodsBeside(workload);
  if (apiVersion.startsWith('apps/') && restartable.includes(kind))
    return { do: 'restart', workload, ...how };
  if (kind === 'Pod') {
    const does = `Delete pod ${name} once you can make it again: no workload will do so`;
    return { do: 'restart', workload, does, ...how };
  }
  if (kind === 'Job') {
    const does = `See how far Job ${name} is: a Job cannot be restarted, only its next run gets a sidecar`;
    return { do: 'look', does, args: ['get', 'job', name, '-n', namespace] };
  }
  const does = `See the pods there: kubectl cannot restart a ${kind}, so let whoever manages ${name} replace them`;
  return { do: 'look', does, args: ['get', 'pods', '-n', namespace, '-o', 'wide'] };
}

/** Shows the annotations that a workload gives to its pods; `then` says what to do about them. */
export function lookAtTemplate(workload: ObjectRef, then: string): RemedyIntent {
  const { kind, namespace = '', name } = workload;
  if (!isSafeRef(workload)) return lookAtPodsBeside(workload);
  const path = kind === 'Pod' ? '{.metadata.annotations}' : '{.spec.template.metadata.annotations}';
  return {
    do: 'look',
    does: `See the annotations that ${kind} ${name} gives to its pods; ${then}`,
    args: ['get', kind.toLowerCase(), name, '-n', namespace, '-o', `jsonpath=${path}`],
  };
}

/** Shows a workload's manifest; `then` says what to look for and what to do about it. */
export function lookAtManifest(workload: ObjectRef, then: string): RemedyIntent {
  const { kind, namespace = '', name } = workload;
  if (!isSafeRef(workload)) return lookAtPodsBeside(workload);
  return {
    do: 'look',
    does: `See what ${kind} ${name} asks for; ${then}`,
    args: ['get', kind.toLowerCase(), name, '-n', namespace, '-o', 'yaml'],
  };
}

/** An owner whose kind or name is none: whoever made the pod wrote it there. */
function lookAtPodsBeside({ namespace = '' }: ObjectRef): RemedyIntent {
  const does = 'See the pods there: what they say made them has no name that a command could hold safely';
  return { do: 'look', does, args: ['get', 'pods', '-n', namespace, '-o', 'wide'] };
}
