import type { CheckCases, Edit } from '../check-cases.ts';
import { mutating } from './webhooks.ts';

const bookstore = 'Namespace bookstore';

const expression = (key: string, operator: string, values?: readonly string[]) => ({
  key,
  operator,
  ...(values === undefined ? {} : { values }),
});
const notRefused = [expression('sidecar.istio.io/inject', 'NotIn', ['false'])];
const pods = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }];

const istiod = { namespace: 'aks-istio-system', name: 'istiod-asm-1-28', path: '/inject', port: 443 };

interface Injector {
  readonly name?: string;
  readonly namespaces: readonly object[];
  readonly objects?: readonly object[];
  /** Null: it calls a URL. */
  readonly service?: object | null;
  readonly rules?: readonly object[];
  readonly matchConditions?: readonly object[];
}

/** A configuration of Istio's, as its chart writes it. */
function istio(
  webhooks: readonly Injector[],
  metadata: object = { labels: { app: 'sidecar-injector' } },
): Edit {
  return {
    add: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      metadata: { name: 'istio-sidecar-injector-asm-1-28', ...metadata },
      webhooks: webhooks.map(
        ({ name, namespaces, objects = notRefused, service, rules, matchConditions }) => ({
          name: name ?? 'rev.namespace.sidecar-injector.istio.io',
          clientConfig:
            service === null ? { url: 'https://inject.contoso.com' } : { service: service ?? istiod },
          failurePolicy: 'Fail',
          namespaceSelector: { matchExpressions: namespaces },
          objectSelector: { matchExpressions: objects },
          rules: rules ?? pods,
          ...(matchConditions === undefined ? {} : { matchConditions }),
        }),
      ),
    },
  };
}

const byRevision: Injector = {
  namespaces: [expression('istio.io/rev', 'In', ['asm-1-28']), expression('istio-injection', 'DoesNotExist')],
};
const byEnabled: Injector = {
  name: 'namespace.sidecar-injector.istio.io',
  namespaces: [expression('istio-injection', 'In', ['enabled'])],
};
const unlabelled = [
  expression('istio-injection', 'DoesNotExist'),
  expression('istio.io/rev', 'DoesNotExist'),
];
const byPod: Injector = {
  name: 'object.sidecar-injector.istio.io',
  namespaces: unlabelled,
  objects: [expression('sidecar.istio.io/inject', 'In', ['true'])],
};
const byDefault: Injector = {
  name: 'auto.sidecar-injector.istio.io',
  namespaces: [...unlabelled, expression('kubernetes.io/metadata.name', 'NotIn', ['kube-system'])],
  objects: [expression('sidecar.istio.io/inject', 'DoesNotExist')],
};

const labelled = (labels: object, annotations: object = {}): Edit => ({
  patch: bookstore,
  with: { metadata: { labels, annotations } },
});
const revision = labelled({ 'istio.io/rev': 'asm-1-28' });
const injection = (value: string | null) => ({ 'openservicemesh.io/sidecar-injection': value });

