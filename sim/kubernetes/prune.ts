import { isRecord, type JsonRecord, recordAt } from './record.ts';

/** Fields of ObjectMeta that a client may send: anything else in `metadata` is unknown to every kind. */
const metadataFields = new Set(
  'name generateName namespace selfLink uid resourceVersion generation creationTimestamp deletionTimestamp deletionGracePeriodSeconds labels annotations ownerReferences finalizers clusterName managedFields'.split(
    ' ',
  ),
);
const typeFields = new Set(['apiVersion', 'kind', 'metadata']);

/** Drops unknown fields of `metadata` and gives their paths. */
export function pruneMetadata(object: JsonRecord): string[] {
  const metadata = recordAt(object, 'metadata');
  const unknown = Object.keys(metadata).filter((field) => !metadataFields.has(field));
  for (const field of unknown) delete metadata[field];
  return unknown.map((field) => `metadata.${field}`);
}

function pruneRecord(
  value: JsonRecord,
  schema: JsonRecord | undefined,
  path: string,
  kept: Set<string>,
): string[] {
  const properties = recordAt(schema, 'properties');
  const others = schema?.['additionalProperties'];
  return Object.keys(value).flatMap((field) => {
    if (kept.has(field)) return [];
    const at = path === '' ? field : `${path}.${field}`;
    const property = properties[field];
    if (isRecord(property)) return prune(value[field], property, at);
    if (others !== undefined && others !== false) {
      return prune(value[field], isRecord(others) ? others : undefined, at);
    }
    delete value[field];
    return [at];
  });
}

function prune(value: unknown, schema: JsonRecord | undefined, path: string): string[] {
  if (schema?.['x-kubernetes-preserve-unknown-fields'] === true) return [];
  if (Array.isArray(value)) {
    const items = schema?.['items'];
    return value.flatMap((item, at) => prune(item, isRecord(items) ? items : undefined, `${path}[${at}]`));
  }
  if (!isRecord(value)) return [];
  const embedded = schema?.['x-kubernetes-embedded-resource'] === true;
  return pruneRecord(value, schema, path, embedded ? typeFields : new Set());
}

/**
 * Drops from a custom resource, in place, what its schema does not know, and gives the paths that were dropped.
 * Source: k8s.io/apiextensions-apiserver pkg/apiserver/schema/pruning.
 */
export function pruneCustom(object: JsonRecord, schema: JsonRecord | undefined): string[] {
  if (schema === undefined || schema['x-kubernetes-preserve-unknown-fields'] === true) return [];
  return pruneRecord(object, schema, '', typeFields);
}
