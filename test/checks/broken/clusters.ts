import type { KubernetesObject } from '../../../sim/kubernetes/cluster.ts';
import { namespaceNamed, objectOf } from '../../clusters/build/objects.ts';
import { sidecarOf124, workload } from '../../clusters/build/workloads.ts';
import type { Edit, SmallCluster } from '../check-cases.ts';
import { caBundle } from '../pem.ts';
import { each, estate, type Team, teams } from './estate.ts';

/** A cluster of 150 pods and more with several faults at once, as somebody is called to at night. */
export interface BrokenCluster extends SmallCluster {
  /** What happened, as one would write it afterwards. */
  readonly story: string;
}

const add = (...objects: readonly KubernetesObject[]): Edit[] => objects.map((object) => ({ add: object }));
const meshConfig = (spec: object): Edit => ({
  patch: 'MeshConfig kube-system/osm-mesh-config',
  with: { spec },
});
const calling = 'Error creating: Internal error occurred: failed calling webhook "osm-inject.k8s.io": ';
const connectionRefused = `${calling}failed to call webhook: Post "https://osm-injector.kube-system.svc:9090/mutate-pod-creation?timeout=20s": dial tcp 10.0.40.85:9090: connect: connection refused`;
const unknownAuthority = `${calling}failed to call webhook: Post "https://osm-injector.kube-system.svc:9090/mutate-pod-creation?timeout=20s": x509: certificate signed by unknown authority`;
const oldSidecar = { ...sidecarOf124, envoy: 'mcr.microsoft.com/oss/envoyproxy/envoy:v1.22.2' };

/** The status of a container that is not what it should be. */
const container = (name: string, state: object, rest: object = {}): object => ({
  name,
  image: name,
  ready: false,
  started: false,
  restartCount: 0,
  state,
  ...rest,
});
const running = (name: string): object =>
  container(name, { running: { startedAt: '2026-11-22T08:00:00Z' } }, { ready: true, started: true });

const scaledTo = (name: string, current: number, most: number): Edit => ({
  patch: `HorizontalPodAutoscaler kube-system/${name}`,
  with: {
    spec: { maxReplicas: most },
    status: {
      currentReplicas: current,
      desiredReplicas: current,
      conditions: [
        { type: 'AbleToScale', status: 'True', reason: 'ReadyForNewScale' },
        { type: 'ScalingActive', status: 'True', reason: 'ValidMetricFound' },
        {
          type: 'ScalingLimited',
          status: String(current >= most).replace(/^./, (first) => first.toUpperCase()),
          reason: 'TooManyReplicas',
        },
      ],
    },
  },
});

const account = (namespace: string, name: string): object => ({ kind: 'ServiceAccount', name, namespace });
const target = (namespace: string, name: string, spec: object = {}): KubernetesObject =>
  objectOf('access.smi-spec.io/v1alpha3', 'TrafficTarget', [namespace, name], {
    spec: {
      destination: account(namespace, name),
      sources: [account(namespace, 'web')],
      rules: [{ kind: 'HTTPRouteGroup', name: 'all', matches: ['all'] }],
      ...spec,
    },
  });
const routes = (namespace: string, name: string, ...matches: object[]): KubernetesObject =>
  objectOf('specs.smi-spec.io/v1alpha4', 'HTTPRouteGroup', [namespace, name], {
    spec: { matches: matches.length > 0 ? matches : [{ name: 'all', pathRegex: '.*', methods: ['*'] }] },
  });
const tcpRoute = (namespace: string, name: string, port: number): KubernetesObject =>
  objectOf('specs.smi-spec.io/v1alpha4', 'TCPRoute', [namespace, name], {
    spec: { matches: { ports: [port] } },
  });
const split = (namespace: string, service: string, ...backends: [string, number][]): KubernetesObject =>
  objectOf('split.smi-spec.io/v1alpha2', 'TrafficSplit', [namespace, service], {
    spec: { service, backends: backends.map(([name, weight]) => ({ service: name, weight })) },
  });
const ingress = (namespace: string, service: string, port: number): KubernetesObject =>
  objectOf('networking.k8s.io/v1', 'Ingress', [namespace, service], {
    spec: {
      ingressClassName: 'webapprouting.kubernetes.azure.com',
      rules: [
        {
          host: `${namespace}.example.com`,
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: service, port: { number: port } } },
              },
            ],
          },
        },
      ],
    },
  });
