import type { CheckCases } from '../check-cases.ts';
import { onRelease } from '../on-release.ts';
import { injectorWith, injectorWithoutImages, releaseUnknown } from './images.ts';
import { meshConfigUnread, noMeshConfig, ours, set, without } from './set.ts';

const pinned = (envoyImage: unknown) => [set('sidecar', { envoyImage })];
const older = pinned('mcr.microsoft.com/oss/envoyproxy/envoy:v1.19.1');
const injector = (name: string, image: string) => ({
  name,
  image: 'mcr.microsoft.com/oss/openservicemesh/osm-injector:v1.2.4',
  env: [{ name: 'OSM_DEFAULT_ENVOY_IMAGE', value: image }],
});

export const cases: CheckCases = {
  fires: [
    {
      name: 'what 0.11.1 left behind: older than the image of the injector',
      edits: older,
      expect: [['pinnedOlder', ours, 'error']],
    },
    {
      name: 'older by its patch alone, from a mirror',
      edits: pinned('contoso.azurecr.io/envoy:1.25.7-distroless@sha256:00'),
      expect: [['pinnedOlder', ours, 'error']],
    },
    {
      name: 'the very image of the injector, which the next update will not move',
      edits: pinned('mcr.microsoft.com/oss/envoyproxy/envoy:v1.25.8'),
      expect: [['pinned', ours, 'warning']],
    },
    {
      name: 'newer, also where texts would sort otherwise',
      edits: pinned('mcr.microsoft.com/oss/envoyproxy/envoy:v1.100.0'),
      expect: [['pinned', ours, 'warning']],
    },
    {
      name: 'by digest, which says nothing of its age',
      edits: pinned(
        'envoyproxy/envoy-alpine@sha256:6502a637c6c5fba4d03d0672d878d12da4bcc7a0d0fb3f1d506982dde0039abd',
      ),
      expect: [['pinned', ours, 'warning']],
    },
    {
      name: 'a tag that is no version',
      edits: pinned('contoso.azurecr.io:5000/envoy:latest'),
      expect: [['pinned', ours, 'warning']],
    },
    {
      name: 'the injector has no image of its own to compare with',
      edits: [...older, injectorWithoutImages],
      expect: [['pinned', ours, 'warning']],
    },
    {
      name: 'the image of the injector is empty: nothing that the key could be left to',
      edits: [...older, injectorWith(injector('osm-injector', ''))],
      expect: [['pinned', ours, 'warning']],
    },
    {
      name: 'a container beside the injector has no say',
      edits: [
        ...older,
        injectorWith(
          injector('log-forwarder', 'envoyproxy/envoy:v1.18.3'),
          injector('osm-injector', 'envoyproxy/envoy:v1.22.2'),
        ),
      ],
      expect: [['pinnedOlder', ours, 'error']],
    },
    {
      name: 'a Deployment of the name without its container',
      edits: [...older, injectorWith(injector('nginx', 'envoyproxy/envoy:v1.22.2'))],
      expect: [['pinned', ours, 'warning']],
    },
    {
      name: 'the injector has its own by digest, which says nothing of its age',
      edits: [...older, injectorWith(injector('osm-injector', 'envoyproxy/envoy-alpine@sha256:00'))],
      expect: [['pinned', ours, 'warning']],
    },
    {
      name: 'the injector is gone',
      edits: [...older, { remove: 'Deployment kube-system/osm-injector' }],
      expect: [['pinned', ours, 'warning']],
    },
    {
      name: '1.0.0 has images of its own already',
      cluster: 'healthy-1.0.0',
      edits: pinned('mcr.microsoft.com/oss/envoyproxy/envoy:v1.18.3'),
      expect: [['pinnedOlder', ours, 'error']],
    },
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
      name: 'an older release, of which nobody knows the image',
      cluster: 'healthy-0.11.1',
      edits: [...onRelease('v0.9.2', 'kube-system'), ...pinned('')],
      expect: [['empty', ours, 'critical']],
    },
  ],
  passes: [
    { name: 'absent, as AKS ships' },
    { name: 'empty, which is absent from 1.0 on', edits: pinned('') },
    { name: 'no section sidecar at all', edits: [without('sidecar')] },
    { name: '1.0.0', cluster: 'healthy-1.0.0' },
    { name: 'on 0.11.1 it must be set', cluster: 'healthy-0.11.1' },
    {
      name: 'on 0.11.1 whichever it is',
      cluster: 'healthy-0.11.1',
      edits: pinned('mcr.microsoft.com/oss/envoyproxy/envoy:v1.18.3'),
    },
    { name: 'the init image is OSM4007', edits: [set('sidecar', { initContainerImage: 'init:v0.11.1' })] },
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
