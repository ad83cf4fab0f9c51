import type { CheckCases, Edit } from '../check-cases.ts';
import { addNamespace, addPod, markNamespace, terminate } from './objects.ts';

const webhook = (name: string, why: string) => `admission webhook "${name}" denied the request: ${why}`;
const azure = webhook(
  'validation.gatekeeper.sh',
  '[azurepolicy-k8sazurev3allowedcapabilities-2f1c] container <osm-init> has a disallowed capability. Allowed capabilities are []\n[azurepolicy-k8sazurev2containerallowedimages-77aa] Container image mcr.microsoft.com/oss/envoyproxy/envoy:v1.25.8 for container envoy has not been allowed.',
);
const podSecurity =
  'pods "till-0" is forbidden: violates PodSecurity "baseline:latest": non-default capabilities (container "osm-init" must not include "NET_ADMIN" in securityContext.capabilities.add)';

const quota = 'pods "db-0" is forbidden: exceeded quota: compute';

function replicaSet(
  message: string | undefined,
  {
    name = 'till-5d4f',
    namespace = 'bookbuyer',
    replicas = 2,
    existing = 1,
    owner = true,
    metadata = {},
  } = {},
): Edit {
  const condition = {
    type: 'ReplicaFailure',
    status: 'True',
    reason: 'FailedCreate',
    message,
    lastTransitionTime: '2026-11-22T09:00:00Z',
  };
  return {
    add: {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name,
        namespace,
        ...(owner
          ? {
              ownerReferences: [
                { apiVersion: 'apps/v1', kind: 'Deployment', name: 'till', controller: true },
              ],
            }
          : {}),
        ...metadata,
      },
      spec: { replicas },
      status: { replicas: existing, ...(message === undefined ? {} : { conditions: [condition] }) },
    },
  };
}

