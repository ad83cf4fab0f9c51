import type { CheckCases, Edit } from '../check-cases.ts';
import { addMeshed, addPlainNamespace, ofDeployment, ownedBy, type Special, traffic } from './objects.ts';

const enforced = traffic({ enablePermissiveTrafficPolicyMode: false });
const of = (name: string, special: Special = {}, namespace = 'bookbuyer') =>
  addMeshed(namespace, `${name}-5d4f-a`, { ...ofDeployment(name), serviceAccount: 'default', ...special });
/** The endpoints of a Service before these pods. */
const behind = (service: string, ...pods: string[]): Edit => ({
  add: {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      namespace: 'bookbuyer',
      name: `${service}-7x2b`,
      labels: { 'kubernetes.io/service-name': service },
    },
    endpoints: pods.map((name) => ({
      conditions: { ready: true },
      targetRef: { kind: 'Pod', namespace: 'bookbuyer', name },
    })),
  },
});
const accountOf = 'ServiceAccount bookbuyer/default';

export const cases: CheckCases = {
  fires: [
    {
      name: 'two Deployments are default',
      edits: [of('till'), of('scales'), enforced],
      expect: [['shared', accountOf, 'warning']],
    },
    {
      name: 'in permissive mode it is a note',
      edits: [of('till'), of('scales')],
      expect: [['shared', accountOf, 'info']],
    },
    {
      name: 'MeshConfig says nothing of the mode: policies count',
      edits: [of('till'), of('scales'), traffic({ enablePermissiveTrafficPolicyMode: null })],
      expect: [['shared', accountOf, 'warning']],
    },
    {
      name: 'MeshConfig says nothing of traffic at all: policies count',
      edits: [
        of('till'),
        of('scales'),
        { patch: 'MeshConfig kube-system/osm-mesh-config', with: { spec: { traffic: null } } },
      ],
      expect: [['shared', accountOf, 'warning']],
    },
    {
      name: 'two Deployments whose names differ at the end alone',
      edits: [of('till-v1'), of('till-v2'), enforced],
      expect: [['shared', accountOf, 'warning']],
    },
    {
      name: 'two CronJobs',
      edits: [
        of('a', ownedBy('Job', 'batch/v1', 'night-29345678')),
        of('b', ownedBy('Job', 'batch/v1', 'morning-29345678')),
        enforced,
      ],
      expect: [['shared', accountOf, 'warning']],
    },
    {
      name: 'five of several kinds',
      edits: [
        of('till'),
        of('scales', ownedBy('StatefulSet', 'apps/v1', 'scales')),
        of('shelf', ownedBy('DaemonSet', 'apps/v1', 'shelf')),
        of('night', ownedBy('Job', 'batch/v1', 'night-29345678')),
        of('blue', { ...ownedBy('Rollout', 'argoproj.io/v1alpha1', 'blue') }),
        enforced,
      ],
      expect: [['shared', accountOf, 'warning']],
    },
    {
      name: 'each behind a Service of its own',
      edits: [
        of('till'),
        of('scales'),
        behind('till', 'till-5d4f-a'),
        behind('scales', 'scales-5d4f-a'),
        enforced,
      ],
      expect: [['shared', accountOf, 'warning']],
    },
    {
      name: 'one Service stands before two of three',
      edits: [
        of('till'),
        of('scales'),
        of('shelf'),
        behind('till', 'till-5d4f-a', 'scales-5d4f-a'),
        enforced,
      ],
      expect: [['shared', accountOf, 'warning']],
    },
    {
      name: 'a workload comes along with the name of another account',
      cluster: 'healthy-1.1.1',
      edits: [of('till', { serviceAccount: 'bookbuyer' })],
      expect: [['shared', 'ServiceAccount bookbuyer/bookbuyer', 'warning']],
    },
    {
      name: 'only some pods came',
      edits: [of('till'), of('scales'), enforced],
      incomplete: ['pods'],
      expect: [['shared', accountOf]],
    },
  ],
  passes: [
    { name: 'each has its own' },
    { name: 'where policies are enforced', cluster: 'healthy-1.1.1' },
    { name: '0.11.1', cluster: 'healthy-0.11.1' },
    { name: 'one workload is default', edits: [of('till'), enforced] },
    {
      name: 'two pods and two ReplicaSets of one Deployment',
      edits: [
        of('till'),
        addMeshed('bookbuyer', 'till-9c8b-a', { ...ofDeployment('till', '9c8b'), serviceAccount: 'default' }),
        enforced,
      ],
    },
    {
      name: 'the Jobs of one CronJob',
      edits: [
        of('night', { ...ownedBy('Job', 'batch/v1', 'night-report-29345678') }),
        addMeshed('bookbuyer', 'b', {
          ...ownedBy('Job', 'batch/v1', 'night-report-29345679'),
          serviceAccount: 'default',
        }),
        enforced,
      ],
    },
    {
      name: 'the ReplicaSets of a rollout that Kubernetes does not know',
      edits: [
        of('a', {
          labels: {},
          owner: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'till-6d4cf56db6' },
        }),
        of('b', {
          labels: {},
          owner: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'till-7f8b9c6d5e' },
        }),
        enforced,
      ],
    },
    {
      name: 'the same name in two namespaces is two accounts',
      edits: [of('till'), of('scales', {}, 'bookstore'), enforced],
    },
    {
      name: 'without a sidecar it is no identity',
      edits: [of('till'), of('scales', { spec: { volumes: [], serviceAccountName: 'default' } }), enforced],
    },
    {
      name: 'versions of one application: a Service stands before both',
      edits: [of('till-v1'), of('till-v2'), behind('till', 'till-v1-5d4f-a', 'till-v2-5d4f-a'), enforced],
    },
    {
      name: 'each version has a Service of its own besides',
      edits: [
        of('till-v1'),
        of('till-v2'),
        behind('till', 'till-v1-5d4f-a', 'till-v2-5d4f-a'),
        behind('till-v1', 'till-v1-5d4f-a'),
        behind('till-v2', 'till-v2-5d4f-a'),
        enforced,
      ],
    },
    { name: 'the other has ended', edits: [of('till'), of('scales', { phase: 'Succeeded' }), enforced] },
    {
      name: 'pods that stand for themselves',
      edits: ['a', 'b'].map((name) => addMeshed('bookbuyer', name, { serviceAccount: 'default' })),
    },
    {
      name: 'outside the mesh',
      edits: [addPlainNamespace('lab'), of('till', {}, 'lab'), of('scales', {}, 'lab'), enforced],
    },
    {
      name: "a second mesh's",
      cluster: 'two-meshes',
      edits: [of('till', {}, 'playground'), of('scales', {}, 'playground')],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'one namespace alone', namespace: 'bookstore' },
  ],
  unknown: [{ name: 'only some pods came, and they are fine', incomplete: ['pods'] }],
};
