import type { CheckCases, Edit } from '../check-cases.ts';
import { addNamespace, addPod, terminate } from '../injection/objects.ts';
import { azureNotAsked, inAzure } from './objects.ts';

const istioOn = inAzure({ istio: { mode: 'Istio', revisions: ['asm-1-30'] } });

const labelled = (namespace: string, labels: Readonly<Record<string, string>>): Edit => ({
  patch: `Namespace ${namespace}`,
  with: { metadata: { labels } },
});

const istioInjector: Edit = {
  add: {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'istio-sidecar-injector-asm-1-30-aks-istio-system' },
    webhooks: [
      {
        name: 'rev.namespace.sidecar-injector.istio.io',
        failurePolicy: 'Fail',
        clientConfig: { service: { namespace: 'aks-istio-system', name: 'istiod-asm-1-30' } },
      },
    ],
  },
};

/** Istio's injector as its own installer makes it. */
const byHand: Edit = {
  patch: 'MutatingWebhookConfiguration istio-sidecar-injector-asm-1-30-aks-istio-system',
  with: {
    webhooks: [
      {
        name: 'rev.namespace.sidecar-injector.istio.io',
        failurePolicy: 'Fail',
        clientConfig: { service: { namespace: 'istio-system', name: 'istiod' } },
      },
    ],
  },
};

const outside: Edit = {
  patch: 'MutatingWebhookConfiguration istio-sidecar-injector-asm-1-30-aks-istio-system',
  with: {
    webhooks: [
      {
        name: 'rev.object.sidecar-injector.istio.io',
        clientConfig: { url: 'https://istiod.example.com/inject' },
      },
      { name: 'audit.example.com', clientConfig: { url: 'https://audit.example.com/' } },
    ],
  },
};

const foreignInjector: Edit = {
  add: {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'linkerd-proxy-injector' },
    webhooks: [{ name: 'linkerd-proxy-injector.linkerd.io', clientConfig: { url: 'https://10.0.0.1/' } }],
  },
};

const controller: Edit = {
  add: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'osm-controller',
      namespace: 'osm-system',
      labels: { app: 'osm-controller', 'app.kubernetes.io/name': 'openservicemesh.io' },
    },
    spec: { template: { spec: { containers: [{ name: 'osm-controller', image: 'osm:v1.2.4' }] } } },
  },
};

const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'carts' };
const proxies = {
  containers: [
    { name: 'app', image: 'app:1' },
    { name: 'istio-proxy', image: 'proxyv2:1' },
  ],
  volumes: [{ name: 'envoy-bootstrap-config-volume' }],
};
const native = {
  containers: [{ name: 'app', image: 'app:1' }],
  initContainers: [{ name: 'istio-proxy', image: 'proxyv2:1', restartPolicy: 'Always' }],
  volumes: [{ name: 'envoy-bootstrap-config-volume' }],
};
const justIstio = { containers: [{ name: 'istio-proxy', image: 'proxyv2:1' }] };

