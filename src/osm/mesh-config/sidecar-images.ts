import { always, type MeshConfigKey } from './key.ts';

/**
 * The image keys of `spec.sidecar`. v0.11.1 stores them and has no fallback (`injector/patch.go`,
 * verifyPrerequisites); from v1.0.0 on they are absent and the injector's environment counts
 * (`pkg/configurator/methods.go`).
 */
export const sidecarImageKeys: readonly MeshConfigKey[] = [
  {
    path: 'spec.sidecar.envoyImage',
    type: 'string',
    format: 'image',
    defaults: {
      schema: [
        [
          'v0.11.1',
          'envoyproxy/envoy-alpine@sha256:6502a637c6c5fba4d03d0672d878d12da4bcc7a0d0fb3f1d506982dde0039abd',
        ],
        ['v1.0.0', undefined],
      ],
      preset: [
        [
          'v0.11.1',
          'envoyproxy/envoy-alpine@sha256:6502a637c6c5fba4d03d0672d878d12da4bcc7a0d0fb3f1d506982dde0039abd',
        ],
        ['v1.0.0', undefined],
      ],
      aks: [
        ['v0.11.1', 'mcr.microsoft.com/oss/envoyproxy/envoy:v1.19.1'],
        ['v1.0.0', undefined],
      ],
      code: [
        [
          'v0.11.1',
          { says: 'the schema fills it in; set to an empty text, the injector refuses every Linux pod' },
        ],
        ['v1.0.0', { says: "the image of the injector's environment OSM_DEFAULT_ENVOY_IMAGE" }],
      ],
    },
    means: 'The image of the sidecar.',
    takesEffect: always('newPods'),
    note: 'From v1.0.0 on leave it out: an image set here stays when the add-on brings a newer one with its security fixes.',
    risk: 'high',
    since: 'v0.11.1',
  },
  {
    path: 'spec.sidecar.envoyWindowsImage',
    type: 'string',
    format: 'image',
    defaults: {
      schema: [
        [
          'v0.11.1',
          'envoyproxy/envoy-windows@sha256:c904fda95891ebbccb9b1f24c1a9482c8d01cbca215dd081fc8c8db36db85f85',
        ],
        ['v1.0.0', undefined],
      ],
      preset: [
        [
          'v0.11.1',
          'envoyproxy/envoy-windows@sha256:c904fda95891ebbccb9b1f24c1a9482c8d01cbca215dd081fc8c8db36db85f85',
        ],
        ['v1.0.0', undefined],
      ],
      code: [
        ['v0.11.1', { says: 'the schema fills it in' }],
        ['v1.0.0', { says: "the injector's own default for Windows" }],
      ],
    },
    means: 'The image of the sidecar on Windows nodes, which the AKS add-on does not support.',
    takesEffect: always('newPods'),
    risk: 'high',
    since: 'v0.11.1',
  },
  {
    path: 'spec.sidecar.initContainerImage',
    type: 'string',
    format: 'image',
    defaults: {
      preset: [
        ['v0.11.1', 'openservicemesh/init:v0.11.1'],
        ['v1.0.0', undefined],
      ],
      aks: [
        ['v0.11.1', 'mcr.microsoft.com/oss/openservicemesh/init:v0.11.1'],
        ['v1.0.0', undefined],
      ],
      code: [
        ['v0.11.1', { says: 'nothing: the injector refuses every Linux pod' }],
        ['v1.0.0', { says: "the image of the injector's environment OSM_DEFAULT_INIT_CONTAINER_IMAGE" }],
      ],
    },
    means: "The image of osm-init, which redirects the pod's traffic to the sidecar.",
    takesEffect: always('newPods'),
    note: "From v1.0.0 on leave it out: it has to match the injector's release.",
    risk: 'high',
    since: 'v0.11.1',
  },
];
