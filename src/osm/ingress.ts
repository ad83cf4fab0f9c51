import type { Namespace, Pod } from '../model/kubernetes.ts';
import { workloadOf } from './workloads.ts';

/**
 * Names of ingress controllers, which stand at the door of the mesh: their namespace is monitored and their pods
 * must not have a sidecar (OSM docs, ingress). `app-routing` is the AKS add-on of that name.
 */
const ingressNames = /ingress|nginx|contour|app-routing|traefik|haproxy/i;

/** Whether a namespace looks like that of an ingress controller. A guess: good enough to ask, not to command. */
export function looksLikeIngress({ metadata }: Namespace): boolean {
  return ingressNames.test(metadata.name);
}

/** Whether a pod looks like an ingress controller's, by its own labels or by its workload's name. */
export function isIngressPod(pod: Pod): boolean {
  const { labels } = pod.metadata;
  const names = [labels['app'], labels['app.kubernetes.io/name'], workloadOf(pod).name];
  return names.some((name) => name !== undefined && ingressNames.test(name));
}
