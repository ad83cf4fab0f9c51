import { createHash } from 'node:crypto';
import type { KubernetesObject } from './cluster.ts';
import { storageVersionOf } from './custom-kinds.ts';
import type { ServedKind } from './kinds.ts';
import { isRecord, recordAt } from './record.ts';

/** A uid that is always the same for the same object, in the form of a random UUID. */
function uidOf(kind: string, namespace: string | undefined, name: string): string {
  const hex = createHash('sha256')
    .update(`${kind}/${namespace ?? ''}/${name}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function definitionStatus(definition: KubernetesObject, at: string): object {
  const conditions = [
    { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts', message: 'no conflicts found' },
    {
      type: 'Established',
      status: 'True',
      reason: 'InitialNamesAccepted',
      message: 'the initial names have been accepted',
    },
  ];
  return {
    conditions: conditions.map((condition) => ({ ...condition, lastTransitionTime: at })),
    acceptedNames: recordAt(definition, 'spec', 'names'),
    storedVersions: [storageVersionOf(definition)],
    ...recordAt(definition, 'status'),
  };
}

function withNamespaceFields(namespace: KubernetesObject): KubernetesObject {
  const name = namespace.metadata.name;
  return {
    ...namespace,
    metadata: {
      ...namespace.metadata,
      labels: { 'kubernetes.io/metadata.name': name, ...namespace.metadata.labels },
    },
    spec: isRecord(namespace['spec']) ? namespace['spec'] : { finalizers: ['kubernetes'] },
    status: isRecord(namespace['status']) ? namespace['status'] : { phase: 'Active' },
  };
}

/** Adds what a real server would have added to an object, and nothing that was given: identity, times, accepted names. */
export function filledIn(object: KubernetesObject, kind: ServedKind, at: string): KubernetesObject {
  const { name, namespace } = object.metadata;
  const filled: KubernetesObject = {
    ...object,
    metadata: {
      uid: uidOf(kind.kind, namespace, name),
      creationTimestamp: at,
      ...(kind.counted ? { generation: 1 } : {}),
      ...object.metadata,
    },
  };
  if (kind.kind === 'Namespace') return withNamespaceFields(filled);
  if (kind.kind === 'CustomResourceDefinition') return { ...filled, status: definitionStatus(filled, at) };
  return filled;
}
