import type { InjectionSetting, Membership } from '../model/facts.ts';
import type { Pod } from '../model/kubernetes.ts';
import { injectionAnnotation, sidecarVolume } from './names.ts';

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

/** What the injector would do with this pod if it were created now. */
export type InjectionDecision = 'inject' | 'leave' | 'refuse';

/**
 * The injector's decision, in its own order (`pkg/injector/webhook.go` mustInject): host network (not in
 * v0.11.1), system namespaces, membership, then the pod's annotation before the namespace's.
 */
export function decideInjection(
  pod: Pod,
  membership: Membership,
  injectsHostNetwork: boolean,
): InjectionDecision {
  const reachesInjector = membership.monitored && !membership.ignored;
  if (!reachesInjector || membership.system || (pod.hostNetwork && !injectsHostNetwork)) return 'leave';
  const ofPod = readInjection(pod.metadata.annotations[injectionAnnotation]);
  if (ofPod === 'invalid' || membership.injection === 'invalid') return 'refuse';
  if (ofPod === 'enabled') return 'inject';
  return ofPod === 'absent' && membership.injection === 'enabled' ? 'inject' : 'leave';
}
