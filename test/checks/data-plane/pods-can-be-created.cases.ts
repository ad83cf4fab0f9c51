import type { CheckCases, Edit } from '../check-cases.ts';
import { addMeshed, ownedBy } from './objects.ts';

const call = 'Internal error occurred: failed calling webhook "osm-inject.k8s.io": failed to call webhook';
const post = 'Post "https://osm-injector.kube-system.svc:9090/mutate-pod-creation?timeout=20s"';
const refused = `${call}: ${post}: dial tcp 10.0.1.2:9090: connect: connection refused`;
const denial = 'admission webhook "osm-inject.k8s.io" denied the request';
const messages = {
  unreachable: refused,
  timeout: `${call}: ${post}: context deadline exceeded`,
  noEndpoints: `${call}: ${post}: no endpoints available for service "osm-injector"`,
  gone: `${call}: ${post}: service "osm-injector" not found`,
  oldKubernetes: `Internal error occurred: failed calling webhook "osm-inject.k8s.io": ${post}: EOF`,
  untrusted: `${call}: ${post}: x509: certificate signed by unknown authority`,
  tls: `${call}: ${post}: remote error: tls: bad certificate`,
  annotation: `${denial}: Invalid annotation value for key "openservicemesh.io/sidecar-injection": enable`,
  metrics: `${denial}: Invalid annotion value specified for annotation "openservicemesh.io/metrics": on`,
  prerequisites: `${denial}: Valid osm-init image not found`,
  other: `${denial}: Error creating bootstrap config`,
  quota: 'pods "osm-injector-6d5f-x" is forbidden: exceeded quota: compute, requested: pods=1',
  gatekeeper: 'admission webhook "validation.gatekeeper.sh" denied the request: image osm-inject.k8s.io',
};

const failed = (message: string, wants = 3, has = 1): Edit => ({
  patch: 'ReplicaSet bookbuyer/bookbuyer-7fxrwbmh98',
  with: {
    spec: { replicas: wants },
    status: {
      replicas: has,
      conditions: [
        {
          type: 'ReplicaFailure',
          status: 'True',
          reason: 'FailedCreate',
          message,
          lastTransitionTime: '2026-11-22T09:00:00Z',
        },
      ],
    },
  },
});

