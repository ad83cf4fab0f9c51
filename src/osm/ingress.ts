import type { Namespace, Pod } from '../model/kubernetes.ts';
import { workloadOf } from './workloads.ts';

/**
 * What ingress controllers are called, as whole words of a name: `ingress-nginx`, `nginx-ingress`,
 * `haproxy-ingress`, `ingress-basic`, `projectcontour`. A bare `nginx` is as often a web server. They stand at the
 * door of the mesh: their namespace is monitored and their pods must not have a sidecar (OSM docs, ingress).
 */
const ingressNames = /(^|[-.])(ingress|(project)?contour|traefik|haproxy-controller)([-.]|$)/;

/** The namespace of the AKS add-on application routing, which joins the mesh by itself and rightly so. */
const appRouting = 'app-routing-system';

/** Whether a namespace is that of AKS application routing: no guess, AKS keeps the name for itself. */
export function isAppRouting({ metadata }: Namespace): boolean {
  return metadata.name === appRouting;
}

/**
 * Whether a namespace looks like that of an ingress controller. A guess: good enough to ask instead of commanding,
 * never to keep silent.
 */
export function looksLikeIngress(namespace: Namespace): boolean {
  return isAppRouting(namespace) || ingressNames.test(namespace.metadata.name);
}

/** Whether a pod looks like an ingress controller's, by its own labels or by its workload's name: a guess too. */
export function isIngressPod(pod: Pod): boolean {
  const { labels } = pod.metadata;
  const names = [labels['app'], labels['app.kubernetes.io/name'], workloadOf(pod).name];
  return names.some((name) => name !== undefined && ingressNames.test(name));
}