function event(
  kind: string,
  name: string,
  message: string,
  lastTimestamp = '2026-11-22T11:50:00Z',
  namespace = 'bookbuyer',
): Edit {
  const apiVersion = kind === 'Job' ? 'batch/v1' : 'apps/v1';
  return {
    add: {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.${lastTimestamp}`, namespace },
      involvedObject: { apiVersion, kind, namespace, name },
      reason: 'FailedCreate',
      message: `create Pod ${name}-0 in ${kind} ${name} failed error: ${message}`,
      lastTimestamp,
      count: 4,
    },
  };
}

const till = 'Deployment bookbuyer/till';

export const cases: CheckCases = {
  fires: [
    {
      name: 'Azure Policy does not let osm-init in',
      edits: [replicaSet(azure)],
      expect: [['sidecarRefused', till, 'error']],
    },
    {
      name: 'two ReplicaSets of a Deployment: once',
      edits: [replicaSet(azure), replicaSet(azure, { name: 'till-77b9' })],
      expect: [['sidecarRefused', till]],
    },
    {
      name: 'an older Gatekeeper, and a ReplicaSet that nobody owns',
      edits: [
        replicaSet(webhook('validation.gatekeeper.sh', '[denied by psp-capabilities] osm-init'), {
          owner: false,
        }),
      ],
      expect: [['sidecarRefused', 'ReplicaSet bookbuyer/till-5d4f']],
    },
    {
      name: 'its condition keeps the first answer, and the last one was of Gatekeeper',
      edits: [
        replicaSet('pods "till-5d4f-x" is forbidden: exceeded quota: compute'),
        event('ReplicaSet', 'till-5d4f', azure),
      ],
      expect: [['sidecarRefused', till]],
    },
    {
      name: 'an Event older than the condition is of an earlier failure',
      edits: [
        replicaSet(azure),
        event('ReplicaSet', 'till-5d4f', 'exceeded quota: compute', '2026-11-22T08:59:00Z'),
      ],
      expect: [['sidecarRefused', till]],
    },
    {
      name: 'an Event without a time says nothing of now; the condition has none either',
      edits: [
        replicaSet(azure),
        {
          patch: 'ReplicaSet bookbuyer/till-5d4f',
          with: {
            status: {
              conditions: [
                { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: azure },
              ],
            },
          },
        },
        event('ReplicaSet', 'till-5d4f', quota),
        {
          patch: 'Event bookbuyer/till-5d4f.2026-11-22T11:50:00Z',
          with: { lastTimestamp: null },
        },
      ],
      expect: [['sidecarRefused', till]],
    },
    {
      name: 'Kyverno refuses the pod for reasons of its own',
      edits: [replicaSet(webhook('validate.kyverno.svc-fail', 'require-team-label: label team is required'))],
      expect: [['podRefused', till, 'error']],
    },
    {
      name: 'a ValidatingAdmissionPolicy of Kubernetes itself',
      edits: [
        replicaSet(
          "pods \"till-5d4f-\" is forbidden: ValidatingAdmissionPolicy 'no-root.contoso.com' with binding 'no-root' denied request: osm-init runs as root",
        ),
      ],
      expect: [['sidecarRefused', till]],
    },
    {
      name: "a webhook that is not OSM's does not answer",
      edits: [
        replicaSet(
          'Internal error occurred: failed calling webhook "check-ignore-label.gatekeeper.sh": failed to call webhook: context deadline exceeded',
        ),
      ],
      expect: [['noAnswer', till, 'error']],
    },
    {
      name: 'Pod Security by a default of the API server, without a label of the namespace',
      edits: [replicaSet(podSecurity)],
      expect: [['sidecarRefused', till]],
    },
    {
      name: 'Events of a StatefulSet, a DaemonSet and a Job',
      edits: [
        event('StatefulSet', 'db', azure),
        event('DaemonSet', 'agent', azure),
        event('Job', 'report', azure),
      ],
      expect: [
        ['sidecarRefused', 'StatefulSet bookbuyer/db'],
        ['sidecarRefused', 'DaemonSet bookbuyer/agent'],
        ['sidecarRefused', 'Job bookbuyer/report'],
      ],
    },
    {
      name: 'the pods that it has are older than the refusal',
      edits: [
        event('StatefulSet', 'db', azure),
        addPod('bookbuyer', 'db-0', {
          owner: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db' },
          metadata: { creationTimestamp: '2026-11-22T11:49:00Z' },
        }),
      ],
      expect: [['sidecarRefused', 'StatefulSet bookbuyer/db']],
    },
    {
      name: 'a pod that does not tell its age',
      edits: [
        event('StatefulSet', 'db', azure),
        addPod('bookbuyer', 'db-0', { owner: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db' } }),
      ],
      expect: [['sidecarRefused', 'StatefulSet bookbuyer/db']],
    },
    ...(['11:45', '11:55'] as const).map((time) => ({
      name: `two Events of one owner: the last one counts, written first or last (${time})`,
      edits: [
        event('StatefulSet', 'db', time === '11:45' ? quota : azure, `2026-11-22T${time}:00Z`),
        event('StatefulSet', 'db', time === '11:45' ? azure : quota),
      ],
      expect: [['sidecarRefused', 'StatefulSet bookbuyer/db']] as const,
    })),
    {
      name: 'an Event of just 25 minutes ago, and a pod made in its very second',
      edits: [
        event('StatefulSet', 'db', azure, '2026-11-22T11:35:00Z'),
        addPod('bookbuyer', 'db-0', {
          owner: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db' },
          annotations: { 'sidecar-injection': 'disabled' },
          metadata: { creationTimestamp: '2026-11-22T11:35:00Z' },
        }),
      ],
      expect: [['sidecarRefused', 'StatefulSet bookbuyer/db']],
    },
    {
      name: "a constraint of their own beside Azure Policy's: the label would not help",
      edits: [
        replicaSet(
          webhook(
            'validation.gatekeeper.sh',
            '[azurepolicy-capabilities-2f1c] container <osm-init> has a disallowed capability\n[contoso-images] osm-init',
          ),
        ),
      ],
      expect: [['sidecarRefused', till]],
    },
    {
      name: "more constraints than a sentence can hold: three are named, and the fourth is not Azure Policy's",
      edits: [
        replicaSet(
          webhook(
            'validation.gatekeeper.sh',
            ['azurepolicy-a', 'azurepolicy-b', 'azurepolicy-c', 'contoso-images']
              .map((constraint) => `[${constraint}] osm-init`)
              .join('\n'),
          ),
        ),
      ],
      expect: [['sidecarRefused', till]],
    },
    {
      name: 'an answer so long that it is cut: whose the last constraint is nobody sees',
      edits: [
        replicaSet(
          webhook(
            'validation.gatekeeper.sh',
            `[azurepolicy-a] osm-init ${'x'.repeat(600)}\n[contoso-images] osm-init`,
          ),
        ),
      ],
      expect: [['sidecarRefused', till]],
    },
    {
      name: "Azure Policy refuses for what is none of OSM's containers",
      edits: [
        replicaSet(webhook('validation.gatekeeper.sh', '[azurepolicy-labels-11] label team is required')),
      ],
      expect: [['podRefused', till]],
    },
    {
      name: 'the namespace already says something to Azure Policy',
      edits: [
        replicaSet(azure),
        {
          patch: 'Namespace bookbuyer',
          with: { metadata: { labels: { 'admission.policy.azure.com/ignore': 'false' } } },
        },
      ],
      expect: [['sidecarRefused', till]],
    },
    {
      name: "a namespace that does not inject, but the answer names OSM's container",
      edits: [replicaSet(azure, { namespace: 'app-routing-system' })],
      expect: [['sidecarRefused', 'Deployment app-routing-system/till']],
    },
    {
      name: 'the oldest release, in one namespace alone',
      cluster: 'healthy-0.11.1',
      edits: [replicaSet(azure)],
      namespace: 'bookbuyer',
      expect: [['sidecarRefused', till]],
    },
    {
      name: 'only some ReplicaSets and Events came, and they tell of it',
      edits: [replicaSet(azure), event('StatefulSet', 'db', azure)],
      incomplete: ['replicaSets', 'failedCreates'],
      expect: [
        ['sidecarRefused', till],
        ['sidecarRefused', 'StatefulSet bookbuyer/db'],
      ],
    },
  ],
  passes: [
    { name: 'nothing is refused' },
    { name: "OSM's own webhook does not answer (OSM6009)", cluster: 'injector-down' },
    {
      name: "OSM's own webhook refuses the pod (OSM6009), or its other one does by rules that somebody widened",
      edits: [
        replicaSet(webhook('osm-inject.k8s.io', "Invalid port value 'x' specified for annotation"), {}),
        event('StatefulSet', 'db', webhook('osm-inject.k8s.io', 'envoy image not set')),
        event('DaemonSet', 'agent', webhook('osm-validator.k8s.io', 'unknown kind for envoy')),
      ],
    },
    {
      name: 'quota, a limit, a ServiceAccount that is not there, a name twice',
      edits: [
        'pods "till-5d4f-x" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=10, limited: pods=10',
        'pods "till-5d4f-x" is forbidden: maximum memory usage per Pod is 1Gi, but limit is 2Gi for envoy',
        'pods "till-5d4f-x" is forbidden: error looking up service account bookbuyer/till: serviceaccount "till" not found',
        'Pod "till-5d4f-x" is invalid: spec.containers[1].name: Duplicate value: "envoy"',
      ].map((message, index) => replicaSet(message, { name: `till-${index}`, owner: false })),
    },
    {
      name: "Pod Security by the namespace's label is OSM5012's, and of the workload itself its own",
      edits: [
        replicaSet(podSecurity),
        replicaSet(
          'pods "x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true (container "till" must set it)',
          {
            namespace: 'bookstore',
          },
        ),
        {
          patch: 'Namespace bookbuyer',
          with: { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } } },
        },
      ],
    },
    {
      name: 'its condition keeps the first answer, and the last one was of quota',
      edits: [
        replicaSet(azure),
        event('ReplicaSet', 'till-5d4f', 'pods "till-5d4f-x" is forbidden: exceeded quota: compute'),
      ],
    },
    {
      name: 'brackets of others are no constraints',
      edits: [event('StatefulSet', 'db', 'admission said [azurepolicy-x] no')],
    },
    {
      name: 'it got its pods since, wants none any more, or is being deleted',
      edits: [
        replicaSet(azure, { existing: 2 }),
        replicaSet(azure, { name: 'a', replicas: 0, existing: 0 }),
        replicaSet(azure, { name: 'b', metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } }),
        replicaSet(undefined, { name: 'c' }),
      ],
    },
    {
      name: 'Events of a ReplicaSet, which says itself how it is',
      edits: [event('ReplicaSet', 'bookbuyer-7fxrwbmh98', azure)],
    },
    {
      name: 'an Event of half an hour ago, and none since',
      edits: [event('StatefulSet', 'db', azure, '2026-11-22T11:30:00Z')],
    },
    {
      name: 'a pod that was made after the Event',
      edits: [
        event('StatefulSet', 'db', azure),
        addPod('bookbuyer', 'db-0', {
          owner: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db' },
          annotations: { 'sidecar-injection': 'disabled' },
          metadata: { creationTimestamp: '2026-11-22T11:51:00Z' },
        }),
      ],
    },
    {
      name: "where OSM's injector has no say",
      edits: [
        replicaSet(azure, { namespace: 'default' }),
        replicaSet(azure, { namespace: 'kube-system' }),
        addNamespace('shop', {
          labels: { 'monitored-by': 'osm', ignore: 'true' },
          annotations: { 'sidecar-injection': 'yes' },
        }),
        replicaSet(azure, { namespace: 'shop' }),
        markNamespace('bookstore', { labels: { 'monitored-by': 'osmm' } }),
        replicaSet(azure, { namespace: 'bookstore' }),
        terminate('bookbuyer'),
        replicaSet(azure),
      ],
    },
    {
      name: 'kube-system, even when it is labelled into the mesh',
      cluster: 'meshed-kube-system',
      edits: [replicaSet(azure, { namespace: 'kube-system' })],
    },
    {
      name: 'a namespace that does not inject, and the answer names others alone',
      edits: [
        replicaSet(
          webhook(
            'validation.gatekeeper.sh',
            '[images] envoy-gateway, my-envoy, envoys, envoyproxy/envoy:v1',
          ),
          {
            namespace: 'app-routing-system',
          },
        ),
      ],
    },
  ],
  notApplicable: [{ name: 'OSM is not there', cluster: 'nothing-here' }],
  unknown: [
    { name: 'only some ReplicaSets came', incomplete: ['replicaSets'] },
    { name: 'only some Events came', incomplete: ['failedCreates'] },
    {
      name: 'only some pods came: one may be younger than the Event',
      edits: [event('StatefulSet', 'db', azure)],
      incomplete: ['pods'],
    },
  ],
};