export const cases: CheckCases = {
  fires: [
    { name: 'both add-ons', ...istioOn, expect: [['bothAddOns', 'Cluster prod-cluster', 'error']] },
    {
      name: 'by kubeconfig: the injector of Istio beside the add-on',
      ...azureNotAsked,
      edits: [istioInjector],
      expect: [['bothInjectors', 'Cluster prod-cluster', 'warning']],
    },
    {
      name: 'an Istio that was installed by hand beside the add-on, which nobody forbids',
      ...azureNotAsked,
      edits: [istioInjector, byHand],
      expect: [['bothInjectors', 'Cluster prod-cluster', 'info']],
    },
    {
      name: 'an Istio outside the cluster, whose configuration holds something else as well',
      ...azureNotAsked,
      edits: [istioInjector, outside],
      expect: [['bothInjectors', 'Cluster prod-cluster', 'info']],
    },
    {
      name: 'a label of an Istio that is not there',
      edits: [labelled('bookstore', { 'istio-injection': 'enabled' })],
      expect: [['bothLabels', 'Namespace bookstore', 'info']],
    },
    {
      name: 'only some namespaces came, one with a label of an Istio that is not there',
      edits: [labelled('bookstore', { 'istio-injection': 'enabled' })],
      incomplete: ['namespaces'],
      expect: [['bothLabels', 'Namespace bookstore', 'info']],
    },
    {
      name: 'both by hand, side by side',
      cluster: 'healthy-1.1.1',
      edits: [istioInjector],
      expect: [['bothInjectors', 'Cluster healthy-1.1.1', 'info']],
    },
    {
      name: 'a namespace in both',
      ...istioOn,
      edits: [labelled('bookstore', { 'istio.io/rev': 'asm-1-30' })],
      expect: [
        ['bothAddOns', 'Cluster prod-cluster', 'error'],
        ['bothLabels', 'Namespace bookstore', 'warning'],
      ],
    },
    {
      name: 'a namespace in both, of which OSM2012 tells what the injectors do',
      cluster: 'healthy-1.1.1',
      edits: [istioInjector, labelled('bookstore', { 'istio.io/rev': 'asm-1-30' })],
      expect: [['bothInjectors', 'Cluster healthy-1.1.1', 'info']],
    },
    {
      name: 'a namespace left behind after the switch',
      cluster: 'stale-webhooks',
      ...inAzure({ osmAddon: false, istio: { mode: 'Istio', revisions: ['asm-1-30'] } }),
      edits: [labelled('bookbuyer', { 'istio-injection': 'enabled' })],
      expect: [['bothLabels', 'Namespace bookbuyer', 'warning']],
    },
    {
      name: 'a namespace left behind after the switch, by kubeconfig',
      cluster: 'stale-webhooks',
      ...azureNotAsked,
      edits: [istioInjector, labelled('bookbuyer', { 'istio-injection': 'enabled' })],
      expect: [['bothLabels', 'Namespace bookbuyer', 'warning']],
    },
    {
      name: 'pods with both sidecars, of every age of Istio',
      edits: [
        addPod('bookstore', 'carts-0', { owner, spec: proxies }),
        addPod('bookstore', 'carts-1', { owner, spec: proxies }),
        addPod('bookstore', 'new', { spec: native }),
      ],
      expect: [
        ['bothSidecars', 'StatefulSet bookstore/carts', 'error'],
        ['bothSidecars', 'Pod bookstore/new', 'error'],
      ],
    },
    {
      name: 'only some pods came, among them one with both',
      edits: [addPod('bookstore', 'carts-0', { owner, spec: proxies })],
      incomplete: ['pods'],
      expect: [['bothSidecars', 'StatefulSet bookstore/carts']],
    },
  ],
  passes: [
    { name: 'OSM alone' },
    {
      name: 'Azure says that OSM is on, and nothing of it is there',
      cluster: 'nothing-here',
      ...inAzure({}),
    },
    {
      name: 'of OSM a control plane alone',
      cluster: 'nothing-here',
      ...azureNotAsked,
      edits: [controller],
    },
    {
      name: 'of OSM a label alone',
      cluster: 'nothing-here',
      ...azureNotAsked,
      edits: [addNamespace('shop', { labels: { 'monitored-by': 'osm' } }), addNamespace('attic')],
    },
    {
      name: 'of OSM a sidecar alone',
      cluster: 'nothing-here',
      ...azureNotAsked,
      edits: [addPod('shop', 'web', { sidecar: true }), addPod('shop', 'till')],
    },
    {
      name: 'a webhook that is not of Istio and has no Service',
      ...azureNotAsked,
      edits: [foreignInjector],
    },
    { name: 'Istio was on once', ...inAzure({ istio: { mode: 'Disabled', revisions: [] } }) },
    {
      name: 'after the switch, and its rests are not in Istio',
      cluster: 'stale-webhooks',
      ...inAzure({ osmAddon: false, istio: { mode: 'Istio', revisions: ['asm-1-30'] } }),
    },
    {
      name: 'a namespace of its own for Istio, and a pod with its sidecar alone',
      edits: [
        addNamespace('shop'),
        labelled('shop', { 'istio.io/rev': 'asm-1-30' }),
        addPod('shop', 'web', { spec: justIstio }),
      ],
    },
    {
      name: 'Istio is kept away',
      edits: [labelled('bookstore', { 'istio-injection': 'disabled', 'istio.io/rev': '' })],
    },
    {
      name: 'a namespace in both that is being deleted, and a pod that has ended',
      edits: [
        labelled('bookbuyer', { 'istio.io/rev': 'asm-1-30' }),
        terminate('bookbuyer'),
        addPod('bookstore', 'carts-0', { owner, spec: proxies, phase: 'Failed' }),
      ],
    },
  ],
  notApplicable: [
    { name: 'nothing of OSM', cluster: 'nothing-here', ...inAzure({ osmAddon: false }) },
    {
      name: 'nothing of OSM, Istio alone',
      cluster: 'nothing-here',
      edits: [istioInjector],
      ...azureNotAsked,
    },
  ],
  unknown: [
    { name: 'only some pods came', incomplete: ['pods'] },
    { name: 'only some webhooks came', edits: [istioInjector], incomplete: ['mutatingWebhooks'] },
  ],
};
