import { randomUUID } from 'node:crypto';
import { sidecarVolume } from '../../../src/osm/names.ts';
import type { KubernetesObject } from '../cluster.ts';
import { listAt, recordAt, textAt } from '../record.ts';
import { imageOf, type PlayedMesh } from './mesh.ts';

/** A pod as the injector sends it back, and what it makes beside it. */
export interface Injected {
  readonly pod: KubernetesObject;
  readonly beside: readonly KubernetesObject[];
}

function initContainer(played: PlayedMesh): object {
  const { version } = played.release;
  const early = version.major === 0;
  const script = early ? 'iptables -t nat -N PROXY_INBOUND' : 'iptables-restore --noflush <<EOF';
  const privileged = recordAt(played.config, 'sidecar')['enablePrivilegedInitContainer'] === true;
  return {
    name: 'osm-init',
    image: imageOf(played, 'init'),
    command: ['/bin/sh'],
    args: ['-c', script],
    securityContext: {
      privileged,
      runAsUser: 0,
      capabilities: { add: ['NET_ADMIN'] },
      ...(early ? {} : { runAsNonRoot: false }),
    },
  };
}

function sidecarContainer(played: PlayedMesh, pod: KubernetesObject): object {
  const { major, minor } = played.release.version;
  const account = textAt(pod, 'spec', 'serviceAccountName') || 'default';
  const resources = recordAt(played.config, 'sidecar', 'resources');
  return {
    name: 'envoy',
    image: imageOf(played, 'sidecar'),
    imagePullPolicy: 'IfNotPresent',
    command: ['envoy'],
    args: [
      '--log-level',
      textAt(played.config, 'sidecar', 'logLevel') || 'error',
      '--config-path',
      '/etc/envoy/bootstrap.yaml',
      '--service-cluster',
      `${account}.${pod.metadata.namespace}`,
      ...(major === 0 || minor === 0 ? ['--bootstrap-version 3'] : []),
    ],
    ports: [
      { name: 'proxy-admin', containerPort: 15000, protocol: 'TCP' },
      { name: 'proxy-inbound', containerPort: 15003, protocol: 'TCP' },
      { name: 'proxy-metrics', containerPort: 15010, protocol: 'TCP' },
    ],
    ...(Object.keys(resources).length === 0 ? {} : { resources }),
    securityContext: { allowPrivilegeEscalation: false, runAsUser: 1500 },
    volumeMounts: [{ name: sidecarVolume, mountPath: '/etc/envoy', readOnly: true }],
  };
}

function bootstrapSecret(
  played: PlayedMesh,
  pod: KubernetesObject,
  name: string,
  at: string,
): KubernetesObject {
  const { major, minor, patch } = played.release.version;
  const labels = {
    'app.kubernetes.io/instance': played.mesh.name,
    'app.kubernetes.io/name': 'openservicemesh.io',
    'app.kubernetes.io/version': `v${major}.${minor}.${patch}`,
  };
  const owner = { apiVersion: 'v1', kind: 'Pod', name: pod.metadata.name, uid: pod.metadata.uid };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace: pod.metadata.namespace ?? '',
      uid: randomUUID(),
      creationTimestamp: at,
      ...(major === 1 && minor >= 2 ? { labels } : {}),
      ownerReferences: [owner],
    },
    type: 'Opaque',
    data: { 'bootstrap.yaml': 'bm90IGEgYm9vdHN0cmFwIGZpbGU=' },
  };
}

/** Adds to a pod what the injector of this release adds. Source: pkg/injector/patch.go, v0.11.1 to v1.2.4. */
export function inject(played: PlayedMesh, given: KubernetesObject, at: string): Injected {
  const uuid = randomUUID();
  const secretName = `envoy-bootstrap-config-${uuid}`;
  const { metadata } = given;
  const pod = {
    ...given,
    metadata: {
      ...metadata,
      uid: metadata.uid ?? randomUUID(),
      labels: { ...metadata.labels, 'osm-proxy-uuid': uuid },
    },
  };
  const volume = { name: sidecarVolume, secret: { secretName, defaultMode: 420 } };
  const spec = {
    ...recordAt(pod, 'spec'),
    initContainers: [...listAt(pod, 'spec', 'initContainers'), initContainer(played)],
    containers: [...listAt(pod, 'spec', 'containers'), sidecarContainer(played, pod)],
    volumes: [...listAt(pod, 'spec', 'volumes'), volume],
  };
  return { pod: { ...pod, spec }, beside: [bootstrapSecret(played, pod, secretName, at)] };
}
