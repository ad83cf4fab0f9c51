import type { Edit } from '../check-cases.ts';

/** The add-on's MeshConfig, as cases name it. */
export const ours = 'MeshConfig kube-system/osm-mesh-config';

/** Changes keys of a section of the MeshConfig; null takes a key away. */
export function set(
  section: 'sidecar' | 'traffic' | 'observability' | 'certificate',
  keys: Readonly<Record<string, unknown>>,
  meshConfig: string = ours,
): Edit {
  return { patch: meshConfig, with: { spec: { [section]: keys } } };
}

/** Takes a whole section away. */
export function without(section: string): Edit {
  return { patch: ours, with: { spec: { [section]: null } } };
}

/** Where no check of MeshConfig's values applies. */
export const noMeshConfig = [
  { name: 'OSM is not there', cluster: 'nothing-here' },
  { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
  { name: 'one namespace was asked for', namespace: 'bookbuyer' },
];

/** What every check of MeshConfig's values cannot pass over. */
export const meshConfigUnread = [{ name: 'MeshConfigs came in part', incomplete: ['meshConfigs'] as const }];