export const cases: CheckCases = {
  fires: [
    {
      name: 'a namespace of the mesh with the revision of the Istio add-on',
      edits: [istio([byRevision, byPod]), revision],
      expect: [['bothInject', bookstore, 'error']],
    },
    {
      name: 'istio-injection=enabled',
      edits: [istio([byEnabled]), labelled({ 'istio-injection': 'enabled' })],
      expect: [['bothInject', bookstore, 'error']],
    },
    {
      name: 'Istio takes every namespace that does not say no',
      edits: [istio([byDefault])],
      expect: [
        ['bothInject', bookstore, 'error'],
        ['bothInject', 'Namespace bookbuyer', 'error'],
      ],
    },
    {
      name: 'a configuration without labels, known by the names of its webhooks',
      edits: [istio([{ ...byRevision, service: { namespace: 'mesh', name: 'pilot' } }], {}), revision],
      expect: [['bothInject', bookstore]],
    },
    {
      name: "known by the label of Istio's chart alone",
      edits: [
        istio([{ ...byRevision, name: 'inject.contoso.com', service: { namespace: 'mesh', name: 'pilot' } }]),
        revision,
      ],
      expect: [['bothInject', bookstore]],
    },
    {
      name: 'known by the name that old releases gave the webhook',
      edits: [
        istio(
          [
            {
              ...byRevision,
              name: 'sidecar-injector.istio.io',
              service: { namespace: 'mesh', name: 'pilot' },
              rules: [...pods, { ...pods[0], resources: ['services'] }],
            },
          ],
          {},
        ),
        revision,
      ],
      expect: [['bothInject', bookstore]],
    },
    {
      name: 'known by who is called',
      edits: [
        istio(
          [
            {
              ...byRevision,
              name: 'inject.contoso.com',
              service: { namespace: 'istio-system', name: 'istiod-canary', path: '/inject' },
            },
          ],
          {},
        ),
        revision,
      ],
      expect: [['bothInject', bookstore]],
    },
    {
      name: 'known by who is called, for a remote cluster',
      edits: [
        istio(
          [
            {
              ...byRevision,
              name: 'inject.contoso.com',
              service: { namespace: 'istio-system', name: 'istiod', path: '/inject/cluster/remote/net/n1' },
            },
          ],
          {},
        ),
        revision,
      ],
      expect: [['bothInject', bookstore]],
    },
    {
      name: 'without the annotation OSM injects pods that ask for it themselves',
      edits: [istio([byRevision]), labelled({ 'istio.io/rev': 'asm-1-28' }, injection(null))],
      expect: [['bothSelect', bookstore, 'warning']],
    },
    {
      name: 'labelled for both before Istio is there',
      edits: [revision],
      expect: [['bothLabelled', bookstore, 'info']],
    },
    {
      name: 'labelled for a revision that is gone',
      edits: [istio([byRevision]), labelled({ 'istio.io/rev': 'asm-1-17' })],
      expect: [['bothLabelled', bookstore, 'info']],
    },
    {
      name: 'one namespace for certain, another under conditions',
      edits: [
        istio([byRevision, { ...byEnabled, matchConditions: [{ name: 'ours', expression: 'true' }] }]),
        revision,
        { patch: 'Namespace bookbuyer', with: { metadata: { labels: { 'istio-injection': 'enabled' } } } },
      ],
      expect: [['bothInject', bookstore, 'error']],
    },
    {
      name: "selected by one of OSM's two configurations",
      edits: [
        istio([byRevision]),
        revision,
        {
          add: {
            apiVersion: 'admissionregistration.k8s.io/v1',
            kind: 'MutatingWebhookConfiguration',
            metadata: {
              name: 'osm-webhook-copy',
              labels: {
                app: 'osm-injector',
                'app.kubernetes.io/instance': 'osm',
                'app.kubernetes.io/name': 'openservicemesh.io',
              },
            },
            webhooks: [
              {
                name: 'osm-inject.k8s.io',
                clientConfig: { service: { namespace: 'kube-system', name: 'osm-injector' } },
                failurePolicy: 'Fail',
                namespaceSelector: { matchLabels: { never: 'set' } },
                rules: pods,
              },
            ],
          },
        },
      ],
      expect: [['bothInject', bookstore, 'error']],
    },
    {
      name: 'upstream, beside an Istio of its own',
      cluster: 'healthy-1.1.1',
      edits: [istio([byEnabled]), labelled({ 'istio-injection': 'enabled' })],
      expect: [['bothInject', bookstore]],
    },
  ],
  passes: [
    { name: 'there is no Istio' },
    { name: 'there is no Istio, and no webhook of OSM either', edits: [{ remove: mutating }] },
    {
      name: 'Istio selects others under conditions',
      edits: [istio([{ ...byRevision, matchConditions: [{ name: 'ours', expression: 'true' }] }])],
    },
    {
      name: 'a system namespace, into which OSM never injects',
      edits: [
        istio([byRevision]),
        {
          patch: 'Namespace kube-system',
          with: {
            metadata: {
              labels: { 'istio.io/rev': 'asm-1-28', 'openservicemesh.io/monitored-by': 'osm' },
              annotations: injection('enabled'),
            },
          },
        },
      ],
    },
    {
      name: 'a namespace outside the mesh, though the webhook of OSM selects every one',
      edits: [
        istio([byRevision]),
        {
          patch: mutating,
          with: {
            webhooks: [
              {
                name: 'osm-inject.k8s.io',
                clientConfig: { service: { namespace: 'kube-system', name: 'osm-injector' } },
                failurePolicy: 'Fail',
                rules: pods,
              },
            ],
          },
        },
        {
          patch: 'Namespace default',
          with: { metadata: { labels: { 'istio.io/rev': 'asm-1-28' }, annotations: injection('enabled') } },
        },
      ],
    },
    {
      name: "webhooks that only look as if they called Istio's",
      edits: [
        istio(
          [
            {
              ...byDefault,
              name: 'inject.contoso.com',
              service: { namespace: 'own', name: 'istiod', path: '/injection' },
            },
            {
              ...byDefault,
              name: 'sidecar.contoso.com',
              service: { namespace: 'own', name: 'own', path: '/inject' },
            },
            { ...byDefault, name: 'outside.contoso.com', service: null },
            { ...byDefault, name: 'quiet.contoso.com', service: { namespace: 'own', name: 'istiod' } },
          ],
          {},
        ),
      ],
    },
    { name: 'Istio is there, for other namespaces', edits: [istio([byRevision, byEnabled, byPod])] },
    {
      name: 'only pods that ask for Istio themselves would get both',
      edits: [istio([byPod])],
    },
    {
      name: 'an ingress namespace of OSM, without its sidecars',
      edits: [istio([byRevision]), labelled({ 'istio.io/rev': 'asm-1-28' }, injection('disabled'))],
    },
    {
      name: 'a namespace that left OSM for Istio',
      edits: [
        istio([byRevision]),
        labelled({ 'istio.io/rev': 'asm-1-28', 'openservicemesh.io/monitored-by': null }, injection(null)),
      ],
    },
    {
      name: 'a namespace of another mesh of OSM',
      edits: [
        istio([byRevision]),
        labelled({ 'istio.io/rev': 'asm-1-28', 'openservicemesh.io/monitored-by': 'osm-dev' }),
      ],
    },
    {
      name: 'istio-injection=disabled outweighs the revision',
      edits: [istio([byRevision]), labelled({ 'istio.io/rev': 'asm-1-28', 'istio-injection': 'disabled' })],
    },
    {
      name: 'OSM passes over the namespace by its own label',
      edits: [
        istio([byRevision]),
        labelled({ 'istio.io/rev': 'asm-1-28', 'openservicemesh.io/ignore': 'true' }),
      ],
    },
    {
      name: 'labelled for both before Istio is there, but passed over by OSM or an ingress namespace of it',
      edits: [
        labelled({ 'istio.io/rev': 'asm-1-28', 'openservicemesh.io/ignore': 'true' }),
        {
          patch: 'Namespace bookbuyer',
          with: { metadata: { labels: { 'istio-injection': 'enabled' }, annotations: injection('false') } },
        },
      ],
    },
    {
      name: 'the namespace is being deleted',
      edits: [
        istio([byRevision]),
        revision,
        { patch: bookstore, with: { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } } },
      ],
    },
    {
      name: 'an injector that Istio put out of use',
      edits: [istio([{ namespaces: [expression('istio.io/deactivated', 'In', ['never-match'])] }])],
    },
    {
      name: 'a webhook of Istio that is not asked about pods',
      edits: [
        istio([
          {
            ...byRevision,
            namespaces: [],
            rules: [
              {
                apiGroups: ['networking.istio.io'],
                apiVersions: ['v1'],
                operations: ['CREATE'],
                resources: ['*'],
              },
            ],
          },
        ]),
      ],
    },
    {
      name: 'another injector that selects everything',
      edits: [
        istio(
          [
            {
              name: 'linkerd.io',
              namespaces: [],
              objects: [],
              service: { namespace: 'linkerd', name: 'proxy' },
            },
          ],
          { labels: { app: 'proxy-injector' } },
        ),
      ],
    },
    {
      name: 'Istio itself, in a namespace outside the mesh',
      edits: [
        istio([byDefault, byEnabled].slice(1)),
        { patch: 'Namespace default', with: { metadata: { labels: { 'istio-injection': 'enabled' } } } },
      ],
    },
  ],
  notApplicable: [
    { name: 'a cluster without OSM', cluster: 'nothing-here', edits: [istio([byDefault])] },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [
    { name: 'only some webhooks came', incomplete: ['mutatingWebhooks'] },
    { name: 'only some namespaces came', incomplete: ['namespaces'] },
    {
      name: "OSM's webhook is missing, so what it will select was not seen",
      edits: [istio([byRevision]), { remove: mutating }],
    },
    {
      name: 'Istio selects it under conditions',
      edits: [istio([{ ...byRevision, matchConditions: [{ name: 'ours', expression: 'true' }] }]), revision],
    },
  ],
};
