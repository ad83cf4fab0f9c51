import type { CheckCases, Edit } from '../check-cases.ts';
import { copyOf, mutating, mutatingWith, validating } from './webhooks.ts';

const withoutControlPlane: readonly Edit[] = ['osm-controller', 'osm-injector', 'osm-bootstrap'].map(
  (name) => ({
    remove: `Deployment kube-system/${name}`,
  }),
);

export const cases: CheckCases = {
  fires: [
    {
      name: 'the add-on was disabled',
      cluster: 'stale-webhooks',
      expect: [
        ['leftOver', mutating, 'critical'],
        ['leftOver', validating, 'warning'],
      ],
    },
    {
      name: 'the Services are still there, but nobody behind them',
      edits: [...withoutControlPlane],
      expect: [
        ['leftOver', mutating, 'critical'],
        ['leftOver', validating, 'warning'],
      ],
    },
    {
      name: 'it fails open',
      edits: [...withoutControlPlane, mutatingWith({ failurePolicy: 'Ignore' }), { remove: validating }],
      expect: [['leftOver', mutating, 'warning']],
    },
    {
      name: 'one of its two webhooks fails open, and the other calls no Service',
      edits: [
        ...withoutControlPlane,
        { remove: validating },
        {
          patch: mutating,
          with: {
            webhooks: [
              { name: 'url.k8s.io', clientConfig: { url: 'https://webhooks.contoso.com' } },
              {
                name: 'open.k8s.io',
                failurePolicy: 'Ignore',
                clientConfig: { service: { namespace: 'kube-system', name: 'osm-injector' } },
              },
              {
                name: 'osm-inject.k8s.io',
                failurePolicy: 'Fail',
                clientConfig: { service: { namespace: 'kube-system', name: 'osm-injector' } },
              },
            ],
          },
        },
      ],
      expect: [['leftOver', mutating, 'critical']],
    },
    {
      name: 'the validating one alone',
      edits: [...withoutControlPlane, { remove: mutating }],
      expect: [['leftOver', validating, 'warning']],
    },
    {
      name: 'another mesh lives, this one does not',
      cluster: 'two-meshes',
      edits: [...withoutControlPlane],
      expect: [
        ['leftOver', mutating, 'critical'],
        ['leftOver', validating, 'warning'],
      ],
    },
    {
      name: "a user's Deployment with OSM's label is no control plane",
      edits: [
        ...withoutControlPlane,
        { remove: validating },
        {
          add: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'maps', namespace: 'kube-system', labels: { app: 'osm-controller' } },
            spec: { template: { spec: { containers: [{ name: 'maps', image: 'maps:1' }] } } },
          },
        },
      ],
      expect: [['leftOver', mutating, 'critical']],
    },
    {
      name: 'of its own name, beside the one that calls the mesh',
      edits: [copyOf('mutating', 'osm-webhook-osm', {}, { service: { namespace: 'osm-system' } })],
      expect: [['leftOver', 'MutatingWebhookConfiguration osm-webhook-osm', 'critical']],
    },
    {
      name: 'its labels are gone',
      edits: [
        ...withoutControlPlane,
        { remove: validating },
        { patch: mutating, with: { metadata: { labels: null } } },
      ],
      expect: [['leftOver', mutating, 'critical']],
    },
    {
      name: 'only some configurations came',
      cluster: 'stale-webhooks',
      incomplete: ['mutatingWebhooks'],
      expect: [
        ['leftOver', mutating, 'critical'],
        ['leftOver', validating, 'warning'],
      ],
    },
  ],
  passes: [
    { name: 'upstream, in its own namespace', cluster: 'healthy-1.1.1' },
    { name: 'the injector is down, its Deployment is not: OSM2004', cluster: 'injector-down' },
    {
      name: 'only the injector is missing: OSM1003',
      edits: [{ remove: 'Deployment kube-system/osm-injector' }],
    },
    { name: 'the webhooks of two meshes, both alive', cluster: 'two-meshes' },
    { name: 'a cluster that never had OSM', cluster: 'nothing-here' },
    {
      name: "a user's webhook with OSM's label app",
      cluster: 'nothing-here',
      edits: [
        {
          add: {
            apiVersion: 'admissionregistration.k8s.io/v1',
            kind: 'MutatingWebhookConfiguration',
            metadata: { name: 'maps', labels: { app: 'osm-controller' } },
            webhooks: [
              {
                name: 'tiles.contoso.com',
                failurePolicy: 'Fail',
                clientConfig: { service: { namespace: 'maps', name: 'tiles' } },
              },
            ],
          },
        },
      ],
    },
    {
      name: 'the webhook of another injector',
      cluster: 'nothing-here',
      edits: [
        {
          add: {
            apiVersion: 'admissionregistration.k8s.io/v1',
            kind: 'MutatingWebhookConfiguration',
            metadata: { name: 'istio-sidecar-injector', labels: { app: 'sidecar-injector' } },
            webhooks: [
              {
                name: 'rev.namespace.sidecar-injector.istio.io',
                failurePolicy: 'Fail',
                clientConfig: { service: { namespace: 'aks-istio-system', name: 'istiod' } },
              },
            ],
          },
        },
      ],
    },
  ],
  unknown: [
    {
      name: 'only some Deployments came: the control plane may be among the rest',
      cluster: 'stale-webhooks',
      incomplete: ['controlPlaneDeployments'],
    },
    { name: 'only some configurations came, none left over', incomplete: ['validatingWebhooks'] },
  ],
};
