import type { InjectionSetting, Membership } from '../model/facts.ts';
import type { Pod } from '../model/kubernetes.ts';
import { oncePer } from '../model/once-per.ts';
import { controlPlaneLabel, injectionAnnotation, metricsAnnotation, sidecarVolume } from './names.ts';

/**
 * What an annotation value means: enabled, yes, true, disabled, no and false in any case; anything else makes
 * the injector refuse every pod (`pkg/injector/webhook.go` isAnnotatedForInjection, v0.11.1 to v1.2.4).
 */
export function readInjection(value: string | undefined): InjectionSetting {
  if (value === undefined) return 'absent';
  const word = value.toLowerCase();
  if (['enabled', 'yes', 'true'].includes(word)) return 'enabled';
  if (['disabled', 'no', 'false'].includes(word)) return 'disabled';
  return 'invalid';
}

/** Whether the injector has been at this pod. The volume is the mark: other Envoys name containers alike. */
export function hasSidecar(pod: Pod): boolean {
  return pod.volumes.includes(sidecarVolume);
}

/** Pods that run or are about to: not finished, not evicted, not being deleted. */
export function isLive(pod: Pod): boolean {
  return pod.phase !== 'Succeeded' && pod.phase !== 'Failed' && pod.metadata.deletionTimestamp === undefined;
}

/** Those of the pods that are live and have a sidecar. */
export const podsWithSidecars = oncePer((pods: readonly Pod[]): readonly Pod[] =>
  pods.filter((pod) => isLive(pod) && hasSidecar(pod)),
);

/**
 * Whether the API server asks the injector about new pods of this namespace: both webhooks select the mesh's
 * label and pass over namespaces with `openservicemesh.io/ignore` or `control-plane`. A namespace that is being
 * deleted gets no new pods.
 */
export function reachesInjector(membership: Membership): boolean {
  const { monitored, ignored, namespace } = membership;
  return monitored && !ignored && !isLeaving(membership) && !(controlPlaneLabel in namespace.metadata.labels);
}

/** Whether a namespace is being deleted: the API server takes nothing new into it (plugin NamespaceLifecycle). */
export function isLeaving({ namespace }: Membership): boolean {
  return namespace.metadata.deletionTimestamp !== undefined;
}

/** What the injector would do with this pod if it were created now. */
export type InjectionDecision = 'inject' | 'leave' | 'refuse';

/**
 * The injector's decision, in its own order (`pkg/injector/webhook.go` mustInject): host network (not in
 * v0.11.1), system namespaces, membership, the pod's annotation before the namespace's, then (when it patches the
 * pod, `pkg/injector/metrics.go`) the namespace's word on metrics.
 */
export function decideInjection(
  pod: Pod,
  membership: Membership,
  injectsHostNetwork: boolean,
): InjectionDecision {
  if (!reachesInjector(membership) || membership.system) return 'leave';
  if (pod.hostNetwork && !injectsHostNetwork) return 'leave';
  const ofPod = readInjection(pod.metadata.annotations[injectionAnnotation]);
  if (ofPod === 'invalid' || membership.injection === 'invalid') return 'refuse';
  const wanted = ofPod === 'enabled' || (ofPod === 'absent' && membership.injection === 'enabled');
  if (!wanted) return 'leave';
  return hasUnknownMetrics(membership) ? 'refuse' : 'inject';
}

/** Whether `openservicemesh.io/metrics` holds an unknown word: every pod that needs a sidecar is refused then. */
export function hasUnknownMetrics({ namespace }: Membership): boolean {
  const word = namespace.metadata.annotations[metricsAnnotation] ?? '';
  return word !== '' && readInjection(word) === 'invalid';
}
