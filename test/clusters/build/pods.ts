import type { KubernetesObject } from '../../../sim/kubernetes/cluster.ts';
import { mergePatch } from '../../../sim/kubernetes/merge-patch.ts';
import { hashOf, objectOf, ownedBy, uidOf } from './objects.ts';

/** A container port of the application. */
export interface PortPlan {
  readonly name: string;
  readonly port: number;
  readonly targetPort?: number;
  readonly protocol?: 'TCP' | 'UDP';
  readonly appProtocol?: string;
}

/** What the pods of one workload have in common. */
export interface PodPlan {
  readonly namespace: string;
  readonly app: string;
  readonly image: string;
  readonly account: string;
  readonly ports: readonly PortPlan[];
  readonly since: string;
  /** The release of OSM whose injector was at the pods; none were injected without it. */
  readonly sidecar: { readonly envoy: string; readonly init: string } | undefined;
  readonly labels: Record<string, string>;
  readonly nodes: readonly string[];
  /** A JSON merge patch of every pod. */
  readonly pod: object;
}

/** A running pod as the API server returns it, with its sidecar where it has one. */
export function podNamed(
  name: string,
  plan: PodPlan,
  number: number,
  owner: KubernetesObject | undefined,
): KubernetesObject {
  const { namespace, app, sidecar, since, labels } = plan;
  const proxy = uidOf('proxy', namespace, name);
  const node = plan.nodes[number % plan.nodes.length] ?? '';
  const pod = objectOf(
    'v1',
    'Pod',
    [namespace, name],
    {
      spec: {
        ...(sidecar === undefined ? {} : { initContainers: [initContainer(sidecar.init)] }),
        containers: [
          appContainer(plan),
          ...(sidecar === undefined ? [] : [envoyContainer(plan, sidecar.envoy)]),
        ],
        ...(sidecar === undefined ? {} : { volumes: [bootstrapVolume(proxy)] }),
        serviceAccountName: plan.account,
        nodeName: node,
        restartPolicy: 'Always',
      },
      status: statusOf(plan, name, number),
    },
    {
      created: since,
      labels: { app, ...labels, ...(sidecar === undefined ? {} : { 'osm-proxy-uuid': proxy }) },
      ...(owner === undefined ? {} : { ownerReferences: ownedBy(owner) }),
    },
  );
  return mergePatch(pod, plan.pod) as KubernetesObject;
}

const bootstrapVolume = (proxy: string): object => ({
  name: 'envoy-bootstrap-config-volume',
  secret: { secretName: `envoy-bootstrap-config-${proxy}`, defaultMode: 420 },
});

const initContainer = (image: string): object => ({
  name: 'osm-init',
  image,
  command: ['/bin/sh'],
  args: ['-c', 'iptables-restore --noflush <<EOF'],
  securityContext: {
    privileged: false,
    runAsUser: 0,
    runAsNonRoot: false,
    capabilities: { add: ['NET_ADMIN'] },
  },
});

/** The application asks its probes at its first port; the injector sends them to its own. */
function appContainer({ app, image, ports, sidecar }: PodPlan): object {
  const [first] = ports.filter(({ protocol = 'TCP' }) => protocol === 'TCP');
  const isHttp = first !== undefined && (first.appProtocol ?? 'http') === 'http';
  const probe = sidecar
    ? { path: '/osm-readiness-probe', port: 15902, scheme: 'HTTP' }
    : { path: '/ready', port: first?.targetPort ?? first?.port, scheme: 'HTTP' };
  return {
    name: app,
    image,
    ports: ports.map(({ name, port, targetPort = port, protocol = 'TCP' }) => ({
      name,
      containerPort: targetPort,
      protocol,
    })),
    ...(isHttp ? { readinessProbe: { httpGet: probe, periodSeconds: 10, failureThreshold: 3 } } : {}),
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
  };
}

function envoyContainer({ account, namespace }: PodPlan, image: string): object {
  const service = ['--service-cluster', `${account}.${namespace}`];
  return {
    name: 'envoy',
    image,
    command: ['envoy'],
    args: ['--log-level', 'error', '--config-path', '/etc/envoy/bootstrap.yaml', ...service],
    ports: [
      { name: 'proxy-admin', containerPort: 15000, protocol: 'TCP' },
      { name: 'proxy-inbound', containerPort: 15003, protocol: 'TCP' },
      { name: 'proxy-metrics', containerPort: 15010, protocol: 'TCP' },
    ],
    securityContext: { allowPrivilegeEscalation: false, runAsUser: 1500 },
  };
}

/** The status of a pod that runs. */
function statusOf({ namespace, app, image, since, sidecar }: PodPlan, name: string, number: number): object {
  const running = (container: string, of: string): object => ({
    name: container,
    image: of,
    imageID: `${of.split(/[:@]/)[0]}@sha256:${hashOf(of)}`,
    ready: true,
    started: true,
    restartCount: 0,
    state: { running: { startedAt: since } },
  });
  const done = { exitCode: 0, reason: 'Completed', startedAt: since, finishedAt: since };
  const address = Number.parseInt(hashOf(`${namespace}/${name}`).slice(0, 4), 16);
  const types = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'];
  return {
    phase: 'Running',
    conditions: types.map((type) => ({ type, status: 'True', lastTransitionTime: since })),
    ...(sidecar === undefined
      ? {}
      : {
          initContainerStatuses: [
            {
              name: 'osm-init',
              image: sidecar.init,
              ready: true,
              restartCount: 0,
              state: { terminated: done },
            },
          ],
        }),
    containerStatuses: [
      running(app, image),
      ...(sidecar === undefined ? [] : [running('envoy', sidecar.envoy)]),
    ],
    hostIP: `10.224.0.${4 + (number % 2)}`,
    podIP: `10.244.${(address >> 8) % 64}.${1 + (address % 250)}`,
    startTime: since,
    qosClass: 'Burstable',
  };
}
