import type { CheckCases } from '../check-cases.ts';
import {
  expressions,
  monitoredByOsm,
  mutating,
  mutatingWith,
  validating,
  validatingWith,
} from './webhooks.ts';

const label = 'openservicemesh.io/monitored-by';
const noLabel = { matchExpressions: expressions };

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
          namespaceSelector: { matchLabels: { [label]: 'osm-dev' }, matchExpressions: expressions },
        }),
      ],
      expect: [['anotherMesh', mutating, 'error']],
    },
    {
      name: 'this mesh and another',
      edits: [
        mutatingWith({
          namespaceSelector: {
            matchExpressions: [...expressions, { key: label, operator: 'In', values: ['osm', 'osm-dev'] }],
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
            matchExpressions: [...expressions, { key: label, operator: 'NotIn', values: ['osm'] }],
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
      expect: [['narrowed', mutating, 'info']],
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
            matchExpressions: [...expressions, { key: label, operator: 'In', values: ['osm'] }],
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
  notApplicable: [
    { name: 'there is no webhook: OSM2001', edits: [{ remove: mutating }, { remove: validating }] },
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
  ],
};
