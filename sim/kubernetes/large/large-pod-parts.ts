import { createHash } from 'node:crypto';
import type { PodPlan } from './large-pod.ts';

/** The sidecar of OSM 1.2.4. */
export const envoyImage = 'mcr.microsoft.com/oss/envoyproxy/envoy:v1.25.8';

/** Text that looks random and is the same in every run: real uids and digests do not compress, so ours must not. */
export function digest(of: string): string {
  return createHash('sha256').update(of).digest('hex');
}

const leaves = (names: readonly string[]): object =>
  Object.fromEntries(names.map((name) => [`f:${name}`, {}]));

const container = {
  '.': {},
  ...leaves(['image', 'imagePullPolicy', 'name', 'terminationMessagePath', 'terminationMessagePolicy']),
  'f:resources': { '.': {}, 'f:limits': { '.': {}, ...leaves(['cpu', 'memory']) }, 'f:requests': {} },
  'f:env': { '.': {}, 'k:{"name":"LOG_LEVEL"}': { '.': {}, ...leaves(['name', 'value']) } },
  'f:volumeMounts': {
    '.': {},
    'k:{"mountPath":"/etc/config"}': { '.': {}, ...leaves(['mountPath', 'name']) },
  },
};

/** Who wrote which field: a good part of every real object, and nothing that a check looks at. */
export function managedFields(time: string, containers: readonly string[]): object[] {
  const spec = {
    'f:containers': Object.fromEntries(containers.map((name) => [`k:{"name":"${name}"}`, container])),
    ...leaves(['dnsPolicy', 'enableServiceLinks', 'restartPolicy', 'schedulerName', 'securityContext']),
    ...leaves(['serviceAccount', 'serviceAccountName', 'terminationGracePeriodSeconds', 'volumes']),
  };
  const conditions = ['ContainersReady', 'Initialized', 'Ready'].map((type) => [
    `k:{"type":"${type}"}`,
    { '.': {}, ...leaves(['lastProbeTime', 'lastTransitionTime', 'status', 'type']) },
  ]);
  const status = {
    'f:conditions': Object.fromEntries(conditions),
    ...leaves(['containerStatuses', 'hostIP', 'initContainerStatuses', 'phase', 'podIP', 'startTime']),
  };
  const entry = { operation: 'Update', apiVersion: 'v1', time, fieldsType: 'FieldsV1' };
  return [
    { manager: 'kube-controller-manager', ...entry, fieldsV1: { 'f:spec': spec } },
    { manager: 'kubelet', ...entry, fieldsV1: { 'f:status': status }, subresource: 'status' },
  ];
}

/** The status of a pod that runs. */
export function statusOf({ namespace, app, number, createdAt, sidecar }: PodPlan): object {
  const images = [`registry.example.com/${namespace}/${app}:2026.11.3`, ...(sidecar ? [envoyImage] : [])];
  const types = ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'];
  const ip = `10.244.${Math.floor(number / 250) % 250}.${number % 250}`;
  return {
    phase: 'Running',
    conditions: types.map((type) => ({ type, status: 'True', lastTransitionTime: createdAt })),
    hostIP: `10.224.0.${number % 100}`,
    podIP: ip,
    podIPs: [{ ip }],
    startTime: createdAt,
    containerStatuses: images.map((image, index) => ({
      name: index === 0 ? app : 'envoy',
      state: { running: { startedAt: createdAt } },
      lastState: {},
      ready: true,
      restartCount: 0,
      image,
      imageID: `${image.split(':')[0]}@sha256:${digest(image)}`,
      containerID: `containerd://${digest(`${namespace}/${app}/${number}/${image}`)}`,
      started: true,
    })),
    qosClass: 'Burstable',
  };
}
