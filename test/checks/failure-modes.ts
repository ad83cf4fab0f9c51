import type { KubernetesObject } from '../../sim/kubernetes/cluster.ts';
import { failedCreate, meshed, namespaceNamed, objectOf } from '../clusters/build/objects.ts';
import { endpointsOf, sidecarOf124, type Workload, workload } from '../clusters/build/workloads.ts';
import type { Edit, SmallCluster } from './check-cases.ts';
import { setBundles } from './pem.ts';

/** A way in which meshes fail, a small cluster that has it, and the checks that must find it there. */
export interface FailureMode extends SmallCluster {
  /** Its number in docs/failure-modes.md. */
  readonly mode: number;
  readonly ids: readonly string[];
}

const add = (...objects: readonly KubernetesObject[]): Edit[] => objects.map((object) => ({ add: object }));
const meshConfig = (spec: object): Edit => ({
  patch: 'MeshConfig kube-system/osm-mesh-config',
  with: { spec },
});
const strict = meshConfig({ traffic: { enablePermissiveTrafficPolicyMode: false } });
const egressOff = meshConfig({ traffic: { enableEgress: false } });

/** An application in namespace shop, which is in the mesh. */
const inShop = (plan: Partial<Workload> = {}): KubernetesObject[] =>
  workload({ namespace: 'shop', name: 'cart', ...plan });
const shop = (plan?: Partial<Workload>): Edit[] => add(meshed('shop'), ...inShop(plan));

/** The status of a container: `state` and what else differs from one that runs. */
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
  container(name, { running: { startedAt: '2026-11-22T10:00:00Z' } }, { ready: true, started: true });

/** A workload whose ReplicaSet has none of its two pods, for the reason that the API server gave. */
function refused(message: string): KubernetesObject[] {
  return inShop({ pods: 0 }).flatMap((object) => {
    if (object.kind !== 'ReplicaSet') return [object];
    const condition = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message };
    const failing = {
      ...object,
      spec: { replicas: 2 },
      status: {
        replicas: 0,
        conditions: [{ ...condition, lastTransitionTime: '2026-11-22T11:40:00Z' }],
      },
    };
    return [failing, failedCreate(failing, message)];
  });
}

const calling = 'Error creating: Internal error occurred: failed calling webhook "osm-inject.k8s.io": ';

/** The probes of a container as the injector of 1.1 and later leaves them. */
const withProbes = (...names: readonly string[]): object => ({
  spec: {
    containers: [
      ...names.map((name) => ({
        name,
        image: name,
        readinessProbe: { httpGet: { path: '/osm-readiness-probe', port: 15902 } },
      })),
      { name: 'envoy', image: 'mcr.microsoft.com/oss/envoyproxy/envoy:v1.25.8' },
    ],
  },
});

const account = (namespace: string, name: string): object => ({ kind: 'ServiceAccount', name, namespace });
const smi = {
  target: (name: string, spec: object): KubernetesObject =>
    objectOf('access.smi-spec.io/v1alpha3', 'TrafficTarget', ['shop', name], {
      spec: {
        destination: account('shop', 'cart'),
        sources: [account('bookbuyer', 'bookbuyer')],
        rules: [{ kind: 'HTTPRouteGroup', name: 'cart', matches: ['all'] }],
        ...spec,
      },
    }),
  routes: (name: string, ...matches: object[]): KubernetesObject =>
    objectOf('specs.smi-spec.io/v1alpha4', 'HTTPRouteGroup', ['shop', name], {
      spec: { matches: matches.length > 0 ? matches : [{ name: 'all', pathRegex: '.*', methods: ['*'] }] },
    }),
  split: (service: string, ...backends: [string, number][]): KubernetesObject =>
    objectOf('split.smi-spec.io/v1alpha2', 'TrafficSplit', ['shop', service], {
      spec: { service, backends: backends.map(([name, weight]) => ({ service: name, weight })) },
    }),
};
const osm = {
  egress: (spec: object): KubernetesObject =>
    objectOf('policy.openservicemesh.io/v1alpha1', 'Egress', ['shop', 'bank'], {
      spec: { sources: [account('shop', 'cart')], ...spec },
    }),
  ingress: (port: number, spec: object = {}): KubernetesObject =>
    objectOf('policy.openservicemesh.io/v1alpha1', 'IngressBackend', ['shop', 'cart'], {
      spec: {
        backends: [{ name: 'cart', port: { number: port, protocol: 'http' } }],
        sources: [{ kind: 'Service', namespace: 'app-routing-system', name: 'nginx' }],
        ...spec,
      },
    }),
};
const ingressTo = (service: string): KubernetesObject =>
  objectOf('networking.k8s.io/v1', 'Ingress', ['shop', service], {
    spec: {
      ingressClassName: 'webapprouting.kubernetes.azure.com',
      defaultBackend: { service: { name: service, port: { number: 80 } } },
    },
  });

