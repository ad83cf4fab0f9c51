import { defineFact } from '../../model/derived.ts';

/** The live schema of MeshConfig: later releases of the add-on have keys that no public source knows. */
export const meshConfigSchema = defineFact({
  name: 'meshConfigSchema',
  from: ['crds', 'meshConfig'],
  derive({ crds, meshConfig }) {
    const version = meshConfig.apiVersion.split('/')[1] ?? '';
    const crd = crds.find(({ metadata }) => metadata.name === 'meshconfigs.config.openservicemesh.io');
    const schema = crd?.versions.find(({ name }) => name === version)?.schema;
    if (schema !== undefined) return { is: 'known', value: { version, schema } };
    return {
      is: 'unknown',
      because: {
        reason: 'incomplete',
        detail: `The CRD of MeshConfig gives no schema for version ${version}, so no change can be proven.`,
      },
    };
  },
});
