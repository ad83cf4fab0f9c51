import { defineCheck, type Problem, type Verdict } from '../../model/check.ts';
import { cutEnd } from '../../model/cut-text.ts';
import type { Mesh } from '../../model/facts.ts';
import type { ObjectRef, RemedyIntent } from '../../model/remedy.ts';
import { componentRef, lookAtPods } from '../../osm/components.ts';
import { causeOf, looksFor, type RefusalCause, refusalWords } from '../../osm/pod-refusals.ts';

export const podsGetThrough = defineCheck({
  id: 'OSM2008',
  name: 'pods-get-through',
  area: 'admission',
  severity: 'critical',
  tier: 'probe',
  title: 'A pod of the mesh can be made, with its sidecar',
  failTitle: 'A pod of the mesh cannot be made, or gets no sidecar',
  why: 'The API server itself says what becomes of the next pod: refused pods stop every rollout, restart and drain, and a pod without a sidecar is outside the mesh.',
  remedy:
    'By the answer: not reachable is OSM2004, x509 is OSM2003, another namespace in its address is OSM2007, an annotation is OSM5002, images are OSM4006, PodSecurity is OSM5012. Without a sidecar: OSM1003, OSM2001 and OSM2006.',
  source:
    'A dry run of POST pods, which is never kept: sideEffects NoneOnDryRun, pkg/injector/webhook.go, v0.11.1 to v1.2.4',
  explainedBy: ['OSM1003', 'OSM2001', 'OSM2003', 'OSM2004', 'OSM2006', 'OSM2007', 'OSM4006', 'OSM5002'],
  reads: ['mesh', 'probedPod'],
  run({ mesh, probedPod: { namespace, answer } }) {
    if (answer.is === 'refused') return judgeRefusal(namespace, answer.message, mesh);
    if (answer.withSidecar) return [];
    const says = `The API server would make a pod in namespace ${namespace}, where injection is on, but nothing gives it a sidecar.`;
    const mend = [lookAtPods(mesh, 'osm-injector'), lookAtWebhooks];
    return [{ what: 'noSidecar', on: namespaceRef(namespace), severity: 'error', says, mend }];
  },
});

function judgeRefusal(namespace: string, message: string, mesh: Mesh): Verdict {
  const cause = causeOf(message);
  if (cause !== undefined) return [byWebhook(cause, namespace, message, mesh)];
  const container = osmContainerIn(message);
  if (container !== undefined) return [bySidecar(container, namespace, message)];
  return {
    unknown: `A pod that was tried in namespace ${namespace} was refused by something else than OSM, so what OSM does with it was not seen: ${quoted(message)}`,
  };
}

function byWebhook(cause: RefusalCause, namespace: string, message: string, mesh: Mesh): Problem {
  const elsewhere = cause === 'unreachable' ? foreignNamespaceIn(message, mesh) : undefined;
  if (elsewhere !== undefined) {
    const says = `A pod in namespace ${namespace} is refused: a webhook calls osm-injector in namespace ${elsewhere}, where this mesh is not, and nobody answers there.`;
    return { what: 'leftOver', on: namespaceRef(namespace), says, mend: [lookAtWebhooks] };
  }
  const says = `A pod in namespace ${namespace} is refused: ${refusalWords[cause]}. The answer: ${quoted(message)}`;
  return { what: cause, on: objectOf(cause, namespace, mesh), says, mend: looksFor(cause, namespace) };
}

/** What a person would change. */
function objectOf(cause: RefusalCause, namespace: string, mesh: Mesh): ObjectRef {
  return cause === 'annotation' ? namespaceRef(namespace) : componentRef(mesh, 'osm-injector');
}

/** `Post "https://osm-injector.osm-system.svc:9090/…"`, `service "osm-injector" not found` names none. */
function foreignNamespaceIn(message: string, mesh: Mesh): string | undefined {
  const found = /https:\/\/osm-injector\.([a-z0-9-]{1,63})\.svc[:/]/.exec(message)?.[1];
  return found === mesh.namespace ? undefined : found;
}

/** The pod that is tried passes Pod Security by itself: what names these containers is about what OSM adds. */
function osmContainerIn(message: string): string | undefined {
  return /"(osm-init|osm-healthcheck|envoy)"/.exec(message)?.[1];
}

function bySidecar(container: string, namespace: string, message: string): Problem {
  const says = `A pod in namespace ${namespace} is refused for its container ${container}, which OSM adds: ${quoted(message)}`;
  const look: RemedyIntent = {
    do: 'look',
    does: 'See what the namespace demands of pods: OSM5012 says what a sidecar needs',
    args: ['get', 'namespace', namespace, '-o', 'jsonpath={.metadata.labels}'],
  };
  return { what: 'sidecarRefused', on: namespaceRef(namespace), says, mend: [look] };
}

function namespaceRef(name: string): ObjectRef {
  return { apiVersion: 'v1', kind: 'Namespace', name };
}

function quoted(message: string): string {
  return `${JSON.stringify(cutEnd(message, 300))}.`;
}

const lookAtWebhooks: RemedyIntent = {
  do: 'look',
  does: 'See which webhooks are asked about new pods: OSM2001, OSM2006 and OSM2007 judge them',
  args: ['get', 'mutatingwebhookconfigurations', '-l', 'app.kubernetes.io/name=openservicemesh.io'],
};