const nginx = { kind: 'Service', namespace: 'app-routing-system', name: 'nginx' };
const ingressBackend = (
  namespace: string,
  port: number,
  { protocol = 'http', sources = [nginx] as object[], status = {}, name = 'web', tls = {} } = {},
): KubernetesObject =>
  objectOf('policy.openservicemesh.io/v1alpha1', 'IngressBackend', [namespace, name], {
    spec: { backends: [{ name: 'web', port: { number: port, protocol }, ...tls }], sources },
    status: { currentStatus: 'committed', reason: 'successfully committed by the system', ...status },
  });
const egress = (namespace: string, name: string, spec: object): KubernetesObject =>
  objectOf('policy.openservicemesh.io/v1alpha1', 'Egress', [namespace, name], {
    spec: { sources: [account(namespace, 'api')], ...spec },
  });

/** The policies that a team needs where permissive mode is off. */
const policiesOf = (team: string): KubernetesObject[] => [
  routes(team, 'all'),
  target(team, 'web', { sources: [account('checkout', 'web')] }),
  target(team, 'api'),
  tcpRoute(team, 'store', 6000),
  target(team, 'store', {
    sources: [account(team, 'api'), account(team, 'worker')],
    rules: [{ kind: 'TCPRoute', name: 'store' }],
  }),
];
/** Those of the demo applications. */
const demoPolicies: KubernetesObject[] = [
  routes('bookstore', 'all'),
  target('bookstore', 'bookstore', { sources: [account('bookbuyer', 'bookbuyer')] }),
  tcpRoute('bookstore', 'postgres', 5432),
  target('bookstore', 'postgres', {
    sources: [account('bookstore', 'bookstore')],
    rules: [{ kind: 'TCPRoute', name: 'postgres' }],
  }),
  routes('bookbuyer', 'all'),
  target('bookbuyer', 'bookbuyer', { sources: [account('bookstore', 'bookstore')] }),
];
const teamsBut = (...but: readonly Team[]): Team[] => teams.filter((team) => !but.includes(team));

const injectorDown: BrokenCluster = {
  name: 'injector-down',
  story:
    'Nodes were drained at two in the morning, thousands of pods wanted a sidecar at once, osm-injector ran out of memory and stays down. 24 workloads lack pods. Two older sins of other teams are in the way of nothing.',
  cluster: 'injector-down',
  edits: [
    scaledTo('osm-injector-hpa', 2, 2),
    ...estate({
      namespaces: { support: { injection: 'enabled' } },
      workloads: {
        support: { sidecar: null },
        'loyalty/store': { ports: [{ name: 'redis', port: 6379 }] },
      },
      refused: {
        ...each(['accounts', 'billing', 'catalogue', 'checkout', 'delivery', 'fraud'], {
          pods: 1,
          message: connectionRefused,
        }),
      },
    }),
  ],
};

const caHalfReplaced: BrokenCluster = {
  name: 'ca-half-replaced',
  story:
    'osm-ca-bundle came back from the backup of another cluster. The injector restarted since, the controller did not. Beside it sidecars of three teams run an old Envoy, and whoever looked for the fault set the log to trace and a validity in days.',
  cluster: 'ca-replaced',
  edits: [
    meshConfig({
      certificate: { serviceCertValidityDuration: '90d' },
      observability: { osmLogLevel: 'trace' },
    }),
    ...estate({
      workloads: each(['inventory', 'loyalty', 'search'], { sidecar: oldSidecar }),
      refused: each(['accounts', 'billing'], { pods: 2, message: unknownAuthority }),
    }),
  ],
};

const crdsCleanedUp: BrokenCluster = {
  name: 'crds-cleaned-up',
  story:
    'Somebody uninstalled Linkerd and took the definitions of SMI along. The controller restarts in a loop, the validating webhook is dead; ingress policies are still there. Traces have gone to a collector that was removed for months.',
  cluster: 'crd-cleanup',
  edits: [
    meshConfig({
      observability: {
        tracing: { enable: true, address: 'jaeger.tracing.svc.cluster.local', port: 9411 },
      },
    }),
    ...estate({ workloads: { 'search/api': { pods: 60 } } }),
    ...add(ingress('checkout', 'web', 80), ingressBackend('checkout', 8080)),
    ...add(ingress('search', 'web', 80)),
  ],
};

