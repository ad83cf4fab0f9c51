import type { Edit } from '../check-cases.ts';

/** The add-on's MeshConfig. */
export const ours = 'MeshConfig kube-system/osm-mesh-config';

/** Changes the spec of the add-on's MeshConfig. */
export function setSpec(spec: object): Edit {
  return { patch: ours, with: { spec } };
}

/** Says what somebody last applied to the add-on's MeshConfig. */
export function lastApplied(text: string): Edit {
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': text };
  return { patch: ours, with: { metadata: { annotations } } };
}

/** An object of OSM's policies of which only its existence matters. */
export function policy(kind: 'Egress' | 'IngressBackend' | 'Retry', namespace: string, name: string): Edit {
  return {
    add: { apiVersion: 'policy.openservicemesh.io/v1alpha1', kind, metadata: { namespace, name }, spec: {} },
  };
}

/** A Service with these ports. */
export function service(
  namespace: string,
  name: string,
  ...ports: readonly { readonly port: number; readonly targetPort?: number | string }[]
): Edit {
  return {
    add: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace, name },
      spec: { selector: { app: name }, ports },
    },
  };
}