let events = 0;
const event = (kind: string, name: string, message: string, lastTimestamp = '2026-11-22T11:58:00Z'): Edit => {
  events += 1;
  return {
    add: {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.${events}`, namespace: 'bookbuyer' },
      reason: 'FailedCreate',
      involvedObject: { kind, namespace: 'bookbuyer', name },
      message,
      lastTimestamp,
      count: 7,
    },
  };
};

const job = (name: string, status: object = {}, more: object = {}): Edit => ({
  add: {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: 'bookbuyer', ...more },
    status,
  },
});

const onDeployment = (what: string) => [[what, 'Deployment bookbuyer/bookbuyer', 'critical']] as const;

export const cases: CheckCases = {
  fires: [
    {
      name: 'the injector does not answer',
      edits: [failed(messages.unreachable)],
      expect: onDeployment('unreachable'),
    },
    {
      name: 'it does not answer in time',
      edits: [failed(messages.timeout)],
      expect: onDeployment('unreachable'),
    },
    {
      name: 'it has no endpoints',
      edits: [failed(messages.noEndpoints)],
      expect: onDeployment('unreachable'),
    },
    { name: 'its Service is gone', edits: [failed(messages.gone)], expect: onDeployment('unreachable') },
    {
      name: 'in the words of an older API server',
      edits: [failed(messages.oldKubernetes)],
      expect: onDeployment('unreachable'),
    },
    {
      name: 'its certificate is not trusted',
      edits: [failed(messages.untrusted)],
      expect: onDeployment('untrusted'),
    },
    { name: 'or it does not trust ours', edits: [failed(messages.tls)], expect: onDeployment('untrusted') },
    {
      name: 'an annotation that it cannot read',
      edits: [failed(messages.annotation)],
      expect: onDeployment('annotation'),
    },
    {
      name: 'and the one for metrics',
      edits: [failed(messages.metrics)],
      expect: onDeployment('annotation'),
    },
    {
      name: 'it has no image for osm-init',
      cluster: 'healthy-0.11.1',
      edits: [failed(messages.prerequisites)],
      expect: onDeployment('prerequisites'),
    },
    { name: 'it has another reason', edits: [failed(messages.other)], expect: onDeployment('refused') },
    {
      name: 'an event alone, and pods are missing',
      edits: [
        { patch: 'ReplicaSet bookbuyer/bookbuyer-7fxrwbmh98', with: { spec: { replicas: 2 } } },
        event('ReplicaSet', 'bookbuyer-7fxrwbmh98', `Error creating: ${refused}`),
      ],
      expect: onDeployment('unreachable'),
    },
    {
      name: 'the newest event goes before the condition, which keeps its first message',
      edits: [
        failed(messages.quota),
        event('ReplicaSet', 'bookbuyer-7fxrwbmh98', messages.quota, '2026-11-22T11:50:00Z'),
        event('ReplicaSet', 'bookbuyer-7fxrwbmh98', messages.untrusted, '2026-11-22T11:59:00Z'),
        event('ReplicaSet', 'bookbuyer-7fxrwbmh98', messages.quota, '2026-11-22T11:55:00Z'),
      ],
      expect: onDeployment('untrusted'),
    },
    {
      name: 'an event without a time counts for less than one with',
      edits: [
        { patch: 'ReplicaSet bookbuyer/bookbuyer-7fxrwbmh98', with: { spec: { replicas: 2 } } },
        event('ReplicaSet', 'bookbuyer-7fxrwbmh98', messages.quota, ''),
        event('ReplicaSet', 'bookbuyer-7fxrwbmh98', `Error creating: ${refused}`),
      ],
      expect: onDeployment('unreachable'),
    },
    {
      name: 'a ReplicaSet that no Deployment made',
      edits: [
        {
          add: {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            metadata: { name: 'till', namespace: 'bookbuyer' },
            spec: { replicas: 1 },
          },
        },
        event('ReplicaSet', 'till', `Error creating: ${refused}`),
      ],
      expect: [['unreachable', 'ReplicaSet bookbuyer/till', 'critical']],
    },
    {
      name: 'Jobs: one of a CronJob, one by itself',
      edits: [
        job(
          'report-29',
          {},
          {
            ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: 'report', controller: true }],
          },
        ),
        event('Job', 'report-29', `Error creating: ${refused}`),
        job('import'),
        event('Job', 'import', `Error creating: ${messages.annotation}`),
      ],
      expect: [
        ['unreachable', 'CronJob bookbuyer/report'],
        ['annotation', 'Job bookbuyer/import'],
      ],
    },
    {
      name: 'a StatefulSet that lost a pod and a DaemonSet that never had one',
      edits: [
        addMeshed('bookbuyer', 'queue-0', ownedBy('StatefulSet', 'apps/v1', 'queue')),
        event(
          'StatefulSet',
          'queue',
          `create Pod queue-1 in StatefulSet queue failed error: ${refused}`,
          '2026-11-22T11:45:00Z',
        ),
        event('DaemonSet', 'agent', `Error creating: ${refused}`),
      ],
      expect: [['unreachable', 'Namespace bookbuyer']],
    },
    {
      name: 'only some ReplicaSets, events and Jobs came',
      edits: [failed(messages.unreachable), job('import'), event('Job', 'import', refused)],
      incomplete: ['replicaSets', 'failedCreates', 'jobs'],
      expect: [['unreachable', 'Namespace bookbuyer']],
    },
    {
      name: 'one cause for many: once for the namespace; another cause beside it stands for itself',
      edits: [
        failed(messages.untrusted),
        ...['a', 'b', 'c', 'd'].map((name) => job(name)),
        ...['a', 'b', 'c'].map((name) => event('Job', name, `Error creating: ${messages.untrusted}`)),
        event('Job', 'd', `Error creating: ${messages.annotation}`),
      ],
      expect: [
        ['untrusted', 'Namespace bookbuyer'],
        ['annotation', 'Job bookbuyer/d'],
      ],
    },
    {
      name: 'answers that differ have causes that differ',
      edits: [
        ...['a', 'b'].map((name) => job(name)),
        event('Job', 'a', `Error creating: ${messages.annotation}`),
        event('Job', 'b', `Error creating: ${messages.metrics}`),
      ],
      expect: [
        ['annotation', 'Job bookbuyer/a'],
        ['annotation', 'Job bookbuyer/b'],
      ],
    },
    {
      name: 'the add-on is off, and its webhook is still there',
      cluster: 'nothing-here',
      edits: [
        {
          add: {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            metadata: { name: 'till-5d4f', namespace: 'shop' },
            spec: { replicas: 1 },
            status: {
              conditions: [
                { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: messages.gone },
              ],
            },
          },
        },
      ],
      expect: [['unreachable', 'ReplicaSet shop/till-5d4f']],
    },
    {
      name: 'in one namespace alone',
      edits: [failed(messages.unreachable)],
      namespace: 'bookbuyer',
      expect: onDeployment('unreachable'),
    },
  ],
  passes: [
    { name: 'nobody is refused' },
    { name: 'OSM is not there, and nobody is refused', cluster: 'nothing-here' },
    { name: 'a quota refuses them, of the injector itself', edits: [failed(messages.quota)] },
    { name: 'another webhook refuses them', edits: [failed(messages.gatekeeper)] },
    { name: 'all pods are there by now', edits: [failed(messages.unreachable, 1, 1)] },
    { name: 'an old ReplicaSet wants none', edits: [failed(messages.unreachable, 0, 0)] },
    {
      name: 'it is being deleted',
      edits: [
        failed(messages.unreachable),
        {
          patch: 'ReplicaSet bookbuyer/bookbuyer-7fxrwbmh98',
          with: { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } },
        },
      ],
    },
    {
      name: 'OSM is mended, and now a quota refuses them',
      edits: [failed(messages.unreachable), event('ReplicaSet', 'bookbuyer-7fxrwbmh98', messages.quota)],
    },
    {
      name: 'an event of a ReplicaSet that has its pods again',
      edits: [event('ReplicaSet', 'bookbuyer-7fxrwbmh98', refused)],
    },
    { name: 'an event of a ReplicaSet that is gone', edits: [event('ReplicaSet', 'old-5d4f', refused)] },
    {
      name: 'pods are missing, and the event is of half an hour ago',
      edits: [
        { patch: 'ReplicaSet bookbuyer/bookbuyer-7fxrwbmh98', with: { spec: { replicas: 2 } } },
        event('ReplicaSet', 'bookbuyer-7fxrwbmh98', refused, '2026-11-22T11:30:00Z'),
      ],
    },
    { name: 'a Job without a pod, of which nobody says why', edits: [job('import')] },
    {
      name: 'a Job that runs by now',
      edits: [job('import', { active: 1 }), event('Job', 'import', refused)],
    },
    { name: 'a Job that is done', edits: [job('import', { succeeded: 1 }), event('Job', 'import', refused)] },
    { name: 'a Job that is gone', edits: [event('Job', 'import', refused)] },
    {
      name: 'a Job that is being deleted',
      edits: [
        job('import', {}, { deletionTimestamp: '2026-11-22T11:59:00Z' }),
        event('Job', 'import', refused),
      ],
    },
    {
      name: 'a Job of which nothing was heard for long',
      edits: [job('import'), event('Job', 'import', refused, '2026-11-22T11:30:00Z')],
    },
    {
      name: 'a StatefulSet got a pod since',
      edits: [
        addMeshed('bookbuyer', 'queue-0', ownedBy('StatefulSet', 'apps/v1', 'queue')),
        addMeshed('bookbuyer', 'queue-1', {
          ...ownedBy('StatefulSet', 'apps/v1', 'queue'),
          created: '2026-11-22T11:58:00Z',
        }),
        event('StatefulSet', 'queue', refused),
      ],
    },
    {
      name: 'a StatefulSet got a pod since, beside one whose age nobody tells',
      edits: [
        addMeshed('bookbuyer', 'queue-0', {
          ...ownedBy('StatefulSet', 'apps/v1', 'queue'),
          created: '2026-11-22T11:55:00Z',
        }),
        addMeshed('bookbuyer', 'queue-1', { ...ownedBy('StatefulSet', 'apps/v1', 'queue'), created: 'soon' }),
        event('StatefulSet', 'queue', refused, '2026-11-22T11:50:00Z'),
      ],
    },
    {
      name: 'a DaemonSet without pods, perhaps deleted since',
      edits: [event('DaemonSet', 'agent', refused, '2026-11-22T11:50:00Z')],
    },
    {
      name: 'an event without a time of one that has pods',
      edits: [
        addMeshed('bookbuyer', 'queue-0', ownedBy('StatefulSet', 'apps/v1', 'queue')),
        event('StatefulSet', 'queue', refused, ''),
      ],
    },
  ],
  unknown: [
    { name: 'only some ReplicaSets came', incomplete: ['replicaSets'] },
    { name: 'only some events came', incomplete: ['failedCreates'] },
    {
      name: 'only some pods came: the youngest may be missing',
      edits: [event('StatefulSet', 'queue', refused)],
      incomplete: ['pods'],
    },
  ],
};
