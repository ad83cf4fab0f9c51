import type { Edit } from './check-cases.ts';

/**
 * Makes the control plane of a cluster file run another release, such as the very first of a minor version, of which
 * no whole cluster is written down: `v1.1.0` in `healthy-1.1.1`, `v1.2.0` in `healthy-1.2.4`.
 */
export function onRelease(version: string, namespace: string): Edit[] {
  return ['osm-controller', 'osm-injector', 'osm-bootstrap'].map((name) => ({
    patch: `Deployment ${namespace}/${name}`,
    with: {
      metadata: { labels: { 'app.kubernetes.io/version': version } },
      spec: { template: { spec: { containers: [{ name, image: `openservicemesh/${name}:${version}` }] } } },
    },
  }));
}
