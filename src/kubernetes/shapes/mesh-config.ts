import type { MeshConfig } from '../../model/custom-resources.ts';
import { type Json, object, optional, text } from '../../model/json.ts';
import { metadataOf } from './metadata.ts';

/** Reads a MeshConfig, its spec whole. Items of a list of custom resources do carry their apiVersion. */
export function meshConfigOf(raw: Json): MeshConfig {
  const annotations = object(object(raw['metadata'])['annotations']);
  return {
    metadata: metadataOf(raw),
    apiVersion: text(raw['apiVersion']) ?? '',
    spec: object(raw['spec']),
    ...optional('lastApplied', text(annotations['kubectl.kubernetes.io/last-applied-configuration'])),
  };
}
