import { describe, expect, test } from '@jest/globals';
import type { ObjectRef, RemedyIntent } from '../../src/model/remedy.ts';
import type { RbacRule } from '../../src/model/snapshot.ts';
import { dryRunRequest, holdsPatch, patchRules } from '../../src/remedies/dry-run-request.ts';

const patchOf = (object: ObjectRef): RemedyIntent => ({
  do: 'patch',
  object,
  patch: { spec: { x: 1 } },
  does: 'Change it',
});

const shop: ObjectRef = { apiVersion: 'v1', kind: 'Namespace', name: 'shop' };
const till: ObjectRef = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'till' };

const toPatch = (group: string, plural: string): RbacRule => ({
  apiGroups: [group],
  resources: [plural],
  verbs: ['patch'],
});

/** Kind, its path up to the name, group and plural, as `kubectl api-resources` has them. */
const kinds: readonly [kind: string, path: string, group: string, plural: string][] = [
  ['Deployment', '/apis/apps/v1/namespaces/shop/deployments', 'apps', 'deployments'],
  ['StatefulSet', '/apis/apps/v1/namespaces/shop/statefulsets', 'apps', 'statefulsets'],
  ['DaemonSet', '/apis/apps/v1/namespaces/shop/daemonsets', 'apps', 'daemonsets'],
  [
    'HorizontalPodAutoscaler',
    '/apis/autoscaling/v1/namespaces/shop/horizontalpodautoscalers',
    'autoscaling',
    'horizontalpodautoscalers',
  ],
  ['CronJob', '/apis/batch/v1/namespaces/shop/cronjobs', 'batch', 'cronjobs'],
  [
    'TrafficTarget',
    '/apis/access.smi-spec.io/v1alpha3/namespaces/shop/traffictargets',
    'access.smi-spec.io',
    'traffictargets',
  ],
  [
    'IngressBackend',
    '/apis/policy.openservicemesh.io/v1alpha1/namespaces/shop/ingressbackends',
    'policy.openservicemesh.io',
    'ingressbackends',
  ],
  [
    'Egress',
    '/apis/policy.openservicemesh.io/v1alpha1/namespaces/shop/egresses',
    'policy.openservicemesh.io',
    'egresses',
  ],
];

describe('the dry run of a patch', () => {
  test.each(kinds)('of a %s', (kind, path, group, plural) => {
    expect(dryRunRequest(patchOf({ kind, namespace: 'shop', name: 'till' }))).toEqual({
      path: `${path}/till`,
      patch: { spec: { x: 1 } },
      rule: toPatch(group, plural),
    });
  });

  test.each<[string, ObjectRef, string, RbacRule]>([
    ['of a Namespace', shop, '/api/v1/namespaces/shop', toPatch('', 'namespaces')],
    [
      'of a CRD',
      { kind: 'CustomResourceDefinition', name: 'egresses.policy.openservicemesh.io' },
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/egresses.policy.openservicemesh.io',
      toPatch('apiextensions.k8s.io', 'customresourcedefinitions'),
    ],
    [
      'of a MeshConfig in the version that it has',
      {
        apiVersion: 'config.openservicemesh.io/v1alpha1',
        kind: 'MeshConfig',
        namespace: 'kube-system',
        name: 'osm-mesh-config',
      },
      '/apis/config.openservicemesh.io/v1alpha1/namespaces/kube-system/meshconfigs/osm-mesh-config',
      toPatch('config.openservicemesh.io', 'meshconfigs'),
    ],
    [
      'of names that must not change the path',
      { kind: 'Deployment', namespace: 'a/b', name: 'c?d' },
      '/apis/apps/v1/namespaces/a%2Fb/deployments/c%3Fd',
      toPatch('apps', 'deployments'),
    ],
  ])('%s', (_name, object, path, rule) => {
    expect(dryRunRequest(patchOf(object))).toEqual({ path, patch: { spec: { x: 1 } }, rule });
  });

  test.each<[string, ObjectRef]>([
    ['of a kind that is not known here', { kind: 'Secret', namespace: 'shop', name: 'till' }],
    ['of a kind that only looks known', { kind: 'constructor', namespace: 'shop', name: 'till' }],
    [
      'of a MeshConfig whose version nobody gave',
      { kind: 'MeshConfig', namespace: 'kube-system', name: 'osm-mesh-config' },
    ],
  ])('is not made: %s', (_name, object) => {
    expect(dryRunRequest(patchOf(object))).toBeUndefined();
  });
});

