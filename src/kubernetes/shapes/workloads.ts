import type { Container, ContainerStatus, Deployment, Namespace, Pod } from '../../model/kubernetes.ts';
import { type Json, number, object, objects, optional, text } from './json.ts';
import { metadataOf } from './metadata.ts';

/** Reads a Namespace, whole or by metadata alone. */
export function namespaceOf(raw: Json): Namespace {
  return { metadata: metadataOf(raw) };
}

/** Reads an `apps/v1` Deployment. */
export function deploymentOf(raw: Json): Deployment {
  const spec = object(raw['spec']);
  const podSpec = object(object(spec['template'])['spec']);
  return {
    metadata: metadataOf(raw),
    replicas: number(spec['replicas'], 1),
    readyReplicas: number(object(raw['status'])['readyReplicas'], 0),
    containers: objects(podSpec['containers']).map(containerOf),
  };
}

/** Reads a `v1` Pod. */
export function podOf(raw: Json): Pod {
  const spec = object(raw['spec']);
  const status = object(raw['status']);
  return {
    metadata: metadataOf(raw),
    phase: text(status['phase']) ?? 'Unknown',
    ...optional('reason', text(status['reason'])),
    hostNetwork: spec['hostNetwork'] === true,
    ...optional('os', text(object(spec['nodeSelector'])['kubernetes.io/os'])),
    serviceAccount: text(spec['serviceAccountName']) ?? 'default',
    containers: objects(spec['containers']).map(containerOf),
    initContainers: objects(spec['initContainers']).map(containerOf),
    volumes: objects(spec['volumes']).flatMap((volume) => text(volume['name']) ?? []),
    containerStatuses: objects(status['containerStatuses']).map(containerStatusOf),
  };
}

function containerOf(raw: Json): Container {
  return { name: text(raw['name']) ?? '', image: text(raw['image']) ?? '', env: imageDefaults(raw['env']) };
}

/** Environment values can be secrets; OSM's own image defaults are the only ones kept. */
function imageDefaults(env: unknown): Record<string, string> {
  const entries = objects(env).flatMap((variable) => {
    const name = text(variable['name']) ?? '';
    const value = text(variable['value']);
    return name.startsWith('OSM_DEFAULT_') && value !== undefined ? [[name, value]] : [];
  });
  return Object.fromEntries(entries);
}

function containerStatusOf(raw: Json): ContainerStatus {
  const waiting = object(object(raw['state'])['waiting']);
  const terminated = object(raw['lastState'])['terminated'];
  return {
    name: text(raw['name']) ?? '',
    ready: raw['ready'] === true,
    restartCount: number(raw['restartCount'], 0),
    ...optional('waitingReason', text(waiting['reason'])),
    ...optional('lastTermination', terminated === undefined ? undefined : terminationOf(object(terminated))),
  };
}

function terminationOf(raw: Json): NonNullable<ContainerStatus['lastTermination']> {
  return {
    ...optional('reason', text(raw['reason'])),
    ...optional('exitCode', typeof raw['exitCode'] === 'number' ? raw['exitCode'] : undefined),
    ...optional('finishedAt', text(raw['finishedAt'])),
  };
}
