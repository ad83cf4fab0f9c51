import type { KubernetesObject } from '../../../sim/kubernetes/cluster.ts';
import type { CheckCases, Edit } from '../check-cases.ts';
import { wellAnswered } from '../healthy-answers.ts';
import { answers, bare, counts, mute, pods } from './answers.ts';

const controller = 'Deployment kube-system/osm-controller';
const [first, second] = pods.controllers;

/** A running pod with a sidecar; healthy-1.2.4 has four. */
export function meshed(
  name: string,
  more: { namespace?: string; createdAt?: string; phase?: string; ready?: boolean; ending?: boolean } = {},
): Edit {
  const {
    namespace = 'bookstore',
    createdAt = '2026-11-20T08:00:00Z',
    phase = 'Running',
    ready = true,
  } = more;
  const add: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      creationTimestamp: createdAt,
      ...(more.ending === true ? { deletionTimestamp: '2026-11-22T11:59:30Z' } : {}),
    },
    spec: { containers: [{ name: 'envoy' }], volumes: [{ name: 'envoy-bootstrap-config-volume' }] },
    status: { phase, containerStatuses: [{ name: 'envoy', ready, restartCount: 0 }] },
  };
  return { add };
}

const many = (count: number): Edit[] => Array.from({ length: count }, (_, at) => meshed(`many-${at}`));
const connected = (one: number, other: number) =>
  answers({ [first]: counts({ connected: one }), [second]: counts({ connected: other }) });
const restarted = (creationTimestamp: string): Edit => ({
  patch: `Pod kube-system/${second}`,
  with: { metadata: { creationTimestamp } },
});

export const cases: CheckCases = {
  fires: [
    {
      name: 'one of four sidecars is alone',
      values: { controlPlaneAnswers: connected(2, 1) },
      expect: [['notConnected', controller, 'error']],
    },
    {
      name: 'nobody is connected',
      values: { controlPlaneAnswers: connected(0, 0) },
      expect: [['notConnected', controller]],
    },
    {
      name: 'of 104 sidecars more are missing than come and go',
      edits: many(100),
      values: { controlPlaneAnswers: connected(50, 51) },
      expect: [['notConnected', controller]],
    },
    {
      name: 'upstream has one controller, and one sidecar found it',
      cluster: 'healthy-1.1.1',
      values: {
        controlPlaneAnswers: [
          wellAnswered('osm-controller-jv9q9g5f26-rsfxp', 'osm-system', 'osm-controller', 1),
        ],
      },
      expect: [['notConnected', 'Deployment osm-system/osm-controller', 'error']],
    },
    {
      name: 'sidecars were turned away and are missing',
      values: {
        controlPlaneAnswers: answers({
          [first]: counts({ rejected: 12 }),
          [second]: counts({ connected: 0 }),
        }),
      },
      expect: [['rejected', controller, 'error']],
    },
    {
      name: 'sidecars were turned away once, all are connected now',
      values: { controlPlaneAnswers: answers({ [first]: counts({ rejected: 1 }) }) },
      expect: [['rejected', controller, 'info']],
    },
    {
      name: 'far more connections than sidecars',
      values: { controlPlaneAnswers: connected(5, 2) },
      expect: [['surplus', controller, 'info']],
    },
    {
      name: 'the controllers are five minutes old: sidecars have had their time',
      edits: [restarted('2026-11-22T11:55:00Z')],
      values: { controlPlaneAnswers: connected(1, 1) },
      expect: [['notConnected', controller]],
    },
    {
      name: 'a namespace left the mesh, its sidecars still ask',
      edits: [
        {
          patch: 'Namespace bookbuyer',
          with: { metadata: { labels: { 'openservicemesh.io/monitored-by': null } } },
        },
      ],
      values: { controlPlaneAnswers: connected(1, 1) },
      expect: [['notConnected', controller]],
    },
  ],
  passes: [
    { name: 'each of four is connected' },
    { name: 'all to one controller', values: { controlPlaneAnswers: connected(4, 0) } },
    { name: 'two more than there are: pods come and go', values: { controlPlaneAnswers: connected(4, 2) } },
    {
      name: 'of 104 sidecars two are missing',
      edits: many(100),
      values: { controlPlaneAnswers: connected(51, 51) },
    },
    {
      name: 'a pod that was made three minutes ago is not connected yet',
      edits: [meshed('young', { createdAt: '2026-11-22T11:57:00Z' })],
      values: { controlPlaneAnswers: connected(2, 2) },
    },
    {
      name: 'a pod whose sidecar does not run is not connected: OSM6001 tells',
      edits: [meshed('waiting', { ready: false })],
      values: { controlPlaneAnswers: connected(2, 2) },
    },
    {
      name: 'pods on their way out, done and pending are not missed',
      edits: [
        meshed('ending', { ending: true }),
        meshed('done', { phase: 'Succeeded' }),
        meshed('pending', { phase: 'Pending' }),
      ],
      values: { controlPlaneAnswers: connected(2, 2) },
    },
    {
      name: 'pods of another mesh ask its controllers',
      edits: [
        {
          add: {
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: { name: 'foreign', labels: { 'openservicemesh.io/monitored-by': 'other' } },
          },
        },
        meshed('theirs', { namespace: 'foreign' }),
      ],
      values: { controlPlaneAnswers: connected(2, 2) },
    },
    {
      name: 'a release that does not count whom it turned away',
      values: {
        controlPlaneAnswers: answers().map((one) => ({
          ...one,
          metrics: (one.metrics ?? []).filter(({ name }) => name === 'osm_proxy_connect_count'),
        })),
      },
    },
    ...['healthy-0.11.1', 'healthy-1.0.0', 'healthy-1.1.1'].map((cluster) => ({ name: cluster, cluster })),
  ],
  notApplicable: [
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
    { name: 'no running pod has a sidecar', values: { pods: [], controlPlaneAnswers: connected(0, 0) } },
    {
      name: 'the tier is off',
      problems: { controlPlaneAnswers: { reason: 'notAsked', detail: 'Only with --deep.' } },
    },
  ],
  unknown: [
    {
      name: 'a controller has just started',
      edits: [restarted('2026-11-22T11:56:00Z')],
      values: { controlPlaneAnswers: connected(3, 0) },
    },
    { name: 'a controller gave no metrics', values: { controlPlaneAnswers: answers({ [second]: mute }) } },
    {
      name: 'a controller does not count sidecars',
      values: { controlPlaneAnswers: answers({ [first]: bare }) },
    },
    { name: 'a count that cannot be', values: { controlPlaneAnswers: connected(-2, 4) } },
    {
      name: 'a count of those turned away that cannot be',
      values: { controlPlaneAnswers: answers({ [first]: counts({ rejected: -1 }) }) },
    },
    { name: 'no controller was there to be asked', values: { controlPlaneAnswers: [] } },
    { name: 'only some controllers answered', incomplete: ['controlPlaneAnswers'] },
    { name: 'only some pods came', incomplete: ['pods'] },
  ],
};
