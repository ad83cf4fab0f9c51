import type { KubernetesObject } from '../cluster.ts';
import { digest, envoyImage, managedFields, statusOf } from './large-pod-parts.ts';

/** What differs between one pod of the large cluster and the next. */
export interface PodPlan {
  readonly namespace: string;
  readonly app: string;
  readonly number: number;
  readonly createdAt: string;
  /** Whether OSM's injector was there when the pod was made. */
  readonly sidecar: boolean;
}

const initImage = 'mcr.microsoft.com/oss/openservicemesh/init:v1.2.4';

function uid(of: string): string {
  const hex = digest(of);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A Pod as an API server of a busy cluster returns it: 6 to 8 KB of JSON, a third of it managedFields. */
export function largePod(plan: PodPlan): KubernetesObject {
  const { namespace, app, number, createdAt, sidecar } = plan;
  const template = digest(`${namespace}/${app}`).slice(0, 10);
  const name = `${app}-${template}-${digest(`${namespace}/${app}/${number}`).slice(0, 5)}`;
  const proxy = uid(`proxy ${namespace}/${name}`);
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${app}-${template}` };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      generateName: `${app}-${template}-`,
      namespace,
      uid: uid(`${namespace}/${name}`),
      creationTimestamp: createdAt,
      labels: labelsOf(plan, template, proxy),
      annotations: annotationsOf(plan),
      ownerReferences: [{ ...owner, uid: uid(owner.name), controller: true, blockOwnerDeletion: true }],
      managedFields: managedFields(createdAt, [app, ...(sidecar ? ['envoy'] : [])]),
    },
    spec: specOf(plan, proxy),
    status: statusOf(plan),
  };
}

function labelsOf(
  { namespace, app, sidecar }: PodPlan,
  template: string,
  proxy: string,
): Record<string, string> {
  return {
    app,
    'app.kubernetes.io/name': app,
    'app.kubernetes.io/part-of': namespace,
    'pod-template-hash': template,
    ...(sidecar ? { 'osm-proxy-uuid': proxy } : {}),
  };
}

function annotationsOf({ namespace, app }: PodPlan): Record<string, string> {
  return {
    'checksum/config': digest(`config ${namespace}/${app}`),
    'prometheus.io/port': '8080',
    'prometheus.io/scrape': 'true',
  };
}

function specOf({ namespace, app, number, sidecar }: PodPlan, proxy: string): object {
  const envoyVolume = { name: 'envoy-bootstrap-config-volume' };
  const secret = { secretName: `envoy-bootstrap-config-${proxy}`, defaultMode: 420 };
  return {
    volumes: [
      { name: 'config', configMap: { name: `${app}-config`, defaultMode: 420 } },
      { name: 'kube-api-access', projected: { sources: tokenSources, defaultMode: 420 } },
      ...(sidecar ? [{ ...envoyVolume, secret }] : []),
    ],
    initContainers: sidecar ? [{ name: 'osm-init', image: initImage, command: ['/bin/sh'] }] : [],
    containers: [appContainer(namespace, app), ...(sidecar ? [envoyContainer(`${app}.${namespace}`)] : [])],
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    serviceAccountName: app,
    serviceAccount: app,
    nodeName: `aks-nodepool1-33427610-vmss${String(number % 100).padStart(6, '0')}`,
    securityContext: {},
    schedulerName: 'default-scheduler',
    tolerations,
    priority: 0,
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
  };
}

const tolerations = ['not-ready', 'unreachable'].map((state) => ({
  key: `node.kubernetes.io/${state}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

const tokenSources = [
  { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
  { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
];

function appContainer(namespace: string, app: string): object {
  const probe = { httpGet: { path: '/healthz', port: 8080, scheme: 'HTTP' }, timeoutSeconds: 1 };
  return {
    name: app,
    image: `registry.example.com/${namespace}/${app}:2026.11.3`,
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    env: environment(namespace, app),
    resources: { limits: { cpu: '500m', memory: '512Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
    volumeMounts: [
      { name: 'config', mountPath: '/etc/config', readOnly: true },
      { name: 'kube-api-access', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
    ],
    livenessProbe: { ...probe, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 },
    readinessProbe: { ...probe, periodSeconds: 5, successThreshold: 1, failureThreshold: 3 },
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
  };
}

function environment(namespace: string, app: string): object[] {
  const plain = ['DATABASE_HOST', 'CACHE_HOST', 'QUEUE_HOST', 'TRACE_HOST', 'BLOB_HOST', 'AUDIT_HOST'];
  return [
    { name: 'LOG_LEVEL', value: 'info' },
    ...plain.map((name) => ({
      name,
      value: `${digest(name + app).slice(0, 12)}.${namespace}.example.com`,
    })),
    {
      name: 'DATABASE_PASSWORD',
      valueFrom: { secretKeyRef: { name: `${app}-database`, key: 'password' } },
    },
  ];
}

function envoyContainer(service: string): object {
  return {
    name: 'envoy',
    image: envoyImage,
    command: ['envoy'],
    args: [
      ...'--log-level error --config-path /etc/envoy/bootstrap.yaml --service-cluster'.split(' '),
      service,
    ],
    ports: [{ name: 'proxy-admin', containerPort: 15000, protocol: 'TCP' }],
    volumeMounts: [{ name: 'envoy-bootstrap-config-volume', mountPath: '/etc/envoy', readOnly: true }],
    securityContext: { runAsUser: 1500, allowPrivilegeEscalation: false },
  };
}
