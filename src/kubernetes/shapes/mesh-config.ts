import type { MeshConfig } from '../../model/kubernetes.ts';
import { type Json, object, text } from './json.ts';
import { metadataOf } from './metadata.ts';

/** Reads a MeshConfig, its spec whole. Items of a list of custom resources do carry their apiVersion. */
export function meshConfigOf(raw: Json): MeshConfig {
  return { metadata: metadataOf(raw), apiVersion: text(raw['apiVersion']) ?? '', spec: object(raw['spec']) };
}
