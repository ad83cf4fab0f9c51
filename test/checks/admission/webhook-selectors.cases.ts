import type { CheckCases, Edit } from '../check-cases.ts';
import {
  expressions,
  monitoredByOsm,
  mutating,
  mutatingWith,
  validating,
  validatingWith,
} from './webhooks.ts';

const monitoredBy = 'openservicemesh.io/monitored-by';
const noLabel = { matchExpressions: expressions };

/** The namespaces of the healthy add-on that are injected. */
const meshed = ['bookstore', 'bookbuyer'] as const;

/** The mutating webhook with one expression more. */
function hiding(expression: object): Edit {
  const matchExpressions = [...expressions, expression];
  return mutatingWith({ namespaceSelector: { matchLabels: monitoredByOsm, matchExpressions } });
}

function label(namespace: string, labels: object): Edit {
  return { patch: `Namespace ${namespace}`, with: { metadata: { labels } } };
}

/** Namespaces of the mesh with a label by which they can be hidden. */
const hidden = (...names: readonly string[]): Edit[] =>
  names.map((name) => ({
    add: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: { ...monitoredByOsm, hidden: 'yes' },
        annotations: { 'openservicemesh.io/sidecar-injection': 'enabled' },
      },
    },
  }));

export const cases: CheckCases = {
  fires: [
    {
      name: 'it reaches every namespace and fails closed',
      edits: [mutatingWith({ namespaceSelector: noLabel })],
      expect: [['notLimited', mutating, 'error']],
    },
    {
      name: 'it reaches every namespace, but fails open',
      cluster: 'wrong-webhooks',
      expect: [['notLimited', mutating, 'warning']],
    },
    {
      name: 'policies everywhere are checked',
      edits: [validatingWith({ namespaceSelector: noLabel })],
      expect: [['notLimited', validating, 'warning']],
    },
    {
      name: 'an empty selector',
      edits: [mutatingWith({ namespaceSelector: {} })],
      expect: [
        ['notLimited', mutating, 'error'],
        ['ignoreNotHonoured', mutating, 'warning'],
      ],
    },
    {
      name: 'the name of another mesh',
      edits: [
        mutatingWith({
          namespaceSelector: { matchLabels: { [monitoredBy]: 'osm-dev' }, matchExpressions: expressions },
        }),
      ],
      expect: [['anotherMesh', mutating, 'error']],
    },
    {
      name: 'this mesh and another',
      edits: [
        mutatingWith({
          namespaceSelector: {
            matchExpressions: [
              ...expressions,
              { key: monitoredBy, operator: 'In', values: ['osm', 'osm-dev'] },
            ],
          },
        }),
      ],
      expect: [['anotherMesh', mutating, 'warning']],
    },
    {
      name: 'two conditions on the label that no namespace meets',
      edits: [
        mutatingWith({
          namespaceSelector: {
            matchLabels: monitoredByOsm,
            matchExpressions: [...expressions, { key: monitoredBy, operator: 'NotIn', values: ['osm'] }],
          },
        }),
      ],
      expect: [['anotherMesh', mutating, 'error']],
    },
    {
      name: 'ignored namespaces are not passed over',
      edits: [mutatingWith({ namespaceSelector: { matchLabels: monitoredByOsm } })],
      expect: [['ignoreNotHonoured', mutating, 'warning']],
    },
    {
      name: 'only some namespaces of the mesh',
      edits: [
        mutatingWith({
          namespaceSelector: {
            matchLabels: { ...monitoredByOsm, team: 'shop' },
            matchExpressions: expressions,
          },
        }),
      ],
      expect: [['namespacesHidden', mutating, 'error']],
    },
    {
      name: 'all namespaces of the mesh have what it asks for; the next one may not',
      edits: [
        mutatingWith({
          namespaceSelector: {
            matchLabels: { ...monitoredByOsm, team: 'shop' },
            matchExpressions: expressions,
          },
        }),
        ...meshed.map((name) => label(name, { team: 'shop' })),
      ],
      expect: [['narrowed', mutating, 'info']],
    },
    {
      name: 'no namespace that has a name, which is all',
      edits: [hiding({ key: 'kubernetes.io/metadata.name', operator: 'DoesNotExist' })],
      expect: [['namespacesHidden', mutating, 'error']],
    },
    {
      name: 'six namespaces, five of them named',
      edits: [...hidden('a', 'b', 'c', 'd', 'e', 'f'), hiding({ key: 'hidden', operator: 'DoesNotExist' })],
      expect: [['namespacesHidden', mutating, 'error']],
    },
    {
      name: 'five namespaces, all of them named',
      edits: [...hidden('a', 'b', 'c', 'd', 'e'), hiding({ key: 'hidden', operator: 'DoesNotExist' })],
      expect: [['namespacesHidden', mutating, 'error']],
    },
    {
      name: 'expressions that only look as if they passed over what is to be ignored',
      edits: [
        mutatingWith({
          namespaceSelector: {
            matchLabels: monitoredByOsm,
            matchExpressions: [
              { key: 'openservicemesh.io/ignore', operator: 'NotIn', values: ['true'] },
              { key: 'control-plane', operator: 'DoesNotExist' },
            ],
          },
        }),
      ],
      expect: [['ignoreNotHonoured', mutating, 'warning']],
    },
    {
      name: 'only some policies are checked',
      edits: [validatingWith({ objectSelector: { matchLabels: { checked: 'yes' } } })],
      expect: [['objectsSelected', validating, 'warning']],
    },
    {
      name: 'two of its namespaces by name',
      edits: [
        hiding({ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['bookstore', 'bookbuyer'] }),
      ],
      expect: [['namespacesHidden', mutating, 'error']],
    },
    {
      name: 'a namespace by a label that OSM does not know',
      edits: [
        hiding({ key: 'contoso.com/no-mesh', operator: 'DoesNotExist' }),
        label('bookstore', { 'contoso.com/no-mesh': '' }),
      ],
      expect: [['namespacesHidden', mutating, 'error']],
    },
    {
      name: 'what AKS excludes as its own, on a namespace of the mesh',
      edits: [label('bookstore', { 'kubernetes.azure.com/managedby': 'aks' })],
      expect: [
        ['namespacesHidden', mutating, 'error'],
        ['namespacesHidden', validating, 'warning'],
      ],
    },
    {
      name: 'a namespace that lacks what is asked for',
      edits: [
        hiding({ key: 'stage', operator: 'Exists' }),
        ...meshed.slice(1).map((name) => label(name, { stage: 'test' })),
      ],
      expect: [['namespacesHidden', mutating, 'error']],
    },
    {
      name: 'an operator that Kubernetes does not have',
      edits: [hiding({ key: 'stage', operator: 'Gt', values: ['1'] })],
      expect: [['namespacesHidden', mutating, 'error']],
    },
    {
      name: 'policies of a namespace are not checked',
      edits: [
        validatingWith({
          namespaceSelector: {
            matchLabels: monitoredByOsm,
            matchExpressions: [
              ...expressions,
              { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['bookstore'] },
            ],
          },
        }),
      ],
      expect: [['namespacesHidden', validating, 'warning']],
    },
    {
      name: 'only some pods of the mesh',
      edits: [mutatingWith({ objectSelector: { matchLabels: { inject: 'yes' } } })],
      expect: [['objectsSelected', mutating, 'warning']],
    },
    {
      name: 'some pods are left out by an expression',
      edits: [
        mutatingWith({ objectSelector: { matchExpressions: [{ key: 'skip', operator: 'DoesNotExist' }] } }),
      ],
      expect: [['objectsSelected', mutating, 'warning']],
    },
  ],
  passes: [
    {
      name: 'what it hides asked for it, is not injected or is not of the mesh',
      edits: [
        hiding({
          key: 'kubernetes.io/metadata.name',
          operator: 'NotIn',
          values: ['bookstore', 'bookbuyer', 'app-routing-system', 'outside'],
        }),
        label('bookstore', { 'openservicemesh.io/ignore': 'true' }),
        label('bookbuyer', { 'control-plane': 'bookbuyer' }),
      ],
    },
    {
      name: 'kube-system is never injected, labelled or not: OSM5016',
      edits: [
        hiding({ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system'] }),
        {
          patch: 'Namespace kube-system',
          with: {
            metadata: {
              labels: monitoredByOsm,
              annotations: { 'openservicemesh.io/sidecar-injection': 'enabled' },
            },
          },
        },
      ],
    },
    { name: 'upstream, without what AKS adds', cluster: 'healthy-1.1.1' },
    { name: '0.11.1', cluster: 'healthy-0.11.1' },
    {
      name: 'the admissions enforcer adds more that excludes',
      edits: [
        mutatingWith({
          namespaceSelector: {
            matchLabels: monitoredByOsm,
            matchExpressions: [
              ...expressions,
              {
                key: 'kubernetes.io/metadata.name',
                operator: 'NotIn',
                values: ['kube-system', 'gatekeeper-system'],
              },
              { key: 'admission.policy.azure.com/ignore', operator: 'DoesNotExist' },
            ],
          },
        }),
      ],
    },
    {
      name: 'the label as an expression means the same',
      edits: [
        mutatingWith({
          namespaceSelector: {
            matchExpressions: [...expressions, { key: monitoredBy, operator: 'In', values: ['osm'] }],
          },
        }),
      ],
    },
    {
      name: 'without the expressions on plain labels, which exclude nothing',
      edits: [
        mutatingWith({
          namespaceSelector: { matchLabels: monitoredByOsm, matchExpressions: expressions.slice(0, 1) },
        }),
      ],
    },
    { name: 'a second mesh selects its own namespaces', cluster: 'two-meshes' },
  ],
  notApplicable: [{ name: 'a cluster without OSM', cluster: 'nothing-here' }],
  unknown: [{ name: 'there is no webhook: OSM2001', edits: [{ remove: mutating }, { remove: validating }] }],
};
