import type { CustomColumn } from './custom-columns.ts';
import type { JsonRecord } from './record.ts';

/** What a CustomResourceDefinition adds to a kind: one of its served versions. */
export interface CustomVersion {
  /** `openAPIV3Schema`, or nothing where the version has none. */
  readonly schema: JsonRecord | undefined;
  /** Said in a Warning header on every use, where the version is deprecated. */
  readonly deprecation: string | undefined;
  /** What `kubectl get` shows beside the name; name and age where empty. */
  readonly columns: readonly CustomColumn[];
}

/** A kind the server answers for, in one version. */
export interface ServedKind {
  readonly group: string;
  readonly version: string;
  readonly storageVersion: string;
  readonly resource: string;
  readonly singular: string;
  readonly kind: string;
  readonly listKind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  /** Whether `status` is written only through its own path. */
  readonly statusSubresource: boolean;
  /** Whether `metadata.generation` counts changes of the specification. */
  readonly counted: boolean;
  readonly custom: CustomVersion | undefined;
}

/** `apps/v1`, or `v1` in the core group. */
export function groupVersion(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}

/** Splits `apps/v1` into group and version; the core group is empty. */
export function splitGroupVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** The name under which objects of a kind are stored, whatever version they are read in. */
export function collectionOf(kind: { group: string; resource: string }): string {
  return `${kind.group}/${kind.resource}`;
}
