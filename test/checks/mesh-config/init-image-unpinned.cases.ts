import type { CheckCases } from '../check-cases.ts';
import { onRelease } from '../on-release.ts';
import { injectorWithoutImages, releaseUnknown } from './images.ts';
import { meshConfigUnread, noMeshConfig, ours, set, without } from './set.ts';

const pinned = (initContainerImage: unknown) => [set('sidecar', { initContainerImage })];
const older = pinned('mcr.microsoft.com/oss/openservicemesh/init:v0.11.1');

export const cases: CheckCases = {
  fires: [
    { name: 'what 0.11.1 left behind', edits: older, expect: [['pinned', ours, 'warning']] },
    {
      name: 'the very image of the injector, which the next update will not move',
      edits: pinned('mcr.microsoft.com/oss/openservicemesh/init:v1.2.4'),
      expect: [['pinned', ours, 'warning']],
    },
    {
      name: 'the injector has no image of its own',
      edits: [...older, injectorWithoutImages],
      expect: [['pinned', ours]],
    },
    { name: '1.0.0', cluster: 'healthy-1.0.0', edits: older, expect: [['pinned', ours]] },
    {
      name: '0.11.1 with an empty one refuses every pod',
      cluster: 'legacy',
      expect: [['empty', ours, 'critical']],
    },
    {
      name: '0.11.1 without one does too',
      cluster: 'healthy-0.11.1',
      edits: pinned(null),
      expect: [['empty', ours, 'critical']],
    },
    {
      name: '0.11.1 from the chart, whose preset has another image',
      cluster: 'healthy-1.1.1',
      edits: [
        ...onRelease('v0.11.1', 'osm-system'),
        set('sidecar', { initContainerImage: '' }, 'MeshConfig osm-system/osm-mesh-config'),
      ],
      expect: [['empty', 'MeshConfig osm-system/osm-mesh-config', 'critical']],
    },
  ],
  passes: [
    { name: 'absent, as AKS ships' },
    { name: 'empty, which is absent from 1.0 on', edits: pinned('') },
    { name: 'no section sidecar at all', edits: [without('sidecar')] },
    { name: 'on 0.11.1 it must be set', cluster: 'healthy-0.11.1' },
    { name: 'the sidecar image is OSM4006', edits: [set('sidecar', { envoyImage: 'envoy:v1.19.1' })] },
  ],
  notApplicable: noMeshConfig,
  unknown: [
    ...meshConfigUnread,
    {
      name: 'of which release OSM is decides what an empty one means',
      edits: [...releaseUnknown, ...pinned('')],
    },
    { name: 'a number, which the API server would not take', edits: pinned(1) },
  ],
};
