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

/** RFC 1123 subdomain, which names of objects and API groups are. */
const subdomain = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Whether a text is a Kubernetes name and nothing that kubectl could read as an option, a list or a path. */
export function isSafeName(name: string): boolean {
  return name.length <= 253 && subdomain.test(name);
}

/**
 * Whether a reference can be written into a command. References to owners hold whatever the maker of a pod wrote:
 * the API server only asks that they are not empty.
 */
export function isSafeRef({ apiVersion = 'v1', kind, namespace = 'default', name }: ObjectRef): boolean {
  const [group = '', version] = apiVersion.split('/');
  return (
    /^[A-Za-z][A-Za-z0-9]*$/.test(kind) &&
    (version === undefined || isSafeName(group)) &&
    isSafeName(namespace) &&
    isSafeName(name)
  );
}
