import { webhookConfigurationOf } from '../../../src/kubernetes/shapes/admission.ts';
import { podOf } from '../../../src/kubernetes/shapes/pods.ts';
import { namespaceOf } from '../../../src/kubernetes/shapes/workloads.ts';
import type { Webhook } from '../../../src/model/admission.ts';
import { readCaBundle } from '../../../src/osm/ca-bundle.ts';
import { memberships } from '../../../src/osm/facts/memberships.ts';
import { decideInjection, hasUnknownMetrics, readInjection } from '../../../src/osm/injection.ts';
import { isSelected } from '../../../src/osm/label-selector.ts';
import { injectionAnnotation, metricsAnnotation } from '../../../src/osm/names.ts';
import { covers } from '../../../src/osm/webhooks.ts';
import type { KubernetesObject } from '../cluster.ts';
import { listAt, recordAt, textAt } from '../record.ts';
import { badRequest, Refusal } from '../status.ts';
import { imageOf, meshIn, type PlayedMesh } from './mesh.ts';
import { type Injected, inject } from './sidecar.ts';
import type { World } from './world.ts';

const creation = { operation: 'CREATE', group: '', version: 'v1', resource: 'pods' } as const;

/** The webhooks that the API server asks about a new pod, in the order of their configurations' names. */
function asked(world: World, pod: KubernetesObject): Webhook[] {
  const space = world.find('Namespace', undefined, pod.metadata.namespace ?? '');
  return world
    .all('MutatingWebhookConfiguration')
    .flatMap((raw) => webhookConfigurationOf('MutatingWebhookConfiguration', raw).webhooks)
    .filter(({ rules }) => rules.some((rule) => covers(rule, creation)))
    .filter(({ namespaceSelector }) => isSelected(namespaceSelector, space?.metadata.labels ?? {}))
    .filter(({ objectSelector }) => isSelected(objectSelector, pod.metadata.labels ?? {}));
}

function readyEndpoints(world: World, namespace: string, service: string): number {
  return world
    .all('EndpointSlice')
    .filter(({ metadata }) => metadata.namespace === namespace)
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === service)
    .flatMap((slice) => listAt(slice, 'endpoints'))
    .filter((endpoint) => recordAt(endpoint, 'conditions')['ready'] !== false).length;
}

function hasEnded(caBundle: string, now: string): boolean {
  const bundle = readCaBundle(caBundle);
  if (bundle.is !== 'certificates') return false;
  return bundle.certificates.every(({ notAfter }) => notAfter.getTime() < Date.parse(now));
}

/** Why a webhook cannot be called, in the API server's words; nothing where it can. */
function outage(world: World, webhook: Webhook, now: string): string | undefined {
  const { service } = webhook;
  if (service === undefined) return undefined;
  const { namespace, name, path = '', port } = service;
  const url = `https://${name}.${namespace}.svc:${port}${path}?timeout=${webhook.timeoutSeconds}s`;
  const found = world.find('Service', namespace, name);
  if (found === undefined) return `service ${JSON.stringify(name)} not found`;
  const post = `failed to call webhook: Post ${JSON.stringify(url)}`;
  if (readyEndpoints(world, namespace, name) === 0)
    return `${post}: dial tcp ${textAt(found, 'spec', 'clusterIP')}:${port}: connect: connection refused`;
  return hasEnded(webhook.caBundle, now)
    ? `${post}: tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time ${now} is after the certificate's end`
    : undefined;
}

function denied(webhook: Webhook, why: string): Refusal {
  const message = `admission webhook ${JSON.stringify(webhook.name)} denied the request: ${why}`;
  return new Refusal(badRequest(message));
}

function unreachable(webhook: Webhook, why: string): Refusal {
  const message = `Internal error occurred: failed calling webhook ${JSON.stringify(webhook.name)}: ${why}`;
  return new Refusal({ code: 500, reason: 'InternalError', message });
}

/** `pkg/injector/webhook.go` isAnnotatedForInjection, `metrics.go`. */
function refusalWords(pod: KubernetesObject, space: KubernetesObject): string {
  const unknown = [pod, space]
    .map(({ metadata }) => metadata.annotations?.[injectionAnnotation])
    .find((word) => readInjection(word) === 'invalid');
  const [key, word] =
    unknown === undefined
      ? [metricsAnnotation, space.metadata.annotations?.[metricsAnnotation]]
      : [injectionAnnotation, unknown];
  return `Invalid annotation value for key ${JSON.stringify(key)}: ${word}`;
}

/** `pkg/injector/patch.go` verifyPrerequisites: without an image no pod for Linux. */
function missingImage(played: PlayedMesh): string | undefined {
  if (imageOf(played, 'sidecar') === '') return 'MeshConfig sidecar.envoyImage not set';
  return imageOf(played, 'init') === '' ? 'MeshConfig sidecar.initContainerImage not set' : undefined;
}

function answerOfInjector(
  world: World,
  played: PlayedMesh,
  webhook: Webhook,
  pod: KubernetesObject,
): Injected {
  const space = world.find('Namespace', undefined, pod.metadata.namespace ?? '');
  if (space === undefined) return { pod, beside: [] };
  const derived = memberships.derive({ namespaces: [namespaceOf(space)], mesh: played.mesh });
  const [membership] = derived.is === 'known' ? derived.value : [];
  if (membership === undefined) return { pod, beside: [] };
  const decision = decideInjection(podOf(pod), membership, played.release.injectsHostNetwork);
  if (decision === 'leave') return { pod, beside: [] };
  if (decision === 'refuse' || hasUnknownMetrics(membership)) throw denied(webhook, refusalWords(pod, space));
  const missing = missingImage(played);
  if (missing !== undefined) throw denied(webhook, missing);
  return inject(played, pod, world.now());
}

/**
 * What the API server makes of a new pod: asks every webhook that wants to be asked, of which only OSM's injector
 * has an answer of its own here.
 *
 * @throws Refusal where a webhook refuses the pod, or fails closed and cannot be called
 */
export function admitPod(world: World, pod: KubernetesObject): Injected {
  let admitted: Injected = { pod, beside: [] };
  for (const webhook of asked(world, pod)) {
    const why = outage(world, webhook, world.now());
    if (why !== undefined && webhook.failurePolicy === 'Ignore') continue;
    if (why !== undefined) throw unreachable(webhook, why);
    const played = meshIn(world, webhook.service?.namespace ?? '');
    if (played === undefined || webhook.service?.name !== 'osm-injector') continue;
    const { pod: after, beside } = answerOfInjector(world, played, webhook, admitted.pod);
    admitted = { pod: after, beside: [...admitted.beside, ...beside] };
  }
  return admitted;
}