const inTheMesh = (injection?: string): { monitoredBy: string; injection?: string } => ({
  monitoredBy: 'osm',
  ...(injection === undefined ? {} : { injection }),
});
const gatekeeperDenies =
  'Error creating: admission webhook "validation.gatekeeper.sh" denied the request: [azurepolicy-k8sazurev3allowedcapabilities-0a1b2c3d] container <osm-init> has a disallowed capability. Allowed capabilities are []';
const unknownWord =
  'Error creating: admission webhook "osm-inject.k8s.io" denied the request: invalid annotation value for key "openservicemesh.io/sidecar-injection": enable';
const windows = { spec: { nodeSelector: { 'kubernetes.io/os': 'windows' } } };
const doneButSidecar = (name: string): object => ({
  status: {
    containerStatuses: [
      container(name, {
        terminated: { exitCode: 0, reason: 'Completed', finishedAt: '2026-11-21T22:10:00Z' },
      }),
      running('envoy'),
    ],
  },
});

const onboardingWeek: BrokenCluster = {
  name: 'onboarding-week',
  story:
    "Ten teams joined the mesh in a week, each by its own script: labels without annotations, annotations without labels, words that OSM does not know, another mesh's name, keys the wrong way round; some never restarted their pods, one has a policy against osm-init.",
  edits: [
    ...estate({
      namespaces: {
        accounts: { injection: 'enabled' },
        billing: inTheMesh(),
        catalogue: inTheMesh('enable'),
        checkout: { monitoredBy: 'openservicemesh', injection: 'enabled' },
        delivery: {
          labels: {
            'openservicemesh.io/monitored-by': 'osm',
            'openservicemesh.io/sidecar-injection': 'enabled',
          },
        },
        search: { ...inTheMesh('enabled'), labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
      },
      workloads: {
        ...each(
          ['accounts', 'billing', 'catalogue', 'checkout', 'delivery', 'fraud', 'inventory', 'search'],
          { sidecar: null },
        ),
        'support/worker': { sidecar: null, pod: windows },
        'support/web': { sidecar: null, pod: { spec: { hostNetwork: true } } },
      },
      refused: {
        'catalogue/api': { pods: 3, message: unknownWord },
        'loyalty/api': { pods: 2, message: gatekeeperDenies },
      },
    }),
    ...add(
      ...['import-1', 'import-2', 'import-3'].flatMap((name) =>
        workload({
          namespace: 'loyalty',
          name,
          kind: 'Job',
          pods: 1,
          ports: [],
          created: '2026-11-21T20:00:00Z',
          pod: doneButSidecar(name),
        }),
      ),
    ),
  ],
};

const strictOvernight: BrokenCluster = {
  name: 'strict-overnight',
  story:
    'Permissive mode was turned off on Friday. Most teams had their policies; accounts forgot them, fraud wrote to a name that nobody has, search has a JavaScript expression, and delivery and loyalty made canaries that divide nothing.',
  edits: [
    meshConfig({ traffic: { enablePermissiveTrafficPolicyMode: false } }),
    ...estate({ namespaces: { support: null }, workloads: { support: { sidecar: null } } }),
    ...add(
      ...demoPolicies,
      ...teamsBut('accounts', 'fraud', 'search', 'support').flatMap(policiesOf),
      ...policiesOf('fraud').filter(({ metadata }) => metadata.name !== 'api' && metadata.name !== 'web'),
      target('fraud', 'web', {
        sources: [account('checkout', 'web')],
        rules: [{ kind: 'HTTPRouteGroup', name: 'all' }],
      }),
      target('fraud', 'scoring', { destination: account('fraud', 'scoring') }),
      ...policiesOf('search').filter(({ kind }) => kind !== 'HTTPRouteGroup'),
      routes('search', 'all', { name: 'all', pathRegex: '/(?!admin).*', methods: ['GET'] }),
      ...policiesOf('support'),
      split('delivery', 'web', ['web-v2', 100]),
      split('loyalty', 'web', ['web', 0], ['api', 0]),
    ),
  ],
};

/** A pod that hangs in osm-init. */
const stuckInInit = {
  status: {
    phase: 'Pending',
    conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }],
    initContainerStatuses: [
      container(
        'osm-init',
        { waiting: { reason: 'CrashLoopBackOff' } },
        {
          restartCount: 11,
          lastState: { terminated: { exitCode: 2, reason: 'Error', finishedAt: '2026-11-22T11:57:00Z' } },
        },
      ),
    ],
    containerStatuses: ['api', 'web', 'worker', 'store', 'envoy'].map((name) =>
      container(name, { waiting: { reason: 'PodInitializing' } }),
    ),
  },
};

