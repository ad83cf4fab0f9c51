import type { CheckCases, Edit } from '../check-cases.ts';
import { addMeshed, addPlainNamespace, ofDeployment, ownedBy } from './objects.ts';

const old = 'mcr.microsoft.com/oss/envoyproxy/envoy:v1.22.2';
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const pin = (envoyImage: string): Edit => ({
  patch: 'MeshConfig kube-system/osm-mesh-config',
  with: { spec: { sidecar: { envoyImage } } },
});
const till = (image: string) => addMeshed('bookbuyer', 'till', { image });
const allOthersToo = [
  ['Deployment bookstore/bookstore'],
  ['StatefulSet bookstore/postgres'],
  ['Deployment bookbuyer/bookbuyer'],
] as const;

export const cases: CheckCases = {
  fires: [
    {
      name: 'four pods of one Deployment that are older than the update',
      edits: ['a', 'b', 'c', 'd'].map((pod) =>
        addMeshed('bookbuyer', `till-5d4f-${pod}`, { ...ofDeployment('till'), image: old }),
      ),
      expect: [['outdated', 'Deployment bookbuyer/till', 'warning']],
    },
    {
      name: 'each workload for itself, kinds that cannot be restarted too',
      edits: [
        addMeshed('bookbuyer', 'a-0', { ...ownedBy('StatefulSet', 'apps/v1', 'a'), image: old }),
        addMeshed('bookbuyer', 'b-x', { ...ownedBy('DaemonSet', 'apps/v1', 'b'), image: old }),
        addMeshed('bookbuyer', 'c-x', { ...ownedBy('Rollout', 'argoproj.io/v1alpha1', 'c'), image: old }),
        till(old),
      ],
      expect: [
        ['outdated', 'StatefulSet bookbuyer/a'],
        ['outdated', 'DaemonSet bookbuyer/b'],
        ['outdated', 'Rollout bookbuyer/c'],
        ['outdated', 'Pod bookbuyer/till'],
      ],
    },
    {
      name: 'MeshConfig pins an image that no pod has yet',
      edits: [pin('mcr.microsoft.com/oss/envoyproxy/envoy:v1.26.7')],
      expect: allOthersToo.map(([on]) => ['outdated', on]),
    },
    {
      name: 'MeshConfig pins an older image: a restart would bring it',
      edits: [pin(old)],
      expect: allOthersToo.map(([on]) => ['newer', on, 'warning']),
    },
    {
      name: 'the same tag, another digest',
      cluster: 'healthy-1.1.1',
      edits: [till(`envoyproxy/envoy-alpine:v1.19.3@${digest('a')}`)],
      expect: [['outdated', 'Pod bookbuyer/till']],
    },
    {
      name: 'a Deployment over three updates, of which one was taken back',
      edits: ['v1.22.2', 'v1.26.7', 'v1.24.0'].map((tag, number) =>
        addMeshed('bookbuyer', `till-5d4f-${number}`, {
          ...ofDeployment('till'),
          image: `mcr.microsoft.com/oss/envoyproxy/envoy:${tag}`,
        }),
      ),
      expect: [['newer', 'Deployment bookbuyer/till', 'warning']],
    },
    {
      name: 'a tag that is no version',
      edits: [till('contoso.azurecr.io/envoy:stable')],
      expect: [['outdated', 'Pod bookbuyer/till']],
    },
    {
      name: 'MeshConfig pins a tag that is no version',
      edits: [pin('contoso.azurecr.io/envoy:stable')],
      expect: allOthersToo.map(([on]) => ['outdated', on]),
    },
    {
      name: 'two digests, which say nothing of their age',
      edits: [pin(`envoyproxy/envoy@${digest('b')}`), till(`envoyproxy/envoy@${digest('a')}`)],
      expect: [['outdated', 'Pod bookbuyer/till']],
    },
    {
      name: "on the host's network, where new pods get no sidecar from 1.0 on",
      edits: [
        addMeshed('bookbuyer', 'till-5d4f-a', {
          ...ofDeployment('till'),
          image: old,
          spec: { hostNetwork: true },
        }),
      ],
      expect: [['outdated', 'Deployment bookbuyer/till']],
    },
    {
      name: "one of two pods is on the host's network",
      edits: [
        addMeshed('bookbuyer', 'till-5d4f-a', { ...ofDeployment('till'), image: old }),
        addMeshed('bookbuyer', 'till-5d4f-b', {
          ...ofDeployment('till'),
          image: old,
          spec: { hostNetwork: true },
        }),
      ],
      expect: [['outdated', 'Deployment bookbuyer/till']],
    },
    {
      name: 'one of two pods would get no sidecar any more',
      edits: [
        addMeshed('bookbuyer', 'till-5d4f-a', { ...ofDeployment('till'), image: old }),
        addMeshed('bookbuyer', 'till-5d4f-b', {
          ...ofDeployment('till'),
          image: old,
          annotations: { 'sidecar-injection': 'disabled' },
        }),
      ],
      expect: [['outdated', 'Deployment bookbuyer/till']],
    },
    {
      name: '0.11.1 has its image in MeshConfig',
      cluster: 'healthy-0.11.1',
      edits: [till('mcr.microsoft.com/oss/envoyproxy/envoy:v1.18.3')],
      expect: [['outdated', 'Pod bookbuyer/till']],
    },
    {
      name: 'new pods there get no sidecar now',
      edits: [
        till(old),
        {
          patch: 'Namespace bookbuyer',
          with: { metadata: { annotations: { 'openservicemesh.io/sidecar-injection': 'disabled' } } },
        },
      ],
      expect: [['outdated', 'Pod bookbuyer/till']],
    },
    {
      name: 'only some pods came',
      edits: [till(old)],
      incomplete: ['pods'],
      expect: [['outdated', 'Pod bookbuyer/till']],
    },
    {
      name: 'beside one that cannot be compared',
      edits: [till(old), addMeshed('bookbuyer', 'scales', { image: `envoyproxy/envoy@${digest('a')}` })],
      expect: [['outdated', 'Pod bookbuyer/till']],
    },
  ],
  passes: [
    { name: 'all have it' },
    { name: 'by tag and digest', cluster: 'healthy-1.1.1' },
    { name: '1.0.0', cluster: 'healthy-1.0.0' },
    { name: '0.11.1', cluster: 'healthy-0.11.1' },
    { name: 'the same tag from a mirror', edits: [till('contoso.azurecr.io/mirror/envoy:v1.25.8')] },
    {
      name: 'the same tag, and a digest on one side alone',
      edits: [till(`mcr.microsoft.com/oss/envoyproxy/envoy:v1.25.8@${digest('a')}`)],
    },
    {
      name: 'the same digest under another name',
      edits: [
        pin(`mcr.microsoft.com/oss/envoyproxy/envoy:v1.25.8@${digest('a')}`),
        till(`contoso.azurecr.io/envoy@${digest('a')}`),
      ],
    },
    {
      name: 'a Job that began before the update ends by itself',
      edits: [addMeshed('bookbuyer', 'report-1', { ...ownedBy('Job', 'batch/v1', 'report'), image: old })],
    },
    {
      name: 'Windows has an image of its own',
      edits: [
        addMeshed('bookbuyer', 'iis', {
          image: old,
          spec: { nodeSelector: { 'kubernetes.io/os': 'windows' } },
        }),
      ],
    },
    {
      name: 'the volume of a sidecar, and none',
      edits: [addMeshed('bookbuyer', 'till', { spec: { containers: [{ name: 'app', image: 'app:1' }] } })],
    },
    { name: 'a finished pod', edits: [addMeshed('bookbuyer', 'till', { image: old, phase: 'Succeeded' })] },
    {
      name: 'a namespace that left the mesh: there is no image for its new pods',
      edits: [addPlainNamespace('former'), addMeshed('former', 'till', { image: old })],
    },
    {
      name: "a second mesh's sidecars",
      cluster: 'two-meshes',
      edits: [addMeshed('playground', 'till', { image: old })],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'one namespace alone: the control plane was not read', namespace: 'bookbuyer' },
  ],
  unknown: [
    { name: 'only some pods came, and they are fine', incomplete: ['pods'] },
    { name: 'nobody says what new pods get', cluster: 'legacy' },
    { name: 'a digest here, a tag there', edits: [till(`envoyproxy/envoy@${digest('a')}`)] },
  ],
};
