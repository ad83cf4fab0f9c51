import type { MeshConfig } from '../../model/custom-resources.ts';
import { defineFact } from '../../model/derived.ts';

/**
 * The image that a new sidecar gets: MeshConfig's `sidecar.envoyImage` when set, else the injector's environment
 * (`OSM_DEFAULT_ENVOY_IMAGE`, from v1.0; `pkg/configurator/methods.go`). v0.11.1 has no such environment.
 */
export const sidecarImage = defineFact({
  name: 'sidecarImage',
  from: ['mesh', 'meshConfig'],
  derive({ mesh, meshConfig }) {
    const pinned = envoyImageOf(meshConfig);
    if (pinned !== '') return { is: 'known', value: { image: pinned, from: 'meshConfig' } };
    const injector = mesh.components['osm-injector'];
    const container = injector?.containers.find(({ name }) => name === 'osm-injector');
    const image = container?.env['OSM_DEFAULT_ENVOY_IMAGE'];
    if (image !== undefined && image !== '') return { is: 'known', value: { image, from: 'injector' } };
    return {
      is: 'unknown',
      because: {
        reason: 'incomplete',
        detail:
          "The expected sidecar image can't be told: MeshConfig sets no sidecar.envoyImage and the injector's Deployment no OSM_DEFAULT_ENVOY_IMAGE.",
      },
    };
  },
});

function envoyImageOf({ spec }: MeshConfig): string {
  const sidecar = spec['sidecar'];
  if (typeof sidecar !== 'object' || sidecar === null || !('envoyImage' in sidecar)) return '';
  return typeof sidecar.envoyImage === 'string' ? sidecar.envoyImage : '';
}
