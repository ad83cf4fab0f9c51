import type { ObjectMeta } from './kubernetes.ts';
import type { ObjectRef } from './remedy.ts';

/** The reference of an object of which kind and metadata are known. */
export function refTo(kind: string, metadata: Pick<ObjectMeta, 'name' | 'namespace'>): ObjectRef {
  const { name, namespace } = metadata;
  return namespace === undefined ? { kind, name } : { kind, namespace, name };
}

/** `Deployment kube-system/osm-controller`: how reports, tests and sentences name an object. */
export function nameOf(ref: ObjectRef): string {
  return ref.namespace === undefined ? `${ref.kind} ${ref.name}` : `${ref.kind} ${ref.namespace}/${ref.name}`;
}