describe('the dry run of what is no patch', () => {
  test.each<[string, RemedyIntent, object]>([
    [
      'a label',
      { do: 'label', on: shop, key: 'team', value: 'a', does: 'x' },
      { metadata: { labels: { team: 'a' } } },
    ],
    [
      'an annotation that goes',
      { do: 'annotate', on: shop, key: 'team', value: null, does: 'x' },
      { metadata: { annotations: { team: null } } },
    ],
    [
      'a restart',
      { do: 'restart', workload: till },
      {
        spec: {
          template: {
            metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': '2000-01-01T00:00:00Z' } },
          },
        },
      },
    ],
  ])('%s', (_name, intent, patch) => {
    expect(dryRunRequest(intent)?.patch).toEqual(patch);
  });

  test.each<[string, RemedyIntent]>([
    ['a look', { do: 'look', does: 'x', args: ['get', 'pods'] }],
    ['a deletion', { do: 'delete', object: till, does: 'x', risk: 'changesCluster' }],
    ['a JSON patch', { do: 'jsonPatch', object: till, patch: [], does: 'x' }],
    ['the deletion that restarts a pod', { do: 'restart', workload: { kind: 'Pod', name: 'till' } }],
  ])('is not made: %s', (_name, intent) => {
    expect(dryRunRequest(intent)).toBeUndefined();
  });
});

test('the rights for all of them: each kind once', () => {
  expect(patchRules()).toEqual([
    toPatch('', 'namespaces'),
    toPatch('apps', 'deployments'),
    toPatch('apps', 'statefulsets'),
    toPatch('apps', 'daemonsets'),
    toPatch('batch', 'cronjobs'),
    toPatch('autoscaling', 'horizontalpodautoscalers'),
    toPatch('apiextensions.k8s.io', 'customresourcedefinitions'),
    toPatch('access.smi-spec.io', 'traffictargets'),
    toPatch('policy.openservicemesh.io', 'ingressbackends'),
    toPatch('policy.openservicemesh.io', 'egresses'),
    toPatch('config.openservicemesh.io', 'meshconfigs'),
  ]);
});

describe('an answer holds what a patch asked for', () => {
  test.each<[boolean, string, unknown, unknown]>([
    [true, 'set, beside others', { spec: { x: 1, y: 2 } }, { spec: { x: 1 } }],
    [false, 'another value', { spec: { x: 2 } }, { spec: { x: 1 } }],
    [false, 'dropped', { spec: {} }, { spec: { x: 1 } }],
    [false, 'the section is none', { spec: 'x' }, { spec: { x: 1 } }],
    [true, 'taken away', { spec: {} }, { spec: { x: null } }],
    [true, 'there, and null', { spec: { x: null } }, { spec: { x: null } }],
    [false, 'still there', { spec: { x: 0 } }, { spec: { x: null } }],
    [true, 'what stood in a section that is gone', {}, { spec: { x: null } }],
    [false, 'one of two', { spec: { x: 1 } }, { spec: { x: 1, y: 2 } }],
    [true, 'the same list', { spec: { x: [1, { a: 2 }] } }, { spec: { x: [1, { a: 2 }] } }],
    [false, 'a longer list', { spec: { x: [1, 2] } }, { spec: { x: [1] } }],
    [true, 'nothing was asked for', { spec: 1 }, {}],
  ])('%s: %s', (holds, _name, answer, patch) => {
    expect(holdsPatch(answer, patch)).toBe(holds);
  });

  test('what every object brings along is no answer', () => {
    expect(holdsPatch({}, JSON.parse('{"toString": null}'))).toBe(true);
  });
});
