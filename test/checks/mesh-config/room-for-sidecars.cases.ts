import type { CheckCases, Edit } from '../check-cases.ts';
import { addPod } from '../injection/objects.ts';
import { onRelease } from '../on-release.ts';
import { releaseUnknown } from './images.ts';
import { meshConfigUnread, noMeshConfig, ours, set } from './set.ts';

/** The healthy clusters have four pods with a sidecar, and two controllers on AKS, one upstream. */
const limit = (maxDataPlaneConnections: unknown, meshConfig?: string) => [
  set('sidecar', { maxDataPlaneConnections }, meshConfig),
];
const replicas = (count: number): Edit => ({
  patch: 'Deployment kube-system/osm-controller',
  with: { spec: { replicas: count } },
});
const controllerGone: Edit = { remove: 'Deployment kube-system/osm-controller' };

export const cases: CheckCases = {
  fires: [
    { name: 'two of four get no configuration', edits: limit(1), expect: [['tooMany', ours, 'error']] },
    { name: 'all have one, and one more would not', edits: limit(2), expect: [['full', ours, 'error']] },
    {
      name: 'one replica less halves the room',
      edits: [...limit(3), replicas(1)],
      expect: [['tooMany', ours]],
    },
    {
      name: 'one that is not running yet takes its place as well',
      edits: [...limit(5), replicas(1), addPod('bookbuyer', 'till', { sidecar: true, phase: 'Pending' })],
      expect: [['full', ours]],
    },
    {
      name: 'one whose namespace has left the mesh keeps its sidecar',
      edits: [...limit(5), replicas(1), addPod('outside', 'till', { sidecar: true })],
      expect: [['full', ours]],
    },
    {
      name: 'one whose namespace came too late for its list',
      edits: [...limit(5), replicas(1), addPod('new', 'till', { sidecar: true })],
      expect: [['full', ours]],
    },
    {
      name: 'only some pods came, and these are too many already',
      edits: limit(1),
      incomplete: ['pods'],
      expect: [['tooMany', ours]],
    },
    {
      name: 'upstream, with one controller',
      cluster: 'healthy-1.1.1',
      edits: limit(4, 'MeshConfig osm-system/osm-mesh-config'),
      expect: [['full', 'MeshConfig osm-system/osm-mesh-config']],
    },
    {
      name: 'up to 1.1 a negative one refuses every sidecar',
      cluster: 'healthy-1.1.1',
      edits: limit(-1, 'MeshConfig osm-system/osm-mesh-config'),
      expect: [['refusesAll', 'MeshConfig osm-system/osm-mesh-config', 'critical']],
    },
    {
      name: 'on 0.11.1 too, even where no controller runs',
      cluster: 'healthy-0.11.1',
      edits: [...limit(-5), replicas(0)],
      expect: [['refusesAll', ours, 'critical']],
    },
  ],
  passes: [
    { name: 'absent, as AKS ships: no limit' },
    { name: '0 is no limit', edits: limit(0) },
    {
      name: '0 is none up to 1.1 either',
      cluster: 'healthy-1.1.1',
      edits: limit(0, 'MeshConfig osm-system/osm-mesh-config'),
    },
    { name: 'from 1.2 a negative one is no limit', edits: limit(-1) },
    {
      name: 'on 1.2.0, the first that takes it so',
      edits: [...limit(-1), ...onRelease('v1.2.0', 'kube-system')],
    },
    { name: 'room for one more', edits: [...limit(5), replicas(1)] },
    { name: 'the room of two replicas', edits: limit(3) },
    {
      name: "another mesh's pods ask its own controllers",
      cluster: 'two-meshes',
      edits: [...limit(5), replicas(1)],
    },
    {
      name: 'a pod that is done or going takes no place',
      edits: [
        ...limit(5),
        replicas(1),
        addPod('bookbuyer', 'report', { sidecar: true, phase: 'Succeeded' }),
        addPod('bookbuyer', 'till', {
          sidecar: true,
          metadata: { deletionTimestamp: '2026-11-22T11:00:00Z' },
        }),
      ],
    },
    {
      name: 'a pod without a sidecar takes none',
      edits: [...limit(5), replicas(1), addPod('bookbuyer', 'till')],
    },
  ],
  notApplicable: [
    ...noMeshConfig,
    { name: 'there is no controller', edits: [...limit(1), controllerGone] },
    { name: 'the controller has no replica', edits: [...limit(1), replicas(0)] },
  ],
  unknown: [
    ...meshConfigUnread,
    { name: 'only some pods came', edits: limit(3), incomplete: ['pods'] },
    {
      name: 'of which release OSM is decides what a negative one means',
      edits: [...releaseUnknown, ...limit(-1)],
    },
    { name: 'a text, which the API server would not take', edits: limit('error') },
  ],
};
