import type { CheckCases } from '../check-cases.ts';
import { onRelease } from '../on-release.ts';
import { addInjected, addPod, ofDeployment, type PodSpecial } from './objects.ts';

const nonRoot = { securityContext: { runAsNonRoot: true } };
const waiting = (name: string, reason: string) => ({
  name,
  ready: false,
  restartCount: 0,
  state: { waiting: { reason } },
});
const running = (name: string) => ({
  name,
  ready: true,
  restartCount: 0,
  state: { running: { startedAt: '2026-11-22T11:00:00Z' } },
});
const app = [{ name: 'till' }];
const byTcp = { containers: [{ name: 'till', readinessProbe: { tcpSocket: { port: 8080 } } }] };
const refusedHealthcheck: PodSpecial & { readonly healthcheck: true } = {
  ...ofDeployment('till'),
  healthcheck: true,
  phase: 'Pending',
  spec: nonRoot,
  status: {
    containerStatuses: [
      running('till'),
      waiting('osm-healthcheck', 'CreateContainerConfigError'),
      running('envoy'),
    ],
  },
};
const old = 'healthy-0.11.1';

export const cases: CheckCases = {
  fires: [
    {
      name: 'osm-healthcheck is refused in two pods of a Deployment: once',
      edits: [
        addInjected('bookbuyer', 'till-5d4f-a', app, refusedHealthcheck),
        addInjected('bookbuyer', 'till-5d4f-b', app, refusedHealthcheck),
      ],
      expect: [['rootForbidden', 'Deployment bookbuyer/till', 'error']],
    },
    {
      name: 'it will be: a tcpSocket probe, and no sidecar yet',
      edits: [addPod('bookbuyer', 'till', { spec: { ...byTcp, ...nonRoot } })],
      expect: [['rootWillBeForbidden', 'Pod bookbuyer/till', 'error']],
    },
    {
      name: 'one of two containers asks by tcpSocket',
      edits: [
        addPod('bookbuyer', 'till', {
          spec: { containers: [...byTcp.containers, { name: 'log' }], ...nonRoot },
        }),
      ],
      expect: [['rootWillBeForbidden', 'Pod bookbuyer/till']],
    },
    {
      name: '1.1 too',
      cluster: 'healthy-1.1.1',
      edits: [addInjected('bookbuyer', 'till-5d4f-a', app, refusedHealthcheck)],
      expect: [['rootForbidden', 'Deployment bookbuyer/till']],
    },
    {
      name: '1.1.0 was the first',
      cluster: 'healthy-1.1.1',
      edits: [
        ...onRelease('v1.1.0', 'osm-system'),
        addInjected('bookbuyer', 'till-5d4f-a', app, refusedHealthcheck),
      ],
      expect: [['rootForbidden', 'Deployment bookbuyer/till']],
    },
    {
      name: '0.11.1: osm-init is refused',
      cluster: old,
      edits: [
        addInjected('bookbuyer', 'till', app, {
          phase: 'Pending',
          spec: nonRoot,
          status: { initContainerStatuses: [waiting('osm-init', 'CreateContainerConfigError')] },
        }),
      ],
      expect: [['rootForbidden', 'Pod bookbuyer/till']],
    },
    {
      name: '0.11.1: it will be, whatever user the pod has',
      cluster: old,
      edits: [
        addPod('bookbuyer', 'till', { spec: { securityContext: { runAsNonRoot: true, runAsUser: 1000 } } }),
      ],
      expect: [['rootWillBeForbidden', 'Pod bookbuyer/till']],
    },
    {
      name: 'only some pods came, and one is such',
      edits: [addInjected('bookbuyer', 'till-5d4f-a', app, refusedHealthcheck)],
      incomplete: ['pods'],
      expect: [['rootForbidden', 'Deployment bookbuyer/till']],
    },
  ],
  passes: [
    { name: 'nobody forbids it' },
    { name: 'the oldest release', cluster: old },
    {
      name: 'no tcpSocket probe: osm-init allows itself to be root',
      edits: [
        addPod('bookbuyer', 'waiting', { spec: nonRoot }),
        addPod('bookbuyer', 'by-http', {
          spec: {
            containers: [{ name: 'till', readinessProbe: { httpGet: { path: '/ready', port: 8080 } } }],
            ...nonRoot,
          },
        }),
        addInjected('bookbuyer', 'till', app, {
          spec: nonRoot,
          status: { containerStatuses: [running('till'), running('envoy')] },
        }),
      ],
    },
    {
      name: '1.0 has no osm-healthcheck',
      cluster: 'healthy-1.0.0',
      edits: [addPod('bookbuyer', 'till', { spec: { ...byTcp, ...nonRoot } })],
    },
    {
      name: 'the pod has a user, which osm-healthcheck takes',
      edits: [
        addPod('bookbuyer', 'till', {
          spec: { ...byTcp, securityContext: { runAsNonRoot: true, runAsUser: 1000 } },
        }),
      ],
    },
    {
      name: 'the containers say it instead of the pod',
      edits: [
        addPod('bookbuyer', 'till', {
          spec: {
            containers: [{ ...byTcp.containers[0], name: 'till', securityContext: { runAsNonRoot: true } }],
          },
        }),
      ],
    },
    {
      name: 'osm-healthcheck runs, so its image has another user',
      edits: [
        addInjected('bookbuyer', 'till', app, {
          healthcheck: true,
          spec: nonRoot,
          status: { containerStatuses: [running('osm-healthcheck')] },
        }),
      ],
    },
    {
      name: 'it waits, but the pod has a user: the cause is another',
      edits: [
        addInjected('bookbuyer', 'till', app, {
          ...refusedHealthcheck,
          spec: { securityContext: { runAsNonRoot: true, runAsUser: 1000 } },
        }),
      ],
    },
    {
      name: 'it waits for something else',
      edits: [
        addInjected('bookbuyer', 'till', app, {
          ...refusedHealthcheck,
          status: {
            containerStatuses: [
              waiting('osm-healthcheck', 'PodInitializing'),
              waiting('till', 'CreateContainerConfigError'),
            ],
          },
        }),
      ],
    },
    {
      name: 'outside the mesh, kept out, or for Windows',
      edits: [
        addPod('default', 'a', { spec: { ...byTcp, ...nonRoot } }),
        addPod('bookbuyer', 'b', {
          spec: { ...byTcp, ...nonRoot },
          annotations: { 'sidecar-injection': 'no' },
        }),
        addPod('bookbuyer', 'c', {
          spec: { ...byTcp, ...nonRoot, nodeSelector: { 'kubernetes.io/os': 'windows' } },
        }),
      ],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'in one namespace alone the release is not read', namespace: 'bookbuyer' },
  ],
  unknown: [
    { name: 'only some pods came, and they are fine', incomplete: ['pods'] },
    {
      name: 'the release that needs no root is not the answer to pods that did not come',
      cluster: 'healthy-1.0.0',
      incomplete: ['pods'],
    },
  ],
};
