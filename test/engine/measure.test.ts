import { describe, expect, test } from '@jest/globals';
import { measure } from '../../src/engine/measure.ts';
import { openSnapshot } from '../../src/engine/resolve.ts';
import type { Edit, SmallCluster } from '../checks/check-cases.ts';
import { setBundle } from '../checks/pem.ts';
import { seenIn } from '../checks/seen-in.ts';

function measured(small: Partial<SmallCluster>): Record<string, number> {
  const snapshot = seenIn({ name: '', ...small });
  return measure(openSnapshot(snapshot), new Date(snapshot.takenAt));
}

const healthy = {
  controllerReplicasReady: 2,
  injectorReplicasReady: 2,
  monitoredNamespaces: 3,
  pods: 13,
  podsWithSidecar: 4,
  podsWaitingForSidecar: 0,
  podsOnAnotherSidecarImage: 0,
  daysToCaExpiry: 1832,
};

const sidecarVolumes = [{ name: 'envoy-bootstrap-config-volume' }];

function pod(name: string, namespace: string, more: { phase?: string; spec?: object } = {}): Edit {
  const containers = [{ name: 'web', image: 'nginx' }];
  return {
    add: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace },
      spec: { containers, ...more.spec },
      status: { phase: more.phase ?? 'Running' },
    },
  };
}

const onOtherImage = {
  containers: [
    { name: 'web', image: 'nginx' },
    { name: 'envoy', image: 'envoyproxy/envoy:v1.18.0' },
  ],
  volumes: sidecarVolumes,
};

describe('what is measured', () => {
  test('of a healthy cluster', () => {
    expect(measured({})).toEqual(healthy);
  });

  test.each<[string, readonly Edit[], Partial<typeof healthy>]>([
    [
      'a mesh that has lost its controller',
      [{ remove: 'Deployment kube-system/osm-controller' }],
      { controllerReplicasReady: 0 },
    ],
    [
      'replicas that are not ready',
      [
        { patch: 'Deployment kube-system/osm-controller', with: { status: { readyReplicas: 1 } } },
        { patch: 'Deployment kube-system/osm-injector', with: { status: { readyReplicas: null } } },
      ],
      { controllerReplicasReady: 1, injectorReplicasReady: 0 },
    ],
    ['a pod that has ended', [pod('done', 'bookbuyer', { phase: 'Succeeded' })], {}],
    ['a pod that the injector missed', [pod('plain', 'bookbuyer')], { pods: 14, podsWaitingForSidecar: 1 }],
    ['a pod outside the mesh', [pod('plain', 'default')], { pods: 14 }],
    ['a pod that gets no sidecar', [pod('host', 'bookbuyer', { spec: { hostNetwork: true } })], { pods: 14 }],
    [
      'two sidecars of an image that the mesh does not use now, one of them outside the mesh',
      [
        pod('older', 'bookbuyer', { spec: onOtherImage }),
        pod('elsewhere', 'default', { spec: onOtherImage }),
      ],
      { pods: 15, podsWithSidecar: 6, podsOnAnotherSidecarImage: 2 },
    ],
    [
      'a pod without a sidecar whose program is called envoy',
      [pod('own', 'default', { spec: { containers: [{ name: 'envoy', image: 'envoyproxy/envoy:v1' }] } })],
      { pods: 14 },
    ],
    [
      'a namespace that left the mesh',
      [{ patch: 'Namespace bookbuyer', with: { metadata: { labels: null } } }],
      { monitoredNamespaces: 2 },
    ],
  ])('with %s', (_name, edits, differs) => {
    expect(measured({ edits })).toEqual({ ...healthy, ...differs });
  });

  test('without an injector nothing says which sidecar image is the right one', () => {
    const { podsOnAnotherSidecarImage, ...others } = healthy;

    expect(measured({ edits: [{ remove: 'Deployment kube-system/osm-injector' }] })).toEqual({
      ...others,
      injectorReplicasReady: 0,
    });
  });

  test('host networks get sidecars in 0.11.1', () => {
    const edits = [pod('host', 'bookbuyer', { spec: { hostNetwork: true } })];

    expect(measured({ cluster: 'healthy-0.11.1', edits })).toMatchObject({ podsWaitingForSidecar: 1 });
  });

  test('of a release that nobody can tell, host networks are taken to get none', () => {
    const unnamed: Edit[] = ['osm-controller', 'osm-injector', 'osm-bootstrap'].map((name) => ({
      patch: `Deployment kube-system/${name}`,
      with: {
        metadata: { labels: { 'app.kubernetes.io/version': null } },
        spec: { template: { spec: { containers: [{ name, image: `${name}:latest` }] } } },
      },
    }));

    expect(
      measured({ edits: [...unnamed, pod('host', 'bookbuyer', { spec: { hostNetwork: true } })] }),
    ).toMatchObject({ pods: 14, podsWaitingForSidecar: 0 });
  });

  test('days to the end of the CA go down, and below nothing', () => {
    expect(measured({ now: '2026-11-23T11:59:00Z' })).toMatchObject({ daysToCaExpiry: 1831 });
    expect(measured({ now: '2031-11-29T12:00:00Z' })['daysToCaExpiry']).toBe(-1);
  });

  test.each<[string, Edit[], number]>([
    ['the first that ends', [setBundle('validating', 'ends-in-ten-days')], 10],
    ['the first that ends, in one bundle', [setBundle('mutating', 'root', 'ends-in-forty-days')], 40],
    ['one that can be read beside one that cannot', [setBundle('mutating')], 1832],
  ])('of several CAs it is %s', (_name, edits, days) => {
    expect(measured({ edits })['daysToCaExpiry']).toBe(days);
  });
});

describe('what was not read whole is left out', () => {
  const { pods, podsWithSidecar, podsWaitingForSidecar, podsOnAnotherSidecarImage, ...others } = healthy;

  test('pods', () => {
    expect(measured({ incomplete: ['pods'] })).toEqual(others);
  });

  test('namespaces', () => {
    const { monitoredNamespaces, ...left } = others;

    expect(measured({ incomplete: ['namespaces'] })).toEqual(left);
  });

  test('MeshConfig: which image is the right one', () => {
    const { podsOnAnotherSidecarImage, ...left } = healthy;

    expect(measured({ incomplete: ['meshConfigs'] })).toEqual(left);
  });

  test('webhooks', () => {
    const { daysToCaExpiry, ...left } = healthy;

    expect(measured({ incomplete: ['mutatingWebhooks'] })).toEqual(left);
  });

  test('Deployments of the control plane: all that depends on the mesh', () => {
    expect(measured({ incomplete: ['controlPlaneDeployments'] })).toEqual({});
  });

  test('a CA that nobody can read', () => {
    const edits: Edit[] = [
      'MutatingWebhookConfiguration aks-osm-webhook-osm',
      'ValidatingWebhookConfiguration aks-osm-validator-mesh-osm',
    ].map((patch) => ({ patch, with: { webhooks: [] } }));

    expect(measured({ edits })).not.toHaveProperty('daysToCaExpiry');
  });
});
