import { cutEnd } from '../model/cut-text.ts';
import type { ProbedPod } from '../model/deep.ts';
import { text } from '../model/json.ts';
import type { Deployment, Namespace } from '../model/kubernetes.ts';
import type { Reading, ReadProblem } from '../model/snapshot.ts';
import { memberships } from '../osm/facts/memberships.ts';
import { meshesAmong } from '../osm/facts/mesh.ts';
import { hasSidecar, reachesInjector } from '../osm/injection.ts';
import { type Client, type Meter, notJson, parseJson } from './client.ts';
import type { Answer } from './exchange.ts';
import { podOf } from './shapes/pods.ts';
import { type ReadContext, ruleTo } from './ways-to-read.ts';

/**
 * A pod that the strictest Pod Security level lets through, so that a refusal is about what OSM adds to it. It is
 * never made; were it made against all that is written here, no node would take it.
 */
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { generateName: 'osm-doctor-probe-' },
  spec: {
    automountServiceAccountToken: false,
    restartPolicy: 'Never',
    nodeSelector: { 'osm-doctor.invalid/dry-run-only': 'true' },
    containers: [
      {
        name: 'probe',
        image: 'mcr.microsoft.com/oss/kubernetes/pause:3.9',
        resources: { requests: { cpu: '1m', memory: '1Mi' }, limits: { cpu: '10m', memory: '8Mi' } },
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          readOnlyRootFilesystem: true,
          runAsNonRoot: true,
          runAsUser: 65_534,
          seccompProfile: { type: 'RuntimeDefault' },
        },
      },
    ],
  },
};

/** The API server's words, as far as they are told. */
const mostWords = 600;

/** The right may be granted in one namespace alone: so many are tried until it is found. */
const mostNamespaces = 20;

/**
 * Asks the API server whether a pod could be made in one namespace of the mesh, the first by name in which every new
 * pod should get a sidecar and the right is granted. A dry run goes through the webhooks, and OSM's keeps nothing then (sideEffects
 * NoneOnDryRun, `pkg/injector/webhook.go`).
 */
export async function probePod({ client, read }: ReadContext, meter: Meter): Promise<Reading<ProbedPod>> {
  const [deployments, namespaces] = await Promise.all([read('controlPlaneDeployments'), read('namespaces')]);
  if (!deployments.ok) return { ok: false, problem: deployments.problem };
  if (!namespaces.ok) return { ok: false, problem: namespaces.problem };
  let refused: Reading<ProbedPod> = { ok: false, problem: nowhere };
  for (const namespace of namespacesToTry(deployments.value, namespaces.value)) {
    const reading = await probeIn(namespace, client, meter);
    if (reading.ok || reading.problem.reason !== 'forbidden') return reading;
    refused = reading;
  }
  return refused;
}

async function probeIn(namespace: string, client: Client, meter: Meter): Promise<Reading<ProbedPod>> {
  const query = new URLSearchParams({ dryRun: 'All', fieldManager: 'osm-doctor' });
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods?${query}`;
  const rule = ruleTo('create', 'probedPod');
  const got = await client.get({ path, create: pod, rule, isAnswer }, meter);
  if (got.is === 'problem') return { ok: false, problem: got.problem };
  if (got.is !== 'body') return { ok: false, problem: namespaceGone };
  return isAnswer(got)
    ? { ok: true, value: { namespace, answer: answerOf(got) } }
    : { ok: false, problem: notJson };
}

function namespacesToTry(deployments: readonly Deployment[], namespaces: readonly Namespace[]): string[] {
  const [mesh] = meshesAmong(deployments);
  if (mesh === undefined) return [];
  const derived = memberships.derive({ namespaces, mesh });
  const injected = (derived.is === 'known' ? derived.value : []).filter(
    (membership) => reachesInjector(membership) && !membership.system && membership.injection === 'enabled',
  );
  return injected
    .map(({ namespace }) => namespace.metadata.name)
    .sort()
    .slice(0, mostNamespaces);
}

function answerOf({ status, body }: Answer): ProbedPod['answer'] {
  const json = parseJson(body.toString()) ?? {};
  if (status < 300) return { is: 'created', withSidecar: hasSidecar(podOf(json)) };
  return { is: 'refused', status, message: cutEnd(text(json['message']) ?? '', mostWords) };
}

/**
 * A pod as it would be (201), or a refusal of the pod itself. A missing right is none, nor is trouble of the API
 * server's own: of its 5xx only a webhook that did not answer is about pods.
 */
function isAnswer({ status, body }: Answer): boolean {
  const json = parseJson(body.toString());
  if (status < 300) return json?.['kind'] === 'Pod';
  if (json?.['kind'] !== 'Status') return false;
  const message = text(json['message']) ?? '';
  if (status >= 500) return message.includes('failed calling webhook');
  if (status === 403) return !/ cannot create resource "pods" in API group /.test(message);
  return status === 400 || status === 422;
}

const nowhere: ReadProblem = {
  reason: 'notInstalled',
  detail: 'No namespace of the mesh has injection on for all its new pods, so there is nowhere to try one.',
};

const namespaceGone: ReadProblem = {
  reason: 'unreachable',
  detail: 'The namespace in which a pod was to be tried is gone meanwhile (404).',
};
