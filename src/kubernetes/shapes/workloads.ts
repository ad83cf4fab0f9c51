import { type Json, number, object, objects, optional, text } from '../../model/json.ts';
import type { Container, ContainerStatus, Deployment, Namespace, Pod } from '../../model/kubernetes.ts';
import { metadataOf, metadataWithLabelsOf } from './metadata.ts';

/** Reads a Namespace, whole or by metadata alone. */
export function namespaceOf(raw: Json): Namespace {
  return { metadata: metadataWithLabelsOf(raw) };
}

/** Reads an `apps/v1` Deployment. */
export function deploymentOf(raw: Json): Deployment {
  const spec = object(raw['spec']);
  const podSpec = object(object(spec['template'])['spec']);
  return {
    metadata: metadataOf(raw),
    ...optional('generation', numberIn(object(raw['metadata']), 'generation')),
    replicas: number(spec['replicas'], 1),
    ...rolloutOf(object(raw['status'])),
    containers: objects(podSpec['containers']).map(containerOf),
  };
}

/** The API server leaves out counts of zero, so in a status that somebody wrote what is absent is zero. */
function rolloutOf(status: Json): Omit<Deployment, 'metadata' | 'generation' | 'replicas' | 'containers'> {
  const observedGeneration = numberIn(status, 'observedGeneration');
  const updated = observedGeneration === undefined ? undefined : number(status['updatedReplicas'], 0);
  const progressing = objects(status['conditions']).find((condition) => condition['type'] === 'Progressing');
  return {
    ...optional('observedGeneration', observedGeneration),
    readyReplicas: number(status['readyReplicas'], 0),
    ...optional('updatedReplicas', updated),
    unavailableReplicas: number(status['unavailableReplicas'], 0),
    ...optional('progressing', progressing === undefined ? undefined : progressOf(progressing)),
  };
}

function progressOf(condition: Json): NonNullable<Deployment['progressing']> {
  return {
    status: text(condition['status']) ?? 'Unknown',
    ...optional('reason', text(condition['reason'])),
    ...optional('lastUpdateTime', text(condition['lastUpdateTime'])),
  };
}

function numberIn(fields: Json, name: string): number | undefined {
  const value = fields[name];
  return typeof value === 'number' ? value : undefined;
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
    initContainerStatuses: objects(status['initContainerStatuses']).map(containerStatusOf),
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
    ...optional('exitCode', numberIn(raw, 'exitCode')),
    ...optional('finishedAt', text(raw['finishedAt'])),
  };
}
