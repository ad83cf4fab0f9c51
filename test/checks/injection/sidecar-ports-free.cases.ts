import type { CheckCases } from '../check-cases.ts';
import { onRelease } from '../on-release.ts';
import { addInjected, addPod, ofDeployment } from './objects.ts';

const port = (containerPort: number) => ({ ports: [{ containerPort }] });
const user = (runAsUser: number) => ({ securityContext: { runAsUser } });

export const cases: CheckCases = {
  fires: [
    {
      name: 'two pods of a Deployment run as 1500: once',
      edits: ['a', 'b'].map((id) =>
        addInjected('bookbuyer', `till-5d4f-${id}`, [{ name: 'till', ...user(1500) }], ofDeployment('till')),
      ),
      expect: [['sidecarUser', 'Deployment bookbuyer/till', 'error']],
    },
    {
      name: 'the whole pod runs as 1500, and one container of it does not say otherwise',
      edits: [
        addInjected('bookbuyer', 'till', [{ name: 'log', ...user(1000) }, { name: 'till' }], {
          spec: { securityContext: { runAsUser: 1500 } },
        }),
      ],
      expect: [['sidecarUser', 'Pod bookbuyer/till']],
    },
    ...[15000, 15001, 15003, 15010, 15901, 15902, 15903, 15904].map((number) => ({
      name: `a container declares ${number}`,
      edits: [addInjected('bookbuyer', 'till', [{ name: 'till', ...port(number) }])],
      expect: [['sidecarPorts', 'Pod bookbuyer/till', 'error']] as const,
    })),
    {
      name: 'both, in a pod that has no sidecar yet',
      edits: [
        addPod('bookbuyer', 'till', {
          spec: { containers: [{ name: 'till', ...port(15001), ...user(1500) }] },
        }),
      ],
      expect: [
        ['sidecarUser', 'Pod bookbuyer/till'],
        ['sidecarPorts', 'Pod bookbuyer/till'],
      ],
    },
    {
      name: 'an Envoy of its own that is no sidecar yet',
      edits: [addPod('bookbuyer', 'gateway', { spec: { containers: [{ name: 'envoy', ...port(15000) }] } })],
      expect: [['sidecarPorts', 'Pod bookbuyer/gateway']],
    },
    {
      name: 'the oldest release, by a port that it keeps as well',
      cluster: 'healthy-0.11.1',
      edits: [addInjected('bookbuyer', 'till', [{ name: 'till', ...port(15902) }])],
      expect: [['sidecarPorts', 'Pod bookbuyer/till']],
    },
    {
      name: 'only some pods came, and one is such',
      edits: [addInjected('bookbuyer', 'till', [{ name: 'till', ...port(15003) }])],
      incomplete: ['pods'],
      expect: [['sidecarPorts', 'Pod bookbuyer/till']],
    },
    {
      name: '15904 from 1.1.0 on, the first with osm-healthcheck',
      cluster: 'healthy-1.1.1',
      edits: [
        ...onRelease('v1.1.0', 'osm-system'),
        addInjected('bookbuyer', 'till', [{ name: 'till', ...port(15904) }]),
      ],
      expect: [['sidecarPorts', 'Pod bookbuyer/till']],
    },
    {
      name: 'two containers of a pod, each with a port of the sidecar, told in order',
      edits: [
        addInjected('bookbuyer', 'till', [
          { name: 'web', ...port(15010) },
          { name: 'admin', ...port(15000) },
        ]),
      ],
      expect: [['sidecarPorts', 'Pod bookbuyer/till']],
    },
  ],
  passes: [
    { name: "the injector's own containers declare these ports and run as 1500" },
    { name: 'the oldest release', cluster: 'healthy-0.11.1' },
    {
      name: 'osm-healthcheck as well',
      edits: [addInjected('bookbuyer', 'till', [{ name: 'till' }], { healthcheck: true })],
    },
    {
      name: 'ports beside them, and the xDS port of the controller',
      edits: [
        addInjected('bookbuyer', 'till', [
          {
            name: 'till',
            ports: [14999, 15002, 15004, 15020, 15021, 15090, 15128, 15900, 15905].map((containerPort) => ({
              containerPort,
            })),
          },
        ]),
      ],
    },
    {
      name: 'the pod runs as 1500, but every container says otherwise',
      edits: [
        addInjected('bookbuyer', 'till', [{ name: 'till', ...user(1000) }], {
          spec: { securityContext: { runAsUser: 1500 } },
        }),
      ],
    },
    {
      name: '15904 up to 1.0, which has no osm-healthcheck',
      cluster: 'healthy-1.0.0',
      edits: [addInjected('bookbuyer', 'till', [{ name: 'till', ...port(15904) }])],
    },
    {
      name: 'outside the mesh, or kept out, or finished',
      edits: [
        addPod('default', 'istiod', { spec: { containers: [{ name: 'discovery', ...port(15010) }] } }),
        addPod('bookbuyer', 'kept-out', {
          annotations: { 'sidecar-injection': 'disabled' },
          spec: { containers: [{ name: 'x', ...port(15010) }] },
        }),
        addInjected('bookbuyer', 'done', [{ name: 'x', ...port(15010) }], { phase: 'Succeeded' }),
      ],
    },
    {
      name: "a second mesh's namespace is not ours to judge",
      cluster: 'two-meshes',
      edits: [addInjected('playground', 'till', [{ name: 'till', ...user(1500) }])],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'in one namespace alone the release is not read', namespace: 'bookbuyer' },
  ],
  unknown: [{ name: 'only some pods came, and they are fine', incomplete: ['pods'] }],
};
