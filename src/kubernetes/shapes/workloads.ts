import { type Json, number, numberIn, object, objects, optional, text } from '../../model/json.ts';
import type { Deployment, Namespace } from '../../model/kubernetes.ts';
import { metadataOf, metadataWithLabelsOf } from './metadata.ts';
import { containerOf } from './pods.ts';

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