const egressClosed: BrokenCluster = {
  name: 'egress-closed',
  story:
    'Egress was closed and an address added to the exclusions by hand, with a typo that the schema lets through. Pods that were made since hang in osm-init; the others cannot reach Azure, and half of the Egress policies say what OSM does not read.',
  edits: [
    meshConfig({ traffic: { enableEgress: false, outboundIPRangeExclusionList: ['10.20.300.1/32'] } }),
    ...estate({
      workloads: {
        ...each(['accounts', 'billing'], { since: '2026-11-22T10:40:00Z', pod: stuckInInit }),
        ...each(['checkout/api', 'delivery/api'], { labels: { 'azure.workload.identity/use': 'true' } }),
      },
    }),
    ...add(
      egress('checkout', 'bank', {
        hosts: ['bank.example.com'],
        ports: [{ number: 443, protocol: 'HTTPS' }],
      }),
      egress('delivery', 'carrier', { ports: [{ number: 80, protocol: 'http' }] }),
      egress('fraud', 'lists', { ipAddresses: ['192.0.2.0/33'], ports: [{ number: 9000, protocol: 'tcp' }] }),
      egress('search', 'models', {
        hosts: ['models.example.com'],
        ports: [{ number: 443, protocol: 'https' }],
      }),
    ),
  ],
};

const notFound = {
  currentStatus: 'error',
  reason: 'endpoints not found for service app-routing-system/nginx',
};
const ingressOutage: BrokenCluster = {
  name: 'ingress-outage',
  story:
    "A clean-up of labels took the mesh's label off app-routing-system: every IngressBackend that names its nginx is dead. Older mistakes of single teams come to light at the same time.",
  edits: [
    {
      patch: 'Namespace app-routing-system',
      with: { metadata: { labels: { 'openservicemesh.io/monitored-by': null } } },
    },
    ...estate(),
    ...add(
      ...teamsBut('search', 'support').flatMap((team) => [
        ingress(team, 'web', 80),
        ...(team === 'loyalty'
          ? []
          : [ingressBackend(team, team === 'inventory' ? 80 : 8080, { status: notFound })]),
      ]),
      ingress('search', 'web', 80),
      ingressBackend('search', 8080, { sources: [{ kind: 'IPRange', name: '0.0.0.0/0' }] }),
      ingress('support', 'web', 80),
      ingressBackend('support', 8080, {
        protocol: 'https',
        tls: { tls: { skipClientCertValidation: false } },
        status: notFound,
      }),
    ),
  ],
};

const addOnDisabled: BrokenCluster = {
  name: 'add-on-disabled',
  story:
    'The add-on was disabled before anything was moved. Its webhooks stayed, so no pod comes up in the former mesh; 160 pods still send their traffic through sidecars that nobody configures.',
  cluster: 'stale-webhooks',
  edits: estate({
    refused: each(['accounts/api', 'billing/api', 'checkout/api', 'checkout/web', 'search/api'], {
      pods: 1,
      message: `${calling}failed to call webhook: Post "https://osm-injector.kube-system.svc:9090/mutate-pod-creation?timeout=20s": service "osm-injector" not found`,
    }),
  }),
};

const image = (component: string, release: string): Edit => ({
  patch: `Deployment kube-system/${component}`,
  with: {
    spec: {
      template: {
        spec: {
          containers: [
            { name: component, image: `mcr.microsoft.com/oss/openservicemesh/${component}:${release}` },
          ],
        },
      },
    },
  },
});

