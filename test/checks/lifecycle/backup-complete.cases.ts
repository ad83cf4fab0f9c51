import type { ObjectRef } from '../../../src/model/remedy.ts';
import type { CheckCases } from '../check-cases.ts';
import { addPolicy } from './objects.ts';

const saved = (...backup: readonly ObjectRef[]) => ({ values: { backup } });
const namespaces = ['app-routing-system', 'bookbuyer', 'bookstore'].map((name) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  name,
}));
const meshConfig = {
  apiVersion: 'config.openservicemesh.io/v1alpha2',
  kind: 'MeshConfig',
  namespace: 'kube-system',
  name: 'osm-mesh-config',
};
const egress = addPolicy('Egress', 'policy.openservicemesh.io/v1alpha1', 'to-docs', {
  sources: [],
  ports: [],
});
const inBookstore = { kind: 'Egress', namespace: 'bookstore', name: 'to-docs' };

const eachKind = [
  ['MeshRootCertificate', 'config.openservicemesh.io/v1alpha2'],
  ['TrafficTarget', 'access.smi-spec.io/v1alpha3'],
  ['HTTPRouteGroup', 'specs.smi-spec.io/v1alpha4'],
  ['TCPRoute', 'specs.smi-spec.io/v1alpha4'],
  ['TrafficSplit', 'split.smi-spec.io/v1alpha2'],
  ['Egress', 'policy.openservicemesh.io/v1alpha1'],
  ['IngressBackend', 'policy.openservicemesh.io/v1alpha1'],
  ['Retry', 'policy.openservicemesh.io/v1alpha1'],
  ['UpstreamTrafficSetting', 'policy.openservicemesh.io/v1alpha1'],
] as const;

const definition = (name: string): string => `CustomResourceDefinition ${name}`;
const cluster = 'Cluster prod-cluster';
const egresses = definition('egresses.policy.openservicemesh.io');

export const cases: CheckCases = {
  fires: [
    {
      name: 'an empty file',
      ...saved(),
      expect: [
        ['missing', definition('meshconfigs.config.openservicemesh.io'), 'error'],
        ['namespacesMissing', cluster, 'error'],
      ],
    },
    {
      name: "the guide's backup: the kinds of SMI alone",
      cluster: 'healthy-1.1.1',
      values: {
        backup: [
          { kind: 'TrafficTarget', namespace: 'bookstore', name: 'bookstore' },
          { kind: 'TrafficTarget', namespace: 'bookstore', name: 'postgres' },
          { kind: 'HTTPRouteGroup', namespace: 'bookstore', name: 'books' },
          { kind: 'TCPRoute', namespace: 'bookstore', name: 'database' },
        ],
      },
      expect: [
        ['missing', definition('meshconfigs.config.openservicemesh.io')],
        ['missing', definition('ingressbackends.policy.openservicemesh.io')],
        ['namespacesMissing', 'Cluster healthy-1.1.1'],
      ],
    },
    {
      name: 'a policy was added since',
      ...saved(meshConfig, ...namespaces),
      edits: [egress],
      expect: [['missing', egresses]],
    },
    {
      name: 'the same name elsewhere, and a kind of the same name of another program',
      ...saved(
        meshConfig,
        ...namespaces,
        { ...inBookstore, namespace: 'bookbuyer' },
        { ...inBookstore, apiVersion: 'crd.antrea.io/v1beta1' },
      ),
      edits: [egress],
      expect: [['missing', egresses]],
    },
    {
      name: 'two policies, and one whose names only run together alike',
      ...saved(meshConfig, ...namespaces, { kind: 'Egress', namespace: 'bookstoret', name: 'o-docs' }),
      edits: [egress, addPolicy('Egress', 'policy.openservicemesh.io/v1alpha1', 'to-mail')],
      expect: [['missing', egresses]],
    },
    {
      name: 'a namespace is not in it',
      ...saved(meshConfig, ...namespaces.slice(1)),
      expect: [['namespacesMissing', cluster]],
    },
    {
      name: 'only some namespaces came, one of them not in it',
      ...saved(meshConfig, ...namespaces.slice(1)),
      incomplete: ['namespaces'],
      expect: [['namespacesMissing', cluster]],
    },
    {
      name: 'only some policies came, one of them not in it',
      ...saved(meshConfig, ...namespaces),
      edits: [egress],
      incomplete: ['egresses'],
      expect: [['missing', egresses]],
    },
  ],
  passes: [
    { name: 'everything, and more' },
    { name: 'just what is needed', ...saved(meshConfig, ...namespaces) },
    {
      name: 'of which nothing tells a group',
      ...saved(...[meshConfig, ...namespaces].map(({ apiVersion: _, ...ref }) => ref)),
    },
    { name: 'with policies', ...saved(meshConfig, ...namespaces, inBookstore), edits: [egress] },
    {
      name: 'with their groups, in another version',
      ...saved(meshConfig, ...namespaces, { ...inBookstore, apiVersion: 'policy.openservicemesh.io/v1' }),
      edits: [egress],
    },
    {
      name: 'with one of each kind, each by its group',
      ...saved(
        meshConfig,
        ...namespaces,
        ...eachKind.map(([kind, apiVersion]) => ({ apiVersion, kind, namespace: 'bookstore', name: 'one' })),
      ),
      edits: eachKind.map(([kind, apiVersion]) => addPolicy(kind, apiVersion, 'one')),
    },
    {
      name: 'what is being deleted need not be kept',
      ...saved(meshConfig, ...namespaces),
      edits: [
        egress,
        {
          patch: 'Egress bookstore/to-docs',
          with: { metadata: { deletionTimestamp: '2026-11-22T11:00:00Z' } },
        },
      ],
    },
    { name: 'nothing is there to be kept', cluster: 'nothing-here', ...saved() },
    { name: '0.11.1, whose kinds are fewer', cluster: 'healthy-0.11.1' },
  ],
  notApplicable: [
    { name: 'no backup was given', problems: { backup: { reason: 'notAsked', detail: '' } } },
    { name: 'one namespace alone', namespace: 'bookstore' },
  ],
  unknown: [{ name: 'only some policies came, all in it', incomplete: ['retries'] }],
};