/** A pod of the control plane that ended so, a little while ago and often. */
function outOfMemory(component: string, pod: string): Edit {
  const ended = { exitCode: 137, reason: 'OOMKilled', finishedAt: '2026-11-22T11:52:00Z' };
  return {
    patch: `Pod kube-system/${pod}`,
    with: {
      status: {
        containerStatuses: [
          container(
            component,
            { running: { startedAt: '2026-11-22T11:52:30Z' } },
            { ready: true, restartCount: 9, lastState: { terminated: ended } },
          ),
        ],
      },
    },
  };
}

/** A hand-written pod that carries another pod's sidecar, as a restored backup or a copied manifest does. */
function copied(): Edit[] {
  const [pod] = inShop({ pods: 1 }).filter(({ kind }) => kind === 'Pod');
  if (pod === undefined) return [];
  const { ownerReferences: _, ...metadata } = pod.metadata;
  return add({ ...pod, metadata: { ...metadata, name: 'cart-restored', uid: 'restored' } });
}

/** Two Services before the same pods; one says tcp, the other nothing. */
function disagreeing(): KubernetesObject[] {
  const objects = inShop({ ports: [{ name: 'db', port: 9000, appProtocol: 'tcp' }] });
  const ports = [{ name: 'plain', port: 9000, targetPort: 9000 }];
  const other = objectOf('v1', 'Service', ['shop', 'cart-plain'], {
    spec: { selector: { app: 'cart' }, ports },
  });
  const pods = objects.filter(({ kind }) => kind === 'Pod');
  return [...objects, other, endpointsOf(other, pods, ports)];
}

const ofMode = (
  mode: number,
  name: string,
  ids: readonly string[],
  edits: readonly Edit[],
  more: Partial<SmallCluster> = {},
): FailureMode => ({ mode, name, ids, edits, ...more });