const updateStuck: BrokenCluster = {
  name: 'update-stuck',
  story:
    'An update of the add-on stopped in the middle: bootstrap is not ready, its new definitions are missing, the conversion of the old ones leads nowhere. MeshConfig pins an Envoy of years ago, so that restarts bring no fix.',
  cluster: 'leftover-conversion',
  edits: [
    image('osm-bootstrap', 'v1.2.5'),
    {
      patch: 'Deployment kube-system/osm-bootstrap',
      with: { status: { readyReplicas: null, availableReplicas: null, unavailableReplicas: 1 } },
    },
    {
      patch: 'Pod kube-system/osm-bootstrap-p6jhrdnr7w-vxxsn',
      with: {
        status: {
          conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }],
          containerStatuses: [
            container(
              'osm-bootstrap',
              { waiting: { reason: 'CrashLoopBackOff' } },
              {
                restartCount: 41,
                lastState: {
                  terminated: { exitCode: 1, reason: 'Error', finishedAt: '2026-11-22T11:56:00Z' },
                },
              },
            ),
          ],
        },
      },
    },
    {
      patch: 'EndpointSlice kube-system/osm-bootstrap-85pzp',
      with: { endpoints: [{ addresses: ['10.244.0.15'], conditions: { ready: false } }] },
    },
    { remove: 'CustomResourceDefinition meshrootcertificates.config.openservicemesh.io' },
    { remove: 'CustomResourceDefinition retries.policy.openservicemesh.io' },
    meshConfig({
      sidecar: { envoyImage: 'mcr.microsoft.com/oss/envoyproxy/envoy:v1.19.1', logLevel: 'debug' },
    }),
    scaledTo('osm-controller-hpa', 5, 5),
    ...estate({
      workloads: each(teams.slice(0, 5), {
        sidecar: { ...sidecarOf124, envoy: 'mcr.microsoft.com/oss/envoyproxy/envoy:v1.19.1' },
      }),
    }),
  ],
};

const istioInjector = objectOf(
  'admissionregistration.k8s.io/v1',
  'MutatingWebhookConfiguration',
  [undefined, 'istio-sidecar-injector-asm-1-29'],
  {
    webhooks: [
      {
        name: 'rev.namespace.sidecar-injector.istio.io',
        admissionReviewVersions: ['v1'],
        clientConfig: {
          service: { namespace: 'aks-istio-system', name: 'istiod-asm-1-29', path: '/inject', port: 443 },
          caBundle: caBundle('webhook-conversion'),
        },
        failurePolicy: 'Fail',
        namespaceSelector: {
          matchExpressions: [{ key: 'istio.io/rev', operator: 'In', values: ['asm-1-29'] }],
        },
        objectSelector: {},
        rules: [
          { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'], scope: '*' },
        ],
        sideEffects: 'None',
      },
    ],
  },
);
const withIstioToo = {
  spec: {
    containers: [
      { name: 'app', image: 'app' },
      { name: 'envoy', image: sidecarOf124.envoy },
      { name: 'istio-proxy', image: 'mcr.microsoft.com/oss/istio/proxyv2:1.29.0' },
    ],
  },
};

const halfMigrated: BrokenCluster = {
  name: 'half-migrated',
  story:
    'The move to Istio began with the labels: three namespaces belong to both meshes now, one of them was restarted and has two sidecars in each pod. The Istio add-on is on beside OSM, on a Kubernetes that is out of support.',
  values: {
    managedCluster: {
      osmAddon: true,
      kubernetesVersion: '1.31.3',
      location: 'westeurope',
      supportPlan: 'KubernetesOfficial',
      upgradeChannel: 'none',
      istio: { mode: 'Istio', revisions: ['asm-1-29'] },
    },
  },
  edits: [
    ...estate({
      namespaces: {
        ...Object.fromEntries(
          ['accounts', 'billing', 'catalogue'].map((team) => [
            team,
            { ...inTheMesh('enabled'), labels: { 'istio.io/rev': 'asm-1-29' } },
          ]),
        ),
        fraud: { labels: { 'istio.io/rev': 'asm-1-29' } },
      },
      workloads: {
        accounts: { pod: withIstioToo },
        'fraud/api': {},
        fraud: { since: '2026-10-20T08:00:00Z' },
      },
    }),
    ...add(
      namespaceNamed('aks-istio-system'),
      ...workload({ namespace: 'aks-istio-system', name: 'istiod-asm-1-29', sidecar: null }),
      istioInjector,
    ),
  ],
};

/** No opt-in tier, no backup: as an ordinary run is asked. */
const notAsked = { reason: 'notAsked', detail: 'Nobody asked for it.' } as const;

/** The ten. */
export const brokenClusters: readonly BrokenCluster[] = [
  injectorDown,
  caHalfReplaced,
  crdsCleanedUp,
  onboardingWeek,
  strictOvernight,
  egressClosed,
  ingressOutage,
  addOnDisabled,
  updateStuck,
  halfMigrated,
].map((cluster) => ({ ...cluster, problems: { backup: notAsked } }));
