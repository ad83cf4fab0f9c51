import type { Membership } from '../model/facts.ts';
import { readCaBundle } from '../osm/ca-bundle.ts';
import { sameImage } from '../osm/images.ts';
import { decideInjection, hasSidecar, isLive } from '../osm/injection.ts';
import type { Resolve } from './resolve.ts';

const dayMs = 86_400_000;

/** Numbers that later runs compare. What was not read whole is left out rather than counted wrongly. */
export function measure(resolve: Resolve, now: Date): Record<string, number> {
  return { ...ofControlPlane(resolve), ...ofPods(resolve), ...ofCertificates(resolve, now) };
}

function ofControlPlane(resolve: Resolve): Record<string, number> {
  const mesh = resolve('mesh');
  if (mesh.is !== 'known') return {};
  const { components } = mesh.value;
  return {
    controllerReplicasReady: components['osm-controller']?.readyReplicas ?? 0,
    injectorReplicasReady: components['osm-injector']?.readyReplicas ?? 0,
  };
}

function ofPods(resolve: Resolve): Record<string, number> {
  const memberships = resolve('memberships');
  if (memberships.is !== 'known') return {};
  const monitored = memberships.value.filter((membership) => membership.monitored);
  const pods = resolve('pods');
  if (pods.is !== 'known') return { monitoredNamespaces: monitored.length };
  const live = pods.value.filter(isLive);
  const injected = live.filter(hasSidecar);
  const byName = new Map<string | undefined, Membership>(
    monitored.map((membership) => [membership.namespace.metadata.name, membership]),
  );
  const release = resolve('osmRelease');
  const injectsHostNetwork = release.is === 'known' && release.value.injectsHostNetwork;
  const waiting = live.filter((pod) => {
    const membership = byName.get(pod.metadata.namespace);
    if (membership === undefined || hasSidecar(pod)) return false;
    return decideInjection(pod, membership, injectsHostNetwork) === 'inject';
  });
  const expected = resolve('sidecarImage');
  const outdated = injected.filter(
    ({ containers }) =>
      expected.is === 'known' &&
      containers.some(({ name, image }) => name === 'envoy' && !sameImage(image, expected.value.image)),
  );
  return {
    monitoredNamespaces: monitored.length,
    pods: live.length,
    podsWithSidecar: injected.length,
    podsWaitingForSidecar: waiting.length,
    ...(expected.is === 'known' ? { podsOnAnotherSidecarImage: outdated.length } : {}),
  };
}

function ofCertificates(resolve: Resolve, now: Date): Record<string, number> {
  const webhooks = resolve('meshWebhooks');
  if (webhooks.is !== 'known') return {};
  const ends = [...webhooks.value.mutating, ...webhooks.value.validating]
    .flatMap((configuration) => configuration.webhooks)
    .map((webhook) => readCaBundle(webhook.caBundle))
    .flatMap((bundle) => (bundle.is === 'certificates' ? bundle.certificates : []))
    .map((certificate) => certificate.notAfter.getTime());
  if (ends.length === 0) return {};
  return { daysToCaExpiry: Math.floor((Math.min(...ends) - now.getTime()) / dayMs) };
}