/** The failure modes that the API shows, in order of number; some in several forms. */
export const failureModes: readonly FailureMode[] = [
  ofMode(
    1,
    'the injector is down, pods are refused',
    ['OSM1003', 'OSM1011', 'OSM2004', 'OSM6009'],
    add(
      meshed('shop'),
      ...refused(`${calling}failed to call webhook: Post: dial tcp 10.0.40.85:9090: connect: refused`),
    ),
    { cluster: 'injector-down' },
  ),
  ofMode(
    2,
    'the injector is well, its certificate is of another CA',
    ['OSM2003', 'OSM6009'],
    add(
      meshed('shop'),
      ...refused(
        `${calling}failed to call webhook: Post: x509: certificate signed by unknown authority (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "osm-ca.openservicemesh.io")`,
      ),
    ),
    { cluster: 'ca-replaced' },
  ),
  ofMode(
    3,
    'the annotation alone',
    ['OSM5015'],
    add(namespaceNamed('shop', { injection: 'enabled' }), ...inShop({ sidecar: null })),
  ),
  ofMode(
    3,
    'the label alone',
    ['OSM5015'],
    add(namespaceNamed('shop', { monitoredBy: 'osm' }), ...inShop({ sidecar: null })),
  ),
  ofMode(
    3,
    'the keys the wrong way round',
    ['OSM5003'],
    add(
      namespaceNamed('shop', { labels: { 'openservicemesh.io/sidecar-injection': 'enabled' } }),
      ...inShop({ sidecar: null }),
    ),
  ),
  ofMode(4, 'pods from before the namespace joined', ['OSM5006'], shop({ sidecar: null })),
  ofMode(
    5,
    'enable instead of enabled',
    ['OSM5002', 'OSM6009'],
    add(
      meshed('shop', { injection: 'enable' }),
      ...refused(
        'Error creating: admission webhook "osm-inject.k8s.io" denied the request: Invalid annotation value for key openservicemesh.io/sidecar-injection: enable',
      ),
    ),
  ),
  ofMode(
    6,
    'Azure Policy refuses the sidecar',
    ['OSM5013'],
    add(
      meshed('shop'),
      ...refused(
        'Error creating: admission webhook "validation.gatekeeper.sh" denied the request: [azurepolicy-k8sazurev3allowedcapabilities-0a1b2c] container <osm-init> has a disallowed capability',
      ),
    ),
  ),
  ofMode(
    6,
    'Pod Security enforces restricted',
    ['OSM5012'],
    add(meshed('shop', { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }), ...inShop()),
  ),
  ofMode(
    7,
    'pods must not run as root, and a tcpSocket probe brings osm-healthcheck along',
    ['OSM5010'],
    shop({
      pod: {
        spec: {
          securityContext: { runAsNonRoot: true },
          containers: [
            { name: 'cart', image: 'cart' },
            { name: 'osm-healthcheck', image: 'osm-healthcheck' },
            { name: 'envoy', image: sidecarOf124.envoy },
          ],
        },
        status: {
          phase: 'Pending',
          containerStatuses: [
            running('cart'),
            container('osm-healthcheck', { waiting: { reason: 'CreateContainerConfigError' } }),
            running('envoy'),
          ],
        },
      },
    }),
  ),
  ofMode(
    8,
    'an impossible range in MeshConfig',
    ['OSM4018', 'OSM6001'],
    [
      meshConfig({ traffic: { outboundIPRangeExclusionList: ['10.0.0.0/33'] } }),
      ...shop({
        pod: {
          status: {
            phase: 'Pending',
            initContainerStatuses: [
              container(
                'osm-init',
                { waiting: { reason: 'CrashLoopBackOff' } },
                {
                  restartCount: 8,
                  lastState: {
                    terminated: { exitCode: 2, reason: 'Error', finishedAt: '2026-11-22T11:57:00Z' },
                  },
                },
              ),
            ],
            containerStatuses: [
              container('cart', { waiting: { reason: 'PodInitializing' } }),
              container('envoy', { waiting: { reason: 'PodInitializing' } }),
            ],
          },
        },
      }),
    ],
  ),
  ofMode(
    8,
    'an impossible port in an annotation',
    ['OSM5018'],
    shop({
      pod: { metadata: { annotations: { 'openservicemesh.io/outbound-port-exclusion-list': '70000' } } },
    }),
  ),
  ofMode(
    9,
    'a job that has done its work',
    ['OSM5011'],
    shop({
      kind: 'Job',
      pods: 1,
      ports: [],
      created: '2026-11-22T08:00:00Z',
      pod: {
        status: {
          containerStatuses: [
            container('cart', {
              terminated: { exitCode: 0, reason: 'Completed', finishedAt: '2026-11-22T08:10:00Z' },
            }),
            running('envoy'),
          ],
        },
      },
    }),
  ),
  ofMode(
    10,
    'tcpSocket probes up to 1.0',
    ['OSM5019'],
    add(
      meshed('shop'),
      ...inShop({
        sidecar: { envoy: 'envoyproxy/envoy-alpine:v1.19.1', init: 'openservicemesh/init:v1.0.0' },
        pod: {
          spec: {
            containers: [
              { name: 'cart', image: 'cart', readinessProbe: { tcpSocket: { port: 15902 } } },
              { name: 'envoy', image: 'envoyproxy/envoy-alpine:v1.19.1' },
            ],
          },
        },
      }),
    ),
    { cluster: 'healthy-1.0.0' },
  ),
  ofMode(
    11,
    'two containers with readiness probes',
    ['OSM5017'],
    shop({ pod: withProbes('cart', 'metrics') }),
  ),
  ofMode(
    12,
    'a database that says nothing of its protocol',
    ['OSM6010'],
    shop({ ports: [{ name: 'db', port: 5432 }] }),
  ),
  ofMode(12, 'two Services that disagree', ['OSM6015'], add(meshed('shop'), ...disagreeing())),
  ofMode(13, 'nothing allows the callers', ['OSM7006'], [strict, ...shop()]),
  ofMode(14, 'permissive mode', ['OSM7005'], [...shop(), ...add(smi.target('cart', {}), smi.routes('cart'))]),
  ofMode(
    14,
    'nobody to lead to, nobody to come from',
    ['OSM7001', 'OSM7002'],
    [
      strict,
      ...shop(),
      ...add(
        smi.routes('cart'),
        smi.target('cart', {}),
        smi.target('trolley', { destination: account('shop', 'trolley') }),
        smi.target('till', { sources: [account('bookbuyer', 'till')] }),
      ),
    ],
  ),
  ofMode(
    14,
    'rules that lead nowhere',
    ['OSM7003', 'OSM7004', 'OSM7015'],
    [
      strict,
      ...shop(),
      ...add(
        smi.routes('cart'),
        smi.target('cart', {}),
        smi.target('a', { rules: [{ kind: 'HTTPRouteGroup', name: 'gone', matches: ['all'] }] }),
        smi.target('b', { destination: account('bookstore', 'bookstore') }),
        smi.target('c', { rules: [{ kind: 'HTTPRouteGroup', name: 'cart' }] }),
      ),
    ],
  ),
  ofMode(
    14,
    'outside the mesh',
    ['OSM7013'],
    [strict, ...add(namespaceNamed('shop'), smi.routes('cart'), smi.target('cart', {}))],
  ),
  ofMode(
    15,
    'two targets of one account',
    ['OSM7017'],
    [
      strict,
      ...shop(),
      ...add(
        smi.routes('cart', { name: 'all', pathRegex: '/.*', methods: ['GET'] }),
        smi.routes('admin', { name: 'all', pathRegex: '/admin', methods: ['GET'] }),
        smi.target('cart', {}),
        smi.target('admin', {
          sources: [account('bookstore', 'bookstore')],
          rules: [{ kind: 'HTTPRouteGroup', name: 'admin', matches: ['all'] }],
        }),
      ),
    ],
  ),
  ofMode(
    16,
    'a backend without the port, one that is absent',
    ['OSM7010'],
    [
      ...shop(),
      ...add(
        ...inShop({ name: 'cart-v2', ports: [{ name: 'http', port: 8080 }] }),
        smi.split('cart', ['cart-v2', 50], ['cart-v3', 50]),
      ),
    ],
  ),
  ofMode(16, 'the root is absent', ['OSM7009'], [...shop(), ...add(smi.split('trolley', ['cart', 100]))]),
  ofMode(
    17,
    'HTTP in capitals, http without hosts',
    ['OSM8010'],
    [
      egressOff,
      ...shop(),
      ...add(
        osm.egress({
          ports: [
            { number: 80, protocol: 'HTTP' },
            { number: 8080, protocol: 'http' },
          ],
        }),
      ),
    ],
  ),
  ofMode(
    18,
    'workload identity behind closed egress',
    ['OSM8008'],
    [egressOff, ...shop({ labels: { 'azure.workload.identity/use': 'true' } })],
  ),
  ofMode(19, 'no IngressBackend', ['OSM8006'], [...shop(), ...add(ingressTo('cart'))]),
  ofMode(
    19,
    'the port of the Service instead of the pods',
    ['OSM8001'],
    [...shop(), ...add(osm.ingress(80))],
  ),
  ofMode(
    19,
    'the source is not in the mesh, and OSM says so',
    ['OSM8002', 'OSM8007'],
    [
      ...shop(),
      ...add(namespaceNamed('edge'), ...workload({ namespace: 'edge', name: 'nginx', sidecar: null }), {
        ...osm.ingress(8080, { sources: [{ kind: 'Service', namespace: 'edge', name: 'nginx' }] }),
        status: { currentStatus: 'error', reason: 'endpoints not found for service edge/nginx' },
      }),
    ],
  ),
  ofMode(
    20,
    'verified clients on 1.2.0',
    ['OSM8005'],
    [
      ...['osm-controller', 'osm-injector', 'osm-bootstrap'].map((name) => ({
        patch: `Deployment kube-system/${name}`,
        with: {
          spec: {
            template: {
              spec: {
                containers: [{ name, image: `mcr.microsoft.com/oss/openservicemesh/${name}:v1.2.0` }],
              },
            },
          },
        },
      })),
      ...shop(),
      ...add(
        osm.ingress(8080, {
          backends: [
            {
              name: 'cart',
              port: { number: 8080, protocol: 'https' },
              tls: { skipClientCertValidation: false },
            },
          ],
          sources: [{ kind: 'AuthenticatedPrincipal', name: 'ingress-nginx.ingress.cluster.local' }],
        }),
      ),
    ],
  ),
  ofMode(
    21,
    'the ingress controller has sidecars',
    ['OSM8002'],
    [
      ...shop(),
      ...add(
        meshed('edge'),
        ...workload({ namespace: 'edge', name: 'nginx' }),
        osm.ingress(8080, { sources: [{ kind: 'Service', namespace: 'edge', name: 'nginx' }] }),
      ),
    ],
  ),
  ofMode(
    22,
    'the controller runs out of memory',
    ['OSM1006', 'OSM1007'],
    [
      outOfMemory('osm-controller', 'osm-controller-rbqrn6w4qz-9z8wp'),
      {
        patch: 'HorizontalPodAutoscaler kube-system/osm-controller-hpa',
        with: {
          status: {
            currentReplicas: 5,
            desiredReplicas: 5,
            conditions: [
              { type: 'AbleToScale', status: 'True' },
              { type: 'ScalingActive', status: 'True', reason: 'ValidMetricFound' },
              { type: 'ScalingLimited', status: 'True', reason: 'TooManyReplicas' },
            ],
          },
        },
      },
    ],
  ),
  ofMode(
    23,
    'the injector runs out of memory',
    ['OSM1006'],
    [outOfMemory('osm-injector', 'osm-injector-qx69dhrf5v-dtcv7')],
  ),
  ofMode(24, "SMI's definitions are gone", ['OSM1002', 'OSM1006', 'OSM2009'], [], { cluster: 'crd-cleanup' }),
  ofMode(
    25,
    'an update without its new definitions',
    ['OSM1004', 'OSM2009'],
    [
      { remove: 'CustomResourceDefinition meshrootcertificates.config.openservicemesh.io' },
      { remove: 'CustomResourceDefinition retries.policy.openservicemesh.io' },
      {
        patch: 'Deployment kube-system/osm-bootstrap',
        with: { status: { readyReplicas: null, availableReplicas: null, unavailableReplicas: 1 } },
      },
    ],
  ),
  ofMode(26, 'conversion by a webhook that nobody answers', ['OSM2010'], [], {
    cluster: 'leftover-conversion',
  }),
  ofMode(
    27,
    'a namespace stays Terminating: the conversion is to blame',
    ['OSM2010'],
    add(meshed('old', { phase: 'Terminating', deletionTimestamp: '2026-11-22T09:00:00Z' })),
    { cluster: 'leftover-conversion' },
  ),
  ofMode(28, 'an edit of MeshConfig that came back', ['OSM4003'], [], {
    earlier: { spec: { sidecar: { logLevel: 'warn' } } },
  }),
  ofMode(30, 'a component has the old CA still', ['OSM2003'], [], { cluster: 'ca-replaced' }),
  ofMode(30, 'sidecars from before the CA', ['OSM3005'], setBundles('short-lived-fresh')),
  ofMode(31, "a pod restored with another's sidecar", ['OSM6004'], [...shop({ pods: 1 }), ...copied()]),
  ofMode(
    31,
    'its Secret is missing',
    ['OSM6001'],
    shop({
      pods: 1,
      pod: {
        metadata: { creationTimestamp: '2026-11-22T11:20:00Z' },
        status: {
          phase: 'Pending',
          startTime: '2026-11-22T11:20:00Z',
          initContainerStatuses: [container('osm-init', { waiting: { reason: 'PodInitializing' } })],
          containerStatuses: [
            container('cart', { waiting: { reason: 'PodInitializing' } }),
            container('envoy', { waiting: { reason: 'PodInitializing' } }),
          ],
        },
      },
    }),
  ),
  ofMode(32, 'what changed since the snapshot before', ['OSM4003'], [], {
    earlier: { spec: { traffic: { enableEgress: false } } },
  }),
  ofMode(
    33,
    'a key that the schema does not know',
    ['OSM4002'],
    [
      {
        patch: 'MeshConfig kube-system/osm-mesh-config',
        with: {
          metadata: {
            annotations: {
              'kubectl.kubernetes.io/last-applied-configuration':
                '{"kind":"MeshConfig","spec":{"observability":{"tracing":{"enable":false,"osmLogLevel":"debug"}}}}',
            },
          },
        },
      },
    ],
  ),
  ofMode(
    34,
    'sidecars of an older Envoy',
    ['OSM6003'],
    shop({
      sidecar: {
        envoy: 'mcr.microsoft.com/oss/envoyproxy/envoy:v1.22.2',
        init: 'mcr.microsoft.com/oss/openservicemesh/init:v1.2.4',
      },
    }),
  ),
  ofMode(
    34,
    'the image is pinned',
    ['OSM4006'],
    [meshConfig({ sidecar: { envoyImage: 'mcr.microsoft.com/oss/envoyproxy/envoy:v1.19.1' } })],
  ),
  ofMode(35, 'the add-on is off, its webhook is there', ['OSM2007', 'OSM9010', 'OSM9011'], [], {
    cluster: 'stale-webhooks',
  }),
  ofMode(36, 'a second mesh', ['OSM1016'], [], { cluster: 'two-meshes' }),
  ofMode(
    38,
    'an unknown word for metrics',
    ['OSM5002'],
    add(meshed('shop', { annotations: { 'openservicemesh.io/metrics': 'on' } }), ...inShop()),
  ),
  ofMode(
    39,
    'a collector that does not resolve',
    ['OSM4015'],
    [
      meshConfig({
        observability: {
          tracing: { enable: true, address: 'jaeger.observability.svc.cluster.local', port: 9411 },
        },
      }),
    ],
  ),
  ofMode(
    40,
    'the authorizer is gone',
    ['OSM4016'],
    [
      meshConfig({
        traffic: {
          inboundExternalAuthorization: { enable: true, address: 'opa.opa.svc.cluster.local', port: 9191 },
        },
      }),
    ],
  ),
  ofMode(
    42,
    'a duration that cannot be read',
    ['OSM4018'],
    [
      meshConfig({
        certificate: {
          ingressGateway: {
            subjectAltNames: ['ingress-nginx.ingress.cluster.local'],
            validityDuration: 'one day',
            secret: { name: 'osm-nginx-client-cert', namespace: 'app-routing-system' },
          },
        },
      }),
    ],
  ),
];
