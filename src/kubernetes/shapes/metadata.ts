import type { NamedObject } from '../../model/custom-resources.ts';
import { defined, fieldsNamed, type Json, object, objects, text, textFields } from '../../model/json.ts';
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
  return defined({
    name: text(metadata['name']) ?? '',
    namespace: text(metadata['namespace']),
    uid: text(metadata['uid']),
    creationTimestamp: text(metadata['creationTimestamp']),
    deletionTimestamp: text(metadata['deletionTimestamp']),
    labels: fieldsNamed(metadata['labels'], keptLabels),
    annotations: fieldsNamed(metadata['annotations'], keptAnnotations),
    owner: managingOwner(metadata['ownerReferences']),
  });
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
