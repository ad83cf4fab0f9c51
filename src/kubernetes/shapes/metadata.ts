import type { NamedObject } from '../../model/custom-resources.ts';
import { fieldsNamed, type Json, object, objects, optional, text, textFields } from '../../model/json.ts';
import type { ObjectMeta, OwnerReference } from '../../model/kubernetes.ts';

/** Labels that checks look at; others are dropped, which on thousands of pods is most of their size. */
const keptLabels = [
  'aadpodidbinding',
  'app',
  'app.kubernetes.io/',
  'azure.workload.identity/use',
  'openservicemesh.io/',
  'kubernetes.io/',
  'kubernetes.azure.com/',
  'control-plane',
  'meshName',
  'name',
  'osm-proxy-uuid',
  'pod-template-hash',
  'topology.kubernetes.io/zone',
];

/** OSM's annotations alone: others can hold anything, whole manifests with their secrets among it. */
const keptAnnotations = ['openservicemesh.io/'];

/** Reads `metadata` and all labels, where a selector may ask for any of them. */
export function metadataWithLabelsOf(raw: Json): ObjectMeta {
  return { ...metadataOf(raw), labels: textFields(object(raw['metadata'])['labels']) };
}

/** Reads an object by its metadata alone. */
export function namedObjectOf(raw: Json): NamedObject {
  return { metadata: metadataOf(raw) };
}

/** Reads `metadata`. */
export function metadataOf(raw: Json): ObjectMeta {
  const metadata = object(raw['metadata']);
  return {
    name: text(metadata['name']) ?? '',
    ...optional('namespace', text(metadata['namespace'])),
    ...optional('uid', text(metadata['uid'])),
    ...optional('creationTimestamp', text(metadata['creationTimestamp'])),
    ...optional('deletionTimestamp', text(metadata['deletionTimestamp'])),
    labels: fieldsNamed(metadata['labels'], keptLabels),
    annotations: fieldsNamed(metadata['annotations'], keptAnnotations),
    ...optional('owner', managingOwner(metadata['ownerReferences'])),
  };
}

function managingOwner(references: unknown): OwnerReference | undefined {
  const owner = objects(references).find((reference) => reference['controller'] === true);
  if (owner === undefined) return undefined;
  return {
    apiVersion: text(owner['apiVersion']) ?? '',
    kind: text(owner['kind']) ?? '',
    name: text(owner['name']) ?? '',
  };
}
