import type { CheckCases } from '../check-cases.ts';

const ours = 'MeshConfig kube-system/osm-mesh-config';

export const cases: CheckCases = {
  fires: [
    { name: 'it was deleted', cluster: 'no-mesh-config', expect: [['missing', ours, 'critical']] },
    {
      name: 'it is being deleted and only its finalizers hold it',
      edits: [{ patch: ours, with: { metadata: { deletionTimestamp: '2026-11-22T11:00:00Z' } } }],
      expect: [['terminating', ours, 'critical']],
    },
    {
      name: 'one of another name does not count',
      edits: [{ patch: ours, with: { metadata: { name: 'osm-config' } } }],
      expect: [['missing', ours]],
    },
    {
      name: 'one of another namespace does not count',
      edits: [{ patch: ours, with: { metadata: { namespace: 'osm-system' } } }],
      expect: [['missing', ours]],
    },
    {
      name: 'with a second mesh, its MeshConfig does not count',
      cluster: 'two-meshes',
      edits: [{ remove: ours }],
      expect: [['missing', ours]],
    },
    {
      name: 'osm-bootstrap is gone as well',
      edits: [{ remove: ours }, { remove: 'Deployment kube-system/osm-bootstrap' }],
      expect: [['missing', ours]],
    },
    {
      name: 'upstream',
      cluster: 'healthy-1.1.1',
      edits: [{ remove: 'MeshConfig osm-system/osm-mesh-config' }],
      expect: [['missing', 'MeshConfig osm-system/osm-mesh-config']],
    },
  ],
  passes: [
    { name: 'it is there' },
    { name: 'upstream, in its own namespace', cluster: 'healthy-1.1.1' },
    { name: 'of the older API version', cluster: 'healthy-0.11.1' },
    { name: 'a second mesh has one of its own', cluster: 'two-meshes' },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    {
      name: 'the kind does not exist: OSM2009 says so',
      problems: { meshConfigs: { reason: 'notInstalled', detail: 'There is no kind MeshConfig.' } },
    },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [
    {
      name: 'the list came in part, and it may be in the rest',
      edits: [{ remove: ours }],
      incomplete: ['meshConfigs'],
    },
  ],
};
