import { defineCheck } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import { compareSpecs, type KeyChange, patchBack } from '../../osm/mesh-config/compare.ts';
import { meshConfigRef } from './spec-values.ts';

/** Keys named in the sentence; the rest is counted. */
const named = 4;

export const unchangedSince = defineCheck({
  id: 'OSM4003',
  name: 'unchanged-since',
  area: 'mesh-config',
  severity: 'warning',
  title: 'MeshConfig is as it was in the earlier snapshot',
  failTitle: 'MeshConfig changed since the earlier snapshot',
  why: 'Most of its keys act on the whole mesh at once. Whoever looks for the cause of a change in traffic wants to know first whether somebody changed one.',
  remedy:
    'Ask who made the change and whether it is meant. The command sets the keys back to what the snapshot says.',
  source:
    'Comparison with the snapshot given by --since; docs/mesh-config.md tells when each key takes effect',
  reads: ['meshConfig', 'earlierMeshConfigs'],
  run({ meshConfig, earlierMeshConfigs }) {
    const { name, namespace } = meshConfig.metadata;
    const earlier = earlierMeshConfigs.find(
      ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
    );
    if (earlier === undefined) return { notApplicable: `The earlier snapshot has no MeshConfig ${name}.` };
    const changes = compareSpecs(earlier.spec, meshConfig.spec);
    return changes.length === 0 ? [] : [changed(meshConfig, changes)];
  },
});

function changed(meshConfig: MeshConfig, changes: readonly KeyChange[]) {
  const on = meshConfigRef(meshConfig);
  const told = changes
    .slice(0, named)
    .map(({ path, before, after }) => `${path} ${shown(before)} → ${shown(after)}`);
  const rest = changes.length - told.length;
  const back = patchBack(changes);
  const again = patchBack(changes.map(({ path, before, after }) => ({ path, before: after, after: before })));
  return {
    what: 'changed',
    on,
    says: `Changed: ${told.join('; ')}${rest > 0 ? ` and ${rest} more` : ''}.`,
    mend: [
      {
        do: 'patch' as const,
        object: on,
        patch: back,
        undo: again,
        does: 'If it is not meant: set the keys back to what they were',
        takesEffect: 'newPods' as const,
      },
    ],
  };
}

function shown(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
