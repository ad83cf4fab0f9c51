import type { ObjectMeta } from './kubernetes.ts';

/** `apiextensions.k8s.io/v1` CustomResourceDefinition; only MeshConfig's keeps its schemas. */
export interface CustomResourceDefinition {
  readonly metadata: ObjectMeta;
  readonly kind: string;
  readonly versions: readonly {
    readonly name: string;
    readonly served: boolean;
    readonly storage: boolean;
    /** `schema.openAPIV3Schema` as it came, of MeshConfig's CRD alone: patches are judged by it. */
    readonly schema?: unknown;
  }[];
  readonly conversion: {
    readonly strategy: string;
    readonly service?: { readonly namespace: string; readonly name: string; readonly port?: number };
  };
  /** Condition type to status (`True`, `False`, `Unknown`). */
  readonly conditions: Readonly<Record<string, string>>;
  readonly storedVersions: readonly string[];
}

/** `config.openservicemesh.io` MeshConfig. Its `spec` is kept whole: it is what this tool is about. */
export interface MeshConfig {
  readonly metadata: ObjectMeta;
  readonly apiVersion: string;
  readonly spec: Readonly<Record<string, unknown>>;
  /** The annotation `kubectl.kubernetes.io/last-applied-configuration`, as text: what somebody meant to set. */
  readonly lastApplied?: string;
}

/** An object of which only its existence matters. */
export interface NamedObject {
  readonly metadata: ObjectMeta;
}

/** One kind that the API server serves, from discovery. */
export interface ServedKind {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}
