import { defineFact } from '../../model/derived.ts';
import { meshConfigName } from '../names.ts';

/** The one MeshConfig that OSM reads; others are ignored (`pkg/configurator/client.go`, all releases). */
export const meshConfig = defineFact({
  name: 'meshConfig',
  from: ['mesh', 'meshConfigs'],
  derive({ mesh, meshConfigs }) {
    const found = meshConfigs.find(
      ({ metadata }) => metadata.name === meshConfigName && metadata.namespace === mesh.namespace,
    );
    return found === undefined
      ? {
          is: 'notApplicable',
          because: `There is no MeshConfig ${meshConfigName} in namespace ${mesh.namespace}.`,
        }
      : { is: 'known', value: found };
  },
});
